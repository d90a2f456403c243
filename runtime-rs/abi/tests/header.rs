//! The committed ABI header is what the contract renders to. `BLESS=1` rewrites it.

use std::path::Path;

#[test]
fn the_generated_header_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../runtime-c/include/yarrow_abi.h");
    let text = yarrow_abi::header::abi_header();
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, &text).expect("the header can be written");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(committed == text, "{} is out of date: run the test with BLESS=1", path.display());
}

#[test]
fn the_host_header_declares_exactly_the_host_functions() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../runtime-c/include/yarrow.h");
    let text = std::fs::read_to_string(path).expect("yarrow.h is there");
    let code = without_comments(&text);
    let mut declared: Vec<&str> = code
        .match_indices('(')
        .filter_map(|(at, _)| {
            let name = code[..at].rsplit(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).next()?;
            name.starts_with("rt_").then_some(name)
        })
        .collect();
    let mut expected = yarrow_abi::host::HOST_FUNCTIONS.to_vec();
    assert_eq!(declared, expected, "in the header's order");
    declared.sort_unstable();
    expected.sort_unstable();
    expected.dedup();
    assert_eq!(declared, expected, "each once");
}

fn without_comments(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, r)| r);
    }
    out + rest
}
