//! RegExp.prototype\[@@split\] (22.2.6.14).

use super::exec::{advance, group_value, regexp_exec};
use super::receiver::{construct_copy, read_flags, receiver_and_string};
use yarrow_objects::rooted::{Args, FlatString, Object, Scope, Value};
use yarrow_objects::{JsResult, RegExpFlags, Search};

/// The parts found so far, at most `limit`.
#[derive(Clone, Copy)]
struct Parts<'a> {
    list: Object<'a>,
    limit: u32,
}

impl Parts<'_> {
    /// Adds a part; whether the list is full.
    fn push(self, ctx: &mut Scope<'_>, v: Value<'_>) -> JsResult<bool> {
        ctx.array_push(self.list, v)?;
        Ok(self.list.array_length() == self.limit)
    }
}

pub fn split<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, s) = receiver_and_string(ctx, args, "[Symbol.split]")?;
    let default = ctx.intrinsics.regexp;
    let c = ctx.species_constructor(o, default)?;
    let limit = args.get(1);
    let plain = c == default && (limit.is_undefined() || limit.is_number()) && ctx.is_plain_regexp(o)?;
    let splitter = if plain { None } else { Some(new_splitter(ctx, o, c)?) };
    let limit = if limit.is_undefined() { u32::MAX } else { ctx.to_uint32(limit)? };
    let list = ctx.new_array(&[])?;
    let parts = Parts { list, limit };
    if limit > 0 {
        match splitter {
            None => plain_split(ctx, o, s, parts)?,
            Some((splitter, unicode)) => split_by_exec(ctx, splitter, s, unicode, parts)?,
        }
    }
    Ok(list.value())
}

/// A sticky copy of the receiver, and whether it goes by code points.
fn new_splitter<'s>(ctx: &mut Scope<'s>, o: Object<'_>, c: Value<'_>) -> JsResult<(Object<'s>, RegExpFlags)> {
    let (flags, text) = read_flags(ctx, o)?;
    let flags = if text.sticky {
        flags.string()
    } else {
        let y = ctx.char_string(u16::from(b'y'))?;
        ctx.concat(flags.string(), y)?
    };
    Ok((construct_copy(ctx, c, o, flags.value())?, text.unicode))
}

/// The parts between the matches of a plain RegExp: looking forward finds what trying at each place would.
fn plain_split(ctx: &mut Scope<'_>, o: Object<'_>, s: FlatString<'_>, parts: Parts<'_>) -> JsResult<()> {
    let flags = ctx.regexp_flags(o).unwrap_or_default();
    if s.is_empty() {
        if ctx.regexp_find(o, s, 0, Search::Here).is_none() {
            parts.push(ctx, s.value())?;
        }
        return Ok(());
    }
    let (mut part_start, mut from) = (0, 0);
    while from < s.len()
        && let Some(found) = ctx.regexp_find(o, s, from, Search::Forward)
        && found.start() < s.len()
    {
        let ctx = &mut ctx.inner();
        if found.end() == part_start {
            from = advance(s, found.start(), flags);
            continue;
        }
        let part = ctx.substring(s, part_start, found.start())?;
        if parts.push(ctx, part.value())? {
            return Ok(());
        }
        part_start = found.end();
        from = part_start;
        for i in 1..=found.group_count() {
            let ctx = &mut ctx.inner();
            let capture = group_value(ctx, s, found.group(i))?;
            if parts.push(ctx, capture)? {
                return Ok(());
            }
        }
    }
    let part = ctx.substring(s, part_start, s.len())?;
    parts.push(ctx, part.value())?;
    Ok(())
}

fn split_by_exec(
    ctx: &mut Scope<'_>,
    splitter: Object<'_>,
    s: FlatString<'_>,
    unicode: RegExpFlags,
    parts: Parts<'_>,
) -> JsResult<()> {
    if s.is_empty() {
        if regexp_exec(ctx, splitter, s)?.is_null() {
            parts.push(ctx, s.value())?;
        }
        return Ok(());
    }
    let (mut p, mut q) = (0, 0);
    while q < s.len() {
        match match_at(&mut ctx.inner(), splitter, s, (p, q), parts)? {
            Step::Advance => q = advance(s, q, unicode),
            Step::To(end) => (p, q) = (end, end),
            Step::Full => return Ok(()),
        }
    }
    let part = ctx.substring(s, p, s.len())?;
    parts.push(ctx, part.value())?;
    Ok(())
}

enum Step {
    Advance,
    To(usize),
    Full,
}

fn match_at(
    ctx: &mut Scope<'_>,
    splitter: Object<'_>,
    s: FlatString<'_>,
    (p, q): (usize, usize),
    parts: Parts<'_>,
) -> JsResult<Step> {
    let key = ctx.names.last_index;
    ctx.set(splitter, key, Value::number(q as f64))?;
    let Some(found) = regexp_exec(ctx, splitter, s)?.as_object() else { return Ok(Step::Advance) };
    let end = ctx.get(splitter, key)?;
    let end = ctx.to_length(end)?.min(s.len() as u64) as usize;
    if end == p {
        return Ok(Step::Advance);
    }
    let part = ctx.substring(s, p, q)?;
    if parts.push(ctx, part.value())? {
        return Ok(Step::Full);
    }
    let captures = ctx.length_of(found)?.saturating_sub(1);
    for i in 1..=captures {
        let ctx = &mut ctx.inner();
        let key = ctx.key_from_number(i as f64)?;
        let capture = ctx.get(found, key)?;
        if parts.push(ctx, capture)? {
            return Ok(Step::Full);
        }
    }
    Ok(Step::To(end))
}
