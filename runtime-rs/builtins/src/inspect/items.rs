//! What an object lists before its properties: elements, entries, bytes.

use super::inspector::{Inspector, Layout, plural};
use super::text::number_text;
use yarrow_machine::builtin_iterator::{IteratorKind, iterator_of};
use yarrow_objects::rooted::{Object, PropertyKey, Scope, Value};
use yarrow_objects::{CellKind, Cursor, JsResult, PromiseState};

/// The iterators whose rest is shown.
pub(super) const COLLECTIONS: &[IteratorKind] = &[
    IteratorKind::MapKeys,
    IteratorKind::MapValues,
    IteratorKind::MapEntries,
    IteratorKind::SetValues,
    IteratorKind::SetEntries,
];

/// What an object lists before its properties.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Items {
    None,
    Array,
    TypedArray,
    Set,
    Map,
    /// What an iterator of a Map or Set has still to return.
    Rest,
    /// The bytes of a buffer.
    Bytes,
    /// What a DataView looks at.
    View,
    /// What a promise has come to.
    Promise,
    /// What cannot be listed.
    Unknown,
}

/// How many items an array or TypedArray has.
pub(super) fn list_length(ctx: &Scope<'_>, o: Object<'_>) -> usize {
    if o.is(CellKind::TypedArray) { ctx.typed_array_length(o).unwrap_or(0) } else { o.array_length() as usize }
}

/// The first index from `from` on that exists, or `length`.
fn next_index(ctx: &mut Scope<'_>, o: Object<'_>, from: usize, length: usize) -> JsResult<usize> {
    if let Some(dense) = ctx.dense_elements(o) {
        let rest = dense.get(from..).unwrap_or(&[]);
        return Ok(rest.iter().position(|v| !v.is_hole()).map_or(length, |i| from + i).min(length));
    }
    let keys = ctx.own_keys(o)?;
    let mut indices = keys.iter().filter_map(|k| match k {
        PropertyKey::Index(i) => Some(i as usize),
        PropertyKey::String(_) | PropertyKey::Symbol(_) => None,
    });
    Ok(indices.find(|&i| i >= from).unwrap_or(length))
}

