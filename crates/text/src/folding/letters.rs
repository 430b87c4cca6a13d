//! Which letters a search takes for the same, and which signs end a word.

use std::ops::RangeInclusive;

/// Where letters stand that lose their accents, and digits that are read as 0 to 9, by the script of the language.
pub const RANGES: &[(&str, RangeInclusive<u32>)] = &[
    ("Latn", 0xaa..=0x24f),
    ("Latn", 0x1e00..=0x1eff),
    ("Arab", 0x660..=0x669),
    ("Arab", 0x6f0..=0x6f9),
    ("Deva", 0x966..=0x96f),
    ("Beng", 0x9e6..=0x9ef),
    ("Mymr", 0x1040..=0x1049),
    ("Khmr", 0x17e0..=0x17e9),
    ("Thai", 0xe50..=0xe59),
    ("Hans", 0xff10..=0xff19),
    ("Hant", 0xff10..=0xff19),
    ("Jpan", 0xff10..=0xff19),
];

/// Letters that are taken for another one: the script, that one, and those. Lower case alone.
pub const SAME: &[(&str, &str, &str)] = &[
    // Turkish has two letters i, and whoever types on another keyboard has one.
    ("Latn", "i", "ı"),
    ("Latn", "ss", "ß"),
    ("Latn", "ae", "æ"),
    ("Latn", "oe", "œ"),
    ("Latn", "o", "øɔ"),
    ("Latn", "l", "ł"),
    ("Latn", "d", "đð"),
    ("Latn", "h", "ħ"),
    ("Latn", "e", "əɛ"),
    ("Latn", "th", "þ"),
    // A Russian keyboard lacks the letters of Ukrainian, and few people type ё or ґ.
    ("Cyrl", "е", "ёєѐ"),
    ("Cyrl", "г", "ґ"),
    ("Cyrl", "и", "іїйѝ"),
    ("Arab", "ا", "أإآٱ"),
    // Arabic, Persian and Pashto keyboards have their own yeh, kaf and heh.
    ("Arab", "ي", "ىئیېۍے"),
    ("Arab", "و", "ؤۇۆ"),
    ("Arab", "ك", "کڪ"),
    ("Arab", "گ", "ګ"),
    ("Arab", "ه", "ةۀەہھۂ"),
    ("Arab", "", "ءـ"),
    ("Grek", "σ", "ς"),
    ("Grek", "α", "ά"),
    ("Grek", "ε", "έ"),
    ("Grek", "η", "ή"),
    ("Grek", "ι", "ίϊΐ"),
    ("Grek", "ο", "ό"),
    ("Grek", "υ", "ύϋΰ"),
    ("Grek", "ω", "ώ"),
];

/// Marks that are no letters, and what cannot be seen: vowel marks, accents written apart, joiners, marks of direction.
pub const MARKS: &[RangeInclusive<u32>] = &[
    0xad..=0xad,
    0x300..=0x36f,
    0x483..=0x487,
    0x591..=0x5bd,
    0x610..=0x61a,
    0x61c..=0x61c,
    0x64b..=0x65f,
    0x670..=0x670,
    0x6d6..=0x6dc,
    0x6df..=0x6e4,
    0x6e7..=0x6e8,
    0x6ea..=0x6ed,
    0x135d..=0x135f,
    0x200b..=0x200f,
    0x202a..=0x202e,
    0x2060..=0x2069,
    0xfe00..=0xfe0f,
    0xfeff..=0xfeff,
];

/// The signs between words. Marks are taken out before, so those among them separate nothing.
pub const SEPARATORS: &[RangeInclusive<u32>] = &[
    0x0..=0x2f,
    0x3a..=0x40,
    0x5b..=0x60,
    0x7b..=0xa9,
    0xab..=0xb4,
    0xb6..=0xb9,
    0xbb..=0xbf,
    0xd7..=0xd7,
    0xf7..=0xf7,
    0x2b9..=0x2df,
    0x37e..=0x37e,
    0x589..=0x58a,
    0x5be..=0x5be,
    0x5f3..=0x5f4,
    0x600..=0x60f,
    0x61b..=0x61f,
    0x66a..=0x66d,
    0x6d4..=0x6d4,
    0x6dd..=0x6de,
    0x964..=0x965,
    0x1360..=0x1368,
    0x2000..=0x206f,
    0x20a0..=0x20cf,
    0x2100..=0x2bff,
    0x2e00..=0x2e7f,
    0x3000..=0x303f,
    0xff01..=0xff0f,
    0xff1a..=0xff20,
    0xfffd..=0xfffd,
];

/// Letters that are a word each, since their scripts have no spaces.
pub const APART: &[RangeInclusive<u32>] = &[0x3040..=0x30ff, 0x3400..=0x9fff];
