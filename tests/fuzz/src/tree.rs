//! Programs as trees of text with holes, as much structure as printing and shrinking need.

/// A statement: text with expressions and lists of statements in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stmt {
    pub pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Text(String),
    Expr(Expr),
    Body(Vec<Stmt>),
    /// Statements as the text of a string literal, for `eval`.
    Quoted(Vec<Stmt>),
}

/// An expression: text with expressions in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Expr {
    pub pieces: Vec<ExprPiece>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum ExprPiece {
    Text(String),
    Expr(Expr),
}

/// What a program's file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goal {
    Module,
    /// Sloppy code in a function.
    CommonJs,
    /// Sloppy code whose variables are globals.
    Script,
}

impl Goal {
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Goal::Module => "mjs",
            Goal::CommonJs => "cjs",
            Goal::Script => "js",
        }
    }

    /// What `yarrow` has to be told.
    #[must_use]
    pub fn options(self) -> &'static [&'static str] {
        match self {
            Goal::Module | Goal::CommonJs => &[],
            Goal::Script => &["--script"],
        }
    }
}

/// What is true of node about a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Node {
    Agrees,
    /// Node 20 is behind the specification in something that the program may do, so it is no reference.
    Behind,
}

impl Kind {
    /// # Errors
    /// If the name is of none.
    pub fn parse(name: &str) -> Result<Kind, String> {
        match name {
            "generators" => Ok(Kind::Generators),
            "assumptions" => Ok(Kind::Assumptions),
            _ => Err("it is generators or assumptions".to_owned()),
        }
    }

    /// Under stress, programs with hot loops collect at each so many safepoints.
    #[must_use]
    pub fn gc_period(self) -> u32 {
        match self {
            Kind::Generators => 1,
            Kind::Assumptions => 41,
        }
    }
}

/// Whether a program has jobs, and with them what stands before such programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Jobs {
    None,
    Some,
}

/// What a program is about; what stands before it depends on that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Generators,
    Assumptions,
}

/// A whole program: what stands before it is the same for all of its kind.
#[derive(Clone, Debug, PartialEq)]
pub struct Program {
    pub seed: u64,
    pub goal: Goal,
    pub jobs: Jobs,
    pub kind: Kind,
    pub node: Node,
    pub body: Vec<Stmt>,
}

impl Stmt {
    /// From a template: each `§` in `text` is the next expression, each `¶` the next body, each `¤` the next
    /// body as a string literal.
    ///
    /// # Panics
    /// If there are more holes than fillings.
    #[must_use]
    pub fn new(text: &str, exprs: Vec<Expr>, bodies: Vec<Vec<Stmt>>) -> Stmt {
        let (mut exprs, mut bodies) = (exprs.into_iter(), bodies.into_iter());
        let mut pieces = Vec::new();
        for (hole, part) in parts(text, &['§', '¶', '¤']) {
            match hole {
                Some('§') => pieces.push(Piece::Expr(exprs.next().expect("an expression for each hole"))),
                Some('¤') => pieces.push(Piece::Quoted(bodies.next().expect("a body for each hole"))),
                Some(_) => pieces.push(Piece::Body(bodies.next().expect("a body for each hole"))),
                None => pieces.push(Piece::Text(part.to_owned())),
            }
        }
        Stmt { pieces }
    }

    /// The statement with this text in front.
    #[must_use]
    pub fn after(mut self, text: &str) -> Stmt {
        self.pieces.insert(0, Piece::Text(text.to_owned()));
        self
    }

    /// Does it ask for a property or an element of what has this name?
    #[must_use]
    pub fn looks_into(&self, name: &str) -> bool {
        let mut text = String::new();
        self.write(&mut text, 0);
        let of_a_word = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        text.match_indices(name)
            .any(|(at, _)| !text[..at].ends_with(of_a_word) && text[at + name.len()..].starts_with(['.', '[']))
    }

