//! Opens an address in the browser of this computer.

use std::{
    io,
    process::{Command, Stdio},
};

/// Asks the system to show an address; it is not waited for.
pub fn open(address: &str) -> io::Result<()> {
    let (program, before): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        // Not through a shell, which would interpret `&` and other characters of an address.
        ("rundll32.exe", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(before).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    // Waited for in a thread: otherwise the ended process stays a zombie until this program ends.
    std::thread::spawn(move || child.wait());
    Ok(())
}
