//! A smaller program that still has what somebody is interested in.
//!
//! In: a text that parses, and a test. Out: the smallest text found that parses and that the test says yes to. It goes by
//! the lists and parts of [`yarrow_frontend::outline`], round after round until a whole round finds nothing:
//!
//! 1. from each list, outer ones first, stretches of elements are left out: all, halves, quarters, down to single ones;
//! 2. blank lines and indentation go;
//! 3. where that found nothing, each part is replaced by a part of itself, or by something short that may stand there.
//!
//! Every accepted text is shorter than the one before, so the search ends. No text is tested twice, and only texts that parse
//! are tested.

mod edit;

use edit::{replace, without};
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use yarrow_frontend::outline::{Dialect, Instead, Outline, outline};

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reduced {
    pub text: String,
    /// How often the test was asked.
    pub tries: usize,
    /// Statements before and now.
    pub statements: (usize, usize),
}

/// Makes a text smaller, with at most `limit` tests; `None` if it does not parse. That it is interesting is taken for
/// granted.
///
/// # Errors
/// What the test fails with.
pub fn reduce<E>(
    text: &str,
    dialect: Dialect,
    limit: usize,
    test: &mut dyn FnMut(&str) -> Result<bool, E>,
) -> Result<Option<Reduced>, E> {
    let Some(outline) = outline(text, dialect) else { return Ok(None) };
    let before = outline.statements;
    let mut reducer = Reducer { text: text.to_owned(), outline, dialect, left: limit, tested: HashSet::new(), test };
    loop {
        let size = reducer.text.len();
        reducer.shorten_lists()?;
        reducer.tidy()?;
        // What was needed by what has gone can go too; parts are many, so they wait until no list is shorter.
        if reducer.text.len() == size {
            reducer.replace_parts()?;
        }
        if reducer.text.len() == size || reducer.left == 0 {
            let statements = (before, reducer.outline.statements);
            return Ok(Some(Reduced { tries: limit - reducer.left, text: reducer.text, statements }));
        }
    }
}

struct Reducer<'t, E> {
    /// The smallest so far, and its outline.
    text: String,
    outline: Outline,
    dialect: Dialect,
    left: usize,
    tested: HashSet<u64>,
    test: &'t mut dyn FnMut(&str) -> Result<bool, E>,
}

