//! RegExp objects.

use crate::bare::{FlatString, JsString, Object, PropertyKey, Value};
use crate::cell::object_flags as flag;
use crate::context::{Context, Scope};
use crate::throw::{JsResult, Throw};
use crate::values;
use crate::values::{Attrs, ObjectFields};
use yarrow_abi::layout::CellKind;
use yarrow_values::RegExpCell;
pub use yarrow_values::{RegExpFlags, RegExpMatch, Search};

impl Context {
    /// Gives up what a dead RegExp owned.
    pub(crate) fn drop_program(&mut self, o: Object) {
        let freed = o.set_program(None, 0);
        self.store.heap.add_external(freed);
    }

    /// RegExpAlloc (22.2.3.2), the prototype given.
    pub(crate) fn regexp_alloc(&mut self, proto: Object) -> JsResult<Object> {
        let shape = self.root_shape(proto.value(), 0, CellKind::RegExp);
        let o = self.store.alloc_object(CellKind::RegExp, size_of::<RegExpCell>(), shape)?;
        o.object().header.aux.set(1);
        o.set_internal(0, Value::UNDEFINED);
        self.register(o);
        let key = self.names.last_index;
        self.add_property(o, key.into(), Value::UNDEFINED, Attrs::WRITABLE)?;
        Ok(o)
    }

    /// RegExpInitialize (22.2.3.3) but for `lastIndex`, the strings converted; SyntaxError if they are wrong.
    pub(crate) fn regexp_compile(&mut self, o: Object, pattern: JsString, flags: JsString) -> JsResult<()> {
        let source = self.store.flat(pattern)?;
        let flags_text = self.store.flat(flags)?;
        let Some(flags) = RegExpFlags::parse(flags_text.chars()) else {
            return Err(self.throw_syntax_error(format_args!("Invalid flags supplied to RegExp constructor '{flags}'")));
        };
        match self.regexps.program(source, flags) {
            Ok((program, bytes)) => {
                let growth = o.set_program(Some(program), bytes);
                self.store.add_external(growth);
            }
            Err(message) => return Err(self.throw_bad_pattern(source, flags, &message)),
        }
        o.set_internal(0, source.value());
        self.store.write_barrier(o);
        Ok(())
    }

    fn throw_bad_pattern(&mut self, source: FlatString, flags: RegExpFlags, message: &str) -> Throw {
        let (source, flags) = (source.string().to_rust(), flags.to_text());
        self.throw_syntax_error(format_args!("Invalid regular expression: /{source}/{flags}: {message}"))
    }

    /// The matcher of a RegExp: the first match at or after `from`, or only there. `lastIndex` is neither
    /// read nor set.
    pub(crate) fn regexp_find(&mut self, o: Object, s: FlatString, from: usize, how: Search) -> Option<RegExpMatch> {
        if from > s.len() {
            return None;
        }
        self.regexps.find(o.program()?, s, from, how)
    }

    /// Whether nothing could tell the built-in algorithms from what they abbreviate: a RegExp without
    /// properties of its own but a writable `lastIndex`, and RegExp.prototype as it was made.
    pub(crate) fn is_plain_regexp(&mut self, o: Object) -> JsResult<bool> {
        if !o.is(CellKind::RegExp) || o.program().is_none() || o.has_flag(flag::NON_EXTENSIBLE) {
            return Ok(false);
        }
        let shape = self.store.shapes.get(o.shape());
        let proto = self.intrinsics.regexp_prototype;
        if shape.dictionary.is_some() || shape.count != 1 || shape.proto != proto.value() {
            return Ok(false);
        }
        if self.regexps.intact == self.store.prefix.proto_epoch {
            return Ok(true);
        }
        let made = values::values_of_list(self.intrinsics.regexp_members);
        let intact = !made.is_empty() && made == self.regexp_members()?;
        if intact {
            // RegExp.prototype is watched: its changes change the epoch.
            self.regexps.intact = self.store.prefix.proto_epoch;
        }
        Ok(intact)
    }

    /// The functions of RegExp.prototype with their keys, getters among them.
    fn regexp_members(&mut self) -> JsResult<Vec<Value>> {
        let proto = self.intrinsics.regexp_prototype;
        let mut members = Vec::new();
        for word in self.own_key_words(proto) {
            let key = PropertyKey::of_root_value(word);
            if let Some(p) = self.ordinary_own_property(proto, key)?
                && key != PropertyKey::from(self.names.constructor)
            {
                members.push(word);
                members.push(p.value);
            }
        }
        Ok(members)
    }

    /// RegExp.prototype is complete: from here on, [`Context::is_plain_regexp`] holds it against this.
    pub(crate) fn learn_regexp_members(&mut self) -> JsResult<()> {
        let proto = self.intrinsics.regexp_prototype;
        self.become_prototype(proto);
        proto.set_flag(flag::WATCHED);
        let members = self.regexp_members()?;
        self.intrinsics.regexp_members = self.store.new_value_list(&members)?;
        Ok(())
    }
}

impl<'s> Scope<'s> {
    /// RegExpInitialize (22.2.3.3), the strings converted; SyntaxError if they are wrong.
    pub fn regexp_initialize(
        &mut self,
        o: values::Object<'_>,
        pattern: values::JsString<'_>,
        flags: values::JsString<'_>,
    ) -> JsResult<()> {
        self.regexp_compile(o, pattern, flags)?;
        let key = self.names.last_index;
        self.set(o, key, values::Value::int(0))
    }

