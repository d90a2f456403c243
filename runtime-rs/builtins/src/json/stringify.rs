//! JSON.stringify (25.5.2): into one growing buffer. Nesting is limited by the native stack.

use crate::cycle::UnderWay;
use std::collections::HashSet;
use yarrow_objects::rooted::{Args, Keys, Object, PropertyKey, Scope, Value};
use yarrow_objects::{CellKind, Chars, JsResult, Lacking, MAX_LENGTH, Members, StringBuilder, Throw};

struct Serializer<'s> {
    builder: StringBuilder,
    /// A function, or `undefined`.
    replacer: Value<'s>,
    /// The keys to include, if a list was given.
    property_list: Option<Keys<'s>>,
    gap: Gap,
    indent: usize,
    under_way: UnderWay,
    to_json: PropertyKey<'s>,
    /// Shapes of objects that have no `toJSON`.
    lacking: Lacking,
}

/// What a level of nesting is indented by.
enum Gap {
    Narrow(Vec<u8>),
    Wide(Vec<u16>),
}

impl Gap {
    fn of(units: Vec<u16>) -> Gap {
        let narrow: Option<Vec<u8>> = units.iter().map(|&u| u8::try_from(u).ok()).collect();
        narrow.map_or(Gap::Wide(units), Gap::Narrow)
    }

    fn chars(&self) -> Chars<'_> {
        match self {
            Gap::Narrow(units) => Chars::Latin1(units),
            Gap::Wide(units) => Chars::Utf16(units),
        }
    }

    fn is_empty(&self) -> bool {
        self.chars().is_empty()
    }
}

/// An object under way, and the key that led to it.
struct Frame<'a> {
    object: Object<'a>,
    key: PropertyKey<'a>,
    /// The object that it is a member of.
    outer: Option<&'a Frame<'a>>,
}

/// How many units from the first on need no escape.
fn plain_length(chars: Chars<'_>) -> usize {
    match chars {
        Chars::Latin1(units) => units.iter().position(|&b| !PLAIN[b as usize]).unwrap_or(units.len()),
        Chars::Utf16(units) => {
            let plain = |u: u16| u & 0xf800 != 0xd800 && PLAIN.get(u as usize).copied().unwrap_or(true);
            units.iter().position(|&u| !plain(u)).unwrap_or(units.len())
        }
    }
}

/// Latin-1 units that stand for themselves.
const PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    let mut unit = 0;
    while unit < 0x20 {
        plain[unit] = false;
        unit += 1;
    }
    plain[b'"' as usize] = false;
    plain[b'\\' as usize] = false;
    plain
};

/// QuoteJSONString (25.5.2.2)
fn push_quoted(builder: &mut StringBuilder, mut chars: Chars<'_>) {
    builder.push_unit(u16::from(b'"'));
    loop {
        let plain = plain_length(chars);
        builder.push_chars(chars.slice(0, plain));
        if plain == chars.len() {
            break;
        }
        let (c, units) = chars.code_point_at(plain);
        chars = chars.slice(plain + units, chars.len());
        match c {
            0x08 => builder.push_str("\\b"),
            0x09 => builder.push_str("\\t"),
            0x0a => builder.push_str("\\n"),
            0x0c => builder.push_str("\\f"),
            0x0d => builder.push_str("\\r"),
            0x22 => builder.push_str("\\\""),
            0x5c => builder.push_str("\\\\"),
            0x1_0000.. => builder.push_code_point(c),
            _ => builder.push_str(&format!("\\u{c:04x}")),
        }
    }
    builder.push_unit(u16::from(b'"'));
}

