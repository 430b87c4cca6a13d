//! SFTP as a target: the user's own `ssh` carries the packets, so keys, known hosts and `~/.ssh/config` hold as they are set up.

use std::{
    collections::BTreeSet,
    io::{self, Read},
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex, PoisonError},
    thread,
};

use anyhow::{Context, anyhow};

use super::{
    Sizes, Target,
    wire::{self, Part, Reply, Wire, ask},
};
use trousseau_core::{messages::Failure, publication::ROOM};

/// How many bytes travel in one packet: every server takes as many.
const PIECE: usize = 32 << 10;

/// How many packets are on their way at once.
const AT_ONCE: usize = 32;

/// To create, to write, and to cut what was there.
const TO_WRITE: u32 = 0x02 | 0x08 | 0x10;

/// A server that is spoken to over SSH.
#[derive(Debug)]
pub struct Sftp {
    wire: Wire,
    /// The folder of the site, from the root of the server.
    base: String,
    /// What the server can do beyond the standard.
    more: Vec<String>,
    /// Folders that were made or seen.
    folders: BTreeSet<String>,
    /// What `ssh` says, which tells why it ended.
    said: Arc<Mutex<String>>,
    child: Child,
}

impl Sftp {
    /// Connects as the user's `ssh` does. Nobody is asked anything: a host that is not known and a key with a passphrase that no
    /// agent holds are failures.
    pub fn connect(host: &str, port: Option<u16>, user: Option<&str>, path: &str) -> anyhow::Result<Self> {
        let mut ssh = Command::new("ssh");
        ssh.args(["-oBatchMode=yes", "-oConnectTimeout=30", "-oServerAliveInterval=15", "-oForwardAgent=no"]);
        ssh.args(["-oForwardX11=no", "-oClearAllForwardings=yes", "-oPermitLocalCommand=no"]);
        if let Some(port) = port {
            ssh.arg(format!("-oPort={port}"));
        }
        if let Some(user) = user {
            ssh.arg(format!("-oUser={user}"));
        }
        ssh.args(["-s", "--", host, "sftp"]);
        Self::over(ssh, path)
    }

    /// The same over any program that speaks SFTP on its pipes.
    pub fn over(mut command: Command, path: &str) -> anyhow::Result<Self> {
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().with_context(|| Failure::new("publish/no-ssh"))?;
        let said = Arc::new(Mutex::new(String::new()));
        let (input, output) = (child.stdin.take().expect("piped"), child.stdout.take().expect("piped"));
        let mut errors = child.stderr.take().expect("piped");
        let heard = said.clone();
        let listener = thread::spawn(move || {
            let mut bytes = [0; 1024];
            while let Ok(count @ 1..) = errors.read(&mut bytes) {
                let text = String::from_utf8_lossy(&bytes[..count]).into_owned();
                heard.lock().unwrap_or_else(PoisonError::into_inner).push_str(&text);
            }
        });
        let begun = Wire::begin(input, output);
        let Ok((wire, more)) = begun else {
            let _ = child.kill();
            let _ = child.wait();
            let _ = listener.join();
            let said = said.lock().unwrap_or_else(PoisonError::into_inner);
            let last = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("ssh");
            return Err(anyhow!("{}", last.trim().to_owned()).context(Failure::new("publish/connect")));
        };
        let mut sftp = Self { wire, base: String::new(), more, folders: BTreeSet::new(), said, child };
        sftp.base = sftp.real(path)?;
        Ok(sftp)
    }

    /// The full path of the folder of the site, which must be there.
    fn real(&mut self, path: &str) -> anyhow::Result<String> {
        let missing = || Failure::new("publish/no-folder").with("path", path);
        match self.ask(ask::REALPATH, &[Part::Bytes(path.as_bytes())])? {
            Reply::Names(names) if !names.is_empty() => {
                let real = names.into_iter().next().map(|(name, _)| name).unwrap_or_default();
                let real = real.trim_end_matches('/').to_owned();
                match self.ask(ask::STAT, &[Part::Bytes(format!("{real}/").as_bytes())])? {
                    Reply::Attributes(found) if found.is_folder() => Ok(real),
                    _ => Err(missing().into()),
                }
            }
            _ => Err(missing().into()),
        }
    }

    fn at(&self, path: &str) -> String {
        if path.is_empty() { format!("{}/", self.base) } else { format!("{}/{path}", self.base) }
    }

    fn ask(&mut self, kind: u8, parts: &[Part]) -> anyhow::Result<Reply> {
        self.wire.send(kind, parts).map_err(|error| self.lost(error))?;
        self.reply()
    }

    fn reply(&mut self) -> anyhow::Result<Reply> {
        self.wire.reply().map_err(|error| self.lost(error))
    }

