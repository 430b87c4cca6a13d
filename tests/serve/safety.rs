//! What strangers try, and what the server does then; how it begins and ends.

use super::*;

/// Addresses that would lead to a file outside the site, if they were paths.
const OUTWARDS: &[&str] = &[
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
];

#[test]
fn no_address_leads_out_of_the_site() {
    let toolkit = Toolkit::new();
    toolkit.write("secret.txt", "SECRET");
    toolkit.write("content/guides/demander/secret.rs", "SECRET");
    let server = Server::of(toolkit.path(), &[]);
    for path in OUTWARDS {
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
        server.until("/_desk/notes", "source/symlink-outside");
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
fn slow_requests_and_large_ones_have_limits() {
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
    // Connections that are only opened keep no other browser out.
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
    let mut desk = String::new();
    out.read_line(&mut desk).expect("a line");
    assert!(desk.starts_with("The desk") && desk.contains("/_desk/?token="), "{desk}");
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
fn browsers_that_leave_take_nothing_with_them() {
    let toolkit = Toolkit::new();
    let server = Server::of(toolkit.path(), &[]);
    server.get("/fr/");
    let paths =
        ["/fr/demander.html", "/_desk/events?since=2", "/_desk/print/demander/fr/a4/demander-a4-fr.pdf"];
    // More than may be there at once, each gone before its answer, or in the middle of its question.
    for number in 0..300 {
        let mut stream = TcpStream::connect(("127.0.0.1", server.port)).expect("it listens");
        let ask = format!("GET {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n", paths[number % 3], server.port);
        let half = if number % 2 == 0 { ask.len() } else { ask.len() / 2 };
        stream.write_all(&ask.as_bytes()[..half]).expect("asked");
    }
    let start = Instant::now();
    assert_eq!(status(&server.get("/fr/demander.html")), 200);
    toolkit.edit(DEMANDER, "Demandez.", "Demandez vite.");
    server.until("/fr/demander.html", "Demandez vite.");
    assert!(start.elapsed() < Duration::from_secs(15), "{:?}", start.elapsed());
}

/// A folder with an `xdg-open` in it.
#[cfg(target_os = "linux")]
fn opener(script: &str) -> tempfile::TempDir {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().expect("a folder");
    let program = folder.path().join("xdg-open");
    fs::write(&program, script).expect("written");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("made to run");
    folder
}

#[cfg(target_os = "linux")]
#[test]
fn the_browser_is_opened_when_somebody_wishes() {
    let toolkit = Toolkit::new();
    let programs = opener("#!/bin/sh\nprintf '%s\\n' \"$@\" > \"$(dirname \"$0\")/asked\"\n");
    let asked = programs.path().join("asked");
    let path = format!("{}:/usr/bin:/bin", programs.path().display());
    let quiet = Server::with(toolkit.path(), &[], &[("PATH", &path)]);
    quiet.get("/fr/");
    assert!(!asked.exists(), "nobody wished it");
    let server = Server::with(toolkit.path(), &["--open"], &[("PATH", &path)]);
    let start = Instant::now();
    while fs::read_to_string(&asked).unwrap_or_default().is_empty() {
        assert!(start.elapsed() < Duration::from_secs(10), "it was not opened");
        thread::sleep(Duration::from_millis(20));
    }
    let words = fs::read_to_string(&asked).expect("text");
    assert_eq!(words, format!("http://127.0.0.1:{}/\n", server.port));
    // Where there is nothing to open it with, it says so and serves.
    let empty = tempfile::tempdir().expect("a folder");
    let server = Server::with(toolkit.path(), &["--open"], &[("PATH", &empty.path().display().to_string())]);
    assert_eq!(status(&server.get("/fr/")), 200);
    let (_, well, said) = server.end("-TERM");
    assert!(well && said.contains("The browser could not be opened"), "{said}");
}

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
