//! The methods of Annex B that put a string between tags (B.2.2.2).

use super::{flat_string, this_string};
use crate::table::Method;
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Args, Scope, Value};

/// CreateHTML (B.2.2.2.1)
fn create_html<'s>(
    ctx: &mut Scope<'s>,
    args: Args<'_>,
    method: &str,
    tag: &str,
    attribute: &str,
) -> JsResult<Value<'s>> {
    let s = this_string(ctx, args, method)?;
    let mut out = ctx.string_builder();
    out.push_str("<");
    out.push_str(tag);
    if !attribute.is_empty() {
        let value = flat_string(ctx, args.get(0))?;
        out.push_str(" ");
        out.push_str(attribute);
        out.push_str("=\"");
        for unit in value.chars().iter() {
            if unit == u16::from(b'"') {
                out.push_str("&quot;");
            } else {
                out.push_unit(unit);
            }
        }
        out.push_str("\"");
    }
    out.push_str(">");
    out.push_chars(s.chars());
    out.push_str("</");
    out.push_str(tag);
    out.push_str(">");
    Ok(ctx.finish_string(out)?.value())
}

macro_rules! html {
    ($($f:ident $method:literal $length:literal $tag:literal $attribute:literal;)*) => {
        $(
            fn $f<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
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
