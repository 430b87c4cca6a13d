//! FTP over TLS as a target: what hosts without SSH offer.

use std::{
    collections::BTreeSet,
    fs,
    io::{self, Cursor},
    net::{TcpStream, ToSocketAddrs},
    path::{Path, PathBuf},
    sync::Arc,
    time::Duration,
};

use anyhow::{Context, anyhow};
use rustls::{
    ClientConfig, RootCertStore, SupportedProtocolVersion,
    crypto::ring,
    pki_types::{CertificateDer, pem::PemObject},
    version::{TLS12, TLS13},
};
use suppaftp::{
    FtpError, FtpResult, RustlsConnector, RustlsFtpStream, Status, list::ListParser, types::FileType,
};

use super::{Sizes, Target};
use trousseau_core::{messages::Failure, publication::ROOM};

/// How long a server may take to answer.
const PATIENCE: Duration = Duration::from_secs(60);

/// Whoever logs in, and where.
pub struct Account {
    /// The name of the server.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// The name of the account.
    pub user: String,
    /// Its password, which is in no message.
    pub password: String,
    /// A certificate to trust beside those of the web.
    pub certificate: Option<PathBuf>,
    /// Whether everything is encrypted; it is unless somebody said otherwise.
    pub is_encrypted: bool,
}

/// A server that is spoken to by FTP.
pub struct Ftp {
    account: Account,
    server: RustlsFtpStream,
    /// The folder of the site, from the root of the server.
    base: String,
    /// Folders that were made or seen.
    folders: BTreeSet<String>,
    /// Whether the server lists folders in a form made for programs.
    has_mlsd: bool,
}

impl Ftp {
    /// Connects, logs in and goes to the folder of the site, which must be there.
    pub fn connect(account: Account, path: &str) -> anyhow::Result<Self> {
        let mut server = log_in(&account)?;
        let base = server.cwd(path).and_then(|()| server.pwd());
        let base = base.map_err(anyhow::Error::new);
        let base = base.with_context(|| Failure::new("publish/no-folder").with("path", path))?;
        let has_mlsd = server.feat().is_ok_and(|list| list.keys().any(|name| name.trim() == "MLST"));
        let base = base.trim_end_matches('/').to_owned();
        Ok(Self { account, server, base, folders: BTreeSet::new(), has_mlsd })
    }

    fn at(&self, path: &str) -> String {
        if path.is_empty() { format!("{}/", self.base) } else { format!("{}/{path}", self.base) }
    }

    /// Does something, and once more over a new connection when the old one was lost: cheap hosts cut long ones.
    fn tried<T>(
        &mut self,
        go: impl Fn(&mut RustlsFtpStream) -> FtpResult<T>,
    ) -> anyhow::Result<FtpResult<T>> {
        let first = go(&mut self.server);
        let is_lost = match &first {
            Err(FtpError::ConnectionError(_) | FtpError::SecureError(_) | FtpError::BadResponse) => true,
            Err(FtpError::DataConnectionAlreadyOpen) => true,
            Err(FtpError::UnexpectedResponse(reply)) => reply.status == Status::NotAvailable,
            _ => false,
        };
        if !is_lost {
            return Ok(first);
        }
        self.server = log_in(&self.account).with_context(|| Failure::new("publish/lost"))?;
        match go(&mut self.server) {
            Err(error @ (FtpError::ConnectionError(_) | FtpError::SecureError(_))) => {
                Err(anyhow::Error::new(error).context(Failure::new("publish/lost")))
            }
            other => Ok(other),
        }
    }

    /// The same for what is there or missing: servers have one number for "missing" and "not allowed".
    fn found<T>(
        &mut self,
        key: &'static str,
        path: &str,
        go: impl Fn(&mut RustlsFtpStream) -> FtpResult<T>,
    ) -> anyhow::Result<Option<T>> {
        match self.tried(go)? {
            Ok(value) => Ok(Some(value)),
            Err(FtpError::UnexpectedResponse(reply)) if reply.status == Status::FileUnavailable => Ok(None),
            Err(error) => Err(anyhow::Error::new(error).context(Failure::new(key).with("path", path))),
        }
    }

    fn folders_of(&mut self, path: &str) -> anyhow::Result<()> {
        for (at, _) in path.match_indices('/') {
            let folder = &path[..at];
            if !self.folders.contains(folder) {
                let full = self.at(folder);
                // What is there already is no failure here; what cannot be made fails when the file is written.
                let _ = self.tried(|server| server.mkdir(&full))?;
                self.folders.insert(folder.to_owned());
            }
        }
        Ok(())
    }

