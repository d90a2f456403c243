//! One activation: its frame, and what it was called with.

use crate::code::{Code, Inst, Unit};
use yarrow_abi::layout::CellKind;
use yarrow_mir::StrId;
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Args, Frame, Scope, Value};

/// One activation. What is read of a register is borrowed from it: so no register is written while an instruction uses
/// its operands.
pub(crate) struct Machine<'s> {
    pub unit: &'static Unit,
    pub code: &'static Code,
    /// `None` once a generator is resumed.
    args: Option<Args<'s>>,
    pub frame: Frame<'s>,
    /// Has the last `call_next` given a yielded value?
    pub yielded: bool,
}

impl<'s> Machine<'s> {
    /// An activation with its registers empty; RangeError if the stack is used up.
    pub fn new(ctx: &mut Scope<'s>, code: &'static Code, args: Option<Args<'s>>) -> JsResult<Machine<'s>> {
        // SAFETY: a code belongs to a unit, neither is ever freed.
        let unit = unsafe { &*code.unit };
        // The object and the result come last.
        let frame = ctx.new_frame(code.registers as usize + 2, code.outgoing as usize)?;
        let mut machine = Machine { unit, code, args, frame, yielded: false };
        machine.mark(code.loc);
        Ok(machine)
    }

    // --- registers ------------------------------------------------------------------------------

    #[inline(always)]
    pub fn get(&self, r: u32) -> Value<'_> {
        self.frame.get(r as usize)
    }

    #[inline(always)]
    pub fn set(&mut self, r: u32, v: Value<'_>) {
        self.frame.set(r as usize, v);
    }

    /// The i-th argument of an instruction.
    #[inline(always)]
    pub fn arg(&self, inst: &Inst, i: usize) -> Value<'_> {
        self.get(inst.args[i])
    }

    /// Any number of arguments of an instruction, from the `skip`-th on.
    pub fn listed(&self, inst: &Inst, skip: usize) -> impl Iterator<Item = Value<'_>> {
        let (start, len) = inst.list;
        self.code.lists[start as usize..][..len as usize][skip..].iter().map(|r| self.get(*r))
    }

    /// The result of an instruction is its i-th argument.
    #[inline(always)]
    pub fn pass_on(&mut self, inst: &Inst, i: usize) {
        self.frame.copy(inst.dst as usize, inst.args[i] as usize);
    }

    #[inline(always)]
    pub fn set_bool(&mut self, inst: &Inst, b: bool) {
        self.set(inst.dst, Value::bool(b));
    }

    /// The string or constant of an instruction.
    #[inline(always)]
    pub fn word(&self, inst: &Inst) -> Value<'_> {
        // SAFETY: constants of a unit are numbers, words that are no cells, and strings that its instance roots.
        unsafe { Value::from_bits(inst.word) }
    }

    /// The result of an instruction is its constant.
    #[inline(always)]
    pub fn load_constant(&mut self, inst: &Inst) {
        // SAFETY: as for `word`.
        self.set(inst.dst, unsafe { Value::from_bits(inst.word) });
    }

    /// A string constant.
    pub fn string(&self, s: StrId) -> Value<'_> {
        let at = self.unit.globals.len() + s.as_u32() as usize;
        // SAFETY: the strings of the unit's instance follow its globals, and are roots.
        unsafe { Value::from_bits(self.unit.instance.add(at).read()) }
    }

    /// Clears the registers of a list.
    #[inline(always)]
    pub fn clear(&mut self, (start, len): (u32, u32)) {
        for i in start..start + len {
            self.set(self.code.lists[i as usize], Value::EMPTY);
        }
    }

    /// Writes the location into the frame's marker.
    #[inline(always)]
    pub fn mark(&mut self, loc: u32) {
        self.frame.mark(self.unit.first_location + loc);
    }

    /// The object under construction or the generator being resumed; EMPTY if there is none.
    pub fn object(&self) -> Value<'_> {
        self.get(self.code.registers)
    }

    pub fn set_object(&mut self, v: Value<'_>) {
        self.set(self.code.registers, v);
    }

    /// The generator or coroutine being resumed.
    pub fn generator(&self) -> Option<Value<'_>> {
        const KINDS: [CellKind; 3] = [CellKind::Generator, CellKind::AsyncGenerator, CellKind::Coroutine];
        Some(self.object()).filter(|v| KINDS.iter().any(|kind| v.is_kind(*kind)))
    }

    /// What the activation came to, or yields.
    pub fn result(&self) -> Value<'_> {
        self.get(self.code.registers + 1)
    }

    pub fn set_result(&mut self, v: Value<'_>) {
        self.set(self.code.registers + 1, v);
    }

    /// The result is what a register holds.
    pub fn answer(&mut self, r: u32) {
        self.frame.copy(self.code.registers as usize + 1, r as usize);
    }

    // --- what the function was called with ------------------------------------------------------

    /// Generators read it before they are suspended for the first time.
    pub fn args(&self) -> Args<'s> {
        self.args.unwrap_or_else(|| panic!("{} is resumed and was not called", self.code.name))
    }

    /// Writes `this` to a register.
    pub fn load_this(&mut self, dst: u32) {
        if self.object() == Value::EMPTY {
            let this = self.args().this();
            self.set(dst, this);
        } else {
            self.frame.copy(dst as usize, self.code.registers as usize);
        }
    }
}
