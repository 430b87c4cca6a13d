//! A server for the people at this machine: it hands each request to whoever knows what to answer.
//!
//! It knows of addresses, limits and who may ask; what a guide is it never learns.

pub mod guard;
#[cfg(test)]
mod tests;

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use anyhow::Context;
use axum::{
    Router,
    body::{Body, Bytes},
    extract::State,
    http::{HeaderMap, HeaderValue, Method, Request as Asked, Response, StatusCode, header},
};
use tokio::{
    net::TcpListener,
    sync::{Semaphore, watch},
};

use self::guard::{Guard, Refusal};
use crate::words::Failure;

/// The most bytes of a form.
const MOST_BYTES: usize = 4 << 20;
/// How long a form may take to come in.
const SLOWEST: Duration = Duration::from_secs(20);
/// How long a browser waits for news before it asks again.
const PATIENCE: Duration = Duration::from_secs(25);
/// How many ports are tried when the first is taken.
const PORTS: u16 = 50;
/// How many answers are worked out at once; others wait.
const AT_ONCE: usize = 8;

/// What a browser asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The path, decoded, from its first `/`, without `..`.
    pub path: String,
    /// The pairs of the query, decoded.
    pub query: Vec<(String, String)>,
    /// The pairs of a form that was sent by one of our own pages; none when something is only asked for.
    pub form: Option<Vec<(String, String)>>,
}

/// What is answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The media type.
    pub kind: &'static str,
    /// Where to go instead, for a status of 303.
    pub location: Option<String>,
    /// The policy for the content, where the page does not carry its own.
    pub policy: Option<String>,
    /// The bytes.
    pub body: Vec<u8>,
}

impl Reply {
    /// A good answer.
    pub fn new(kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status: 200, kind, location: None, policy: None, body: body.into() }
    }

    /// Look there instead, with GET.
    pub fn see(location: impl Into<String>) -> Self {
        Self { status: 303, location: Some(location.into()), ..Self::new("text/plain; charset=utf-8", "") }
    }
}

/// Whoever knows the answers. Called from several threads at once.
pub trait Answer: Send + Sync + 'static {
    /// The answer to a request that may be answered.
    fn answer(&self, request: &Request) -> Reply;
}

/// Rings when something changed; pages that wait for news then get the new number.
#[derive(Debug)]
pub struct Bell(watch::Sender<u64>);

impl Bell {
    /// A bell that has not rung: its number is 0.
    pub fn new() -> Self {
        Self(watch::Sender::new(0))
    }

    /// Rings; the new number.
    pub fn ring(&self) -> u64 {
        self.0.send_modify(|number| *number += 1);
        self.number()
    }

    /// How often it rang.
    pub fn number(&self) -> u64 {
        *self.0.borrow()
    }
}

impl Default for Bell {
    fn default() -> Self {
        Self::new()
    }
}

/// A port of this machine that is ours; nobody is answered yet.
pub struct Door {
    listener: std::net::TcpListener,
    /// Where it is.
    pub address: SocketAddr,
}

/// Takes the first free port from `port` on. Fails when there is none among the next fifty.
pub fn open(host: &str, port: u16) -> anyhow::Result<Door> {
    let ip: std::net::IpAddr = match host {
        "localhost" => std::net::Ipv4Addr::LOCALHOST.into(),
        _ => host.parse().with_context(|| Failure::new("serve/host").with("host", host))?,
    };
    let mut last = None;
    for port in port..=port.saturating_add(if port == 0 { 0 } else { PORTS }) {
        match std::net::TcpListener::bind((ip, port)) {
            Ok(listener) => {
                let address = listener.local_addr()?;
                return Ok(Door { listener, address });
            }
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => last = Some(error),
            Err(error) => return Err(error).with_context(|| Failure::new("serve/port").with("port", port)),
        }
    }
    Err(last.map_or_else(|| anyhow::anyhow!("no port"), Into::into))
        .with_context(|| Failure::new("serve/port").with("port", port))
}

struct House {
    guard: Guard,
    answer: Arc<dyn Answer>,
    bell: Arc<Bell>,
    places: Semaphore,
}

