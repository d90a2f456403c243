//! JSON.parse (25.5.1). Before the reviver it runs no JavaScript. Nesting is limited by the native stack. Messages
//! are worded as in V8.

use crate::string::receiver::flat_string;
use yarrow_objects::rooted::{Args, JsString, Object, PropertyKey, Scope, Value};
use yarrow_objects::{Chars, JsResult, Throw, string_to_number};

/// Units shown on each side of an unexpected token.
const CONTEXT: usize = 10;

/// A code unit of a source.
trait Unit: Copy + Into<u16> {
    fn chars(units: &[Self]) -> Chars<'_>;
}

impl Unit for u8 {
    fn chars(units: &[u8]) -> Chars<'_> {
        Chars::Latin1(units)
    }
}

impl Unit for u16 {
    fn chars(units: &[u16]) -> Chars<'_> {
        Chars::Utf16(units)
    }
}

struct Parser<'a, U> {
    units: &'a [U],
    at: usize,
    /// The value parsed was not a string to begin with.
    is_text: bool,
}

impl<'a, U: Unit> Parser<'a, U> {
    /// The unit at hand, if it is ASCII; 0 at the end and for all others.
    fn peek(&self) -> u8 {
        self.units.get(self.at).and_then(|&u| u8::try_from(u.into()).ok()).filter(u8::is_ascii).unwrap_or(0)
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), b' ' | b'\t' | b'\n' | b'\r') {
            self.at += 1;
        }
    }

    fn fail(&self, ctx: &mut Scope<'_>, message: &str) -> Throw {
        let at = self.at;
        ctx.throw_syntax_error(format_args!("{message} at position {at}"))
    }

    /// The error for a token that does not belong where it is.
    fn unexpected(&self, ctx: &mut Scope<'_>) -> Throw {
        let Some(&unit) = self.units.get(self.at) else {
            return ctx.throw_syntax_error(format_args!("Unexpected end of JSON input"));
        };
        match self.peek() {
            b'0'..=b'9' | b'-' => return self.fail(ctx, "Unexpected number in JSON"),
            b'"' => return self.fail(ctx, "Unexpected string in JSON"),
            _ => {}
        }
        let all = U::chars(self.units);
        let text = all.to_rust();
        if !self.is_text || matches!(text.as_str(), "NaN" | "Infinity" | "undefined" | "[object Object]") {
            return ctx.throw_syntax_error(format_args!("\"{text}\" is not valid JSON"));
        }
        let token = String::from_utf16_lossy(&[unit.into()]);
        let (at, len) = (self.at, self.units.len());
        let cut = len > 2 * CONTEXT;
        let start = if cut && at >= CONTEXT { at - CONTEXT } else { 0 };
        let end = if cut && at + CONTEXT < len { at + CONTEXT } else { len };
        let shown = all.slice(start, end).to_rust();
        let (open, close) = (if start > 0 { "..." } else { "" }, if end < len { "..." } else { "" });
        ctx.throw_syntax_error(format_args!("Unexpected token '{token}', {open}\"{shown}\"{close} is not valid JSON"))
    }

    fn parse_text<'s>(&mut self, ctx: &mut Scope<'s>) -> JsResult<Value<'s>> {
        let v = self.parse_value(ctx)?;
        self.skip_space();
        if self.at < self.units.len() {
            return Err(self.fail(ctx, "Unexpected non-whitespace character after JSON"));
        }
        Ok(v)
    }

    fn parse_value<'s>(&mut self, ctx: &mut Scope<'s>) -> JsResult<Value<'s>> {
        self.skip_space();
        match self.peek() {
            b'{' => self.parse_object(ctx),
            b'[' => self.parse_array(ctx),
            b'"' => Ok(self.parse_string(ctx)?.value()),
            b'-' | b'0'..=b'9' => self.parse_number(ctx),
            b't' => self.parse_word(ctx, "true", Value::TRUE),
            b'f' => self.parse_word(ctx, "false", Value::FALSE),
            b'n' => self.parse_word(ctx, "null", Value::NULL),
            _ => Err(self.unexpected(ctx)),
        }
    }

    fn parse_word<'s>(&mut self, ctx: &mut Scope<'_>, word: &str, value: Value<'s>) -> JsResult<Value<'s>> {
        for b in word.bytes() {
            if self.peek() != b {
                return Err(self.unexpected(ctx));
            }
            self.at += 1;
        }
        Ok(value)
    }

    fn skip_digits(&mut self) -> bool {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        self.at > start
    }

    fn parse_number<'s>(&mut self, ctx: &mut Scope<'_>) -> JsResult<Value<'s>> {
        let start = self.at;
        let mut integral = true;
        if self.peek() == b'-' {
            self.at += 1;
        }
        if self.peek() == b'0' {
            self.at += 1;
            if self.peek().is_ascii_digit() {
                return Err(self.unexpected(ctx));
            }
        } else if !self.skip_digits() {
            return Err(self.fail(ctx, "No number after minus sign in JSON"));
        }
        if self.peek() == b'.' {
            integral = false;
            self.at += 1;
            if !self.skip_digits() {
                return Err(self.fail(ctx, "Unterminated fractional number in JSON"));
            }
        }
        if matches!(self.peek(), b'e' | b'E') {
            integral = false;
            self.at += 1;
            if matches!(self.peek(), b'+' | b'-') {
                self.at += 1;
            }
            if !self.skip_digits() {
                return Err(self.fail(ctx, "Exponent part is missing a number in JSON"));
            }
        }
        let digits = &self.units[start..self.at];
        if integral && digits.len() <= 9 && self.units[start].into() != u16::from(b'-') {
            return Ok(Value::int(digits.iter().fold(0, |n, &u| n * 10 + i32::from(u.into() - u16::from(b'0')))));
        }
        Ok(Value::number(string_to_number(U::chars(digits))))
    }

    /// How many units from here on stand for themselves in a string.
    fn plain_length(&self) -> usize {
        let special = |u: u16| u == u16::from(b'"') || u == u16::from(b'\\') || u < 0x20;
        let rest = &self.units[self.at..];
        rest.iter().position(|&u| special(u.into())).unwrap_or(rest.len())
    }

    /// The units of a string up to its end, if none of them is escaped; behind the closing quote then.
    fn parse_plain(&mut self) -> Option<Chars<'a>> {
        let start = self.at + 1;
        self.at = start;
        let end = start + self.plain_length();
        let units = self.units;
        if units.get(end).copied().map(Into::into) != Some(u16::from(b'"')) {
            return None;
        }
        self.at = end + 1;
        Some(U::chars(&units[start..end]))
    }

    /// A property's name.
    fn parse_key<'s>(&mut self, ctx: &mut Scope<'s>) -> JsResult<PropertyKey<'s>> {
        match self.parse_plain() {
            Some(plain) => ctx.key_from_chars(plain),
            None => {
                let name = self.parse_escaped(ctx)?;
                ctx.key_from_string(name)
            }
        }
    }

    fn parse_string<'s>(&mut self, ctx: &mut Scope<'s>) -> JsResult<JsString<'s>> {
        match self.parse_plain() {
            Some(plain) => match plain.len() {
                0 => Ok(ctx.names.empty.string()),
                1 => ctx.char_string(plain.at(0)),
                _ => ctx.new_string_chars(plain),
            },
            None => self.parse_escaped(ctx),
        }
    }

    /// A string with escapes, or without an end: from behind its opening quote on.
    fn parse_escaped<'s>(&mut self, ctx: &mut Scope<'s>) -> JsResult<JsString<'s>> {
        let mut builder = ctx.string_builder();
        loop {
            let plain = self.plain_length();
            builder.push_chars(U::chars(&self.units[self.at..self.at + plain]));
            self.at += plain;
            let Some(&unit) = self.units.get(self.at) else {
                return Err(self.fail(ctx, "Unterminated string in JSON"));
            };
            let unit: u16 = unit.into();
            if unit == u16::from(b'"') {
                self.at += 1;
                return ctx.finish_string(builder);
            }
            if unit < 0x20 {
                return Err(self.fail(ctx, "Bad control character in string literal in JSON"));
            }
            self.at += 1;
            let unit = self.parse_escape(ctx)?;
            builder.push_unit(unit);
        }
    }

    fn parse_escape(&mut self, ctx: &mut Scope<'_>) -> JsResult<u16> {
        if self.at >= self.units.len() {
            return Err(self.unexpected(ctx));
        }
        let unit = match self.peek() {
            c @ (b'"' | b'\\' | b'/') => c,
            b'b' => 8,
            b'f' => 12,
            b'n' => 10,
            b'r' => 13,
            b't' => 9,
            b'u' => {
                self.at += 1;
                let mut unit = 0;
                for _ in 0..4 {
                    let Some(digit) = char::from(self.peek()).to_digit(16) else {
                        return Err(self.fail(ctx, "Bad Unicode escape in JSON"));
                    };
                    unit = unit << 4 | digit as u16;
                    self.at += 1;
                }
                return Ok(unit);
            }
            _ => return Err(self.fail(ctx, "Bad escaped character in JSON")),
        };
        self.at += 1;
        Ok(u16::from(unit))
    }

    fn parse_array<'s>(&mut self, ctx: &mut Scope<'s>) -> JsResult<Value<'s>> {
        ctx.check_stack()?;
        self.at += 1;
        let array = ctx.new_array(&[])?;
        self.skip_space();
        if self.peek() == b']' {
            self.at += 1;
            return Ok(array.value());
        }
        loop {
            let ctx = &mut ctx.inner();
            let v = self.parse_value(ctx)?;
            ctx.array_push(array, v)?;
            self.skip_space();
            match self.peek() {
                b',' => self.at += 1,
                b']' => {
                    self.at += 1;
                    return Ok(array.value());
                }
                _ => return Err(self.fail(ctx, "Expected ',' or ']' after array element in JSON")),
            }
        }
    }

    fn parse_object<'s>(&mut self, ctx: &mut Scope<'s>) -> JsResult<Value<'s>> {
        ctx.check_stack()?;
        self.at += 1;
        let object = ctx.new_object()?;
        self.skip_space();
        if self.peek() == b'}' {
            self.at += 1;
            return Ok(object.value());
        }
        let mut first = true;
        loop {
            let ctx = &mut ctx.inner();
            self.skip_space();
            if self.peek() != b'"' {
                let expected = if first {
                    "Expected property name or '}' in JSON"
                } else {
                    "Expected double-quoted property name in JSON"
                };
                return Err(self.fail(ctx, expected));
            }
            first = false;
            let key = self.parse_key(ctx)?;
            self.skip_space();
            if self.peek() != b':' {
                return Err(self.fail(ctx, "Expected ':' after property name in JSON"));
            }
            self.at += 1;
            let v = self.parse_value(ctx)?;
            ctx.create_data_property(object, key, v)?;
            self.skip_space();
            match self.peek() {
                b',' => self.at += 1,
                b'}' => {
                    self.at += 1;
                    return Ok(object.value());
                }
                _ => return Err(self.fail(ctx, "Expected ',' or '}' after property value in JSON")),
            }
        }
    }
}

