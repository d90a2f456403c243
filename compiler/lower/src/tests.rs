//! Tests over small programs in MIR's text form.

use crate::{Budget, Dispatch, GuardStress, Options, lower_program};
use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;
use yarrow_abi::functions::{RtFn, Ty};
use yarrow_abi::layout::GET_IC_OWN_SHAPE;
use yarrow_lir::{Function, InstKind, MemType, Module, Region, VReg};

/// Parses, verifies, lowers, verifies.
fn lower(text: &str) -> Module {
    let program = yarrow_mir::parse::parse_program(text).expect("MIR text");
    if let Err(errors) = yarrow_mir::verify::verify_program(&program) {
        panic!("{}", errors.iter().map(|e| format!("{e}\n")).collect::<String>());
    }
    let module = lower_program(&program, &Options::default());
    check(&module);
    module
}

fn check(module: &Module) {
    if let Err(errors) = yarrow_lir::verify_module(module) {
        let list: String = errors.iter().take(10).map(|e| format!("{e}\n")).collect();
        panic!("{list}{}", yarrow_lir::print_module(module));
    }
}

/// The function whose symbol ends so.
fn function<'m>(module: &'m Module, suffix: &str) -> &'m Function {
    let found = module.functions.values().find(|f| f.name.ends_with(suffix));
    found.unwrap_or_else(|| panic!("no function *{suffix}"))
}

fn insts(f: &Function) -> impl Iterator<Item = &InstKind> {
    f.blocks.values().flat_map(|b| &b.insts).map(|i| &i.kind)
}

fn calls(f: &Function) -> Vec<RtFn> {
    insts(f)
        .filter_map(|i| match i {
            InstKind::CallRt { func, .. } => Some(*func),
            _ => None,
        })
        .collect()
}

/// Offsets of the 64-bit stores to the function's own part of the root stack, markers apart.
fn root_stores(f: &Function) -> Vec<i32> {
    let sp = f.params[1];
    insts(f)
        .filter_map(|i| match i {
            InstKind::Store { mem: MemType::I64, region: Region::Roots, base, offset, .. }
                if *base == sp && *offset > 0 =>
            {
                Some(*offset)
            }
            _ => None,
        })
        .collect()
}

/// Root slots of the frame, by the stores to them.
fn slots(f: &Function) -> usize {
    let mut offsets = root_stores(f);
    offsets.sort_unstable();
    offsets.dedup();
    offsets.len()
}

const EVERY_OPERATION: [&str; 7] = [
    include_str!("../../mir/tests/text/guards.mir"),
    include_str!("../../mir/tests/text/operators.mir"),
    include_str!("../../mir/tests/text/lowered.mir"),
    include_str!("../../mir/tests/text/scopes.mir"),
    include_str!("tests/async.mir"),
    include_str!("tests/objects.mir"),
    include_str!("tests/values.mir"),
];

/// Each with fast paths and without.
fn lower_every_operation() -> Vec<Module> {
    let programs = EVERY_OPERATION.map(|text| yarrow_mir::parse::parse_program(text).expect("MIR text"));
    let budgets = [Budget::NONE, Budget::UNLIMITED];
    let options = budgets.map(|budget| Options { budget, ..Options::default() });
    programs.iter().flat_map(|p| options.iter().map(|o| lower_program(p, o))).collect()
}

#[test]
fn every_operation_lowers() {
    lower_every_operation().iter().for_each(check);
}

/// So the test above compares the effects of every function with those of the operations that call it.
#[test]
fn every_function_of_the_runtime_is_called_by_some_operation() {
    let modules = lower_every_operation();
    let called: BTreeSet<RtFn> = modules.iter().flat_map(|m| m.functions.values()).flat_map(calls).collect();
    let missing: Vec<RtFn> = RtFn::ALL.iter().copied().filter(|f| !called.contains(f)).collect();
    assert_eq!(missing, []);
}

