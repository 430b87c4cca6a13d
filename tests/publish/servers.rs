//! The targets that the suite runs on: folders, and servers that are started for it. One that is missing fails.

use std::{
    fs,
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use trousseau_io::target::{Account, Branch, Folder, Ftp, Sftp, Target};

use super::Tree;

/// What the program for the server of SFTP is called, where systems put it.
const SFTP_SERVERS: [&str; 3] =
    ["/usr/lib/openssh/sftp-server", "/usr/libexec/sftp-server", "/usr/lib/ssh/sftp-server"];

/// A target, and what somebody sees who looks at it without us.
pub trait World {
    /// A new connection.
    fn open(&self) -> Box<dyn Target>;
    /// The files of the site that stand there.
    fn files(&self) -> Tree;
    /// Somebody else writes a file.
    fn put(&self, path: &str, text: &str);
    /// Whether two are kept apart before they begin.
    fn has_lock(&self) -> bool {
        true
    }
}

/// What opens a folder as a target.
type Opener = Box<dyn Fn(&Path) -> anyhow::Result<Box<dyn Target>>>;

/// A folder, whoever leads to it.
pub struct Disk {
    pub folder: tempfile::TempDir,
    opener: Opener,
    _server: Option<Server>,
}

impl World for Disk {
    fn open(&self) -> Box<dyn Target> {
        (self.opener)(&self.folder.path().join("www")).expect("the target opens")
    }

    fn files(&self) -> Tree {
        let www = self.folder.path().join("www");
        let walk = walkdir::WalkDir::new(&www).into_iter().map(|entry| entry.expect("read"));
        walk.filter(|entry| entry.file_type().is_file())
            .map(|entry| {
                let path = entry.path().strip_prefix(&www).expect("below").to_str().expect("text").to_owned();
                (path, fs::read(entry.path()).expect("read"))
            })
            .filter(|(path, _)| !path.starts_with(".trousseau/"))
            .collect()
    }

    fn put(&self, path: &str, text: &str) {
        fs::write(self.folder.path().join("www").join(path), text).expect("written");
    }
}

/// A server, which ends with the test.
struct Server(Child, tempfile::TempDir);

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn disk(
    server: Option<Server>,
    folder: tempfile::TempDir,
    opener: impl Fn(&Path) -> anyhow::Result<Box<dyn Target>> + 'static,
) -> Disk {
    fs::create_dir_all(folder.path().join("www")).expect("made");
    Disk { folder, opener: Box::new(opener), _server: server }
}

/// A plain folder.
pub fn folder() -> Disk {
    disk(None, tempfile::tempdir().expect("a folder"), |www| Ok(Box::new(Folder::open(www)?)))
}

/// The SFTP server of OpenSSH, without a network between.
pub fn sftp() -> Disk {
    sftp_with(None)
}

/// The same, but it does not know this request.
pub fn sftp_without(request: &'static str) -> Disk {
    sftp_with(Some(request))
}

fn sftp_with(denied: Option<&'static str>) -> Disk {
    let program = SFTP_SERVERS.iter().find(|path| Path::new(path).exists());
    let program = program.expect("openssh-sftp-server is installed: tests/run does it");
    disk(None, tempfile::tempdir().expect("a folder"), move |www| {
        let mut server = Command::new(program);
        server.args(denied.into_iter().flat_map(|request| ["-P", request]));
        Ok(Box::new(Sftp::over(server, www.to_str().expect("text"))?))
    })
}

/// vsftpd, as strict as hosts set it: TLS always, and data only in the same session.
pub fn ftps() -> Disk {
    let (home, folder) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    let port = free_port();
    let at = |name: &str| home.path().join(name).display().to_string();
    let made = Command::new("openssl")
        .args([
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            "2",
        ])
        .args(["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"])
        .args([
            "-addext",
            "basicConstraints=critical,CA:FALSE",
            "-keyout",
            &at("key.pem"),
            "-out",
            &at("cert.pem"),
        ])
        .stderr(Stdio::null())
        .status();
    assert!(made.expect("openssl is installed: tests/run does it").success());
    fs::write(home.path().join("passwords"), "s3cret\n").expect("written");
    let whoami = Command::new("id").arg("-un").output().expect("id runs").stdout;
    let whoami = String::from_utf8(whoami).expect("text");
    let settings = include_str!("vsftpd.conf")
        .replace("HOME", &home.path().display().to_string())
        .replace("ROOT", &folder.path().display().to_string())
        .replace("USER", whoami.trim())
        .replace("PORT", &port.to_string());
    fs::write(home.path().join("vsftpd.conf"), settings).expect("written");
    let programs = ["vsftpd", "/usr/sbin/vsftpd"];
    let server = started(&programs, |vsftpd| vsftpd.arg(at("vsftpd.conf")), port);
    let certificate = home.path().join("cert.pem");
    disk(Some(Server(server, home)), folder, move |_| {
        Ok(Box::new(Ftp::connect(account(port, &certificate), "www")?))
    })
}

/// How one logs in there.
fn account(port: u16, certificate: &Path) -> Account {
    Account {
        host: "localhost".into(),
        port,
        user: "anonymous".into(),
        password: "s3cret".into(),
        certificate: Some(certificate.into()),
        is_encrypted: true,
    }
}

/// What a test of the command must know of a server.
pub struct Login {
    pub folder: tempfile::TempDir,
    pub port: u16,
    /// A certificate, or the settings of `ssh`.
    pub file: PathBuf,
    _server: Server,
}

/// The same server for the command.
pub fn ftps_login() -> Login {
    let Disk { folder, _server, .. } = ftps();
    let server = _server.expect("started");
    let settings = fs::read_to_string(server.1.path().join("vsftpd.conf")).expect("read");
    let port =
        settings.lines().find_map(|line| line.strip_prefix("listen_port=")?.parse().ok()).expect("a port");
    Login { folder, port, file: server.1.path().join("cert.pem"), _server: server }
}

/// OpenSSH with keys of its own.
pub fn sshd_login() -> Login {
    let (home, folder) = (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
    fs::create_dir(folder.path().join("www")).expect("made");
    let port = free_port();
    let at = |name: &str| home.path().join(name).display().to_string();
    for key in ["host", "own"] {
        let made =
            Command::new("ssh-keygen").args(["-q", "-t", "ed25519", "-N", "", "-f", &at(key)]).status();
        assert!(made.expect("OpenSSH is installed: tests/run does it").success());
    }
    fs::copy(at("own.pub"), at("authorized")).expect("copied");
    let host = fs::read_to_string(at("host.pub")).expect("read");
    fs::write(at("known"), format!("[localhost]:{port} {host}")).expect("written");
    let settings = format!(
        "ListenAddress 127.0.0.1\nPort {port}\nHostKey {}\nAuthorizedKeysFile {}\nPidFile none\nStrictModes no\nUsePAM no\n\
         PasswordAuthentication no\nPermitRootLogin prohibit-password\nSubsystem sftp internal-sftp\n",
        at("host"),
        at("authorized")
    );
    fs::write(at("sshd"), settings).expect("written");
    let client = format!(
        "Host *\n  IdentityFile {}\n  IdentitiesOnly yes\n  UserKnownHostsFile {}\n  GlobalKnownHostsFile none\n  HashKnownHosts no\n",
        at("own"),
        at("known")
    );
    fs::write(at("client"), client).expect("written");
    let file = home.path().join("client");
    let server = started(&["/usr/sbin/sshd"], |sshd| sshd.args(["-D", "-e", "-f", &at("sshd")]), port);
    Login { folder, port, file, _server: Server(server, home) }
}

/// Starts a server, and waits until it answers.
fn started(programs: &[&str], with: impl Fn(&mut Command) -> &mut Command, port: u16) -> Child {
    let start = |program: &&str| {
        let mut command = Command::new(program);
        with(&mut command).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().ok()
    };
    let mut server =
        programs.iter().find_map(start).unwrap_or_else(|| panic!("{programs:?}: tests/run installs it"));
    let begun = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert_eq!(server.try_wait().expect("asked"), None, "{programs:?} ended at once");
        assert!(begun.elapsed() < Duration::from_secs(20), "{programs:?} does not answer");
        thread::sleep(Duration::from_millis(20));
    }
    server
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port()
}

/// A branch of a bare repository.
pub struct Repository {
    home: tempfile::TempDir,
    keeps_history: bool,
}

/// A bare repository; the branch keeps its history or does not.
pub fn repository(keeps_history: bool) -> Repository {
    let home = tempfile::tempdir().expect("a folder");
    assert!(crate::cli::git(home.path(), &["init", "-q", "--bare", "remote.git"]));
    Repository { home, keeps_history }
}

impl Repository {
    /// The folder in which it lies, as `remote.git`.
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    pub fn commits(&self) -> usize {
        let log = Command::new("git")
            .args(["rev-list", "--count", "pages"])
            .current_dir(self.home.path().join("remote.git"))
            .output()
            .expect("git runs");
        String::from_utf8_lossy(&log.stdout).trim().parse().unwrap_or_default()
    }
}

impl World for Repository {
    fn open(&self) -> Box<dyn Target> {
        let branch = Branch::open(self.home.path(), "pages", "./remote.git", "pages", self.keeps_history);
        Box::new(branch.expect("opened"))
    }

    fn files(&self) -> Tree {
        let mut branch = self.open();
        let paths = branch.list("").expect("listed").into_keys();
        let paths: Vec<String> =
            paths.filter(|path| !path.starts_with(".trousseau/") && path != ".nojekyll").collect();
        paths
            .into_iter()
            .map(|path| (path.clone(), branch.read(&path).expect("read").expect("there")))
            .collect()
    }

    fn put(&self, path: &str, text: &str) {
        let mut branch = self.open();
        branch.put(path, text.as_bytes()).expect("written");
        branch.flush().expect("pushed");
    }

    fn has_lock(&self) -> bool {
        false
    }
}
