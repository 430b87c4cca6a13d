//! A server that misbehaves in every way that one meets.

use std::{
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
};

use super::*;

/// What a path answers; `{n}` stands for how often it was asked.
const PATHS: &[(&str, &str)] = &[
    ("/ok", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
    ("/moved", "HTTP/1.1 301 Moved\r\nLocation: /ok\r\nContent-Length: 0\r\n\r\n"),
    ("/moved-twice", "HTTP/1.1 308 Moved\r\nLocation: /moved#part\r\nContent-Length: 0\r\n\r\n"),
    ("/for-now", "HTTP/1.1 302 Found\r\nLocation: ok\r\nContent-Length: 0\r\n\r\n"),
    ("/for-now-then-moved", "HTTP/1.1 307 Found\r\nLocation: /moved\r\nContent-Length: 0\r\n\r\n"),
    ("/moved-to-nothing", "HTTP/1.1 301 Moved\r\nLocation: /gone\r\nContent-Length: 0\r\n\r\n"),
    ("/no-location", "HTTP/1.1 301 Moved\r\nContent-Length: 0\r\n\r\n"),
    ("/missing", "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"),
    ("/gone", "HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"),
    ("/circle", "HTTP/1.1 302 Found\r\nLocation: /circle-back\r\nContent-Length: 0\r\n\r\n"),
    ("/circle-back", "HTTP/1.1 302 Found\r\nLocation: /circle\r\nContent-Length: 0\r\n\r\n"),
    ("/members", "HTTP/1.1 302 Found\r\nLocation: /account/login?next=/members\r\nContent-Length: 0\r\n\r\n"),
    ("/password", "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n"),
    ("/no-robots", "HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"),
    ("/teapot", "HTTP/1.1 418 Teapot\r\nContent-Length: 0\r\n\r\n"),
    ("/broken", "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n"),
    ("/busy", "HTTP/1.1 429 Slow down\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"),
    (
        "/busy-until",
        "HTTP/1.1 503 Later\r\nRetry-After: Fri, 01 Jan 2100 00:00:00 GMT\r\nContent-Length: 0\r\n\r\n",
    ),
    ("/garbage", "hello, I am no web server\r\n\r\n"),
    ("/nothing", ""),
    ("/odd-scheme", "HTTP/1.1 301 Moved\r\nLocation: ftp://example.org/\r\nContent-Length: 0\r\n\r\n"),
    ("/lies-about-length", "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nshort"),
];

struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (seen, count) = (asked.clone(), Arc::new(AtomicUsize::new(0)));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (seen, count) = (seen.clone(), count.clone());
                thread::spawn(move || answer(stream, &seen, &count));
            }
        });
        Self { port, asked }
    }

    fn client() -> Client {
        let [answer, again, longest] = [400, 10, 50].map(Duration::from_millis);
        Client::new(Patience { answer, again, longest })
    }

    fn ask(&self, path: &str) -> Answer {
        Self::client().ask(&self.at(path))
    }

    fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    fn times(&self, request: &str) -> usize {
        self.asked.lock().expect("whole").iter().filter(|one| *one == request).count()
    }
}

fn answer(mut stream: TcpStream, seen: &Mutex<Vec<String>>, count: &AtomicUsize) {
    let mut bytes = [0; 4096];
    let length = stream.read(&mut bytes).unwrap_or(0);
    let head = String::from_utf8_lossy(&bytes[..length]).into_owned();
    let mut words = head.split(' ');
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    seen.lock().expect("whole").push(format!("{method} {path}"));
    // TLS where none is spoken.
    if bytes[0] == 0x16 {
        let _ = stream.write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n");
        return;
    }
    let fine = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
    let text = match path {
        "/slow" => {
            thread::sleep(Duration::from_secs(3));
            fine
        }
        "/drips" => {
            for letter in "HTTP/1.1 200 OK\r\nX: ".chars().cycle().take(100) {
                let _ = stream.write_all(letter.to_string().as_bytes());
                thread::sleep(Duration::from_millis(50));
            }
            fine
        }
        "/no-head" if method == "HEAD" => "HTTP/1.1 405 Not Allowed\r\nContent-Length: 0\r\n\r\n",
        "/head-lies" if method == "HEAD" => "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n",
        "/head-hangs-up" if method == "HEAD" => "",
        "/no-head" | "/head-lies" | "/head-hangs-up" => fine,
        "/soon" if count.fetch_add(1, Ordering::Relaxed) == 0 => {
            "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n"
        }
        "/soon" => fine,
        _ if path.starts_with("/deeper") => {
            let next = format!("HTTP/1.1 302 F\r\nLocation: {path}r\r\nContent-Length: 0\r\n\r\n");
            let _ = stream.write_all(next.as_bytes());
            return;
        }
        _ => PATHS.iter().find(|(name, _)| *name == path).map_or("", |(_, text)| *text),
    };
    let _ = stream.write_all(text.as_bytes());
}

