//! Addresses to write to, as a link holds them: one or several, with a subject and a text (RFC 6068).

use super::percent;

/// What stands behind `mailto:` as an address holds it, each part with its percent signs; none when nobody would get the mail.
pub fn target(written: &str) -> Option<String> {
    let (readers, rest) = written.split_once('?').unwrap_or((written, ""));
    let readers: Option<Vec<String>> = readers.split([',', ';']).map(reader).collect();
    let fields = rest.split('&').filter_map(|field| {
        let (name, value) = field.split_once('=')?;
        let name = name.trim().to_ascii_lowercase();
        let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') && !name.is_empty();
        plain.then(|| format!("{name}={}", percent::encode(&percent::decode(value).unwrap_or(value.into()))))
    });
    let fields: Vec<String> = fields.collect();
    let sign = if fields.is_empty() { "" } else { "?" };
    Some(format!("{}{sign}{}", readers?.join(","), fields.join("&")))
}

/// The addresses as one reads them, without subject and text.
pub fn readers(target: &str) -> String {
    let readers = target.split('?').next().unwrap_or_default();
    let readers =
        readers.split(',').map(|reader| percent::decode(reader).unwrap_or(reader.into()).into_owned());
    readers.collect::<Vec<_>>().join(", ")
}

/// Whether a text is an address to write to, and nothing else.
pub fn is_address(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let sign =
        |letter: char| letter.is_whitespace() || letter.is_control() || "@/\\:?#<>()[],;\"".contains(letter);
    let last = host.rsplit_once('.').map(|(_, last)| last);
    !name.is_empty()
        && !name.contains(sign)
        && !host.contains(sign)
        && !host.starts_with('.')
        && last.is_some_and(|last| last.chars().count() > 1 && last.chars().all(char::is_alphanumeric))
}

/// One address as it stands in a link.
fn reader(written: &str) -> Option<String> {
    let plain = percent::decode(written).unwrap_or(written.into());
    let plain = plain.trim();
    let (name, host) = plain.split_once('@')?;
    let good = !name.is_empty() && !host.is_empty() && !plain.chars().any(char::is_control);
    good.then(|| percent::encode(plain).replace("%40", "@").replace("%2B", "+"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn subject_text_and_several_readers_are_kept() {
        for (written, link) in [
            ("a@b.fr", "a@b.fr"),
            ("a@b.fr?subject=Demande", "a@b.fr?subject=Demande"),
            (
                "a@b.fr?Subject=Ma%20demande&body=Bonjour%0A%C3%A0 vous",
                "a@b.fr?subject=Ma%20demande&body=Bonjour%0A%C3%A0%20vous",
            ),
            ("a@b.fr,c@d.fr", "a@b.fr,c@d.fr"),
            ("a@b.fr; c@d.fr", "a@b.fr,c@d.fr"),
            ("a%40b.fr", "a@b.fr"),
            ("a@b.fr?cc=c@d.fr", "a@b.fr?cc=c%40d.fr"),
            ("a+b@c.fr", "a+b@c.fr"),
            (" a@b.fr ", "a@b.fr"),
            ("a@b.fr?subject=طلب", "a@b.fr?subject=%D8%B7%D9%84%D8%A8"),
            ("a@b.fr?", "a@b.fr"),
        ] {
            assert_eq!(target(written).as_deref(), Some(link), "{written}");
        }
        for written in ["", "a", "@b.fr", "a@", "a@b.fr,", "?subject=x", "a%00@b.fr"] {
            assert_eq!(target(written), None, "{written}");
        }
        assert_eq!(readers("a@b.fr,c+d@e.fr?subject=x"), "a@b.fr, c+d@e.fr");
    }

    #[test]
    fn an_address_is_told_from_a_file() {
        for text in ["contact@exemple.org", "a.b-c@d-e.fr", "été@exemple.fr"] {
            assert!(is_address(text), "{text}");
        }
        for text in
            ["fr.md", "@fr.md", "a@b", "../a@b.fr", "a@b.fr/x", "a b@c.fr", "icone@2", "https://a@b.fr"]
        {
            assert!(!is_address(text), "{text}");
        }
    }
}
