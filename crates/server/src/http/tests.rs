//! Requests of strangers, and malformed ones.

use std::{
    io::{Read, Write},
    net::TcpStream,
    sync::Arc,
    time::Duration,
};

use super::*;

struct Echo;

impl Answer for Echo {
    fn answer(&self, asked: &Asked) -> Reply {
        assert_ne!(asked.path, "panic", "our own fault");
        let body = format!("{asked:?}").into_bytes();
        Reply { status: 200, kind: "text/plain; charset=utf-8", body, ..Reply::default() }
    }

    fn returned(&self, asked: &Asked, status: u16) -> Option<Reply> {
        let body = format!("returned {:?}", asked.form).into_bytes();
        Some(Reply { status, kind: "text/plain; charset=utf-8", body, ..Reply::default() })
    }
}

struct House {
    port: u16,
    token: String,
    form: String,
    bell: ChangeNotifier,
    _running: Running,
}

fn running(host: &str) -> House {
    let server = Server::open(host, 0, nobody()).expect("a port");
    let (token, form) = (server.token().to_owned(), server.form_token().to_owned());
    let (port, bell) = (server.port, ChangeNotifier::default());
    let running = server.answer(Arc::new(Echo), bell.clone(), || {});
    House { port, token, form, bell, _running: running }
}

impl House {
    /// Sends the bytes with `HOST` filled in, and gives the status and the whole answer.
    fn send(&self, text: &str) -> (u16, String) {
        let near = SocketAddr::from(([127, 0, 0, 1], self.port));
        let mut stream = TcpStream::connect(near).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a limit");
        let text = text.replace("HOST", &near.to_string()).replace('\n', "\r\n");
        stream.write_all(text.as_bytes()).expect("sent");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let status = answer.split(' ').nth(1).and_then(|text| text.parse().ok()).unwrap_or(0);
        (status, answer)
    }

    fn get(&self, path: &str) -> (u16, String) {
        self.send(&format!("GET {path} HTTP/1.1\nHost: HOST\nConnection: close\n\n"))
    }

    fn post(&self, headers: &str, body: &str) -> u16 {
        let length = body.len();
        let head =
            format!("POST /_desk/x HTTP/1.1\nHost: HOST\nConnection: close\nContent-Length: {length}\n");
        self.send(&format!("{head}{headers}\n{body}")).0
    }
}

#[test]
fn a_path_stays_inside_however_it_is_written() {
    let house = running("127.0.0.1");
    assert_eq!(house.get("/fr/a.html").0, 200);
    assert_eq!(house.get("/fr/d%C3%A9mo.html").0, 200);
    for path in [
        "/../secret",
        "/fr/../../secret",
        "/%2e%2e/secret",
        "/%2E%2e%2fsecret",
        "/fr/..%5csecret",
        "/fr\\..\\x",
        "//etc/passwd",
        "/C:/x",
        "/c%3a/x",
        "/fr/a%00.html",
        "/fr/%ff",
        "/fr/%4",
        "/fr/./a",
        "/%0d%0ax",
    ] {
        assert_eq!(house.get(path).0, 400, "{path}");
    }
    assert_eq!(house.get(&format!("/{}", "a".repeat(5000))).0, 414);
}

#[test]
fn a_name_that_leads_here_is_not_answered() {
    let house = running("127.0.0.1");
    let port = house.port;
    let with = |host: &str| house.send(&format!("GET / HTTP/1.1\nHost: {host}\nConnection: close\n\n")).0;
    assert_eq!(with(&format!("localhost:{port}")), 200);
    for host in
        ["evil.example", &format!("evil.example:{port}"), "127.0.0.1", "127.0.0.1:1", "", "192.0.2.1:80"]
    {
        assert_eq!(with(host), 421, "{host}");
    }
    assert_eq!(house.send("GET / HTTP/1.1\nConnection: close\n\n").0, 421, "none at all");
    assert_eq!(house.send("GET / HTTP/1.1\nHost: HOST\nHost: evil.example\nConnection: close\n\n").0, 421);
    assert_eq!(house.send("GET http://evil.example/ HTTP/1.1\nHost: HOST\nConnection: close\n\n").0, 400);
}

