//! Addresses that lead through another site: those that a mail program or an online document puts around an address.

use trousseau_text::percent;

/// Where a detour begins, and the name of the value that holds the address that was meant.
const DETOURS: &[(&str, &str)] = &[
    ("www.google.com/url", "q"),
    ("www.google.fr/url", "q"),
    ("google.com/url", "q"),
    ("l.facebook.com/l.php", "u"),
    ("lm.facebook.com/l.php", "u"),
    ("l.instagram.com/", "u"),
    ("out.reddit.com/", "url"),
    ("www.youtube.com/redirect", "q"),
    ("slack-redir.net/link", "url"),
    ("t.umblr.com/redirect", "z"),
];

/// A host of which each name of a region is a detour.
const SAFE: (&str, &str) = (".safelinks.protection.outlook.com", "url");

/// Hosts that give short names to addresses: nobody sees where one leads, and the host counts who follows it.
const SHORTENERS: &[&str] = &[
    "bit.ly",
    "tinyurl.com",
    "t.co",
    "goo.gl",
    "ow.ly",
    "is.gd",
    "lnkd.in",
    "buff.ly",
    "urlz.fr",
    "urlr.me",
    "cutt.ly",
    "rb.gy",
];

/// The address that was meant, when one leads through a detour: none in it when it cannot be read.
pub(super) fn meant(web: &str) -> Option<Option<String>> {
    let (_, rest) = web.split_once("://")?;
    let (host, _) = rest.split_once(['/', '?'])?;
    if SHORTENERS.contains(&host) {
        return Some(None);
    }
    let name = match host.ends_with(SAFE.0) {
        true => SAFE.1,
        false => DETOURS.iter().find(|(start, _)| rest.starts_with(start))?.1,
    };
    let (_, question) = rest.split_once('?')?;
    let value = question.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
    let plain = percent::decode(value)?;
    Some(plain.contains("://").then(|| plain.into_owned()))
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn the_address_that_was_meant_is_in_the_detour() {
        let aide = Some(Some("https://exemple.org/aide".to_owned()));
        for detour in [
            "https://www.google.com/url?q=https://exemple.org/aide&sa=D&ust=1",
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fexemple.org%2Faide&h=AT0",
            "https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fexemple.org%2Faide&data=05",
        ] {
            assert_eq!(meant(detour), aide, "{detour}");
        }
        assert_eq!(meant("https://bit.ly/3abc"), Some(None));
        for right in
            ["https://www.google.com/maps?q=Lille", "https://exemple.org/url?q=a", "https://exemple.org"]
        {
            assert_eq!(meant(right), None, "{right}");
        }
    }
}
