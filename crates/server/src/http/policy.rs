//! Decides which requests are let in: those for this host, from its own pages and, from other computers, with the token.
//!
//! A server on one's own computer can be reached by every website that one visits. A page of another host can send
//! requests here, and a host whose name suddenly means 127.0.0.1 can read the answers (DNS rebinding). The name in `Host`,
//! the page in `Origin` and what the browser says in `Sec-Fetch-Site` tell all of them from the editor.

use std::{io, net::IpAddr};

use axum::http::{HeaderMap, Method, StatusCode, header};

use super::message::Guest;

use trousseau_text::Fingerprint;

/// The largest request head, in bytes.
const MOST_HEAD: usize = 16 << 10;

/// What one server lets in.
pub struct RequestPolicy {
    port: u16,
    /// The host name or IP address on which the server was told to listen.
    host: String,
    /// Whether other computers can reach it.
    open: bool,
    /// The secret token that other computers must have.
    pub token: String,
    /// The secret token that every form must send. It stands in pages that guests see, too, so it opens nothing by itself.
    pub form: String,
    /// Whose token a text is that is not the editor's.
    guests: Guests,
}

/// Finds out which guest has a text as a token; none for any other text.
pub type Guests = Box<dyn Fn(&str) -> Option<Guest> + Send + Sync>;

/// The decision about a request.
#[derive(Debug, PartialEq, Eq)]
pub enum Entry {
    /// It is let in.
    In,
    /// The token stands in the address: the response sets the cookie and loads the page again without it.
    Welcome,
    /// It comes with the token of a partner.
    Guest(Guest),
    /// A token of a partner stands in the address: the same, with a cookie of its own.
    WelcomeGuest(String, Guest),
    /// It is refused with this status.
    Out(StatusCode),
}

impl RequestPolicy {
    /// The rules of a server on this address. Fails when the system gives no random bytes.
    pub fn new(host: &str, address: IpAddr, port: u16) -> io::Result<Self> {
        let guests: Guests = Box::new(|_| None);
        let open = !address.is_loopback();
        Ok(Self { port, host: host.to_owned(), open, token: secret()?, form: secret()?, guests })
    }

    /// The same, where others come with tokens of their own.
    pub fn with_guests(self, guests: Guests) -> Self {
        Self { guests, ..self }
    }

    /// Whether other computers can reach the server.
    pub fn is_open(&self) -> bool {
        self.open
    }

    /// The name of the cookie. It contains the port, because all ports of a computer share their cookies.
    pub fn cookie(&self) -> String {
        format!("trousseau-{}", self.port)
    }

    /// The name of the cookie of guests.
    pub fn guest_cookie(&self) -> String {
        format!("trousseau-print-{}", self.port)
    }

