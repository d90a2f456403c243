//! Values as `console.log` shows them: the format of Node's `util.inspect` with its default
//! options. Strings nested in other values are quoted (see `inspect_text.rs` for the text level),
//! objects are cut at a depth of 2, arrays at 100 items, and what fits 72 columns stays on a line.
//!
//! Getters are shown, not called; only `Symbol.toStringTag` may run JavaScript.

use crate::builtin_iterator::{IteratorKind, iterator_of};
use crate::inspect_text::{BREAK_LENGTH, group, quote, text_length};
use crate::object_prototype::{builtin_tag, find_in_chain};
use yarrow_abi::layout::{INFO_ASYNC, INFO_GENERATOR};
use yarrow_objects::rooted::{Object, Property, PropertyKey, Root, Scope, Value};
use yarrow_objects::{CellKind, Cursor, format_number};

/// Objects nested deeper than this are not shown at any depth that is asked for: a text that is indented at
/// each level grows with the square of their number, and the native stack ends about there in other engines.
const MAX_NESTING: usize = 1000;
/// Levels of nesting that share a line.
const COMPACT: usize = 3;
const MAX_ITEMS: usize = 100;
const MAX_STRING: usize = 10_000;
/// The iterators whose rest is shown.
const COLLECTIONS: &[IteratorKind] = &[
    IteratorKind::MapKeys,
    IteratorKind::MapValues,
    IteratorKind::MapEntries,
    IteratorKind::SetValues,
    IteratorKind::SetEntries,
];

/// What to show.
#[derive(Clone, Copy)]
pub struct Options {
    /// Objects nested deeper than this are abbreviated; `None` shows all.
    pub depth: Option<usize>,
    /// Non-enumerable properties too.
    pub hidden: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { depth: Some(2), hidden: false }
    }
}

/// The text of a value. Never throws: a property that cannot be read is left out.
pub fn inspect(ctx: &mut Scope<'_>, value: Value<'_>, options: Options) -> String {
    let ctx = &mut ctx.inner();
    let circular = ctx.slot(Value::UNDEFINED);
    let mut inspector = Inspector { options, seen: Vec::new(), circular, indentation: 0, current_depth: 0 };
    inspector.value(ctx, value, 0)
}

struct Inspector<'v> {
    options: Options,
    /// The addresses of the objects around the present one, which are alive as long as they are listed.
    seen: Vec<*mut u8>,
    /// An array of the objects referred to from inside themselves, in the order of their numbers; `undefined` if there
    /// are none.
    circular: Root<'v>,
    indentation: usize,
    current_depth: usize,
}

/// The parts of an object's text.
struct Parts {
    base: String,
    open: String,
    close: &'static str,
    items: Items,
}

/// What an object lists before its properties.
enum Items {
    None,
    Array,
    Set,
    Map,
    /// What an iterator of a Map or Set has still to return.
    Rest,
    /// The bytes of a buffer.
    Bytes,
    /// What a DataView looks at.
    View,
}

/// What the object is called.
struct Title {
    /// `None`: its prototype is null.
    constructor: Option<String>,
    tag: String,
}

impl Title {
    /// With a space at the end.
    fn prefix(&self, fallback: &str, size: &str) -> String {
        let tag = &self.tag;
        match &self.constructor {
            None if !tag.is_empty() && tag != fallback => format!("[{fallback}{size}: null prototype] [{tag}] "),
            None => format!("[{fallback}{size}: null prototype] "),
            Some(c) if !tag.is_empty() && tag != c => format!("{c}{size} [{tag}] "),
            Some(c) => format!("{c}{size} "),
        }
    }
}

/// Number to text, with the sign of zero.
pub fn number_text(d: f64) -> String {
    if d == 0.0 && d.is_sign_negative() { "-0".to_owned() } else { format_number(d) }
}

fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn plural(n: usize, noun: &str) -> String {
    if n == 1 { format!("{n} {noun}") } else { format!("{n} {noun}s") }
}

