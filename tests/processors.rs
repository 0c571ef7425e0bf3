//! The same bytes on processors that this machine does not have, by emulation: the
//! loops are compiled once for every width of vectors (`src/exact/vector.rs`).
//!
//! A program of its own, for only an optimised build has vectors, and the other tests
//! need not be built that way too.

use std::process::Command;

use assert_cmd::cargo::cargo_bin;

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
#[ignore = "needs --release and qemu-x86_64 (Debian: qemu-user), which .ci/run installs"]
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
fn older_processors_give_the_same_bytes() {
    if cfg!(debug_assertions) {
        panic!("with --release: a debug build is the same on every processor");
    }
    let output = |mut command: Command| {
        let output = command.args(ARGUMENTS).output().expect("it runs");
        assert!(output.status.success(), "{output:?}");
        output.stdout
    };
    let here = output(Command::new(cargo_bin("spuk")));
    assert!(here.len() > 1_000_000);
    for processor in PROCESSORS {
        let mut emulated = Command::new("qemu-x86_64");
        emulated.args(["-cpu", processor]).arg(cargo_bin("spuk"));
        assert!(output(emulated) == here, "{processor}");
    }
}
