//! RegExp.prototype\[@@replace\] (22.2.6.11).

use super::exec::{group_value, groups, groups_object, regexp_exec, search_of};
use super::iterator::move_last_index;
use super::receiver::{each_match, read_flags, receiver_and_string};
use super::substitution::{Replaced, push_substitution};
use crate::string::receiver::{flat_string, throw_too_long};
use yarrow_objects::rooted::{Args, FlatString, Object, Scope, Value};
use yarrow_objects::{JsResult, MAX_LENGTH, RegExpFlags, RegExpMatch, StringBuilder};

/// What matches are replaced by.
#[derive(Clone, Copy)]
enum Replacement<'a> {
    Function(Value<'a>),
    Template(FlatString<'a>),
}

/// The result so far: up to `end` of the string.
struct Output<'s> {
    string: FlatString<'s>,
    builder: StringBuilder,
    end: usize,
}

impl<'s> Output<'s> {
    /// What lies between the last match and the one at `position`.
    fn skip_to(&mut self, position: usize) {
        self.builder.push_chars(self.string.chars().slice(self.end, position));
    }

    fn check(&self, ctx: &mut Scope<'_>) -> JsResult<()> {
        if self.builder.len() > MAX_LENGTH { Err(throw_too_long(ctx)) } else { Ok(()) }
    }

    fn finish(mut self, ctx: &mut Scope<'s>) -> JsResult<Value<'s>> {
        if self.end == 0 && self.builder.is_empty() {
            return Ok(self.string.value());
        }
        self.skip_to(self.string.len());
        Ok(ctx.finish_string(self.builder)?.value())
    }
}

pub fn replace<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, s) = receiver_and_string(ctx, args, "[Symbol.replace]")?;
    let replacement = if args.get(1).is_callable() {
        Replacement::Function(args.get(1))
    } else {
        Replacement::Template(flat_string(ctx, args.get(1))?)
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
fn plain_flags(ctx: &mut Scope<'_>, o: Object<'_>) -> JsResult<Option<RegExpFlags>> {
    if !ctx.is_plain_regexp(o)? {
        return Ok(None);
    }
    let key = ctx.names.last_index;
    let simple = ctx.own_data(o, key).is_some_and(Value::is_number);
    Ok(ctx.regexp_flags(o).filter(|f| simple && (f.has(RegExpFlags::GLOBAL) || !f.has(RegExpFlags::STICKY))))
}

/// The matches that a plain RegExp replaces.
fn plain_matches(
    ctx: &mut Scope<'_>,
    o: Object<'_>,
    s: FlatString<'_>,
    flags: RegExpFlags,
    mut f: impl FnMut(&mut Scope<'_>, RegExpMatch) -> JsResult<()>,
) -> JsResult<()> {
    if flags.has(RegExpFlags::GLOBAL) {
        return each_match(ctx, o, s, f);
    }
    match ctx.regexp_find(o, s, 0, search_of(flags)) {
        Some(found) => f(ctx, found),
        None => Ok(()),
    }
}

fn replace_by_template<'s>(
    ctx: &mut Scope<'s>,
    o: Object<'_>,
    flags: RegExpFlags,
    template: FlatString<'_>,
    mut out: Output<'s>,
) -> JsResult<Value<'s>> {
    let s = out.string;
    let literal = !template.chars().iter().any(|u| u == u16::from(b'$'));
    plain_matches(ctx, o, s, flags, |ctx, found| {
        out.skip_to(found.start());
        out.end = found.end();
        if literal {
            out.builder.push_chars(template.chars());
            return out.check(ctx);
        }
        let groups = ctx.list_of_parts(s, groups(&found))?;
        let matched = flat_string(ctx, groups.get(0))?;
        // Looking up a name in this object runs nothing.
        let named = groups_object(ctx, &found, |ctx, group| group_value(ctx, s, group))?;
        let captures = &groups.values()[1..];
        let replaced = Replaced { string: s, position: found.start(), matched, captures, named };
        push_substitution(ctx, &mut out.builder, template, &replaced)?;
        out.check(ctx)
    })?;
    out.finish(ctx)
}

