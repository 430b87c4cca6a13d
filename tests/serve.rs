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

/// A server of a toolkit, ended with the test.
struct Server {
    child: Child,
    out: BufReader<ChildStdout>,
    port: u16,
}

impl Server {
    fn of(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_trousseau"));
        command.args(["serve", "--port", "0", "--lang", "en"]).args(arguments).current_dir(folder);
        command.env("SOURCE_DATE_EPOCH", "1795305600").env_remove("CLICOLOR_FORCE");
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

    fn number(&self) -> u64 {
        let answer = self.get("/_desk/events?since=none");
        let text = answer.rsplit("\"number\":").next().unwrap_or_default().trim_end_matches('}');
        text.parse().unwrap_or_else(|_| panic!("{answer}"))
    }

    /// Asks the program to end; how long it took, and whether it said that all is well.
    #[cfg(unix)]
    fn end(mut self, signal: &str) -> (Duration, bool, String) {
        let start = Instant::now();
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().expect("kill runs").success());
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

#[test]
fn pages_are_made_when_they_are_asked_for_and_nothing_is_written() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get("/fr/demander.html");
    assert_eq!(status(&page), 200, "{page}");
    assert!(page.contains("Déposer sa demande") && page.contains("id=\"trousseau-live\""));
    assert!(server.get("/fr/demander").contains("Déposer sa demande"), "without its ending too");
    assert!(server.get("/t/fr/demander.html").contains("Déposer sa demande"), "below its public path too");
    let answer = server.get("/fr");
    assert!(status(&answer) == 302 && answer.contains("location: /fr/\r\n"), "{answer}");
    let missing = server.get("/fr/nowhere.html");
    assert!(status(&missing) == 404 && missing.contains("<html") && missing.contains("trousseau-live"));
    let head = server.ask("HEAD", "/fr/demander.html", "", "");
    assert!(status(&head) == 200 && head.ends_with("\r\n\r\n"));
    assert!(!toolkit.path().join("output").exists());
}

#[test]
fn heads_are_as_strict_as_those_of_the_site() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get("/fr/demander.html");
    let (head, body) = page.split_once("\r\n\r\n").expect("a head");
    let policy =
        head.lines().find_map(|line| line.strip_prefix("content-security-policy: ")).expect("a policy");
    assert!(
        policy.starts_with("default-src 'none';") && policy.ends_with("frame-ancestors 'self'"),
        "{policy}"
    );
    assert!(!policy.contains("unsafe") && policy.contains("script-src 'sha256-"), "{policy}");
    for line in [
        "x-content-type-options: nosniff",
        "referrer-policy: same-origin",
        "cross-origin-opener-policy: same-origin",
        "cross-origin-resource-policy: same-origin",
        "cache-control: no-store",
    ] {
        assert!(head.contains(line), "{line}: {head}");
    }
    assert!(!head.contains("access-control"), "no other page may read it");
    // The policy in the page is the same: what the one allows, the other must not forbid.
    let own = policy.strip_suffix("; frame-ancestors 'self'").expect("an end");
    assert!(body.contains(&format!("content=\"{own}\"")), "{own}");
    let icon =
        body.split("rel=\"icon\"").nth(1).and_then(|rest| rest.split("href=\"").nth(1)).expect("an icon");
    let icon = server.get(&icon.split('"').next().expect("an address").replace("..", ""));
    assert!(icon.contains("image/svg+xml") && icon.contains("sandbox") && icon.contains("etag: "), "{icon}");
}

#[test]
fn a_save_is_in_the_next_answer_with_lists_and_links() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    server.get("/fr/");
    let before = server.number();
    toolkit.edit("content/guides/demander/fr.md", "title: Déposer sa demande", "title: Un autre titre");
    server.until("/fr/demander.html", "Un autre titre");
    assert!(server.get("/fr/").contains("Un autre titre"), "on the home page");
    assert!(server.get("/fr/stage-demander.html").contains("Un autre titre"), "on the page of its stage");
    assert!(server.number() > before);
    // An editor that writes another file and puts it over the old one.
    let folder = toolkit.path().join("content/guides/demander");
    let text =
        fs::read_to_string(folder.join("fr.md")).expect("a text").replace("Demandez.", "Demandez vite.");
    fs::write(folder.join(".fr.md.tmp"), text).expect("written");
    fs::rename(folder.join(".fr.md.tmp"), folder.join("fr.md")).expect("moved");
    server.until("/fr/demander.html", "Demandez vite.");
    // A folder that moves.
    fs::rename(&folder, toolkit.path().join("content/guides/deposer")).expect("moved");
    server.until("/fr/deposer.html", "Demandez vite.");
    assert_eq!(status(&server.get("/fr/demander.html")), 404);
    // Another style sheet.
    toolkit.write("themes/default/assets/style.css", "body { color: #123456 }");
    server.until("/fr/deposer.html", "#123456");
}

#[test]
fn notes_come_with_the_page_and_go_with_the_mistake() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    assert!(!server.get("/fr/demander.html").contains("yaml/unknown-key"));
    toolkit.edit("content/guides/demander/fr.md", "summary:", "sumary:");
    let page = server.until("/fr/demander.html", "yaml/unknown-key");
    assert!(
        page.contains("\"old\":true") && page.contains("Déposer sa demande"),
        "the last good page stands below"
    );
    assert!(page.contains("\"words\":\"sumary\"") && page.contains("vscode://file/"), "{page}");
    assert!(page.contains("content/guides/demander/fr.md:3:1"));
    toolkit.edit("content/guides/demander/fr.md", "sumary:", "summary:");
    let page = server.until("/fr/demander.html", "\"old\":false");
    assert!(!page.contains("yaml/unknown-key"));
    // A template with a mistake: every page stays as it was, also those that nobody has seen.
    toolkit
        .write("themes/default/templates/guide.html", "{% extends \"base.html\" %}{% block main %}{{ oops ");
    let page = server.until("/ar/suivre.html", "theme/template");
    assert!(page.contains("\"old\":true") && page.contains("<main"), "{page}");
    fs::remove_file(toolkit.path().join("themes/default/templates/guide.html")).expect("removed");
    let page = server.until("/ar/suivre.html", "\"old\":false");
    assert!(!page.contains("theme/template"));
}

