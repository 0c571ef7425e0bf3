//! The program: parse, dispatch, exit status. Everything else is the library.

use std::process::ExitCode;

fn main() -> ExitCode {
    spuk::cli::main()
}
