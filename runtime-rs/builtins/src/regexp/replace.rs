//! RegExp.prototype\[@@replace\] (22.2.6.11).

use super::exec::{group_value, groups_object, regexp_exec, search_of};
use super::iterator::move_last_index;
use super::substitution::{Replaced, push_substitution};
use super::symbols::{each_match, read_flags, receiver_and_string};
use crate::string::throw_too_long;
use yarrow_core::{
    Args, Context, FlatString, JsResult, MAX_LENGTH, Object, RegExpFlags, RegExpMatch, Root, StringBuilder, Value,
};

/// What matches are replaced by.
#[derive(Clone, Copy)]
enum Replacement {
    Function(Root),
    Template(FlatString),
}

/// The result so far: up to `end` of the string.
struct Output {
    string: FlatString,
    builder: StringBuilder,
    end: usize,
}

impl Output {
    /// What lies between the last match and the one at `position`.
    fn skip_to(&mut self, position: usize) {
        self.builder.push_chars(self.string.chars().slice(self.end, position));
    }

    fn check(&self, ctx: &mut Context) -> JsResult<()> {
        if self.builder.len() > MAX_LENGTH { Err(throw_too_long(ctx)) } else { Ok(()) }
    }

    fn finish(mut self, ctx: &mut Context) -> JsResult<Value> {
        if self.end == 0 && self.builder.is_empty() {
            return Ok(self.string.value());
        }
        self.skip_to(self.string.len());
        Ok(self.builder.finish(ctx)?.value())
    }
}

pub fn replace(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let (o, s) = receiver_and_string(ctx, args, "[Symbol.replace]")?;
    let replacement = if args.get(1).is_callable() {
        Replacement::Function(ctx.root(args.get(1)))
    } else {
        let text = ctx.to_string(args.get(1))?;
        let text = ctx.flat(text)?;
        ctx.root(text);
        Replacement::Template(text)
    };
    let out = Output { string: s, builder: ctx.string_builder(), end: 0 };
    if let Some(flags) = plain_flags(ctx, o)? {
        return match replacement {
            Replacement::Template(template) => replace_by_template(ctx, o, flags, template, out),
            Replacement::Function(f) => replace_by_function(ctx, o, flags, f, out),
        };
    }
    replace_by_exec(ctx, o, replacement, out)
}

/// The flags of a plain RegExp of which nothing runs JavaScript: not even the conversion of `lastIndex`.
fn plain_flags(ctx: &mut Context, o: Object) -> JsResult<Option<RegExpFlags>> {
    if !ctx.is_plain_regexp(o)? {
        return Ok(None);
    }
    let key = ctx.names.last_index;
    let simple = ctx.own_data(o, key).is_some_and(Value::is_number);
    Ok(o.regexp_flags().filter(|f| simple && (f.has(RegExpFlags::GLOBAL) || !f.has(RegExpFlags::STICKY))))
}

/// The matches that a plain RegExp replaces.
fn plain_matches(
    ctx: &mut Context,
    o: Object,
    s: FlatString,
    flags: RegExpFlags,
    mut f: impl FnMut(&mut Context, RegExpMatch) -> JsResult<()>,
) -> JsResult<()> {
    if flags.has(RegExpFlags::GLOBAL) {
        return each_match(ctx, o, s, f);
    }
    match ctx.regexp_find(o, s, 0, search_of(flags)) {
        Some(found) => f(ctx, found),
        None => Ok(()),
    }
}

fn replace_by_template(
    ctx: &mut Context,
    o: Object,
    flags: RegExpFlags,
    template: FlatString,
    mut out: Output,
) -> JsResult<Value> {
    let s = out.string;
    let literal = !template.chars().iter().any(|u| u == u16::from(b'$'));
    plain_matches(ctx, o, s, flags, |ctx, found| {
        out.skip_to(found.start());
        out.end = found.end();
        if literal {
            out.builder.push_chars(template.chars());
            return out.check(ctx);
        }
        ctx.scope(|ctx| {
            let matched = ctx.substring(s, found.start(), found.end())?;
            let matched = ctx.flat(matched)?;
            let mut captures = Vec::with_capacity(found.group_count());
            for i in 1..=found.group_count() {
                captures.push(group_value(ctx, s, found.group(i))?);
            }
            // Looking up a name in this object runs nothing.
            let named = groups_object(ctx, &found, |ctx, group| group_value(ctx, s, group))?;
            let named = ctx.root(named);
            let replaced = Replaced { string: s, position: found.start(), matched, captures: &captures, named };
            push_substitution(ctx, &mut out.builder, template, &replaced)
        })?;
        out.check(ctx)
    })?;
    out.finish(ctx)
}

