//! Date (21.4). A Date object keeps its time value in an internal slot.

mod format;
mod parse;
mod time;

use crate::table::{Method, define_methods};
use time::{Parts, full_year, local_time, make_date, parts_of, time_clip, utc, week_day};
use yarrow_objects::rooted::{Args, Native, Object, Scope, Value};
use yarrow_objects::{Attrs, CellKind, Hint, JsResult};

/// The time value of a Date object.
pub fn time_value(ctx: &mut Scope<'_>, o: Object<'_>) -> f64 {
    ctx.internal(o, 0).as_number().unwrap_or(f64::NAN)
}

/// A Date as the inspection of values shows it.
pub fn inspect_text(ctx: &mut Scope<'_>, o: Object<'_>) -> String {
    let t = time_value(ctx, o);
    if t.is_nan() { format::INVALID.to_owned() } else { format::to_iso_string(t) }
}

/// thisTimeValue: the object and its time value.
fn this_date<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<(Object<'s>, f64)> {
    match args.this().as_kind(CellKind::Date) {
        Some(o) => Ok((o, time_value(ctx, o))),
        None => Err(ctx.throw_type_error(format_args!("this is not a Date object."))),
    }
}

/// The parts that arguments give, years of two digits in the 20th century.
fn parts_from_arguments(ctx: &mut Scope<'_>, args: Args<'_>) -> JsResult<Parts> {
    let mut p: Parts = [f64::NAN, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0];
    let count = args.len().clamp(1, 7);
    for (i, part) in p.iter_mut().enumerate().take(count) {
        *part = ctx.to_number(args.get(i))?;
    }
    p[0] = full_year(p[0]);
    Ok(p)
}

/// Date ( ...values ) (21.4.2.1)
fn date<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    if !args.is_construct() {
        let now = ctx.read_wall_clock();
        return Ok(ctx.new_string(&format::to_string(now))?.value());
    }
    let t = match args.len() {
        0 => ctx.read_wall_clock(),
        1 => match args.get(0).as_kind(CellKind::Date) {
            Some(other) => time_value(ctx, other),
            None => {
                let v = ctx.to_primitive(args.get(0), Hint::Default)?;
                match v.as_string() {
                    Some(s) => parse::parse(&s.to_rust()),
                    None => time_clip(ctx.to_number(v)?),
                }
            }
        },
        _ => {
            let p = parts_from_arguments(ctx, args)?;
            time_clip(utc(make_date(&p)))
        }
    };
    let default = ctx.intrinsics.date_prototype;
    let proto = ctx.prototype_from_constructor(args.new_target(), default)?;
    let o = ctx.new_object_of_kind(CellKind::Date, proto.value(), 1)?;
    o.set_internal(0, Value::number(t));
    Ok(o.value())
}

/// Date.now (21.4.3.1)
fn date_now<'s>(ctx: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    Ok(Value::number(ctx.read_wall_clock()))
}

/// Date.parse (21.4.3.2)
fn date_parse<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let s = ctx.to_string(args.get(0))?;
    Ok(Value::number(parse::parse(&s.to_rust())))
}

/// Date.UTC (21.4.3.4)
fn date_utc<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let p = parts_from_arguments(ctx, args)?;
    Ok(Value::number(time_clip(make_date(&p))))
}

/// A part of the time value, local or (`U`) of UTC; 7 is the day of the week.
fn get_part<'s, const P: usize, const U: bool>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (_, t) = this_date(ctx, args)?;
    if t.is_nan() {
        return Ok(Value::number(t));
    }
    let t = if U { t } else { local_time(t) };
    Ok(Value::number(if P == 7 { week_day(t) as f64 } else { parts_of(t)[P] }))
}