#[test]
fn each_way_to_misbehave_has_its_name() {
    let server = Server::start();
    let moved = Answer::Moved { to: server.at("/ok") };
    let expected = [
        ("/ok", Answer::Fine),
        ("/ok#part", Answer::Fine),
        ("/moved", moved.clone()),
        ("/moved-twice", moved),
        ("/for-now", Answer::Fine),
        ("/for-now-then-moved", Answer::Fine),
        ("/moved-to-nothing", Answer::Dead { status: 410 }),
        ("/no-location", Answer::Fine),
        ("/odd-scheme", Answer::Fine),
        ("/missing", Answer::Dead { status: 404 }),
        ("/gone", Answer::Dead { status: 410 }),
        ("/circle", Answer::Circle),
        ("/deeper", Answer::Circle),
        ("/members", Answer::Login),
        ("/password", Answer::Login),
        ("/no-robots", Answer::Refused { status: 403 }),
        ("/teapot", Answer::Refused { status: 418 }),
        ("/broken", Answer::Failing { status: 500 }),
        ("/busy", Answer::Refused { status: 429 }),
        ("/busy-until", Answer::Failing { status: 503 }),
        ("/soon", Answer::Fine),
        ("/garbage", Answer::Silent),
        ("/nothing", Answer::Silent),
        ("/slow", Answer::Late),
        ("/drips", Answer::Late),
        ("/no-head", Answer::Fine),
        ("/head-lies", Answer::Fine),
        ("/head-hangs-up", Answer::Fine),
        ("/lies-about-length", Answer::Fine),
    ];
    let wrong: Vec<_> = thread::scope(|scope| {
        let asks = expected.iter().map(|(path, answer)| (scope.spawn(|| server.ask(path)), path, answer));
        let asks: Vec<_> = asks.collect();
        let done = asks.into_iter().map(|(ask, path, answer)| (ask.join().expect("no panic"), path, answer));
        done.filter(|(found, _, answer)| found != *answer).map(|(found, path, _)| (found, *path)).collect()
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(server.times("GET /ok"), 0, "the head is enough");
    assert_eq!(
        (server.times("HEAD /busy"), server.times("GET /busy")),
        (3, 0),
        "a busy server is not asked twice as often"
    );
    assert_eq!(server.times("GET /missing"), 1, "nothing is dead before the whole was asked for");
}

#[test]
fn who_is_not_there_and_who_cannot_be_trusted_are_told_apart() {
    let server = Server::start();
    let client = Server::client();
    assert_eq!(client.ask("http://nobody.invalid/"), Answer::NoHost);
    assert_eq!(client.ask("no address"), Answer::NoHost);
    // A port that nobody listens on any more.
    let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).expect("a port");
    assert_eq!(client.ask(&format!("http://{free}/")), Answer::Silent);
    // A server that speaks no TLS where TLS is asked for.
    let answer = client.ask(&format!("https://127.0.0.1:{}/garbage", server.port));
    assert!(matches!(answer, Answer::Certificate { .. }), "{answer:?}");
}

#[test]
fn doors_are_known_by_their_address() {
    let is = |address: &str| wants_login(&Url::parse(address).expect("an address"));
    assert!(
        is("https://www.caf.fr/connexion")
            && is("https://login.example.org/")
            && is("https://a.fr/cas/login.php")
    );
    assert!(!is("https://www.caf.fr/allocataires") && !is("https://example.org/casier-judiciaire"));
}
