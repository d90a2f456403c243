//! The state of an inspection, and what it does without going into objects: primitives, numbers for circles, lines.

use super::options::{Compact, Options};
use super::text::{group, number_text, quote, text_length, with_separators};
use yarrow_objects::rooted::{Object, PropertyKey, Root, Scope, Symbol, Value};
use yarrow_objects::{Chars, JsResult};

/// Objects nested deeper than this are not shown at any depth that is asked for: a text that is indented at
/// each level grows with the square of their number, and the native stack ends about there in other engines.
pub(super) const MAX_NESTING: usize = 1000;

pub(super) struct Inspector<'v> {
    pub options: Options<'v>,
    /// The addresses of the objects around the present one, which are alive as long as they are listed.
    pub seen: Vec<*mut u8>,
    /// An array of the objects referred to from inside themselves, in the order of their numbers; `undefined` if there
    /// are none.
    circular: Root<'v>,
    /// The symbol of the methods by which objects show themselves: `None` if no program has asked the registry for it, so that
    /// no object can have one, or if they are not to be asked.
    pub custom: Option<Symbol<'v>>,
    pub indentation: usize,
    pub current_depth: usize,
}

/// Whether the lines of a text are an array's, which may stand in columns.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Layout {
    Properties,
    List,
    /// A list of numbers alone, which are aligned to the right.
    Numbers,
}

pub(super) fn plural(n: usize, noun: &str) -> String {
    if n == 1 { format!("{n} {noun}") } else { format!("{n} {noun}s") }
}

/// The symbol that the registry has for the methods by which objects show themselves.
pub(super) fn custom_symbol<'s>(ctx: &mut Scope<'s>) -> Option<Symbol<'s>> {
    let registry = ctx.intrinsics.symbol_registry;
    let registry = registry.as_object()?;
    let name = ctx.names.inspect_custom;
    ctx.own_data(registry, name).and_then(Value::as_symbol)
}

impl<'v> Inspector<'v> {
    pub fn new(ctx: &mut Scope<'v>, options: Options<'v>) -> Self {
        let circular = ctx.slot(Value::UNDEFINED);
        let custom = if options.custom { custom_symbol(ctx) } else { None };
        Inspector { options, seen: Vec::new(), circular, custom, indentation: 0, current_depth: 0 }
    }
}

impl Inspector<'_> {
    /// The number of an object referred to from inside itself.
    pub fn circular_number(&self, ctx: &mut Scope<'_>, o: Object<'_>) -> Option<usize> {
        let circular = self.circular.get(ctx).as_object()?;
        let index = ctx.dense_elements(circular)?.iter().position(|&c| c == o.value())?;
        Some(index + 1)
    }

    /// The same, a new one if there is none.
    pub fn add_circular(&self, ctx: &mut Scope<'_>, o: Object<'_>) -> JsResult<usize> {
        if let Some(number) = self.circular_number(ctx, o) {
            return Ok(number);
        }
        let circular = match self.circular.get(ctx).as_object() {
            Some(circular) => {
                ctx.array_push(circular, o.value())?;
                circular
            }
            None => ctx.new_array(&[o.value()])?,
        };
        self.circular.set(circular.value());
        Ok(circular.array_length() as usize)
    }

    pub fn primitive(&mut self, ctx: &mut Scope<'_>, v: Value<'_>) -> JsResult<String> {
        if let Some(d) = v.as_number() {
            let text = number_text(d);
            return Ok(if self.options.separators { with_separators(&text) } else { text });
        }
        if let Some(s) = v.as_symbol() {
            return Ok(ctx.describe_key(PropertyKey::Symbol(s)));
        }
        let Some(s) = v.as_string() else {
            let text = format!("{v:?}");
            return Ok(if self.options.separators && v.is_bigint() {
                format!("{}n", with_separators(text.trim_end_matches('n')))
            } else {
                text
            });
        };
        let ctx = &mut ctx.inner();
        let flat = ctx.flat(s)?;
        Ok(self.string(flat.chars()))
    }

    fn string(&self, chars: Chars<'_>) -> String {
        let shown = chars.slice(0, chars.len().min(self.options.max_string));
        let mut out = String::new();
        let breaks = self.options.compact != Compact::All
            && shown.len() > 16
            && shown.len() + self.indentation + 4 > self.options.break_length;
        if breaks {
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
        let more = chars.len() - shown.len();
        if more > 0 {
            out.push_str(&format!("... {}", plural(more, "more character")));
        }
        out
    }

    /// Whether parts fit a line, of which `start` columns are taken.
    fn fits(&self, output: &[String], start: usize, base: &str) -> bool {
        let length = output.iter().map(|s| text_length(s)).sum::<usize>() + output.len() + start;
        length <= self.options.break_length && !base.contains('\n')
    }

    /// What begins a line at the present indentation.
    fn line_start(&self) -> String {
        format!("\n{}", " ".repeat(self.indentation))
    }

    /// Joins the parts: on one line if they fit and are few levels deep, or a line for each.
    pub fn reduce(
        &self,
        mut output: Vec<String>,
        base: &str,
        (open, close): (&str, &str),
        layout: Layout,
        depth: usize,
    ) -> String {
        let Compact::Levels(levels) = self.options.compact else {
            let base = if base.is_empty() { String::new() } else { format!(" {base}") };
            if self.fits(&output, 0, &base) {
                return format!("{open}{base} {} {close}", output.join(", "));
            }
            let indent = self.line_start();
            let start = if base.is_empty() && open.len() == 1 { " ".to_owned() } else { format!("{base}{indent}  ") };
            return format!("{open}{start}{} {close}", output.join(&format!(",{indent}  ")));
        };
        let before = if base.is_empty() { String::new() } else { format!("{base} ") };
        let entries = output.len();
        if levels > 0 && layout != Layout::Properties && entries > 6 {
            output = group(output, self.indentation, layout == Layout::Numbers, &self.options);
        }
        if levels > 0 && self.current_depth - depth < levels && entries == output.len() {
            let start = output.len() + self.indentation + text_length(open) + text_length(base) + 10;
            if self.fits(&output, start, base) && !output.iter().any(|s| s.contains('\n')) {
                return format!("{before}{open} {} {close}", output.join(", "));
            }
        }
        let indent = self.line_start();
        format!("{before}{open}{indent}  {}{indent}{close}", output.join(&format!(",{indent}  ")))
    }
}
