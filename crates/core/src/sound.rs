//! How long a recording lasts: Opus in Ogg, and MP3. Nothing is decoded.

/// The length in seconds, rounded up; `None` when the bytes are of neither kind.
pub fn seconds(bytes: &[u8]) -> Option<u32> {
    let length = if bytes.starts_with(b"OggS") { opus(bytes)? } else { mp3(bytes)? };
    Some(length.ceil() as u32).filter(|seconds| *seconds > 0)
}

/// The last page of an Ogg stream counts all samples, 48,000 a second, those before the first one that is heard among them.
fn opus(bytes: &[u8]) -> Option<f64> {
    let head = bytes.windows(8).position(|window| window == b"OpusHead")?;
    let skipped = u16::from_le_bytes(bytes.get(head + 10..head + 12)?.try_into().ok()?);
    let last = bytes.windows(4).rposition(|window| window == b"OggS")?;
    let samples = u64::from_le_bytes(bytes.get(last + 6..last + 14)?.try_into().ok()?);
    Some(samples.checked_sub(u64::from(skipped))? as f64 / 48_000.0)
}

/// The sum of the frames of an MP3, behind a tag that may come first.
fn mp3(bytes: &[u8]) -> Option<f64> {
    let mut at = match bytes.get(..10) {
        Some([b'I', b'D', b'3', _, _, _, size @ ..]) => {
            10 + size.iter().fold(0, |size, byte| size << 7 | usize::from(byte & 0x7f))
        }
        _ => 0,
    };
    let (mut length, mut frames) = (0.0, 0);
    while let Some(frame) = bytes.get(at..at + 4).and_then(|head| Frame::read(head.try_into().ok()?)) {
        length += frame.seconds;
        frames += 1;
        at += frame.bytes;
    }
    (frames > 1).then_some(length)
}

struct Frame {
    bytes: usize,
    seconds: f64,
}

impl Frame {
    /// The head of a frame of MPEG 1 or 2, layer III.
    fn read(head: [u8; 4]) -> Option<Self> {
        const FULL: [usize; 15] = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
        const HALF: [usize; 15] = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
        const RATES: [usize; 3] = [44_100, 48_000, 32_000];
        let [sync, kind, rates, _] = head;
        if sync != 0xff || kind & 0xe6 != 0xe2 {
            return None;
        }
        let (divisor, table, samples) = match kind >> 3 & 3 {
            3 => (1, FULL, 1152),
            2 => (2, HALF, 576),
            0 => (4, HALF, 576),
            _ => return None,
        };
        let bits = *table.get(usize::from(rates >> 4)).filter(|bits| **bits > 0)? * 1000;
        let rate = RATES.get(usize::from(rates >> 2 & 3))? / divisor;
        let padding = usize::from(rates >> 1 & 1);
        Some(Self { bytes: samples / 8 * bits / rate + padding, seconds: samples as f64 / rate as f64 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_mp3_lasts_as_long_as_its_frames() {
        // 64 kbit/s, 44.1 kHz, MPEG 1: 1152 samples in 208 bytes.
        let mut frame = vec![0xff, 0xfb, 0x50, 0x00];
        frame.resize(208, 0);
        let mut file = b"ID3\x04\0\0\0\0\0\x05tags.".to_vec();
        (0..383).for_each(|_| file.extend(&frame));
        assert_eq!(seconds(&file), Some(11));
        assert_eq!(seconds(&file[..100]), None);
    }

    #[test]
    fn an_opus_file_says_its_length_in_its_last_page() {
        let page =
            |granule: u64, data: &[u8]| [b"OggS\0\0", &granule.to_le_bytes()[..], &[0; 13], data].concat();
        let head = [b"OpusHead\x01\x01", &312_u16.to_le_bytes()[..], &[0; 7]].concat();
        let file = [page(0, &head), page(48_000, b"x"), page(48_000 * 65 + 312, b"y")].concat();
        assert_eq!(seconds(&file), Some(65));
        for bad in [&b"OggS"[..], b"", b"RIFF", &file[..40]] {
            assert_eq!(seconds(bad), None);
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_make_it_panic(bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..300), ogg: bool) {
            let start: &[u8] = if ogg { b"OggSOpusHead" } else { b"\xff\xfb\x50\0" };
            let _ = seconds(&[start, &bytes].concat());
        }
    }
}
