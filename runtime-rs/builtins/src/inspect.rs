//! Values as `console.log` shows them: the format of Node's `util.inspect`. Strings nested in other values are quoted (see
//! `inspect/text.rs` for the text level), objects are cut at a depth of 2, arrays at 100 items, and what fits 72 columns
//! stays on a line.
//!
//! Getters are shown, not called, unless the options say so. JavaScript runs where Node runs it: for `Symbol.toStringTag`, the
//! `name`, `message`, `stack`, `cause` and `errors` of errors, and objects that show themselves (`inspect/custom.rs`). What
//! that throws is thrown by the inspection.

mod custom;
mod errors;
mod inspector;
mod items;
mod options;
mod text;
mod title;

pub use options::Options;
pub(crate) use text::{number_text, text_width};

use inspector::{Inspector, Layout, MAX_NESTING};
use items::{COLLECTIONS, Items, list_length};
use options::{Compact, Getters};
use text::{escaped, quote};
use title::Title;
use yarrow_machine::builtin_iterator::{IteratorKind, iterator_of};
use yarrow_objects::rooted::{Object, Property, PropertyKey, Scope, Value};
use yarrow_objects::{CellKind, Chars, JsResult};

/// The text of a value.
pub fn inspect(ctx: &mut Scope<'_>, value: Value<'_>, options: Options<'_>) -> JsResult<String> {
    let ctx = &mut ctx.inner();
    // Primitives have nothing to say about it.
    let options = Options { custom: options.custom && value.is_object(), ..options };
    Inspector::new(ctx, options).value(ctx, value, 0)
}

/// The parts of an object's text.
struct Parts {
    base: String,
    open: String,
    close: &'static str,
    items: Items,
}

/// What is to be shown of an object.
enum Shown {
    /// Nothing but this.
    Whole(String),
    Parts(Parts),
}

/// Whether the object may have items besides its properties that its iterator would give.
fn is_collection(o: Object<'_>) -> bool {
    [CellKind::Array, CellKind::TypedArray, CellKind::Map, CellKind::Set, CellKind::BuiltinIterator]
        .iter()
        .any(|kind| o.is(*kind))
}

fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// What ends a text that may not go deeper.
fn interrupted(ctx: &mut Scope<'_>, o: Object<'_>) -> String {
    let name = ctx.builtin_tag(o);
    format!("[{name}: Inspection interrupted prematurely. Maximum call stack size exceeded.]")
}

