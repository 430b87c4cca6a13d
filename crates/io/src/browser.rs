//! The browser of whoever sits at this computer.

use std::{
    io,
    process::{Command, Stdio},
};

/// Asks the system to show an address; it is not waited for.
pub fn open(address: &str) -> io::Result<()> {
    let (program, before): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        // Not through a shell, which would read the signs of an address as its own.
        ("rundll32.exe", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    let mut command = Command::new(program);
    command.args(before).arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    // Somebody must take its farewell, or it stays in the list of the system until we end.
    std::thread::spawn(move || child.wait());
    Ok(())
}