fn replace_by_function<'s>(
    ctx: &mut Scope<'s>,
    o: Object<'_>,
    flags: RegExpFlags,
    f: Value<'_>,
    mut out: Output<'s>,
) -> JsResult<Value<'s>> {
    let s = out.string;
    // All are found before the first call.
    let mut matches = Vec::new();
    plain_matches(ctx, o, s, flags, |_, found| {
        matches.push(found);
        Ok(())
    })?;
    for found in matches {
        let ctx = &mut ctx.inner();
        let mut words = ctx.list_of_parts(s, groups(&found))?.values().to_vec();
        words.extend([Value::number(found.start() as f64), s.value()]);
        let named = groups_object(ctx, &found, |ctx, group| group_value(ctx, s, group))?;
        if !named.is_undefined() {
            words.push(named);
        }
        let result = ctx.call(f, Value::UNDEFINED, &words)?;
        let text = flat_string(ctx, result)?;
        out.skip_to(found.start());
        out.end = found.end();
        out.builder.push_chars(text.chars());
        out.check(ctx)?;
    }
    out.finish(ctx)
}

fn replace_by_exec<'s>(
    ctx: &mut Scope<'s>,
    o: Object<'_>,
    replacement: Replacement<'_>,
    mut out: Output<'s>,
) -> JsResult<Value<'s>> {
    let s = out.string;
    let (_, flags) = read_flags(ctx, o)?;
    if flags.global {
        let key = ctx.names.last_index;
        ctx.set(o, key, Value::int(0))?;
    }
    let results = ctx.new_array(&[])?;
    loop {
        let ctx = &mut ctx.inner();
        let Some(found) = regexp_exec(ctx, o, s)?.as_object() else { break };
        ctx.array_push(results, found.value())?;
        if !flags.global {
            break;
        }
        let matched = ctx.get(found, 0u32)?;
        if ctx.to_string(matched)?.is_empty() {
            move_last_index(ctx, o, s, flags.unicode)?;
        }
    }
    for i in 0..results.array_length() {
        let ctx = &mut ctx.inner();
        if let Some(found) = ctx.get(results, i)?.as_object() {
            replace_result(ctx, found, replacement, &mut out)?;
        }
    }
    out.finish(ctx)
}

/// Replaces one match, as an object that `exec` returned describes it.
fn replace_result(
    ctx: &mut Scope<'_>,
    found: Object<'_>,
    replacement: Replacement<'_>,
    out: &mut Output<'_>,
) -> JsResult<()> {
    let s = out.string;
    let captures_count = ctx.length_of(found)?.saturating_sub(1);
    let matched = ctx.get(found, 0u32)?;
    let matched = flat_string(ctx, matched)?;
    let key = ctx.names.index;
    let position = ctx.get(found, key)?;
    let position = ctx.to_integer_or_infinity(position)?.clamp(0.0, s.len() as f64) as usize;
    let list = ctx.new_array(&[])?;
    for n in 1..=captures_count {
        let ctx = &mut ctx.inner();
        let key = ctx.key_from_number(n as f64)?;
        let mut capture = ctx.get(found, key)?;
        if !capture.is_undefined() {
            capture = ctx.to_string(capture)?.value();
        }
        ctx.array_push(list, capture)?;
    }
    let captures = ctx.list_of_elements(list, 0..list.array_length() as usize)?.values();
    let key = ctx.names.groups;
    let mut named = ctx.get(found, key)?;
    let mut piece = ctx.string_builder();
    match replacement {
        Replacement::Function(f) => {
            let mut words = Vec::with_capacity(captures.len() + 4);
            words.push(matched.value());
            words.extend_from_slice(captures);
            words.push(Value::number(position as f64));
            words.push(s.value());
            if !named.is_undefined() {
                words.push(named);
            }
            let result = ctx.call(f, Value::UNDEFINED, &words)?;
            piece.push_chars(flat_string(ctx, result)?.chars());
        }
        Replacement::Template(template) => {
            if !named.is_undefined() {
                named = ctx.to_object(named)?.value();
            }
            let replaced = Replaced { string: s, position, matched, captures, named };
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