fn replace_by_function(ctx: &mut Context, o: Object, flags: RegExpFlags, f: Root, mut out: Output) -> JsResult<Value> {
    let s = out.string;
    // All are found before the first call.
    let mut matches = Vec::new();
    plain_matches(ctx, o, s, flags, |_, found| {
        matches.push(found);
        Ok(())
    })?;
    for found in matches {
        ctx.scope(|ctx| {
            let mut words = Vec::with_capacity(found.group_count() + 4);
            for i in 0..=found.group_count() {
                words.push(group_value(ctx, s, found.group(i))?);
            }
            words.push(Value::number(found.start() as f64));
            words.push(s.value());
            let named = groups_object(ctx, &found, |ctx, group| group_value(ctx, s, group))?;
            if !named.is_undefined() {
                words.push(named);
            }
            let result = ctx.call(f.get(), Value::UNDEFINED, &words)?;
            let text = ctx.to_string(result)?;
            out.skip_to(found.start());
            out.end = found.end();
            out.builder.push_chars(ctx.flat(text)?.chars());
            out.check(ctx)
        })?;
    }
    out.finish(ctx)
}

fn replace_by_exec(ctx: &mut Context, o: Object, replacement: Replacement, mut out: Output) -> JsResult<Value> {
    let s = out.string;
    let (_, flags) = read_flags(ctx, o)?;
    if flags.global {
        let key = ctx.names.last_index;
        ctx.set(o, key, Value::int(0))?;
    }
    let results = ctx.new_array(&[])?;
    let results = ctx.root(results);
    loop {
        let more = ctx.scope(|ctx| {
            let result = regexp_exec(ctx, o, s)?;
            let Some(found) = result.as_object() else { return Ok(false) };
            ctx.array_push(results.object(), result)?;
            if !flags.global {
                return Ok(false);
            }
            let matched = ctx.get(found, 0u32)?;
            if ctx.to_string(matched)?.is_empty() {
                move_last_index(ctx, o, s, flags.unicode)?;
            }
            Ok(true)
        })?;
        if !more {
            break;
        }
    }
    for i in 0..results.object().array_length() {
        ctx.scope(|ctx| {
            let found = ctx.get(results.object(), i)?;
            match found.as_object() {
                Some(found) => replace_result(ctx, found, replacement, &mut out),
                None => Ok(()),
            }
        })?;
    }
    out.finish(ctx)
}

/// Replaces one match, as an object that `exec` answered describes it; that object is rooted.
fn replace_result(ctx: &mut Context, found: Object, replacement: Replacement, out: &mut Output) -> JsResult<()> {
    let s = out.string;
    let captures_count = ctx.length_of(found)?.saturating_sub(1);
    let matched = ctx.get(found, 0u32)?;
    let matched = ctx.to_string(matched)?;
    let matched = ctx.flat(matched)?;
    ctx.root(matched);
    let key = ctx.names.index;
    let position = ctx.get(found, key)?;
    let position = ctx.to_integer_or_infinity(position)?.clamp(0.0, s.len() as f64) as usize;
    let list = ctx.new_array(&[])?;
    let list = ctx.root(list);
    for n in 1..=captures_count {
        let key = ctx.key_from_number(n as f64)?;
        let mut capture = ctx.get(found, key)?;
        if !capture.is_undefined() {
            let text = ctx.to_string(capture)?;
            capture = ctx.flat(text)?.value();
        }
        ctx.array_push(list.object(), capture)?;
    }
    let captures = list.object().dense_elements().unwrap_or(&[]).to_vec();
    let key = ctx.names.groups;
    let named = ctx.get(found, key)?;
    let named = ctx.root(named);
    let mut piece = ctx.string_builder();
    match replacement {
        Replacement::Function(f) => {
            let mut words = Vec::with_capacity(captures.len() + 4);
            words.push(matched.value());
            words.extend_from_slice(&captures);
            words.push(Value::number(position as f64));
            words.push(s.value());
            if !named.get().is_undefined() {
                words.push(named.get());
            }
            let result = ctx.call(f.get(), Value::UNDEFINED, &words)?;
            let text = ctx.to_string(result)?;
            piece.push_chars(ctx.flat(text)?.chars());
        }
        Replacement::Template(template) => {
            if !named.get().is_undefined() {
                named.set(ctx.to_object(named.get())?.value());
            }
            let replaced = Replaced { string: s, position, matched, captures: &captures, named };
            push_substitution(ctx, &mut piece, template, &replaced)?;
        }
    }
    if position >= out.end {
        out.skip_to(position);
        piece.append_to(&mut out.builder);
        out.end = position + matched.len();
        out.end = out.end.min(s.len());
    }
    out.check(ctx)
}
