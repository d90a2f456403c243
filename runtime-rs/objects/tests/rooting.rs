//! What the rooting types refuse: each file of `tests/rooting` opens with the mistake that it makes, and the compiler's
//! message stands beside it. `TRYBUILD=overwrite cargo test -p yarrow-objects --test rooting` renews the messages.

#[test]
fn classic_mistakes_do_not_compile() {
    let cases = trybuild::TestCases::new();
    cases.pass("tests/rooting/good.rs");
    for mistake in [
        "element_across_get",
        "element_across_collection",
        "bytes_across_conversion",
        "value_of_a_turn",
        "key_of_a_turn",
        "list_of_turns",
        "root_written_after_its_scope",
        "value_in_a_static",
        "value_out_of_a_context",
        "outer_scope_while_inner_is_open",
        "dense_element_out_of_a_change",
        "shape_of_an_object_written",
        "word_of_a_function_kept",
        "cache_kept",
    ] {
        cases.compile_fail(format!("tests/rooting/{mistake}.rs"));
    }
}
