//! A fingerprint: the BLAKE3 hash of bytes or of a value, 32 bytes, written as 64 hex digits. It tells whether something
//! changed.

mod feed;

use std::fmt;

use serde::{Deserialize, Serialize};

use feed::Feed;

/// A hash that depends on the value alone, never on the machine or the day, so that it can be kept in a file.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint([u8; 32]);

impl Fingerprint {
    /// The fingerprint of plain bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(*blake3::hash(bytes).as_bytes())
    }

    /// The fingerprint of a value, through its serialised form.
    ///
    /// Field order and map order must be stable: views use structs, vectors and B-trees only.
    pub fn of_value<T: Serialize + ?Sized>(value: &T) -> Self {
        let mut feed = Feed(Vec::with_capacity(16 << 10));
        // A view holds strings, numbers and lists: writing them to memory cannot fail.
        value.serialize(&mut feed).expect("a view is plain data");
        Self::of(&feed.0)
    }

    /// One fingerprint for several; their order counts.
    pub fn join<'a>(parts: impl IntoIterator<Item = &'a Fingerprint>) -> Self {
        let mut hasher = blake3::Hasher::new();
        for part in parts {
            hasher.update(&part.0);
        }
        Self(*hasher.finalize().as_bytes())
    }

    /// The first ten hex digits (40 bits), for the names of published files: two of a site's few hundred files will not share
    /// them.
    pub fn short(&self) -> String {
        self.to_string()[..10].to_owned()
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(blake3::Hash::from_bytes(self.0).to_hex().as_str())
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl Serialize for Fingerprint {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Fingerprint {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let hash = blake3::Hash::from_hex(&text).map_err(serde::de::Error::custom)?;
        Ok(Self(*hash.as_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fingerprint_survives_being_written() {
        let print = Fingerprint::of(b"clef");
        let text = serde_json::to_string(&print).expect("a string");
        assert_eq!(serde_json::from_str::<Fingerprint>(&text).expect("the same"), print);
        assert_ne!(print, Fingerprint::of(b"clefs"));
    }

    #[test]
    fn values_that_differ_have_other_fingerprints() {
        #[derive(Serialize)]
        enum Kind {
            A,
            B(Option<u8>),
            C { text: &'static str },
        }
        let prints = [
            Fingerprint::of_value(&["ab", "c"]),
            Fingerprint::of_value(&["a", "bc"]),
            Fingerprint::of_value(&[["a", "bc"]]),
            Fingerprint::of_value(&(["a"], ["bc"])),
            Fingerprint::of_value(&(["a", "bc"], [""; 0])),
            Fingerprint::of_value(&1_u8),
            Fingerprint::of_value(&1_i8),
            Fingerprint::of_value(&"1"),
            Fingerprint::of_value(&true),
            Fingerprint::of_value(&1.0),
            Fingerprint::of_value(&'1'),
            Fingerprint::of_value(&()),
            Fingerprint::of_value(&None::<u8>),
            Fingerprint::of_value(&Some(1_u8)),
            Fingerprint::of_value(&Kind::A),
            Fingerprint::of_value(&Kind::B(None)),
            Fingerprint::of_value(&Kind::B(Some(1))),
            Fingerprint::of_value(&Kind::C { text: "A" }),
            Fingerprint::of_value(&std::collections::BTreeMap::from([("text", "A")])),
        ];
        let different: std::collections::BTreeSet<_> = prints.iter().collect();
        assert_eq!(different.len(), prints.len());
        assert_eq!(Fingerprint::of_value(&1_u8), Fingerprint::of_value(&1_u64), "the width is the machine's");
    }

    #[test]
    fn joining_minds_the_order() {
        let (a, b) = (Fingerprint::of(b"a"), Fingerprint::of(b"b"));
        assert_ne!(Fingerprint::join([&a, &b]), Fingerprint::join([&b, &a]));
    }
}
