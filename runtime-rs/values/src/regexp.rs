//! The programs of regular expressions and how they are matched. The engine is `regress`, a backtracking one without a
//! limit on its time; matching runs no JavaScript and does not collect.
//!
//! Programs are shared: a context keeps one for each source and flags that it has seen lately, so that an expression
//! evaluated in a loop is compiled once. An object owns a share of its program.
//!
//! Subjects are matched as they lie in the heap, if they are UTF-16 or ASCII; other Latin-1 strings are widened, and
//! the last one stays so until the next collection.

use crate::Chars;
use crate::bare::{FlatString, JsString, Object, Value};
use crate::cell::{Layout, ObjectCell};
use crate::regexp_flags::RegExpFlags;
use crate::regexp_pattern::{Pattern, rewrite};
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
        Ok(Program { source: source.iter().collect(), flags, pattern, regex, anchored: OnceCell::new() })
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
