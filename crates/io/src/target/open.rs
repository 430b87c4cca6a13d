//! Opens a target as `toolkit.yaml` describes it.

use std::{
    env,
    path::{Path, PathBuf},
};

use super::{Account, Branch, Folder, Ftp, Place, Sftp, Target, password};
use trousseau_core::{
    messages::Failure,
    toolkit::{self, TargetKind},
};

/// Opens a target: connects, and makes sure that it is there.
pub fn open(place: Place, target: &toolkit::Target) -> anyhow::Result<Box<dyn Target>> {
    let said = |field: &Option<_>| {
        field.as_ref().map(|field: &trousseau_core::yaml::Placed<String>| field.value.clone())
    };
    let (address, path) = (said(&target.address).unwrap_or_default(), said(&target.path).unwrap_or_default());
    Ok(match *target.kind {
        TargetKind::Folder => {
            let folder = place.root.join(home(&path));
            guard(place, &folder)?;
            Box::new(Folder::open(&folder)?)
        }
        TargetKind::Sftp => {
            let port = target.port.as_ref().map(|port| port.value);
            Box::new(Sftp::connect(&address, port, said(&target.user).as_deref(), &path)?)
        }
        TargetKind::Ftps => {
            let file = said(&target.password_file).map(|file| place.root.join(home(&file)));
            let account = Account {
                host: address,
                port: target.port.as_ref().map_or(21, |port| port.value),
                user: said(&target.user).unwrap_or_default(),
                password: password(place.root, place.name, file.as_deref())?,
                certificate: said(&target.certificate).map(|file| place.root.join(home(&file))),
                is_encrypted: !target.unencrypted.as_ref().is_some_and(|word| word.value),
            };
            Box::new(Ftp::connect(account, &path)?)
        }
        TargetKind::Git => {
            let branch = said(&target.branch).unwrap_or_else(|| "pages".to_owned());
            let keeps = target.history.as_ref().is_none_or(|word| word.value);
            Box::new(Branch::open(place.root, place.name, &address, &branch, keeps)?)
        }
    })
}

/// Refuses a folder that the toolkit itself is made of or that a build writes to.
fn guard(place: Place, folder: &Path) -> anyhow::Result<()> {
    let full = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let (folder, root, out) = (full(folder), full(place.root), full(place.out));
    let sources = ["content", "themes"].map(|name| full(&root.join(name)));
    if root.starts_with(&folder)
        || folder.starts_with(&out)
        || sources.iter().any(|own| folder.starts_with(own))
    {
        return Err(Failure::new("publish/own-folder").with("path", folder.display()).into());
    }
    Ok(())
}

/// A path in which `~/` stands for the folder of whoever runs the program.
fn home(path: &str) -> PathBuf {
    let folder = || env::var_os("HOME").or_else(|| env::var_os("USERPROFILE"));
    match path.strip_prefix("~/").and_then(|rest| Some(Path::new(&folder()?).join(rest))) {
        Some(path) => path,
        None => path.into(),
    }
}
