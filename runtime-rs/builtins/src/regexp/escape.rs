//! RegExp.escape (22.2.5.1).

use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{JsResult, StringBuilder, is_space};

/// EncodeForRegExpEscape (22.2.5.1.1)
fn push_escaped(builder: &mut StringBuilder, c: u32) {
    if let Some(ascii) = u8::try_from(c).ok().filter(u8::is_ascii) {
        if b"^$\\.*+?()[]{}|/".contains(&ascii) {
            builder.push_str("\\");
            builder.push_code_point(c);
            return;
        }
        if let Some(i) = b"\t\n\x0b\x0c\r".iter().position(|b| *b == ascii) {
            builder.push_str(&format!("\\{}", char::from(b"tnvfr"[i])));
            return;
        }
    }
    let punctuator = u8::try_from(c).is_ok_and(|b| b",-=<>#&!%:;@~'`\"".contains(&b));
    let space = u16::try_from(c).is_ok_and(is_space);
    let surrogate = (0xd800..0xe000).contains(&c);
    if !(punctuator || space || surrogate) {
        builder.push_code_point(c);
    } else if c <= 0xff {
        builder.push_str(&format!("\\x{c:02x}"));
    } else {
        builder.push_str(&format!("\\u{c:04x}"));
    }
}

/// RegExp.escape (22.2.5.1)
pub fn escape<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let Some(s) = args.get(0).as_string() else {
        let text = ctx.describe(args.get(0));
        return Err(ctx.throw_type_error(format_args!("{text} is not a string")));
    };
    let s = ctx.flat(s)?;
    let chars = s.chars();
    let mut builder = ctx.string_builder();
    let mut i = 0;
    while i < chars.len() {
        let (c, units) = chars.code_point_at(i);
        if i == 0 && char::from_u32(c).is_some_and(|c| c.is_ascii_alphanumeric()) {
            builder.push_str(&format!("\\x{c:02x}"));
        } else {
            push_escaped(&mut builder, c);
        }
        i += units;
    }
    Ok(ctx.finish_string(builder)?.value())
}
