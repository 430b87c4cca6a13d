//! A request, its answer, and who gives it.

use super::upload::Upload;

/// A request that was let in.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// The decoded path, without its first `/`.
    pub path: String,
    /// The pairs behind the `?`.
    pub query: Vec<(String, String)>,
    /// The pairs of a form that was sent; none when nothing was.
    pub form: Option<Vec<(String, String)>>,
    /// The file that was sent with the form.
    pub file: Option<Upload>,
    /// The value of `Sec-Fetch-Dest`: `document`, `iframe`, `image`…
    pub purpose: String,
    /// The etag of the copy that the browser has (`If-None-Match`).
    pub known: Option<String>,
    /// Who asks, when it is somebody with a token of a partner.
    pub guest: Option<Guest>,
}

/// Somebody with a token that is not the editor's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    /// The partner for which they come, whose edition they print; none for the leaflets of the site.
    pub partner: Option<String>,
    /// Whether they come to the desk, where their partner has rights; else they may print, and nothing else.
    pub at_desk: bool,
}

impl Guest {
    /// The partner in whose name they work at the desk.
    pub fn member(&self) -> Option<&str> {
        self.partner.as_deref().filter(|_| self.at_desk)
    }
}

impl Asked {
    /// The first value of this name behind the `?`.
    pub fn query(&self, name: &str) -> Option<&str> {
        find(&self.query, name)
    }

    /// The first value of this name in the form.
    pub fn field(&self, name: &str) -> Option<&str> {
        find(self.form.as_ref()?, name)
    }
}

pub(super) fn find<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs.iter().find(|pair| pair.0 == name).map(|pair| pair.1.as_str())
}

/// An answer.
#[derive(Clone, Debug, Default)]
pub struct Reply {
    /// The status, such as 200.
    pub status: u16,
    /// The media type.
    pub kind: &'static str,
    /// The bytes.
    pub body: Vec<u8>,
    /// The content security policy.
    pub policy: String,
    /// The address to which the browser is redirected.
    pub to: Option<String>,
    /// The etag, if browsers may keep the bytes and ask whether they changed.
    pub etag: Option<String>,
    /// A cookie to be set.
    pub cookie: Option<String>,
    /// The file name for a download, instead of showing the bytes: letters, digits, `-`, `_` and `.`.
    pub keep: Option<String>,
}

/// Answers requests; called from several threads at the same time.
pub trait Answer: Send + Sync + 'static {
    /// The answer to a request.
    fn answer(&self, asked: &Asked) -> Reply;

    /// The answer to a form of our own pages that is not taken, with this status: what was typed is given back. None when
    /// nobody typed it.
    fn returned(&self, asked: &Asked, status: u16) -> Option<Reply>;
}
