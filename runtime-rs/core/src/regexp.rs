//! RegExp objects: their cells, their compiled programs and matching. The engine is `regress`, a
//! backtracking one without a limit on its time; matching runs no JavaScript and does not collect.
//!
//! Programs are shared: a context keeps one for each source and flags that it has seen lately, so that
//! an expression evaluated in a loop is compiled once. An object owns a share of its program (see
//! [`Context::register`]).
//!
//! Subjects are matched as they lie in the heap, if they are UTF-16 or ASCII; other Latin-1 strings are
//! widened, and the last one stays so until the next collection.

use crate::cell::{ObjectCell, object_flags as flag};
use crate::context::Context;
use crate::error::{JsResult, Throw};
use crate::object::Object;
use crate::property::{Attrs, PropertyKey};
use crate::regexp_pattern::{Pattern, rewrite};
use crate::scope::Scope;
use crate::string::{Chars, FlatString, JsString};
use crate::value::Value;
use crate::values;
use regress::Regex;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::mem::{offset_of, size_of};
use std::ops::Range;
use std::rc::Rc;
use yarrow_abi::layout::{CellKind, OBJECT_INLINE};

/// Programs kept for sources to be seen again.
const MAX_PROGRAMS: usize = 512;
/// Latin-1 subjects up to this long are looked at each time.
const SHORT: usize = 64;

/// The flags of a regular expression, as bits.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct RegExpFlags(u8);

impl RegExpFlags {
    pub const HAS_INDICES: RegExpFlags = RegExpFlags(1);
    pub const GLOBAL: RegExpFlags = RegExpFlags(2);
    pub const IGNORE_CASE: RegExpFlags = RegExpFlags(4);
    pub const MULTILINE: RegExpFlags = RegExpFlags(8);
    pub const DOT_ALL: RegExpFlags = RegExpFlags(16);
    pub const UNICODE: RegExpFlags = RegExpFlags(32);
    pub const UNICODE_SETS: RegExpFlags = RegExpFlags(64);
    pub const STICKY: RegExpFlags = RegExpFlags(128);

    /// Each with its letter, in the order in which `flags` shows them.
    pub const ALL: [(RegExpFlags, u8); 8] = [
        (RegExpFlags::HAS_INDICES, b'd'),
        (RegExpFlags::GLOBAL, b'g'),
        (RegExpFlags::IGNORE_CASE, b'i'),
        (RegExpFlags::MULTILINE, b'm'),
        (RegExpFlags::DOT_ALL, b's'),
        (RegExpFlags::UNICODE, b'u'),
        (RegExpFlags::UNICODE_SETS, b'v'),
        (RegExpFlags::STICKY, b'y'),
    ];

    #[must_use]
    pub const fn has(self, other: RegExpFlags) -> bool {
        self.0 & other.0 != 0
    }

    /// Matching is by code point.
    #[must_use]
    pub const fn is_unicode(self) -> bool {
        self.has(RegExpFlags(RegExpFlags::UNICODE.0 | RegExpFlags::UNICODE_SETS.0))
    }

    /// The flags that letters name; `None` if one is unknown or repeated, or u and v are together.
    fn parse(text: Chars<'_>) -> Option<RegExpFlags> {
        let mut flags = RegExpFlags::default();
        for unit in text.iter() {
            let (bit, _) = RegExpFlags::ALL.into_iter().find(|(_, letter)| unit == u16::from(*letter))?;
            if flags.has(bit) {
                return None;
            }
            flags.0 |= bit.0;
        }
        (!(flags.has(RegExpFlags::UNICODE) && flags.has(RegExpFlags::UNICODE_SETS))).then_some(flags)
    }

    #[must_use]
    pub fn to_text(self) -> String {
        RegExpFlags::ALL.iter().filter(|(bit, _)| self.has(*bit)).map(|(_, letter)| char::from(*letter)).collect()
    }

    fn for_engine(self) -> regress::Flags {
        regress::Flags {
            icase: self.has(RegExpFlags::IGNORE_CASE),
            multiline: self.has(RegExpFlags::MULTILINE),
            dot_all: self.has(RegExpFlags::DOT_ALL),
            no_opt: false,
            unicode: self.is_unicode(),
            unicode_sets: self.has(RegExpFlags::UNICODE_SETS),
        }
    }
}

/// A compiled pattern.
pub(crate) struct Program {
    source: Box<[u16]>,
    flags: RegExpFlags,
    pattern: Pattern,
    regex: Regex,
    /// The same as `(?:pattern)|()`, which matches at the place where it is tried and nowhere else.
    anchored: OnceCell<Option<Regex>>,
}