impl<E> Reducer<'_, E> {
    /// Takes a candidate if it is smaller, a program, and interesting.
    fn take(&mut self, candidate: String) -> Result<bool, E> {
        if self.left == 0 || candidate.len() >= self.text.len() {
            return Ok(false);
        }
        let mut hash = DefaultHasher::new();
        candidate.hash(&mut hash);
        if !self.tested.insert(hash.finish()) {
            return Ok(false);
        }
        let Some(outline) = outline(&candidate, self.dialect) else { return Ok(false) };
        self.left -= 1;
        if !(self.test)(&candidate)? {
            return Ok(false);
        }
        self.text = candidate;
        self.outline = outline;
        Ok(true)
    }

    fn shorten_lists(&mut self) -> Result<(), E> {
        let mut i = 0;
        while i < self.outline.lists.len() {
            self.shorten_list(i)?;
            i += 1;
        }
        Ok(())
    }

    /// From the end, since what comes later seldom matters to what comes earlier. What lies before a list has the smaller
    /// numbers, so this one keeps its own.
    fn shorten_list(&mut self, i: usize) -> Result<(), E> {
        let count = |me: &Self| me.outline.lists.get(i).map_or(0, |list| list.elements.len());
        let mut size = count(self);
        while size > 0 {
            let mut end = count(self);
            while end > 0 {
                let start = end.saturating_sub(size);
                let candidate = without(&self.text, &self.outline.lists[i], start..end);
                self.take(candidate)?;
                // A text may parse as something else after an edit, and have another list here, or none.
                end = start.min(count(self));
            }
            size /= 2;
        }
        Ok(())
    }

    fn replace_parts(&mut self) -> Result<(), E> {
        let mut i = 0;
        while i < self.outline.parts.len() {
            if !self.replace_part(i)? {
                i += 1;
            }
        }
        Ok(())
    }

    /// Does another part stand at this number now?
    fn replace_part(&mut self, i: usize) -> Result<bool, E> {
        let part = self.outline.parts[i].clone();
        let mut by: Vec<String> = part.by.iter().map(|by| self.instead(by)).collect();
        by.sort_by_key(String::len);
        for by in by {
            if self.take(replace(&self.text, &part.at, &by))? {
                return Ok(true);
            }
            // What binds more loosely than its surroundings needs parentheses there.
            if !by.is_empty() && self.take(replace(&self.text, &part.at, &format!("({by})")))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn instead(&self, by: &Instead) -> String {
        match by {
            Instead::Source(at) => self.text[at.clone()].trim().to_owned(),
            Instead::Text(text) => (*text).to_owned(),
        }
    }

    fn tidy(&mut self) -> Result<(), E> {
        let lines = || self.text.lines().map(str::trim_end).filter(|line| !line.is_empty());
        let unindented: String = lines().map(|line| format!("{}\n", line.trim_start())).collect();
        let dense: String = lines().map(|line| format!("{line}\n")).collect();
        if !self.take(unindented)? {
            self.take(dense)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Reduced, reduce};
    use yarrow_frontend::outline::Dialect;

    fn reduced(text: &str, dialect: Dialect, limit: usize, wanted: &[&str]) -> Reduced {
        let mut test = |text: &str| Ok::<_, ()>(wanted.iter().all(|w| text.contains(w)));
        reduce(text, dialect, limit, &mut test).expect("the test does not fail").expect("it parses")
    }

    #[test]
    fn what_does_not_matter_goes() {
        use Dialect::{JavaScript, TypeScript};
        for (text, dialect, wanted, small) in [
            ("a();\nb();\nc();\nd();\n", JavaScript, &["b()", "d()"][..], "b();\nd();"),
            ("function f(a, b) { try { g(a + h(b, 1)); } finally { k(); } }\n", JavaScript, &["h("], "h();"),
            ("x({ a: 1, b: [2, 3, { c }] });", JavaScript, &["c"], "c"),
            (
                "class A extends B { static x = 1; m() { return 1 } }\n",
                JavaScript,
                &["class", "m"],
                "class A {  m() {  } }",
            ),
            ("it('x', () => { if (a) { for (;;) { b; } } else c; });", JavaScript, &["b"], "b;"),
            ("// one\n/* two */ a; // three\n", JavaScript, &["two"], "/* two */"),
            ("let a: Map<string, number> = f<T>(1 as any);", TypeScript, &["f"], "f"),
            ("eval(\"a;\\nlet b = 1;\\nc;\");", JavaScript, &["let b"], "\"let b = 1;\\n\";"),
            ("async function* f() { g(yield); }", JavaScript, &["f", "yield"], "function f() { yield; }"),
            ("async function* f() { g(await h(1)); }", JavaScript, &["await h"], "await h;"),
            (
                "async function* f() { yield 1; await 2; }",
                JavaScript,
                &["async function", "await 2"],
                "async function f() {  await 2; }",
            ),
            ("for await (const a of b) { c(a); }", JavaScript, &["for", "c(a)"], "for  (const a of b) c(a);"),
            ("x = { async *[a]() { b; } };", JavaScript, &["{", "[a]", "b"], "({ [a]() { b; } });"),
            ("class A { static async *m() { b; } }", JavaScript, &["*m", "b"], "class A { *m() { b; } }"),
            ("f(async (a) => { b; });", JavaScript, &["=>", "b"], "() => { b; };"),
        ] {
            let found = reduced(text, dialect, 10_000, wanted).text;
            assert_eq!(found.trim(), small, "{text}");
        }
    }

    #[test]
    fn a_long_program_takes_few_tries() {
        let line = |n: usize| format!("f({n}, \"{n}\", [{n}]);\n");
        let text: String = (0..1000).map(line).collect();
        let found = reduced(&text, Dialect::JavaScript, usize::MAX, &["f(123", "[789]"]);
        assert_eq!(found.text, "f(123);\n[789];\n");
        assert_eq!(found.statements, (1000, 2));
        assert!(found.tries < 150, "{}", found.tries);
    }

    #[test]
    fn the_limit_is_kept_and_errors_end_it() {
        let found = reduced("a;b;c;d;e;f;", Dialect::JavaScript, 2, &["e"]);
        assert_eq!(found.tries, 2);
        assert_eq!(reduce("a;b;", Dialect::JavaScript, 9, &mut |_| Err("broken")), Err("broken"));
        assert_eq!(reduce("a b", Dialect::JavaScript, 9, &mut |_| Err("not asked")), Ok(None));
    }
}