impl Inspector<'_> {
    fn value(&mut self, ctx: &mut Scope<'_>, v: Value<'_>, depth: usize) -> String {
        let Some(o) = v.as_object() else { return self.primitive(ctx, v) };
        let ctx = &mut ctx.inner();
        if self.seen.contains(&o.address()) {
            return format!("[Circular *{}]", self.add_circular(ctx, o));
        }
        self.object(ctx, o, depth)
    }

    /// The number of an object referred to from inside itself.
    fn circular_number(&self, ctx: &mut Scope<'_>, o: Object<'_>) -> Option<usize> {
        let circular = self.circular.get(ctx).as_object()?;
        let index = ctx.dense_elements(circular)?.iter().position(|&c| c == o.value())?;
        Some(index + 1)
    }

    /// The same, a new one if there is none.
    fn add_circular(&self, ctx: &mut Scope<'_>, o: Object<'_>) -> usize {
        if let Some(number) = self.circular_number(ctx, o) {
            return number;
        }
        let circular = match self.circular.get(ctx).as_object() {
            Some(circular) => ctx.array_push(circular, o.value()).map(|()| circular),
            None => ctx.new_array(&[o.value()]),
        };
        // Where memory is used up, the object is not remembered.
        circular.map_or(1, |circular| {
            self.circular.set(circular.value());
            circular.array_length() as usize
        })
    }

    fn primitive(&mut self, ctx: &mut Scope<'_>, v: Value<'_>) -> String {
        if let Some(d) = v.as_number() {
            return number_text(d);
        }
        if let Some(s) = v.as_symbol() {
            return ctx.describe_key(PropertyKey::Symbol(s));
        }
        let Some(s) = v.as_string() else { return format!("{v:?}") };
        let ctx = &mut ctx.inner();
        let Ok(flat) = ctx.flat(s) else { return String::new() };
        let chars = flat.chars();
        let shown = chars.slice(0, chars.len().min(MAX_STRING));
        let mut out = String::new();
        if shown.len() > 16 && shown.len() + self.indentation + 4 > BREAK_LENGTH {
            let indent = " ".repeat(self.indentation + 2);
            let mut start = 0;
            for i in 0..shown.len() {
                if shown.at(i) == u16::from(b'\n') && i + 1 < shown.len() {
                    out.push_str(&quote(shown.slice(start, i + 1)));
                    out.push_str(" +\n");
                    out.push_str(&indent);
                    start = i + 1;
                }
            }
            out.push_str(&quote(shown.slice(start, shown.len())));
        } else {
            out = quote(shown);
        }
        if chars.len() > MAX_STRING {
            let more = plural(chars.len() - MAX_STRING, "more character");
            out.push_str(&format!("... {more}"));
        }
        out
    }

    fn title(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, depth: usize) -> Title {
        let ctx = &mut ctx.inner();
        let key = ctx.symbols.to_string_tag;
        let tag = ctx.get(o, key).ok().and_then(Value::as_string).map(|s| s.to_rust()).unwrap_or_default();
        // An own enumerable tag is shown among the properties.
        let own = ctx.get_own_property(o, key.into()).ok().flatten();
        let listed = own.is_some_and(|p| p.attrs.enumerable() || self.options.hidden);
        let constructor = self.constructor_name(ctx, o, depth);
        let tag = if listed || constructor.as_ref() == Some(&tag) { String::new() } else { tag };
        Title { constructor, tag }
    }

    /// The name of the nearest constructor that the object is an instance of.
    fn constructor_name(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, depth: usize) -> Option<String> {
        let found = find_in_chain(ctx, o, |ctx, holder| {
            let key = ctx.names.constructor;
            let c = ctx.own_data(holder, key)?.as_object().filter(|c| c.is_callable())?;
            let key = ctx.names.name;
            let name = ctx.own_text(c, key).filter(|name| !name.is_empty())?;
            let key = ctx.names.prototype;
            let prototype = ctx.own_data(c, key)?.as_object()?;
            has_in_chain(ctx, o, prototype).then_some(name)
        });
        if found.is_some() {
            return found;
        }
        let first = ctx.prototype_of(o).as_object()?;
        let name = builtin_tag(ctx, o);
        if depth > self.options.depth.unwrap_or(MAX_NESTING) {
            return Some(format!("{name} <Complex prototype>"));
        }
        Some(match self.constructor_name(ctx, first, depth + 1) {
            Some(inner) => format!("{name} <{inner}>"),
            None => {
                let options = Options { depth: Some(0), hidden: false };
                format!("{name} <{}>", inspect(ctx, first.value(), options))
            }
        })
    }

    /// Keys to list.
    fn keys<'s>(&self, ctx: &mut Scope<'s>, o: Object<'_>) -> Vec<PropertyKey<'s>> {
        let indexed = o.is(CellKind::Array) || o.is(CellKind::TypedArray) || is_string_object(ctx, o);
        let Ok(keys) = ctx.own_keys(o) else { return Vec::new() };
        let mut shown = |key: PropertyKey<'_>| {
            let ctx = &mut ctx.inner();
            let property = ctx.get_own_property(o, key).ok().flatten();
            self.options.hidden || property.is_some_and(|p| p.attrs.enumerable())
        };
        keys.iter().filter(|&key| !(indexed && matches!(key, PropertyKey::Index(_))) && shown(key)).collect()
    }

    fn object(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, depth: usize) -> String {
        // A Proxy is shown as its target; no trap runs.
        let Some(o) = without_proxies(ctx, o) else { return "<Revoked Proxy>".to_owned() };
        if depth >= MAX_NESTING || ctx.stack_is_used_up() {
            let name = builtin_tag(ctx, o);
            return format!("[{name}: Inspection interrupted prematurely. Maximum call stack size exceeded.]");
        }
        let title = self.title(ctx, o, depth);
        let mut keys = self.keys(ctx, o);
        let parts = match self.parts(ctx, o, &title, &mut keys) {
            Ok(parts) => parts,
            Err(whole) => return whole,
        };
        if self.options.depth.is_some_and(|d| depth > d) {
            let name = title.prefix("Object", "");
            // For a null prototype the brackets are there already.
            let name = name.trim_end();
            return format!("[{name}]");
        }
        let depth = depth + 1;
        self.seen.push(o.address());
        self.current_depth = depth;
        let is_list = matches!(parts.items, Items::Array);
        let mut output = match parts.items {
            Items::None => Vec::new(),
            Items::Array => self.array_items(ctx, o, depth),
            Items::Set => self.entries(ctx, o, depth, false),
            Items::Map => self.entries(ctx, o, depth, true),
            Items::Rest => self.rest(ctx, o, depth),
            Items::Bytes => crate::inspect_text::bytes(ctx, o),
            Items::View => self.data_view(ctx, o, depth),
        };
        if o.is(CellKind::WeakMap) || o.is(CellKind::WeakSet) {
            output.push("<items unknown>".to_owned());
        }
        for key in keys {
            let ctx = &mut ctx.inner();
            if let Some(text) = self.property(ctx, o, key, depth) {
                output.push(text);
            }
        }
        self.seen.pop();
        let mut base = parts.base;
        if let Some(number) = self.circular_number(ctx, o) {
            let reference = format!("<ref *{number}>");
            base = if base.is_empty() { reference } else { format!("{reference} {base}") };
        }
        let numeric = is_list && self.all_numbers(ctx, o, output.len());
        self.reduce(output, &base, (&parts.open, parts.close), is_list, numeric, depth)
    }

    fn all_numbers(&self, ctx: &mut Scope<'_>, o: Object<'_>, count: usize) -> bool {
        (0..count).all(|i| {
            let ctx = &mut ctx.inner();
            ctx.own_data(o, i as u32).is_some_and(Value::is_number)
        })
    }

    /// How the object is enclosed; `Err` with its whole text if that is all there is to show.
    fn parts<'s>(
        &mut self,
        ctx: &mut Scope<'s>,
        o: Object<'_>,
        title: &Title,
        keys: &mut Vec<PropertyKey<'s>>,
    ) -> Result<Parts, String> {
        let braces = |open: String, items: Items| Parts { base: String::new(), open, close: "}", items };
        if o.is(CellKind::Array) {
            let n = o.array_length();
            let plain = title.constructor.as_deref() == Some("Array") && title.tag.is_empty();
            let prefix = if plain { String::new() } else { title.prefix("Array", &format!("({n})")) };
            if n == 0 && keys.is_empty() {
                return Err(format!("{prefix}[]"));
            }
            return Ok(Parts { base: String::new(), open: format!("{prefix}["), close: "]", items: Items::Array });
        }
        if o.is(CellKind::TypedArray) {
            let n = list_length(ctx, o);
            let prefix = title.prefix("TypedArray", &format!("({n})"));
            if n == 0 && keys.is_empty() {
                return Err(format!("{prefix}[]"));
            }
            return Ok(Parts { base: String::new(), open: format!("{prefix}["), close: "]", items: Items::Array });
        }
        if o.is(CellKind::ArrayBuffer) || o.is(CellKind::DataView) {
            let (fallback, items) =
                if o.is(CellKind::DataView) { ("DataView", Items::View) } else { ("ArrayBuffer", Items::Bytes) };
            return Ok(braces(format!("{}{{", title.prefix(fallback, "")), items));
        }
        if o.is(CellKind::Map) || o.is(CellKind::Set) {
            let n = ctx.map_len(o);
            let is_map = o.is(CellKind::Map);
            let prefix = title.prefix(if is_map { "Map" } else { "Set" }, &format!("({n})"));
            if n == 0 && keys.is_empty() {
                return Err(format!("{prefix}{{}}"));
            }
            return Ok(braces(format!("{prefix}{{"), if is_map { Items::Map } else { Items::Set }));
        }
        if o.is(CellKind::WeakMap) || o.is(CellKind::WeakSet) {
            let name = if o.is(CellKind::WeakMap) { "WeakMap" } else { "WeakSet" };
            return Ok(braces(format!("{}{{", title.prefix(name, "")), Items::None));
        }
        let of_map = ctx.has_prototype(o, ctx.intrinsics.map_iterator_prototype);
        if of_map || ctx.has_prototype(o, ctx.intrinsics.set_iterator_prototype) {
            let collection = if of_map { "Map" } else { "Set" };
            let what = match iterator_of(ctx, o.value(), COLLECTIONS, "") {
                Ok((_, IteratorKind::MapEntries | IteratorKind::SetEntries)) => "Entries",
                _ => "Iterator",
            };
            return Ok(braces(format!("[{collection} {what}] {{"), Items::Rest));
        }
        let base = if o.is_callable() {
            Some(function_base(ctx, o, title))
        } else if o.is(CellKind::Error) {
            Some(self.error_base(ctx, o, title, keys))
        } else if o.is(CellKind::Date) {
            let text = crate::date::inspect_text(ctx, o);
            let prefix = title.prefix("Date", "");
            Some(if prefix == "Date " { text } else { format!("{prefix}{text}") })
        } else if o.is(CellKind::Wrapper) {
            Some(self.boxed_base(ctx, o, title))
        } else if let Some(text) = crate::regexp::literal_text(ctx, o) {
            let prefix = title.prefix("RegExp", "");
            Some(if prefix == "RegExp " { text } else { format!("{prefix}{text}") })
        } else {
            None
        };
        if let Some(base) = base {
            if keys.is_empty() {
                return Err(base);
            }
            return Ok(Parts { base, open: "{".to_owned(), close: "}", items: Items::None });
        }
        let plain = title.constructor.as_deref() == Some("Object") && title.tag.is_empty();
        let open = if o.is(CellKind::Arguments) {
            "[Arguments] {".to_owned()
        } else if o.is(CellKind::Namespace) {
            "[Module: null prototype] {".to_owned()
        } else if plain {
            "{".to_owned()
        } else {
            format!("{}{{", title.prefix("Object", ""))
        };
        if keys.is_empty() {
            return Err(format!("{open}}}"));
        }
        Ok(braces(open, Items::None))
    }

    fn boxed_base(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, title: &Title) -> String {
        let inner = ctx.internal(o, 0);
        let kind = match inner {
            v if v.is_string() => "String",
            v if v.is_number() => "Number",
            v if v.is_bool() => "Boolean",
            v if v.is_bigint() => "BigInt",
            _ => "Symbol",
        };
        let mut out = format!("[{kind}");
        match &title.constructor {
            Some(c) if c == kind => {}
            Some(c) => out.push_str(&format!(" ({c})")),
            None => out.push_str(" (null prototype)"),
        }
        out.push_str(&format!(": {}]", self.primitive(ctx, inner)));
        if !title.tag.is_empty() && title.constructor.as_ref() != Some(&title.tag) {
            out.push_str(&format!(" [{}]", title.tag));
        }
        out
    }

    /// The stack of an error, its first line corrected by the class; without a trace in brackets.
    fn error_base<'s>(
        &mut self,
        ctx: &mut Scope<'s>,
        o: Object<'_>,
        title: &Title,
        keys: &mut Vec<PropertyKey<'s>>,
    ) -> String {
        let (name_key, message_key, stack_key) = (ctx.names.name, ctx.names.message, ctx.names.stack);
        let name = crate::error::data_text(ctx, o, name_key).unwrap_or_else(|| "Error".to_owned());
        let message = crate::error::data_text(ctx, o, message_key).unwrap_or_default();
        let own_stack = ctx.own_text(o, stack_key);
        let mut stack = own_stack.filter(|s| !s.is_empty()).unwrap_or_else(|| match message.is_empty() {
            true => name.clone(),
            false => format!("{name}: {message}"),
        });
        for key in [name_key, message_key, stack_key] {
            if ctx.own_text(o, key).is_some_and(|t| stack.contains(&t)) {
                keys.retain(|k| *k != key.into());
            }
        }
        let (cause, errors) = (ctx.names.cause, ctx.names.errors);
        for (key, wanted) in [
            (cause, ctx.own_data(o, cause).is_some()),
            (errors, ctx.own_data(o, errors).is_some_and(|v| v.is_kind(CellKind::Array))),
        ] {
            if wanted && !keys.contains(&key.into()) {
                keys.push(key.into());
            }
        }
        stack = improve_stack(stack, &name, title);
        let from = if message.is_empty() { 0 } else { stack.find(&message).map_or(0, |i| i + message.len()) };
        if !stack[from..].contains("\n    at") {
            stack = format!("[{stack}]");
        }
        if self.indentation > 0 {
            stack = stack.replace('\n', &format!("\n{}", " ".repeat(self.indentation)));
        }
        stack
    }

    fn array_items(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, depth: usize) -> Vec<String> {
        let length = list_length(ctx, o);
        let mut output = Vec::new();
        let mut i = 0;
        while i < length && output.len() < MAX_ITEMS {
            let ctx = &mut ctx.inner();
            if let Ok(Some(p)) = ctx.get_own_property(o, (i as u32).into()) {
                output.push(self.property_value(ctx, &p, depth));
                i += 1;
                continue;
            }
            let start = i;
            i = next_index(ctx, o, i, length);
            output.push(format!("<{}>", plural(i - start, "empty item")));
        }
        if i < length {
            output.push(format!("... {}", plural(length - i, "more item")));
        }
        output
    }

    /// What a DataView looks at.
    fn data_view(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, depth: usize) -> Vec<String> {
        let Some(view) = ctx.view(o) else { return Vec::new() };
        let length = ctx.typed_array_length(o).unwrap_or(0);
        let buffer = self.value(ctx, view.buffer.value(), depth);
        vec![format!("byteLength: {length}"), format!("byteOffset: {}", view.offset), format!("buffer: {buffer}")]
    }

    /// The entries of a Map or Set.
    fn entries(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, depth: usize, is_map: bool) -> Vec<String> {
        let ctx = &mut ctx.inner();
        let total = ctx.map_len(o);
        let mut cursor = Cursor::default();
        let shown: Vec<_> = std::iter::from_fn(|| ctx.map_next(o, &mut cursor)).take(MAX_ITEMS).collect();
        self.indentation += 2;
        let mut output = Vec::new();
        for (key, value) in shown {
            let key = self.value(ctx, key, depth);
            output.push(if is_map { format!("{key} => {}", self.value(ctx, value, depth)) } else { key });
        }
        self.indentation -= 2;
        if total > MAX_ITEMS {
            output.push(format!("... {}", plural(total - MAX_ITEMS, "more item")));
        }
        output
    }

    /// The rest of an iterator, which is left where it is.
    fn rest(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, depth: usize) -> Vec<String> {
        let Ok((iterator, kind)) = iterator_of(ctx, o.value(), COLLECTIONS, "") else { return Vec::new() };
        let Some(source) = iterator.source(ctx).as_object() else { return Vec::new() };
        let Ok(items) = ctx.new_array(&[]) else { return Vec::new() };
        let mut cursor = Cursor::from_number(iterator.position(ctx));
        loop {
            let ctx = &mut ctx.inner();
            let Some((key, value)) = ctx.map_next(source, &mut cursor) else { break };
            let item = match kind {
                IteratorKind::MapValues => Ok(value),
                IteratorKind::MapEntries => ctx.new_array(&[key, value]).map(Object::value),
                IteratorKind::SetEntries => ctx.new_array(&[key, key]).map(Object::value),
                _ => Ok(key),
            };
            if item.and_then(|item| ctx.array_push(items, item)).is_err() {
                break;
            }
        }
        self.indentation += 2;
        let mut output = Vec::new();
        for i in 0..items.array_length() {
            let ctx = &mut ctx.inner();
            let item = ctx.dense_element(items, i as usize).unwrap_or(Value::UNDEFINED);
            output.push(self.value(ctx, item, depth));
        }
        self.indentation -= 2;
        output
    }

    fn property_value(&mut self, ctx: &mut Scope<'_>, p: &Property<'_>, depth: usize) -> String {
        if !p.attrs.is_accessor() {
            self.indentation += 2;
            let text = self.value(ctx, p.value, depth);
            self.indentation -= 2;
            return text;
        }
        match (p.value.is_undefined(), p.setter.is_undefined()) {
            (false, false) => "[Getter/Setter]",
            (false, true) => "[Getter]",
            (true, false) => "[Setter]",
            (true, true) => "undefined",
        }
        .to_owned()
    }

    fn property(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, key: PropertyKey<'_>, depth: usize) -> Option<String> {
        let p = ctx.get_own_property(o, key).ok()??;
        let text = self.property_value(ctx, &p, depth);
        let name = ctx.describe_key(key);
        let name = match key {
            PropertyKey::Symbol(_) => format!("[{name}]"),
            PropertyKey::String(_) if name == "__proto__" => "['__proto__']".to_owned(),
            _ if !p.attrs.enumerable() => format!("[{name}]"),
            PropertyKey::String(_) if is_identifier(&name) => name,
            PropertyKey::String(s) => quote(s.chars()),
            PropertyKey::Index(_) => format!("'{name}'"),
        };
        Some(format!("{name}: {text}"))
    }

    /// Joins the parts: on one line if they fit and are few levels deep, or a line for each.
    fn reduce(
        &self,
        mut output: Vec<String>,
        base: &str,
        (open, close): (&str, &str),
        is_list: bool,
        numeric: bool,
        depth: usize,
    ) -> String {
        let base = if base.is_empty() { String::new() } else { format!("{base} ") };
        let entries = output.len();
        if is_list && entries > 6 {
            output = group(output, self.indentation, numeric, MAX_ITEMS);
        }
        if self.current_depth - depth < COMPACT && entries == output.len() {
            let base_length = text_length(&base).saturating_sub(1);
            let start = output.len() + self.indentation + text_length(open) + base_length + 10;
            let length: usize = output.iter().map(|s| text_length(s)).sum::<usize>() + output.len() + start;
            let broken = base.contains('\n') || output.iter().any(|s| s.contains('\n'));
            if length <= BREAK_LENGTH && !broken {
                return format!("{base}{open} {} {close}", output.join(", "));
            }
        }
        let indent = format!("\n{}", " ".repeat(self.indentation));
        format!("{base}{open}{indent}  {}{indent}{close}", output.join(&format!(",{indent}  ")))
    }
}

