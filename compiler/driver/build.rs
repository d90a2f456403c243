//! Builds what every compiled program links with, so that `yarrow` carries it, by nested cargo builds
//! (into a target directory of their own so that they do not wait for the outer build's lock): the runtime
//! archive of `yarrow-rt`, optimised as a whole; the one of `yarrow-eval`, which has the compiler's front
//! and the interpreter in it besides, for programs that evaluate text; and the start-up stub of `runtime-c`.
//!
//! Of the first archive, the objects are linked with each other beforehand, so that the linker has a few
//! sections to place for each program and not thousands: that halves its time.
//!
//! Clippy, which links nothing, gets empty files in their place.
//!
//! With `YARROW_SANITIZE=address` (`make asan`) a nightly toolchain builds the archives with AddressSanitizer, and what is
//! linked with them gets the sanitizer's own runtime from the C compiler.
//!
//! A debug build of `yarrow` goes without the second archive, which saves a build of the whole frontend, and so
//! cannot link programs that use eval; `YARROW_EVAL_ARCHIVE`, 0 or 1, decides otherwise.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

fn main() {
    let manifest = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let root = manifest.ancestors().nth(2).expect("the crate lies two levels below the root").to_owned();
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-env-changed=CLIPPY_ARGS");
    println!("cargo::rerun-if-env-changed=YARROW_SANITIZE");
    if is_sanitized() {
        println!("cargo::rustc-cfg=yarrow_asan");
    }
    if env::var_os("CLIPPY_ARGS").is_some() {
        for name in ["yarrow_rt", "yarrow_eval", "yarrow_start"] {
            std::fs::write(out.join(format!("lib{name}.a")), []).expect("the output directory can be written to");
        }
        return;
    }
    build_archive(&root, &out, "yarrow-rt", "release");
    // A sanitized object describes its globals in sections of their own, which are not to be merged.
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") && !is_sanitized() {
        prelink(&out, "libyarrow_rt.a");
    }
    println!("cargo::rerun-if-env-changed=YARROW_EVAL_ARCHIVE");
    let wanted = match env::var("YARROW_EVAL_ARCHIVE") {
        Ok(v) => v != "0",
        Err(_) => env::var("PROFILE").is_ok_and(|p| p == "release"),
    };
    if wanted {
        build_archive(&root, &out, "yarrow-eval", "eval");
    } else {
        std::fs::write(out.join("libyarrow_eval.a"), []).expect("the output directory can be written to");
    }
    build_start_stub(&root);
    let compiler = ["diag", "eval", "frontend", "interp", "mir"].map(|room| format!("compiler/{room}/src"));
    let rest = ["runtime-rs", "runtime-c/src", "runtime-c/include", "Cargo.lock", "Cargo.toml"];
    for dir in compiler.iter().map(String::as_str).chain(rest) {
        println!("cargo::rerun-if-changed={}", root.join(dir).display());
    }
}

fn is_sanitized() -> bool {
    match env::var("YARROW_SANITIZE") {
        Ok(v) if v == "address" => true,
        Ok(v) => panic!("YARROW_SANITIZE={v}: only `address` is known"),
        Err(_) => false,
    }
}

/// Builds the static archive of a package with a profile of the workspace.
fn build_archive(root: &Path, out: &Path, package: &str, profile: &str) {
    let target = env::var("TARGET").expect("cargo sets it");
    let target_dir = out.join("runtime");
    let mut cargo = if is_sanitized() {
        let mut rustup = Command::new("rustup");
        rustup.args(["run", "nightly", "cargo"]);
        rustup
    } else {
        Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
    };
    for (key, _) in env::vars_os() {
        let key = key.to_string_lossy();
        let inherited = key.starts_with("CARGO_") && !key.starts_with("CARGO_HOME") && !key.starts_with("CARGO_NET");
        if inherited || key.starts_with("RUSTC_") || ["RUSTFLAGS", "CLIPPY_ARGS"].contains(&&*key) {
            cargo.env_remove(&*key);
        }
    }
    cargo
        .current_dir(root)
        .args(["rustc", "--profile", profile, "--package", package, "--lib", "--crate-type", "staticlib"])
        .args(["--target", &target, "--target-dir"])
        .arg(&target_dir);
    if is_sanitized() {
        // Cargo and rustup tell their children which toolchain they are of.
        for key in ["CARGO", "RUSTC", "RUSTDOC", "RUSTUP_TOOLCHAIN"] {
            cargo.env_remove(key);
        }
        cargo.env("RUSTFLAGS", "-Zsanitizer=address --cfg yarrow_asan");
    }
    if profile == "release" {
        cargo
            .env("CARGO_PROFILE_RELEASE_LTO", "fat")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "1")
            .env("CARGO_PROFILE_RELEASE_PANIC", "abort");
    }
    let status = cargo.status().expect("cargo can be run");
    assert!(status.success(), "{package} does not build");
    let name = format!("lib{}.a", package.replace('-', "_"));
    let archive = target_dir.join(&target).join(profile).join(&name);
    std::fs::copy(archive, out.join(&name)).expect("the archive can be copied");
}

/// How the sections of the objects are put together; all others stay as they are. Bitcode that the standard
/// library has in its objects is left out: in one section it makes no sense, and `ar` would stumble on it.
const MERGED_SECTIONS: &str = "SECTIONS {
  .text : { *(.text .text.*) }
  .rodata : { *(.rodata .rodata.*) }
  .data.rel.ro : { *(.data.rel.ro .data.rel.ro.*) }
  .data : { *(.data .data.*) }
  .bss : { *(.bss .bss.*) }
  .tdata : { *(.tdata .tdata.*) }
  .tbss : { *(.tbss .tbss.*) }
  .gcc_except_table : { *(.gcc_except_table .gcc_except_table.*) }
  /DISCARD/ : { *(.llvmbc .llvmcmd) }
}
";

/// Links the objects of an archive to one. A linker that cannot leaves the archive as it is, which works as well.
fn prelink(out: &Path, archive: &str) {
    let script = out.join("merged_sections.ld");
    std::fs::write(&script, MERGED_SECTIONS).expect("the output directory can be written to");
    let object = out.join("prelinked.o");
    let linked = Command::new(env::var_os("CC").unwrap_or_else(|| "cc".into()))
        .args(["-r", "-nostdlib", "-Wl,--strip-debug", "-Wl,-u,rt_main"])
        .arg(format!("-Wl,-T,{}", script.display()))
        .arg("-o")
        .arg(&object)
        .arg(out.join(archive))
        .output();
    if !linked.is_ok_and(|output| output.status.success()) {
        return;
    }
    // `ar` adds to an archive that is there.
    let merged = out.join("prelinked.a");
    std::fs::remove_file(&merged).ok();
    let ar = env::var_os("AR").unwrap_or_else(|| "ar".into());
    if Command::new(ar).arg("rcs").arg(&merged).arg(&object).status().is_ok_and(|status| status.success()) {
        std::fs::rename(merged, out.join(archive)).expect("the output directory can be written to");
    }
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
