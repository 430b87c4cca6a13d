//! An HTTP server for one editor: rejects requests of strangers, and hands the others to an [`Answer`].

pub mod address;
mod connection;
mod entered;
mod message;
mod notifier;
mod policy;
mod upload;

use std::{
    io,
    net::{IpAddr, SocketAddr, UdpSocket},
    sync::Arc,
};

use anyhow::Context;
use axum::{
    Router,
    body::{Body, to_bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::Response,
};
use tokio::{
    net::TcpListener,
    runtime::{Builder, Runtime},
};

pub use self::policy::{Guests, secret};
use self::{
    connection::LimitedListener,
    entered::{Entered, entered},
    message::find,
    policy::RequestPolicy,
};
pub use self::{
    message::{Answer, Asked, Guest, Reply},
    notifier::ChangeNotifier,
    upload::Upload,
};
use trousseau_core::messages::{self, Failure};

/// How many ports are tried after the requested one.
const TRIES: u16 = 50;

/// How many requests are answered at the same time; others wait.
const AT_ONCE: usize = 8;

/// The largest form that is taken, in bytes: the largest text, percent-encoded, where each byte may become three.
const MOST_FORM: usize = 12 << 20;

/// The largest form that is read, in bytes: what is too large to be taken is given back.
const MOST_READ: usize = 64 << 20;

/// The same for whoever has not shown the token.
const MOST_STRANGE: usize = 4 << 20;

/// The first part of the path of everything that belongs to the program and not to the site.
pub const OWN: &str = "_desk";

/// A server that listens but does not answer yet.
pub struct Server {
    runtime: Runtime,
    listener: TcpListener,
    guard: Arc<RequestPolicy>,
    /// The port on which it listens.
    pub port: u16,
}

impl Server {
    /// Listens on the first free port from `port` on. Fails when the host is not an address of this computer, or when no port
    /// is free. `guests` says who else may come from other computers.
    pub fn open(host: &str, port: u16, guests: Guests) -> anyhow::Result<Self> {
        let failure = |key| Failure::new(key).with("host", host).with("port", port);
        let runtime =
            Builder::new_multi_thread().worker_threads(2).max_blocking_threads(AT_ONCE).enable_all().build();
        let runtime = runtime.with_context(|| failure("serve/start"))?;
        let listener = runtime.block_on(async {
            let mut last = io::Error::from(io::ErrorKind::AddrInUse);
            for port in (port..=port.saturating_add(TRIES)).chain([0]) {
                match TcpListener::bind((host, port)).await {
                    Ok(listener) => return Ok(listener),
                    // On some systems, a reserved port gives "permission denied" instead of "in use".
                    Err(error)
                        if matches!(
                            error.kind(),
                            io::ErrorKind::AddrInUse | io::ErrorKind::PermissionDenied
                        ) =>
                    {
                        last = error;
                    }
                    Err(error) => return Err(error),
                }
            }
            Err(last)
        });
        let listener = listener.with_context(|| failure("serve/listen"))?;
        let address = listener.local_addr().with_context(|| failure("serve/listen"))?;
        let guard =
            RequestPolicy::new(host, address.ip(), address.port()).with_context(|| failure("serve/start"))?;
        let guard = Arc::new(guard.with_guests(guests));
        Ok(Self { runtime, listener, guard, port: address.port() })
    }

    /// Whether other computers can reach it.
    pub fn is_open(&self) -> bool {
        self.guard.is_open()
    }

    /// The secret token that other computers must have in the address once.
    pub fn token(&self) -> &str {
        &self.guard.token
    }

    /// The secret token that every form must send.
    pub fn form_token(&self) -> &str {
        &self.guard.form
    }

    /// The address of a page ("" for the first), as the browser of this computer or, if the server is open to them, of others
    /// needs it.
    pub fn address(&self, page: &str) -> String {
        let address = self.listener.local_addr().unwrap_or_else(|_| ([127, 0, 0, 1], self.port).into());
        let shown = if address.ip().is_unspecified() { own_number(address.ip()) } else { address.ip() };
        let token = if self.is_open() { format!("?token={}", self.token()) } else { String::new() };
        format!("http://{}/{page}{token}", SocketAddr::new(shown, self.port))
    }

    /// Answers from now on, in threads of its own, until the [`Running`] is dropped; `end` is called once when somebody wants
    /// to end the program.
    pub fn answer(
        self,
        answer: Arc<dyn Answer>,
        bell: ChangeNotifier,
        end: impl FnOnce() + Send + 'static,
    ) -> Running {
        let state = Arc::new(AppState { answer, bell, guard: self.guard });
        let listener = self.listener;
        self.runtime.spawn(async move {
            let app = Router::new().fallback(handle).with_state(state);
            // Runs until the runtime is shut down.
            let _ = axum::serve(LimitedListener::new(listener), app).await;
        });
        self.runtime.spawn(async move {
            ended().await;
            end();
        });
        Running { runtime: Some(self.runtime) }
    }
}

/// A server that answers.
pub struct Running {
    runtime: Option<Runtime>,
}

impl Drop for Running {
    fn drop(&mut self) {
        // Not waited for: long-polling requests would keep the runtime for up to 25 seconds.
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// The IP address of this computer in its network, found by connecting a UDP socket, which sends nothing.
fn own_number(any: IpAddr) -> IpAddr {
    let (from, to) = if any.is_ipv4() { ("0.0.0.0:0", "192.0.2.1:9") } else { ("[::]:0", "[2001:db8::1]:9") };
    let found = UdpSocket::bind(from).and_then(|socket| {
        socket.connect(to)?;
        socket.local_addr()
    });
    found.map_or_else(|_| IpAddr::from([127, 0, 0, 1]), |address| address.ip())
}

/// Waits for Ctrl-C or a signal to end.
async fn ended() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut term) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = term.recv() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}

struct AppState {
    answer: Arc<dyn Answer>,
    bell: ChangeNotifier,
    guard: Arc<RequestPolicy>,
}

async fn handle(State(state): State<Arc<AppState>>, request: Request) -> Response {
    let head = *request.method() == Method::HEAD;
    let reply = match reply(&state, request).await {
        Ok(reply) => reply,
        Err(status) => plain(status),
    };
    let mut response = response(reply);
    if head {
        *response.body_mut() = Body::empty();
    }
    response
}

async fn reply(state: &Arc<AppState>, request: Request) -> Result<Reply, StatusCode> {
    let (parts, body) = request.into_parts();
    let long = parts.uri.path_and_query().is_none_or(|all| all.as_str().len() > address::MOST);
    if long {
        return Err(StatusCode::URI_TOO_LONG);
    }
    // A request line with a host is one to a proxy, which this is not.
    if parts.uri.authority().is_some() {
        return Err(StatusCode::BAD_REQUEST);
    }
    let query = address::pairs(parts.uri.query().unwrap_or_default());
    let is_form = parts.method == Method::POST;
    let (guest, mut refused) = match entered(&state.guard, &parts, &query, is_form)? {
        Entered::As(guest, refused) => (guest, refused),
        Entered::Welcome(reply) => return Ok(reply),
    };
    let path = address::path(parts.uri.path()).ok_or(StatusCode::BAD_REQUEST)?;
    if path == format!("{OWN}/events")
        && refused.is_none()
        && guest.as_ref().is_none_or(|guest| guest.at_desk)
    {
        let since = find(&query, "since").and_then(|number| number.parse().ok());
        return Ok(state.bell.news(since).await);
    }
    let (mut form, mut file) = (None, None);
    if is_form {
        let most = if refused.is_some() { MOST_STRANGE } else { MOST_READ };
        let (pairs, sent, bytes) = read_form(&parts.headers, body, most).await?;
        let is_trusted = find(&pairs, "token").is_some_and(|text| state.guard.is_form(text));
        refused = refused.or((!is_trusted).then_some(StatusCode::FORBIDDEN));
        refused = refused.or((bytes > MOST_FORM).then_some(StatusCode::PAYLOAD_TOO_LARGE));
        (form, file) = (Some(pairs), sent);
    }
    let text =
        |name: HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let asked = Arc::new(Asked {
        path,
        query,
        form,
        file,
        purpose: text(HeaderName::from_static("sec-fetch-dest")).unwrap_or_default(),
        known: text(header::IF_NONE_MATCH),
        guest,
    });
    answer(state, asked, refused).await
}

/// The answer to a request that was let in, or the text of a form that is not taken.
async fn answer(
    state: &Arc<AppState>,
    asked: Arc<Asked>,
    refused: Option<StatusCode>,
) -> Result<Reply, StatusCode> {
    let returned = |asked: Arc<Asked>, status: StatusCode| {
        let state = state.clone();
        async move {
            let reply =
                tokio::task::spawn_blocking(move || state.answer.returned(&asked, status.as_u16())).await;
            reply.ok().flatten().ok_or(status)
        }
    };
    if let Some(status) = refused {
        return returned(asked, status).await;
    }
    let (one, again) = (state.clone(), asked.clone());
    match tokio::task::spawn_blocking(move || one.answer.answer(&again)).await {
        Ok(reply) => Ok(reply),
        // A panic is a bug of ours; other requests are still answered.
        Err(_) => returned(asked, StatusCode::INTERNAL_SERVER_ERROR).await,
    }
}

/// The pairs of a form, its file, and how many bytes it had.
async fn read_form(
    headers: &HeaderMap,
    body: Body,
    most: usize,
) -> Result<(Vec<(String, String)>, Option<Upload>, usize), StatusCode> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let boundary = upload::boundary(kind);
    let is_plain = kind.split(';').next().unwrap_or_default().trim() == "application/x-www-form-urlencoded";
    if boundary.is_none() && !is_plain {
        return Err(StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    // A form that announces too many bytes is refused before it is read.
    let length =
        headers.get(header::CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > most) {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let bytes = to_bytes(body, most).await.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?;
    if let Some(boundary) = boundary {
        let (pairs, file) = upload::read(&bytes, boundary).ok_or(StatusCode::UNSUPPORTED_MEDIA_TYPE)?;
        return Ok((pairs, file, bytes.len()));
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| StatusCode::BAD_REQUEST)?;
    Ok((address::pairs(text), None, bytes.len()))
}

/// A response with nothing but a status.
fn plain(status: StatusCode) -> Reply {
    // Nobody knows which language a stranger reads: the text is in all that the program speaks.
    let text = if status == StatusCode::UNAUTHORIZED {
        messages::languages()
            .map(|language| messages::say(language, "serve/stranger", &[]) + "\n\n")
            .collect()
    } else {
        format!("{}\n", status.canonical_reason().unwrap_or_default())
    };
    Reply {
        status: status.as_u16(),
        kind: "text/plain; charset=utf-8",
        body: text.into_bytes(),
        ..Reply::default()
    }
}

fn response(reply: Reply) -> Response {
    let mut response = Response::new(Body::from(reply.body));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    let policy =
        if reply.policy.is_empty() { "default-src 'none'; frame-ancestors 'none'" } else { &reply.policy };
    put(header::CONTENT_SECURITY_POLICY, policy);
    put(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Forms of the desk must send `Origin`, which a stricter policy would suppress; other hosts get no referrer.
    put(header::REFERRER_POLICY, "same-origin");
    put(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    put(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    put(HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()");
    if !reply.kind.is_empty() {
        put(header::CONTENT_TYPE, reply.kind);
    }
    if let Some(to) = &reply.to {
        put(header::LOCATION, to);
    }
    if let Some(cookie) = &reply.cookie {
        put(header::SET_COOKIE, cookie);
    }
    if let Some(name) = &reply.keep {
        put(
            header::CONTENT_DISPOSITION,
            &format!("attachment; filename=\"{}\"", name.replace(['"', '\\'], "_")),
        );
    }
    match &reply.etag {
        Some(etag) => {
            put(header::ETAG, etag);
            put(header::CACHE_CONTROL, "no-cache");
        }
        None => put(header::CACHE_CONTROL, "no-store"),
    }
    response
}

#[cfg(test)]
mod tests;