/// InternalizeJSONProperty (25.5.1.1)
fn internalize<'s>(
    ctx: &mut Scope<'s>,
    holder: Object<'_>,
    key: PropertyKey<'_>,
    reviver: Value<'_>,
) -> JsResult<Value<'s>> {
    ctx.check_stack()?;
    let v = ctx.get(holder, key)?;
    if let Some(o) = v.as_object() {
        if ctx.is_array(v)? {
            let length = ctx.length_of(o)?;
            for k in 0..length {
                let ctx = &mut ctx.inner();
                let index = crate::array::access::index_key(ctx, k)?;
                internalize_member(ctx, o, index, reviver)?;
            }
        } else {
            for key in ctx.enumerable_own_names(o)?.iter() {
                internalize_member(&mut ctx.inner(), o, key, reviver)?;
            }
        }
    }
    let name = ctx.key_to_value(key)?;
    ctx.call(reviver, holder.value(), &[name, v])
}

/// Replaces a property by what the reviver makes of it.
fn internalize_member(ctx: &mut Scope<'_>, o: Object<'_>, key: PropertyKey<'_>, reviver: Value<'_>) -> JsResult<()> {
    let revived = internalize(ctx, o, key, reviver)?;
    if revived.is_undefined() {
        ctx.delete(o, key)?;
    } else {
        ctx.create_data_property(o, key, revived)?;
    }
    Ok(())
}

/// JSON.parse ( text [ , reviver ] ) (25.5.1)
pub fn parse<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let text = flat_string(ctx, args.get(0))?;
    let is_text = args.get(0).is_string();
    let v = match text.chars() {
        Chars::Latin1(units) => Parser { units, at: 0, is_text }.parse_text(ctx)?,
        Chars::Utf16(units) => Parser { units, at: 0, is_text }.parse_text(ctx)?,
    };
    let reviver = args.get(1);
    if !reviver.is_callable() {
        return Ok(v);
    }
    let holder = ctx.new_object()?;
    let key = ctx.names.empty;
    ctx.create_data_property(holder, key, v)?;
    internalize(ctx, holder, key.into(), reviver)
}