#[test]
fn whatever_goes_missing_the_server_stays() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    server.get("/fr/demander.html");
    let content = toolkit.path().join("content");
    fs::rename(content.join("toolkit.yaml"), toolkit.path().join("away")).expect("moved");
    let page = server.until("/fr/demander.html", "toolkit/missing");
    assert!(page.contains("Déposer sa demande"), "the last good page stands below");
    fs::rename(toolkit.path().join("away"), content.join("toolkit.yaml")).expect("moved");
    server.until("/fr/demander.html", "\"worst\":\"warning\"");
    fs::rename(&content, toolkit.path().join("gone")).expect("moved");
    server.until("/fr/demander.html", "toolkit/missing");
    fs::rename(toolkit.path().join("gone"), &content).expect("moved");
    server.until("/fr/demander.html", "\"worst\":\"warning\"");
    toolkit.edit("content/guides/demander/fr.md", "Demandez.", "Demandez encore.");
    server.until("/fr/demander.html", "Demandez encore.");
    toolkit.write("content/guides/demander/fr.md", [0xff, 0xfe, 0x00]);
    server.until("/fr/demander.html", "source/not-utf8");
}

#[test]
fn an_empty_folder_says_what_is_missing_until_it_is_filled() {
    let folder = tempfile::tempdir().expect("a folder");
    let server = Server::of(folder.path(), &[]);
    let page = server.get("/");
    assert!(status(&page) == 503 && page.contains("toolkit/missing"), "{page}");
    let story = trousseau::source::Sources::from_story(crate::way::STORY).value;
    for (path, source) in story.files {
        let path = folder.path().join(&*path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        fs::write(path, &source.bytes).expect("written");
    }
    server.until("/fr/demander.html", "Déposer sa demande");
}

#[test]
fn who_waits_for_news_gets_them_once() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    server.get("/fr/");
    let number = server.number();
    let (wait, answer) = thread::scope(|scope| {
        let waiting = scope.spawn(|| {
            let start = Instant::now();
            let answer = server.get(&format!("/_desk/events?since={number}"));
            (start.elapsed(), answer)
        });
        thread::sleep(Duration::from_millis(300));
        toolkit.edit("content/guides/demander/fr.md", "Demandez.", "Demandez vite.");
        waiting.join().expect("an answer")
    });
    assert!(wait >= Duration::from_millis(300) && wait < Duration::from_secs(5), "{wait:?}");
    assert!(answer.contains("\"number\":"), "{answer}");
}

#[test]
fn a_hundred_files_at_once_are_few_states() {
    let toolkit = Toolkit::new();
    let guide = fs::read_to_string(toolkit.path().join("content/guides/suivre/fr.md")).expect("a text");
    let server = Server::of(toolkit.path(), &[]);
    server.get("/fr/");
    let before = server.number();
    for number in 0..100 {
        toolkit.write(
            &format!("content/guides/guide-{number}/fr.md"),
            guide.replace("Suivre", &number.to_string()),
        );
    }
    server.until("/fr/", "guide-99.html");
    server.until("/fr/guide-0.html", "numéro");
    // Each reading can give two states: before and after the look at the links.
    assert!(server.number() - before <= 12, "{} states", server.number() - before);
}

#[test]
fn no_address_leads_out_of_the_site() {
    let toolkit = Toolkit::new();
    toolkit.write("secret.txt", "SECRET");
    toolkit.write("content/guides/demander/secret.rs", "SECRET");
    let server = Server::of(toolkit.path(), &[]);
    for path in [
        "/../secret.txt",
        "/fr/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/..%5csecret.txt",
        "/.%2e/secret.txt",
        "/%252e%252e/secret.txt",
        "/fr/..;/..;/secret.txt",
        "/..\\secret.txt",
        "/C:/secret.txt",
        "/C:%5csecret.txt",
        "//secret.txt",
        "///etc/passwd",
        "/%00secret.txt",
        "/secret.txt%00.html",
        "/secret.txt",
        "/content/guides/demander/secret.rs",
        "/content/toolkit.yaml",
        "/.git/config",
        "/.htaccess",
        "/_headers",
        "/CON",
        "/aux.html",
        "/fr/demander.html::$DATA",
        "/@fs/etc/passwd",
        "/@fs/etc/passwd?raw",
        "/_desk/leaflet?file=../secret.txt",
        "/_desk/leaflet?file=%2e%2e%2fsecret.pdf",
        "/_desk/edit?file=../secret.txt",
        "/_desk/edit?file=/etc/passwd",
        "file:///etc/passwd",
        "http://127.0.0.1/secret.txt",
        "*",
    ] {
        let answer = server.get(path);
        assert!(matches!(status(&answer), 400 | 404), "{path}: {answer}");
        assert!(!answer.contains("SECRET") && !answer.contains("root:"), "{path}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(
            toolkit.path().join("secret.txt"),
            toolkit.path().join("content/guides/demander/s.txt"),
        )
        .expect("a link");
        server.until("/fr/", "source/symlink-outside");
        assert_eq!(status(&server.get("/content/guides/demander/s.txt")), 404);
    }
}