fn is_string_object(ctx: &mut Scope<'_>, o: Object<'_>) -> bool {
    o.is(CellKind::Wrapper) && ctx.internal(o, 0).is_string()
}

/// The object itself, or what Proxies stand for at last; `None` if one of them was revoked.
fn without_proxies<'s>(ctx: &mut Scope<'s>, o: Object<'_>) -> Option<Object<'s>> {
    let at = ctx.slot(o.value());
    loop {
        let mut turn = ctx.inner();
        let o = at.get(&mut turn).as_object()?;
        match turn.proxy_parts(o) {
            Some((target, _)) => at.set(target),
            None => return Some(turn.escape(o)),
        }
    }
}

/// The first index from `from` on that exists, or `length`.
fn next_index(ctx: &mut Scope<'_>, o: Object<'_>, from: usize, length: usize) -> usize {
    if let Some(dense) = ctx.dense_elements(o) {
        let rest = dense.get(from..).unwrap_or(&[]);
        return rest.iter().position(|v| !v.is_hole()).map_or(length, |i| from + i);
    }
    let Ok(keys) = ctx.own_keys(o) else { return length };
    let mut indices = keys.iter().filter_map(|k| match k {
        PropertyKey::Index(i) => Some(i as usize),
        PropertyKey::String(_) | PropertyKey::Symbol(_) => None,
    });
    indices.find(|&i| i >= from).unwrap_or(length)
}