impl Serializer<'_> {
    /// SerializeJSONProperty (25.5.2.1), the value read; whether anything was written.
    fn property<'s>(
        &mut self,
        ctx: &mut Scope<'s>,
        mut v: Value<'s>,
        holder: Holder<'s>,
        key: PropertyKey<'_>,
        outer: Option<&Frame<'_>>,
    ) -> JsResult<bool> {
        let asks = match v.as_object() {
            Some(o) => !ctx.lacks(o, self.to_json, &mut self.lacking)?,
            None => v.is_bigint(),
        };
        if asks {
            let to_json = ctx.get_value(v, self.to_json)?;
            if to_json.is_callable() {
                let name = ctx.key_to_value(key)?;
                v = ctx.call(to_json, v, &[name])?;
            }
        }
        if !self.replacer.is_undefined() {
            let holder = match holder {
                Holder::Object(o) => o,
                Holder::Root(v) => wrapper_of(ctx, v)?,
            };
            let name = ctx.key_to_value(key)?;
            v = ctx.call(self.replacer, holder.value(), &[name, v])?;
        }
        self.value(ctx, v, key, outer)
    }

    /// The rest of SerializeJSONProperty, the value known.
    fn value<'s>(
        &mut self,
        ctx: &mut Scope<'s>,
        mut v: Value<'s>,
        key: PropertyKey<'_>,
        outer: Option<&Frame<'_>>,
    ) -> JsResult<bool> {
        if let Some(o) = v.as_kind(CellKind::Wrapper) {
            let inner = ctx.internal(o, 0);
            if inner.is_number() {
                v = Value::number(ctx.to_number(v)?);
            } else if inner.is_string() {
                v = ctx.to_string(v)?.value();
            } else if inner.is_bool() || inner.is_bigint() {
                v = inner;
            }
        }
        if self.builder.len() > MAX_LENGTH {
            return Err(ctx.throw_range_error(format_args!("Invalid string length")));
        }
        if let Some(s) = v.as_string() {
            push_quoted(&mut self.builder, ctx.flat(s)?.chars());
        } else if let Some(n) = v.as_number() {
            if n.is_finite() {
                self.builder.push_number(n);
            } else {
                self.builder.push_str("null");
            }
        } else if v.is_bigint() {
            return Err(ctx.throw_type_error(format_args!("Do not know how to serialize a BigInt")));
        } else if let Some(b) = v.as_bool() {
            self.builder.push_str(if b { "true" } else { "false" });
        } else if v.is_null() {
            self.builder.push_str("null");
        } else {
            match v.as_object() {
                Some(o) if !o.is_callable() => self.object(ctx, &Frame { object: o, key, outer })?,
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    fn object(&mut self, ctx: &mut Scope<'_>, frame: &Frame<'_>) -> JsResult<()> {
        ctx.check_stack()?;
        if self.under_way.contains(frame.object) {
            return Err(throw_cycle(ctx, frame));
        }
        self.under_way.push(frame.object);
        self.indent += 1;
        let is_array = ctx.is_array(frame.object.value())?;
        let written = if is_array { self.array_elements(ctx, frame)? } else { self.members(ctx, frame)? };
        self.indent -= 1;
        self.under_way.pop();
        let (open, close) = if is_array { ("[", "]") } else { ("{", "}") };
        if written {
            self.new_line();
            self.builder.push_str(close);
        } else {
            self.builder.push_str(open);
            self.builder.push_str(close);
        }
        Ok(())
    }

    fn new_line(&mut self) {
        if !self.gap.is_empty() {
            self.builder.push_unit(10);
            for _ in 0..self.indent {
                self.builder.push_chars(self.gap.chars());
            }
        }
    }

    /// What stands before a member: the bracket or a comma, and a new line.
    fn separate(&mut self, written: bool, open: u8) {
        self.builder.push_unit(u16::from(if written { b',' } else { open }));
        self.new_line();
    }

    /// SerializeJSONArray (25.5.2.5) up to the closing bracket; whether there is one to write.
    fn array_elements(&mut self, ctx: &mut Scope<'_>, frame: &Frame<'_>) -> JsResult<bool> {
        let length = ctx.length_of(frame.object)?;
        let mut present = 0;
        for k in 0..length {
            let ctx = &mut ctx.inner();
            self.separate(k > 0, b'[');
            let dense = ctx.dense_element(frame.object, k as usize);
            if dense.is_none() && k >= present && self.replacer.is_undefined() {
                present = ctx.next_element(frame.object, k, length);
            }
            if dense.is_none() && k < present {
                // What is absent is `undefined`, which converts to nothing.
                self.builder.push_str("null");
                ctx.check_builder(&self.builder)?;
                continue;
            }
            let key = crate::array::access::index_key(ctx, k)?;
            let v = match dense {
                Some(v) => v,
                None => ctx.get(frame.object, key)?,
            };
            if !self.property(ctx, v, Holder::Object(frame.object), key, Some(frame))? {
                self.builder.push_str("null");
            }
        }
        Ok(length > 0)
    }

    /// SerializeJSONObject (25.5.2.4) up to the closing brace; whether there is one to write.
    fn members(&mut self, ctx: &mut Scope<'_>, frame: &Frame<'_>) -> JsResult<bool> {
        let members = match self.property_list {
            Some(keys) => Members::of_keys(keys),
            None => ctx.enumerable_members(frame.object)?,
        };
        let mut written = false;
        for (i, key) in members.keys().iter().enumerate() {
            let ctx = &mut ctx.inner();
            let mark = self.builder.len();
            self.separate(written, b'{');
            let name = ctx.key_to_value(key)?;
            if let Some(name) = name.as_string() {
                push_quoted(&mut self.builder, ctx.flat(name)?.chars());
            }
            self.builder.push_str(if self.gap.is_empty() { ":" } else { ": " });
            let v = ctx.get_member(frame.object, &members, i, key)?;
            if self.property(ctx, v, Holder::Object(frame.object), key, Some(frame))? {
                written = true;
            } else {
                self.builder.truncate(mark);
            }
        }
        Ok(written)
    }
}

/// The TypeError for a cycle, which the key of `last` closes: its object is under way already.
fn throw_cycle(ctx: &mut Scope<'_>, last: &Frame<'_>) -> Throw {
    let mut cycle = Vec::new();
    let mut frame = last.outer;
    while let Some(f) = frame {
        cycle.push(f);
        frame = f.outer.filter(|_| f.object != last.object);
    }
    let name = |ctx: &mut Scope<'_>, o| ctx.constructor_name(o).unwrap_or_else(|| "Object".to_owned());
    let label = |ctx: &Scope<'_>, key| match key {
        PropertyKey::Index(i) => format!("index {i}"),
        PropertyKey::String(_) | PropertyKey::Symbol(_) => format!("property '{}'", ctx.describe_key(key)),
    };
    let first = name(ctx, last.object);
    let mut text = format!("\n    --> starting at object with constructor '{first}'");
    let between = cycle.len().saturating_sub(1);
    for (i, f) in cycle.iter().rev().skip(1).enumerate() {
        if i == 2 && between > 3 {
            text.push_str("\n    |     ...");
        }
        if i < 2 || i + 1 == between {
            let (label, name) = (label(ctx, f.key), name(ctx, f.object));
            text.push_str(&format!("\n    |     {label} -> object with constructor '{name}'"));
        }
    }
    let label = label(ctx, last.key);
    ctx.throw_type_error(format_args!("Converting circular structure to JSON{text}\n    --- {label} closes the circle"))
}

/// What a property was read from: the value itself stands for the wrapper object of the outermost
/// call, which is only made where a replacer can see it.
#[derive(Clone, Copy)]
enum Holder<'a> {
    Object(Object<'a>),
    Root(Value<'a>),
}

fn wrapper_of<'s>(ctx: &mut Scope<'s>, v: Value<'_>) -> JsResult<Object<'s>> {
    let wrapper = ctx.new_object()?;
    let key = ctx.names.empty;
    ctx.create_data_property(wrapper, key, v)?;
    Ok(wrapper)
}

/// The list of keys that an array as replacer names: see [`Serializer::property_list`].
fn property_list<'s>(ctx: &mut Scope<'s>, list: Object<'_>) -> JsResult<Keys<'s>> {
    let length = ctx.length_of(list)?;
    let keys = ctx.new_array(&[])?;
    let mut known = HashSet::new();
    let mut next = 0;
    while let Some(k) = crate::array::next_index(ctx, list, &mut next, length) {
        let ctx = &mut ctx.inner();
        let v = crate::array::access::get_at(ctx, list, k)?;
        let wrapped = v.as_kind(CellKind::Wrapper).map(|o| ctx.internal(o, 0));
        if v.is_string() || v.is_number() || wrapped.is_some_and(|v| v.is_string() || v.is_number()) {
            let s = ctx.to_string(v)?;
            let key = ctx.key_from_string(s)?.root_value();
            // Names are atoms: the same ones are the same word. The array keeps them alive.
            if known.insert(key.bits()) {
                ctx.array_push(keys, key)?;
            }
        }
    }
    Ok(Keys::of(ctx.list_of_elements(keys, 0..keys.array_length() as usize)?))
}

/// The indentation that the third argument asks for.
fn gap<'s>(ctx: &mut Scope<'s>, mut space: Value<'s>) -> JsResult<Vec<u16>> {
    if let Some(o) = space.as_kind(CellKind::Wrapper) {
        let inner = ctx.internal(o, 0);
        if inner.is_number() {
            space = Value::number(ctx.to_number(space)?);
        } else if inner.is_string() {
            space = ctx.to_string(space)?.value();
        }
    }
    if space.is_number() {
        let n = ctx.to_integer_or_infinity(space)?.clamp(0.0, 10.0) as usize;
        return Ok(vec![u16::from(b' '); n]);
    }
    match space.as_string() {
        Some(s) => Ok(ctx.flat(s)?.chars().iter().take(10).collect()),
        None => Ok(Vec::new()),
    }
}

/// JSON.stringify ( value [ , replacer [ , space ] ] ) (25.5.2)
pub fn stringify<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let replacer = args.get(1);
    let list = match replacer.as_object() {
        Some(list) if !list.is_callable() && ctx.is_array(replacer)? => Some(property_list(ctx, list)?),
        _ => None,
    };
    let gap = Gap::of(gap(ctx, args.get(2))?);
    let to_json = ctx.names.to_json.into();
    let mut serializer = Serializer {
        builder: ctx.string_builder(),
        replacer: if replacer.is_callable() { replacer } else { Value::UNDEFINED },
        property_list: list,
        gap,
        indent: 0,
        under_way: UnderWay::default(),
        to_json,
        lacking: Lacking::default(),
    };
    let key = ctx.names.empty.into();
    if !serializer.property(ctx, args.get(0), Holder::Root(args.get(0)), key, None)? {
        return Ok(Value::UNDEFINED);
    }
    Ok(ctx.finish_string(serializer.builder)?.value())
}