#[test]
fn strangers_are_turned_away() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let own = format!("Origin: http://127.0.0.1:{}\r\n", server.port);
    let form = "Content-Type: application/x-www-form-urlencoded\r\n";
    // A name that suddenly means this computer.
    for host in ["Host: evil.example\r\n", "Host: evil.example:4321\r\n", "Host: 127.0.0.1\r\n", "Host:\r\n"]
    {
        assert_eq!(status(&server.ask("GET", "/fr/", host, "")), 421, "{host}");
    }
    let two = format!("Host: 127.0.0.1:{}\r\nHost: evil.example\r\n", server.port);
    assert_eq!(status(&server.ask("GET", "/fr/", &two, "")), 421);
    // Pages of other sites.
    for lines in [
        "Origin: http://evil.example\r\n",
        "Origin: null\r\n",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: no-cors\r\nSec-Fetch-Dest: script\r\n",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: iframe\r\n",
    ] {
        assert_eq!(status(&server.ask("GET", "/_desk/events?since=x", lines, "")), 403, "{lines}");
    }
    assert_eq!(status(&server.ask("GET", "/_desk/events?since=x", &own, "")), 200);
    // Forms without the token, or that are none.
    assert_eq!(status(&server.ask("POST", "/_desk/edit", &format!("{own}{form}"), "text=x")), 403);
    assert_eq!(status(&server.ask("POST", "/_desk/edit", &format!("{own}{form}"), "token=x&text=x")), 403);
    for kind in ["text/plain", "application/json", "multipart/form-data; boundary=x"] {
        let lines = format!("{own}Content-Type: {kind}\r\n");
        assert_eq!(status(&server.ask("POST", "/_desk/edit", &lines, "token=x")), 415, "{kind}");
    }
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"] {
        assert_eq!(status(&server.ask(method, "/fr/", "", "")), 405, "{method}");
    }
}

#[test]
fn requests_have_limits() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    assert_eq!(status(&server.get(&format!("/{}", "a".repeat(5000)))), 414);
    let long = format!("X-Long: {}\r\n", "a".repeat(20_000));
    assert_eq!(status(&server.ask("GET", "/fr/", &long, "")), 431);
    let many: String = (0..300).map(|number| format!("X-{number}: a\r\n")).collect();
    assert_eq!(status(&server.ask("GET", "/fr/", &many, "")), 431);
    let own = format!(
        "Origin: http://127.0.0.1:{}\r\nContent-Type: application/x-www-form-urlencoded\r\n",
        server.port
    );
    let announced = format!("{own}Content-Length: 99999999\r\n");
    assert_eq!(status(&server.ask("POST", "/_desk/edit", &announced, "")), 413);
    assert!(matches!(status(&server.raw("garbage\r\n\r\n")), 400 | 0));
    assert!(matches!(status(&server.raw("GET / HTTP/1.1\nHost: a\n\n")), 400 | 421));
    // Nobody who only opens lines keeps others out.
    let idle: Vec<TcpStream> =
        (0..100).map(|_| TcpStream::connect(("127.0.0.1", server.port)).expect("a line")).collect();
    assert_eq!(status(&server.get("/fr/")), 200);
    drop(idle);
}

#[test]
fn other_computers_need_the_token() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &["--host", "0.0.0.0"]);
    assert_eq!(status(&server.get("/fr/")), 401);
    assert_eq!(status(&server.get("/fr/?token=guess")), 401);
    assert_eq!(status(&server.ask("GET", "/fr/", "Cookie: trousseau-1=x\r\n", "")), 401);
    let evil = format!("Host: evil.example:{}\r\n", server.port);
    assert_eq!(status(&server.ask("GET", "/fr/", &evil, "")), 421);
}

#[test]
fn the_address_with_the_token_gives_a_cookie_that_lets_in() {
    let toolkit = Toolkit::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_trousseau"));
    command.args(["serve", "--port", "0", "--lang", "en", "--host", "0.0.0.0"]).current_dir(toolkit.path());
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("the program runs");
    let mut out = BufReader::new(child.stdout.take().expect("an output"));
    let (mut warning, mut ready) = (String::new(), String::new());
    out.read_line(&mut warning).expect("a line");
    out.read_line(&mut ready).expect("a line");
    assert!(warning.starts_with("CAREFUL"), "{warning}");
    let address = ready.split("http://").nth(1).expect("an address").split(' ').next().expect("an address");
    let (host, token) = address.split_once("/?token=").expect("a token");
    let port = host.rsplit(':').next().and_then(|port| port.parse().ok()).expect("a port");
    let server = Server { child, out, port };
    let welcome = server.get(&format!("/fr/?token={token}"));
    let cookie = welcome.lines().find_map(|line| line.strip_prefix("set-cookie: ")).expect("a cookie");
    assert!(cookie.ends_with("; HttpOnly; SameSite=Strict"), "{cookie}");
    assert!(welcome.contains("url=/fr/\""), "{welcome}");
    let cookie = cookie.split(';').next().expect("a value");
    let page = server.ask("GET", "/fr/", &format!("Cookie: {cookie}\r\n"), "");
    assert_eq!(status(&page), 200);
    assert!(!page.contains("vscode://") && !page.contains(&toolkit.path().display().to_string()));
}

