//! Hands the arguments over, returns the exit code.

/// A build makes many small values on several threads and drops most of them soon.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    trousseau::cli::main()
}