    /// Decides about a request. `shown` is the token in its address, if there is one.
    pub fn check(&self, method: &Method, headers: &HeaderMap, shown: Option<&str>) -> Entry {
        if !matches!(*method, Method::GET | Method::HEAD | Method::POST) {
            return Entry::Out(StatusCode::METHOD_NOT_ALLOWED);
        }
        let head: usize = headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum();
        if head > MOST_HEAD {
            return Entry::Out(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
        }
        let mut hosts = headers.get_all(header::HOST).iter();
        let host = hosts.next().and_then(|host| host.to_str().ok());
        let Some(host) = host.filter(|host| hosts.next().is_none() && self.knows(host)) else {
            return Entry::Out(StatusCode::MISDIRECTED_REQUEST);
        };
        if !is_own(method, headers, host) {
            return Entry::Out(StatusCode::FORBIDDEN);
        }
        if !self.open || self.has_cookie(headers) {
            return Entry::In;
        }
        let shown = shown.filter(|_| *method == Method::GET);
        if shown.is_some_and(|shown| self.is_token(shown)) {
            return Entry::Welcome;
        }
        // A token in the address counts before the cookie of another one: who prints may come to the desk.
        if let Some((shown, guest)) = shown.and_then(|shown| Some((shown, (self.guests)(shown)?))) {
            return Entry::WelcomeGuest(shown.to_owned(), guest);
        }
        if let Some(guest) = self.guest(headers) {
            let reads = matches!(*method, Method::GET | Method::HEAD);
            // An editor who tried a printing address has both cookies, their own of before the server began: what they typed is given back.
            let was_editor = values(headers, &self.cookie()).next().is_some();
            return match (reads, was_editor) {
                _ if guest.at_desk => Entry::Guest(guest),
                (true, _) => Entry::Guest(guest),
                (false, true) => Entry::Out(StatusCode::UNAUTHORIZED),
                // Whoever prints writes nothing.
                (false, false) => Entry::Out(StatusCode::METHOD_NOT_ALLOWED),
            };
        }
        Entry::Out(StatusCode::UNAUTHORIZED)
    }

    /// Which guest it is, by the cookie.
    fn guest(&self, headers: &HeaderMap) -> Option<Guest> {
        values(headers, &self.guest_cookie()).find_map(|value| (self.guests)(value))
    }

    /// Whether a text is the token. Hashes are compared, so that the time tells nothing about how much of it is right.
    pub fn is_token(&self, text: &str) -> bool {
        Fingerprint::of(text.as_bytes()) == Fingerprint::of(self.token.as_bytes())
    }

    /// The same for the token of forms.
    pub fn is_form(&self, text: &str) -> bool {
        Fingerprint::of(text.as_bytes()) == Fingerprint::of(self.form.as_bytes())
    }

    /// Whether a `Host` header names this server: IP addresses and the name that it was started with, but no other name,
    /// since a foreign one may point to this computer (DNS rebinding).
    fn knows(&self, host: &str) -> bool {
        let (name, port) = match host.rsplit_once(':') {
            // `+80` is a number for Rust and no port.
            Some((name, port)) if !port.ends_with(']') => {
                let is_port = port.bytes().all(|byte| byte.is_ascii_digit());
                (name, port.parse().ok().filter(|_| is_port))
            }
            _ => (host, Some(80)),
        };
        if port != Some(self.port) {
            return false;
        }
        let inner = name.strip_prefix('[').and_then(|name| name.strip_suffix(']'));
        let number: Option<IpAddr> = match inner {
            Some(inner) => inner.parse().ok().filter(IpAddr::is_ipv6),
            None => name.parse().ok().filter(IpAddr::is_ipv4),
        };
        match number {
            Some(number) => number.is_loopback() || self.open,
            None => name.eq_ignore_ascii_case("localhost") || name.eq_ignore_ascii_case(&self.host),
        }
    }

    fn has_cookie(&self, headers: &HeaderMap) -> bool {
        values(headers, &self.cookie()).any(|value| self.is_token(value))
    }
}

/// The values of the cookies of this name.
fn values<'a>(headers: &'a HeaderMap, name: &str) -> impl Iterator<Item = &'a str> {
    let start = format!("{name}=");
    let texts = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let cookies = texts.flat_map(|text| text.split(';'));
    cookies.filter_map(move |cookie| cookie.trim().strip_prefix(&*start))
}

/// Whether a request comes from a page of this server, or from somebody who typed or followed an address.
fn is_own(method: &Method, headers: &HeaderMap, host: &str) -> bool {
    // A browser sends each of these once. Of two, a program on the way might have believed the other one.
    let told = ["origin", "sec-fetch-site", "sec-fetch-mode", "sec-fetch-dest"];
    if told.iter().any(|name| headers.get_all(*name).iter().count() > 1) {
        return false;
    }
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    // Browsers always send `Origin` with a form, so a form without it does not come from one.
    if *method == Method::POST && text("origin").is_none() {
        return false;
    }
    if text("origin").is_some_and(|origin| origin != format!("http://{host}")) {
        return false;
    }
    match text("sec-fetch-site") {
        None | Some("same-origin" | "none") => true,
        Some(_) => {
            *method != Method::POST
                && text("sec-fetch-mode") == Some("navigate")
                && text("sec-fetch-dest") == Some("document")
        }
    }
}