impl Inspector<'_> {
    pub(super) fn items(
        &mut self,
        ctx: &mut Scope<'_>,
        o: Object<'_>,
        items: Items,
        depth: usize,
    ) -> JsResult<Vec<String>> {
        match items {
            Items::None => Ok(Vec::new()),
            Items::Array => self.array_items(ctx, o, depth),
            Items::TypedArray => self.typed_array_items(ctx, o, depth),
            Items::Set => self.entries(ctx, o, depth, false),
            Items::Map => self.entries(ctx, o, depth, true),
            Items::Rest => self.rest(ctx, o, depth),
            Items::Bytes => Ok(super::text::bytes(ctx, o, self.options.max_items)),
            Items::View => self.data_view(ctx, o, depth),
            Items::Promise => Ok(vec![self.promise(ctx, o, depth)?]),
            Items::Unknown => Ok(vec!["<items unknown>".to_owned()]),
        }
    }

    /// What a promise has come to.
    fn promise(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, depth: usize) -> JsResult<String> {
        let state = ctx.promise_state(o);
        if state == PromiseState::Pending {
            return Ok("<pending>".to_owned());
        }
        let result = ctx.promise_result(o);
        let text = self.indented(ctx, result, 2, depth)?;
        Ok(if state == PromiseState::Rejected { format!("<rejected> {text}") } else { text })
    }

    fn more(&self, output: &mut Vec<String>, count: usize) {
        if count > 0 {
            output.push(format!("... {}", plural(count, "more item")));
        }
    }

    fn array_items(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, depth: usize) -> JsResult<Vec<String>> {
        let length = list_length(ctx, o);
        let mut output = Vec::new();
        let mut i = 0;
        while i < length && output.len() < self.options.max_items {
            let ctx = &mut ctx.inner();
            if let Some(v) = ctx.dense_element(o, i) {
                output.push(self.indented(ctx, v, 2, depth)?);
                i += 1;
                continue;
            }
            if let Some(p) = ctx.get_own_property(o, (i as u32).into())? {
                output.push(self.property_value(ctx, o, &p, 2, depth)?);
                i += 1;
                continue;
            }
            let start = i;
            i = next_index(ctx, o, i + 1, length)?;
            output.push(format!("<{}>", plural(i - start, "empty item")));
        }
        self.more(&mut output, length - i);
        Ok(output)
    }

    fn typed_array_items(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, depth: usize) -> JsResult<Vec<String>> {
        let length = list_length(ctx, o);
        let shown = length.min(self.options.max_items);
        let mut output = Vec::with_capacity(shown);
        for i in 0..shown {
            let ctx = &mut ctx.inner();
            let v = ctx.typed_array_get(o, i as u32).unwrap_or(Value::UNDEFINED);
            output.push(self.primitive(ctx, v)?);
        }
        self.more(&mut output, length - shown);
        if let Some(view) = ctx.view(o).filter(|_| self.options.hidden) {
            let size = view.element.size();
            let bytes = length * size;
            for (name, n) in
                [("BYTES_PER_ELEMENT", size), ("length", length), ("byteLength", bytes), ("byteOffset", view.offset)]
            {
                output.push(format!("[{name}]: {n}"));
            }
            self.indentation += 2;
            let buffer = self.buffer_of_view(ctx, view.buffer, depth);
            self.indentation -= 2;
            output.push(format!("[buffer]: {}", buffer?));
        }
        Ok(output)
    }

    /// A buffer beside its elements, whose bytes are not shown again.
    fn buffer_of_view(&mut self, ctx: &mut Scope<'_>, buffer: Object<'_>, depth: usize) -> JsResult<String> {
        let title = self.title(ctx, buffer, depth)?;
        let length = ctx.byte_store(buffer).bytes.len();
        Ok(format!("{}{{ byteLength: {} }}", title.prefix("ArrayBuffer", ""), number_text(length as f64)))
    }

    /// What a DataView looks at.
    fn data_view(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, depth: usize) -> JsResult<Vec<String>> {
        let Some(view) = ctx.view(o) else { return Ok(Vec::new()) };
        let length = ctx.typed_array_length(o).unwrap_or(0);
        self.indentation += 2;
        let buffer = self.value(ctx, view.buffer.value(), depth);
        self.indentation -= 2;
        Ok(vec![
            format!("byteLength: {length}"),
            format!("byteOffset: {}", view.offset),
            format!("buffer: {}", buffer?),
        ])
    }

    /// The entries of a Map or Set.
    fn entries(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, depth: usize, is_map: bool) -> JsResult<Vec<String>> {
        let ctx = &mut ctx.inner();
        let total = ctx.map_len(o);
        let mut cursor = Cursor::default();
        let most = self.options.max_items.min(total);
        let mut output = Vec::new();
        self.indentation += 2;
        while output.len() < most {
            // Objects that show themselves may change the collection.
            let ctx = &mut ctx.inner();
            let Some((key, value)) = ctx.map_next(o, &mut cursor) else { break };
            let key = self.value(ctx, key, depth)?;
            output.push(if is_map { format!("{key} => {}", self.value(ctx, value, depth)?) } else { key });
        }
        self.indentation -= 2;
        self.more(&mut output, total - most);
        Ok(output)
    }

    /// The rest of an iterator, which is left where it is.
    fn rest(&mut self, ctx: &mut Scope<'_>, o: Object<'_>, depth: usize) -> JsResult<Vec<String>> {
        let (iterator, kind) = match iterator_of(ctx, o.value(), COLLECTIONS, "") {
            Ok(found) => found,
            Err(throw) => {
                ctx.caught(throw);
                return Ok(Vec::new());
            }
        };
        let Some(source) = iterator.source(ctx).as_object() else { return Ok(Vec::new()) };
        let mut cursor = Cursor::from_number(iterator.position(ctx));
        let mut output = Vec::new();
        let mut left = 0;
        self.indentation += 2;
        loop {
            let ctx = &mut ctx.inner();
            let Some((key, value)) = ctx.map_next(source, &mut cursor) else { break };
            if output.len() >= self.options.max_items {
                left += 1;
                continue;
            }
            output.push(match kind {
                IteratorKind::MapValues => self.value(ctx, value, depth)?,
                IteratorKind::MapEntries => self.pair(ctx, (key, value), depth)?,
                IteratorKind::SetEntries => self.pair(ctx, (key, key), depth)?,
                _ => self.value(ctx, key, depth)?,
            });
        }
        self.indentation -= 2;
        self.more(&mut output, left);
        Ok(output)
    }

    /// An entry as an array of two.
    fn pair(&mut self, ctx: &mut Scope<'_>, pair: (Value<'_>, Value<'_>), depth: usize) -> JsResult<String> {
        let parts = vec![self.value(ctx, pair.0, depth)?, self.value(ctx, pair.1, depth)?];
        Ok(self.reduce(parts, "", ("[", "]"), Layout::List, depth))
    }
}