    /// The connection is gone; `ssh` may have said why.
    fn lost(&self, error: io::Error) -> anyhow::Error {
        let said = self.said.lock().unwrap_or_else(PoisonError::into_inner);
        let last = said.lines().rev().find(|line| !line.trim().is_empty()).map(|line| line.trim().to_owned());
        let cause = last.map_or_else(|| error.into(), |line| anyhow!("{line}"));
        cause.context(Failure::new("publish/lost"))
    }

    /// Asks for something that is done or not; true when what it is about is there.
    fn done(&mut self, key: &'static str, path: &str, kind: u8, parts: &[Part]) -> anyhow::Result<bool> {
        let reply = self.ask(kind, parts)?;
        done(key, path, reply)
    }

    fn open(&mut self, key: &'static str, path: &str, flags: u32) -> anyhow::Result<Option<Vec<u8>>> {
        let full = self.at(path);
        match self.ask(ask::OPEN, &[Part::Bytes(full.as_bytes()), Part::Number(flags), Part::Number(0)])? {
            Reply::Handle(handle) => Ok(Some(handle)),
            other => done(key, path, other).map(|_| None),
        }
    }

    fn write(&mut self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        const KEY: &str = "publish/write";
        let handle = self.open(KEY, path, TO_WRITE)?.ok_or_else(|| refused(KEY, path, "no such file"))?;
        let mut waiting = 0;
        let mut fault = None;
        for (number, piece) in bytes.chunks(PIECE).enumerate() {
            let parts = [Part::Bytes(&handle), Part::Long((number * PIECE) as u64), Part::Bytes(piece)];
            self.wire.send(ask::WRITE, &parts).map_err(|error| self.lost(error))?;
            waiting += 1;
            if waiting == AT_ONCE {
                let reply = self.reply()?;
                fault = fault.or(done(KEY, path, reply).err());
                waiting -= 1;
            }
        }
        for _ in 0..waiting {
            let reply = self.reply()?;
            fault = fault.or(done(KEY, path, reply).err());
        }
        self.done(KEY, path, ask::CLOSE, &[Part::Bytes(&handle)])?;
        fault.map_or(Ok(()), Err)
    }

    /// Renames over what may be there: at once where the server can, else with a moment between.
    fn rename(&mut self, from: &str, to: &str) -> anyhow::Result<()> {
        const KEY: &str = "publish/write";
        let (old, new) = (self.at(from), self.at(to));
        let names = [Part::Bytes(old.as_bytes()), Part::Bytes(new.as_bytes())];
        if self.more.iter().any(|name| name == "posix-rename@openssh.com") {
            let [old, new] = names;
            let parts = [Part::Bytes(b"posix-rename@openssh.com"), old, new];
            let is_done = self.done(KEY, to, ask::EXTENDED, &parts)?;
            return if is_done { Ok(()) } else { Err(refused(KEY, to, "no such file")) };
        }
        let reply = self.ask(ask::RENAME, &names)?;
        if !matches!(done(KEY, to, reply), Ok(true)) {
            // Not `remove`, which takes the folder away when this is its last file.
            let full = self.at(to);
            self.done(KEY, to, ask::REMOVE, &[Part::Bytes(full.as_bytes())])?;
            if !self.done(KEY, to, ask::RENAME, &names)? {
                return Err(refused(KEY, to, "no such file"));
            }
        }
        Ok(())
    }

    /// Makes the folders above a path.
    fn folders_of(&mut self, path: &str) -> anyhow::Result<()> {
        for (at, _) in path.match_indices('/') {
            let folder = &path[..at];
            if self.folders.contains(folder) {
                continue;
            }
            let full = self.at(folder);
            // What is there already is no failure here; what is no folder fails when the file is written.
            self.ask(ask::MKDIR, &[Part::Bytes(full.as_bytes()), Part::Number(0)])?;
            self.folders.insert(folder.to_owned());
        }
        Ok(())
    }

    /// What lies in one folder; nothing when it is missing.
    fn names(&mut self, folder: &str) -> anyhow::Result<Vec<(String, wire::Attributes)>> {
        const KEY: &str = "publish/read";
        let full = self.at(folder);
        let handle = match self.ask(ask::OPENDIR, &[Part::Bytes(full.as_bytes())])? {
            Reply::Handle(handle) => handle,
            other => return done(KEY, folder, other).map(|_| Vec::new()),
        };
        let mut names = Vec::new();
        loop {
            match self.ask(ask::READDIR, &[Part::Bytes(&handle)])? {
                Reply::Names(mut more) if !more.is_empty() => names.append(&mut more),
                Reply::Status(wire::END, _) => break,
                // A list that was cut would pass for one in which files are missing.
                other => {
                    return Err(done(KEY, folder, other)
                        .err()
                        .unwrap_or_else(|| refused(KEY, folder, "SFTP")));
                }
            }
        }
        self.done(KEY, folder, ask::CLOSE, &[Part::Bytes(&handle)])?;
        Ok(names)
    }
}

