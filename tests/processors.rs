//! The same bytes on processors that this machine does not have, by emulation: the
//! loops are compiled once for every width of vectors (`src/exact/vector.rs`).
//!
//! Only an optimised program has vectors. This one is not built for it: it runs the program
//! that `SPUK` names, so that what tests need is compiled once, and not optimised too.
#![cfg(all(target_os = "linux", target_arch = "x86_64"))]

use std::env;
use std::process::Command;

/// Without AVX, and with AVX2 but no AVX-512.
const PROCESSORS: [&str; 2] = ["Nehalem", "Haswell"];

const ARGUMENTS: [&str; 8] = [
    "simulate",
    "wi2021",
    "korting-2028",
    "--draws",
    "2",
    "--format",
    "csv",
    "--threads=1",
];

#[test]
#[ignore = "needs an optimised program in SPUK and qemu-x86_64 (Debian: qemu-user), which .ci/run brings"]
fn older_processors_give_the_same_bytes() {
    let program = env::var_os("SPUK").expect("SPUK=target/release/spuk");
    let output = |mut command: Command| {
        let output = command.args(ARGUMENTS).output().expect("it runs");
        assert!(output.status.success(), "{output:?}");
        output.stdout
    };
    let here = output(Command::new(&program));
    assert!(here.len() > 1_000_000);
    for processor in PROCESSORS {
        let mut emulated = Command::new("qemu-x86_64");
        emulated.args(["-cpu", processor]).arg(&program);
        assert!(output(emulated) == here, "{processor}");
    }
}
