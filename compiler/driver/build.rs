//! Builds what every compiled program links with, so that `yarrow` carries it: the start-up stub of `runtime-c`, and two
//! archives.
//!
//! That of `yarrow-rt` is optimised as a whole, by a nested cargo build (into a target directory of its own so that it does not
//! wait for the outer build's lock). Its objects are linked with each other beforehand (`build/prelink.rs`).
//!
//! That of `yarrow-eval` has the compiler's front and the interpreter in it besides, for programs that evaluate text. It is made of
//! crates that `yarrow` itself is made of. So the Makefile has cargo build it first, into the same target directory, and it is
//! taken from there as long as it is up to date; otherwise, as under `cargo install`, it is a nested build as well, and the
//! parser is compiled twice.
//!
//! Clippy, which links nothing, gets empty files in their place.
//!
//! With `YARROW_SANITIZE=address` (`make asan`) a nightly toolchain builds the archives with AddressSanitizer, and what is
//! linked with them gets the sanitizer's own runtime from the C compiler.
//!
//! A debug build of `yarrow` goes without the second archive, which saves a build of the whole frontend, and so
//! cannot link programs that use eval; `YARROW_EVAL_ARCHIVE`, 0 or 1, decides otherwise.

#[path = "build/prelink.rs"]
mod prelink;

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;
use yarrow_abi::ABI_VERSION_SYMBOL;
use yarrow_abi::functions::RtFn;
use yarrow_abi::host::HOST_FUNCTIONS;
use yarrow_abi::libraries::LIBRARIES;

/// Functions of the interface that come together. A program that calls none of a row goes without what they alone need.
const PARTS: [&[RtFn]; 16] = [
    // Arithmetic and comparison of what is not two small numbers, BigInts among it. Nearly every program adds.
    &[
        RtFn::rt_sub,
        RtFn::rt_mul,
        RtFn::rt_div,
        RtFn::rt_rem,
        RtFn::rt_exp,
        RtFn::rt_bit_and,
        RtFn::rt_bit_or,
        RtFn::rt_bit_xor,
        RtFn::rt_shl,
        RtFn::rt_shr,
        RtFn::rt_ushr,
        RtFn::rt_neg,
        RtFn::rt_bit_not,
        RtFn::rt_inc,
        RtFn::rt_dec,
        RtFn::rt_bigint_new,
        RtFn::rt_lt,
        RtFn::rt_le,
        RtFn::rt_gt,
        RtFn::rt_ge,
        RtFn::rt_loose_eq,
    ],
    // Modules that wait, and what is imported at run time.
    &[RtFn::rt_evaluate_module, RtFn::rt_program_promise, RtFn::rt_import_type, RtFn::rt_find_module],
    // Scripts, sloppy code and evaluated text.
    &[
        RtFn::rt_global_declare_lexical,
        RtFn::rt_global_declare_var,
        RtFn::rt_global_declare_function,
        RtFn::rt_global_delete,
        RtFn::rt_with_has,
        RtFn::rt_with_get,
        RtFn::rt_with_get_sloppy,
        RtFn::rt_with_set,
        RtFn::rt_with_set_sloppy,
        RtFn::rt_direct_eval,
        RtFn::rt_map_arguments,
    ],
    &[RtFn::rt_private_name, RtFn::rt_private_get, RtFn::rt_private_set, RtFn::rt_private_define, RtFn::rt_private_has],
    &[
        RtFn::rt_coroutine_new,
        RtFn::rt_async_generator_new,
        RtFn::rt_async_start,
        RtFn::rt_async_return,
        RtFn::rt_async_throw,
        RtFn::rt_async_iter_open,
        RtFn::rt_async_iter_next,
        RtFn::rt_async_iter_step,
        RtFn::rt_async_iter_close,
        RtFn::rt_async_dispose_method,
    ],
    &[
        RtFn::rt_class_new,
        RtFn::rt_super_constructor,
        RtFn::rt_init_fields,
        RtFn::rt_define_field,
        RtFn::rt_get_super,
        RtFn::rt_set_super,
        RtFn::rt_set_super_sloppy,
    ],
    &[RtFn::rt_literal_new],
    &[
        RtFn::rt_array_append,
        RtFn::rt_iter_rest,
        RtFn::rt_call_spread,
        RtFn::rt_construct_spread,
        RtFn::rt_throw_not_destructurable,
    ],
    &[RtFn::rt_arguments, RtFn::rt_rest],
    &[RtFn::rt_template_object, RtFn::rt_regexp_new],
    &[RtFn::rt_in, RtFn::rt_instanceof, RtFn::rt_delete, RtFn::rt_delete_sloppy],
    &[RtFn::rt_define_method],
    &[RtFn::rt_copy_props],
    &[
        RtFn::rt_generator_new,
        RtFn::rt_generator_answer,
        RtFn::rt_generator_result,
        RtFn::rt_generator_unwrap,
        RtFn::rt_delegate_step,
        RtFn::rt_delegate_result,
        RtFn::rt_delegate_pass,
    ],
    &[RtFn::rt_for_in_open, RtFn::rt_for_in_next],
    &[RtFn::rt_namespace_new],
];

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
    build_archive(&root, &out, "yarrow-rt", "archive");
    // A sanitized object describes its globals in sections of their own, which are not to be merged.
    if env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") && !is_sanitized() {
        let functions = RtFn::ALL.iter().filter(|f| !PARTS.iter().any(|part| part.contains(f)));
        let always: Vec<&str> = functions.map(|f| f.name()).chain(["rt_main", ABI_VERSION_SYMBOL]).collect();
        let libraries = LIBRARIES.iter().map(|library| vec![library.symbol()]);
        let parts = PARTS.iter().map(|part| part.iter().map(|f| f.name()).collect());
        let parts: Vec<Vec<&str>> = libraries.chain(parts).chain([HOST_FUNCTIONS.to_vec()]).collect();
        prelink::prelink(&out, "libyarrow_rt.a", &always, &parts);
    }
    println!("cargo::rerun-if-env-changed=YARROW_EVAL_ARCHIVE");
    let wanted = match env::var("YARROW_EVAL_ARCHIVE") {
        Ok(v) => v != "0",
        Err(_) => env::var("PROFILE").is_ok_and(|p| p == "release"),
    };
    if wanted {
        match shared_eval_archive(&root, &out) {
            Some(archive) => {
                std::fs::copy(archive, out.join("libyarrow_eval.a")).expect("the archive can be copied");
            }
            None => build_archive(&root, &out, "yarrow-eval", "release"),
        }
    } else {
        std::fs::write(out.join("libyarrow_eval.a"), []).expect("the output directory can be written to");
    }
    build_start_stub(&root);
    let compiler = ["diag", "eval", "frontend", "interp", "mir"].map(|room| format!("compiler/{room}/src"));
    let rest = ["runtime-rs", "runtime-c/src", "runtime-c/include", "Cargo.lock", "Cargo.toml"];
    for file in ["build.rs", "build/prelink.rs"] {
        println!("cargo::rerun-if-changed={file}");
    }
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

