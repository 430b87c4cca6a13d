//! Marks the end of each stream in a PDF so that no validator can miscount its length.
//!
//! The writer ends a stream with a line feed. Packed bytes that happen to end with a carriage return then look like the
//! longer mark "carriage return, line feed", and a validator that looks back from the end finds the stream one byte too
//! short (ISO 19005-2, 6.1.7.1). With the longer mark after such bytes, everybody counts the same.

const END: &[u8] = b"\r\nendstream";

/// The same file with a clear end of every stream. A file whose form is not the one that our writer gives is returned
/// unchanged.
pub fn settled(bytes: Vec<u8>) -> Vec<u8> {
    let doubtful: Vec<usize> = find(&bytes, END).collect();
    if doubtful.is_empty() {
        return bytes;
    }
    write(&bytes, &doubtful).unwrap_or(bytes)
}

/// Inserts a carriage return at these offsets and corrects the cross-reference table for what comes after each.
fn write(bytes: &[u8], places: &[usize]) -> Option<Vec<u8>> {
    let moved = |at: usize| at + places.iter().filter(|place| **place < at).count();
    let start = find(bytes, b"\nstartxref\n").last()?;
    let table: usize = std::str::from_utf8(&bytes[start + 11..]).ok()?.lines().next()?.parse().ok()?;
    let text = std::str::from_utf8(bytes.get(table..start)?).ok()?;
    let mut out = Vec::with_capacity(bytes.len() + places.len());
    let mut from = 0;
    for place in places {
        out.extend_from_slice(&bytes[from..*place]);
        out.push(b'\r');
        from = *place;
    }
    out.extend_from_slice(&bytes[from..table]);
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
        let settled = settled(file(body, second, body.len()).into_bytes());
        let clear = body.replace("x\r\nend", "x\r\r\nend");
        assert_eq!(String::from_utf8_lossy(&settled), file(&clear, second + 1, body.len() + 1));
        let calm = file("%PDF\n", 5, 5).into_bytes();
        assert_eq!(super::settled(calm.clone()), calm);
    }
}
