//! The tables of console.table, as Node draws them: a row for each property or entry, a column for each property of those
//! that are objects.

use crate::inspect::{Options, inspect, text_width};
use crate::node_error::throw_argument_type;
use yarrow_machine::builtin_iterator::iterator_of;
use yarrow_objects::rooted::{Object, PropertyKey, Scope, Value};
use yarrow_objects::{CellKind, Cursor, JsResult};

const INDEX: &str = "(index)";
const ITERATION_INDEX: &str = "(iteration index)";
const KEY: &str = "Key";
const VALUES: &str = "Values";

/// A column with its cells from the top on; rows that it does not reach are empty.
#[derive(Default)]
struct Column {
    head: String,
    cells: Vec<String>,
}

impl Column {
    fn new(head: &str) -> Column {
        Column { head: head.to_owned(), cells: Vec::new() }
    }

    fn set(&mut self, row: usize, text: String) {
        if self.cells.len() <= row {
            self.cells.resize(row + 1, String::new());
        }
        self.cells[row] = text;
    }

    fn cell(&self, row: usize) -> &str {
        self.cells.get(row).map_or("", String::as_str)
    }
}

/// The table of a value; `None` if that is no object. `properties` are the columns to show, or `undefined`.
pub(super) fn table(ctx: &mut Scope<'_>, data: Value<'_>, properties: Value<'_>) -> JsResult<Option<String>> {
    let properties = match properties {
        v if v.is_undefined() => None,
        v if v.is_object() && ctx.is_array(v)? => Some(property_names(ctx, v)?),
        v => return Err(throw_argument_type(ctx, "properties", "an instance of Array", v)),
    };
    let Some(data) = data.as_object().filter(|o| !o.is_callable()) else { return Ok(None) };
    let columns = match entries(ctx, data)? {
        Some(columns) => columns,
        None => rows(ctx, data, properties.as_deref())?,
    };
    Ok(Some(draw(&columns)))
}

/// The elements of an array as property keys.
fn property_names<'s>(ctx: &mut Scope<'s>, list: Value<'_>) -> JsResult<Vec<PropertyKey<'s>>> {
    let items = ctx.list_from_array_like(list)?;
    items.values().iter().map(|v| ctx.to_property_key(*v)).collect()
}

/// A value as a cell shows it: objects with more than two properties by their name alone.
fn shown(ctx: &mut Scope<'_>, v: Value<'_>) -> JsResult<String> {
    let ctx = &mut ctx.inner();
    let mut depth = 0.0;
    if let Some(o) = v.as_object().filter(|o| !o.is_callable())
        && !ctx.is_array(v)?
        && ctx.enumerable_own_names(o)?.len() > 2
    {
        depth = -1.0;
    }
    let options = Options { depth: Some(depth), max_items: 3, break_length: usize::MAX, ..Options::default() };
    inspect(ctx, v, options)
}

/// The columns of a Map or Set, or of an iterator of one; `None` for other objects.
fn entries(ctx: &mut Scope<'_>, data: Object<'_>) -> JsResult<Option<Vec<Column>>> {
    use yarrow_machine::builtin_iterator::IteratorKind as Kind;
    const KINDS: &[Kind] = &[Kind::MapKeys, Kind::MapValues, Kind::MapEntries, Kind::SetValues, Kind::SetEntries];
    let of_iterator = ctx.has_prototype(data, ctx.intrinsics.map_iterator_prototype)
        || ctx.has_prototype(data, ctx.intrinsics.set_iterator_prototype);
    let (source, kind, mut cursor) = if data.is(CellKind::Map) {
        (data, Kind::MapEntries, Cursor::default())
    } else if data.is(CellKind::Set) {
        (data, Kind::SetValues, Cursor::default())
    } else if of_iterator {
        let (iterator, kind) = iterator_of(ctx, data.value(), KINDS, "next")?;
        let Some(source) = iterator.source(ctx).as_object() else {
            return Ok(Some(vec![Column::new(ITERATION_INDEX)]));
        };
        (source, kind, Cursor::from_number(iterator.position(ctx)))
    } else {
        return Ok(None);
    };
    let (mut index, mut keys, mut values) = (Column::new(ITERATION_INDEX), Column::new(KEY), Column::new(VALUES));
    for row in 0.. {
        let ctx = &mut ctx.inner();
        let Some((key, value)) = ctx.map_next(source, &mut cursor) else { break };
        index.set(row, row.to_string());
        match kind {
            Kind::MapEntries => {
                keys.set(row, shown(ctx, key)?);
                values.set(row, shown(ctx, value)?);
            }
            Kind::MapValues => values.set(row, shown(ctx, value)?),
            Kind::SetEntries => {
                keys.set(row, shown(ctx, key)?);
                values.set(row, shown(ctx, key)?);
            }
            _ => values.set(row, shown(ctx, key)?),
        }
    }
    let paired = matches!(kind, Kind::MapEntries | Kind::SetEntries);
    Ok(Some(if paired { vec![index, keys, values] } else { vec![index, values] }))
}

