//! What a call may do where it stands: MIR's effects against those of the runtime's table.
//!
//! In: the [`Cause`] of the code that is being lowered, and the call that it wants. A call that does what
//! the cause does not allow is a mistake of the compiler: the check panics and names both.
//!
//! Root slots, handlers, polls and the removal of dead code are decided from MIR's effects; what happens at run
//! time is what the called function does. So each bit has a direction:
//!
//! | the function | only if the cause | otherwise |
//! | --- | --- | --- |
//! | `calls_js` | `calls_js` | values that live on have no root slot, and are freed |
//! | `collects` | `calls_js` | the same |
//! | `throws` | `throws` | the handler reads vregs that are not kept for it |
//! | `enters_code` | `enters_code` | a cycle of calls has no poll and no check of the stacks |
//! | is not `pure` | is not `removable` | a call that somebody can see is removed |
//!
//! The cause may allow more than the function does: an instruction often has a fast path, or several functions.

use std::fmt;
use yarrow_abi::functions::RtFn;
use yarrow_mir::{Effects, Function, Inst};

/// Why code is emitted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// An instruction of MIR: the call may do what the instruction may.
    Inst { name: &'static str, effects: Effects },
    /// A terminator of MIR, and what a function loads for its whole run. Nothing that can be seen.
    Terminator,
    /// A poll. Collects: [`crate::frame`] counts polls among the safepoints.
    Poll,
    /// The checks of a function's entry: of the stacks, and of the `new` of a class. What they throw leaves the
    /// function, which has nothing to keep yet.
    EntryCheck,
    /// The object under construction, made at entry. May run JavaScript, since what the function was called with
    /// is still rooted in the incoming area; what is thrown leaves the function.
    Construction,
    /// The generic entry of a function, which enters the direct form and passes on what that throws.
    GenericEntry,
}

impl Cause {
    /// The instruction `inst` of `f`.
    #[must_use]
    pub fn inst(inst: &Inst, f: &Function) -> Cause {
        Cause::Inst { name: inst.op.info().name, effects: inst.effects(f) }
    }

    /// What a call may do.
    #[must_use]
    pub fn allows(self) -> Effects {
        const NONE: Effects = Effects { throws: false, calls_js: false, enters_code: false, removable: false };
        match self {
            Cause::Inst { effects, .. } => effects,
            Cause::Terminator => NONE,
            Cause::Poll => Effects { calls_js: true, ..NONE },
            Cause::EntryCheck => Effects { throws: true, ..NONE },
            Cause::Construction => Effects { throws: true, calls_js: true, ..NONE },
            Cause::GenericEntry => Effects { throws: true, calls_js: true, enters_code: true, ..NONE },
        }
    }

    /// Checks a call of the runtime.
    ///
    /// # Panics
    /// If the function may do what the cause does not allow.
    pub fn check_runtime(self, func: RtFn) {
        let (allowed, does) = (self.allows(), func.effects());
        let excess = if does.calls_js && !allowed.calls_js {
            "may run JavaScript"
        } else if does.collects && !allowed.calls_js {
            "may collect"
        } else if does.throws && !allowed.throws {
            "may throw"
        } else if does.enters_code && !allowed.enters_code {
            "enters code without a poll"
        } else if !does.pure && allowed.removable {
            "is not pure"
        } else {
            return;
        };
        panic!("{} {excess}, which {self} does not allow: {allowed:?}", func.name());
    }