    /// The lines of a folder, and whether they are in the form made for programs.
    fn lines(&mut self, folder: &str) -> anyhow::Result<Vec<String>> {
        let (full, has_mlsd, base) = (self.at(folder), self.has_mlsd, self.at(""));
        let lines = self.found("publish/read", folder, |server| {
            // A path behind `LIST -a` would be cut at its first blank.
            server.cwd(&full)?;
            let lines = if has_mlsd { server.mlsd(None) } else { server.list(Some("-a")) };
            server.cwd(&base)?;
            lines
        })?;
        Ok(lines.unwrap_or_default())
    }
}

impl Target for Ftp {
    fn list(&mut self, folder: &str) -> anyhow::Result<Sizes> {
        let mut sizes = Sizes::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for line in self.lines(&folder)? {
                let has_mlsd = self.has_mlsd;
                let parsed = if has_mlsd { entry(&line) } else { unix_entry(&line) };
                let Some((name, size)) = parsed else { continue };
                let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
                match size {
                    Some(size) => drop(sizes.insert(path, size)),
                    None => {
                        self.folders.insert(path.clone());
                        folders.push(path);
                    }
                }
            }
        }
        Ok(sizes)
    }

    fn size(&mut self, path: &str) -> anyhow::Result<Option<u64>> {
        let full = self.at(path);
        let size = self.found("publish/read", path, |server| server.size(&full))?;
        Ok(size.map(|size| size as u64))
    }

    fn read(&mut self, path: &str) -> anyhow::Result<Option<Vec<u8>>> {
        let full = self.at(path);
        let read = self.found("publish/read", path, |server| server.retr_as_buffer(&full))?;
        Ok(read.map(Cursor::into_inner))
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let partial = format!("{ROOM}/partial");
        self.folders_of(&partial)?;
        self.folders_of(path)?;
        let (partial, full) = (self.at(&partial), self.at(path));
        let done = self.tried(|server| {
            server.put_file(&partial, &mut &*bytes)?;
            server.rename(&partial, &full).or_else(|error| match error {
                // Some servers rename to free names alone.
                FtpError::UnexpectedResponse(_) => {
                    let _ = server.rm(&full);
                    server.rename(&partial, &full)
                }
                lost => Err(lost),
            })
        })?;
        done.with_context(|| Failure::new("publish/write").with("path", path))
    }

    fn remove(&mut self, path: &str) -> anyhow::Result<()> {
        let full = self.at(path);
        if self.found("publish/remove", path, |server| server.rm(&full))?.is_none()
            && self.size(path)?.is_some()
        {
            return Err(Failure::new("publish/remove").with("path", path).into());
        }
        for (at, _) in path.rmatch_indices('/') {
            let full = self.at(&path[..at]);
            if self.tried(|server| server.rmdir(&full))?.is_err() {
                break;
            }
            self.folders.remove(&path[..at]);
        }
        Ok(())
    }

    fn claim(&mut self, folder: &str) -> anyhow::Result<bool> {
        self.folders_of(folder)?;
        let full = self.at(folder);
        match self.tried(|server| server.mkdir(&full))? {
            Ok(()) => Ok(true),
            Err(error) => {
                let base = self.at("");
                let is_there =
                    self.tried(|server| server.cwd(&full).and_then(|()| server.cwd(&base)))?.is_ok();
                let failure = || Failure::new("publish/write").with("path", folder);
                if is_there { Ok(false) } else { Err(error).with_context(failure) }
            }
        }
    }

    fn release(&mut self, folder: &str, file: &str) -> anyhow::Result<()> {
        let (full, file) = (self.at(folder), self.at(&format!("{folder}/{file}")));
        self.found("publish/remove", folder, |server| server.rm(&file))?;
        self.found("publish/remove", folder, |server| server.rmdir(&full))?;
        Ok(())
    }
}

/// A line of `MLSD`: a name, and its size unless it is a folder. Nothing for the folder itself and the one above.
fn entry(line: &str) -> Option<(String, Option<u64>)> {
    let (facts, name) = line.split_once(' ')?;
    let mut is_folder = false;
    let mut size = 0;
    for fact in facts.split(';') {
        match fact.split_once('=').map(|(key, value)| (key.to_lowercase(), value.to_lowercase())) {
            Some((key, value)) if key == "type" => match value.as_str() {
                "dir" => is_folder = true,
                "cdir" | "pdir" => return None,
                _ => {}
            },
            Some((key, value)) if key == "size" => size = value.parse().unwrap_or_default(),
            _ => {}
        }
    }
    (!matches!(name, "." | "..")).then(|| (name.to_owned(), (!is_folder).then_some(size)))
}