/// The columns of any object: a row for each property.
fn rows(ctx: &mut Scope<'_>, data: Object<'_>, properties: Option<&[PropertyKey<'_>]>) -> JsResult<Vec<Column>> {
    let (mut index, mut values) = (Column::new(INDEX), Column::new(VALUES));
    let mut columns: Vec<Column> = Vec::new();
    let names = ctx.enumerable_own_names(data)?;
    for (row, name) in names.iter().enumerate() {
        let ctx = &mut ctx.inner();
        index.set(row, ctx.describe_key(name));
        let item = ctx.get(data, name)?;
        let keys = match (properties, item.as_object()) {
            (Some(properties), _) => properties.to_vec(),
            (None, Some(o)) => ctx.enumerable_own_names(o)?.iter().collect(),
            (None, None) => {
                values.set(row, shown(ctx, item)?);
                continue;
            }
        };
        for key in keys {
            let ctx = &mut ctx.inner();
            let text = match item.as_object() {
                Some(o) if ctx.has_own_property(o, key)? => {
                    let value = ctx.get(o, key)?;
                    shown(ctx, value)?
                }
                _ => String::new(),
            };
            let head = ctx.describe_key(key);
            let at = columns.iter().position(|c| c.head == head).unwrap_or_else(|| {
                columns.push(Column::new(&head));
                columns.len() - 1
            });
            columns[at].set(row, text);
        }
    }
    // As the properties of an object: indices first.
    let place = |c: &Column| c.head.parse().ok().filter(|i: &u32| i.to_string() == c.head).unwrap_or(u32::MAX);
    let mut order: Vec<(u32, u32)> = columns.iter().zip(0..).map(|(c, at)| (place(c), at)).collect();
    order.sort_unstable();
    let in_order = order.iter().map(|(_, at)| std::mem::take(&mut columns[*at as usize]));
    let mut columns: Vec<Column> = std::iter::once(index).chain(in_order).collect();
    if !values.cells.is_empty() {
        columns.push(values);
    }
    Ok(columns)
}

fn draw(columns: &[Column]) -> String {
    let rows = columns.iter().map(|c| c.cells.len()).max().unwrap_or(0);
    let widths: Vec<usize> = columns
        .iter()
        .map(|c| c.cells.iter().chain([&c.head]).map(|text| text_width(text)).max().unwrap_or(0) + 2)
        .collect();
    let rule = |left: &str, middle: &str, right: &str| {
        let lines: Vec<String> = widths.iter().map(|w| "─".repeat(*w)).collect();
        format!("{left}{}{right}", lines.join(middle))
    };
    let line = |texts: Vec<&str>| {
        let cells: Vec<String> = texts
            .iter()
            .zip(&widths)
            .map(|(text, width)| format!(" {text}{}", " ".repeat(width - 1 - text_width(text))))
            .collect();
        format!("│{}│", cells.join("│"))
    };
    let mut out =
        vec![rule("┌", "┬", "┐"), line(columns.iter().map(|c| c.head.as_str()).collect()), rule("├", "┼", "┤")];
    out.extend((0..rows).map(|row| line(columns.iter().map(|c| c.cell(row)).collect())));
    out.push(rule("└", "┴", "┘"));
    out.join("\n")
}