/// A word that nobody can guess: 256 random bits of the system, as text.
pub fn secret() -> io::Result<String> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(io::Error::other)?;
    Ok(Fingerprint::of(&bytes).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guard(open: bool) -> RequestPolicy {
        let address = if open { "0.0.0.0" } else { "127.0.0.1" };
        RequestPolicy::new(address, address.parse().expect("a number"), 4321).expect("random bytes")
    }

    fn check(guard: &RequestPolicy, method: Method, lines: &[(&'static str, &str)]) -> Entry {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, value.parse().expect("a value"));
        }
        guard.check(&method, &headers, None)
    }

    #[test]
    fn only_names_of_this_computer_are_known() {
        let at = |open: bool, host: &str| check(&guard(open), Method::GET, &[("host", host)]);
        for host in ["127.0.0.1:4321", "localhost:4321", "LOCALHOST:4321", "[::1]:4321"] {
            assert_eq!(at(false, host), Entry::In, "{host}");
        }
        for host in [
            "evil.example:4321",
            "127.0.0.1",
            "127.0.0.1:80",
            "192.168.1.5:4321",
            "localhost.evil.example:4321",
            "127.0.0.1:+4321",
            "127.0.0.1: 4321",
            "127.0.0.1:04321x",
            "[127.0.0.1]:4321",
            "[[::1]]:4321",
            "::1:4321",
            "[::1:4321",
            "",
        ] {
            assert_eq!(at(false, host), Entry::Out(StatusCode::MISDIRECTED_REQUEST), "{host}");
        }
        assert_eq!(at(true, "evil.example:4321"), Entry::Out(StatusCode::MISDIRECTED_REQUEST));
        assert_eq!(at(true, "192.168.1.5:4321"), Entry::Out(StatusCode::UNAUTHORIZED));
        let twice = [("host", "127.0.0.1:4321"), ("host", "evil.example:4321")];
        assert_eq!(check(&guard(false), Method::GET, &twice), Entry::Out(StatusCode::MISDIRECTED_REQUEST));
        assert_eq!(check(&guard(false), Method::GET, &[]), Entry::Out(StatusCode::MISDIRECTED_REQUEST));
    }

    #[test]
    fn pages_of_others_cannot_ask() {
        let host = ("host", "127.0.0.1:4321");
        let at = |method: Method, lines: &[(&'static str, &str)]| {
            check(&guard(false), method, &[&[host], lines].concat())
        };
        let out = Entry::Out(StatusCode::FORBIDDEN);
        assert_eq!(at(Method::POST, &[("origin", "http://127.0.0.1:4321")]), Entry::In);
        assert_eq!(at(Method::POST, &[("origin", "http://evil.example")]), out);
        assert_eq!(at(Method::POST, &[("origin", "null")]), out);
        assert_eq!(
            at(Method::POST, &[("origin", "http://localhost:4321")]),
            out,
            "another name is another site"
        );
        assert_eq!(
            at(Method::GET, &[("origin", "http://127.0.0.1:3000")]),
            out,
            "another port is another site"
        );
        let own = ("origin", "http://127.0.0.1:4321");
        assert_eq!(at(Method::POST, &[own, ("origin", "http://evil.example")]), out, "two origins");
        assert_eq!(at(Method::POST, &[own, own]), out);
        let same = ("sec-fetch-site", "same-origin");
        assert_eq!(at(Method::POST, &[own, same, ("sec-fetch-site", "cross-site")]), out);
        let cross = ("sec-fetch-site", "cross-site");
        assert_eq!(
            at(Method::GET, &[cross, ("sec-fetch-mode", "no-cors"), ("sec-fetch-dest", "script")]),
            out
        );
        assert_eq!(
            at(Method::GET, &[cross, ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "iframe")]),
            out
        );
        let link = [cross, ("sec-fetch-mode", "navigate"), ("sec-fetch-dest", "document")];
        assert_eq!(at(Method::GET, &link), Entry::In, "a link in a message may lead here");
        assert_eq!(at(Method::POST, &link), out);
    }

    #[test]
    fn other_computers_show_the_token() {
        let guard = guard(true);
        let host = ("host", "192.168.1.5:4321");
        let cookie = format!("a=b; trousseau-4321={}", guard.token);
        assert_eq!(check(&guard, Method::GET, &[host, ("cookie", &cookie)]), Entry::In);
        assert_eq!(
            check(&guard, Method::GET, &[host, ("cookie", "trousseau-4321=x")]),
            Entry::Out(StatusCode::UNAUTHORIZED)
        );
        let mut headers = HeaderMap::new();
        headers.append("host", "192.168.1.5:4321".parse().expect("a value"));
        assert_eq!(guard.check(&Method::GET, &headers, Some(&guard.token)), Entry::Welcome);
        assert_eq!(guard.check(&Method::GET, &headers, Some("x")), Entry::Out(StatusCode::UNAUTHORIZED));
        assert_ne!(secret().expect("a word"), secret().expect("a word"));
    }

    #[test]
    fn methods_and_heads_have_limits() {
        let host = ("host", "127.0.0.1:4321");
        for method in [Method::PUT, Method::DELETE, Method::OPTIONS, Method::TRACE, Method::CONNECT] {
            assert_eq!(check(&guard(false), method, &[host]), Entry::Out(StatusCode::METHOD_NOT_ALLOWED));
        }
        let long = "x".repeat(MOST_HEAD);
        let refused = Entry::Out(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE);
        assert_eq!(check(&guard(false), Method::GET, &[host, ("cookie", &long)]), refused);
    }
}
