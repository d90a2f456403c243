//! The stand-ins for the runtime, for code that is run in this process.

fn main() {
    println!("cargo::rerun-if-changed=support.c");
    cc::Build::new().file("support.c").compile("backends_support");
}
