//! URL, by the crate `url`.

use crate::class::{
    Accessor, Class, Method, as_instance, check_new, construct, define_accessors, define_class, define_methods,
    new_instance,
};
use crate::errors::{check_arguments, throw_named};
use crate::inspection::{define_inspection, inspect_as, is_too_deep, object_of};
use crate::url_state::{URL_SLOTS, change_url, init_url, params_of_url, with_url};
use url::{Url, quirks};
use yarrow_objects::rooted::{Args, Object, Scope, Value};
use yarrow_objects::{Attrs, ErrorKind, JsResult, Throw};

fn this_url<'s>(ctx: &mut Scope<'_>, args: Args<'s>) -> JsResult<Object<'s>> {
    match as_instance(ctx, args.this(), &[Class::Url]) {
        Some(o) => Ok(o),
        None => Err(ctx.throw_type_error(format_args!("Receiver must be an instance of class URL"))),
    }
}

/// `ERR_INVALID_URL`, with what was passed.
fn throw_invalid_url(ctx: &mut Scope<'_>, input: &str, base: Option<&str>) -> Throw {
    let ctx = &mut ctx.inner();
    let throw = throw_named(ctx, ErrorKind::TypeError, "TypeError", "ERR_INVALID_URL", "Invalid URL");
    let thrown = ctx.caught(throw);
    if let Some(error) = thrown.as_object() {
        for (name, text) in [("input", Some(input)), ("base", base)] {
            let ctx = &mut ctx.inner();
            let Some(text) = text else { continue };
            let made = ctx.new_string(text).and_then(|text| {
                let key = ctx.atom(name)?;
                ctx.define_data(error, key.into(), text.value(), Attrs::ALL)
            });
            if let Err(throw) = made {
                return throw;
            }
        }
    }
    ctx.throw(thrown)
}

/// The arguments of the constructor and its kin: the text, and the base if there is one.
fn texts(ctx: &mut Scope<'_>, args: Args<'_>) -> JsResult<(String, Option<String>)> {
    check_arguments(ctx, args, &["url"])?;
    let ctx = &mut ctx.inner();
    let input = ctx.to_string(args.get(0))?.to_rust();
    let base = match args.get(1) {
        v if v.is_undefined() => None,
        v => Some(ctx.to_string(v)?.to_rust()),
    };
    Ok((input, base))
}

fn parse(input: &str, base: Option<&str>) -> Option<Url> {
    let base = base.map(Url::parse).transpose().ok()?;
    Url::options().base_url(base.as_ref()).parse(input).ok()
}

fn url<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    check_new(ctx, args, "URL")?;
    let (input, base) = texts(ctx, args)?;
    let Some(record) = parse(&input, base.as_deref()) else {
        return Err(throw_invalid_url(ctx, &input, base.as_deref()));
    };
    let o = construct(ctx, args, Class::Url, URL_SLOTS)?;
    init_url(ctx, o, record)?;
    Ok(o.value())
}

/// URL.canParse
fn can_parse<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (input, base) = texts(ctx, args)?;
    Ok(parse(&input, base.as_deref()).is_some().into())
}

/// URL.parse
fn parse_or_null<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (input, base) = texts(ctx, args)?;
    let Some(record) = parse(&input, base.as_deref()) else { return Ok(Value::NULL) };
    let o = new_instance(ctx, Class::Url, URL_SLOTS)?;
    init_url(ctx, o, record)?;
    Ok(o.value())
}

fn part<'s>(ctx: &mut Scope<'s>, args: Args<'s>, read: impl FnOnce(&Url) -> String) -> JsResult<Value<'s>> {
    let o = this_url(ctx, args)?;
    let text = with_url(ctx, o, read);
    Ok(ctx.new_string(&text)?.value())
}

/// A setter. What cannot be set is left as it is.
fn set_part<'s>(
    ctx: &mut Scope<'s>,
    args: Args<'s>,
    change: impl FnOnce(&mut Url, &str) -> Result<(), ()>,
) -> JsResult<Value<'s>> {
    let o = this_url(ctx, args)?;
    let text = ctx.to_string(args.get(0))?.to_rust();
    let _ = change_url(ctx, o, |url| change(url, &text));
    Ok(Value::UNDEFINED)
}

/// A getter by the function of `url::quirks`, which has the parts as the interface has them.
macro_rules! getters {
    ($($name:ident)*) => { $(
        fn $name<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
            part(ctx, args, |url| quirks::$name(url).to_owned())
        }
    )* };
}

getters!(href origin protocol username password host hostname port pathname search hash);

macro_rules! setters {
    ($($name:ident)*) => { $(
        fn $name<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
            set_part(ctx, args, quirks::$name)
        }
    )* };
}

setters!(set_protocol set_username set_password set_host set_hostname set_port);

fn set_pathname<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    set_part(ctx, args, |url, text| {
        quirks::set_pathname(url, text);
        Ok(())
    })
}

fn set_search<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    set_part(ctx, args, |url, text| {
        quirks::set_search(url, text);
        Ok(())
    })
}

fn set_hash<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    set_part(ctx, args, |url, text| {
        quirks::set_hash(url, text);
        Ok(())
    })
}

fn set_href<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_url(ctx, args)?;
    let text = ctx.to_string(args.get(0))?.to_rust();
    match change_url(ctx, o, |url| quirks::set_href(url, &text)) {
        Ok(()) => Ok(Value::UNDEFINED),
        Err(_) => Err(throw_invalid_url(ctx, &text, None)),
    }
}

fn search_params<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_url(ctx, args)?;
    Ok(params_of_url(ctx, o)?.value())
}

fn inspect_url<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let o = this_url(ctx, args)?;
    if is_too_deep(args) {
        return Ok(o.value());
    }
    let properties = [
        ("href", href(ctx, args)?),
        ("origin", origin(ctx, args)?),
        ("protocol", protocol(ctx, args)?),
        ("username", username(ctx, args)?),
        ("password", password(ctx, args)?),
        ("host", host(ctx, args)?),
        ("hostname", hostname(ctx, args)?),
        ("port", port(ctx, args)?),
        ("pathname", pathname(ctx, args)?),
        ("search", search(ctx, args)?),
        ("searchParams", search_params(ctx, args)?),
        ("hash", hash(ctx, args)?),
    ];
    let shown = object_of(ctx, &properties)?;
    inspect_as(ctx, args, shown, 0.0)
}

pub fn install(ctx: &mut Scope<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let (constructor, proto) = define_class(ctx, Class::Url, "URL", (1, url), None)?;
    let statics: &[Method] = &[("parse", 1, parse_or_null), ("canParse", 1, can_parse)];
    define_methods(ctx, constructor, Attrs::ALL, statics)?;
    define_methods(ctx, proto, Attrs::ALL, &[("toString", 0, href)])?;
    let accessors: &[Accessor] = &[
        ("href", href, Some(set_href)),
        ("origin", origin, None),
        ("protocol", protocol, Some(set_protocol)),
        ("username", username, Some(set_username)),
        ("password", password, Some(set_password)),
        ("host", host, Some(set_host)),
        ("hostname", hostname, Some(set_hostname)),
        ("port", port, Some(set_port)),
        ("pathname", pathname, Some(set_pathname)),
        ("search", search, Some(set_search)),
        ("searchParams", search_params, None),
        ("hash", hash, Some(set_hash)),
    ];
    define_accessors(ctx, proto, Attrs::ENUMERABLE.with(Attrs::CONFIGURABLE), accessors)?;
    define_methods(ctx, proto, Attrs::ALL, &[("toJSON", 0, href)])?;
    define_inspection(ctx, proto, inspect_url)
}
