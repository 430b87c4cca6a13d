//! A Debian package: what is installed where, and what it says of itself.

use super::{
    Made, gzip,
    tar::{Packed, ar, tar},
};

/// The name of the architecture, as Debian has it; none when no package is made for it.
pub fn architecture(target: &str) -> Option<&'static str> {
    if !target.contains("-linux-") {
        return None;
    }
    match target.split('-').next() {
        Some("x86_64") => Some("amd64"),
        Some("aarch64") => Some("arm64"),
        _ => None,
    }
}

/// The bytes of a package of what was made.
pub fn package(made: &Made, architecture: &str) -> Result<Vec<u8>, String> {
    let files = installed(made)?;
    let size: usize = files.iter().map(|file| file.bytes.len().div_ceil(1024)).sum();
    let needs = needs(&made.program);
    let needs = if needs.is_empty() { String::new() } else { format!("Depends: {needs}\n") };
    let control = format!(
        "Package: trousseau\nVersion: {}\nArchitecture: {architecture}\nMaintainer: Trousseau <noreply@invalid>\n\
         Installed-Size: {size}\n{needs}Recommends: git, xdg-utils\nSection: web\nPriority: optional\n\
         Description: guides for households as a website, leaflets and a pilot phase\n \
         Turns a folder of guides into a multilingual accessible website and leaflets to\n \
         print. Its desk is used in the browser; no terminal is needed.\n",
        made.version
    );
    let control = Packed { path: "./control".to_owned(), runs: false, bytes: control.into_bytes() };
    let parts = [
        ("debian-binary", b"2.0\n".to_vec()),
        ("control.tar.gz", gzip(&tar(&[control], made.time)?)?),
        ("data.tar.gz", gzip(&tar(&files, made.time)?)?),
    ];
    Ok(ar(&parts, made.time))
}

/// Where each file goes.
fn installed(made: &Made) -> Result<Vec<Packed>, String> {
    let mut files =
        vec![Packed { path: "./usr/bin/trousseau".to_owned(), runs: true, bytes: made.program.clone() }];
    for (path, bytes) in &made.texts {
        let place = match &**path {
            "completions/trousseau.bash" => "bash-completion/completions/trousseau".to_owned(),
            "completions/_trousseau" => "zsh/vendor-completions/_trousseau".to_owned(),
            "completions/trousseau.fish" => "fish/vendor_completions.d/trousseau.fish".to_owned(),
            "trousseau.desktop" => "applications/trousseau.desktop".to_owned(),
            "trousseau.svg" => "icons/hicolor/scalable/apps/trousseau.svg".to_owned(),
            "LICENSE" => "doc/trousseau/copyright".to_owned(),
            "CHANGELOG.md" => "doc/trousseau/changelog.gz".to_owned(),
            path if path.starts_with("man/") => format!("{path}.gz"),
            path if path.starts_with("docs/") || path.starts_with("licences/") => {
                format!("doc/trousseau/{path}")
            }
            _ => continue,
        };
        let bytes = if place.ends_with(".gz") { gzip(bytes)? } else { bytes.clone() };
        files.push(Packed { path: format!("./usr/share/{place}"), runs: false, bytes });
    }
    Ok(files)
}

/// The libraries that the program asks for; none when it is static.
fn needs(program: &[u8]) -> String {
    let mut all: Vec<String> =
        glibc(program).map(|[major, minor]| format!("libc6 (>= {major}.{minor})")).into_iter().collect();
    if program.windows(13).any(|window| window == b"libgcc_s.so.1") {
        all.push("libgcc-s1".to_owned());
    }
    all.join(", ")
}

/// The newest version of glibc that the program names.
pub fn glibc(program: &[u8]) -> Option<[u32; 2]> {
    let mark = b"GLIBC_";
    let found = program.windows(mark.len()).enumerate().filter(|(_, window)| window == mark);
    let version = found.filter_map(|(at, _)| {
        let rest = &program[at + mark.len()..];
        let end = rest.iter().position(|byte| !byte.is_ascii_digit() && *byte != b'.')?;
        let mut parts = std::str::from_utf8(&rest[..end]).ok()?.split('.').map(str::parse);
        Some([parts.next()?.ok()?, parts.next()?.ok()?])
    });
    version.max()
}

#[cfg(test)]
mod tests {
    use std::{fs, process::Command};

    use super::*;

    fn made() -> Made {
        let texts =
            [("LICENSE", "MIT"), ("man/man1/trousseau.1", ".TH"), ("completions/_trousseau", "#compdef")];
        Made {
            version: "0.1.0".to_owned(),
            target: "x86_64-unknown-linux-gnu".to_owned(),
            time: 86_400,
            program: b"..GLIBC_2.9\0GLIBC_2.34\0GLIBC_2.4\0libgcc_s.so.1\0".to_vec(),
            texts: texts.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).to_vec(),
        }
    }

    #[test]
    fn what_the_program_needs_is_read_from_it() {
        assert_eq!(needs(&made().program), "libc6 (>= 2.34), libgcc-s1");
        assert_eq!(needs(b"static"), "");
        assert_eq!(architecture("aarch64-unknown-linux-musl"), Some("arm64"));
        assert_eq!(architecture("x86_64-pc-windows-msvc"), None);
    }

    /// Debian's own program reads the package; elsewhere there is nobody to ask.
    #[cfg(unix)]
    #[test]
    fn debian_reads_the_package() {
        let one = package(&made(), "amd64").expect("made");
        assert_eq!(one, package(&made(), "amd64").expect("made"), "two runs");
        let file = std::env::temp_dir().join(format!("trousseau-{}.deb", std::process::id()));
        fs::write(&file, one).expect("written");
        let ask = |option: &str| {
            let answer = Command::new("dpkg-deb").arg(option).arg(&file).output().ok()?;
            Some(String::from_utf8_lossy(&answer.stdout).into_owned())
        };
        let (says, holds) = (ask("--field"), ask("--contents"));
        fs::remove_file(&file).expect("removed");
        let (Some(says), Some(holds)) = (says, holds) else { return };
        assert!(says.contains("Package: trousseau") && says.contains("Architecture: amd64"), "{says}");
        for path in
            ["./usr/bin/trousseau", "./usr/share/man/man1/trousseau.1.gz", "vendor-completions/_trousseau"]
        {
            assert!(holds.contains(path), "{holds}");
        }
        assert!(holds.contains("root/root"), "{holds}");
    }
}