impl Program {
    fn compile(source: Chars<'_>, flags: RegExpFlags) -> Result<Program, String> {
        let pattern = rewrite(source, flags)?;
        let regex = Regex::from_unicode(pattern.points.iter().copied(), flags.for_engine()).map_err(|e| e.text)?;
        Ok(Program { source: source.iter().collect(), flags, pattern, regex, anchored: OnceCell::new() })
    }

    /// One more group would change what decimal escapes mean, but in Unicode mode.
    fn anchored(&self) -> Option<&Regex> {
        let make = || {
            if self.pattern.has_decimal_escapes && !self.flags.is_unicode() {
                return None;
            }
            let text = |s: &'static str| s.bytes().map(u32::from);
            let points = text("(?:").chain(self.pattern.points.iter().copied()).chain(text(")|()"));
            Regex::from_unicode(points, self.flags.for_engine()).ok()
        };
        self.anchored.get_or_init(make).as_ref()
    }

    /// Bytes of memory that it holds, roughly.
    fn bytes(&self) -> usize {
        1024 + self.pattern.points.len() * 64
    }

    fn first(&self, regex: &Regex, subject: &Subject<'_>, from: usize) -> Option<regress::Match> {
        match subject {
            Subject::Ascii(text) => regex.find_from_ascii(text, from).next(),
            Subject::Utf16(units) if self.flags.is_unicode() => regex.find_from_utf16(units, from).next(),
            Subject::Utf16(units) => regex.find_from_ucs2(units, from).next(),
        }
    }

    /// The first match at or after `from`, or only there.
    fn find(&self, subject: &Subject<'_>, from: usize, how: Search) -> Option<RegExpMatch> {
        let from_unit = from;
        let from = subject.start_of_character(from, self.flags);
        let found = match how {
            Search::Forward => self.first(&self.regex, subject, from)?,
            Search::Here => match self.anchored() {
                Some(anchored) => {
                    let mut found = self.first(anchored, subject, from)?;
                    if found.captures.pop()?.is_some() {
                        return None;
                    }
                    found
                }
                None => self.first(&self.regex, subject, from).filter(|m| m.range.start == from)?,
            },
        };
        let range = found.range.start.max(from_unit)..found.range.end;
        Some(RegExpMatch { range, found })
    }
}

/// Where a match may start.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Search {
    /// At the given place or behind it.
    Forward,
    /// At the given place only (the flag y).
    Here,
}

/// A string to match against.
enum Subject<'a> {
    Ascii(&'a str),
    Utf16(&'a [u16]),
}

impl Subject<'_> {
    /// In Unicode mode a place inside a surrogate pair stands for the pair.
    fn start_of_character(&self, at: usize, flags: RegExpFlags) -> usize {
        match self {
            Subject::Utf16(units) if flags.is_unicode() && at > 0 && at < units.len() => {
                at - usize::from(units[at] & 0xfc00 == 0xdc00 && units[at - 1] & 0xfc00 == 0xd800)
            }
            Subject::Ascii(_) | Subject::Utf16(_) => at,
        }
    }
}

/// What was matched, in code units.
#[derive(Clone, Debug)]
pub struct RegExpMatch {
    range: Range<usize>,
    found: regress::Match,
}

impl RegExpMatch {
    #[must_use]
    pub fn start(&self) -> usize {
        self.range.start
    }

    #[must_use]
    pub fn end(&self) -> usize {
        self.range.end
    }

    /// Number of groups, the whole match not counted.
    #[must_use]
    pub fn group_count(&self) -> usize {
        self.found.captures.len()
    }

    /// Group `i`, if it took part; 0 is the whole match.
    #[must_use]
    pub fn group(&self, i: usize) -> Option<Range<usize>> {
        if i == 0 { Some(self.range.clone()) } else { self.found.captures.get(i - 1).cloned().flatten() }
    }

    /// The named groups in the order of their names in the source; of groups that share a name, the one
    /// that took part.
    pub fn named_groups(&self) -> impl Iterator<Item = (&str, Option<Range<usize>>)> {
        self.found.named_groups()
    }

    #[must_use]
    pub fn has_names(&self) -> bool {
        self.named_groups().next().is_some()
    }
}

#[repr(C)]
struct RegExpCell {
    object: ObjectCell,
    /// `[[OriginalSource]]`, traced as an internal slot.
    source: Value,
    /// Of an `Rc`; null until the object is initialised.
    program: *const Program,
    /// Bytes that the heap counts for a program made for this object; 0 if it was known before.
    charged: usize,
}

const _: () = assert!(offset_of!(RegExpCell, source) == OBJECT_INLINE as usize);

/// What a context remembers of regular expressions.
#[derive(Default)]
pub(crate) struct RegExps {
    /// By the hash of source and flags.
    programs: HashMap<u64, Vec<Rc<Program>>>,
    count: usize,
    /// The last long Latin-1 subject: widened, unless it is ASCII.
    subject: Option<(FlatString, Option<Vec<u16>>)>,
    /// The epoch in which RegExp.prototype was found as it was made.
    intact: u64,
}

