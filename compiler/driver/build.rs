//! Builds what every compiled program links with, so that `yarrow` carries it: the runtime archive
//! (a nested cargo build of `yarrow-rt`, into a target directory of its own so that it does not wait
//! for the outer build's lock) and the start-up stub of `runtime-c`.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let root = manifest.ancestors().nth(2).expect("the crate lies two levels below the root").to_owned();
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    build_runtime(&root, &out);
    build_start_stub(&root);
    for dir in ["runtime-rs", "runtime-c/src", "runtime-c/include", "Cargo.lock", "Cargo.toml"] {
        println!("cargo::rerun-if-changed={}", root.join(dir).display());
    }
}

fn build_runtime(root: &Path, out: &Path) {
    let target = env::var("TARGET").expect("cargo sets it");
    let target_dir = out.join("runtime");
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (key, _) in env::vars_os() {
        let key = key.to_string_lossy();
        let inherited = key.starts_with("CARGO_") && !key.starts_with("CARGO_HOME") && !key.starts_with("CARGO_NET");
        if inherited || key.starts_with("RUSTC_") || key == "RUSTFLAGS" || key == "CLIPPY_ARGS" {
            cargo.env_remove(&*key);
        }
    }
    let status = cargo
        .current_dir(root)
        .args(["rustc", "--release", "--package", "yarrow-rt", "--lib", "--crate-type", "staticlib"])
        .args(["--target", &target, "--target-dir"])
        .arg(&target_dir)
        .env("CARGO_PROFILE_RELEASE_LTO", "fat")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1")
        .env("CARGO_PROFILE_RELEASE_PANIC", "abort")
        .status()
        .expect("cargo can be run");
    assert!(status.success(), "the runtime does not build");
    let archive = target_dir.join(&target).join("release/libyarrow_rt.a");
    std::fs::copy(archive, out.join("libyarrow_rt.a")).expect("the runtime archive can be copied");
}

fn build_start_stub(root: &Path) {
    cc::Build::new()
        .file(root.join("runtime-c/src/start.c"))
        .include(root.join("runtime-c/include"))
        .warnings(true)
        .extra_warnings(true)
        .cargo_metadata(false)
        .compile("yarrow_start");
}