#[test]
fn a_taken_port_gives_way_to_the_next() {
    let toolkit = Toolkit::new();
    let first = Server::of(toolkit.path(), &[]);
    let port = first.port.to_string();
    let mut command = Command::new(env!("CARGO_BIN_EXE_trousseau"));
    command.args(["serve", "--port", &port, "--lang", "en"]).current_dir(toolkit.path());
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn().expect("the program runs");
    let mut out = BufReader::new(child.stdout.take().expect("an output"));
    let mut line = String::new();
    out.read_line(&mut line).expect("a line");
    assert!(line.starts_with(&format!("Port {port} is taken: ")), "{line}");
    drop(Server { child, out, port: first.port });
}

#[cfg(unix)]
#[test]
fn it_ends_at_once_also_while_browsers_wait() {
    let toolkit = Toolkit::new();
    for signal in ["-INT", "-TERM"] {
        let server = Server::of(toolkit.path(), &[]);
        server.get("/fr/");
        let mut waiting = TcpStream::connect(("127.0.0.1", server.port)).expect("a line");
        let head = format!(
            "GET /_desk/events?since={} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
            server.number(),
            server.port
        );
        waiting.write_all(head.as_bytes()).expect("asked");
        thread::sleep(Duration::from_millis(100));
        let (time, well, _) = server.end(signal);
        assert!(well && time < Duration::from_millis(1500), "{signal}: {time:?}");
    }
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

#[test]
fn the_board_shows_what_is_there_and_what_is_not() {
    let toolkit = Toolkit::new();
    toolkit.edit("content/guides/demander/ar.md", "translates: 1.0.0\n", "");
    let server = Server::of(toolkit.path(), &[]);
    let board = server.get("/_desk/");
    assert_eq!(status(&board), 200, "{board}");
    let row =
        board.split("Déposer sa demande").nth(1).and_then(|rest| rest.split("</tr>").next()).expect("a row");
    for words in ["trial", "1.0.0", "source text", "translated by a program", "reviewed"] {
        assert!(row.contains(words), "{words}: {row}");
    }
    assert!(row.contains("/_desk/notes?under=content/guides/demander/\">1</a>"), "{row}");
    let row =
        board.split("Suivre sa demande").nth(1).and_then(|rest| rest.split("</tr>").next()).expect("a row");
    assert_eq!(row.matches("missing</td>").count(), 2, "{row}");
    assert!(board.contains("/_desk/edit?file=content/glossary.yaml"));
    let notes = server.get("/_desk/notes?under=content/guides/demander/");
    assert!(notes.contains("translation/no-version") && notes.contains("1 warning"), "{notes}");
    let policy = board.lines().find(|line| line.starts_with("content-security-policy")).expect("a policy");
    assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{policy}");
    assert_eq!(status(&server.get("/_desk")), 302);
    assert_eq!(status(&server.get("/_desk/nowhere")), 404);
}

#[test]
fn a_text_is_changed_at_the_desk() {
    let toolkit = Toolkit::new();
    toolkit.write(DEMANDER, toolkit_text(&toolkit, DEMANDER).replace('\n', "\r\n"));
    let server = Server::of(toolkit.path(), &[]);
    let address = format!("/_desk/edit?file={DEMANDER}");
    let page = server.get(&address);
    assert!(page.contains("title: Déposer sa demande"), "{page}");
    let (token, hash) = (field(&page, "token"), field(&page, "hash"));
    let old = toolkit_text(&toolkit, DEMANDER);
    let new = old.replace("Demandez.", "Demandez </textarea> vite.");
    let form =
        [("token", token.as_str()), ("file", DEMANDER), ("hash", hash.as_str()), ("text", new.as_str())];
    // What is typed is seen before it is saved.
    assert_eq!(status(&server.post("/_desk/draft", &form)), 204);
    assert!(server.get("/fr/demander.html?draft").contains("vite."));
    assert!(!server.get("/fr/demander.html").contains("vite."));
    assert_eq!(toolkit_text(&toolkit, DEMANDER), old);
    let saved = server.post("/_desk/edit", &form);
    assert!(status(&saved) == 303 && saved.contains("&done=saved"), "{saved}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), new, "every other byte, line ends too, stays");
    assert!(server.get("/fr/demander.html").contains("vite."), "at once");
    assert!(server.get(&format!("{address}&done=saved")).contains("It is saved."));
    // Somebody else was quicker.
    let again = server.post("/_desk/edit", &form);
    assert_eq!(status(&again), 409);
    assert!(again.contains("has changed on the disk") && again.contains("id=\"theirs\""), "{again}");
    assert!(again.contains("Demandez &lt;/textarea&gt; vite."), "both texts are there, as text");
    let hash = field(&again, "hash");
    let form =
        [("token", token.as_str()), ("file", DEMANDER), ("hash", hash.as_str()), ("text", old.as_str())];
    assert_eq!(status(&server.post("/_desk/edit", &form)), 303, "who has seen both may save");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), old);
    let names = fs::read_dir(toolkit.path().join("content/guides/demander")).expect("a folder").count();
    assert_eq!(names, 3, "nothing is left beside it");
}