impl RegExps {
    /// Strings may die now.
    pub(crate) fn forget_subject(&mut self) {
        self.subject = None;
    }

    /// The program, and the memory that it has newly taken.
    fn program(&mut self, source: FlatString, flags: RegExpFlags) -> Result<(Rc<Program>, usize), String> {
        let hash = u64::from(source.hash()) << 8 | u64::from(flags.0);
        let chars = source.chars();
        if let Some(known) = self.programs.get(&hash)
            && let Some(program) = known.iter().find(|p| p.flags == flags && Chars::Utf16(&p.source) == chars)
        {
            return Ok((Rc::clone(program), 0));
        }
        let program = Rc::new(Program::compile(chars, flags)?);
        if self.count == MAX_PROGRAMS {
            self.programs.clear();
            self.count = 0;
        }
        self.count += 1;
        self.programs.entry(hash).or_default().push(Rc::clone(&program));
        let bytes = program.bytes();
        Ok((program, bytes))
    }

    fn find(&mut self, program: &Program, s: FlatString, from: usize, how: Search) -> Option<RegExpMatch> {
        let chars = s.chars();
        let bytes = match chars {
            Chars::Utf16(units) => return program.find(&Subject::Utf16(units), from, how),
            Chars::Latin1(bytes) => bytes,
        };
        let widen = || (!bytes.is_ascii()).then(|| bytes.iter().map(|&b| u16::from(b)).collect::<Vec<u16>>());
        let short;
        let wide = if bytes.len() <= SHORT {
            short = widen();
            &short
        } else {
            if self.subject.as_ref().is_none_or(|(known, _)| *known != s) {
                self.subject = Some((s, widen()));
            }
            match &self.subject {
                Some((_, wide)) => wide,
                None => &None,
            }
        };
        match wide {
            Some(units) => program.find(&Subject::Utf16(units), from, how),
            None => {
                // SAFETY: found to be ASCII; strings never change, and the cache is dropped before one can die.
                let text = unsafe { std::str::from_utf8_unchecked(bytes) };
                program.find(&Subject::Ascii(text), from, how)
            }
        }
    }
}

impl Object {
    /// The program of a RegExp that was initialised.
    fn program(&self) -> Option<&Program> {
        if !self.is(CellKind::RegExp) {
            return None;
        }
        // SAFETY: the kind was checked; the object owns a share of its program while it lives.
        unsafe { (*self.cell::<RegExpCell>()).program.as_ref() }
    }

    /// `[[OriginalFlags]]` of a RegExp.
    #[must_use]
    pub fn regexp_flags(self) -> Option<RegExpFlags> {
        self.program().map(|p| p.flags)
    }

    /// `[[OriginalSource]]` of a RegExp.
    #[must_use]
    pub fn regexp_source(self) -> Option<JsString> {
        self.program()?;
        self.internal(0).as_string()
    }

    /// Gives the object another program, or none; answers by how much the memory charged to it changes.
    fn set_program(self, program: Option<Rc<Program>>, charged: usize) -> isize {
        assert!(self.is(CellKind::RegExp), "not a RegExp");
        let cell = self.cell::<RegExpCell>();
        // SAFETY: the kind was checked. The word is null or a share that the object owns, given up here.
        unsafe {
            let program = program.map_or(std::ptr::null(), Rc::into_raw);
            let old = std::mem::replace(&mut (*cell).program, program);
            if !old.is_null() {
                drop(Rc::from_raw(old));
            }
            charged as isize - std::mem::replace(&mut (*cell).charged, charged) as isize
        }
    }
}

impl Context {
    /// Gives up what a dead RegExp owned.
    pub(crate) fn drop_program(&mut self, o: Object) {
        let freed = o.set_program(None, 0);
        self.heap.add_external(freed);
    }

    /// RegExpAlloc (22.2.3.2), the prototype given.
    pub fn regexp_alloc(&mut self, proto: Object) -> JsResult<Object> {
        let shape = self.root_shape(proto.value(), 0, CellKind::RegExp);
        let o = self.alloc_object(CellKind::RegExp, size_of::<RegExpCell>(), shape)?;
        let cell = o.cell::<RegExpCell>();
        // SAFETY: a fresh cell of that size.
        unsafe {
            (*cell).object.header.aux = 1;
            (*cell).source = Value::UNDEFINED;
            (*cell).program = std::ptr::null();
            (*cell).charged = 0;
        }
        self.register(o);
        let key = self.names.last_index;
        self.add_property(o, key.into(), Value::UNDEFINED, Attrs::WRITABLE)?;
        Ok(o)
    }

