//! The fixed share of the attacks: every function of the library and every row of the matrix, with the first seed.

use std::process::Command;

#[test]
fn the_fixed_share_of_the_attacks_finds_nothing() {
    let ran = Command::new(env!("CARGO_BIN_EXE_attack")).arg("--share").output().expect("the harness can be started");
    let (out, err) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success(), "{out}{err}");
}