#[test]
fn only_a_form_of_our_own_pages_is_read() {
    let house = running("127.0.0.1");
    let form = "Content-Type: application/x-www-form-urlencoded\n";
    let own = "Origin: http://HOST\n";
    let sealed = format!("a=1&token={}", house.form);
    assert_eq!(house.post(&format!("{form}{own}"), &sealed), 200);
    assert_eq!(house.post(&format!("{form}{own}"), "a=1"), 403, "no token");
    let other = format!("a=1&token={}", house.token);
    assert_eq!(house.post(&format!("{form}{own}"), &other), 403, "the one that lets in is another one");
    assert_eq!(house.post(&format!("{form}{own}"), "a=1&token=0"), 403, "a guessed token");
    assert_eq!(house.post(form, &sealed), 403, "no origin");
    for headers in [
        "Origin: http://evil.example\n",
        "Origin: null\n",
        "Origin: http://HOST\nSec-Fetch-Site: cross-site\n",
    ] {
        assert_eq!(house.post(&format!("{form}{headers}"), &sealed), 403, "{headers}");
    }
    assert_eq!(house.post(&format!("Content-Type: text/plain\n{own}"), &sealed), 415, "another kind of form");
    let huge = "HTTP/1.1\nHost: HOST\nContent-Length: 99999999\n";
    let (status, _) = house.send(&format!("POST /_desk/x {huge}{form}{own}Connection: close\n\n"));
    assert_eq!(status, 413, "said before it is sent");
}

#[test]
fn what_was_typed_comes_back_whatever_is_wrong_with_it() {
    let house = running("127.0.0.1");
    let post = |house: &House, path: &str, origin: &str, body: &str| {
        let head = "Content-Type: application/x-www-form-urlencoded\nConnection: close";
        house.send(&format!(
            "POST {path} HTTP/1.1\nHost: HOST\nOrigin: http://{origin}\n{head}\nContent-Length: {}\n\n{body}",
            body.len()
        ))
    };
    let token = house.form.clone();
    let large = "x".repeat(MOST_FORM);
    for (status, path, body) in [
        (403, "/_desk/x", "text=MINE&token=old".to_owned()),
        (403, "/_desk/x", "text=MINE".to_owned()),
        (413, "/_desk/x", format!("text=MINE{large}&token={token}")),
        (500, "/panic", format!("text=MINE&token={token}")),
    ] {
        let (seen, answer) = post(&house, path, "HOST", &body);
        assert_eq!(seen, status, "{path}");
        assert!(answer.contains("returned") && answer.contains("MINE"), "{status}");
    }
    // Another site gets nothing, not even its own words.
    let (status, answer) = post(&house, "/_desk/x", "evil.example", "text=MINE&token=old");
    assert!(status == 403 && !answer.contains("MINE"), "{answer}");
    // Away from the loopback, a cookie of before is refused, and the words come back too.
    let open = running("0.0.0.0");
    let (status, answer) = post(&open, "/_desk/x", "HOST", "text=MINE&token=old");
    assert!(status == 401 && answer.contains("MINE"), "{answer}");
}

#[test]
fn another_site_gets_nothing_of_the_desk() {
    let house = running("127.0.0.1");
    let with = |path: &str, header: &str| {
        house.send(&format!("GET {path} HTTP/1.1\nHost: HOST\n{header}\nConnection: close\n\n")).0
    };
    assert_eq!(with("/_desk/", "Sec-Fetch-Site: cross-site"), 403);
    assert_eq!(with("/_desk/", "Sec-Fetch-Site: same-origin"), 200);
    assert_eq!(with("/_desk/", "Origin: http://evil.example"), 403);
    assert_eq!(with("/", "Origin: http://evil.example"), 403);
    let link = "Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document";
    assert_eq!(with("/", link), 200, "a link that somebody follows");
}

