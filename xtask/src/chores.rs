//! Runs other programs, one after the other.

use std::{path::Path, process::Command};

use crate::Outcome;

pub fn bench(root: &Path) -> Outcome {
    run(root, "cargo", &["bench"])?;
    run(root, "python3", &["benches/peers/sites.py"])?;
    run(root, "python3", &["benches/peers/leaflet.py"])
}

/// Unlike `tests/run`, it also asks the list of known faults, whose answer changes from day to day.
pub fn deny(root: &Path) -> Outcome {
    run(root, "cargo", &["deny", "check"])
        .map_err(|cause| format!("{cause}\n(cargo install cargo-deny --locked)"))
}

pub fn run(root: &Path, program: &str, arguments: &[&str]) -> Outcome {
    let line = format!("{program} {}", arguments.join(" "));
    println!("\n== {line}");
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root);
    // What cargo told this program of itself: some build scripts look at it, and would run again.
    let told = |name: &str| ["CARGO_PKG_", "CARGO_MANIFEST_"].iter().any(|start| name.starts_with(start));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_str().is_some_and(told)) {
        command.env_remove(name);
    }
    let status = command.status();
    match status.map_err(|cause| format!("{line}: {cause}"))? {
        status if status.success() => Ok(()),
        status => Err(format!("{line}: {status}")),
    }
}

/// What a program prints.
pub fn output(root: &Path, program: &str, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(program).args(arguments).current_dir(root).output();
    let output = output.map_err(|cause| format!("{program}: {cause}"))?;
    if !output.status.success() {
        return Err(format!(
            "{program} {}: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        ));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}
