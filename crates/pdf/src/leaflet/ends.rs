//! What a finished PDF lacks, put in between its bytes.
//!
//! **Ends.** The writer ends a stream with a line feed. Packed bytes that happen to end with a carriage return then look like the
//! longer mark "carriage return, line feed", and a validator that looks back from the end finds the stream one byte too
//! short (ISO 19005-2, 6.1.7.1). With the longer mark after such bytes, everybody counts the same.
//!
//! **Folded sheets.** The window in which one prints would shrink them to the margins of the printer and turn them on the long
//! edge; the writer has no field for what is right.

const END: &[u8] = b"\r\nendstream";
/// What every PDF says of the window in which it is shown.
const PREFERENCES: &[u8] = b"/ViewerPreferences<<";
/// Both sides, turned on the short edge, as large as they are.
const FOLDED: &[u8] = b"/Duplex/DuplexFlipShortEdge/PrintScaling/None";

/// Bytes to put in, and before which byte of the file.
type Insertion = (usize, &'static [u8]);

/// The same file with a clear end of every stream and, if it is to be folded, with what a printer must know. A file whose form
/// is not the one that our writer gives is returned unchanged.
pub fn settled(bytes: Vec<u8>, is_folded: bool) -> Vec<u8> {
    let mut insertions: Vec<Insertion> = find(&bytes, END).map(|at| (at, &b"\r"[..])).collect();
    // The catalog, which has them, is the last object of the file.
    if is_folded && let Some(at) = find(&bytes, PREFERENCES).last() {
        insertions.push((at + PREFERENCES.len(), FOLDED));
    }
    insertions.sort_unstable();
    if insertions.is_empty() {
        return bytes;
    }
    write(&bytes, &insertions).unwrap_or(bytes)
}

/// Puts these in and corrects the cross-reference table for what comes after each.
fn write(bytes: &[u8], insertions: &[Insertion]) -> Option<Vec<u8>> {
    let moved = |at: usize| {
        let before = insertions.iter().filter(|(place, _)| *place < at);
        at + before.map(|(_, added)| added.len()).sum::<usize>()
    };
    let start = find(bytes, b"\nstartxref\n").last()?;
    let table: usize = std::str::from_utf8(&bytes[start + 11..]).ok()?.lines().next()?.parse().ok()?;
    let text = std::str::from_utf8(bytes.get(table..start)?).ok()?;
    let mut out = Vec::with_capacity(moved(bytes.len()));
    let mut from = 0;
    for (place, added) in insertions {
        out.extend_from_slice(bytes.get(from..*place)?);
        out.extend_from_slice(added);
        from = *place;
    }
    out.extend_from_slice(bytes.get(from..table)?);
    for line in text.split_inclusive('\n') {
        match line.strip_suffix(" 00000 n\r\n").and_then(|offset| offset.parse().ok()) {
            Some(offset) => out.extend_from_slice(format!("{:010} 00000 n\r\n", moved(offset)).as_bytes()),
            None => out.extend_from_slice(line.as_bytes()),
        }
    }
    out.extend_from_slice(format!("\nstartxref\n{}\n%%EOF", moved(table)).as_bytes());
    Some(out)
}

fn find<'a>(bytes: &'a [u8], what: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    bytes.windows(what.len()).enumerate().filter(move |(_, window)| *window == what).map(|(at, _)| at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_that_ends_with_a_return_is_told_from_its_end() {
        let body = "%PDF\n1 0 obj\n<</Length 2>>\nstream\nx\r\nendstream\nendobj\n2 0 obj\n1\nendobj\n";
        let second = body.find("2 0 obj").expect("there");
        let file = |body: &str, second: usize, table: usize| {
            format!(
                "{body}xref\n0 3\n0000000000 65535 f\r\n0000000005 00000 n\r\n{second:010} 00000 n\r\n\
                 trailer\n<</Size 3>>\nstartxref\n{table}\n%%EOF"
            )
        };
        let settled = settled(file(body, second, body.len()).into_bytes(), false);
        let clear = body.replace("x\r\nend", "x\r\r\nend");
        assert_eq!(String::from_utf8_lossy(&settled), file(&clear, second + 1, body.len() + 1));
        let calm = file("%PDF\n", 5, 5).into_bytes();
        assert_eq!(super::settled(calm.clone(), false), calm);
        assert_eq!(super::settled(calm.clone(), true), calm);
    }

    #[test]
    fn a_folded_sheet_says_how_it_is_printed() {
        let file = |preferences: &str| {
            let body = format!("%PDF\n1 0 obj\n<</Type/Catalog{preferences}>>\nendobj\n2 0 obj\n1\nendobj\n");
            let (second, table) = (body.find("2 0 obj").expect("there"), body.len());
            format!("{body}xref\n0 2\n{second:010} 00000 n\r\ntrailer\n\nstartxref\n{table}\n%%EOF")
                .into_bytes()
        };
        let bare = file("/ViewerPreferences<</DisplayDocTitle true>>");
        let folded =
            file("/ViewerPreferences<</Duplex/DuplexFlipShortEdge/PrintScaling/None/DisplayDocTitle true>>");
        assert_eq!(String::from_utf8_lossy(&settled(bare.clone(), true)), String::from_utf8_lossy(&folded));
        assert_eq!(settled(bare.clone(), false), bare);
    }
}
