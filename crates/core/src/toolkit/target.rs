//! Where the site is published: the targets of `publish:` in `toolkit.yaml`. Secrets never stand there.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, de::IgnoredAny};
use strum::{Display, IntoStaticStr};

use super::PATH;
use crate::{
    diagnostic::{Diagnostic, Place, Rule, rule},
    yaml::Placed,
};
use trousseau_text::slug;

/// The targets by their names.
pub type Targets = BTreeMap<String, Target>;

/// How the files travel to a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, Display, IntoStaticStr)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "lowercase")]
pub enum TargetKind {
    /// A folder of this computer or of a network disk.
    Folder,
    /// SSH, with the keys and the known hosts of OpenSSH.
    Sftp,
    /// FTP over TLS.
    Ftps,
    /// A branch of a git repository, as Pages of GitLab, Forgejo and GitHub read it.
    Git,
}

/// A place where the site is published.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Target {
    /// How the files travel: `folder`, `sftp`, `ftps` or `git`.
    pub kind: Placed<TargetKind>,
    /// The name of the server; for `git` the address of the repository, or the name of a remote of this one (`origin`).
    pub address: Option<Placed<String>>,
    /// The folder that holds the site: on the server, or on this computer.
    pub path: Option<Placed<String>>,
    /// The name of the account on the server. Never the password.
    pub user: Option<Placed<String>>,
    /// The port of the server, where it is not the usual one.
    pub port: Option<Placed<u16>>,
    /// A file outside the toolkit that holds the password and that only you can read: `~/.config/trousseau/site`.
    pub password_file: Option<Placed<String>>,
    /// A file with the certificate to trust, in the form PEM, where the server made its own.
    pub certificate: Option<Placed<String>>,
    /// Sends the password and the files unencrypted, for a server without TLS: everybody on the way can read and change them.
    pub unencrypted: Option<Placed<bool>>,
    /// The branch that holds the site: `pages` when it is missing.
    pub branch: Option<Placed<String>>,
    /// Whether the branch keeps what was published before. It does when this is missing.
    pub history: Option<Placed<bool>>,
    /// Never to be written: it is known only so that it can be reported.
    #[serde(
        default,
        alias = "pass",
        alias = "passwd",
        alias = "secret",
        alias = "token",
        alias = "passphrase"
    )]
    #[serde(alias = "mot_de_passe", alias = "key", alias = "private_key", rename = "password")]
    #[schemars(skip)]
    secret: Option<IgnoredAny>,
}

/// Whether a value is none that a target can have.
type IsBad<'a> = &'a dyn Fn(&str) -> bool;