    fn write(&self, out: &mut String, depth: usize) {
        out.extend(std::iter::repeat_n("  ", depth));
        for p in &self.pieces {
            match p {
                Piece::Text(t) => out.push_str(t),
                Piece::Expr(e) => e.write(out),
                Piece::Body(body) => {
                    out.push_str("{\n");
                    for s in body {
                        s.write(out, depth + 1);
                    }
                    out.extend(std::iter::repeat_n("  ", depth));
                    out.push('}');
                }
                Piece::Quoted(body) => {
                    let mut text = String::new();
                    for s in body {
                        s.write(&mut text, 0);
                    }
                    out.push_str(&quoted(text.trim_end()));
                }
            }
        }
        out.push('\n');
    }
}

impl Expr {
    #[must_use]
    pub fn text(text: impl Into<String>) -> Expr {
        Expr { pieces: vec![ExprPiece::Text(text.into())] }
    }

    /// From a template: each `§` in `text` is the next expression.
    ///
    /// # Panics
    /// If there are more holes than fillings.
    #[must_use]
    pub fn new(text: &str, exprs: Vec<Expr>) -> Expr {
        let mut exprs = exprs.into_iter();
        let pieces = parts(text, &['§']).map(|(hole, part)| match hole {
            Some(_) => ExprPiece::Expr(exprs.next().expect("an expression for each hole")),
            None => ExprPiece::Text(part.to_owned()),
        });
        Expr { pieces: pieces.collect() }
    }

    fn write(&self, out: &mut String) {
        for p in &self.pieces {
            match p {
                ExprPiece::Text(t) => out.push_str(t),
                ExprPiece::Expr(e) => e.write(out),
            }
        }
    }
}

/// A string literal.
fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("\"{escaped}\"")
}

/// The text between holes, and the holes, in order.
fn parts<'t>(text: &'t str, holes: &'t [char]) -> impl Iterator<Item = (Option<char>, &'t str)> {
    text.split_inclusive(holes).flat_map(move |part| {
        let hole = part.chars().last().filter(|c| holes.contains(c));
        let before = hole.map_or(part, |c| &part[..part.len() - c.len_utf8()]);
        [(!before.is_empty()).then_some((None, before)), hole.map(|c| (Some(c), ""))].into_iter().flatten()
    })
}

impl Program {
    /// What its file begins with.
    #[must_use]
    pub fn header(&self) -> String {
        let goal = if self.goal == Goal::Script { "// goal: script\n" } else { "" };
        let node = if self.node == Node::Behind { "// node 20 may differ\n" } else { "" };
        format!("// seed {}\n{goal}{node}", self.seed)
    }

    /// Its JavaScript, without the header.
    #[must_use]
    pub fn code(&self) -> String {
        let prelude = match self.kind {
            Kind::Generators => include_str!("prelude.js"),
            Kind::Assumptions => include_str!("assumptions.js"),
        };
        let mut out = prelude.to_owned();
        if self.jobs == Jobs::Some {
            out.push_str(include_str!("asynchronous.js"));
        }
        for s in &self.body {
            s.write(&mut out, 0);
        }
        out
    }

    #[must_use]
    pub fn source(&self) -> String {
        self.header() + &self.code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_fill_their_holes_in_order() {
        let e = Expr::new("(§ + §)", vec![Expr::text("a"), Expr::text("b")]);
        let s = Stmt::new("if (§) ¶ else ¶", vec![e], vec![vec![], vec![Stmt::new("x();", vec![], vec![])]]);
        let mut out = String::new();
        s.write(&mut out, 0);
        assert_eq!(out, "if ((a + b)) {\n} else {\n  x();\n}\n");
    }

    #[test]
    fn a_statement_tells_what_it_looks_into() {
        let s = Stmt::new("while (o.a) ¶", vec![], vec![vec![Stmt::new("ab[i] = b;", vec![], vec![])]]);
        assert_eq!(["o", "ab", "a", "b", "i"].map(|name| s.looks_into(name)), [true, true, false, false, false]);
    }

    #[test]
    fn text_for_eval_is_escaped_once_a_level() {
        let inner = Stmt::new("eval(¤);", vec![], vec![vec![Stmt::new("f(\"x\");", vec![], vec![])]]);
        let mut out = String::new();
        Stmt::new("eval(¤);", vec![], vec![vec![inner]]).write(&mut out, 0);
        assert_eq!(out, "eval(\"eval(\\\"f(\\\\\\\"x\\\\\\\");\\\");\");\n");
    }
}
