//! Where a program may evaluate text at run time, which decides whether its executable carries the
//! compiler: direct eval, and the globals `eval` and `Function` where they are more than compared with. The constructors of the
//! other sorts of functions have no global name: they are looked for where programs take them from, which is `constructor` of a
//! function expression or of what a call with one returns (`Object.getPrototypeOf(async function () {}).constructor`).

use crate::cli::EvalArgs;
use crate::link::Evaluation;
use crate::progress::Progress;
use std::collections::HashMap;
use yarrow_abi::layout::CALL_HEADER;
use yarrow_mir::{Function, Inst, Loc, Op, Program, VReg};

/// What the program is linked with. Warns of each use where `--no-eval` forbids it.
#[must_use]
pub fn evaluation(program: &Program, args: EvalArgs, progress: &Progress) -> Evaluation {
    if args.eval {
        return Evaluation::With;
    }
    let uses = eval_uses(program);
    if args.no_eval {
        if !uses.is_empty() {
            progress.hide();
        }
        for u in &uses {
            let file = program.files.get(usize::from(u.loc.file)).map_or("", String::as_str);
            eprintln!("warning: `{}` will throw an EvalError, because of --no-eval", u.what);
            eprintln!(" --> {file}:{}:{}", u.loc.line, u.loc.column);
        }
    }
    if uses.is_empty() || args.no_eval { Evaluation::Without } else { Evaluation::With }
}

/// A use in the source: what, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvalUse {
    pub what: &'static str,
    pub loc: Loc,
}

/// The places in source order.
#[must_use]
pub fn eval_uses(program: &Program) -> Vec<EvalUse> {
    let mut uses = Vec::new();
    for f in program.functions.values() {
        let mut origins = None;
        for inst in f.blocks.values().flat_map(|b| &b.insts) {
            let what = match inst.op {
                Op::DirectEval(..) => "eval",
                Op::LoadBuiltin(name) | Op::LoadBuiltinOrUndefined(name) => {
                    match program.strings.display(name).as_str() {
                        "eval" => "eval",
                        "Function" => "Function",
                        _ => continue,
                    }
                }
                Op::GetProp(name) if program.strings.display(name) == "constructor" => {
                    let origins = origins.get_or_insert_with(|| Origins::of(f));
                    if !origins.is_of_function(program, inst.args[0]) {
                        continue;
                    }
                    "constructor"
                }
                _ => continue,
            };
            let evaluates = matches!(inst.op, Op::DirectEval(..))
                || inst.dst.is_none_or(|v| uses_of(f, v).any(|i| !is_harmless(program, i, v)) || is_passed_on(f, v));
            if evaluates {
                uses.push(EvalUse { what, loc: inst.loc });
            }
        }
    }
    uses.sort_by_key(|u| (u.loc.file, u.loc.line, u.loc.column));
    uses.dedup();
    uses
}

/// The functions that a function makes, and its calls, by where they leave them.
struct Origins<'a>(HashMap<VReg, Vec<&'a Inst>>);

impl<'a> Origins<'a> {
    fn of(f: &'a Function) -> Self {
        let mut origins: HashMap<VReg, Vec<&Inst>> = HashMap::new();
        for inst in f.blocks.values().flat_map(|b| &b.insts) {
            if let (Op::Closure(_) | Op::Call(_), Some(v)) = (&inst.op, inst.dst) {
                origins.entry(v).or_default().push(inst);
            }
        }
        Origins(origins)
    }

    fn at(&self, v: VReg) -> impl Iterator<Item = &&'a Inst> {
        self.0.get(&v).into_iter().flatten()
    }

    /// Is it a function made here, or what a call with one returns that may suspend?
    fn is_of_function(&self, program: &Program, v: VReg) -> bool {
        let may_suspend =
            |v| self.at(v).any(|i| matches!(i.op, Op::Closure(id) if program.functions[id].kind.may_suspend()));
        self.at(v).any(|i| match i.op {
            Op::Closure(_) => true,
            _ => i.args.get(CALL_HEADER..).is_some_and(|args| args.iter().any(|a| may_suspend(*a))),
        })
    }
}