/// How many items an array or TypedArray has.
fn list_length(ctx: &Scope<'_>, o: Object<'_>) -> usize {
    if o.is(CellKind::TypedArray) { ctx.typed_array_length(o).unwrap_or(0) } else { o.array_length() as usize }
}

/// Whether an object's prototype chain, as its shapes show it, has `proto`.
fn has_in_chain(ctx: &mut Scope<'_>, o: Object<'_>, proto: Object<'_>) -> bool {
    find_in_chain(ctx, o, |ctx, holder| ctx.has_prototype(holder, proto).then_some(())).is_some()
}

/// `[Function: f]` and its variants.
fn function_base(ctx: &mut Scope<'_>, f: Object<'_>, title: &Title) -> String {
    let key = ctx.names.name;
    let name = ctx.own_text(f, key).unwrap_or_default();
    let constructor = title.constructor.as_deref();
    let tag = &title.tag;
    if f.is_class() {
        let shown = if name.is_empty() { "(anonymous)" } else { &name };
        let mut out = format!("[class {shown}");
        if let Some(c) = constructor.filter(|c| *c != "Function") {
            out.push_str(&format!(" [{c}]"));
        }
        if !tag.is_empty() && constructor != Some(tag) {
            out.push_str(&format!(" [{tag}]"));
        }
        if constructor.is_none() {
            out.push_str(" extends null");
        } else if let Some(parent) = ctx.prototype_of(f).as_object()
            && let Some(s) = ctx.own_text(parent, key).filter(|s| !s.is_empty())
        {
            out.push_str(&format!(" extends {s}"));
        }
        out.push(']');
        return out;
    }
    let kind = match f.function_flags() & (INFO_GENERATOR | INFO_ASYNC) {
        0 => "Function",
        INFO_GENERATOR => "GeneratorFunction",
        INFO_ASYNC => "AsyncFunction",
        _ => "AsyncGeneratorFunction",
    };
    let mut out = format!("[{kind}");
    if constructor.is_none() {
        out.push_str(" (null prototype)");
    }
    if name.is_empty() {
        out.push_str(" (anonymous)]");
    } else {
        out.push_str(&format!(": {name}]"));
    }
    if let Some(c) = constructor.filter(|c| *c != kind) {
        out.push_str(&format!(" {c}"));
    }
    if !tag.is_empty() && constructor != Some(tag) {
        out.push_str(&format!(" [{tag}]"));
    }
    out
}

/// Puts the name of the class into the first line of a stack.
fn improve_stack(stack: String, name: &str, title: &Title) -> String {
    let rest = stack.strip_prefix(name);
    let starts = rest.is_some_and(|r| r.is_empty() || r.starts_with(':') || r.starts_with('\n'));
    let Some(rest) = rest.filter(|_| starts && (title.constructor.is_none() || name.ends_with("Error"))) else {
        return stack;
    };
    let prefix = title.prefix(name, "");
    let prefix = prefix.trim_end();
    if prefix == name {
        stack
    } else if prefix.contains(name) {
        format!("{prefix}{rest}")
    } else {
        format!("{prefix} [{name}]{rest}")
    }
}