#[test]
fn the_desk_writes_nothing_but_texts_of_the_toolkit() {
    let toolkit = Toolkit::new();
    toolkit.write("themes/default/strings/fr.yaml", "skip: Sauter\n");
    toolkit.write("output/x.md", "mine");
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get(&format!("/_desk/edit?file={DEMANDER}"));
    let (token, hash) = (field(&page, "token"), field(&page, "hash"));
    for file in [
        "themes/default/strings/fr.yaml",
        "output/x.md",
        "../x.md",
        "content/../output/x.md",
        "content/guides/demander/../../../output/x.md",
        "/etc/passwd",
        "content/new.md",
        "content\\toolkit.yaml",
        "content/toolkit.yaml\0",
        "CONTENT/toolkit.yaml",
        "",
    ] {
        for path in ["/_desk/edit", "/_desk/draft"] {
            let form = [("token", token.as_str()), ("file", file), ("hash", hash.as_str()), ("text", "EVIL")];
            let answer = server.post(path, &form);
            assert!(matches!(status(&answer), 404 | 204), "{file}: {answer}");
        }
    }
    assert_eq!(toolkit_text(&toolkit, "output/x.md"), "mine");
    assert_eq!(toolkit_text(&toolkit, "themes/default/strings/fr.yaml"), "skip: Sauter\n");
    assert!(!toolkit.path().join("content/new.md").exists());
    let without = [("file", DEMANDER), ("hash", hash.as_str()), ("text", "EVIL")];
    assert_eq!(status(&server.post("/_desk/edit", &without)), 403);
}

#[track_caller]
fn toolkit_text(toolkit: &Toolkit, path: &str) -> String {
    fs::read_to_string(toolkit.path().join(path)).expect("a text")
}

const ROUNDS: &str = "content/rounds.yaml";
const ONE_ROUND: &str =
    "- {id: test-2026, name: {fr: Essai, ar: Essai, ti: Essai}, from: 2026-10-01, to: 2026-11-30}\n";

/// A toolkit with a round and comments in the head of a guide.
fn piloted() -> Toolkit {
    let toolkit = Toolkit::new();
    toolkit.write(ROUNDS, ONE_ROUND);
    toolkit.edit(DEMANDER, "versions:\n", "# nos versions\nversions:   # la plus récente d'abord\n");
    toolkit
}

/// The answers of a remark.
fn remark<'a>(token: &'a str, proposal: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("token", token),
        ("guide", "demander"),
        ("version", "1.0.0"),
        ("lang", "fr"),
        ("round", "test-2026"),
        ("period", "2026-11"),
        ("source", "household"),
        ("channel", "meeting"),
        ("count", "6"),
        ("theme", "unclear_word"),
        ("section", "les-papiers"),
        ("severity", "2"),
        ("proposal", proposal),
    ]
}

#[test]
fn a_remark_comes_into_the_head_and_nothing_else_moves() {
    let toolkit = piloted();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get("/_desk/feedback?guide=demander");
    assert!(status(&page) == 200 && page.contains("<title>Write down a remark"), "{page}");
    assert!(page.contains("<option value=\"les-papiers\">Les papiers</option>"), "{page}");
    let (token, old) = (field(&page, "token"), toolkit_text(&toolkit, DEMANDER));
    let answer = server.post("/_desk/feedback", &remark(&token, "Expliquer « bail » : un contrat."));
    assert_eq!(status(&answer), 303, "{answer}");
    assert!(answer.contains("location: /_desk/remarks?guide=demander&done=added&id=F-2026-001"), "{answer}");
    let new = toolkit_text(&toolkit, DEMANDER);
    let added = "  - id: F-2026-001\n    version: 1.0.0\n    lang: fr\n    round: test-2026\n    period: 2026-11\n    \
                 source: household\n    channel: meeting\n    count: 6\n    theme: unclear_word\n    \
                 section: les-papiers\n    severity: 2\n";
    assert!(new.contains(added), "{new}");
    for line in old.lines() {
        assert!(new.contains(line), "{line} is gone");
    }
    assert!(new.contains("# nos versions\nversions:   # la plus récente d'abord\n"), "comments stay");
    let list = server.get("/_desk/remarks?guide=demander&done=added&id=F-2026-001");
    for words in [
        "Expliquer « bail » : un contrat.",
        "unclear word",
        "to be decided",
        "settle?guide=demander&amp;id=F-2026-001",
    ] {
        assert!(list.contains(words), "{words}: {list}");
    }
    assert!(!server.get("/fr/demander.html").contains("Expliquer « bail »"), "no page of the site knows it");
    assert!(server.get("/_desk/remarks").contains("<td>on trial</td><td>1</td><td>1</td>"));
}

