//! Files that were damaged on their way: the same ones at each run, since each has its number.

use std::ops::Range;

use super::{catalog, po, read, xliff};
use crate::catalog::tmx;

/// What stands in such files and means something.
const PIECES: [&str; 24] = [
    "msgid \"",
    "msgstr \"",
    "msgctxt \"",
    "#| ",
    "#~ ",
    "#, fuzzy\n",
    "\"\n\"",
    "\\",
    "\\n",
    "\r",
    "\u{feff}",
    "<g id=\"1\">",
    "</g>",
    "<x id=\"2\"/>",
    "<target>",
    "</target>",
    "</trans-unit>",
    "<![CDATA[",
    "]]>",
    "<!--",
    "&#0;",
    "&amp",
    "<!DOCTYPE x>",
    "<alt-trans>",
];

/// Numbers from a seed (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        value ^ (value >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }
}

/// A file with one to eight changes: a byte is another, a stretch is gone, twice there or elsewhere, a piece is put in, the end is lost.
fn damaged(file: &[u8], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = file.to_vec();
    for _ in 0..=numbers.below(8) {
        let from = numbers.below(bytes.len() + 1);
        let to = (from + numbers.below(40)).min(bytes.len());
        match numbers.below(6) {
            0 => bytes[from..to].iter_mut().take(1).for_each(|byte| *byte = numbers.next() as u8),
            1 => drop(bytes.drain(from..to)),
            2 => {
                let stretch = bytes[from..to].to_vec();
                let at = numbers.below(bytes.len() + 1);
                bytes.splice(at..at, stretch);
            }
            3 | 4 => {
                let piece = PIECES[numbers.below(PIECES.len())];
                bytes.splice(from..to.min(from + numbers.below(3)).max(from), piece.bytes());
            }
            _ => bytes.truncate(from.max(bytes.len() / 2)),
        }
    }
    bytes
}

/// Reads as many damaged files; what can be read is written again, in all formats.
fn try_all(seeds: Range<u64>) {
    let files = [po::write(&catalog()), xliff::write(&catalog())];
    for seed in seeds {
        let mut numbers = Numbers(seed);
        let file = &files[numbers.below(files.len())];
        if let Ok(found) = read(&damaged(file.as_bytes(), &mut numbers)) {
            let _ = [po::write(&found), xliff::write(&found)].map(|text| read(text.as_bytes()).is_ok());
            let _ = tmx::write(&found);
        }
    }
}

#[test]
fn damaged_files_make_no_reader_panic() {
    try_all(0..4_000);
}

#[test]
#[ignore = "takes minutes: cargo unit trousseau-exchange millions -- --ignored"]
fn nor_do_ten_millions_of_them() {
    let each = 10_000_000 / 4;
    std::thread::scope(|scope| {
        for part in 0..4 {
            scope.spawn(move || try_all(part * each..(part + 1) * each));
        }
    });
}