/// A setter of up to `N` parts from part `P` on. All arguments are converted before anything is looked at.
fn set_parts<'s, const P: usize, const N: usize, const U: bool>(
    ctx: &mut Scope<'s>,
    args: Args<'s>,
) -> JsResult<Value<'s>> {
    let (o, t) = this_date(ctx, args)?;
    let mut given = Vec::new();
    for i in 0..args.len().clamp(1, N) {
        given.push(ctx.to_number(args.get(i))?);
    }
    // An invalid date has parts only for the setters of the year.
    if t.is_nan() && P != 0 {
        return Ok(Value::number(t));
    }
    let t = if t.is_nan() {
        0.0
    } else if U {
        t
    } else {
        local_time(t)
    };
    let mut p = parts_of(t);
    p[P..P + given.len()].copy_from_slice(&given);
    let t = make_date(&p);
    let t = time_clip(if U { t } else { utc(t) });
    o.set_internal(0, Value::number(t));
    Ok(Value::number(t))
}

/// Date.prototype.getTime (21.4.4.10), valueOf
fn get_time<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    Ok(Value::number(this_date(ctx, args)?.1))
}

/// Date.prototype.setTime (21.4.4.27)
fn set_time<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, _) = this_date(ctx, args)?;
    let t = Value::number(time_clip(ctx.to_number(args.get(0))?));
    o.set_internal(0, t);
    Ok(t)
}

/// Date.prototype.getTimezoneOffset (21.4.4.11)
fn get_timezone_offset<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (_, t) = this_date(ctx, args)?;
    Ok(Value::number(if t.is_nan() { t } else { (t - local_time(t)) / 60_000.0 + 0.0 }))
}

/// Date.prototype.getYear (B.2.3.1)
fn get_year<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (_, t) = this_date(ctx, args)?;
    Ok(Value::number(if t.is_nan() { t } else { parts_of(local_time(t))[0] - 1900.0 }))
}

/// Date.prototype.setYear (B.2.3.2)
fn set_year<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (o, t) = this_date(ctx, args)?;
    let year = ctx.to_number(args.get(0))?;
    let mut p = parts_of(if t.is_nan() { 0.0 } else { local_time(t) });
    p[0] = full_year(year);
    let t = Value::number(time_clip(utc(make_date(&p))));
    o.set_internal(0, t);
    Ok(t)
}

fn text_of<'s>(ctx: &mut Scope<'s>, args: Args<'s>, write: fn(f64) -> String) -> JsResult<Value<'s>> {
    let (_, t) = this_date(ctx, args)?;
    let text = if t.is_nan() { format::INVALID.to_owned() } else { write(t) };
    Ok(ctx.new_string(&text)?.value())
}

/// Date.prototype.toString (21.4.4.41)
fn to_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    text_of(ctx, args, format::to_string)
}

/// Date.prototype.toDateString (21.4.4.35)
fn to_date_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    text_of(ctx, args, format::to_date_string)
}

/// Date.prototype.toTimeString (21.4.4.42)
fn to_time_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    text_of(ctx, args, format::to_time_string)
}

/// Date.prototype.toUTCString (21.4.4.43)
fn to_utc_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    text_of(ctx, args, format::to_utc_string)
}

/// Date.prototype.toLocaleString (21.4.4.39)
fn to_locale_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    text_of(ctx, args, format::to_locale_string)
}

/// Date.prototype.toLocaleDateString (21.4.4.38)
fn to_locale_date_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    text_of(ctx, args, format::to_locale_date_string)
}

/// Date.prototype.toLocaleTimeString (21.4.4.40)
fn to_locale_time_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    text_of(ctx, args, format::to_locale_time_string)
}

/// Date.prototype.toISOString (21.4.4.36)
fn to_iso_string<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (_, t) = this_date(ctx, args)?;
    if t.is_nan() {
        return Err(ctx.throw_range_error(format_args!("Invalid time value")));
    }
    Ok(ctx.new_string(&format::to_iso_string(t))?.value())
}

/// Date.prototype.toJSON (21.4.4.37)
fn to_json<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = ctx.to_object(args.this())?;
    let v = ctx.to_primitive(o.value(), Hint::Number)?;
    if v.as_number().is_some_and(|d| !d.is_finite()) {
        return Ok(Value::NULL);
    }
    let key = ctx.atom("toISOString")?;
    ctx.invoke(o.value(), key, &[])
}