fn uses_of(f: &Function, v: VReg) -> impl Iterator<Item = &Inst> {
    f.blocks.values().flat_map(|b| &b.insts).filter(move |i| i.args.contains(&v))
}

/// Does a terminator read it?
fn is_passed_on(f: &Function, v: VReg) -> bool {
    let mut read = false;
    f.blocks.values().for_each(|b| b.term.each_use(|u| read |= u == v));
    read
}

/// An instruction that cannot make `v` evaluate anything. That the callee of a direct eval is `eval` is
/// counted at the call.
fn is_harmless(program: &Program, inst: &Inst, v: VReg) -> bool {
    match inst.op {
        Op::Typeof | Op::StrictEq | Op::LooseEq | Op::IsUndefined | Op::IsNullish | Op::Truthy => true,
        Op::InstanceOf => inst.args[0] != v,
        Op::GetProp(name) => program.strings.display(name) == "prototype",
        Op::DirectEval(..) => inst.args[0] == v && inst.args[1..].iter().all(|a| *a != v),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::eval_uses;
    use yarrow_mir::parse::parse_program;

    fn uses(body: &str) -> Vec<&'static str> {
        let text = format!("function fn0 \"f\" normal {{\n  v0..v2: value\n  v3: bool\nbb0:\n{body}  return v1\n}}\n");
        let program = parse_program(&text).unwrap_or_else(|e| panic!("{e}\n{text}"));
        eval_uses(&program).into_iter().map(|u| u.what).collect()
    }

    #[test]
    fn comparing_function_needs_no_evaluator() {
        assert!(uses("  v0 = load_builtin \"Function\"\n  v1 = get_prop \"prototype\", v0\n").is_empty());
        assert!(uses("  v1 = const null\n  v0 = load_builtin \"Function\"\n  v3 = instance_of v1, v0\n").is_empty());
    }

    #[test]
    fn constructors_of_functions_made_here_do() {
        let suspends = |kind: &str, body: &str| {
            let text = format!(
                "function fn0 \"f\" normal {{\n  v0..v3: value\n  v4: bool\nbb0:\n  v0 = const undefined\n{body}  return v1\n}}\n\
                 function fn1 \"g\" {kind} {{\n  v0: value\nbb0:\n  v0 = const undefined\n  return v0\n}}\n"
            );
            let program = parse_program(&text).unwrap_or_else(|e| panic!("{e}\n{text}"));
            eval_uses(&program).into_iter().map(|u| u.what).collect::<Vec<_>>()
        };
        let own = "  v1 = closure fn1, v0\n  v1 = get_prop \"constructor\", v1\n";
        assert_eq!(suspends("async", own), ["constructor"]);
        assert_eq!(suspends("method", own), ["constructor"]);
        let of_call = "  v1 = closure fn1, v0\n  v2 = call \"f\", v0, v0, v1\n  v1 = get_prop \"constructor\", v2\n";
        assert_eq!(suspends("async", of_call), ["constructor"]);
        assert!(suspends("method", of_call).is_empty());
        let compared = "  v1 = closure fn1, v0\n  v2 = get_prop \"constructor\", v1\n  v4 = strict_eq v2, v0\n";
        assert!(suspends("async", compared).is_empty());
        let other = "  v1 = new_object 0\n  v1 = get_prop \"constructor\", v1\n";
        assert!(suspends("async", other).is_empty());
    }

    #[test]
    fn calling_or_passing_on_does() {
        assert_eq!(
            uses("  v1 = const null\n  v0 = load_builtin \"Function\"\n  v1 = construct \"\", v0, v0\n"),
            ["Function"]
        );
        assert_eq!(uses("  v1 = load_builtin \"eval\"\n"), ["eval"]);
    }
}
