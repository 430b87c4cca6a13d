//! Addresses of the web, asked by the program: a server near by stands for the web.

use std::{
    io::{Read, Write},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};

use crate::cli::{Toolkit, command};

const GUIDE: &str = "content/guides/suivre/fr.md";

/// A server that knows three addresses, and what it was asked.
fn server() -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let asked = Arc::new(Mutex::new(Vec::new()));
    let seen = asked.clone();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut bytes = [0; 2048];
            let length = stream.read(&mut bytes).unwrap_or(0);
            let head = String::from_utf8_lossy(&bytes[..length]).into_owned();
            let request = head.split(" HTTP").next().unwrap_or_default().to_owned();
            let answer = match request.split(' ').next_back() {
                Some("/here") => "200 OK\r\n",
                Some("/old") => "301 Moved\r\nLocation: /here\r\n",
                _ => "404 Not Found\r\n",
            };
            seen.lock().expect("whole").push(request);
            let _ = stream.write_all(
                format!("HTTP/1.1 {answer}Content-Length: 0\r\nConnection: close\r\n\r\n").as_bytes(),
            );
        }
    });
    (port, asked)
}

/// The rules that are told, with the files.
fn told(toolkit: &Toolkit, cache: &std::path::Path, arguments: &[&str]) -> Vec<(String, String)> {
    let arguments = [&["--format", "json", "check", "--online"], arguments].concat();
    let output = command(toolkit.path(), &arguments).env("XDG_CACHE_HOME", cache).output().expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let lines = text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let word = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    lines.filter_map(|one| Some((word(&one["code"])?, word(&one["file"])?))).collect()
}

#[test]
fn addresses_are_asked_once_and_told_where_they_stand() {
    let (port, asked) = server();
    let toolkit = Toolkit::new();
    let link = |path: &str| format!("[{path}](http://127.0.0.1:{port}/{path}#part)");
    toolkit.edit(GUIDE, "Gardez", &format!("{}, {}, {}. Gardez", link("here"), link("old"), link("lost")));
    toolkit.edit(
        "content/contacts.yaml",
        "id: siao,",
        &format!("id: siao, url: \"http://127.0.0.1:{port}/lost\","),
    );
    let cache = tempfile::tempdir().expect("a folder");
    let ours = |told: Vec<(String, String)>| -> Vec<(String, String)> {
        told.into_iter().filter(|(code, _)| code.starts_with("online/")).collect()
    };
    let pair = |code: &str, file: &str| (code.to_owned(), file.to_owned());
    let mut expected = vec![
        pair("online/dead", "content/contacts.yaml"),
        pair("online/dead", GUIDE),
        pair("online/moved", GUIDE),
    ];
    let mut first = ours(told(&toolkit, cache.path(), &[]));
    first.sort();
    expected.sort();
    assert_eq!(first, expected);
    let times = |path: &str| {
        asked.lock().expect("whole").iter().filter(|one| **one == format!("HEAD {path}")).count()
    };
    assert_eq!((times("/here"), times("/old"), times("/lost")), (2, 1, 1), "one question for each address");
    let mut second = ours(told(&toolkit, cache.path(), &[]));
    second.sort();
    assert_eq!(second, expected);
    assert_eq!(
        (times("/here"), times("/old"), times("/lost")),
        (2, 1, 2),
        "what was dead may have been mended"
    );
    told(&toolkit, cache.path(), &["--again"]);
    assert_eq!((times("/old"), times("/lost")), (2, 3));
    let (here, all) = (times("/here"), asked.lock().expect("whole").len());
    assert_eq!(all, here + 2 + 3 * 2, "the whole is asked for where the head is not enough");
}