/// Date.prototype\[@@toPrimitive\] (21.4.4.45)
fn to_primitive<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let Some(o) = args.this().as_object() else {
        let text = ctx.describe(args.this());
        return Err(
            ctx.throw_type_error(format_args!("Date.prototype[Symbol.toPrimitive] called on non-object {text}"))
        );
    };
    let hint = args.get(0).as_string().map(|s| s.to_rust());
    match hint.as_deref() {
        Some("string" | "default") => ctx.ordinary_to_primitive(o, Hint::String),
        Some("number") => ctx.ordinary_to_primitive(o, Hint::Number),
        _ => {
            let text = ctx.describe(args.get(0));
            Err(ctx.throw_type_error(format_args!("Invalid hint: {text}")))
        }
    }
}

const METHODS: &[Method] = &[
    ("toDateString", 0, to_date_string),
    ("toISOString", 0, to_iso_string),
    ("toJSON", 1, to_json),
    ("toLocaleDateString", 0, to_locale_date_string),
    ("toLocaleString", 0, to_locale_string),
    ("toLocaleTimeString", 0, to_locale_time_string),
    ("toString", 0, to_string),
    ("toTimeString", 0, to_time_string),
    ("getTime", 0, get_time),
    ("valueOf", 0, get_time),
    ("setTime", 1, set_time),
    ("getTimezoneOffset", 0, get_timezone_offset),
    ("getYear", 0, get_year),
    ("setYear", 1, set_year),
    ("getDate", 0, get_part::<2, false>),
    ("getDay", 0, get_part::<7, false>),
    ("getFullYear", 0, get_part::<0, false>),
    ("getHours", 0, get_part::<3, false>),
    ("getMilliseconds", 0, get_part::<6, false>),
    ("getMinutes", 0, get_part::<4, false>),
    ("getMonth", 0, get_part::<1, false>),
    ("getSeconds", 0, get_part::<5, false>),
    ("getUTCDate", 0, get_part::<2, true>),
    ("getUTCDay", 0, get_part::<7, true>),
    ("getUTCFullYear", 0, get_part::<0, true>),
    ("getUTCHours", 0, get_part::<3, true>),
    ("getUTCMilliseconds", 0, get_part::<6, true>),
    ("getUTCMinutes", 0, get_part::<4, true>),
    ("getUTCMonth", 0, get_part::<1, true>),
    ("getUTCSeconds", 0, get_part::<5, true>),
    ("setDate", 1, set_parts::<2, 1, false>),
    ("setFullYear", 3, set_parts::<0, 3, false>),
    ("setHours", 4, set_parts::<3, 4, false>),
    ("setMilliseconds", 1, set_parts::<6, 1, false>),
    ("setMinutes", 3, set_parts::<4, 3, false>),
    ("setMonth", 2, set_parts::<1, 2, false>),
    ("setSeconds", 2, set_parts::<5, 2, false>),
    ("setUTCDate", 1, set_parts::<2, 1, true>),
    ("setUTCFullYear", 3, set_parts::<0, 3, true>),
    ("setUTCHours", 4, set_parts::<3, 4, true>),
    ("setUTCMilliseconds", 1, set_parts::<6, 1, true>),
    ("setUTCMinutes", 3, set_parts::<4, 3, true>),
    ("setUTCMonth", 2, set_parts::<1, 2, true>),
    ("setUTCSeconds", 2, set_parts::<5, 2, true>),
];

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let proto = ctx.intrinsics.date_prototype;
    let constructor = ctx.define_constructor("Date", 7, date, proto)?;
    define_methods(ctx, constructor, &[("now", 0, date_now), ("parse", 1, date_parse), ("UTC", 7, date_utc)])?;
    define_methods(ctx, proto, METHODS)?;
    let f = ctx.define_method(proto, "toUTCString", 0, to_utc_string as Native)?;
    let alias = ctx.atom("toGMTString")?;
    ctx.define_data(proto, alias.into(), f.value(), Attrs::HIDDEN)?;
    let name = ctx.atom("[Symbol.toPrimitive]")?;
    let f = ctx.new_native(name, 1, to_primitive, yarrow_objects::NativeKind::Function)?;
    let key = ctx.symbols.to_primitive;
    ctx.define_data(proto, key.into(), f.value(), Attrs::CONFIGURABLE)
}
