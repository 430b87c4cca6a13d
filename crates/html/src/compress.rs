//! Compressed copies of texts, for web servers that send prepared files.

use std::io::Write as _;

/// Gzip at its highest level: the file is sent many times for once that it is made.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    // Writing to memory cannot fail.
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("memory takes bytes")
}

/// Brotli at its highest level: the file is sent many times for once that it is made.
pub fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters).expect("memory takes bytes");
    out
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;

    use super::*;

    #[test]
    fn what_is_packed_can_be_unpacked() {
        let text = "Appelez le 115. ".repeat(200).into_bytes();
        let (gzip, brotli) = (gzip(&text), brotli(&text));
        assert!(gzip.len() < text.len() / 10 && brotli.len() < text.len() / 10);
        let mut back = Vec::new();
        flate2::read::GzDecoder::new(&gzip[..]).read_to_end(&mut back).expect("gzip");
        assert_eq!(back, text);
        let mut back = Vec::new();
        brotli::BrotliDecompress(&mut &brotli[..], &mut back).expect("brotli");
        assert_eq!(back, text);
    }
}
