//! A smaller program that still fails: statements are left out, replaced by their bodies, expressions by their
//! parts or by 0, as long as the failure stays.

use crate::tree::{Expr, ExprPiece, Piece, Program, Stmt};

/// The smallest failing program found with at most `tries` runs of `fails`.
pub fn shrink(program: &Program, mut tries: usize, fails: &mut dyn FnMut(&Program) -> bool) -> Program {
    let mut best = program.clone();
    loop {
        let before = best.source().len();
        let mut i = 0;
        // The candidates of a program are numbered: a success keeps the number, since what was the
        // next one now has it.
        while tries > 0 {
            let Some(candidate) = nth_candidate(&best, i) else { break };
            tries -= 1;
            if candidate.source().len() < best.source().len() && fails(&candidate) {
                best = candidate;
            } else {
                i += 1;
            }
        }
        if tries == 0 || best.source().len() == before {
            return best;
        }
    }
}

/// Counts down to the wanted candidate while walking the tree.
struct Walk {
    left: usize,
    done: bool,
}

impl Walk {
    /// Is this the one?
    fn take(&mut self) -> bool {
        if self.done {
            return false;
        }
        if self.left == 0 {
            self.done = true;
            return true;
        }
        self.left -= 1;
        false
    }
}

fn nth_candidate(program: &Program, n: usize) -> Option<Program> {
    let mut walk = Walk { left: n, done: false };
    let mut out = program.clone();
    change_body(&mut out.body, &mut walk);
    walk.done.then_some(out)
}

fn change_body(body: &mut Vec<Stmt>, walk: &mut Walk) {
    // From the end: what comes later seldom matters to what comes earlier.
    for i in (0..body.len()).rev() {
        if walk.take() {
            body.remove(i);
            return;
        }
        let inner: Vec<usize> =
            (0..body[i].pieces.len()).filter(|p| matches!(body[i].pieces[*p], Piece::Body(_))).collect();
        for p in inner {
            if walk.take() {
                let Piece::Body(stmts) = body[i].pieces[p].clone() else { return };
                body.splice(i..=i, stmts);
                return;
            }
        }
        for p in &mut body[i].pieces {
            match p {
                Piece::Text(_) => {}
                Piece::Expr(e) => change_expr(e, walk),
                Piece::Body(b) | Piece::Quoted(b) => change_body(b, walk),
            }
            if walk.done {
                return;
            }
        }
    }
}

fn change_expr(e: &mut Expr, walk: &mut Walk) {
    if *e != Expr::text("0") && walk.take() {
        *e = Expr::text("0");
        return;
    }
    for i in 0..e.pieces.len() {
        if let ExprPiece::Expr(part) = &e.pieces[i]
            && walk.take()
        {
            *e = part.clone();
            return;
        }
    }
    for p in &mut e.pieces {
        if let ExprPiece::Expr(part) = p {
            change_expr(part, walk);
            if walk.done {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::shrink;
    use crate::generate::generate;

    #[test]
    fn what_does_not_matter_to_the_failure_goes() {
        let program = (1..200).map(generate).find(|p| p.source().contains("finally")).expect("some program has one");
        let small = shrink(&program, 10_000, &mut |p| p.source().contains("finally"));
        assert!(small.size() <= 4, "{}", small.source());
    }
}
