//! JSON.stringify (25.5.2): into one growing buffer. Nesting is limited by the native stack.

use crate::cycle::UnderWay;
use yarrow_core::{
    Args, CellKind, Chars, Context, JsResult, JsString, MAX_LENGTH, Object, OrderedTable, PropertyKey, Root,
    StringBuilder, Throw, Value,
};

struct Serializer {
    builder: StringBuilder,
    /// A function, or `undefined`.
    replacer: Value,
    /// The keys to include, if a list was given; kept alive by a rooted list.
    property_list: Option<Vec<PropertyKey>>,
    gap: Vec<u16>,
    indent: usize,
    /// Objects under way, each with the key that led to it; rooted by those at work on them.
    stack: Vec<(Object, PropertyKey)>,
    under_way: UnderWay,
    to_json: PropertyKey,
}

/// The enumerable own string keys, kept alive by a root that the caller's scope holds.
pub(super) fn enumerable_own_keys(ctx: &mut Context, o: Object) -> JsResult<Vec<PropertyKey>> {
    let mut keys = Vec::new();
    for key in ctx.rooted_own_keys(o)? {
        if !key.is_symbol() && ctx.get_own_property(o, key)?.is_some_and(|p| p.attrs.enumerable()) {
            keys.push(key);
        }
    }
    Ok(keys)
}

/// QuoteJSONString (25.5.2.2)
fn push_quoted(builder: &mut StringBuilder, chars: Chars<'_>) {
    builder.push_unit(u16::from(b'"'));
    let plain = |u: u16| u >= 0x20 && u != u16::from(b'"') && u != u16::from(b'\\') && u & 0xf800 != 0xd800;
    let mut i = 0;
    while i < chars.len() {
        let start = i;
        while i < chars.len() && plain(chars.at(i)) {
            i += 1;
        }
        builder.push_chars(chars.slice(start, i));
        if i == chars.len() {
            break;
        }
        let (c, units) = chars.code_point_at(i);
        i += units;
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

impl Serializer {
    /// SerializeJSONProperty (25.5.2.1); whether anything was written. `holder` and the key are rooted.
    fn property(&mut self, ctx: &mut Context, holder: Holder, key: PropertyKey) -> JsResult<bool> {
        ctx.scope(|ctx| {
            let mut v = match holder {
                Holder::Object(o) => ctx.get(o, key)?,
                Holder::Root(v) => v,
            };
            if v.is_object() || v.is_bigint() {
                let root = ctx.root(v);
                let to_json = ctx.get_value(v, self.to_json)?;
                v = root.get();
                if to_json.is_callable() {
                    let to_json = ctx.root(to_json);
                    let name = ctx.key_to_value(key)?;
                    v = ctx.call(to_json.get(), root.get(), &[name])?;
                }
            }
            if !self.replacer.is_undefined() {
                let v_root = ctx.root(v);
                let holder = match holder {
                    Holder::Object(o) => o,
                    Holder::Root(v) => wrapper_of(ctx, v)?,
                };
                let name = ctx.key_to_value(key)?;
                v = ctx.call(self.replacer, holder.value(), &[name, v_root.get()])?;
            }
            let v = ctx.root(v);
            self.value(ctx, v, key)
        })
    }

    fn value(&mut self, ctx: &mut Context, v: Root, key: PropertyKey) -> JsResult<bool> {
        if let Some(o) = v.get().as_kind(CellKind::Wrapper) {
            let inner = o.internal(0);
            if inner.is_number() {
                v.set(Value::number(ctx.to_number(o.value())?));
            } else if inner.is_string() {
                v.set(ctx.to_string(o.value())?.value());
            } else if inner.is_bool() || inner.is_bigint() {
                v.set(inner);
            }
        }
        if self.builder.len() > MAX_LENGTH {
            return Err(ctx.throw_range_error(format_args!("Invalid string length")));
        }
        let v = v.get();
        if let Some(s) = v.as_string() {
            push_quoted(&mut self.builder, ctx.flat(s)?.chars());
        } else if let Some(n) = v.as_number() {
            if n.is_finite() {
                let text = ctx.number_to_string(n)?;
                self.builder.push_chars(ctx.flat(text)?.chars());
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
                Some(o) if !o.is_callable() => self.object(ctx, o, key)?,
                _ => return Ok(false),
            }
        }
        Ok(true)
    }

    fn object(&mut self, ctx: &mut Context, o: Object, key: PropertyKey) -> JsResult<()> {
        ctx.check_stack()?;
        if self.under_way.contains(o) {
            return Err(self.throw_cycle(ctx, o, key));
        }
        self.under_way.push(o);
        self.stack.push((o, key));
        self.indent += 1;
        let is_array = ctx.is_array(o.value())?;
        let written = if is_array { self.array_elements(ctx, o)? } else { self.members(ctx, o)? };
        self.indent -= 1;
        self.stack.pop();
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
                self.builder.push_chars(Chars::Utf16(&self.gap));
            }
        }
    }

    /// What stands before a member: the bracket or a comma, and a new line.
    fn separate(&mut self, written: bool, open: u8) {
        self.builder.push_unit(u16::from(if written { b',' } else { open }));
        self.new_line();
    }

    /// SerializeJSONArray (25.5.2.5) up to the closing bracket; whether there is one to write.
    fn array_elements(&mut self, ctx: &mut Context, o: Object) -> JsResult<bool> {
        let length = ctx.length_of(o)?;
        for k in 0..length {
            self.separate(k > 0, b'[');
            let key = crate::array::index_key(ctx, k)?;
            if !self.property(ctx, Holder::Object(o), key)? {
                self.builder.push_str("null");
            }
        }
        Ok(length > 0)
    }

    /// SerializeJSONObject (25.5.2.4) up to the closing brace; whether there is one to write.
    fn members(&mut self, ctx: &mut Context, o: Object) -> JsResult<bool> {
        let keys = match &self.property_list {
            Some(list) => list.clone(),
            None => enumerable_own_keys(ctx, o)?,
        };
        let mut written = false;
        for key in keys {
            let mark = self.builder.len();
            self.separate(written, b'{');
            let name = ctx.key_to_value(key)?;
            if let Some(name) = name.as_string() {
                push_quoted(&mut self.builder, ctx.flat(name)?.chars());
            }
            self.builder.push_str(if self.gap.is_empty() { ":" } else { ": " });
            if self.property(ctx, Holder::Object(o), key)? {
                written = true;
            } else {
                self.builder.truncate(mark);
            }
        }
        Ok(written)
    }

    /// The TypeError for a cycle from `o`, which is under way, closed by `key`.
    fn throw_cycle(&self, ctx: &mut Context, o: Object, key: PropertyKey) -> Throw {
        let start = self.stack.iter().position(|&(other, _)| other == o).unwrap_or(0);
        let name = |ctx: &mut Context, o: Object| ctx.constructor_name(o).unwrap_or_else(|| "Object".to_owned());
        let label = |ctx: &Context, key: PropertyKey| match key {
            PropertyKey::Index(i) => format!("index {i}"),
            PropertyKey::String(_) | PropertyKey::Symbol(_) => format!("property '{}'", ctx.describe_key(key)),
        };
        let first = name(ctx, self.stack[start].0);
        let mut text = format!("\n    --> starting at object with constructor '{first}'");
        let between = &self.stack[start + 1..];
        for (i, &(o, key)) in between.iter().enumerate() {
            if i == 2 && between.len() > 3 {
                text.push_str("\n    |     ...");
            }
            if i < 2 || i + 1 == between.len() {
                let (label, name) = (label(ctx, key), name(ctx, o));
                text.push_str(&format!("\n    |     {label} -> object with constructor '{name}'"));
            }
        }
        let label = label(ctx, key);
        ctx.throw_type_error(format_args!(
            "Converting circular structure to JSON{text}\n    --- {label} closes the circle"
        ))
    }
}

