//! Iteration: the iterator protocol with its fast forms, and `for-in`.
//!
//! `iter_open` returns one of
//! * the generator object itself, where it would be pulled by the intrinsic `next`;
//! * a record over an array, string, Map or Set whose iteration nobody has tampered with: it makes
//!   no iterator and no result objects;
//! * a generic record of an iterator and its `next`.
//!
//! None of them is visible to JavaScript.

use crate::builtin_iterator::{BuiltinIteration, IteratorKind};
use crate::resume::{Resumed, Resumption};
use easy_ext::ext;
use std::collections::HashSet;
use yarrow_abi::kinds::ResumeMode;
use yarrow_objects::rooted::{FlatString, Object, PropertyKey, Scope, Value};
use yarrow_objects::{CellKind, Cursor, Drained, ForIn, IterMode, JsResult, Mixer, Part, Record, Throw};

#[ext(Iteration)]
pub impl<'s> Scope<'s> {
    /// GetIterator(v, sync) (7.4.3).
    fn iter_open(&mut self, v: Value<'_>) -> JsResult<Value<'s>> {
        self.iter_open_named(v, Value::UNDEFINED)
    }

    /// As [`Scope::iter_open`], with the source text of `v` for the error message.
    fn iter_open_named(&mut self, v: Value<'_>, text: Value<'_>) -> JsResult<Value<'s>> {
        if v.is_nullish() {
            return Err(self.throw_not_iterable(v, text));
        }
        if let Some(iter) = self.iter_open_intact(v)? {
            return Ok(iter);
        }
        let key = self.symbols.iterator;
        let method = self.get_value(v, key)?;
        if !method.is_callable() {
            return Err(self.throw_not_iterable(v, text));
        }
        self.iter_open_calling(v, method)
    }

    /// TypeError: `v` is not iterable. The text is its source, if known, after three dots if it is spread into arguments.
    fn throw_not_iterable(&mut self, v: Value<'_>, text: Value<'_>) -> Throw {
        let text = text.as_string().map_or_else(String::new, |t| t.to_rust());
        let shown = match text.strip_prefix("...") {
            Some(_) if !v.is_nullish() => {
                return self.throw_type_error(format_args!(
                    "Spread syntax requires ...iterable[Symbol.iterator] to be a function"
                ));
            }
            Some(spread) => spread.to_owned(),
            None if text.is_empty() => self.describe_typed(v),
            None => return self.throw_type_error(format_args!("{text} is not iterable")),
        };
        self.throw_type_error(format_args!("{shown} is not iterable (cannot read property Symbol(Symbol.iterator))"))
    }