/// What the runtime would refuse, at the end of a program's run, is seen here.
#[test]
fn a_constant_for_an_enumeration_is_one_of_its_numbers() {
    let mut seen = BTreeSet::new();
    for module in lower_every_operation() {
        for f in module.functions.values() {
            let constants: HashMap<VReg, i64> = insts(f)
                .filter_map(|i| match i {
                    InstKind::Iconst { dst, imm } => Some((*dst, *imm)),
                    _ => None,
                })
                .collect();
            for inst in insts(f) {
                let InstKind::CallRt { func, args, .. } = inst else { continue };
                for (ty, arg) in func.params().iter().zip(args) {
                    let (Ty::Kind(e), Some(number)) = (ty, constants.get(arg)) else { continue };
                    let member = usize::try_from(*number).ok().and_then(|n| e.members().get(n));
                    assert!(member.is_some(), "{number} is no {} for {}", e.name(), func.name());
                    seen.insert(e.name());
                }
            }
        }
    }
    let passed = RtFn::ALL.iter().flat_map(|f| f.params()).filter_map(|ty| match ty {
        Ty::Kind(e) => Some(e.name()),
        _ => None,
    });
    // A mode of resumption comes in a register.
    assert_eq!(seen, passed.filter(|e| *e != "ResumeMode").collect());
}

const NUMERIC_LOOP: &str = r#"
file "a.js"
init fn0

function fn0 "main" module {
  v0..v3: i32
  v4: bool
  v5: f64
  v6: value
bb0:
  v0 = const i32 0
  v1 = const i32 1000
  v5 = const f64 0.0
  jump bb1
bb1:
  v4 = lt v0, v1
  branch v4, bb2, bb3
bb2:
  v0 = inc v0
  v2 = bit_xor v0, v1
  jump bb1
bb3:
  v6 = const undefined
  return v6
}
"#;

#[test]
fn a_numeric_loop_has_neither_frame_nor_poll_nor_box() {
    let module = lower(NUMERIC_LOOP);
    let f = function(&module, "main$d");
    assert_eq!(calls(f), []);
    let memory = insts(f).filter(|i| matches!(i, InstKind::Load { .. } | InstKind::Store { .. })).count();
    assert_eq!(memory, 0);
    let wide = insts(f).filter(|i| matches!(i, InstKind::Unary { op: yarrow_lir::UnOp::Zext, .. })).count();
    assert_eq!(wide, 0, "no boxing");
}

#[test]
fn a_module_function_has_a_body_with_parameters_in_registers_and_a_generic_entry() {
    let module = lower(NUMERIC_LOOP);
    assert_eq!(function(&module, "main$d").params.len(), 2);
    let entry = function(&module, ".main");
    assert_eq!(entry.params.len(), 3);
    assert!(insts(entry).any(|i| matches!(i, InstKind::Call { .. })));
}

/// A method of these parameters and this body; `v0..` are values.
fn method(params: u32, vregs: &str, body: &str) -> Module {
    lower(&format!(
        "file \"a.js\"\ninit fn1\nfunction fn0 \"f\" method params={params} {{\n{vregs}\nbb0:\n{body}\n}}\n\
         function fn1 \"main\" module {{\n  v0: value\nbb0:\n  v0 = const undefined\n  v0 = closure fn0, v0\n  return v0\n}}"
    ))
}

#[test]
fn a_parameter_live_across_a_call_has_a_root_slot_and_one_used_by_it_has_not() {
    let module = method(
        2,
        "  v0..v3: value",
        "  v0 = param 0\n  v1 = param 1\n  v2 = const undefined\n  v3 = call \"g\", v1, v2\n  return v0",
    );
    assert_eq!(slots(function(&module, ".f")), 1);
}