/// What a property is read from: the value itself stands for the wrapper object of the outermost
/// call, which is only made where a replacer can see it.
#[derive(Clone, Copy)]
enum Holder {
    Object(Object),
    Root(Value),
}

fn wrapper_of(ctx: &mut Context, v: Value) -> JsResult<Object> {
    let wrapper = ctx.new_object()?;
    let key = ctx.names.empty;
    ctx.create_data_property(wrapper, key, v)?;
    Ok(wrapper)
}

/// The list of keys that an array as replacer names.
fn property_list(ctx: &mut Context, list: Object) -> JsResult<Vec<PropertyKey>> {
    let mut keys = OrderedTable::default();
    let length = ctx.length_of(list)?;
    let names = ctx.new_array(&[])?;
    let names = ctx.root(names);
    for k in 0..length {
        let v = crate::array::get_at(ctx, list, k)?;
        let wrapped = v.as_kind(CellKind::Wrapper).map(|o| o.internal(0));
        if v.is_string() || v.is_number() || wrapped.is_some_and(|v| v.is_string() || v.is_number()) {
            let s: JsString = ctx.to_string(v)?;
            let key = ctx.key_from_string(s)?;
            if keys.insert(key, ()).is_none() {
                ctx.array_push(names.object(), key.root_value())?;
            }
        }
    }
    Ok(keys.iter().map(|(key, ())| key).collect())
}

/// The indentation that the third argument asks for.
fn gap(ctx: &mut Context, space: Value) -> JsResult<Vec<u16>> {
    let space = match space.as_kind(CellKind::Wrapper) {
        Some(o) if o.internal(0).is_number() => Value::number(ctx.to_number(space)?),
        Some(o) if o.internal(0).is_string() => ctx.to_string(space)?.value(),
        _ => space,
    };
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
pub fn stringify(ctx: &mut Context, args: Args) -> JsResult<Value> {
    let replacer = args.get(1);
    let list = match replacer.as_object() {
        Some(list) if !list.is_callable() && ctx.is_array(replacer)? => Some(property_list(ctx, list)?),
        _ => None,
    };
    let gap = gap(ctx, args.get(2))?;
    let to_json = ctx.names.to_json.into();
    let mut serializer = Serializer {
        builder: StringBuilder::default(),
        replacer: if replacer.is_callable() { replacer } else { Value::UNDEFINED },
        property_list: list,
        gap,
        indent: 0,
        stack: Vec::new(),
        under_way: UnderWay::default(),
        to_json,
    };
    let key = ctx.names.empty.into();
    if !serializer.property(ctx, Holder::Root(args.get(0)), key)? {
        return Ok(Value::UNDEFINED);
    }
    Ok(serializer.builder.finish(ctx)?.value())
}