/// The same of a line of `LIST`, as UNIX writes it.
fn unix_entry(line: &str) -> Option<(String, Option<u64>)> {
    let file = ListParser::parse_posix(line).or_else(|_| ListParser::parse_dos(line)).ok()?;
    let name = file.name().to_owned();
    (!matches!(name.as_str(), "." | ".."))
        .then(|| (name, (!file.is_directory()).then_some(file.size() as u64)))
}

/// A connection in which somebody is logged in.
fn log_in(account: &Account) -> anyhow::Result<RustlsFtpStream> {
    // Data come over connections of their own. Servers want these to belong to the same session, which TLS 1.2 can repeat as
    // often as needed; 1.3 is for servers that have nothing else.
    let first = connected(account, &[&TLS12]);
    let server = match first {
        Err(error) if account.is_encrypted && wants_newer(&error) => connected(account, &[&TLS12, &TLS13]),
        other => other,
    };
    let mut server = server.with_context(|| Failure::new("publish/connect"))?;
    let logged = server.login(&account.user, &account.password);
    logged
        .map_err(anyhow::Error::new)
        .with_context(|| Failure::new("publish/login").with("user", &account.user))?;
    server.transfer_type(FileType::Binary).with_context(|| Failure::new("publish/connect"))?;
    // Names are UTF-8 here; a server that does not know the word takes bytes as they come.
    let _ = server.opts("UTF8", Some("ON"));
    Ok(server)
}

fn wants_newer(error: &anyhow::Error) -> bool {
    let text = format!("{error:#}");
    ["ProtocolVersion", "HandshakeFailure"].iter().any(|alert| text.contains(alert))
}

fn connected(
    account: &Account,
    versions: &[&'static SupportedProtocolVersion],
) -> anyhow::Result<RustlsFtpStream> {
    let stream = dial((account.host.as_str(), account.port))?;
    let mut server = RustlsFtpStream::connect_with_stream(stream)?
        .passive_stream_builder(|address| dial(address).map_err(FtpError::ConnectionError));
    // Many servers stand behind another address than they know of.
    server.set_passive_nat_workaround(true);
    if !account.is_encrypted {
        return Ok(server);
    }
    let config = config(account.certificate.as_deref(), versions)?;
    Ok(server.into_secure(RustlsConnector::from(Arc::new(config)), &account.host)?)
}

fn config(
    certificate: Option<&Path>,
    versions: &[&'static SupportedProtocolVersion],
) -> anyhow::Result<ClientConfig> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    if let Some(path) = certificate {
        let failure = || Failure::new("publish/certificate").with("path", path.display());
        let bytes = fs::read(path).with_context(failure)?;
        for certificate in CertificateDer::pem_slice_iter(&bytes) {
            roots
                .add(certificate.map_err(|error| anyhow!("{error}")).with_context(failure)?)
                .with_context(failure)?;
        }
    }
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_protocol_versions(versions)?;
    Ok(builder.with_root_certificates(roots).with_no_client_auth())
}

/// Connects to the first address that answers.
fn dial(address: impl ToSocketAddrs) -> io::Result<TcpStream> {
    let mut last = io::Error::from(io::ErrorKind::NotFound);
    for address in address.to_socket_addrs()? {
        match TcpStream::connect_timeout(&address, PATIENCE) {
            Ok(stream) => {
                stream.set_read_timeout(Some(PATIENCE))?;
                stream.set_write_timeout(Some(PATIENCE))?;
                return Ok(stream);
            }
            Err(error) => last = error,
        }
    }
    Err(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_servers_are_understood() {
        let line = "type=file;size=12;modify=20261129192300; a b  c;d.html";
        assert_eq!(entry(line), Some(("a b  c;d.html".into(), Some(12))));
        assert_eq!(entry("Type=dir;Modify=20261129192300; fr"), Some(("fr".into(), None)));
        assert_eq!(entry("type=cdir;modify=20261129192300; /www"), None);
        let file = "-rw-r--r--    1 0        0            1234 Nov 29 19:23 a b.html";
        assert_eq!(unix_entry(file), Some(("a b.html".into(), Some(1234))));
        assert_eq!(unix_entry("drwxr-xr-x    2 0        0            4096 Nov 29 19:23 .."), None);
        assert_eq!(
            unix_entry("drwxr-xr-x    2 0        0            4096 Nov 29 19:23 fr"),
            Some(("fr".into(), None))
        );
    }
}