/// The object itself, or what Proxies stand for at last; `None` if one of them was revoked.
pub(crate) fn without_proxies<'s>(ctx: &mut Scope<'s>, o: Object<'_>) -> Option<Object<'s>> {
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

impl Inspector<'_> {
    fn value(&mut self, ctx: &mut Scope<'_>, v: Value<'_>, depth: usize) -> JsResult<String> {
        let Some(o) = v.as_object() else { return self.primitive(ctx, v) };
        let ctx = &mut ctx.inner();
        if depth >= MAX_NESTING || ctx.stack_is_used_up() {
            return Ok(interrupted(ctx, o));
        }
        // A Proxy is shown as its target; no trap runs.
        let Some(shown) = without_proxies(ctx, o) else { return Ok("<Revoked Proxy>".to_owned()) };
        if self.options.proxies && o.is_proxy() {
            return self.proxy(ctx, o, depth);
        }
        if self.custom.is_some()
            && let Some(result) = custom::returned(self, ctx, o, shown, depth)?
        {
            return match result.as_string() {
                Some(text) => {
                    let text = text.to_rust();
                    Ok(text.replace('\n', &format!("\n{}", " ".repeat(self.indentation))))
                }
                None => self.value(ctx, result, depth),
            };
        }
        if self.seen.contains(&shown.address()) {
            return Ok(format!("[Circular *{}]", self.add_circular(ctx, shown)?));
        }
        self.object(ctx, shown, depth)
    }

    /// A Proxy as such.
    fn proxy(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, depth: usize) -> JsResult<String> {
        let Some((target, handler)) = ctx.proxy_parts(o) else { return Ok("<Revoked Proxy>".to_owned()) };
        if self.options.depth.is_some_and(|d| depth as f64 > d) {
            return Ok("Proxy [Array]".to_owned());
        }
        let depth = depth + 1;
        self.current_depth = depth;
        self.indentation += 2;
        let parts = vec![self.value(ctx, target, depth)?, self.value(ctx, handler, depth)?];
        self.indentation -= 2;
        Ok(self.reduce(parts, "", ("Proxy [", "]"), Layout::List, depth))
    }

    /// Keys to list; of an object whose elements are listed as items, those that are no indices.
    fn keys<'s>(&self, ctx: &mut Scope<'s>, o: Object<'_>, indexed: bool) -> JsResult<Vec<PropertyKey<'s>>> {
        let keys = if self.options.hidden { ctx.own_keys(o)? } else { ctx.enumerable_own_keys(o)? };
        Ok(keys.iter().filter(|key| !(indexed && matches!(key, PropertyKey::Index(_)))).collect())
    }

    fn object(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, depth: usize) -> JsResult<String> {
        let title = self.title(ctx, o, depth)?;
        let is_collection = is_collection(o) && self.is_iterable(ctx, o, &title)?;
        let is_list = is_collection && (o.is(CellKind::Array) || o.is(CellKind::TypedArray));
        let is_string = o.is(CellKind::Wrapper) && ctx.internal(o, 0).is_string();
        let indexed = is_list || (is_string && !title.is("Object"));
        let mut keys = self.keys(ctx, o, indexed)?;
        let parts = match self.parts(ctx, o, &title, &mut keys, is_collection)? {
            Shown::Parts(parts) => parts,
            Shown::Whole(text) => return Ok(text),
        };
        if self.options.depth.is_some_and(|d| depth as f64 > d) {
            let name = title.prefix("Object", "");
            // For a null prototype the brackets are there already.
            let name = name.trim_end();
            return Ok(if title.constructor.is_some() { format!("[{name}]") } else { name.to_owned() });
        }
        let depth = depth + 1;
        self.seen.push(o.address());
        self.current_depth = depth;
        let mut output = self.items(ctx, o, parts.items, depth)?;
        let listed = output.len();
        for key in keys {
            let ctx = &mut ctx.inner();
            let text = self.property(ctx, o, key, depth)?;
            output.push(text);
        }
        self.seen.pop();
        let mut layout = Layout::Properties;
        if parts.items == Items::Array || parts.items == Items::TypedArray {
            let numbers = self.all_numbers(ctx, o, output.len());
            layout = if numbers { Layout::Numbers } else { Layout::List };
        }
        if let Some(order) = self.options.sorted {
            let from = if layout == Layout::Properties { 0 } else { listed };
            text::sort(ctx, &mut output[from..], order)?;
        }
        let Parts { mut base, mut open, close, .. } = parts;
        if let Some(number) = self.circular_number(ctx, o) {
            let reference = format!("<ref *{number}>");
            match self.options.compact {
                Compact::All => open = format!("{reference} {open}"),
                Compact::Levels(_) if base.is_empty() => base = reference,
                Compact::Levels(_) => base = format!("{reference} {base}"),
            }
        }
        Ok(self.reduce(output, &base, (&open, close), layout, depth))
    }

    /// Whether a collection may be shown as one: its prototypes have not taken that from it.
    fn is_iterable(&self, ctx: &mut Scope<'_>, o: Object<'_>, title: &Title) -> JsResult<bool> {
        let ctx = &mut ctx.inner();
        let key = ctx.symbols.iterator;
        let method = if title.constructor.is_some() { ctx.get(o, key)? } else { Value::TRUE };
        Ok(ctx.to_boolean(method))
    }

    fn all_numbers(&self, ctx: &mut Scope<'_>, o: Object<'_>, count: usize) -> bool {
        if let Some(elements) = ctx.dense_elements(o).filter(|e| e.len() >= count) {
            return elements[..count].iter().all(|&v| text::is_whole_number(v));
        }
        (0..count).all(|i| {
            let ctx = &mut ctx.inner();
            ctx.own_data(o, i as u32).is_some_and(text::is_whole_number)
        })
    }

    /// How the object is enclosed.
    fn parts<'s>(
        &mut self,
        ctx: &mut Scope<'s>,
        o: Object<'_>,
        title: &Title,
        keys: &mut Vec<PropertyKey<'s>>,
        is_collection: bool,
    ) -> JsResult<Shown> {
        if is_collection && let Some(shown) = self.collection(ctx, o, title, keys.is_empty()) {
            return Ok(shown);
        }
        let braces = |open: String, items: Items| Parts { base: String::new(), open, close: "}", items };
        let plain = title.is("Object") && !o.is_callable();
        let base = if o.is_callable() {
            Some(title::function_base(ctx, o, title)?)
        } else if plain {
            None
        } else if let Some(text) = crate::regexp::literal_text(ctx, o) {
            let prefix = title.prefix("RegExp", "");
            Some(if prefix == "RegExp " { text } else { format!("{prefix}{text}") })
        } else if o.is(CellKind::Date) {
            let text = crate::date::inspect_text(ctx, o);
            let prefix = title.prefix("Date", "");
            Some(if prefix == "Date " { text } else { format!("{prefix}{text}") })
        } else if errors::is_error(ctx, o) {
            Some(self.error_base(ctx, o, title, keys)?)
        } else if o.is(CellKind::Wrapper) {
            Some(self.boxed_base(ctx, o, title)?)
        } else {
            None
        };
        if let Some(base) = base {
            return Ok(if keys.is_empty() {
                Shown::Whole(base)
            } else {
                Shown::Parts(Parts { base, open: "{".to_owned(), close: "}", items: Items::None })
            });
        }
        let (fallback, items) = match () {
            () if plain => ("Object", Items::None),
            () if o.is(CellKind::Promise) => ("Promise", Items::Promise),
            () if o.is(CellKind::DataView) => ("DataView", Items::View),
            () if o.is(CellKind::ArrayBuffer) => ("ArrayBuffer", Items::Bytes),
            () if o.is(CellKind::WeakMap) => ("WeakMap", Items::Unknown),
            () if o.is(CellKind::WeakSet) => ("WeakSet", Items::Unknown),
            () if o.is(CellKind::Arguments) => ("Arguments", Items::None),
            () => ("Object", Items::None),
        };
        let open = if plain && o.is(CellKind::Arguments) {
            "[Arguments] {".to_owned()
        } else if o.is(CellKind::Namespace) {
            "[Module: null prototype] {".to_owned()
        } else if plain && title.tag.is_empty() {
            "{".to_owned()
        } else {
            format!("{}{{", title.prefix(fallback, ""))
        };
        if keys.is_empty() && items == Items::None {
            return Ok(Shown::Whole(format!("{open}}}")));
        }
        Ok(Shown::Parts(braces(open, items)))
    }

    /// The same for arrays, collections and their iterators; `None` for other objects.
    fn collection(&self, ctx: &mut Scope<'_>, o: Object<'_>, title: &Title, bare: bool) -> Option<Shown> {
        let (prefix, braces, items, n) = if o.is(CellKind::Array) {
            let n = o.array_length() as usize;
            let plain = title.is("Array") && title.tag.is_empty();
            let prefix = if plain { String::new() } else { title.prefix("Array", &format!("({n})")) };
            (prefix, ("[", "]"), Items::Array, n)
        } else if o.is(CellKind::TypedArray) {
            let n = list_length(ctx, o);
            let element = ctx.view(o)?.element;
            let n_shown = if self.options.hidden { n.max(1) } else { n };
            (title.prefix(element.array_name(), &format!("({n})")), ("[", "]"), Items::TypedArray, n_shown)
        } else if o.is(CellKind::Map) {
            let n = ctx.map_len(o);
            (title.prefix("Map", &format!("({n})")), ("{", "}"), Items::Map, n)
        } else if o.is(CellKind::Set) {
            let n = ctx.map_len(o);
            (title.prefix("Set", &format!("({n})")), ("{", "}"), Items::Set, n)
        } else {
            let of_map = ctx.has_prototype(o, ctx.intrinsics.map_iterator_prototype);
            if !of_map && !ctx.has_prototype(o, ctx.intrinsics.set_iterator_prototype) {
                return None;
            }
            let collection = if of_map { "Map" } else { "Set" };
            let what = match iterator_of(ctx, o.value(), COLLECTIONS, "") {
                Ok((_, IteratorKind::MapEntries | IteratorKind::SetEntries)) => "Entries",
                Ok(_) => "Iterator",
                Err(throw) => {
                    ctx.caught(throw);
                    return None;
                }
            };
            (format!("[{collection} {what}] "), ("{", "}"), Items::Rest, 1)
        };
        let (open, close) = braces;
        if n == 0 && bare {
            return Some(Shown::Whole(format!("{prefix}{open}{close}")));
        }
        Some(Shown::Parts(Parts { base: String::new(), open: format!("{prefix}{open}"), close, items }))
    }

    /// A value that is shown so many columns further right.
    fn indented(&mut self, ctx: &mut Scope<'_>, v: Value<'_>, indent: usize, depth: usize) -> JsResult<String> {
        self.indentation += indent;
        let text = self.value(ctx, v, depth)?;
        self.indentation -= indent;
        Ok(text)
    }

    fn property_value(
        &mut self,
        ctx: &mut Scope<'_>,
        o: Object<'_>,
        p: &Property<'_>,
        indent: usize,
        depth: usize,
    ) -> JsResult<String> {
        if !p.attrs.is_accessor() {
            return self.indented(ctx, p.value, indent, depth);
        }
        let label = match (p.value.is_undefined(), p.setter.is_undefined()) {
            (false, false) => "Getter/Setter",
            (false, true) => "Getter",
            (true, false) => return Ok("[Setter]".to_owned()),
            (true, true) => return Ok("undefined".to_owned()),
        };
        let runs = match self.options.getters {
            Getters::Shown => false,
            Getters::All => true,
            Getters::WithoutSetter => p.setter.is_undefined(),
            Getters::WithSetter => !p.setter.is_undefined(),
        };
        if !runs {
            return Ok(format!("[{label}]"));
        }
        let (indentation, nested) = (self.indentation, self.seen.len());
        self.indentation += indent;
        let shown = ctx.call(p.value, o.value(), &[]).and_then(|v| {
            let text = self.value(ctx, v, depth)?;
            Ok(if v.is_object() { format!("[{label}] {text}") } else { format!("[{label}: {text}]") })
        });
        self.indentation = indentation;
        self.seen.truncate(nested);
        shown.or_else(|throw| {
            let thrown = ctx.caught(throw);
            let key = ctx.names.message;
            let message = ctx.get_value(thrown, key)?;
            let message = if message.is_symbol() { ctx.describe(message) } else { ctx.to_string(message)?.to_rust() };
            Ok(format!("[{label}: <Inspection threw ({message})>]"))
        })
    }

    fn property(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, key: PropertyKey<'_>, depth: usize) -> JsResult<String> {
        let all = self.options.compact == Compact::All;
        let indent = if all { 3 } else { 2 };
        let (text, enumerable) = match ctx.get_own_property(o, key)? {
            Some(p) => (self.property_value(ctx, o, &p, indent, depth)?, p.attrs.enumerable()),
            // What an error inherits, or what somebody has taken away meanwhile.
            None => {
                let value = ctx.get(o, key)?;
                (self.indented(ctx, value, indent, depth)?, true)
            }
        };
        let name = ctx.describe_key(key);
        let name = match key {
            PropertyKey::Symbol(_) => {
                format!("[{}]", escaped(Chars::Utf16(&name.encode_utf16().collect::<Vec<_>>()), '\''))
            }
            PropertyKey::String(_) if name == "__proto__" => "['__proto__']".to_owned(),
            _ if !enumerable => format!("[{name}]"),
            PropertyKey::String(_) if is_identifier(&name) => name,
            PropertyKey::String(s) => quote(s.chars()),
            PropertyKey::Index(_) => format!("'{name}'"),
        };
        if all && text_width(&text) > self.options.break_length {
            return Ok(format!("{name}:\n{}{text}", " ".repeat(self.indentation + indent)));
        }
        let mut line = String::with_capacity(name.len() + 2 + text.len());
        line.push_str(&name);
        line.push_str(": ");
        line.push_str(&text);
        Ok(line)
    }
}
