//! The password of a target: from the environment, or from a file that only its owner can read. It is never shown.

use std::{env, fs, path::Path};

use anyhow::Context;

use trousseau_core::messages::Failure;

/// A password is short: a larger file is another one.
const MOST_BYTES: u64 = 4096;

/// The password of the target `name`: in `TROUSSEAU_PASSWORD_NAME`, in `TROUSSEAU_PASSWORD`, or in a file outside the toolkit.
pub fn password(root: &Path, name: &str, file: Option<&Path>) -> anyhow::Result<String> {
    let own = format!("TROUSSEAU_PASSWORD_{}", name.to_uppercase().replace('-', "_"));
    let from = |name: &str| env::var(name).ok().filter(|value| !value.is_empty());
    if let Some(password) = from(&own).or_else(|| from("TROUSSEAU_PASSWORD")) {
        return Ok(password);
    }
    let Some(file) = file else {
        return Err(Failure::new("publish/no-password").with("target", name).with("variable", own).into());
    };
    read(root, file)
}

fn read(root: &Path, file: &Path) -> anyhow::Result<String> {
    let failure = |key| Failure::new(key).with("path", file.display());
    let real = file.canonicalize().with_context(|| failure("publish/password-file"))?;
    let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
    if real.starts_with(&root) {
        return Err(failure("publish/password-inside").into());
    }
    let data = fs::metadata(&real).with_context(|| failure("publish/password-file"))?;
    if !is_private(&data) {
        return Err(failure("publish/password-open").into());
    }
    if !data.is_file() || data.len() > MOST_BYTES {
        return Err(failure("publish/password-file").into());
    }
    let text = fs::read_to_string(&real).with_context(|| failure("publish/password-file"))?;
    match text.lines().next().filter(|line| !line.is_empty()) {
        Some(line) => Ok(line.to_owned()),
        None => Err(failure("publish/password-file").into()),
    }
}

#[cfg(unix)]
fn is_private(data: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    data.permissions().mode() & 0o077 == 0
}

/// Other systems keep the files of a person in folders that others cannot open.
#[cfg(not(unix))]
fn is_private(_: &fs::Metadata) -> bool {
    true
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_password_lies_outside_and_only_its_owner_reads_it() {
        let (root, outside) =
            (tempfile::tempdir().expect("a folder"), tempfile::tempdir().expect("a folder"));
        let key = |file: &Path| {
            let error = password(root.path(), "unset-here", Some(file)).expect_err("refused");
            error.downcast_ref::<Failure>().expect("a failure").key
        };
        let write = |path: &Path, mode| {
            fs::write(path, "s3cret é\n").expect("written");
            fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
        };
        let (inside, open, good) =
            (root.path().join("p"), outside.path().join("open"), outside.path().join("good"));
        write(&inside, 0o600);
        write(&open, 0o640);
        write(&good, 0o600);
        assert_eq!(key(&inside), "publish/password-inside");
        assert_eq!(key(&open), "publish/password-open");
        assert_eq!(key(&outside.path().join("none")), "publish/password-file");
        assert_eq!(password(root.path(), "unset-here", Some(&good)).expect("read"), "s3cret é");
        assert!(password(root.path(), "unset-here", None).is_err());
    }
}
