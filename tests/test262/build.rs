//! Shared libraries that the runner loads find the runtime's functions in its own executable.

fn main() {
    println!("cargo::rustc-link-arg-bins=-rdynamic");
    println!("cargo::rerun-if-changed=build.rs");
}