    /// Checks a call of compiled code, which may do everything.
    ///
    /// # Panics
    /// If the cause does not allow that.
    pub fn check_entry(self) {
        let allowed = self.allows();
        let everything = Effects { throws: true, calls_js: true, enters_code: true, removable: false };
        assert!(allowed == everything, "{self} calls compiled code, but does not allow all: {allowed:?}");
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Cause::Inst { name, .. } => name,
            Cause::Terminator => "a terminator",
            Cause::Poll => "a poll",
            Cause::EntryCheck => "a check at entry",
            Cause::Construction => "the making of `this`",
            Cause::GenericEntry => "a generic entry",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::Cause;
    use crate::builder::FnBuilder;
    use yarrow_abi::functions::RtFn;
    use yarrow_lir::{Function, Linkage};
    use yarrow_mir::parse::parse_program;
    use yarrow_mir::{FuncId, Inst, Op, Type};

    /// The cause of a `name` whose operands are values or, else, doubles.
    fn cause(op: Op, operands: Type) -> Cause {
        let text = format!(
            "init fn0\nfunction fn0 \"main\" module {{\n  v0: {}\nbb0:\n  unreachable\n}}",
            if operands == Type::Value { "value" } else { "f64" }
        );
        let program = parse_program(&text).unwrap_or_else(|e| panic!("{e}"));
        let f = &program.functions[FuncId::from_u32(0)];
        let v0 = f.vregs.keys().next().expect("a vreg");
        let inst = Inst { op, args: [v0, v0].into_iter().collect(), dst: None, loc: f.loc };
        Cause::inst(&inst, f)
    }

    #[test]
    fn a_function_may_do_what_the_instruction_may() {
        cause(Op::Add, Type::Value).check_runtime(RtFn::rt_add);
        cause(Op::Rem, Type::F64).check_runtime(RtFn::rt_f64_rem);
        cause(Op::ToObject, Type::Value).check_runtime(RtFn::rt_to_object);
        cause(Op::IterCloseSilent, Type::Value).check_runtime(RtFn::rt_iter_close_silent);
        cause(Op::IterNext, Type::Value).check_entry();
    }

    #[test]
    fn an_instruction_may_allow_more_than_the_function_does() {
        cause(Op::Add, Type::Value).check_runtime(RtFn::rt_typeof);
        cause(Op::SuperConstructor, Type::Value).check_runtime(RtFn::rt_super_constructor);
    }

    #[test]
    #[should_panic(expected = "rt_add may run JavaScript, which to_object does not allow")]
    fn an_instruction_that_only_throws_runs_no_javascript() {
        cause(Op::ToObject, Type::Value).check_runtime(RtFn::rt_add);
    }

    #[test]
    #[should_panic(expected = "rt_rem may run JavaScript, which rem does not allow")]
    fn an_operator_on_machine_numbers_does_not_ask_for_values() {
        cause(Op::Rem, Type::F64).check_runtime(RtFn::rt_rem);
    }

    #[test]
    #[should_panic(expected = "rt_gc_poll may collect, which set_home does not allow")]
    fn a_function_that_collects_needs_a_safepoint() {
        cause(Op::SetHome, Type::Value).check_runtime(RtFn::rt_gc_poll);
    }

    #[test]
    #[should_panic(expected = "rt_env_new may throw, which load_home does not allow")]
    fn an_instruction_without_an_edge_to_the_handler_does_not_throw() {
        cause(Op::LoadHome, Type::Value).check_runtime(RtFn::rt_env_new);
    }

    #[test]
    #[should_panic(expected = "rt_iter_close may throw, which iter_close_silent does not allow")]
    fn what_drops_exceptions_does_not_throw() {
        cause(Op::IterCloseSilent, Type::Value).check_runtime(RtFn::rt_iter_close);
    }

    #[test]
    #[should_panic(expected = "rt_delegate_result is not pure, which typeof does not allow")]
    fn an_instruction_that_may_be_removed_has_no_effect() {
        cause(Op::Typeof, Type::Value).check_runtime(RtFn::rt_delegate_result);
    }

    #[test]
    #[should_panic(expected = "rt_call_value enters code without a poll, which get_prop does not allow")]
    fn code_is_entered_where_the_function_polls_for_it() {
        let name = yarrow_mir::StrId::from_u32(0);
        cause(Op::GetProp(name), Type::Value).check_runtime(RtFn::rt_call_value);
    }

    #[test]
    #[should_panic(expected = "get_elem calls compiled code")]
    fn compiled_code_is_called_by_what_enters_code() {
        cause(Op::GetElem, Type::Value).check_entry();
    }

    #[test]
    #[should_panic(expected = "rt_throw_error may throw, which a terminator does not allow")]
    fn a_terminator_calls_nothing_that_can_be_seen() {
        Cause::Terminator.check_runtime(RtFn::rt_throw_error);
    }

    #[test]
    #[should_panic(expected = "rt_create_this may run JavaScript, which a check at entry does not allow")]
    fn the_checks_of_an_entry_only_throw() {
        Cause::EntryCheck.check_runtime(RtFn::rt_create_this);
    }

    #[test]
    #[should_panic(expected = "rt_add may run JavaScript, which set_home does not allow")]
    fn a_call_that_its_cause_does_not_allow_is_not_emitted() {
        let mut b = FnBuilder::new(Function::new("f".to_owned(), Linkage::Local, None));
        let word = b.word(0);
        b.call_rt(cause(Op::SetHome, Type::Value), RtFn::rt_add, &[word; 4]);
    }
}
