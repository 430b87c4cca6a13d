//! A form with a file (`multipart/form-data`, RFC 7578): its pairs, and the file.

/// A file that was sent with a form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upload {
    /// The name that it has on the computer of whoever sent it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The most parts of a form.
const MOST_PARTS: usize = 100;

/// The boundary that a media type names; none for another media type.
pub fn boundary(kind: &str) -> Option<&str> {
    let (media, rest) = kind.split_once(';')?;
    if !media.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let named = rest.split(';').find_map(|part| part.trim().strip_prefix("boundary="))?;
    let bare = named.trim().trim_matches('"');
    (!bare.is_empty() && bare.len() <= 70).then_some(bare)
}

/// The fields of a form: names and values, in order.
pub type Fields = Vec<(String, String)>;

/// The pairs of a form and its file; none when the bytes are not such a form.
pub fn read(bytes: &[u8], boundary: &str) -> Option<(Fields, Option<Upload>)> {
    let mark = format!("--{boundary}");
    let between = format!("\r\n{mark}");
    let (mut pairs, mut file) = (Vec::new(), None);
    let mut rest = bytes.strip_prefix(mark.as_bytes())?;
    for _ in 0..MOST_PARTS {
        if rest.starts_with(b"--") {
            return Some((pairs, file));
        }
        rest = rest.strip_prefix(b"\r\n")?;
        let end = find(rest, between.as_bytes())?;
        let part = &rest[..end];
        rest = &rest[end + between.len()..];
        let head_end = find(part, b"\r\n\r\n")?;
        let head = std::str::from_utf8(&part[..head_end]).ok()?;
        let body = &part[head_end + 4..];
        let name = parameter(head, "name")?;
        match parameter(head, "filename") {
            Some(file_name) => file = Some(Upload { name: file_name, bytes: body.to_vec() }),
            None => pairs.push((name, std::str::from_utf8(body).ok()?.to_owned())),
        }
    }
    None
}

/// A parameter of the line `Content-Disposition`.
fn parameter(head: &str, name: &str) -> Option<String> {
    let is_it = |line: &&str| line.to_ascii_lowercase().starts_with("content-disposition:");
    let line = head.lines().find(is_it)?;
    let start = format!("; {name}=\"");
    let rest = line.split_once(&start)?.1;
    // Browsers write a quote in a name as %22.
    Some(rest.split('"').next()?.replace("%22", "\""))
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORM: &str = "--x1\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\nabc\r\n--x1\r\nContent-Disposition: form-data; \
                        name=\"picture\"; filename=\"a%22é.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n\r\n--x\r\n\0\r\n--x1--\r\n";

    #[test]
    fn a_form_with_a_file_is_read() {
        let (pairs, file) = read(FORM.as_bytes(), "x1").expect("a form");
        assert_eq!(pairs, [("token".to_owned(), "abc".to_owned())]);
        assert_eq!(file, Some(Upload { name: "a\"é.jpg".into(), bytes: b"\r\n--x\r\n\0".to_vec() }));
        assert_eq!(boundary("multipart/form-data; boundary=x1"), Some("x1"));
        assert_eq!(boundary("Multipart/Form-Data; charset=utf-8; boundary=\"x1\""), Some("x1"));
        assert_eq!(boundary("text/plain; boundary=x1"), None);
        assert_eq!(boundary("multipart/form-data"), None);
    }

    #[test]
    fn what_is_cut_or_odd_is_refused() {
        for end in 0..FORM.len() - 4 {
            assert_eq!(read(FORM.as_bytes().get(..end).expect("bytes"), "x1"), None, "{end}");
        }
        assert_eq!(read(FORM.as_bytes(), "x2"), None);
        let many =
            "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nb\r\n".repeat(MOST_PARTS + 1) + "--x--";
        assert_eq!(read(many.as_bytes(), "x"), None);
        assert_eq!(read(b"--x\r\nContent-Type: a\r\n\r\nb\r\n--x--", "x"), None);
    }
}