    /// RegExpCreate (22.2.3.1), the strings converted: what a literal evaluates to.
    pub fn new_regexp(
        &mut self,
        pattern: values::JsString<'_>,
        flags: values::JsString<'_>,
    ) -> JsResult<values::Object<'s>> {
        let o = self.regexp_alloc(self.intrinsics.regexp_prototype)?;
        self.regexp_initialize(o, pattern, flags)?;
        Ok(o)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use yarrow_values::MAX_PROGRAMS;

    fn compiled(ctx: &mut Context, source: JsString, flags: JsString) -> JsResult<Object> {
        let o = ctx.regexp_alloc(ctx.intrinsics.regexp_prototype)?;
        ctx.regexp_compile(o, source, flags)?;
        Ok(o)
    }

    fn find(ctx: &mut Context, source: &str, flags: &str, subject: &[u16], from: usize, how: Search) -> String {
        let (source, flags) = (ctx.store.new_string(source).expect("room"), ctx.store.new_string(flags).expect("room"));
        let Ok(o) = compiled(ctx, source, flags) else { return "error".to_owned() };
        let s = ctx.store.new_string_utf16(subject).expect("room");
        let s = ctx.store.flat(s).expect("room");
        match ctx.regexp_find(o, s, from, how) {
            None => "none".to_owned(),
            Some(m) => {
                let groups = (0..=m.group_count()).map(|i| match m.group(i) {
                    Some(r) => format!("{}-{}", r.start, r.end),
                    None => "-".to_owned(),
                });
                groups.collect::<Vec<_>>().join(" ")
            }
        }
    }

    #[test]
    fn matching_is_by_unit_or_by_code_point() {
        let ctx = &mut *Context::new();
        let pair: Vec<u16> = "x\u{1f600}y".encode_utf16().collect();
        use Search::{Forward, Here};
        for (source, flags, from, how, expected) in [
            (".", "", 1, Forward, "1-2"),
            (".", "u", 1, Forward, "1-3"),
            (".", "v", 1, Forward, "1-3"),
            (r"\ude00", "", 0, Forward, "2-3"),
            (r"\ude00", "u", 0, Forward, "none"),
            (r"\ud83d\ude00", "", 0, Forward, "1-3"),
            (r"\u{1f600}(y)?", "u", 0, Forward, "1-4 3-4"),
            ("^.", "u", 2, Forward, "none"),
            (".", "uy", 2, Here, "2-3"),
            ("y", "", 1, Here, "none"),
            ("(y)|(z)", "", 3, Here, "3-4 3-4 -"),
            ("(x)\\1?|(y)", "", 3, Here, "3-4 - 3-4"),
            ("(x)\\1?|(y)", "", 1, Here, "none"),
            (r"\u{2}|y", "", 0, Forward, "3-4"),
            (r"[X-Y]", "i", 1, Forward, "3-4"),
            ("(?<=\\u{1f600})y", "u", 0, Forward, "3-4"),
            ("y", "", 5, Forward, "none"),
            ("$", "", 4, Here, "4-4"),
            ("(", "", 0, Forward, "error"),
            ("x", "gg", 0, Forward, "error"),
            ("x", "uv", 0, Forward, "error"),
        ] {
            assert_eq!(find(ctx, source, flags, &pair, from, how), expected, "/{source}/{flags} from {from}");
        }
        assert_eq!(find(ctx, "\u{e9}+", "i", &[0xc9, 0xe9, 0x61], 0, Forward), "0-2");
        assert_eq!(find(ctx, "[\\ud800]", "u", &[0xd800, 0x61], 0, Forward), "0-1");
        let long = vec![0xe9; 100];
        assert_eq!(find(ctx, "\u{c9}+$", "i", &long, 40, Forward), "40-100");
        assert_eq!(find(ctx, "\u{c9}+$", "", &long, 40, Forward), "none");
        let long = vec![0x61; 100];
        assert_eq!(find(ctx, "A+$", "i", &long, 40, Here), "40-100");
    }

    #[test]
    #[cfg_attr(miri, ignore = "takes minutes there")]
    fn programs_are_shared_and_outlive_the_cache() {
        let ctx = &mut *Context::new();
        let flags = ctx.store.new_string("g").expect("room");
        let source = ctx.store.new_string("a+").expect("room");
        let (a, b) = (compiled(ctx, source, flags).expect("valid"), compiled(ctx, source, flags).expect("valid"));
        assert!(std::ptr::eq(a.program().expect("made"), b.program().expect("made")));
        ctx.store.push_root(a.value().bits());
        for i in 0..MAX_PROGRAMS * 2 {
            let source = ctx.store.new_string(&format!("x{i}")).expect("room");
            compiled(ctx, source, flags).expect("valid");
        }
        ctx.collect();
        assert!(ctx.regexps.count <= MAX_PROGRAMS);
        assert_eq!(a.regexp_flags(), Some(RegExpFlags::GLOBAL));
        assert_eq!(a.regexp_source().map(|s| s.to_rust()).as_deref(), Some("a+"));
    }

    #[test]
    #[cfg_attr(miri, ignore = "takes minutes there")]
    fn a_thousand_alternatives_are_no_depth() {
        let ctx = &mut *Context::new();
        let words: Vec<String> = (0..20_000).map(|i| format!("w{i}x")).collect();
        let subject: Vec<u16> = "w19999x".encode_utf16().collect();
        assert_eq!(find(ctx, &words.join("|"), "", &subject, 0, Search::Forward), "0-7");
    }
}
