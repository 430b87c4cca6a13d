//! Hands the arguments over, returns the exit code.
fn main() -> std::process::ExitCode {
    trousseau::cli::main()
}