#[test]
fn values_never_live_together_share_a_slot() {
    let module = method(
        0,
        "  v0..v5: value",
        "  v5 = const null\n\
         v0 = get_prop \"a\", v5\n  v1 = get_prop \"b\", v5\n  set_prop \"c\", v0, v1\n\
         v2 = get_prop \"a\", v5\n  v3 = get_prop \"b\", v5\n  set_prop \"c\", v2, v3\n\
         return v5",
    );
    let f = function(&module, ".f");
    assert_eq!(slots(f), 1);
    let looking = calls(f).into_iter().filter(|f| f.params().get(1) == Some(&Ty::Sp)).count();
    assert_eq!(root_stores(f).len(), looking, "the frame is made before each call, all of which are unlikely");
}

#[test]
fn numbers_booleans_and_string_constants_have_no_slot() {
    let module = method(
        1,
        "  v0..v5: value\n  v6: bool",
        "  v0 = param 0\n  v1 = const \"s\"\n  v2 = mul v0, v1\n  v6 = const true\n  v3 = convert v6\n\
         v4 = const undefined\n  v5 = call \"g\", v0, v4, v1, v2, v3\n  v5 = call \"g\", v4, v1, v2, v3\n  return v1",
    );
    assert_eq!(slots(function(&module, ".f")), 1, "the parameter's");
}

#[test]
fn the_prologue_polls_and_reads_the_arguments_before_it_writes_the_frame() {
    let module = method(
        1,
        "  v0..v4: value",
        "  v0 = param 0\n  v1 = rest 1\n  v2 = const undefined\n  v3 = call \"g\", v0, v2\n  v4 = call \"g\", v1, v2\n  return v0",
    );
    let f = function(&module, ".f");
    let sp = f.params[1];
    // Blocks are laid out in the order of the prologue's steps but for what is seldom reached.
    let order: Vec<&InstKind> = insts(f).collect();
    let first = |what: &str, test: &dyn Fn(&InstKind) -> bool| {
        order.iter().position(|i| test(i)).unwrap_or_else(|| panic!("no {what}"))
    };
    let load = first(
        "load of the argument",
        &|i| matches!(i, InstKind::Load { region: Region::Roots, base, offset: 16, .. } if *base == sp),
    );
    let rest = first("rest array", &|i| matches!(i, InstKind::CallRt { func: RtFn::rt_rest, .. }));
    let frame = first("frame", &|i| matches!(i, InstKind::Store { region: Region::Roots, base, .. } if *base == sp));
    let poll = first("poll", &|i| matches!(i, InstKind::CallRt { func: RtFn::rt_gc_poll, .. }));
    assert!(poll < frame && load < frame && rest < frame, "{poll} {load} {rest} {frame}");
}

#[test]
fn a_loop_that_calls_polls_on_its_back_edge() {
    let module = method(
        1,
        "  v0..v2: value\n  v3: bool",
        "  v0 = param 0\n  v1 = const undefined\n  jump bb1\nbb1:\n  v2 = call \"g\", v0, v1\n  v3 = truthy v2\n  branch v3, bb1, bb2\nbb2:\n  return v0",
    );
    let polls = calls(function(&module, ".f")).into_iter().filter(|f| *f == RtFn::rt_gc_poll).count();
    assert_eq!(polls, 2, "at entry and on the edge");
}

#[test]
fn known_integers_add_without_tests_and_without_the_runtime() {
    let module = method(0, "  v0..v2: value", "  v0 = const i32 1\n  v1 = const i32 2\n  v2 = add v0, v1\n  return v2");
    assert!(!calls(function(&module, ".f")).contains(&RtFn::rt_add));
}

#[test]
fn an_exception_goes_to_the_handler_of_its_block() {
    let module = method(
        1,
        "  v0..v2: value",
        "  v0 = param 0\n  jump bb1\nbb1 handler bb2:\n  v1 = get_elem v0, v0\n  return v1\nbb2:\n  v2 = catch\n  return v2",
    );
    let f = function(&module, ".f");
    let taken = insts(f).filter(|i| {
        matches!(i, InstKind::Load { region: Region::Context, offset, .. } if *offset == yarrow_abi::layout::CONTEXT_EXCEPTION)
    });
    assert_eq!(taken.count(), 1);
}

