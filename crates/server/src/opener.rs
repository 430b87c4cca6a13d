//! Programs that open a file at a place, when somebody follows a link of a diagnostic.

use std::path::Path;

use crate::http::address;
use trousseau_core::messages::Failure;

/// A program that opens files, as an address with `{path}`, `{line}` and `{column}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileOpener(String);

/// Known editors, with their addresses.
const EDITORS: [(&str, &str); 7] = [
    ("vscode", "vscode://file{path}:{line}:{column}"),
    ("vscodium", "vscodium://file{path}:{line}:{column}"),
    ("cursor", "cursor://file{path}:{line}:{column}"),
    ("zed", "zed://file{path}:{line}:{column}"),
    ("idea", "idea://open?file={path}&line={line}&column={column}"),
    ("sublime", "subl://open?url=file://{path}&line={line}&column={column}"),
    ("file", "file://{path}"),
];

impl FileOpener {
    /// The editor of this name, or the one that a custom address opens.
    pub fn find(text: &str) -> anyhow::Result<Self> {
        if let Some((_, known)) = EDITORS.iter().find(|(name, _)| *name == text) {
            return Ok(Self((*known).to_owned()));
        }
        let scheme = text.split_once(':').map_or("", |(scheme, _)| scheme);
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
        let runs =
            ["javascript", "data", "vbscript", "blob"].iter().any(|name| name.eq_ignore_ascii_case(scheme));
        let good = text.contains("{path}")
            && scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.bytes().all(plain)
            && !runs
            && !text.contains(char::is_whitespace);
        if good {
            return Ok(Self(text.to_owned()));
        }
        let names = EDITORS.map(|(name, _)| name).join(", ");
        Err(Failure::new("serve/editor").with("value", text).with("known", names).into())
    }

    /// The address that opens a file.
    pub fn address(&self, file: &Path, line: usize, column: usize) -> String {
        let path = file.display().to_string().replace('\\', "/");
        let slash = if path.starts_with('/') { "" } else { "/" };
        // The `:` of a Windows drive must stay as it is: editors do not decode it.
        let path = format!("{slash}{}", address::encode(&path).replace("%3A", ":"));
        let (line, column) = (line.to_string(), column.to_string());
        self.0.replace("{path}", &path).replace("{line}", &line).replace("{column}", &column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_opens_at_its_place() {
        let address =
            |name: &str, path: &str| FileOpener::find(name).expect("known").address(Path::new(path), 3, 7);
        assert_eq!(address("vscode", "/a b/é.md"), "vscode://file/a%20b/%C3%A9.md:3:7");
        assert_eq!(address("vscode", "C:\\a\\b.md"), "vscode://file/C:/a/b.md:3:7");
        assert_eq!(address("idea", "/a&b.md"), "idea://open?file=/a%26b.md&line=3&column=7");
        assert_eq!(address("mine://x?{path}#{line}", "/a"), "mine://x?/a#3");
    }

    #[test]
    fn an_address_that_runs_something_is_no_editor() {
        for text in [
            "",
            "vim",
            "javascript:alert('{path}')",
            "JavaScript:{path}",
            "data:{path}",
            "a b://{path}",
            "{path}",
        ] {
            assert!(FileOpener::find(text).is_err(), "{text}");
        }
    }
}
