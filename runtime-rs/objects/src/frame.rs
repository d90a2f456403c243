//! Frames of an interpreter on the root stack, and the calls that it makes.

use crate::args::Args;
use crate::cell::{GeneratorCell, object_flags as flag};
use crate::context::Scope;
use crate::expect::expect_function;
use crate::function::Code;
use crate::realms::RealmId;
use crate::suspended::{frame_slots, live_words};
use crate::throw::JsResult;
use crate::units::UNIT_MODULE;
use crate::values::{ObjectFields, Value};
use std::marker::PhantomData;
use yarrow_abi::layout::CALL_HEADER;
use yarrow_abi::value::frame_marker;

/// Words that the runtime may use above a frame before it checks the stack itself.
const SLACK: usize = 16;

/// A frame marker, which names a place in the source, and registers: words of the root stack that can be written. What is
/// read from a register is borrowed: it is alive until one is written.
pub struct Frame<'s> {
    words: *mut u64,
    registers: usize,
    scope: PhantomData<fn(&'s ()) -> &'s ()>,
}

impl Frame<'_> {
    /// Names the location where the activation is, among those of all units.
    #[inline(always)]
    pub fn mark(&mut self, location: u32) {
        // SAFETY: the frame's first word. A marker is taken for no value.
        unsafe { self.words.write(frame_marker(UNIT_MODULE, location)) };
    }

    #[inline(always)]
    fn at(&self, r: usize) -> *mut u64 {
        assert!(r < self.registers, "register {r} of {}", self.registers);
        self.words.wrapping_add(1 + r)
    }

    /// A register: EMPTY if nothing was written to it.
    #[must_use]
    #[inline(always)]
    pub fn get(&self, r: usize) -> Value<'_> {
        // SAFETY: a register of the frame, which is a root for as long as it holds the value.
        unsafe { Value::from_bits(self.at(r).read()) }
    }

    /// Writes to one register what another one holds.
    #[inline(always)]
    pub fn copy(&mut self, to: usize, from: usize) {
        // SAFETY: registers of the frame.
        unsafe { self.at(to).write(self.at(from).read()) };
    }

    #[inline(always)]
    pub fn set(&mut self, r: usize, value: Value<'_>) {
        // SAFETY: a register of the frame. Nobody relies on what it held: that would be borrowed.
        unsafe { self.at(r).write(value.bits()) };
    }
}

impl<'s> Scope<'s> {
    /// A frame of so many registers; RangeError if there is no room for it and for calls of so many words.
    pub fn new_frame(&mut self, registers: usize, outgoing: usize) -> JsResult<Frame<'s>> {
        let words = self.ctx.store.prefix.root_top;
        let top = words.wrapping_add(1 + registers);
        if self.stack_is_used_up() || top.wrapping_add(outgoing + SLACK) >= self.ctx.store.prefix.root_limit {
            return Err(self.throw_stack_overflow());
        }
        // SAFETY: the words lie below the limit.
        unsafe { std::ptr::write_bytes(words, 0, 1 + registers) };
        self.ctx.store.prefix.root_top = top;
        Ok(Frame { words, registers, scope: PhantomData })
    }

    // --- calls ------------------------------------------------------------------------------------------

    /// Puts on the root stack what a call passes: where it lies, and how many arguments there are.
    fn pass<'v>(&mut self, words: impl Iterator<Item = Value<'v>>) -> (*mut u64, usize) {
        let sp = self.ctx.store.prefix.root_top;
        let mut count = 0;
        for v in words {
            self.ctx.store.push_root(v.bits());
            count += 1;
        }
        assert!(count >= CALL_HEADER, "a call passes callee and `this`");
        (sp, count - CALL_HEADER)
    }

    /// `[[Call]]` of a function, given as callee, `this` and arguments.
    pub fn call_words<'v>(&mut self, words: impl Iterator<Item = Value<'v>>) -> JsResult<Value<'s>> {
        let (sp, argc) = self.pass(words);
        // SAFETY: `pass` wrote it.
        let callee = expect_function(unsafe { Value::from_bits(sp.read()) });
        let code = callee.function().code.get();
        let stays = callee.has_flag(flag::FOREIGN | flag::EXOTIC);
        let realm = if stays { self.current_realm() } else { RealmId::default() };
        // SAFETY: code of the calling convention, which finds at `sp` what it expects.
        let word = self.ctx.in_realm(realm, |ctx| unsafe {
            let code = std::mem::transmute::<*const u8, Code>(code);
            code(ctx, sp, argc as u64)
        });
        self.ctx.store.prefix.root_top = sp;
        self.result_of(word)
    }

    /// `[[Construct]]`, given as callee, `new.target` and arguments; `text` is the callee's in the source.
    pub fn construct_words<'v>(
        &mut self,
        words: impl Iterator<Item = Value<'v>>,
        text: Value<'_>,
    ) -> JsResult<Value<'s>> {
        let (sp, argc) = self.pass(words);
        // SAFETY: `pass` wrote callee, `new.target` and arguments there. What `text` says is alive for the call.
        let word = unsafe { self.ctx.construct_in_place(sp, argc, text.bits()) };
        self.ctx.store.prefix.root_top = sp;
        self.result_of(word)
    }

    /// Runs `f` as the body of a function that is called with callee, `this` and arguments.
    pub fn run_words<'v>(
        &mut self,
        words: impl Iterator<Item = Value<'v>>,
        f: impl for<'i> FnOnce(&mut Scope<'i>, Args<'i>) -> JsResult<Value<'i>>,
    ) -> JsResult<Value<'s>> {
        let (sp, argc) = self.pass(words);
        // SAFETY: `pass` wrote what the convention says.
        let word = unsafe { Scope::called(&raw mut self.ctx, sp, argc as u64, f) };
        self.ctx.store.prefix.root_top = sp;
        self.result_of(word)
    }

    // --- generators -------------------------------------------------------------------------------------

    /// Keeps the registers of a frame in a generator or coroutine, which resumes from this state.
    pub fn save_frame(&mut self, g: Value<'_>, frame: &Frame<'_>, state: u32, flags: u32) {
        for (i, slot) in frame_slots(g).iter().enumerate() {
            slot.set(frame.get(i).bits());
        }
        g.layout::<GeneratorCell>().expect("a generator or a coroutine").state.set(state);
        self.set_generator_flags(g, flags);
    }

    /// Gives a frame the registers that live in the state of a generator or coroutine.
    pub fn restore_frame(&mut self, g: Value<'_>, frame: &mut Frame<'_>) {
        for (i, word) in live_words(g) {
            // SAFETY: a register of the frame, and a word that is a value in this state.
            unsafe { frame.at(i).write(word) };
        }
    }
}