#[test]
fn a_call_of_a_property_named_next_resumes_a_generator_directly() {
    let module = method(
        1,
        "  v0..v3: value",
        "  v0 = param 0\n  v1 = get_prop \"next\", v0\n  v2 = call \"g.next\", v1, v0\n  return v2",
    );
    let f = function(&module, ".f");
    assert!(calls(f).contains(&RtFn::rt_generator_result));
    let indirect = insts(f).filter(|i| matches!(i, InstKind::CallIndirect { .. })).count();
    assert_eq!(indirect, 2, "the resumption and the general call");
}

#[test]
fn the_module_description_refers_to_the_abi_symbol_and_its_tables() {
    let module = lower(NUMERIC_LOOP);
    let desc = module.data.values().find(|d| d.name == "yarrow_module").expect("exported description");
    assert_eq!(desc.linkage, yarrow_lir::Linkage::Export);
    assert_eq!(desc.bytes[..4], yarrow_abi::ABI_VERSION.to_le_bytes());
    let last = desc.relocs.last().expect("relocations");
    assert_eq!(last.1, yarrow_lir::Target::Extern(yarrow_abi::ABI_VERSION_SYMBOL.to_owned()));
    assert_eq!(last.0 as usize, size_of::<yarrow_abi::layout::ModuleDesc>());
    assert!(desc.relocs.is_sorted_by_key(|r| r.0));
}

#[test]
fn a_module_that_evaluates_refers_to_the_evaluator() {
    let program = yarrow_mir::parse::parse_program(NUMERIC_LOOP).expect("MIR text");
    let evaluator = yarrow_lir::Target::Extern(yarrow_abi::INSTALL_EVALUATOR_SYMBOL.to_owned());
    for evaluates in [false, true] {
        let module = lower_program(&program, &Options { evaluates, ..Options::default() });
        let desc = module.data.values().find(|d| d.name == "yarrow_module").expect("exported description");
        assert_eq!(desc.relocs.iter().any(|r| r.1 == evaluator), evaluates);
    }
}

#[test]
fn a_module_refers_to_the_libraries_whose_globals_it_names() {
    let program = yarrow_mir::parse::parse_program(NUMERIC_LOOP).expect("MIR text");
    let libraries = |program: &yarrow_mir::Program| -> Vec<String> {
        let module = lower_program(program, &Options::default());
        let table = module.data.values().find(|d| d.name.contains(".libraries.")).expect("the table");
        let symbol = |target: &yarrow_lir::Target| match target {
            yarrow_lir::Target::Extern(name) => name.clone(),
            other => panic!("{other:?}"),
        };
        table.relocs.iter().map(|r| symbol(&r.1)).collect()
    };
    assert!(libraries(&program).is_empty());
    let mut named = program.clone();
    for name in ["structuredClone", "URL", "an URL"] {
        named.strings.intern(name);
    }
    assert_eq!(libraries(&named), ["rt_install_url", "rt_install_clone"]);
}

#[test]
fn a_frame_description_has_a_map_for_each_state() {
    let program = yarrow_mir::parse::parse_program(include_str!("../../mir/tests/text/lowered.mir")).expect("MIR text");
    let module = lower_program(&program, &Options::default());
    let maps = module.data.values().find(|d| d.name.contains(".maps.")).expect("maps");
    let words: Vec<u8> = maps.bytes.chunks(8).map(|w| w[0]).collect();
    assert_eq!(words, [1, 1, 0]);
}