impl Drop for Sftp {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Target for Sftp {
    fn list(&mut self, folder: &str) -> anyhow::Result<Sizes> {
        let mut sizes = Sizes::new();
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            for (name, mut found) in self.names(&folder)? {
                if name == "." || name == ".." {
                    continue;
                }
                let path = if folder.is_empty() { name } else { format!("{folder}/{name}") };
                if found.is_link() {
                    let full = self.at(&path);
                    let Reply::Attributes(target) = self.ask(ask::STAT, &[Part::Bytes(full.as_bytes())])?
                    else {
                        continue;
                    };
                    // A folder behind a link may lead round in a circle.
                    if target.is_folder() {
                        continue;
                    }
                    found = target;
                }
                if found.is_folder() {
                    self.folders.insert(path.clone());
                    folders.push(path);
                } else {
                    sizes.insert(path, found.size);
                }
            }
        }
        Ok(sizes)
    }

    fn size(&mut self, path: &str) -> anyhow::Result<Option<u64>> {
        let full = self.at(path);
        match self.ask(ask::STAT, &[Part::Bytes(full.as_bytes())])? {
            Reply::Attributes(found) => Ok((!found.is_folder()).then_some(found.size)),
            other => done("publish/read", path, other).map(|_| None),
        }
    }

    fn read(&mut self, path: &str) -> anyhow::Result<Option<Vec<u8>>> {
        const KEY: &str = "publish/read";
        let Some(handle) = self.open(KEY, path, 1)? else { return Ok(None) };
        let mut bytes = Vec::new();
        loop {
            let place = Part::Long(bytes.len() as u64);
            let piece = u32::try_from(PIECE).unwrap_or(u32::MAX);
            match self.ask(ask::READ, &[Part::Bytes(&handle), place, Part::Number(piece)])? {
                Reply::Data(piece) if !piece.is_empty() => bytes.extend(piece),
                Reply::Status(wire::END, _) => break,
                other => {
                    done(KEY, path, other)?;
                    break;
                }
            }
        }
        self.done(KEY, path, ask::CLOSE, &[Part::Bytes(&handle)])?;
        Ok(Some(bytes))
    }

    fn put(&mut self, path: &str, bytes: &[u8]) -> anyhow::Result<()> {
        let partial = format!("{ROOM}/partial");
        self.folders_of(&partial)?;
        self.folders_of(path)?;
        self.write(&partial, bytes)?;
        self.rename(&partial, path)
    }

    fn remove(&mut self, path: &str) -> anyhow::Result<()> {
        let full = self.at(path);
        self.done("publish/remove", path, ask::REMOVE, &[Part::Bytes(full.as_bytes())])?;
        // Folders that are empty now go with their last file; a server refuses to take away one that is not.
        for (at, _) in path.rmatch_indices('/') {
            let full = self.at(&path[..at]);
            match self.ask(ask::RMDIR, &[Part::Bytes(full.as_bytes())])? {
                Reply::Status(0, _) => self.folders.remove(&path[..at]),
                _ => break,
            };
        }
        Ok(())
    }

    fn claim(&mut self, folder: &str) -> anyhow::Result<bool> {
        self.folders_of(folder)?;
        let full = self.at(folder);
        let reply = self.ask(ask::MKDIR, &[Part::Bytes(full.as_bytes()), Part::Number(0)])?;
        match done("publish/write", folder, reply) {
            Ok(true) => Ok(true),
            // A server says "failure" of a folder that is there.
            result => match self.ask(ask::STAT, &[Part::Bytes(full.as_bytes())])? {
                Reply::Attributes(_) => Ok(false),
                _ => result,
            },
        }
    }

    fn release(&mut self, folder: &str, file: &str) -> anyhow::Result<()> {
        let (folder, file) = (self.at(folder), self.at(&format!("{folder}/{file}")));
        self.done("publish/remove", &file, ask::REMOVE, &[Part::Bytes(file.as_bytes())])?;
        self.done("publish/remove", &folder, ask::RMDIR, &[Part::Bytes(folder.as_bytes())])?;
        Ok(())
    }
}

/// Whether it was done; false when there is nothing of that name.
fn done(key: &'static str, path: &str, reply: Reply) -> anyhow::Result<bool> {
    match reply {
        Reply::Status(0, _) => Ok(true),
        Reply::Status(wire::MISSING, _) => Ok(false),
        Reply::Status(code, words) if words.is_empty() => Err(refused(key, path, &format!("SFTP {code}"))),
        Reply::Status(_, words) => Err(refused(key, path, &words)),
        _ => Err(refused(key, path, "SFTP")),
    }
}

fn refused(key: &'static str, path: &str, words: &str) -> anyhow::Error {
    anyhow!("{}", words.to_owned()).context(Failure::new(key).with("path", path))
}
