//! The programs of regular expressions and how they are matched. The engine is `regress`, a backtracking one without a
//! limit on its time; matching runs no JavaScript and does not collect.
//!
//! Programs are shared: a context keeps one for each source and flags that it has seen lately, so that an expression
//! evaluated in a loop is compiled once. An object owns a share of its program.
//!
//! Subjects are matched as they lie in the heap, if they are UTF-16 or ASCII; other Latin-1 strings are widened, and
//! the last one stays so until the next collection. Patterns with characters beyond Latin-1 get all subjects as UTF-16: where the
//! engine repeats such a character, it takes an ASCII subject for one that does not match, though no repetition would do. Where matches may start is looked up before that: see `regexp_start.rs`.

use crate::Chars;
use crate::bare::{FlatString, JsString, Object, Value};
use crate::cell::{Layout, ObjectCell};
use crate::regexp_flags::RegExpFlags;
use crate::regexp_pattern::{Pattern, rewrite};
use crate::regexp_start::Start;
use regress::Regex;
use std::cell::{Cell, OnceCell};
use std::collections::HashMap;
use std::mem::offset_of;
use std::ops::Range;
use std::rc::Rc;
use yarrow_abi::layout::{CellKind, OBJECT_INLINE};

/// Programs kept for sources to be seen again.
pub const MAX_PROGRAMS: usize = 512;
/// Latin-1 subjects up to this long are looked at each time.
const SHORT: usize = 64;

/// A compiled pattern.
pub struct Program {
    source: Box<[u16]>,
    flags: RegExpFlags,
    pattern: Pattern,
    regex: Regex,
    start: Start,
    /// It has characters beyond Latin-1, or escapes that may be some.
    wide: bool,
    /// The same as `(?:pattern)|()`, which matches at the place where it is tried and nowhere else.
    anchored: OnceCell<Option<Regex>>,
}

/// The engine's parser, of one kind of iterator only: every further kind would be a whole parser more in each program.
fn parse(points: &[u32], flags: RegExpFlags) -> Result<Regex, regress::Error> {
    Regex::from_unicode(points.iter().copied(), flags.for_engine())
}

impl Program {
    fn compile(source: Chars<'_>, flags: RegExpFlags) -> Result<Program, String> {
        let pattern = rewrite(source, flags)?;
        let regex = parse(&pattern.points, flags).map_err(|e| e.text)?;
        let start = Start::of(&pattern.points, flags);
        let escapes = flags.is_unicode() && pattern.points.windows(2).any(|w| w == [u32::from(b'\\'), u32::from(b'u')]);
        let wide = escapes || pattern.points.iter().any(|&c| c > 0xff);
        Ok(Program { source: source.iter().collect(), flags, pattern, regex, start, wide, anchored: OnceCell::new() })
    }