#[test]
fn resumptions_are_counted_at_the_entry_of_resume_functions_where_asked() {
    let program = yarrow_mir::parse::parse_program(include_str!("../../mir/tests/text/lowered.mir")).expect("MIR text");
    let counting = lower_program(&program, &Options { counters: true, ..Options::default() });
    check(&counting);
    let (cell, object) = counting.data.iter().find(|(_, d)| d.name == "yarrow_resumptions").expect("the counter");
    assert_eq!(object.linkage, yarrow_lir::Linkage::Export);
    let counts = |f: &Function| insts(f).any(|i| matches!(i, InstKind::DataAddr { data, .. } if *data == cell));
    assert_eq!(counting.functions.values().filter(|f| counts(f)).count(), 1, "the one resume function");
    let plain = lower_program(&program, &Options::default());
    assert!(plain.data.values().all(|d| d.name != "yarrow_resumptions"));
}

#[test]
fn a_resume_function_dispatches_as_it_is_told() {
    let program = yarrow_mir::parse::parse_program(include_str!("../../mir/tests/text/lowered.mir")).expect("MIR text");
    let tables = |dispatch| {
        let module = lower_program(&program, &Options { dispatch, ..Options::default() });
        check(&module);
        let blocks = module.functions.values().flat_map(|f| f.blocks.values());
        let lengths = blocks.filter_map(|b| match &b.term {
            yarrow_lir::Terminator::Dispatch { table, .. } => Some(table.len()),
            _ => None,
        });
        lengths.collect::<Vec<_>>()
    };
    assert_eq!(tables(Dispatch::Indirect), [2], "the states that its switch has");
    assert!(tables(Dispatch::Switch).is_empty() && tables(Dispatch::Auto).is_empty());
}

/// A function of one parameter with a guard: what reads the property is the plain operation behind its exit.
const GUARDED_PROPERTY: &str = "  v0..v2: value\n  v3: i32\nbb0:\n  v0 = param 0\n  v3 = const i32 1\n  \
    guard get_method \"a\", v0 -> v1, ok bb1, exit bb2\nbb1:\n  return v1\nbb2:\n  v3 = inc v3\n  jump bb3\n\
    bb3:\n  v2 = get_prop \"a\", v0\n  v2 = get_prop \"a\", v2\n  return v2";

fn guarded_property(options: &Options) -> Module {
    let text = format!("file \"a.js\"\nfunction fn0 \"f\" method params=1 {{\n{GUARDED_PROPERTY}\n}}");
    let program = yarrow_mir::parse::parse_program(&text).unwrap_or_else(|e| panic!("{e}"));
    let module = lower_program(&program, options);
    check(&module);
    module
}

#[test]
fn a_guard_of_a_property_has_the_cache_of_the_operation_behind_its_exit() {
    for budget in [Budget::NONE, Budget::UNLIMITED] {
        let module = guarded_property(&Options { budget, ..Options::default() });
        let f = function(&module, ".f");
        // The shapes that are compared, and what is handed to the runtime.
        let shapes: BTreeSet<i32> = insts(f)
            .filter_map(|i| match i {
                InstKind::Load { mem: MemType::I32, region: Region::Instance, offset, .. } => Some(*offset),
                _ => None,
            })
            .collect();
        let offsets: BTreeSet<i64> = insts(f)
            .filter_map(|i| match i {
                InstKind::Iconst { imm, .. } => Some(*imm),
                _ => None,
            })
            .collect();
        assert!(shapes.iter().any(|at| offsets.contains(&i64::from(at - GET_IC_OWN_SHAPE))), "{shapes:?} {offsets:?}");
        assert_eq!(calls(f).iter().filter(|c| **c == RtFn::rt_get_prop).count(), 2, "the guard runs no code");
        assert_eq!(calls(f).iter().filter(|c| **c == RtFn::rt_get_data).count(), 1);
    }
}

#[test]
fn guards_fail_where_they_are_to() {
    let leaves = |guards| {
        let module = guarded_property(&Options { budget: Budget::NONE, guards, ..Options::default() });
        let branches = function(&module, ".f").blocks.values();
        let count = branches.filter(|b| matches!(b.term, yarrow_lir::Terminator::Branch { .. })).count();
        (count, module.data.values().any(|d| d.name == "yarrow.guards"))
    };
    let (holding, no_cell) = leaves(GuardStress::Never);
    assert!(!no_cell);
    assert_eq!(leaves(GuardStress::Always), (holding + 1, false));
    assert_eq!(leaves(GuardStress::Seed(3)), (holding + 1, true));
}

