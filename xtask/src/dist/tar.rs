//! Archives in the formats `tar` and `ar`, with nothing in them of who made them: the same files give the same bytes.

use std::collections::BTreeSet;

/// A file of an archive.
#[derive(Clone, Debug)]
pub struct Packed {
    /// The path in the archive.
    pub path: String,
    /// Whether it can be run.
    pub runs: bool,
    pub bytes: Vec<u8>,
}

/// Where the sum of a header stands in it.
const SUM: usize = 148;

/// The files as an archive in the format `ustar`, owned by root, each with this time; the folders that they need come before them.
pub fn tar(files: &[Packed], time: u64) -> Result<Vec<u8>, String> {
    let mut files: Vec<&Packed> = files.iter().collect();
    files.sort_by(|a, b| a.path.cmp(&b.path));
    let (mut out, mut folders) = (Vec::new(), BTreeSet::new());
    for file in files {
        for (at, _) in file.path.match_indices('/') {
            if folders.insert(file.path[..at].to_owned()) {
                out.extend(header(&file.path[..=at], 0o755, 0, time)?);
            }
        }
        let mode = if file.runs { 0o755 } else { 0o644 };
        out.extend(header(&file.path, mode, file.bytes.len(), time)?);
        out.extend(&file.bytes);
        out.resize(out.len().next_multiple_of(512), 0);
    }
    // Two empty blocks end the archive.
    out.resize(out.len() + 1024, 0);
    Ok(out)
}

/// The header of a file, or of a folder when its path ends with `/`.
fn header(path: &str, mode: u32, size: usize, time: u64) -> Result<[u8; 512], String> {
    let (before, name) = match path.len() {
        0..=100 => ("", path),
        // The last part is no more than 100 bytes, and what is before it no more than 155.
        _ => path
            .match_indices('/')
            .map(|(at, _)| (&path[..at], &path[at + 1..]))
            .find(|(_, name)| name.len() <= 100)
            .unwrap_or((path, "")),
    };
    if name.is_empty() || before.len() > 155 {
        return Err(format!("{path}: too long for an archive"));
    }
    let mut block = [0; 512];
    let mut put = |at: usize, text: &str| block[at..at + text.len()].copy_from_slice(text.as_bytes());
    put(0, name);
    put(100, &format!("{mode:07o}"));
    put(108, &format!("{:07o}", 0));
    put(116, &format!("{:07o}", 0));
    put(124, &format!("{size:011o}"));
    put(136, &format!("{time:011o}"));
    put(SUM, "        ");
    put(156, if path.ends_with('/') { "5" } else { "0" });
    put(257, "ustar\x0000");
    put(265, "root");
    put(297, "root");
    put(345, before);
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[SUM..SUM + 7].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    Ok(block)
}

/// Parts with their names as an archive in the format `ar`, of which a Debian package is made.
pub fn ar(parts: &[(&str, Vec<u8>)], time: u64) -> Vec<u8> {
    let mut out = b"!<arch>\n".to_vec();
    for (name, bytes) in parts {
        let (owner, mode, size) = (0, "100644", bytes.len());
        out.extend(format!("{name:<16}{time:<12}{owner:<6}{owner:<6}{mode:<8}{size:<10}`\n").as_bytes());
        out.extend(bytes);
        if size % 2 == 1 {
            out.push(b'\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use std::{fs, process::Command};

    use super::*;

    fn packed(path: &str, runs: bool) -> Packed {
        Packed { path: path.to_owned(), runs, bytes: path.as_bytes().to_vec() }
    }

    #[test]
    fn the_same_files_in_any_order_give_the_same_bytes() {
        let (one, other) = (packed("a/b/c", false), packed("a/run", true));
        let made = tar(&[one.clone(), other.clone()], 7).expect("made");
        assert_eq!(made, tar(&[other, one], 7).expect("made"));
        // Two folders, two files of one block each, and the end.
        assert_eq!(made.len(), 512 * (2 + 2 * 2 + 2));
        assert!(tar(&[packed(&"x".repeat(101), false)], 0).is_err());
    }

    /// Programs that everybody has read it: what they say is compared, so that no rule of the format is only believed.
    #[cfg(unix)]
    #[test]
    fn other_programs_read_the_archive() {
        let folder = std::env::temp_dir().join(format!("trousseau-tar-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let long = format!("{}/{}", "d".repeat(90), "f".repeat(60));
        let files = [packed("bin/run", true), packed(&long, false)];
        fs::write(folder.join("a.tar"), tar(&files, 86_400).expect("made")).expect("written");
        let listed =
            Command::new("tar").args(["-tvf", "a.tar"]).env("TZ", "UTC").current_dir(&folder).output();
        let text = String::from_utf8_lossy(&listed.expect("tar runs").stdout).into_owned();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines.len(), 4, "{text}");
        assert!(
            lines[1].starts_with("-rwxr-xr-x") && lines[1].contains("1970") | lines[1].contains("Jan"),
            "{text}"
        );
        assert!(lines[1].ends_with("bin/run") && lines[3].ends_with(&long), "{text}");
        fs::remove_dir_all(&folder).expect("removed");
    }
}
