//! The parser of MIR's text form takes anything without a panic; what it accepts prints to a text that reads
//! back to the same text, and the verifier has an answer for it.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(program) = yarrow_mir::parse::parse_program(text) else { return };
    let printed = yarrow_mir::text::write_program(&program);
    let again = yarrow_mir::parse::parse_program(&printed).expect("what was printed can be read");
    assert_eq!(printed, yarrow_mir::text::write_program(&again));
    // Right or wrong, but no panic.
    drop(yarrow_mir::verify::verify_program(&program));
});
