//! Generators: making them, suspending with a copy of the registers, resuming from it.

use crate::decode::{Delegate, GeneratorCode, NONE, Term};
use crate::machine::{Machine, Next};
use yarrow_abi::layout::{
    CellKind, GENERATOR_DELEGATING, GENERATOR_FLAGS, GENERATOR_RUNNING, GENERATOR_SLOTS, GENERATOR_STATE, ResumeMode,
};
use yarrow_core::{JsResult, Object, Value};
use yarrow_mir::SuspendKind;

/// The frame slots of an interpreted generator.
fn slots(generator: Object, count: u32) -> &'static mut [u64] {
    // SAFETY: its descriptor states so many slots. The slice is used at once, while the generator lives.
    unsafe {
        let at = generator.address().add(GENERATOR_SLOTS as usize).cast::<u64>();
        std::slice::from_raw_parts_mut(at, count as usize)
    }
}

fn write_word(generator: Object, at: i32, v: u32) {
    // SAFETY: a word of a generator cell.
    unsafe { generator.address().add(at as usize).cast::<u32>().write(v) };
}

impl Machine<'_> {
    /// The generator being resumed.
    fn generator(&self) -> Object {
        self.object()
            .as_kind(CellKind::Generator)
            .unwrap_or_else(|| panic!("{} suspends but is no generator being resumed", self.code.name))
    }

    pub fn set_flags(&mut self, flags: u32) {
        write_word(self.generator(), GENERATOR_FLAGS, flags);
    }

    fn save(&mut self, generator: Object, state: u32, flags: u32) {
        slots(generator, self.code.registers).copy_from_slice(self.registers());
        self.ctx.store.write_barrier(generator);
        write_word(generator, GENERATOR_STATE, state);
        write_word(generator, GENERATOR_FLAGS, flags);
    }

    /// The generator object of a call, not started.
    pub fn new_generator(&mut self) -> JsResult<Value> {
        let layout = self.code.generator.as_ref().unwrap_or_else(|| panic!("{} is no generator", self.code.name));
        let default = self.ctx.intrinsics.generator_prototype;
        let proto = self.ctx.prototype_from_constructor(self.incoming(0), default)?;
        // SAFETY: resume function and descriptor belong together, and are never freed.
        let g = unsafe { self.ctx.new_generator(proto.value(), layout.resume, &raw const layout.desc)? };
        self.save(g, 0, 0);
        Ok(g.value())
    }

    pub fn suspend(&mut self, state: u32, kind: SuspendKind) {
        let flags = match kind {
            SuspendKind::Yield => 0,
            SuspendKind::Delegate => GENERATOR_DELEGATING,
        };
        let g = self.generator();
        self.save(g, state, flags);
    }

    /// Continues a suspended generator.
    pub fn resume(
        &mut self,
        generator: Object,
        layout: &'static GeneratorCode,
        mode: ResumeMode,
        value: Value,
    ) -> JsResult<Value> {
        self.set_object(generator.value());
        self.keep(value);
        write_word(generator, GENERATOR_FLAGS, GENERATOR_RUNNING);
        let count = self.code.registers;
        let state = self.ctx.generator_state(generator);
        let map = &layout.maps[state as usize * layout.desc.map_words as usize..];
        let saved = slots(generator, count);
        for (i, (to, from)) in self.registers().iter_mut().zip(saved).enumerate() {
            if map[i / 64] & (1 << (i % 64)) != 0 {
                *to = *from;
            }
        }
        let block = layout.blocks[state as usize];
        if state == 0 {
            return self.run_after(block, Ok(Next::Block(block)));
        }
        let data = &self.code.blocks[block as usize];
        self.mark(data.loc);
        let next = match &data.term {
            Term::Yield(y) => {
                let to = match mode {
                    ResumeMode::Next => y.resume,
                    ResumeMode::Throw => y.on_throw,
                    ResumeMode::Return => y.on_return,
                };
                if to == NONE {
                    Err(self.ctx.throw(value))
                } else {
                    self.set(y.result, value);
                    Ok(Next::Block(to))
                }
            }
            Term::Delegate(d) => self.delegate(d, mode, value),
            term => panic!("state {state} of {} is at {term:?}", self.code.name),
        };
        self.run_after(block, next)
    }

    /// Steps the inner iterator of a `yield*`: suspends with its answer, or goes on at its end.
    pub fn delegate(&mut self, d: &Delegate, mode: ResumeMode, received: Value) -> JsResult<Next> {
        let answer = self.ctx.delegate_step(self.get(d.iter), mode, received)?;
        self.ctx.store.prefix.root_top = self.top;
        Ok(match answer {
            Some(v) => {
                self.suspend(d.state, SuspendKind::Delegate);
                Next::Return(v)
            }
            None => {
                let completion = self.ctx.take_delegate_result();
                self.set(d.result, completion);
                Next::Block(if mode == ResumeMode::Return { d.on_return } else { d.resume })
            }
        })
    }
}