/// The archive of `yarrow-eval` that the Makefile had built into the outer build's directory. `None`: there is none, or a
/// source of it, as cargo lists them beside it, has changed since. When cargo last found it up to date tells the time of a file
/// that the Makefile writes (the archive's own does not: it stays as old as the last change that mattered to it).
fn shared_eval_archive(root: &Path, out: &Path) -> Option<PathBuf> {
    if is_sanitized() {
        return None;
    }
    let profile = out.ancestors().nth(3)?;
    let archive = profile.join("libyarrow_eval.a");
    // One that is missing would count as changed each time.
    if archive.exists() {
        println!("cargo::rerun-if-changed={}", archive.display());
    }
    let time = |file: &Path| std::fs::metadata(file).and_then(|m| m.modified()).ok();
    let made = time(&profile.join("libyarrow_eval.stamp"))?;
    // As for make: `target: source source …`, spaces within a name behind backslashes.
    let listed = std::fs::read_to_string(archive.with_extension("d")).ok()?;
    let sources = listed.split_once(": ")?.1.replace("\\ ", "\0");
    let sources = sources.split_whitespace().map(|source| PathBuf::from(source.replace('\0', " ")));
    let manifests = ["Cargo.lock", "Cargo.toml"].map(|name| root.join(name));
    sources.chain(manifests).all(|file| time(&file).is_some_and(|t| t <= made)).then_some(archive)
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
    let status = cargo.status().expect("cargo can be run");
    assert!(status.success(), "{package} does not build");
    let name = format!("lib{}.a", package.replace('-', "_"));
    let archive = target_dir.join(&target).join(profile).join(&name);
    std::fs::copy(archive, out.join(&name)).expect("the archive can be copied");
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