    /// One more group would change what decimal escapes mean, but in Unicode mode.
    fn anchored(&self) -> Option<&Regex> {
        let make = || {
            if self.pattern.has_decimal_escapes && !self.flags.is_unicode() {
                return None;
            }
            let text = |s: &'static str| s.bytes().map(u32::from);
            let points: Vec<u32> = text("(?:").chain(self.pattern.points.iter().copied()).chain(text(")|()")).collect();
            parse(&points, self.flags).ok()
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

    /// What the pattern's start tells without the engine.
    fn glance(&self, chars: Chars<'_>, from: usize, how: Search) -> Glance {
        let text_at = |at: usize, length: usize| Glance::Match(RegExpMatch { range: at..at + length, found: None });
        match (&self.start, how) {
            (Start::Text { text, whole: true }, Search::Here) if text.is_at(chars, from) => text_at(from, text.len()),
            (Start::Text { whole: true, .. }, Search::Here) => Glance::None,
            (_, Search::Here) | (Start::Anywhere, Search::Forward) => Glance::At(from),
            // A place inside a pair may stand for the beginning.
            (Start::Beginning, Search::Forward) if from > 1 => Glance::None,
            (Start::Beginning, Search::Forward) => Glance::At(from),
            (Start::Text { text, whole }, Search::Forward) => match text.find(chars, from) {
                Some(at) if *whole => text_at(at, text.len()),
                found => found.map_or(Glance::None, Glance::At),
            },
            (Start::Units(units), Search::Forward) => units.find(chars, from).map_or(Glance::None, Glance::At),
        }
    }

    /// The first match at or after `from`, or only there; before `candidate` there is none.
    fn find(
        &self,
        subject: &Subject<'_>,
        chars: Chars<'_>,
        from: usize,
        candidate: usize,
        how: Search,
    ) -> Option<RegExpMatch> {
        let at = subject.start_of_character(candidate, self.flags);
        let found = match how {
            Search::Here => self.here(subject, at),
            Search::Forward => match &self.start {
                Start::Anywhere => self.first(&self.regex, subject, at),
                Start::Beginning if at > 0 => None,
                Start::Beginning => self.here(subject, at),
                Start::Text { text, .. } => self.forward(subject, at, |at| text.find(chars, at)),
                Start::Units(units) => {
                    let near = candidate - from < NEAR;
                    if near {
                        self.first(&self.regex, subject, at)
                    } else {
                        self.forward(subject, at, |at| units.find(chars, at))
                    }
                }
            },
        }?;
        let range = found.range.start.max(from)..found.range.end;
        Some(RegExpMatch { range, found: Some(found) })
    }

    /// The match that starts at `at`, the start of a character.
    fn here(&self, subject: &Subject<'_>, at: usize) -> Option<regress::Match> {
        let Some(anchored) = self.anchored() else {
            return self.first(&self.regex, subject, at).filter(|m| m.range.start == at);
        };
        let mut found = self.first(anchored, subject, at)?;
        found.captures.pop()?.is_none().then_some(found)
    }

    /// The first match from the candidate `at` on, where `next` tells further candidates. As long as they are far between, the
    /// engine is started at each of them; else it goes on by itself.
    fn forward(
        &self,
        subject: &Subject<'_>,
        at: usize,
        next: impl Fn(usize) -> Option<usize>,
    ) -> Option<regress::Match> {
        if self.anchored().is_none() {
            return self.first(&self.regex, subject, at);
        }
        let mut candidate = at;
        for tries in 1.. {
            let start = subject.start_of_character(candidate, self.flags);
            if let Some(found) = self.here(subject, start) {
                return Some(found);
            }
            candidate = next(candidate + 1)?;
            if candidate - at < tries * NEAR {
                break;
            }
        }
        self.first(&self.regex, subject, subject.start_of_character(candidate, self.flags))
    }
}

/// Units that the engine tries in about the time that it takes to be started.
const NEAR: usize = 32;

/// See [`Program::glance`].
enum Glance {
    None,
    Match(RegExpMatch),
    /// The engine is to look from there on.
    At(usize),
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
    /// What the engine says of the groups, if it was asked.
    found: Option<regress::Match>,
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
        self.found.as_ref().map_or(0, |found| found.captures.len())
    }

    /// Group `i`, if it took part; 0 is the whole match.
    #[must_use]
    pub fn group(&self, i: usize) -> Option<Range<usize>> {
        match i {
            0 => Some(self.range.clone()),
            _ => self.found.as_ref()?.captures.get(i - 1).cloned().flatten(),
        }
    }

    /// The named groups in the order of their names in the source; of groups that share a name, the one
    /// that took part.
    pub fn named_groups(&self) -> impl Iterator<Item = (&str, Option<Range<usize>>)> {
        self.found.iter().flat_map(regress::Match::named_groups)
    }

    #[must_use]
    pub fn has_names(&self) -> bool {
        self.named_groups().next().is_some()
    }
}

#[repr(C)]
pub struct RegExpCell {
    pub object: ObjectCell,
    /// `[[OriginalSource]]`, traced as an internal slot.
    pub source: Cell<Value>,
    /// Of an `Rc`; null until the object is initialised.
    program: Cell<*const Program>,
    /// Bytes that the heap counts for a program made for this object; 0 if it was known before.
    charged: Cell<usize>,
}

// SAFETY: each cell of the kind is made to this size.
unsafe impl Layout for RegExpCell {
    const KIND: CellKind = CellKind::RegExp;
}

const _: () = assert!(offset_of!(RegExpCell, source) == OBJECT_INLINE as usize);

/// What a context remembers of regular expressions.
#[derive(Default)]
pub struct RegExps {
    /// By the hash of source and flags.
    programs: HashMap<u64, Vec<Rc<Program>>>,
    pub count: usize,
    /// The last long Latin-1 subject: widened, unless it is ASCII.
    subject: Option<(FlatString, Option<Vec<u16>>)>,
    /// The epoch in which RegExp.prototype was found as it was made.
    pub intact: u64,
}

impl RegExps {
    /// Strings may die now.
    pub fn forget_subject(&mut self) {
        self.subject = None;
    }

    /// The program of a pattern, and the memory that it has newly taken.
    pub fn program(&mut self, source: FlatString, flags: RegExpFlags) -> Result<(Rc<Program>, usize), String> {
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

    /// The first match in `s` at or after `from`, or only there.
    pub fn find(&mut self, program: &Program, s: FlatString, from: usize, how: Search) -> Option<RegExpMatch> {
        let chars = s.chars();
        let candidate = match program.glance(chars, from, how) {
            Glance::None => return None,
            Glance::Match(found) => return Some(found),
            Glance::At(at) => at,
        };
        let find = |subject: &Subject<'_>| program.find(subject, chars, from, candidate, how);
        let bytes = match chars {
            Chars::Utf16(units) => return find(&Subject::Utf16(units)),
            Chars::Latin1(bytes) => bytes,
        };
        let widen =
            || (program.wide || !bytes.is_ascii()).then(|| bytes.iter().map(|&b| u16::from(b)).collect::<Vec<u16>>());
        let short;
        let wide = if bytes.len() <= SHORT {
            short = widen();
            &short
        } else {
            let fits =
                |(known, wide): &(FlatString, Option<Vec<u16>>)| *known == s && (wide.is_some() || !program.wide);
            if !self.subject.as_ref().is_some_and(fits) {
                self.subject = Some((s, widen()));
            }
            match &self.subject {
                Some((_, wide)) => wide,
                None => &None,
            }
        };
        match wide {
            Some(units) => find(&Subject::Utf16(units)),
            None => {
                // SAFETY: found to be ASCII; strings never change, and the cache is dropped before one can die.
                let text = unsafe { std::str::from_utf8_unchecked(bytes) };
                find(&Subject::Ascii(text))
            }
        }
    }
}

impl Object {
    /// The program of a RegExp that was initialised.
    pub fn program(&self) -> Option<&Program> {
        // SAFETY: the object owns a share of its program while it lives.
        unsafe { self.layout_if::<RegExpCell>()?.program.get().as_ref() }
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

    /// Gives the object another program, or none and returns by how much the memory charged to it changes.
    pub fn set_program(self, program: Option<Rc<Program>>, charged: usize) -> isize {
        let cell = self.layout::<RegExpCell>();
        let old = cell.program.replace(program.map_or(std::ptr::null(), Rc::into_raw));
        if !old.is_null() {
            // SAFETY: it was a share that the object owned, given up here.
            drop(unsafe { Rc::from_raw(old) });
        }
        charged as isize - cell.charged.replace(charged) as isize
    }
}
