//! The options of inspection, as Node's `util.inspect` and `console.dir` take them. Colours are not among them: `colors` is
//! taken to be false.

use yarrow_objects::rooted::{Args, Object, PropertyKey, Scope, Value};
use yarrow_objects::{Attrs, JsResult, NativeKind};

/// How many inner levels share a line.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Compact {
    /// So many levels, if the line is short enough; with 0 each property has a line.
    Levels(usize),
    /// All levels, in the old form of Node.
    All,
}

/// Which getters run, to show what they return.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Getters {
    Shown,
    All,
    WithoutSetter,
    WithSetter,
}

/// What to show.
#[derive(Clone, Copy)]
pub struct Options<'v> {
    /// Objects nested deeper than this are abbreviated; `None` shows all.
    pub depth: Option<f64>,
    /// Non-enumerable properties too.
    pub hidden: bool,
    /// Objects may say themselves how they are shown.
    pub custom: bool,
    /// Proxies are shown as such, with target and handler.
    pub proxies: bool,
    pub(crate) max_items: usize,
    pub(crate) max_string: usize,
    /// Columns that a line should not exceed.
    pub(crate) break_length: usize,
    pub(crate) compact: Compact,
    pub(crate) getters: Getters,
    /// `1_000`
    pub(crate) separators: bool,
    /// Properties are sorted: by a function, or by their text if this is `undefined`.
    pub(crate) sorted: Option<Value<'v>>,
    /// The object that further options came in, for functions of objects that show themselves; or `undefined`.
    pub(crate) given: Value<'v>,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Options {
            depth: Some(2.0),
            hidden: false,
            custom: true,
            proxies: false,
            max_items: 100,
            max_string: 10_000,
            break_length: 80,
            compact: Compact::Levels(3),
            getters: Getters::Shown,
            separators: false,
            sorted: None,
            given: Value::UNDEFINED,
        }
    }
}

/// The names of the options, in the order in which a function of an object sees them.
const NAMES: [&str; 13] = [
    "stylize",
    "showHidden",
    "depth",
    "colors",
    "customInspect",
    "showProxy",
    "maxArrayLength",
    "maxStringLength",
    "breakLength",
    "compact",
    "sorted",
    "getters",
    "numericSeparator",
];

/// A number of things: `null` is no limit.
fn limit(v: Value<'_>) -> usize {
    if v.is_null() { usize::MAX } else { v.as_number().map_or(0, |d| d.max(0.0) as usize) }
}

/// A limit as a value.
fn limit_value<'s>(n: usize) -> Value<'s> {
    Value::number(if n == usize::MAX { f64::INFINITY } else { n as f64 })
}

/// `stylize(text, style)`: there are no colours.
fn stylize<'s>(_: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(args.get(0))
}

fn stylize_function<'s>(ctx: &mut Scope<'s>) -> JsResult<Value<'s>> {
    let name = ctx.atom("stylize")?;
    Ok(ctx.new_native(name, 1, stylize, NativeKind::Function)?.value())
}

impl<'v> Options<'v> {
    /// These options, but for those that are own enumerable properties of an object.
    pub fn with(mut self, ctx: &mut Scope<'v>, given: Object<'v>) -> JsResult<Self> {
        for name in NAMES {
            let key = PropertyKey::from(ctx.atom(name)?);
            if ctx.is_own_enumerable(given, key)? {
                let value = ctx.get(given, key)?;
                self.set(ctx, name, value);
            }
        }
        let keys = ctx.own_keys(given)?;
        if keys.iter().any(|key| !NAMES.contains(&ctx.describe_key(key).as_str())) {
            self.given = given.value();
        }
        Ok(self)
    }

    fn set(&mut self, ctx: &mut Scope<'v>, name: &str, v: Value<'v>) {
        match name {
            "showHidden" => self.hidden = ctx.to_boolean(v),
            // What is no number is never less than a level.
            "depth" => {
                let depth = if v.is_string() || v.is_bool() { ctx.to_number(v).ok() } else { v.as_number() };
                self.depth = depth.filter(|d| !d.is_nan());
            }
            "customInspect" => self.custom = ctx.to_boolean(v),
            "showProxy" => self.proxies = ctx.to_boolean(v),
            "maxArrayLength" => self.max_items = limit(v),
            "maxStringLength" => self.max_string = limit(v),
            "breakLength" => self.break_length = limit(v),
            "compact" => {
                self.compact = match v.as_number() {
                    Some(levels) => Compact::Levels(levels.max(0.0) as usize),
                    None if v == Value::TRUE => Compact::All,
                    None => Compact::Levels(0),
                };
            }
            "sorted" if v.is_callable() => self.sorted = Some(v),
            "sorted" => self.sorted = ctx.to_boolean(v).then_some(Value::UNDEFINED),
            "getters" => {
                let text = v.as_string().map(|s| s.to_rust());
                self.getters = match text.as_deref() {
                    Some("get") => Getters::WithoutSetter,
                    Some("set") => Getters::WithSetter,
                    _ if v == Value::TRUE => Getters::All,
                    _ => Getters::Shown,
                };
            }
            "numericSeparator" => self.separators = ctx.to_boolean(v),
            _ => {}
        }
    }

    /// The options as the object that an object's own function gets.
    pub(super) fn to_object<'s>(self, ctx: &mut Scope<'s>) -> JsResult<Object<'s>> {
        let options = ctx.new_object()?;
        for name in NAMES {
            let ctx = &mut ctx.inner();
            let value = match name {
                "stylize" => stylize_function(ctx)?,
                "showHidden" => self.hidden.into(),
                "depth" => self.depth.map_or(Value::NULL, Value::number),
                "customInspect" => self.custom.into(),
                "showProxy" => self.proxies.into(),
                "maxArrayLength" => limit_value(self.max_items),
                "maxStringLength" => limit_value(self.max_string),
                "breakLength" => limit_value(self.break_length),
                "compact" => match self.compact {
                    Compact::Levels(0) => Value::FALSE,
                    Compact::Levels(n) => Value::number(n as f64),
                    Compact::All => Value::TRUE,
                },
                "sorted" => match self.sorted {
                    Some(order) if order.is_callable() => order,
                    sorted => sorted.is_some().into(),
                },
                "getters" => match self.getters {
                    Getters::Shown => Value::FALSE,
                    Getters::All => Value::TRUE,
                    Getters::WithoutSetter => ctx.new_string("get")?.value(),
                    Getters::WithSetter => ctx.new_string("set")?.value(),
                },
                "numericSeparator" => self.separators.into(),
                _ => Value::FALSE,
            };
            let key = ctx.atom(name)?;
            ctx.define_data(options, key.into(), value, Attrs::ALL)?;
        }
        if let Some(given) = self.given.as_object() {
            let keys = ctx.own_keys(given)?;
            for key in keys.iter() {
                let ctx = &mut ctx.inner();
                if ctx.is_own_enumerable(given, key)? {
                    let value = ctx.get(given, key)?;
                    ctx.define_data(options, key, value, Attrs::ALL)?;
                }
            }
        }
        Ok(options)
    }
}