#[test]
fn only_a_class_constructor_refuses_a_plain_call() {
    let module = lower(
        "file \"a.js\"\ninit fn1\nfunction fn0 \"C\" class_base {\n  v0: value\nbb0:\n  v0 = const undefined\n  return v0\n}\n\
         function fn1 \"main\" module {\n  v0: value\nbb0:\n  v0 = const undefined\n  v0 = closure fn0, v0\n  return v0\n}",
    );
    let c = calls(function(&module, ".C"));
    assert!(c.contains(&RtFn::rt_throw_error) && c.contains(&RtFn::rt_create_this));
    assert!(!calls(function(&module, "main$d")).contains(&RtFn::rt_throw_error));
}

#[test]
fn an_f64_that_was_just_boxed_is_compared_as_such() {
    let module = method(
        1,
        "  v0..v1: value\n  v2: f64\n  v3: bool",
        "  v0 = param 0\n  v2 = const f64 0.5\n  v1 = convert v2\n  v3 = lt v1, v0\n  v0 = convert v3\n  return v0",
    );
    let f = function(&module, ".f");
    assert!(calls(f).contains(&RtFn::rt_lt));
    let on_integers = insts(f).any(|i| matches!(i, InstKind::Icmp { cc: yarrow_lir::IntCc::Lt, .. }));
    assert!(!on_integers, "no integer path");
}

#[test]
fn the_product_of_unknown_values_may_be_a_bigint_and_has_a_slot() {
    let module = method(
        1,
        "  v0..v3: value",
        "  v0 = param 0\n  v1 = mul v0, v0\n  v2 = const undefined\n  v3 = call \"g\", v0, v2\n  return v1",
    );
    assert_eq!(slots(function(&module, ".f")), 2, "the parameter's, in the multiplication, and the product's");
}

#[test]
fn bigints_are_compared_by_the_runtime() {
    let module = method(
        0,
        "  v0..v1: value\n  v2: bool",
        "  v0 = bigint \"1\"\n  v1 = bigint \"2\"\n  v2 = strict_eq v0, v1\n  v0 = convert v2\n  return v0",
    );
    assert!(calls(function(&module, ".f")).contains(&RtFn::rt_strict_eq));
}

#[test]
fn sloppy_functions_differ_from_strict_ones_in_slow_paths_and_flags() {
    let text = |mark: &str| {
        format!(
            "file \"a.js\"\ninit fn1\nfunction fn0 \"f\" normal{mark} params=2 {{\n  v0..v1: value\n  v2: bool\nbb0:\n\
             v0 = param 0\n  v1 = param 1\n  set_prop \"a\", v0, v1\n  set_elem v0, v1, v1\n  set_super v0, v1, v0, v1\n\
             v2 = delete v0, v1\n  store_builtin \"b\", v1\n  v1 = with_get \"c\", v0\n  with_set \"c\", v0, v1\n  return v1\n}}\n\
             function fn1 \"main\" module {{\n  v0: value\nbb0:\n  v0 = const undefined\n  v0 = closure fn0, v0\n  return v0\n}}"
        )
    };
    let pairs = [
        (RtFn::rt_set_prop, RtFn::rt_set_prop_sloppy),
        (RtFn::rt_set_elem, RtFn::rt_set_elem_sloppy),
        (RtFn::rt_set_super, RtFn::rt_set_super_sloppy),
        (RtFn::rt_delete, RtFn::rt_delete_sloppy),
        (RtFn::rt_global_set, RtFn::rt_global_set_sloppy),
        (RtFn::rt_with_get, RtFn::rt_with_get_sloppy),
        (RtFn::rt_with_set, RtFn::rt_with_set_sloppy),
    ];
    let (strict, sloppy) = (lower(&text("")), lower(&text(" sloppy")));
    let calls_of = |m: &Module| calls(function(m, ".f"));
    for (a, b) in pairs {
        assert!(calls_of(&strict).contains(&a) && !calls_of(&strict).contains(&b), "{}", a.name());
        assert!(calls_of(&sloppy).contains(&b) && !calls_of(&sloppy).contains(&a), "{}", b.name());
    }
    let flags = |m: &Module| {
        let info = m.data.values().find(|d| d.name.contains(".info.")).expect("a FunctionInfo");
        let at = std::mem::offset_of!(yarrow_abi::layout::FunctionInfo, flags);
        u32::from_le_bytes(info.bytes[at..at + 4].try_into().expect("four bytes"))
    };
    assert_eq!(flags(&strict) & !flags(&sloppy), yarrow_abi::layout::INFO_STRICT);
}

