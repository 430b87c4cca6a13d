//! The server, as browsers, editors and attackers meet it: over plain TCP, so that nothing is tidied up on the way.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use crate::cli::Toolkit;

mod agreements;
mod begin;
mod board;
mod data;
mod desk;
mod documents;
mod guests;
mod kept;
mod leaflets;
mod meeting;
mod members;
mod new_texts;
mod proposals;
mod region;
mod safety;
mod site;
mod speaking;
mod translations;
mod typed;
mod versions;
mod whole;
mod writing;

/// A server of a toolkit, ended with the test.
struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
    port: u16,
}

impl Server {
    fn of(folder: &Path, arguments: &[&str]) -> Self {
        Self::with(folder, arguments, &[])
    }

    /// The same in another environment.
    fn with(folder: &Path, arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        Self::run(folder, &["serve", "--lang", "en"], arguments, environment)
    }

    /// The desk of a folder, which perhaps has no toolkit yet. No browser is found.
    fn open(folder: &Path) -> Self {
        Self::run(folder, &["open", "--lang", "en"], &[], &[("PATH", "")])
    }

    fn run(folder: &Path, name: &[&str], arguments: &[&str], environment: &[(&str, &str)]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_trousseau"));
        command.args(name).args(["--port", "0"]).args(arguments).current_dir(folder);
        command.env("SOURCE_DATE_EPOCH", "1795305600").env_remove("CLICOLOR_FORCE");
        command.envs(environment.iter().copied());
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("the program runs");
        let mut out = BufReader::new(child.stdout.take().expect("an output"));
        let mut line = String::new();
        while !line.contains("http://") {
            line.clear();
            assert!(out.read_line(&mut line).expect("a line") > 0, "it ended before it listened");
        }
        let after = line.split("http://").nth(1).expect("an address");
        let port = after.split('/').next().and_then(|host| host.rsplit(':').next()).expect("a port");
        Self { port: port.parse().expect("a number"), child, out }
    }

    /// Sends bytes as they are; the whole answer.
    fn raw(&self, request: &str) -> String {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a limit");
        // A server that turns somebody away may close before everything is sent.
        let _ = stream.write_all(request.as_bytes());
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        String::from_utf8_lossy(&bytes).into_owned()
    }

    /// The body of a good answer, as it is.
    #[track_caller]
    fn bytes(&self, path: &str) -> Vec<u8> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        // A leaflet takes its time where eight tests run at once.
        stream.set_read_timeout(Some(Duration::from_secs(60))).expect("a limit");
        let head =
            format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.port);
        stream.write_all(head.as_bytes()).expect("asked");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").expect("a head") + 4;
        assert!(bytes.starts_with(b"HTTP/1.1 200"), "{path}: {}", String::from_utf8_lossy(&bytes[..end]));
        bytes.split_off(end)
    }

    /// Asks with these further lines in the head.
    fn ask(&self, method: &str, path: &str, lines: &str, body: &str) -> String {
        let length =
            if body.is_empty() { String::new() } else { format!("Content-Length: {}\r\n", body.len()) };
        let host = if lines.contains("Host:") {
            String::new()
        } else {
            format!("Host: 127.0.0.1:{}\r\n", self.port)
        };
        self.raw(&format!("{method} {path} HTTP/1.1\r\n{host}{length}{lines}Connection: close\r\n\r\n{body}"))
    }

    fn get(&self, path: &str) -> String {
        self.ask("GET", path, "", "")
    }

    /// Asks until the answer has these words, or for five seconds.
    #[track_caller]
    fn until(&self, path: &str, words: &str) -> String {
        let start = Instant::now();
        loop {
            let answer = self.get(path);
            if answer.contains(words) {
                return answer;
            }
            assert!(start.elapsed() < Duration::from_secs(5), "{path} never has {words}: {answer}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// Asks until the answer has these words no more: slow rules run after the page is out.
    fn until_gone(&self, path: &str, words: &str) {
        let start = Instant::now();
        while self.get(path).contains(words) {
            assert!(start.elapsed() < Duration::from_secs(5), "{path} always has {words}");
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn number(&self) -> u64 {
        let answer = self.get("/_desk/events?since=none");
        let text = answer.rsplit("\"number\":").next().unwrap_or_default().trim_end_matches('}');
        text.parse().unwrap_or_else(|_| panic!("{answer}"))
    }

    /// The number of the state, once it stays the same: the links are looked after when the first answers are out already.
    fn settled(&self) -> u64 {
        let start = Instant::now();
        let mut number = self.number();
        loop {
            thread::sleep(Duration::from_millis(300));
            let now = self.number();
            if now == number {
                return number;
            }
            assert!(start.elapsed() < Duration::from_secs(10), "never settled");
            number = now;
        }
    }

    /// Asks the program to end; how long it took, and whether it said that all is well.
    #[cfg(unix)]
    fn end(mut self, signal: &str) -> (Duration, bool, String) {
        let start = Instant::now();
        // The shell has its own `kill`; a small Debian has no program of that name.
        let kill = format!("kill {signal} {}", self.child.id());
        assert!(Command::new("sh").args(["-c", &kill]).status().expect("a shell runs").success());
        let status = self.child.wait().expect("it ends");
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).expect("text");
        (start.elapsed(), status.success(), rest)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn status(answer: &str) -> u16 {
    answer.split(' ').nth(1).and_then(|code| code.parse().ok()).unwrap_or(0)
}

/// A page whose cells have no attributes.
fn bare(page: &str) -> String {
    let cell = |part: &str| part.split_once('>').map(|(_, rest)| format!("<td>{rest}"));
    let mut parts = page.split("<td");
    let first = parts.next().unwrap_or_default().to_owned();
    first + &parts.filter_map(cell).collect::<String>()
}

/// A value of the form of a text's page.
fn field(page: &str, name: &str) -> String {
    let start = format!("name=\"{name}\" value=\"");
    let rest = page.split(&start).nth(1).unwrap_or_else(|| panic!("no {name}: {page}"));
    rest.split('"').next().unwrap_or_default().to_owned()
}

/// The bytes as a form sends them.
fn sent(pairs: &[(&str, &str)]) -> String {
    let encode = |text: &str| text.bytes().map(|byte| format!("%{byte:02x}")).collect::<String>();
    pairs.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect::<Vec<_>>().join("&")
}

impl Server {
    fn post(&self, path: &str, pairs: &[(&str, &str)]) -> String {
        let own = format!("Origin: http://127.0.0.1:{}\r\n", self.port);
        self.ask(
            "POST",
            path,
            &format!("{own}Content-Type: application/x-www-form-urlencoded\r\n"),
            &sent(pairs),
        )
    }
}

const DEMANDER: &str = "content/guides/demander/fr.md";

#[track_caller]
fn toolkit_text(toolkit: &Toolkit, path: &str) -> String {
    fs::read_to_string(toolkit.path().join(path)).expect("a text")
}