#[test]
fn a_remark_about_a_person_is_refused_and_what_was_typed_stays() {
    let toolkit = piloted();
    let server = Server::of(toolkit.path(), &[]);
    let token = field(&server.get("/_desk/feedback?guide=demander"), "token");
    let old = toolkit_text(&toolkit, DEMANDER);
    let proposal = "Rappeler le 06 12 34 56 78 <b>vite</b>";
    let found = server.post("/_desk/check", &[("token", &token), ("proposal", proposal)]);
    assert!(found.contains("application/json") && found.contains("[[\"06 12 34 56 78\","), "{found}");
    let found = server.post("/_desk/check", &[("token", &token), ("proposal", "Appeler le 115")]);
    assert!(found.ends_with("\r\n\r\n[]"), "{found}");
    let answer = server.post("/_desk/feedback", &remark(&token, proposal));
    assert_eq!(status(&answer), 422, "{answer}");
    assert!(answer.contains("<title>Error: "), "{answer}");
    assert!(
        answer.contains("href=\"#f-proposal\"") && answer.contains("A telephone number stands here"),
        "{answer}"
    );
    assert!(
        answer.contains("Rappeler le 06 12 34 56 78 &lt;b&gt;vite"),
        "what was typed stays, as text: {answer}"
    );
    assert!(answer.contains("<option value=\"household\" selected>"), "{answer}");
    // Answers that are missing or no answers.
    let mut form = remark(&token, "");
    form.retain(|pair| pair.0 != "theme");
    for (name, value) in [("count", "many"), ("period", "2027-05"), ("round", "other")] {
        form.iter_mut().filter(|pair| pair.0 == name).for_each(|pair| pair.1 = value);
    }
    let answer = server.post("/_desk/feedback", &form);
    for name in ["theme", "count", "period", "round"] {
        assert!(answer.contains(&format!("href=\"#f-{name}\"")), "{name}: {answer}");
        assert!(answer.contains(&format!("id=\"e-{name}\"")), "{name}: {answer}");
    }
    assert!(!answer.contains("href=\"#f-severity\""));
    // Without the seal.
    assert_eq!(status(&server.post("/_desk/feedback", &remark("x", "Bien"))), 403);
    assert_eq!(status(&server.post("/_desk/feedback", &remark(&token, "Bien")[1..])), 403);
    assert_eq!(status(&server.get("/_desk/feedback?guide=nowhere")), 404);
    assert_eq!(status(&server.get("/_desk/settle?guide=demander&id=F-2026-009")), 404);
    fs::remove_file(toolkit.path().join(ROUNDS)).expect("removed");
    let answer = server.get("/_desk/feedback?guide=demander");
    assert!(status(&answer) == 409 && answer.contains("There is no round"), "{answer}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), old, "nothing was written");
}

#[test]
fn a_version_is_seen_before_it_is_written() {
    let toolkit = piloted();
    let server = Server::of(toolkit.path(), &[]);
    let token = field(&server.get("/_desk/feedback?guide=demander"), "token");
    assert_eq!(status(&server.post("/_desk/feedback", &remark(&token, "Dire « contrat »."))), 303);
    // A decision: seen, then written.
    let page = server.get("/_desk/settle?guide=demander&id=F-2026-001");
    let hash = field(&page, "hash");
    let decide = |hash: &str, more: &[(&str, &str)]| {
        let form = [
            ("token", token.as_str()),
            ("guide", "demander"),
            ("id", "F-2026-001"),
            ("hash", hash),
            ("decision", "accepted"),
            ("version", ""),
        ];
        server.post("/_desk/settle", &[&form, more].concat())
    };
    let old = toolkit_text(&toolkit, DEMANDER);
    let seen = decide(&hash, &[("step", "show")]);
    assert!(status(&seen) == 200 && seen.contains("decision: <del>open</del><ins>accepted</ins>"), "{seen}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), old, "a look writes nothing");
    let done = decide(&hash, &[("step", "write"), ("seen", &field(&seen, "seen"))]);
    assert!(status(&done) == 303 && done.contains("done=settled"), "{done}");
    assert!(toolkit_text(&toolkit, DEMANDER).contains("decision: accepted\n    decided: 2026-11-22\n"));
    // The version that answers it.
    let page = server.get("/_desk/release?guide=demander");
    let release = |hash: &str, summary: &str, more: &[(&str, &str)]| {
        let form = [
            ("token", token.as_str()),
            ("guide", "demander"),
            ("hash", hash),
            ("bump", "minor"),
            ("summary", summary),
            ("round", "test-2026"),
            ("validated_by", "association-exemple"),
            ("status", ""),
        ];
        server.post("/_desk/release", &[&form, more].concat())
    };
    let (hash, old) = (field(&page, "hash"), toolkit_text(&toolkit, DEMANDER));
    let empty = release(&hash, " ", &[("step", "show")]);
    assert!(status(&empty) == 422 && empty.contains("href=\"#f-summary\""), "{empty}");
    // Without a look at it, nothing is written.
    assert_eq!(status(&release(&hash, "Des mots plus clairs.", &[("step", "write")])), 409);
    let seen = release(&hash, "Des mots plus clairs.", &[("step", "show")]);
    assert!(seen.contains("<ins>  - version: 1.1.0</ins>"), "{seen}");
    assert!(seen.contains("It answers: F-2026-001.") && seen.contains("read again: ar, ti"), "{seen}");
    assert!(seen.contains("value=\"association-exemple\" checked"), "{seen}");
    let mark = field(&seen, "seen");
    // Other answers than those that were seen.
    let other = release(&hash, "Autre chose.", &[("step", "write"), ("seen", &mark)]);
    assert!(status(&other) == 409 && other.contains("no longer those of the change that you saw"), "{other}");
    assert_eq!(toolkit_text(&toolkit, DEMANDER), old);
    // Somebody changes the file meanwhile.
    toolkit.edit(DEMANDER, "Attendez.", "Attendez un peu.");
    let stale = release(&hash, "Des mots plus clairs.", &[("step", "write"), ("seen", &mark)]);
    assert!(status(&stale) == 409 && stale.contains("has changed on the disk"), "{stale}");
    assert!(!toolkit_text(&toolkit, DEMANDER).contains("1.1.0"));
    let more = [("step", "write"), ("seen", &*field(&stale, "seen"))];
    let done = release(&field(&stale, "hash"), "Des mots plus clairs.", &more);
    assert!(status(&done) == 303 && done.contains("done=released"), "{done}");
    let new = toolkit_text(&toolkit, DEMANDER);
    let entry = "# nos versions\nversions:   # la plus récente d'abord\n  - version: 1.1.0\n    date: 2026-11-22\n    \
                 round: test-2026\n    summary: Des mots plus clairs.\n    validated_by: [association-exemple]\n";
    assert!(
        new.contains(entry) && new.contains("resolved_in: 1.1.0") && new.contains("Attendez un peu."),
        "{new}"
    );
}

#[test]
fn what_a_check_forbids_is_not_written_as_a_version() {
    let toolkit = piloted();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get("/_desk/release?guide=demander");
    let (token, hash, old) = (field(&page, "token"), field(&page, "hash"), toolkit_text(&toolkit, DEMANDER));
    for (summary, status_word, at) in
        [("Appelez le 06 12 34 56 78.", "", "summary"), ("Relu.", "published", "validated_by")]
    {
        let form = [
            ("token", token.as_str()),
            ("guide", "demander"),
            ("hash", hash.as_str()),
            ("bump", "patch"),
            ("summary", summary),
            ("status", status_word),
            ("step", "show"),
        ];
        let answer = server.post("/_desk/release", &form);
        assert!(status(&answer) == 422 && answer.contains(&format!("href=\"#f-{at}\"")), "{at}: {answer}");
        assert!(!answer.contains("value=\"write\""), "there is nothing to write: {answer}");
    }
    assert_eq!(toolkit_text(&toolkit, DEMANDER), old);
}

#[test]
fn new_texts_begin_at_the_desk() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let token = field(&server.get("/_desk/new"), "token");
    let guide =
        |name: &str| server.post("/_desk/new", &[("token", &token), ("what", "guide"), ("name", name)]);
    let made = guide("payer-son-loyer");
    assert!(
        status(&made) == 303
            && made.contains("location: /_desk/edit?file=content/guides/payer-son-loyer/fr.md"),
        "{made}"
    );
    assert!(server.get("/_desk/edit?file=content/guides/payer-son-loyer/fr.md").contains("status: draft"));
    let path = "content/guides/payer-son-loyer/fr.md";
    let mine = toolkit_text(&toolkit, path).replace("# ", "#  ");
    toolkit.write(path, &mine);
    let again = guide("payer-son-loyer");
    assert!(status(&again) == 422 && again.contains("already exists"), "{again}");
    assert_eq!(toolkit_text(&toolkit, path), mine);
    let near = guide("Payer l'eau");
    assert!(near.contains("For example: payer-l-eau"), "{near}");
    for name in ["../x", "index", "con", "a/b", "", "x\0"] {
        assert_eq!(status(&guide(name)), 422, "{name}");
    }
    let translate = |of: &str, lang: &str| {
        let form = [("token", token.as_str()), ("what", "translation"), ("of", of), ("lang", lang)];
        server.post("/_desk/new", &form)
    };
    let made = translate("suivre", "ar");
    assert!(status(&made) == 303 && made.contains("edit?file=content/guides/suivre/ar.md"), "{made}");
    assert_eq!(
        toolkit_text(&toolkit, "content/guides/suivre/ar.md"),
        "---\ntitle: \"Suivre sa demande\"\nsummary: \"Comment suivre.\"\ntranslates: 1.0.0\ntranslation: draft\n---\n\
         \n## Les délais\n\nGardez votre numéro.\n"
    );
    let there = toolkit_text(&toolkit, "content/guides/demander/ar.md");
    assert!(translate("demander", "ar").contains("already exists"));
    assert_eq!(toolkit_text(&toolkit, "content/guides/demander/ar.md"), there);
    for (of, lang) in [("suivre", "fr"), ("suivre", "uk"), ("suivre", "../x"), ("../x", "ar"), ("", "")] {
        assert_eq!(status(&translate(of, lang)), 422, "{of} {lang}");
    }
    assert_eq!(status(&server.post("/_desk/new", &[("what", "guide"), ("name", "x")])), 403);
    assert!(!toolkit.path().join("content/guides/x").exists());
}

/// The small toolkit, printed.
fn printed() -> Toolkit {
    let toolkit = Toolkit::new();
    toolkit.edit("content/toolkit.yaml", "leaflets: []", "leaflets: [a4, trifold, bilingual]");
    toolkit
}

#[test]
fn a_leaflet_is_made_when_somebody_asks_and_is_that_of_a_build() {
    let toolkit = printed();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get("/fr/demander.html");
    assert!(page.contains("href=\"print/demander-a4.pdf\""), "{page}");
    let list = server.get("/ar/imprimer.html");
    assert!(list.contains("demander-bilingual.pdf") && list.contains("guides-ar.zip"), "{list}");
    let paths = ["fr/print/demander-a4.pdf", "ar/print/demander-bilingual.pdf", "fr/print/demander.png"];
    let served: Vec<Vec<u8>> = paths.iter().map(|path| server.bytes(&format!("/{path}"))).collect();
    let zip = server.bytes("/fr/print/guides-fr.zip");
    assert!(!toolkit.path().join("output").exists(), "nothing is written");
    let built = crate::cli::run(&toolkit, &["build"]);
    assert!(built.code < 2, "{}", built.errors);
    for (path, bytes) in paths.iter().zip(&served) {
        let file = fs::read(toolkit.path().join("output/site").join(path)).expect("a leaflet");
        assert!(*bytes == file, "{path} has other bytes than in a build");
    }
    assert!(served[0].starts_with(b"%PDF"));
    let file = fs::read(toolkit.path().join("output/site/fr/print/guides-fr.zip")).expect("a file");
    assert!(zip == file, "all in one file too");
    let head = server.ask("HEAD", "/fr/print/demander-a4.pdf", "", "");
    assert!(head.contains("content-type: application/pdf"), "{head}");
    assert!(head.contains("content-security-policy: frame-ancestors 'self'"), "{head}");
    let mark = head.lines().find_map(|line| line.strip_prefix("etag: ")).expect("a mark");
    let again = server.ask("GET", "/fr/print/demander-a4.pdf", &format!("If-None-Match: {mark}\r\n"), "");
    assert_eq!(status(&again), 304);
    let opened = server.ask("GET", "/fr/print/demander-a4.pdf", "Sec-Fetch-Dest: document\r\n", "");
    assert!(opened.contains("location: /_desk/leaflet?file=fr/print/demander-a4.pdf"), "{opened}");
    let viewer = server.get("/_desk/leaflet?file=fr/print/demander-a4.pdf");
    assert!(viewer.contains("<iframe src=\"/fr/print/demander-a4.pdf\""), "{viewer}");
    assert_eq!(status(&server.get("/_desk/leaflet?file=fr/print/nothing-a4.pdf")), 404);
    assert_eq!(status(&server.get("/fr/print/demander-large.pdf")), 404, "not on this site");
}

#[test]
fn a_leaflet_that_cannot_be_made_says_why_until_it_is_mended() {
    let toolkit = printed();
    let long = "Une phrase de plus, pour que tout cela soit bien trop long.\n\n".repeat(200);
    let text = toolkit_text(&toolkit, DEMANDER);
    toolkit.write(DEMANDER, format!("{text}\n## Trop long\n\n{long}"));
    let server = Server::of(toolkit.path(), &[]);
    assert!(server.get("/fr/demander.html").contains("demander-trifold.pdf"));
    let line =
        1 + toolkit_text(&toolkit, DEMANDER).lines().position(|line| line == "## Trop long").expect("it");
    for path in ["/fr/print/demander-trifold.pdf", "/_desk/print/demander/fr/trifold/demander-trifold-fr.pdf"]
    {
        let answer = server.get(path);
        assert_eq!(status(&answer), 422, "{answer}");
        assert!(answer.contains("This leaflet cannot be made.") && answer.contains("Shorten the text"));
        assert!(answer.contains(&format!("<p>{DEMANDER}:{line}:")), "its place: {answer}");
    }
    assert!(server.bytes("/fr/print/demander-a4.pdf").starts_with(b"%PDF"), "the others are there");
    assert_eq!(status(&server.get("/_desk/leaflet?file=fr/print/demander-trifold.pdf")), 200);
    toolkit.write(DEMANDER, text);
    server.until("/fr/print/demander-trifold.pdf", "%PDF");
}

#[test]
fn the_desk_prints_for_a_partner_and_says_what_fits() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    let page = server.get("/_desk/print");
    for words in ["<option value=\"demander\"", "<option value=\"ar\"", "value=\"association-exemple\""] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(server.get("/_desk/").contains("href=\"/_desk/print\""));
    let opened = server.get("/_desk/print/open?guide=demander&lang=fr&format=a4&partner=association-exemple");
    let file = "_desk/print/demander/fr/a4/association-exemple/demander-a4-fr-association-exemple.pdf";
    assert!(opened.contains(&format!("location: /_desk/leaflet?file={file}\r\n")), "{opened}");
    assert!(server.get(&format!("/_desk/leaflet?file={file}")).contains(&format!("src=\"/{file}\"")));
    let theirs = server.bytes(&format!("/{file}"));
    let own = server.bytes("/_desk/print/demander/fr/a4/demander-a4-fr.pdf");
    let made = crate::cli::run(&toolkit, &["leaflet", "demander", "--partner", "association-exemple"]);
    assert_eq!(made.code, 0, "{}", made.text);
    let folder = toolkit.path().join("output/leaflets");
    let made = fs::read(folder.join("demander-a4-fr-association-exemple.pdf")).expect("a leaflet");
    assert!(theirs == made && own != made && own.starts_with(b"%PDF"));
    for (guide, lang, format, partner) in [
        ("nobody", "fr", "a4", ""),
        ("suivre", "ar", "a4", ""),
        ("demander", "fr", "bilingual", ""),
        ("demander", "xx", "a4", ""),
        ("demander", "fr", "a3", ""),
        ("demander", "fr", "a4", "nobody"),
    ] {
        let query = format!("guide={guide}&lang={lang}&format={format}&partner={partner}");
        let answer = server.get(&format!("/_desk/print/open?{query}"));
        assert!(status(&answer) == 404 && answer.contains("Choose another"), "{query}: {answer}");
        let folder = if partner.is_empty() { String::new() } else { format!("{partner}/") };
        let path = format!("/_desk/print/{guide}/{lang}/{format}/{folder}{guide}-{format}-{lang}.pdf");
        assert_eq!(status(&server.get(&path)), 404, "{path}");
    }
    assert_eq!(status(&server.get("/_desk/print/demander/fr/a4/other.pdf")), 404);
    let fit = server.get("/_desk/print?fit=demander");
    let table = fit.split("<tbody>").nth(1).and_then(|rest| rest.split("</tbody>").next()).expect("a table");
    assert_eq!(table.matches("<tr>").count(), 5 + 6 + 6, "all formats, with two columns for translations");
    assert!(!table.contains("too long"), "{table}");
    let said = crate::cli::run(&toolkit, &["leaflet", "demander", "--in", "fr", "--fit"]).text;
    let words: Vec<&str> =
        said.lines().find(|line| line.contains(" a4 ")).expect("a row").split_whitespace().collect();
    let ["demander", "fr", "a4", "14", "pt", pages, space, "mm"] = words[..] else { panic!("{said}") };
    let cells = format!("<td>14\u{a0}pt</td><td>{pages}</td><td>{space}\u{a0}mm</td>");
    assert!(table.contains(&cells), "as the command says: {cells}: {table}");
    assert_eq!(status(&server.get("/_desk/print?fit=nobody")), 404);
}
