//! The chores of this repository: `cargo xtask help` lists them.

mod chores;
mod coverage;
mod diff;
mod dist;
mod docs;
mod facts;
mod new;
mod release;
mod rule;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// What a chore says when it cannot be done.
pub type Outcome = Result<(), String>;

const HELP: &str = "cargo xtask <chore>

  new-rule <area>/<name>   begins a rule in crates/core/rules
  new-language <tag>       begins the words of the interface in a language
  docs [--check]           makes docs/rules.md, docs/tests.md and docs/faits.md; --check only says whether the first two are what would be made
  bench                    cargo bench, then the same words built by other generators
  deny                     licences, sources and known faults of all dependencies
  dist [<target>]          what one downloads, in target/dist: an archive, a Debian package, their sums
  release                  what a program can check before a release (RELEASING.md has the rest)
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&root(), &arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            eprintln!("{cause}");
            ExitCode::FAILURE
        }
    }
}

fn run(root: &Path, arguments: &[&str]) -> Outcome {
    match arguments {
        ["new-rule", code] => new::rule(root, code),
        ["new-language", tag] => new::language(root, tag),
        ["docs"] => docs::write(root).and_then(|()| coverage::write(root)).and_then(|()| facts::write(root)),
        ["docs", "--check"] => docs::check(root).and_then(|()| coverage::check(root)),
        ["bench"] => chores::bench(root),
        ["deny"] => chores::deny(root),
        ["dist"] => dist::make(root, None),
        ["dist", target] => dist::make(root, Some(target)),
        ["release"] => release::check(root),
        ["help" | "--help"] | [] => {
            print!("{HELP}");
            Ok(())
        }
        _ => Err(HELP.into()),
    }
}

/// The folder of the workspace.
fn root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}