    /// GetIteratorFromMethod (7.4.4), where the method has been read already.
    fn iter_open_by(&mut self, v: Value<'_>, method: Value<'_>) -> JsResult<Value<'s>> {
        if let Some(iter) = self.iter_open_intact(v)? {
            let usual = match Record::of(iter) {
                Some(record) => self.usual_method(record.mode()),
                None => Some(self.intrinsics.iterator_prototype_iterator),
            };
            if usual == Some(method) {
                return Ok(iter);
            }
        }
        self.iter_open_calling(v, method)
    }

    /// The rest of GetIteratorFromMethod: checks the iterator and reads its `next`.
    fn iter_from_iterator(&mut self, iterator: Value<'_>) -> JsResult<Value<'s>> {
        let Some(o) = iterator.as_object() else {
            return Err(self.throw_type_error(format_args!("Result of the Symbol.iterator method is not an object")));
        };
        if o.is(CellKind::Generator) && self.is_intact(o)? {
            return Ok(self.root(iterator));
        }
        let ctx = self;
        let key = ctx.names.next;
        let next = ctx.get(o, key)?;
        ctx.new_record(IterMode::Generic, iterator, next)
    }

    /// IteratorStepValue (7.4.10): `None` at the end. A record that finished or threw is done.
    fn iter_next(&mut self, iter: Value<'_>) -> JsResult<Option<Value<'s>>> {
        let Some(record) = Record::of(iter) else {
            let Some(generator) = iter.as_kind(CellKind::Generator) else { return Ok(None) };
            return match self.generator_resume_raw(generator, ResumeMode::Next, Value::UNDEFINED)? {
                Resumed::Done(_) => Ok(None),
                Resumed::Yield(v) => Ok(Some(v)),
                Resumed::Delegate(raw) => self.open_result(raw),
            };
        };
        if record.is_done() {
            return Ok(None);
        }
        let ctx = self;
        let step = ctx.record_next(record);
        if !matches!(step, Ok(Some(_))) {
            record.set_done();
        }
        step
    }

    /// The rest of a step of a record, whose `next` has returned `result`.
    fn iter_result_value(&mut self, record: Value<'_>, result: Value<'_>) -> JsResult<Option<Value<'s>>> {
        let step = self.open_result(result);
        if !matches!(step, Ok(Some(_))) {
            self.set_iter_done(record);
        }
        step
    }

    /// IteratorStep (7.4.9) without a look at the value: whether there was one.
    fn iter_step(&mut self, iter: Value<'_>) -> JsResult<bool> {
        if let Some(generator) = iter.as_kind(CellKind::Generator) {
            return match self.generator_resume_raw(generator, ResumeMode::Next, Value::UNDEFINED)? {
                Resumed::Done(_) => Ok(false),
                Resumed::Yield(_) => Ok(true),
                Resumed::Delegate(raw) => self.is_not_done(raw),
            };
        }
        let Some(record) = Record::of(iter).filter(|r| r.mode() == IterMode::Generic && !r.is_done()) else {
            return Ok(self.iter_next(iter)?.is_some());
        };
        let ctx = &mut self.inner();
        let (source, next) = ctx.record_parts(record);
        let result = ctx.call(next, source, &[]);
        let step = result.and_then(|result| ctx.is_not_done(result));
        if !matches!(step, Ok(true)) {
            record.set_done();
        }
        step
    }

    /// IteratorClose (7.4.11) with a completion that is not a throw.
    fn iter_close(&mut self, iter: Value<'_>) -> JsResult<()> {
        let iterator = match Record::of(iter) {
            Some(record) => {
                if record.is_done() {
                    return Ok(());
                }
                record.set_done();
                if record.mode() != IterMode::Generic {
                    return self.close_fast_record(iter);
                }
                self.record_parts(record).0
            }
            None => match iter.as_kind(CellKind::Generator) {
                Some(generator) if self.generator_is_done(generator) => return Ok(()),
                _ => iter,
            },
        };
        if !iterator.is_object() {
            return Ok(());
        }
        let ctx = &mut self.inner();
        let generator = iterator.as_kind(CellKind::Generator);
        // One that is intact has the `return` of all generators.
        let intact = match generator {
            Some(generator) => ctx.is_intact(generator)?,
            None => false,
        };
        let method = if intact {
            ctx.intrinsics.generator_return
        } else {
            let key = ctx.names.return_;
            ctx.get_method(iterator, key)?
        };
        if method.is_undefined() {
            return Ok(());
        }
        if method == ctx.intrinsics.generator_return
            && let Some(generator) = generator
        {
            let resumed = ctx.generator_resume_raw(generator, ResumeMode::Return, Value::UNDEFINED)?;
            return match resumed {
                Resumed::Delegate(raw) if !raw.is_object() => Err(ctx.throw_not_an_object(raw)),
                Resumed::Delegate(_) | Resumed::Yield(_) | Resumed::Done(_) => Ok(()),
            };
        }
        let result = ctx.call(method, iterator, &[])?;
        if result.is_object() {
            return Ok(());
        }
        Err(ctx.throw_not_an_object(result))
    }

    /// IteratorClose with a throw completion: returns `throw`, whatever closing throws.
    fn iter_close_throw(&mut self, iter: Value<'_>, throw: Throw) -> Throw {
        let ctx = &mut self.inner();
        let thrown = ctx.caught(throw);
        ctx.iter_close_silent(iter);
        ctx.throw(thrown)
    }

    /// IteratorClose where another exception is dealt with: what closing throws is dropped.
    fn iter_close_silent(&mut self, iter: Value<'_>) {
        if let Err(throw) = self.iter_close(iter) {
            let _ = self.caught(throw);
        }
    }

    /// The iterator method of a value whose iteration nobody has tampered with, so that reading it shows nothing.
    fn intact_iterator_method(&mut self, v: Value<'_>) -> JsResult<Option<Value<'s>>> {
        let holder = match v.as_object() {
            Some(o) => o,
            None if v.is_string() => self.intrinsics.string_prototype,
            None => return Ok(None),
        };
        if !self.is_intact(holder)? {
            return Ok(None);
        }
        let i = &self.intrinsics;
        Ok(Some(match holder.kind_byte() {
            k if k == CellKind::Generator as u8 => i.iterator_prototype_iterator,
            k if k == CellKind::Array as u8 => i.array_values,
            k if k == CellKind::Map as u8 => i.map_entries,
            k if k == CellKind::Set as u8 => i.set_values,
            _ => i.string_iterator,
        }))
    }

    /// Appends what is left of an iteration to an array, which JavaScript has not seen yet.
    fn iter_collect(&mut self, iter: Value<'_>, array: Object<'_>) -> JsResult<()> {
        let ctx = &mut self.inner();
        if let Some(generator) = iter.as_kind(CellKind::Generator) {
            return ctx.collect_generator(generator, array);
        }
        if ctx.collect_at_once(iter, array)? {
            ctx.poll();
            return Ok(());
        }
        loop {
            let ctx = &mut ctx.inner();
            let Some(v) = ctx.iter_next(iter)? else { return Ok(()) };
            ctx.array_push(array, v)?;
            ctx.poll();
        }
    }

    /// An array of all values of an iterable.
    fn iterable_to_array(&mut self, v: Value<'_>) -> JsResult<Object<'s>> {
        let iter = self.iter_open(v)?;
        self.collected(iter)
    }

    /// An array of all values of an iterable whose iterator method has been read already.
    fn iterable_to_array_by(&mut self, v: Value<'_>, method: Value<'_>) -> JsResult<Object<'s>> {
        let iter = self.iter_open_by(v, method)?;
        self.collected(iter)
    }

    // --- for-in ------------------------------------------------------------------------------------

    /// EnumerateObjectProperties (14.7.5.9): the state of a `for-in`.
    fn for_in_open(&mut self, v: Value<'_>) -> JsResult<Value<'s>> {
        let keys = self.new_array(&[])?;
        let object = if v.is_nullish() { None } else { Some(self.to_object(v)?) };
        if let Some(o) = object.filter(|&o| self.chain_is_exotic(o)) {
            return self.for_in_open_exotic(o);
        }
        // Names, as words, that a further object's properties of the same name are hidden by.
        let mut seen = HashSet::<u64, Mixer>::default();
        let mut turn = self.inner();
        let ctx = &mut *turn;
        let mut at = object;
        while let Some(o) = at {
            let proto = ctx.prototype_of(o).as_object();
            // Without enumerable properties further up, nothing needs to be remembered.
            let remembered = proto.is_some_and(|p| ctx.may_enumerate(p));
            let own = if remembered { ctx.own_keys(o)? } else { ctx.enumerable_own_names(o)? };
            for key in own.iter() {
                let ctx = &mut ctx.inner();
                if key.is_symbol() || seen.contains(&key.root_value().bits()) {
                    continue;
                }
                if !remembered || ctx.is_own_enumerable(o, key)? {
                    let name = ctx.key_to_value(key)?;
                    ctx.array_push(keys, name)?;
                }
                if remembered {
                    seen.insert(key.root_value().bits());
                }
            }
            at = proto;
        }
        drop(turn);
        self.new_for_in(object, keys, false)
    }

    /// The next key that is still there, a string.
    fn for_in_next(&mut self, state: Value<'_>) -> JsResult<Option<Value<'s>>> {
        let Some(state) = ForIn::of(state) else { return Ok(None) };
        let Some((object, keys)) = state.parts() else { return Ok(None) };
        let exotic = state.is_exotic();
        loop {
            let mut ctx = self.inner();
            let Some(name) = ctx.dense_element(keys, state.take_next()) else { return Ok(None) };
            let key = ctx.to_property_key(name)?;
            let there = if exotic { ctx.is_enumerated(object, key)? } else { ctx.has_property(object, key)? };
            if there {
                return Ok(Some(ctx.escape(name)));
            }
        }
    }
}

#[ext(IterationWithin)]
pub(crate) impl<'s> Scope<'s> {
    fn throw_not_an_object(&mut self, v: Value<'_>) -> Throw {
        let text = self.describe(v);
        self.throw_type_error(format_args!("Iterator result {text} is not an object"))
    }

    /// The method of an iterator for a resume mode: the `next` that was read already, or `throw` or `return`, `undefined` if it has none.
    fn iterator_method(&mut self, iterator: Value<'_>, next: Value<'_>, mode: ResumeMode) -> JsResult<Value<'s>> {
        let key = match mode {
            ResumeMode::Next => return Ok(self.root(next)),
            ResumeMode::Throw => self.names.throw_,
            ResumeMode::Return => self.names.return_,
        };
        self.get_method(iterator, key)
    }

    /// IteratorComplete and IteratorValue on a result object.
    fn open_result(&mut self, result: Value<'_>) -> JsResult<Option<Value<'s>>> {
        let Some(o) = result.as_object() else { return Err(self.throw_not_an_object(result)) };
        let ctx = self;
        let (done, value) = match ctx.plain_result(o) {
            Some(plain) => plain,
            None => {
                let key = ctx.names.done;
                (ctx.get(o, key)?, None)
            }
        };
        if ctx.to_boolean(done) {
            return Ok(None);
        }
        if value.is_some() {
            return Ok(value);
        }
        let key = ctx.names.value;
        Ok(Some(ctx.get(o, key)?))
    }

    /// IteratorComplete (7.4.7).
    fn iterator_complete(&mut self, result: Object<'_>) -> JsResult<bool> {
        let ctx = &mut self.inner();
        let done = match ctx.plain_result(result) {
            Some((done, _)) => done,
            None => {
                let key = ctx.names.done;
                ctx.get(result, key)?
            }
        };
        Ok(ctx.to_boolean(done))
    }

    /// The `return` or `throw` that a program has given to the iterators of the fast forms, with the
    /// iterator that it then gets to see, for a record in such a form. Nearly always there is none.
    fn added_method(&mut self, iter: Value<'_>, key: FlatString<'_>) -> JsResult<Option<(Value<'s>, Value<'s>)>> {
        let Some(record) = Record::of(iter) else { return Ok(None) };
        if self.fast_iterators_are_bare() {
            return Ok(None);
        }
        let i = &self.intrinsics;
        let protos = [
            i.array_iterator_prototype,
            i.string_iterator_prototype,
            i.map_iterator_prototype,
            i.set_iterator_prototype,
        ];
        let mut bare = true;
        for proto in protos {
            for key in [self.names.return_, self.names.throw_] {
                bare &= self.chain_lacks(proto, key.into())?;
            }
        }
        if bare {
            self.note_bare_iterators();
            return Ok(None);
        }
        let (source, state) = self.record_parts(record);
        let Some(make) = self.usual_method(record.mode()) else { return Ok(None) };
        let ctx = self;
        let iterator = ctx.call(make, source, &[])?;
        if let Some(o) = iterator.as_kind(CellKind::BuiltinIterator) {
            // The last internal slot of such an iterator is its position.
            o.set_internal(2, state);
        }
        let method = ctx.get_method(iterator, key)?;
        Ok((!method.is_undefined()).then_some((iterator, method)))
    }

    /// Iterator and `next` of a generic record; the fast forms have none.
    fn generic_record(&mut self, iter: Value<'_>) -> Option<(Value<'s>, Value<'s>)> {
        let record = Record::of(iter).filter(|r| r.mode() == IterMode::Generic)?;
        Some(self.record_parts(record))
    }

    fn set_iter_done(&self, iter: Value<'_>) {
        if let Some(record) = Record::of(iter) {
            record.set_done();
        }
    }
}

#[ext]
impl<'s> Scope<'s> {
    /// The iteration of a value whose iterator and `next` are the built-in ones, so that reading and calling them shows
    /// nothing.
    fn iter_open_intact(&mut self, v: Value<'_>) -> JsResult<Option<Value<'s>>> {
        if let Some(o) = v.as_object() {
            let mode = match o.kind_byte() {
                k if k == CellKind::Generator as u8 => IterMode::Generic,
                k if k == CellKind::Array as u8 => IterMode::Array,
                k if k == CellKind::Map as u8 => IterMode::MapEntries,
                k if k == CellKind::Set as u8 => IterMode::SetValues,
                _ => return Ok(None),
            };
            if !self.is_intact(o)? {
                return Ok(None);
            }
            return if mode == IterMode::Generic {
                Ok(Some(self.root(v)))
            } else {
                self.new_record(mode, v, Value::int(0)).map(Some)
            };
        }
        let Some(s) = v.as_string() else { return Ok(None) };
        let proto = self.intrinsics.string_prototype;
        if !self.is_intact(proto)? {
            return Ok(None);
        }
        let s = self.flat(s)?;
        self.new_record(IterMode::String, s.value(), Value::int(0)).map(Some)
    }

    fn iter_open_calling(&mut self, v: Value<'_>, method: Value<'_>) -> JsResult<Value<'s>> {
        let iterator = self.call(method, v, &[])?;
        self.iter_from_iterator(iterator)
    }

    /// Appends what is left of an iteration of elements, keys or values to an array, where that can be copied: whether it
    /// did.
    fn collect_at_once(&mut self, iter: Value<'_>, array: Object<'_>) -> JsResult<bool> {
        let Some(record) = Record::of(iter).filter(|r| !r.is_done()) else { return Ok(false) };
        let (source, state) = self.record_parts(record);
        let stepped = self.builtin_stepped(source, state);
        let (kind, source, position) = match (stepped, record.mode()) {
            (Some((iterator, kind)), IterMode::Generic) => (kind, iterator.source(self), iterator.position(self)),
            (_, IterMode::Array) => (IteratorKind::ArrayValues, source, state.as_number().unwrap_or(0.0)),
            (_, IterMode::SetValues) => (IteratorKind::SetValues, source, state.as_number().unwrap_or(0.0)),
            _ => return Ok(false),
        };
        let Some(source) = source.as_object() else { return Ok(false) };
        let cursor = Cursor::from_number(position);
        let copied = match kind {
            IteratorKind::ArrayValues => self.append_elements(array, source, position as usize)?,
            IteratorKind::MapKeys | IteratorKind::SetValues => {
                self.append_entries(array, source, cursor, Part::Keys)?
            }
            IteratorKind::MapValues => self.append_entries(array, source, cursor, Part::Values)?,
            _ => false,
        };
        if copied {
            record.set_done();
            if let Some((iterator, _)) = stepped {
                iterator.finish();
            }
        }
        Ok(copied)
    }

    /// Appends what a generator has still to give to an array.
    fn collect_generator(&mut self, generator: Object<'_>, array: Object<'_>) -> JsResult<()> {
        loop {
            let ctx = &mut self.inner();
            let step = match ctx.drain_generator(generator, array)? {
                Drained::Ended => None,
                Drained::Delegated(result) => ctx.open_result(result)?,
                Drained::Stopped => ctx.iter_next(generator.value())?,
            };
            let Some(v) = step else { return Ok(()) };
            ctx.array_push(array, v)?;
            ctx.poll();
        }
    }

    /// A new array of what an iteration has still to give.
    fn collected(&mut self, iter: Value<'_>) -> JsResult<Object<'s>> {
        let array = self.new_array(&[])?;
        self.iter_collect(iter, array)?;
        Ok(array)
    }

    /// The method that makes the iterators which the fast forms stand for.
    fn usual_method(&self, mode: IterMode) -> Option<Value<'s>> {
        let i = &self.intrinsics;
        match mode {
            IterMode::Generic | IterMode::FromSync => None,
            IterMode::Array => Some(i.array_values),
            IterMode::String => Some(i.string_iterator),
            IterMode::MapEntries => Some(i.map_entries),
            IterMode::SetValues => Some(i.set_values),
        }
    }

    /// IteratorComplete (7.4.7), negated.
    fn is_not_done(&mut self, result: Value<'_>) -> JsResult<bool> {
        let Some(o) = result.as_object() else { return self.open_result(result).map(|v| v.is_some()) };
        Ok(!self.iterator_complete(o)?)
    }

    fn record_next(&mut self, record: Record<'_>) -> JsResult<Option<Value<'s>>> {
        let (source, state) = self.record_parts(record);
        let position = state.as_number().unwrap_or(0.0);
        match record.mode() {
            // Of async iteration, whose steps are its own.
            IterMode::FromSync => panic!("a record of an async iteration"),
            IterMode::Generic => {
                if let Some((iterator, kind)) = self.builtin_stepped(source, state) {
                    return self.builtin_step(iterator, kind);
                }
                if !state.is_callable() {
                    return Err(self.throw_not_a_method(state));
                }
                let next = self.callee(state);
                let result = self.call_back(next, source, [])?;
                self.open_result(result)
            }
            IterMode::Array => {
                let Some(array) = source.as_object() else { return Ok(None) };
                if position >= f64::from(array.array_length()) {
                    return Ok(None);
                }
                record.set_state(Value::number(position + 1.0));
                let i = position as u32;
                match self.dense_element(array, i as usize) {
                    Some(v) => Ok(Some(v)),
                    None => Ok(Some(self.get(array, i)?)),
                }
            }
            IterMode::String => {
                let Some(s) = source.as_string() else { return Ok(None) };
                let s = match s.as_unroped() {
                    Some(s) => s,
                    None => self.flat(s)?,
                };
                let i = position as usize;
                if i >= s.len() {
                    return Ok(None);
                }
                let (c, units) = s.chars().code_point_at(i);
                record.set_state(Value::from((i + units) as u32));
                let text = if units == 1 { self.char_string(c as u16)? } else { self.substring(s, i, i + units)? };
                Ok(Some(text.value()))
            }
            mode @ (IterMode::MapEntries | IterMode::SetValues) => {
                let Some(o) = source.as_object() else { return Ok(None) };
                let mut cursor = Cursor::from_number(position);
                let Some((key, value)) = self.map_next(o, &mut cursor) else { return Ok(None) };
                record.set_state(Value::number(cursor.to_number()));
                if mode == IterMode::SetValues {
                    return Ok(Some(key));
                }
                Ok(Some(self.new_array(&[key, value])?.value()))
            }
        }
    }

    /// IteratorClose of a record in a fast form, which has no iterator until here.
    fn close_fast_record(&mut self, iter: Value<'_>) -> JsResult<()> {
        let key = self.names.return_;
        let Some((iterator, method)) = self.added_method(iter, key)? else { return Ok(()) };
        let result = self.call(method, iterator, &[])?;
        if result.is_object() { Ok(()) } else { Err(self.throw_not_an_object(result)) }
    }

    /// With a Proxy in the chain: all string keys; each step asks whether it is enumerable.
    fn for_in_open_exotic(&mut self, o: Object<'_>) -> JsResult<Value<'s>> {
        let keys = self.new_array(&[])?;
        let at = self.slot(o.value());
        let mut proxies = 0;
        // All names so far, as words. The keys of a Proxy live as long as the list of them.
        let mut lists = Vec::new();
        let mut seen = HashSet::<u64, Mixer>::default();
        // In a circle the walk comes back to the object that it passed at the last power of two.
        let passed = self.slot(Value::NULL);
        for steps in 1u32.. {
            let o = at.object(self);
            let own = self.own_keys(o)?;
            lists.push(own);
            for key in own.iter() {
                let ctx = &mut self.inner();
                if key.is_symbol() || !seen.insert(key.root_value().bits()) {
                    continue;
                }
                // A Proxy is asked when the key's turn comes.
                if o.is_proxy() || ctx.is_own_enumerable(o, key)? {
                    let name = ctx.key_to_value(key)?;
                    ctx.array_push(keys, name)?;
                }
            }
            if steps.is_power_of_two() {
                passed.set(o.value());
            }
            let proto = self.next_prototype(o, &mut proxies)?;
            // What comes next in a circle has been seen.
            if proto.is_null() || proto == passed.get(self) {
                break;
            }
            at.set(proto);
        }
        self.new_for_in(Some(o), keys, true)
    }

    /// Whether the first object of the chain that has the property shows it.
    fn is_enumerated(&mut self, o: Object<'_>, key: PropertyKey<'_>) -> JsResult<bool> {
        let at = self.slot(o.value());
        let mut proxies = 0;
        loop {
            let ctx = &mut self.inner();
            let Some(o) = at.get(ctx).as_object() else { return Ok(false) };
            if let Some(p) = ctx.get_own_property(o, key)? {
                return Ok(p.attrs.enumerable());
            }
            let proto = ctx.next_prototype(o, &mut proxies)?;
            at.set(proto);
        }
    }
}
