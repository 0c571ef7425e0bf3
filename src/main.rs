//! The program: parse, dispatch, exit status. Everything else is the library.

use std::process::ExitCode;

/// Of the system or of this one: the same bytes come out, a quarter sooner where a question
/// loads a model for every run.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    spuk::cli::main()
}
