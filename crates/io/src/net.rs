//! Asks whether an address of the web still answers, politely, and tells apart in how many ways it does not.
//!
//! Only `trousseau check --online` comes here: nothing that is built asks the network.

use std::{io, thread, time::Duration};

use serde::{Deserialize, Serialize};
use ureq::{
    Agent, Body,
    http::{Response, StatusCode, header},
};
use url::Url;

/// The most redirects that are followed.
const HOPS: usize = 10;

/// How often an address is asked again that may only be busy.
const RETRIES: u32 = 2;

/// Parts of addresses to which a site sends whoever is not logged in.
const LOGIN: &[&str] = &[
    "login",
    "signin",
    "sign-in",
    "connexion",
    "sso",
    "oauth",
    "oauth2",
    "authorize",
    "authentification",
    "cas",
];

/// What came of asking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum Answer {
    /// There is something.
    Fine,
    /// It is elsewhere for good.
    Moved {
        /// Where.
        to: String,
    },
    /// There is nothing any more.
    Dead {
        /// The status of HTTP.
        status: u16,
    },
    /// Nobody knows the name of the computer.
    NoHost,
    /// The connection cannot be trusted.
    Certificate {
        /// What is wrong, in English.
        problem: String,
    },
    /// It wants to know who asks.
    Login,
    /// It does not answer programs; people may see it.
    Refused {
        /// The status of HTTP.
        status: u16,
    },
    /// It is out of order.
    Failing {
        /// The status of HTTP.
        status: u16,
    },
    /// It answers too late.
    Late,
    /// Nobody answers, or nothing that is HTTP.
    Silent,
    /// It leads round in a circle.
    Circle,
}

/// How long one waits.
#[derive(Clone, Copy, Debug)]
pub struct Patience {
    /// For an answer.
    pub answer: Duration,
    /// Before one asks again where no time is given.
    pub again: Duration,
    /// The longest, when a server says how long (`Retry-After`).
    pub longest: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        let [answer, again, longest] = [20, 2, 30].map(Duration::from_secs);
        Self { answer, again, longest }
    }
}

/// Whoever asks.
pub struct Client {
    agent: Agent,
    patience: Patience,
}

/// One answer, and how long to wait before asking again, if that may help.
type Tried = (Answer, Option<Duration>);