    /// RegExpInitialize (22.2.3.3) but for `lastIndex`, the strings converted; SyntaxError if they are wrong.
    pub(crate) fn regexp_compile(&mut self, o: Object, pattern: JsString, flags: JsString) -> JsResult<()> {
        let source = self.flat(pattern)?;
        let flags_text = self.flat(flags)?;
        let Some(flags) = RegExpFlags::parse(flags_text.chars()) else {
            return Err(self.throw_syntax_error(format_args!("Invalid flags supplied to RegExp constructor '{flags}'")));
        };
        match self.regexps.program(source, flags) {
            Ok((program, bytes)) => {
                let growth = o.set_program(Some(program), bytes);
                self.add_external(growth);
            }
            Err(message) => return Err(self.throw_bad_pattern(source, flags, &message)),
        }
        o.set_internal(0, source.value());
        self.write_barrier(o);
        Ok(())
    }

    fn throw_bad_pattern(&mut self, source: FlatString, flags: RegExpFlags, message: &str) -> Throw {
        let (source, flags) = (source.string().to_rust(), flags.to_text());
        self.throw_syntax_error(format_args!("Invalid regular expression: /{source}/{flags}: {message}"))
    }

    /// The matcher of a RegExp: the first match at or after `from`, or only there. `lastIndex` is neither
    /// read nor set.
    pub fn regexp_find(&mut self, o: Object, s: FlatString, from: usize, how: Search) -> Option<RegExpMatch> {
        if from > s.len() {
            return None;
        }
        self.regexps.find(o.program()?, s, from, how)
    }

    /// Whether nothing could tell the built-in algorithms from what they abbreviate: a RegExp without
    /// properties of its own but a writable `lastIndex`, and RegExp.prototype as it was made.
    pub fn is_plain_regexp(&mut self, o: Object) -> JsResult<bool> {
        if !o.is(CellKind::RegExp) || o.program().is_none() || o.has_flag(flag::NON_EXTENSIBLE) {
            return Ok(false);
        }
        let shape = self.shapes.get(o.shape());
        let proto = self.intrinsics.regexp_prototype;
        if shape.dictionary.is_some() || shape.count != 1 || shape.proto != proto.value() {
            return Ok(false);
        }
        if self.regexps.intact == self.proto_epoch {
            return Ok(true);
        }
        let made = self.value_list(self.intrinsics.regexp_members);
        let intact = !made.is_empty() && made == self.regexp_members()?;
        if intact {
            // RegExp.prototype is watched: its changes change the epoch.
            self.regexps.intact = self.proto_epoch;
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
    pub fn learn_regexp_members(&mut self) -> JsResult<()> {
        let proto = self.intrinsics.regexp_prototype;
        self.become_prototype(proto);
        proto.set_flag(flag::WATCHED);
        let members = self.regexp_members()?;
        self.intrinsics.regexp_members = self.new_value_list(&members)?;
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

    fn compiled(ctx: &mut Context, source: JsString, flags: JsString) -> JsResult<Object> {
        let o = ctx.regexp_alloc(ctx.intrinsics.regexp_prototype)?;
        ctx.regexp_compile(o, source, flags)?;
        Ok(o)
    }

    fn find(ctx: &mut Context, source: &str, flags: &str, subject: &[u16], from: usize, how: Search) -> String {
        let (source, flags) = (ctx.new_string(source).expect("room"), ctx.new_string(flags).expect("room"));
        let Ok(o) = compiled(ctx, source, flags) else { return "error".to_owned() };
        let s = ctx.new_string_utf16(subject).expect("room");
        let s = ctx.flat(s).expect("room");
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
    fn programs_are_shared_and_outlive_the_cache() {
        let ctx = &mut *Context::new();
        let flags = ctx.new_string("g").expect("room");
        let source = ctx.new_string("a+").expect("room");
        let (a, b) = (compiled(ctx, source, flags).expect("valid"), compiled(ctx, source, flags).expect("valid"));
        assert!(std::ptr::eq(a.program().expect("made"), b.program().expect("made")));
        ctx.root(a);
        for i in 0..MAX_PROGRAMS * 2 {
            let source = ctx.new_string(&format!("x{i}")).expect("room");
            compiled(ctx, source, flags).expect("valid");
        }
        ctx.collect();
        assert!(ctx.regexps.count <= MAX_PROGRAMS);
        assert_eq!(a.regexp_flags(), Some(RegExpFlags::GLOBAL));
        assert_eq!(a.regexp_source().map(|s| s.to_rust()).as_deref(), Some("a+"));
    }

    #[test]
    fn a_thousand_alternatives_are_no_depth() {
        let ctx = &mut *Context::new();
        let words: Vec<String> = (0..20_000).map(|i| format!("w{i}x")).collect();
        let subject: Vec<u16> = "w19999x".encode_utf16().collect();
        assert_eq!(find(ctx, &words.join("|"), "", &subject, 0, Search::Forward), "0-7");
    }
}
