//! The program `git`, run quietly: without what a hook around us may have set, and without questions.

use std::{
    env, fs,
    hash::{BuildHasher, RandomState},
    io::{self, Write},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    thread,
};

use anyhow::{Context, anyhow};

use trousseau_core::messages::Failure;

/// A folder that only this user can open, gone with the value.
#[derive(Debug)]
pub struct Scratch(pub PathBuf);

impl Scratch {
    /// Makes it.
    pub fn new() -> io::Result<Self> {
        let name = format!("trousseau-{:016x}", RandomState::new().hash_one(std::process::id()));
        let folder = env::temp_dir().join(name);
        let builder = &mut fs::DirBuilder::new();
        #[cfg(unix)]
        let builder = std::os::unix::fs::DirBuilderExt::mode(builder, 0o700);
        builder.create(&folder)?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Git in a folder, without what a hook around us may have set, and without questions: nobody may be there to answer.
pub fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut git = Command::new("git");
    git.current_dir(folder).args(arguments).env("GIT_TERMINAL_PROMPT", "0");
    // A line on which nothing moves for a minute is cut.
    git.env("GIT_HTTP_LOW_SPEED_LIMIT", "1").env("GIT_HTTP_LOW_SPEED_TIME", "60");
    for name in
        ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX"]
    {
        git.env_remove(name);
    }
    if env::var_os("GIT_SSH_COMMAND").is_none() {
        git.env("GIT_SSH_COMMAND", "ssh -oBatchMode=yes -oConnectTimeout=30 -oServerAliveInterval=15");
    }
    git
}

/// Runs git with bytes as its input. The outer error means that git is not installed, the inner one that it failed, with its words.
pub fn output(mut git: Command, input: &[u8]) -> anyhow::Result<anyhow::Result<Vec<u8>>> {
    git.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = git.spawn().with_context(|| Failure::new("git/none"))?;
    let mut pipe = child.stdin.take().expect("it was asked for");
    // With full pipes, git and this program would wait for each other.
    let done = thread::scope(|scope| {
        scope.spawn(move || pipe.write_all(input));
        child.wait_with_output()
    })?;
    let said = || anyhow!("{}", without_secrets(String::from_utf8_lossy(&done.stderr).trim()));
    Ok(if done.status.success() { Ok(done.stdout) } else { Err(said()) })
}

/// The one line that git wrote, or none.
pub fn line(git: Command) -> anyhow::Result<anyhow::Result<String>> {
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).trim_end_matches(['\r', '\n']).to_owned();
    Ok(output(git, &[])?.map(text))
}

/// The words of git, on one line and without the account of an address: a token may stand there.
pub fn without_secrets(text: &str) -> String {
    let word = |word: &str| match (word.find("://"), word.find('@')) {
        (Some(start), Some(end)) if start < end => format!("{}://…{}", &word[..start], &word[end..]),
        _ => word.to_owned(),
    };
    text.split_whitespace().map(word).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_git_hold_no_token() {
        let said = "fatal: unable to access 'https://x:glpat-abc@git.exemple.org/a.git/': 403";
        assert_eq!(without_secrets(said), "fatal: unable to access 'https://…@git.exemple.org/a.git/': 403");
    }
}