impl Client {
    /// A client that says its name and has this patience.
    pub fn new(patience: Patience) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(patience.answer))
            .max_idle_connections(0)
            .user_agent(concat!("trousseau/", env!("CARGO_PKG_VERSION"), " (link check)"))
            .build();
        Self { agent: config.into(), patience }
    }

    /// What an address answers.
    pub fn ask(&self, address: &str) -> Answer {
        let Ok(address) = Url::parse(address) else { return Answer::NoHost };
        let mut tries = 0;
        loop {
            match self.follow(&address) {
                (_, Some(wait)) if tries < RETRIES => thread::sleep(wait.min(self.patience.longest)),
                (answer, _) => return answer,
            }
            tries += 1;
        }
    }

    /// Asks an address and wherever it leads.
    fn follow(&self, address: &Url) -> Tried {
        let mut at = address.clone();
        at.set_fragment(None);
        let mut seen = vec![at.clone()];
        // As long as every step is for good, the last of them is the address to write.
        let (mut for_good, mut new) = (true, None);
        loop {
            let response = match self.request(&at) {
                Ok(response) => response,
                Err(error) => return self.failed(&error),
            };
            let Some(next) = next(&response, &at) else {
                let (answer, wait) = self.judge(&response);
                let moved = new.filter(|_| answer == Answer::Fine).map(|to| Answer::Moved { to });
                return (moved.unwrap_or(answer), wait);
            };
            if wants_login(&next) && !wants_login(address) {
                return (Answer::Login, None);
            }
            if seen.contains(&next) || seen.len() > HOPS {
                return (Answer::Circle, None);
            }
            let status = response.status();
            for_good &= matches!(status, StatusCode::MOVED_PERMANENTLY | StatusCode::PERMANENT_REDIRECT);
            if for_good {
                new = Some(next.to_string());
            }
            seen.push(next.clone());
            at = next;
        }
    }

    /// The head alone; the whole where a server cannot give the head, or says otherwise than well of it.
    fn request(&self, address: &Url) -> Result<Response<Body>, ureq::Error> {
        match self.agent.head(address.as_str()).call() {
            Ok(response) if response.status().is_success() || response.status().is_redirection() => {
                Ok(response)
            }
            Ok(response) if is_busy(response.status()) => Ok(response),
            Err(error) if !matches!(error, ureq::Error::Protocol(_) | ureq::Error::Io(_)) => Err(error),
            _ => self.agent.get(address.as_str()).call(),
        }
    }

    fn judge(&self, response: &Response<Body>) -> Tried {
        let status = response.status();
        let code = status.as_u16();
        match code {
            200..=399 => (Answer::Fine, None),
            401 | 407 => (Answer::Login, None),
            404 | 410 => (Answer::Dead { status: code }, None),
            _ if is_busy(status) => {
                let answer = if code == 429 {
                    Answer::Refused { status: code }
                } else {
                    Answer::Failing { status: code }
                };
                (answer, Some(self.asked_to_wait(response)))
            }
            500..=599 => (Answer::Failing { status: code }, Some(self.patience.again)),
            _ => (Answer::Refused { status: code }, None),
        }
    }

    /// How long a server asks to wait. It may also name a day, which nobody waits for.
    fn asked_to_wait(&self, response: &Response<Body>) -> Duration {
        let header = response.headers().get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
        let seconds = header.and_then(|value| value.trim().parse().ok());
        seconds.map_or(self.patience.again, Duration::from_secs)
    }

    fn failed(&self, error: &ureq::Error) -> Tried {
        let again = Some(self.patience.again);
        match error {
            ureq::Error::HostNotFound => (Answer::NoHost, None),
            ureq::Error::Timeout(_) => (Answer::Late, again),
            ureq::Error::Rustls(_) | ureq::Error::Tls(_) | ureq::Error::TlsRequired => {
                (Answer::Certificate { problem: error.to_string() }, None)
            }
            ureq::Error::Io(inner) => self.broken(inner),
            _ => (Answer::Silent, again),
        }
    }

    /// A connection that broke: what TLS has against it comes inside of such an error.
    fn broken(&self, error: &io::Error) -> Tried {
        let is_trust =
            error.get_ref().is_some_and(|inner| inner.to_string().to_lowercase().contains("certificate"));
        // What the system says of a name that it does not know has no kind of its own; without a network it may know it later.
        let message = error.to_string();
        let is_unknown =
            ["failed to lookup address", "No such host"].iter().any(|words| message.contains(words));
        match error.kind() {
            _ if is_unknown && !message.contains("Temporary failure") => (Answer::NoHost, None),
            _ if is_trust => (Answer::Certificate { problem: error.to_string() }, None),
            io::ErrorKind::InvalidData => (Answer::Certificate { problem: error.to_string() }, None),
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => (Answer::Late, Some(self.patience.again)),
            _ => (Answer::Silent, Some(self.patience.again)),
        }
    }
}

/// Whether a server asks to come back later.
fn is_busy(status: StatusCode) -> bool {
    matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE)
}

/// Where an answer leads on.
fn next(response: &Response<Body>, at: &Url) -> Option<Url> {
    let is_redirect = matches!(response.status().as_u16(), 301 | 302 | 303 | 307 | 308);
    let location = response.headers().get(header::LOCATION).filter(|_| is_redirect)?;
    let mut next = at.join(&String::from_utf8_lossy(location.as_bytes())).ok()?;
    next.set_fragment(None);
    matches!(next.scheme(), "http" | "https").then_some(next)
}

/// Whether an address is one at which people say who they are.
fn wants_login(address: &Url) -> bool {
    let path = address.path().to_lowercase();
    let host = address.host_str().unwrap_or_default().to_lowercase();
    let mut parts = path.split(['/', '.']).chain(host.split('.'));
    parts.any(|part| LOGIN.contains(&part))
}

#[cfg(test)]
mod tests;
