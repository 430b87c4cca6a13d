//! The packets of SFTP, version 3, over the pipes of a program: what is written to it and what comes back.

use std::{
    io::{self, Read, Write},
    process::{ChildStdin, ChildStdout},
};

/// The largest packet that is read: servers send at most some 256 KiB.
const MOST_BYTES: u32 = 1 << 20;

/// What a request begins with.
pub mod ask {
    pub const INIT: u8 = 1;
    pub const OPEN: u8 = 3;
    pub const CLOSE: u8 = 4;
    pub const READ: u8 = 5;
    pub const WRITE: u8 = 6;
    pub const OPENDIR: u8 = 11;
    pub const READDIR: u8 = 12;
    pub const REMOVE: u8 = 13;
    pub const MKDIR: u8 = 14;
    pub const RMDIR: u8 = 15;
    pub const REALPATH: u8 = 16;
    pub const STAT: u8 = 17;
    pub const RENAME: u8 = 18;
    pub const EXTENDED: u8 = 200;
}

const VERSION: u8 = 2;
const STATUS: u8 = 101;
const HANDLE: u8 = 102;
const DATA: u8 = 103;
const NAME: u8 = 104;
const ATTRS: u8 = 105;

/// The codes of a status.
pub const END: u32 = 1;
/// Nothing has this name.
pub const MISSING: u32 = 2;

/// What a server answers.
#[derive(Debug)]
pub enum Reply {
    /// How it went: a code and the server's words.
    Status(u32, String),
    /// What stands for an open file.
    Handle(Vec<u8>),
    /// Bytes of a file.
    Data(Vec<u8>),
    /// Names of a folder.
    Names(Vec<(String, Attributes)>),
    /// What a file is.
    Attributes(Attributes),
}

/// What is known of a file.
#[derive(Clone, Copy, Debug, Default)]
pub struct Attributes {
    /// How many bytes it has.
    pub size: u64,
    /// Its kind and its permissions, as UNIX has them; 0 when the server does not say.
    pub mode: u32,
}

impl Attributes {
    /// Whether it is a folder.
    pub fn is_folder(self) -> bool {
        self.mode & 0o170_000 == 0o040_000
    }

    /// Whether it is a link.
    pub fn is_link(self) -> bool {
        self.mode & 0o170_000 == 0o120_000
    }
}

/// A connection.
#[derive(Debug)]
pub struct Wire {
    input: ChildStdin,
    output: ChildStdout,
    next: u32,
}

/// A part of a request.
pub enum Part<'a> {
    /// A number.
    Number(u32),
    /// A long number.
    Long(u64),
    /// Bytes with their length before them.
    Bytes(&'a [u8]),
}

impl Wire {
    /// Says hello; gives the names of what the server can do beyond the standard.
    pub fn begin(input: ChildStdin, output: ChildStdout) -> io::Result<(Self, Vec<String>)> {
        let mut wire = Self { input, output, next: 0 };
        wire.input.write_all(&[0, 0, 0, 5, ask::INIT, 0, 0, 0, 3])?;
        wire.input.flush()?;
        let packet = wire.packet()?;
        let mut packet = Packet(&packet);
        if packet.byte()? != VERSION {
            return Err(odd());
        }
        packet.number()?;
        let mut more = Vec::new();
        while !packet.0.is_empty() {
            more.push(String::from_utf8_lossy(packet.bytes()?).into_owned());
            packet.bytes()?;
        }
        Ok((wire, more))
    }

    /// Sends a request without waiting for its answer.
    pub fn send(&mut self, kind: u8, parts: &[Part]) -> io::Result<()> {
        let mut body = vec![kind];
        body.extend(self.next.to_be_bytes());
        self.next = self.next.wrapping_add(1);
        for part in parts {
            match part {
                Part::Number(number) => body.extend(number.to_be_bytes()),
                Part::Long(number) => body.extend(number.to_be_bytes()),
                Part::Bytes(bytes) => {
                    body.extend(u32::try_from(bytes.len()).map_err(|_| odd())?.to_be_bytes());
                    body.extend(*bytes);
                }
            }
        }
        let length = u32::try_from(body.len()).map_err(|_| odd())?;
        self.input.write_all(&length.to_be_bytes())?;
        self.input.write_all(&body)?;
        self.input.flush()
    }

    /// The next answer. A server answers in the order in which it was asked, as OpenSSH does.
    pub fn reply(&mut self) -> io::Result<Reply> {
        let packet = self.packet()?;
        let mut packet = Packet(&packet);
        let kind = packet.byte()?;
        packet.number()?;
        Ok(match kind {
            STATUS => {
                let code = packet.number()?;
                Reply::Status(code, String::from_utf8_lossy(packet.bytes().unwrap_or_default()).into_owned())
            }
            HANDLE => Reply::Handle(packet.bytes()?.to_vec()),
            DATA => Reply::Data(packet.bytes()?.to_vec()),
            NAME => {
                let mut names = Vec::new();
                for _ in 0..packet.number()? {
                    let name = String::from_utf8_lossy(packet.bytes()?).into_owned();
                    packet.bytes()?;
                    names.push((name, packet.attributes()?));
                }
                Reply::Names(names)
            }
            ATTRS => Reply::Attributes(packet.attributes()?),
            _ => return Err(odd()),
        })
    }

    fn packet(&mut self) -> io::Result<Vec<u8>> {
        let mut length = [0; 4];
        self.output.read_exact(&mut length)?;
        let length = u32::from_be_bytes(length);
        if length > MOST_BYTES {
            return Err(odd());
        }
        let mut packet = vec![0; length as usize];
        self.output.read_exact(&mut packet)?;
        Ok(packet)
    }
}

/// What is left of a packet.
struct Packet<'a>(&'a [u8]);

impl<'a> Packet<'a> {
    fn take(&mut self, count: usize) -> io::Result<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or_else(odd)?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> io::Result<u8> {
        self.take(1)?.first().copied().ok_or_else(odd)
    }

    fn number(&mut self) -> io::Result<u32> {
        Ok(u32::from_be_bytes(self.take(4)?.try_into().map_err(|_| odd())?))
    }

    fn long(&mut self) -> io::Result<u64> {
        Ok(u64::from_be_bytes(self.take(8)?.try_into().map_err(|_| odd())?))
    }

    fn bytes(&mut self) -> io::Result<&'a [u8]> {
        let length = self.number()? as usize;
        self.take(length)
    }

    fn attributes(&mut self) -> io::Result<Attributes> {
        let flags = self.number()?;
        let mut attributes = Attributes::default();
        if flags & 1 != 0 {
            attributes.size = self.long()?;
        }
        if flags & 2 != 0 {
            self.take(8)?;
        }
        if flags & 4 != 0 {
            attributes.mode = self.number()?;
        }
        if flags & 8 != 0 {
            self.take(8)?;
        }
        if flags & 0x8000_0000 != 0 {
            for _ in 0..self.number()? {
                self.bytes()?;
                self.bytes()?;
            }
        }
        Ok(attributes)
    }
}

fn odd() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "no answer of an SFTP server")
}