#[test]
fn an_object_stays_this_of_a_sloppy_function() {
    let module = lower(
        "file \"a.js\"\ninit fn1\nfunction fn0 \"f\" normal sloppy {\n  v0: value\nbb0:\n  v0 = this\n  v0 = coerce_this v0\n  return v0\n}\n\
         function fn1 \"main\" module {\n  v0: value\nbb0:\n  v0 = new_object 0\n  v0 = coerce_this v0\n  return v0\n}",
    );
    assert!(calls(function(&module, ".f")).contains(&RtFn::rt_coerce_this));
    assert!(!calls(function(&module, "main$d")).contains(&RtFn::rt_coerce_this), "known to be an object");
}

#[test]
fn a_direct_eval_passes_callee_and_arguments_on_the_root_stack_and_its_scope_as_text() {
    let program = yarrow_mir::parse::parse_program(include_str!("../../mir/tests/text/scopes.mir")).expect("MIR text");
    let module = lower_program(&program, &Options::default());
    assert_eq!(calls(function(&module, ".script")).iter().filter(|f| **f == RtFn::rt_direct_eval).count(), 2);
    let texts: Vec<&[u8]> =
        module.data.values().filter(|d| d.name.contains(".scope.")).map(|d| d.bytes.as_slice()).collect();
    assert_eq!(texts, [b"g0 \"x\"".as_slice(), b"nothing"]);
}

#[test]
fn inline_forms_of_intrinsic_functions_are_well_typed() {
    for f in yarrow_abi::layout::FastBuiltin::ALL {
        let args = ", v0".repeat(f.argument_count());
        let body = format!(
            "  v0 = param 0\n  v1 = get_prop \"{}\", v0\n  v2 = call \"f\", v1, v0{args}\n  return v2",
            f.property()
        );
        method(1, "  v0..v2: value", &body);
    }
}

/// `n` objects that are alive together, then as many that are not, in blocks of their own.
fn many_objects(n: usize) -> String {
    let mut text = format!(
        "file \"a.js\"\ninit fn0\n\nfunction fn0 \"main\" module {{\n  v0..v{}: value\nbb0:\n  v0 = new_array 0\n",
        2 * n
    );
    let _ = (1..=n).try_for_each(|i| writeln!(text, "  v{i} = new_object 0"));
    let _ = (1..=n).try_for_each(|i| writeln!(text, "  array_append \"\", v0, v{i}"));
    for i in 1..=n {
        let v = n + i;
        let _ = writeln!(
            text,
            "  jump bb{i}\nbb{i}:\n  v{v} = new_object 0\n  array_append \"\", v0, v0\n  array_append \"\", v0, v{v}"
        );
    }
    text + "  return v0\n}\n"
}

/// Above the bound by intervals, below it by the graph of conflicts: as many slots. (The array and all but the first of the
/// objects are alive across a safepoint; the others share.)
#[test]
fn root_slots_are_shared_in_large_functions_too() {
    for n in [100, crate::frame::MAX_COLOURED] {
        assert_eq!(slots(function(&lower(&many_objects(n)), "main$d")), n);
    }
}
