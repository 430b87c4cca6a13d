//! Who may ask what: the right host, our own pages, a token where strangers could ask, and paths that stay inside.

use std::{
    collections::hash_map::RandomState,
    hash::{BuildHasher, Hasher},
    net::{IpAddr, SocketAddr},
};

use axum::http::{HeaderMap, Method, StatusCode, Uri, header};

use super::Request;

/// The longest address that is read.
const LONGEST: usize = 4096;

/// Decides who is answered.
#[derive(Clone, Debug)]
pub struct Guard {
    address: SocketAddr,
    /// What each form of our own pages carries.
    seal: String,
    /// What whoever comes from another machine must show; none on the loopback.
    token: Option<String>,
}

/// Why a request is not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Not a method of ours.
    Method,
    /// A path or query that no page of ours has.
    Path,
    /// An address longer than any of ours.
    Long,
    /// Another host's name: somebody else's page leads the browser here.
    Host,
    /// A page of another site asks.
    Origin,
    /// No token, or a wrong one.
    Token,
    /// The right token in the address: it moves into a cookie.
    Enter {
        /// The address without the token.
        to: String,
    },
}

impl Refusal {
    /// Its HTTP status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::Path => StatusCode::BAD_REQUEST,
            Self::Long => StatusCode::URI_TOO_LONG,
            Self::Host | Self::Origin | Self::Token => StatusCode::FORBIDDEN,
            Self::Enter { .. } => StatusCode::SEE_OTHER,
        }
    }
}

impl Guard {
    /// A guard for this address. Away from the loopback it asks for a token.
    pub fn new(address: SocketAddr) -> Self {
        let token = (!address.ip().is_loopback()).then(secret);
        Self { address, seal: secret(), token }
    }

    /// What each form of our own pages must carry in the field `seal`.
    pub fn seal(&self) -> &str {
        &self.seal
    }

    /// What whoever comes from another machine must show once, as `?token=…`.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// The cookie that says that the token was shown.
    pub(super) fn cookie(&self) -> String {
        let token = self.token.as_deref().unwrap_or_default();
        format!("trousseau={token}; Path=/; HttpOnly; SameSite=Strict")
    }

    /// The request, when it may be answered. The form of a POST is read, and its seal looked at, afterwards.
    pub(super) fn admit(&self, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<Request, Refusal> {
        if ![Method::GET, Method::HEAD, Method::POST].contains(method) {
            return Err(Refusal::Method);
        }
        if uri.path().len() + uri.query().map_or(0, str::len) > LONGEST {
            return Err(Refusal::Long);
        }
        let mut hosts = headers.get_all(header::HOST).iter().map(|value| value.to_str().unwrap_or_default());
        let host = hosts.next().filter(|host| self.knows(host)).ok_or(Refusal::Host)?;
        // Two names are one too many; and a request for another host's address is no request of a browser.
        if hosts.next().is_some() || uri.authority().is_some_and(|named| named.as_str() != host) {
            return Err(Refusal::Host);
        }
        let text = |name: header::HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
        let own = format!("http://{host}");
        let origin = text(header::ORIGIN);
        let site = text(header::HeaderName::from_static("sec-fetch-site"));
        let foreign = origin.is_some_and(|origin| origin != own)
            || site.is_some_and(|site| !["same-origin", "none"].contains(&site));
        let path = path(uri.path()).ok_or(Refusal::Path)?;
        let inner = path.starts_with("/_desk");
        if method == Method::POST {
            // A browser always says where a form comes from. Whoever says nothing is no page of ours.
            if origin.is_none() || foreign {
                return Err(Refusal::Origin);
            }
            let kind = text(header::CONTENT_TYPE).unwrap_or_default();
            if !kind.starts_with("application/x-www-form-urlencoded") {
                return Err(Refusal::Origin);
            }
        } else if foreign && (inner || origin.is_some_and(|origin| origin != own)) {
            return Err(Refusal::Origin);
        }
        let query = pairs(uri.query().unwrap_or_default()).ok_or(Refusal::Path)?;
        if let Some(token) = &self.token {
            let shown = query.iter().find(|(name, _)| name == "token").map(|(_, value)| value.as_str());
            match shown {
                Some(shown) if same(shown, token) => {
                    return Err(Refusal::Enter { to: uri.path().to_owned() });
                }
                Some(_) => return Err(Refusal::Token),
                None if !self.has_cookie(headers, token) => return Err(Refusal::Token),
                None => {}
            }
        }
        Ok(Request { path, query, form: None })
    }

    /// Whether a form comes from one of our own pages.
    pub(super) fn sealed(&self, form: &[(String, String)]) -> bool {
        form.iter().any(|(name, value)| name == "seal" && same(value, &self.seal))
    }

    /// Whether a host is one of ours: a number, since names can be made to lead here by anybody.
    fn knows(&self, host: &str) -> bool {
        let Some((name, port)) = host.rsplit_once(':') else { return false };
        let bare = name.trim_start_matches('[').trim_end_matches(']');
        let ip: Option<IpAddr> = bare.parse().ok();
        let near = name == "localhost" || ip.is_some_and(|ip| ip.is_loopback());
        port.parse() == Ok(self.address.port()) && (near || self.token.is_some() && ip.is_some())
    }

    fn has_cookie(&self, headers: &HeaderMap, token: &str) -> bool {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs =
            cookies.flat_map(|text| text.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.any(|(name, value)| name == "trousseau" && same(value, token))
    }
}

/// A word that nobody can guess: the keys of the standard library's hashes come from the system's own chance.
fn secret() -> String {
    let word = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", word(), word())
}

/// Compares without telling by its time how much was right.
fn same(a: &str, b: &str) -> bool {
    a.len() == b.len() && a.bytes().zip(b.bytes()).fold(0, |all, (a, b)| all | (a ^ b)) == 0
}

/// A path, decoded once; none when it leaves the folder, or could on some system.
fn path(raw: &str) -> Option<String> {
    let path = decode(raw)?;
    let inside = path.split('/').skip(1).all(|part| part != ".." && part != ".");
    let plain = !path.contains(['\\', ':', '%']) && !path.contains("//") && !path.contains(char::is_control);
    (path.starts_with('/') && inside && plain).then_some(path)
}

/// The pairs of a form or a query, decoded.
pub(super) fn pairs(text: &str) -> Option<Vec<(String, String)>> {
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Some((decode(&name.replace('+', " "))?, decode(&value.replace('+', " "))?))
    };
    pairs.map(pair).collect()
}

/// Text with its `%41` decoded; none when that is not UTF-8 or has a zero byte.
fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        rest = after;
        if first != b'%' {
            bytes.push(first);
            continue;
        }
        let digits = after.get(..2).filter(|digits| digits.iter().all(u8::is_ascii_hexdigit))?;
        bytes.push(u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?);
        rest = &after[2..];
    }
    String::from_utf8(bytes).ok().filter(|text| !text.contains('\0'))
}