impl Target {
    /// Each field that is written and that only some kinds have: its name, its place and the kinds.
    fn special(&self) -> Vec<(&'static str, crate::diagnostic::Span, &'static [TargetKind])> {
        use TargetKind::{Folder, Ftps, Git, Sftp};
        let fields: [(_, Option<_>, &'static [TargetKind]); 9] = [
            ("address", self.address.as_ref().map(|field| field.span), &[Sftp, Ftps, Git]),
            ("path", self.path.as_ref().map(|field| field.span), &[Folder, Sftp, Ftps]),
            ("user", self.user.as_ref().map(|field| field.span), &[Sftp, Ftps]),
            ("port", self.port.as_ref().map(|field| field.span), &[Sftp, Ftps]),
            ("password_file", self.password_file.as_ref().map(|field| field.span), &[Ftps]),
            ("certificate", self.certificate.as_ref().map(|field| field.span), &[Ftps]),
            ("unencrypted", self.unencrypted.as_ref().map(|field| field.span), &[Ftps]),
            ("branch", self.branch.as_ref().map(|field| field.span), &[Git]),
            ("history", self.history.as_ref().map(|field| field.span), &[Git]),
        ];
        fields.into_iter().filter_map(|(name, span, kinds)| Some((name, span?, kinds))).collect()
    }

    /// The first field that is missing.
    fn missing(&self) -> Option<&'static str> {
        let is_there = |field: &Option<Placed<String>>| field.as_ref().is_some_and(|field| !field.is_empty());
        let needed: &[(&'static str, &Option<Placed<String>>)] = match *self.kind {
            TargetKind::Folder => &[("path", &self.path)],
            TargetKind::Sftp => &[("address", &self.address), ("path", &self.path)],
            TargetKind::Ftps => &[("address", &self.address), ("path", &self.path), ("user", &self.user)],
            TargetKind::Git => &[("address", &self.address)],
        };
        needed.iter().find(|(_, field)| !is_there(field)).map(|(name, _)| *name)
    }

    /// Whether something secret stands in it: under its name, behind a name, or in an address.
    fn has_secret(&self) -> bool {
        let in_address = self.address.as_ref().is_some_and(|address| {
            let rest = address.split_once("://").map_or(address.as_str(), |(_, rest)| rest);
            let account = rest.split('/').next().and_then(|host| host.rsplit_once('@'));
            account.is_some_and(|(account, _)| account.contains(':') || account.len() >= 20)
        });
        self.secret.is_some() || in_address || self.user.as_ref().is_some_and(|user| user.contains(':'))
    }

    /// Each value that would be read otherwise than it was meant, or as an order.
    fn doubtful(&self) -> Vec<(&'static str, &Placed<String>)> {
        let is_odd = |text: &str| text.is_empty() || text.starts_with('-') || text.contains(char::is_control);
        let has_up = |text: &str| text.split(['/', '\\']).any(|part| part == "..");
        let is_remote = matches!(*self.kind, TargetKind::Sftp | TargetKind::Ftps);
        let no_host = |text: &str| is_odd(text) || text.contains(['/', '@', ' ', '[']);
        let no_branch = |text: &str| {
            let letter = |letter: char| letter.is_alphanumeric() || matches!(letter, '-' | '_' | '.' | '/');
            is_odd(text) || text.contains("..") || text.starts_with('/') || !text.chars().all(letter)
        };
        let looks: [(_, &Option<Placed<String>>, IsBad); 6] = [
            ("address", &self.address, &|text| if is_remote { no_host(text) } else { is_odd(text) }),
            ("path", &self.path, &|text| is_odd(text) || is_remote && has_up(text)),
            ("user", &self.user, &is_odd),
            ("password_file", &self.password_file, &is_odd),
            ("certificate", &self.certificate, &is_odd),
            ("branch", &self.branch, &no_branch),
        ];
        let written =
            looks.into_iter().filter_map(|(name, field, is_bad)| Some((name, field.as_ref()?, is_bad)));
        written.filter(|(_, field, is_bad)| is_bad(field)).map(|(name, field, _)| (name, field)).collect()
    }
}

/// The targets to which something can be sent; a diagnostic for each fault of the others.
pub(super) fn good(mut targets: Targets, diagnostics: &mut Vec<Diagnostic>) -> Targets {
    let mut has_secret = false;
    targets.retain(|name, target| {
        let fault = |rule: Rule, span| {
            let diagnostic = Diagnostic::new(rule, Place::span(&PATH.into(), span));
            diagnostic.with("target", name).with("kind", *target.kind)
        };
        let mut faults = Vec::new();
        if target.has_secret() {
            has_secret = true;
            faults.push(fault(rule::publish::SECRET, target.kind.span));
        }
        if !slug::is_slug(name) {
            faults.push(fault(rule::publish::NAME, target.kind.span));
        }
        if let Some(field) = target.missing() {
            faults.push(fault(rule::publish::MISSING, target.kind.span).with("field", field));
        }
        let special = target.special().into_iter().filter(|(_, _, kinds)| !kinds.contains(&target.kind));
        faults.extend(special.map(|(field, span, _)| fault(rule::publish::FIELD, span).with("field", field)));
        // What is secret in an address is not to be repeated.
        for (field, value) in target.doubtful().into_iter().filter(|_| !target.has_secret()) {
            let place = Place::span(&PATH.into(), value.span);
            let diagnostic = Diagnostic::new(rule::publish::VALUE, place).with("target", name);
            faults.push(diagnostic.with("field", field).with("value", &value.value));
        }
        let is_good = faults.is_empty();
        diagnostics.append(&mut faults);
        is_good
    });
    // The line of one diagnostic may show the secret of another.
    for diagnostic in diagnostics.iter_mut().filter(|_| has_secret) {
        diagnostic.is_withheld |= &*diagnostic.place.path == PATH;
    }
    targets
}