#[test]
fn other_methods_are_refused_and_a_head_has_no_body() {
    let house = running("127.0.0.1");
    for method in ["PUT", "DELETE", "OPTIONS", "TRACE", "PATCH"] {
        assert_eq!(house.send(&format!("{method} / HTTP/1.1\nHost: HOST\nConnection: close\n\n")).0, 405);
    }
    let (status, answer) = house.send("HEAD / HTTP/1.1\nHost: HOST\nConnection: close\n\n");
    assert_eq!(status, 200);
    assert!(answer.ends_with("\r\n\r\n"), "{answer}");
}

#[test]
fn every_answer_is_strict_and_a_fault_is_one_answer_only() {
    let house = running("127.0.0.1");
    assert_eq!(house.get("/panic").0, 500);
    let (status, answer) = house.get("/");
    assert_eq!(status, 200);
    for header in [
        "x-content-type-options: nosniff",
        "cross-origin-resource-policy: same-origin",
        "cache-control: no-store",
    ] {
        assert!(answer.contains(header), "{header}\n{answer}");
    }
}

#[test]
fn away_from_the_loopback_a_token_is_asked() {
    let house = running("0.0.0.0");
    assert_eq!(house.get("/").0, 401);
    assert_eq!(house.get("/?token=0").0, 401);
    assert_eq!(house.get(&format!("/?token={}", house.form)).0, 401, "that of forms opens nothing");
    let (status, answer) = house.get(&format!("/fr/?token={}", house.token));
    assert_eq!(status, 200);
    assert!(answer.contains("url=/fr/\"") && answer.contains("HttpOnly; SameSite=Strict"), "{answer}");
    let cookie = format!("a=b; trousseau-{}={}", house.port, house.token);
    assert_eq!(
        house.send(&format!("GET / HTTP/1.1\nHost: HOST\nCookie: {cookie}\nConnection: close\n\n")).0,
        200
    );
}

/// Far more than a head may take, and far less than a connection may be idle.
const LONG: Duration = Duration::from_secs(20);

#[test]
fn lines_that_are_only_held_open_block_nobody() {
    let house = running("127.0.0.1");
    let near = SocketAddr::from(([127, 0, 0, 1], house.port));
    let mut held: Vec<TcpStream> = Vec::new();
    for number in 0..300 {
        let mut stream = TcpStream::connect(near).expect("a connection");
        // Some say nothing, some say half of a request.
        if number % 2 == 0 {
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: 127");
        }
        held.push(stream);
    }
    let began = std::time::Instant::now();
    assert_eq!(house.get("/").0, 200);
    assert!(began.elapsed() < LONG, "{:?}", began.elapsed());
    // A request that does not come is not waited for.
    let mut slow = held.pop().expect("one");
    slow.set_read_timeout(Some(LONG * 2)).expect("a limit");
    let _ = slow.read_to_end(&mut Vec::new());
    assert!(began.elapsed() < LONG, "{:?}", began.elapsed());
}

#[test]
fn a_page_that_waits_hears_the_bell() {
    let house = running("127.0.0.1");
    assert!(house.get("/_desk/events?since=7").1.ends_with("{\"number\":0}"), "news at once");
    let bell = house.bell.clone();
    let ringing = std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(50));
        bell.ring(1);
    });
    assert!(house.get("/_desk/events?since=0").1.ends_with("{\"number\":1}"));
    ringing.join().expect("rung");
}

#[test]
fn a_taken_port_leads_to_the_next() {
    let first = Server::open("127.0.0.1", 0, nobody()).expect("a port");
    let second = Server::open("127.0.0.1", first.port, nobody()).expect("another");
    assert_ne!(second.port, first.port);
    assert!(Server::open("nowhere.example", 0, nobody()).is_err());
}

/// Nobody may print from another computer.
fn nobody() -> Guests {
    Box::new(|_| None)
}
