//! The methods of Annex B that put a string between tags (B.2.2.2).

use crate::table::Method;
use yarrow_core::{Args, Context, JsResult, Value};

/// CreateHTML (B.2.2.2.1)
fn create_html(ctx: &mut Context, args: Args, method: &str, tag: &str, attribute: &str) -> JsResult<Value> {
    if args.this().is_nullish() {
        return Err(ctx.throw_type_error(format_args!("String.prototype.{method} called on null or undefined")));
    }
    let s = ctx.to_string(args.this())?;
    let s = ctx.flat(s)?;
    let s = ctx.root(s);
    let mut out = ctx.string_builder();
    out.push_str("<");
    out.push_str(tag);
    if !attribute.is_empty() {
        let value = ctx.to_string(args.get(0))?;
        out.push_str(" ");
        out.push_str(attribute);
        out.push_str("=\"");
        for unit in ctx.flat(value)?.chars().iter() {
            if unit == u16::from(b'"') {
                out.push_str("&quot;");
            } else {
                out.push_unit(unit);
            }
        }
        out.push_str("\"");
    }
    out.push_str(">");
    if let Some(s) = s.get().as_string().and_then(|s| s.as_flat()) {
        out.push_chars(s.chars());
    }
    out.push_str("</");
    out.push_str(tag);
    out.push_str(">");
    Ok(out.finish(ctx)?.value())
}

macro_rules! html {
    ($($f:ident $method:literal $length:literal $tag:literal $attribute:literal;)*) => {
        $(
            fn $f(ctx: &mut Context, args: Args) -> JsResult<Value> {
                create_html(ctx, args, $method, $tag, $attribute)
            }
        )*

        pub const METHODS: &[Method] = &[$(($method, $length, $f)),*];
    };
}

html! {
    anchor "anchor" 1 "a" "name";
    big "big" 0 "big" "";
    blink "blink" 0 "blink" "";
    bold "bold" 0 "b" "";
    fixed "fixed" 0 "tt" "";
    font_color "fontcolor" 1 "font" "color";
    font_size "fontsize" 1 "font" "size";
    italics "italics" 0 "i" "";
    link "link" 1 "a" "href";
    small "small" 0 "small" "";
    strike "strike" 0 "strike" "";
    sub "sub" 0 "sub" "";
    sup "sup" 0 "sup" "";
}