/// Answers until the process is told to end. Open connections are not waited for.
pub fn run(door: Door, guard: Guard, answer: Arc<dyn Answer>, bell: Arc<Bell>) -> anyhow::Result<()> {
    let trouble = || Failure::new("serve/port").with("port", door.address.port());
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.with_context(trouble)?;
    door.listener.set_nonblocking(true).with_context(trouble)?;
    let house = Arc::new(House { guard, answer, bell, places: Semaphore::new(AT_ONCE) });
    let ended = runtime.block_on(async {
        let listener = TcpListener::from_std(door.listener)?;
        let router = Router::new().fallback(handle).with_state(house);
        tokio::select! {
            ended = axum::serve(listener, router) => ended,
            stopped = tokio::signal::ctrl_c() => stopped,
        }
    });
    runtime.shutdown_background();
    ended.context(Failure::new("serve/ended"))
}

async fn handle(State(house): State<Arc<House>>, asked: Asked<Body>) -> Response<Body> {
    let (parts, body) = asked.into_parts();
    let head = parts.method == Method::HEAD;
    let announced =
        parts.headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse().ok());
    let huge = announced.is_some_and(|bytes: usize| bytes > MOST_BYTES);
    let reply = match house.guard.admit(&parts.method, &parts.uri, &parts.headers) {
        Err(refusal) => refuse(&house.guard, &refusal),
        Ok(_) if huge => plain(StatusCode::PAYLOAD_TOO_LARGE),
        Ok(mut request) if parts.method == Method::POST => match form(body).await {
            Err(status) => plain(status),
            Ok(form) => match house.guard.sealed(&form) {
                false => plain(StatusCode::FORBIDDEN),
                true => {
                    request.form = Some(form);
                    ask(&house, request).await
                }
            },
        },
        Ok(request) if request.path == "/_desk/wait" => wait(&house, &request).await,
        Ok(request) => ask(&house, request).await,
    };
    finish(reply, head)
}

async fn form(body: Body) -> Result<Vec<(String, String)>, StatusCode> {
    let read = tokio::time::timeout(SLOWEST, axum::body::to_bytes(body, MOST_BYTES)).await;
    let bytes: Bytes =
        read.map_err(|_| StatusCode::REQUEST_TIMEOUT)?.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| StatusCode::BAD_REQUEST)?;
    guard::pairs(text).ok_or(StatusCode::BAD_REQUEST)
}

/// Works the answer out on a thread that may take its time.
async fn ask(house: &Arc<House>, request: Request) -> Response<Body> {
    let Ok(_place) = house.places.acquire().await else { return plain(StatusCode::SERVICE_UNAVAILABLE) };
    let answer = house.answer.clone();
    let reply = tokio::task::spawn_blocking(move || answer.answer(&request)).await;
    let Ok(reply) = reply else { return plain(StatusCode::INTERNAL_SERVER_ERROR) };
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::OK);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(reply.kind));
    let mut set = |name, value: Option<String>| {
        if let Some(value) = value.and_then(|value| HeaderValue::from_str(&value).ok()) {
            headers.insert(name, value);
        }
    };
    set(header::LOCATION, reply.location);
    set(header::CONTENT_SECURITY_POLICY, reply.policy);
    response
}

/// News for a page that has seen `seen`: at once when there are some, else when the bell rings.
async fn wait(house: &House, request: &Request) -> Response<Body> {
    let seen = request.query.iter().find(|(name, _)| name == "seen");
    let seen: Option<u64> = seen.and_then(|(_, value)| value.parse().ok());
    let mut bell = house.bell.0.subscribe();
    let news = bell.wait_for(|number| Some(*number) != seen);
    let _ = tokio::time::timeout(PATIENCE, news).await;
    let mut response = Response::new(Body::from(format!("{{\"number\":{}}}", house.bell.number())));
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

fn refuse(guard: &Guard, refusal: &Refusal) -> Response<Body> {
    let mut response = plain(refusal.status());
    match refusal {
        Refusal::Enter { to } => {
            let headers = response.headers_mut();
            let cookie = HeaderValue::from_str(&guard.cookie());
            headers.extend(cookie.ok().map(|cookie| (header::SET_COOKIE, cookie)));
            headers.extend(HeaderValue::from_str(to).ok().map(|to| (header::LOCATION, to)));
        }
        Refusal::Method => {
            response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD, POST"));
        }
        _ => {}
    }
    response
}

fn plain(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::from(format!("{status}\n")));
    *response.status_mut() = status;
    response
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}

/// What every answer carries, as strict as what the site's own server is told to send.
fn finish(mut response: Response<Body>, head: bool) -> Response<Body> {
    let headers: &mut HeaderMap = response.headers_mut();
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "SAMEORIGIN"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=()"),
        ("cache-control", "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    if head { response.map(|_| Body::empty()) } else { response }
}
