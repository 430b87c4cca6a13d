//! The program: hands the arguments over, returns the exit code.

mod agreement;
mod arguments;
mod ask;
mod audio;
mod build;
mod change;
mod check;
mod completions;
mod diff;
mod explain;
mod facts;
mod feedback;
mod guide;
mod help;
mod history;
mod hook;
mod leaflet;
mod lsp;
mod man;
mod new;
mod online;
mod overlay;
mod proposal;
mod publish;
mod reading;
mod release;
mod report;
mod schema;
mod serve;
mod terminal;
mod theme;
mod token;
mod translation;
mod word;
mod written;

/// mimalloc, because a build allocates many small values on several threads and frees most of them soon.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    arguments::main()
}
