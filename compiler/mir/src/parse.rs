//! Reads the text form of [`crate::text`] back: [`parse_program`].
//!
//! What is read has the right form; whether it means anything is the verifier's question, so that
//! wrong programs can be written down too. References to entities may come before their
//! declarations, or have none. Any text gives a program or an error, never a panic, and no
//! more memory than its length warrants.

use crate::error::Position;
use crate::guard::GuardOp;
use crate::ir::{
    Block, BlockData, Const, Deletable, Enumerable, ErrorKind, Export, ExportKind, Field, Frame, FuncId, Function,
    FunctionKind, GlobalData, GlobalDeclaration, GlobalId, Inlined, InlinedCall, Inst, Layout, LayoutData, Literal,
    LiteralItem, Loc, MethodKind, Mutability, NamespaceData, Op, PrivateKind, Program, Slot, State, StrId, SuspendKind,
    Terminator, Type, VReg, VRegData,
};
use crate::lex::{Lexer, Token};
use crate::ops::{ImmReader, Word};
use crate::text::MAX_RANGE;
use cranelift_entity::packed_option::PackedOption;
use cranelift_entity::{EntityRef, PrimaryMap};
use smallvec::SmallVec;
use std::str::FromStr;

pub use crate::error::{ParseError, ParseErrorKind};

type Result<T> = std::result::Result<T, ParseError>;

/// The program that a text stands for.
pub fn parse_program(text: &str) -> Result<Program> {
    let mut lexer = Lexer::new(text);
    let (token, at) = lexer.next()?;
    let mut p = Parser { lexer, token, at, program: Program::default(), first_operand: true };
    p.program()?;
    Ok(p.program)
}

struct Parser<'t> {
    lexer: Lexer<'t>,
    /// The token to look at, and its beginning.
    token: Token<'t>,
    at: Position,
    program: Program,
    /// No operand of the current instruction has been read.
    first_operand: bool,
}

impl<'t> Parser<'t> {
    // --- tokens ---------------------------------------------------------------------------------

    fn advance(&mut self) -> Result<Token<'t>> {
        let (token, at) = self.lexer.next()?;
        self.at = at;
        Ok(std::mem::replace(&mut self.token, token))
    }

    fn error<T>(&self, kind: ParseErrorKind) -> Result<T> {
        Err(ParseError::new(self.at, kind))
    }

    fn expected<T>(&self, expected: &'static str) -> Result<T> {
        self.error(ParseErrorKind::Expected { expected, found: self.token.describe() })
    }

    fn eat(&mut self, token: &Token<'_>) -> Result<bool> {
        let here = self.token == *token;
        if here {
            self.advance()?;
        }
        Ok(here)
    }

    fn eat_word(&mut self, word: &str) -> Result<bool> {
        self.eat(&Token::Word(word))
    }

    fn expect(&mut self, token: &Token<'_>, name: &'static str) -> Result<()> {
        if self.eat(token)? { Ok(()) } else { self.expected(name) }
    }

    fn expect_word(&mut self, word: &'static str) -> Result<()> {
        if self.eat_word(word)? { Ok(()) } else { self.expected(word) }
    }

    fn comma(&mut self) -> Result<()> {
        self.expect(&Token::Mark(','), "a comma")
    }

    /// The end of a line that holds something.
    fn end_line(&mut self) -> Result<()> {
        match self.token {
            Token::NewLine | Token::End => self.skip_lines(),
            _ => self.expected("the end of the line"),
        }
    }

    fn skip_lines(&mut self) -> Result<()> {
        while self.eat(&Token::NewLine)? {}
        Ok(())
    }

    // --- small things ---------------------------------------------------------------------------

    /// A word or number that `read` accepts.
    fn accept<T>(&mut self, expected: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<T> {
        let (Token::Word(text) | Token::Number(text)) = &self.token else {
            return self.expected(expected);
        };
        match read(text) {
            Some(x) => {
                self.advance()?;
                Ok(x)
            }
            None => self.expected(expected),
        }
    }

    fn number<T: FromStr>(&mut self) -> Result<T> {
        if !matches!(self.token, Token::Number(_)) {
            return self.expected("a number");
        }
        self.accept("a number in range", |w| w.parse().ok())
    }

    fn word<T: Word>(&mut self, expected: &'static str) -> Result<T> {
        self.accept(expected, T::from_word)
    }

    fn utf16(&mut self) -> Result<Vec<u16>> {
        if !matches!(self.token, Token::Text(_)) {
            return self.expected("a string");
        }
        match self.advance()? {
            Token::Text(units) => Ok(units),
            _ => self.expected("a string"),
        }
    }

    /// A string that is a name of ours, so without lone surrogates.
    fn name(&mut self) -> Result<String> {
        let at = self.at;
        let units = self.utf16()?;
        String::from_utf16(&units).map_err(|_| ParseError::new(at, ParseErrorKind::LoneSurrogate))
    }

    fn vreg(&mut self) -> Result<VReg> {
        self.accept("a vreg", |w| id(w, "v"))
    }

    fn block(&mut self) -> Result<Block> {
        self.accept("a block", |w| id(w, "bb"))
    }

    /// The declaration of the entity that comes next.
    fn next_id<E: EntityRef + PartialEq + std::fmt::Display>(
        &mut self,
        next: E,
        expected: &'static str,
        prefix: &str,
    ) -> Result<()> {
        let at = self.at;
        let found = self.accept(expected, |w| id::<E>(w, prefix))?;
        if found == next { Ok(()) } else { Err(ParseError::new(at, ParseErrorKind::OutOfOrder(next.to_string()))) }
    }

    /// `@line:column` or `@file:line:column`, or nothing.
    fn loc(&mut self) -> Result<Loc> {
        if !self.eat(&Token::Mark('@'))? {
            return Ok(Loc::default());
        }
        let colon = Token::Mark(':');
        let at = self.at;
        let first = self.number::<u32>()?;
        self.expect(&colon, "a colon")?;
        let second_at = self.at;
        let second = self.number::<u32>()?;
        let narrow = |n: u32, at| {
            let found = format!("`{n}`");
            let kind = ParseErrorKind::Expected { expected: "a number in range", found };
            u16::try_from(n).map_err(|_| ParseError::new(at, kind))
        };
        if self.eat(&colon)? {
            let file = narrow(first, at)?;
            let column = self.number()?;
            return Ok(Loc { file, line: second, column, inlined: self.inlined()? });
        }
        let column = narrow(second, second_at)?;
        Ok(Loc { file: 0, line: first, column, inlined: self.inlined()? })
    }

    /// `in inlined0` behind a position, or nothing.
    fn inlined(&mut self) -> Result<PackedOption<Inlined>> {
        if !self.eat_word("in")? {
            return Ok(PackedOption::default());
        }
        self.accept("a call", |w| id::<Inlined>(w, "inlined")).map(PackedOption::from)
    }

    // --- declarations ---------------------------------------------------------------------------

    fn program(&mut self) -> Result<()> {
        self.skip_lines()?;
        while self.token != Token::End {
            if self.eat_word("file")? {
                let name = self.name()?;
                self.program.files.push(name);
            } else if self.eat_word("global")? {
                self.next_id(self.program.globals.next_key(), "a global", "g")?;
                let name = self.name()?;
                let outer = if self.eat_word("outer")? { Some(self.global()?) } else { None };
                self.program.globals.push(GlobalData { name, outer });
            } else if self.eat_word("eval_scope")? {
                let scope = self.name()?;
                self.program.eval_scopes.push(scope);
            } else if self.eat_word("namespace")? {
                self.namespace()?;
            } else if self.eat_word("literal")? {
                self.literal()?;
            } else if self.eat_word("export")? {
                let name = self.name()?;
                self.expect(&Token::Mark('='), "`=`")?;
                let global = self.global()?;
                let kind = if self.eat_word("properties")? { ExportKind::Properties } else { ExportKind::Value };
                self.program.exports.push(Export { name, global, kind });
            } else if self.eat_word("init")? {
                self.program.init = Some(self.func()?);
            } else if self.eat_word("function")? {
                self.next_id(self.program.functions.next_key(), "a function", "fn")?;
                let f = self.function()?;
                self.program.functions.push(f);
            } else {
                return self.expected("file, global, namespace, literal, eval_scope, export, init or function");
            }
            self.end_line()?;
        }
        Ok(())
    }

    fn namespace(&mut self) -> Result<()> {
        let mut entries = Vec::new();
        if matches!(self.token, Token::Text(_)) {
            loop {
                let name = self.text()?;
                self.expect(&Token::Mark('='), "`=`")?;
                entries.push((name, self.global()?));
                if !self.eat(&Token::Mark(','))? {
                    break;
                }
            }
        }
        self.program.namespaces.push(NamespaceData { entries });
        Ok(())
    }

    fn literal(&mut self) -> Result<()> {
        let mut items = Vec::new();
        loop {
            items.push(if self.eat_word("array")? {
                LiteralItem::Array(self.number()?)
            } else if self.eat_word("object")? {
                LiteralItem::Object(self.number()?)
            } else {
                LiteralItem::Const(self.const_value()?)
            });
            if !self.eat(&Token::Mark(','))? {
                break;
            }
        }
        self.program.literals.push(Literal { items });
        Ok(())
    }

    fn function(&mut self) -> Result<Function> {
        let name = self.name()?;
        let kind = self.function_kind()?;
        let mut f = Function::new(name, kind);
        f.blocks = PrimaryMap::new();
        f.strict = !self.eat_word("sloppy")?;
        while let Token::Word(attribute) = self.token {
            let target = match attribute {
                "params" => &mut f.param_count,
                "length" => &mut f.length,
                "inline_slots" => &mut f.inline_slots,
                "entry" | "source" => {
                    self.advance()?;
                    self.expect(&Token::Mark('='), "`=`")?;
                    if attribute == "entry" {
                        f.entry = self.block()?;
                    } else {
                        f.source.0 = self.number()?;
                        self.expect(&Token::DotDot, "`..`")?;
                        f.source.1 = self.number()?;
                    }
                    continue;
                }
                _ => return self.expected("params, length, inline_slots, entry or source"),
            };
            self.advance()?;
            self.expect(&Token::Mark('='), "`=`")?;
            *target = self.number()?;
        }
        f.loc = self.loc()?;
        self.expect(&Token::Mark('{'), "`{`")?;
        self.end_line()?;
        while matches!(self.token, Token::Word(w) if id::<Inlined>(w, "inlined").is_some()) {
            self.next_id(f.inlined.next_key(), "a call", "inlined")?;
            self.expect(&Token::Mark(':'), "a colon")?;
            let function = self.func()?;
            f.inlined.push(InlinedCall { function, at: self.loc()? });
            self.end_line()?;
        }
        while matches!(self.token, Token::Word(w) if id::<Layout>(w, "layout").is_some()) {
            self.next_id(f.layouts.next_key(), "a layout", "layout")?;
            self.expect(&Token::Mark(':'), "a colon")?;
            let fields = self.fields()?;
            f.layouts.push(LayoutData { fields });
        }
        if self.eat_word("frame")? {
            f.frame = Some(self.frame()?);
            self.end_line()?;
        }
        while matches!(self.token, Token::Word(w) if id::<VReg>(w, "v").is_some()) {
            self.vreg_declaration(&mut f)?;
        }
        while !self.eat(&Token::Mark('}'))? {
            self.block_declaration(&mut f)?;
        }
        Ok(f)
    }

    /// `"x", "y" written` to the end of the line.
    fn fields(&mut self) -> Result<Vec<Field>> {
        let mut fields = Vec::new();
        loop {
            fields.push(Field { name: self.text()?, written: self.eat_word("written")? });
            if !self.eat(&Token::Mark(','))? {
                self.end_line()?;
                return Ok(fields);
            }
        }
    }

    fn function_kind(&mut self) -> Result<FunctionKind> {
        if self.eat_word("resume")? {
            return Ok(FunctionKind::Resume(self.func()?));
        }
        self.accept("a kind of function", |w| match w {
            "normal" => Some(FunctionKind::Normal),
            "method" => Some(FunctionKind::Method),
            "class_base" => Some(FunctionKind::ClassBase),
            "class_derived" => Some(FunctionKind::ClassDerived),
            "generator" => Some(FunctionKind::Generator),
            "async" => Some(FunctionKind::Async),
            "async_generator" => Some(FunctionKind::AsyncGenerator),
            "module" => Some(FunctionKind::Module),
            "script" => Some(FunctionKind::Script),
            _ => None,
        })
    }

    fn frame(&mut self) -> Result<Frame> {
        let mut frame = Frame::default();
        let colon = Token::Mark(':');
        self.expect(&Token::Mark('{'), "`{`")?;
        self.end_line()?;
        while matches!(self.token, Token::Word(w) if id::<Slot>(w, "slot").is_some()) {
            self.next_id(frame.slots.next_key(), "a slot", "slot")?;
            self.expect(&colon, "a colon")?;
            frame.slots.push(self.word::<Type>("a type")?);
            self.end_line()?;
        }
        while !self.eat(&Token::Mark('}'))? {
            self.next_id(frame.live.next_key(), "a state", "s")?;
            self.expect(&colon, "a colon")?;
            let mut live = Vec::new();
            if matches!(self.token, Token::Word(_)) {
                live.push(self.slot_id()?);
                while self.eat(&Token::Mark(','))? {
                    live.push(self.slot_id()?);
                }
            }
            frame.live.push(live);
            frame.locs.push(self.loc()?);
            self.end_line()?;
        }
        Ok(frame)
    }

    fn vreg_declaration(&mut self, f: &mut Function) -> Result<()> {
        let first = f.vregs.next_key();
        self.next_id(first, "a vreg", "v")?;
        let mut count = 1;
        if self.eat(&Token::DotDot)? {
            let last = self.vreg()?.index();
            count = (last + 1).saturating_sub(first.index());
            if count == 0 || count > MAX_RANGE {
                return self.error(ParseErrorKind::LongRange);
            }
        }
        self.expect(&Token::Mark(':'), "a colon")?;
        let ty = self.word::<Type>("a type")?;
        let name = if count == 1 && matches!(self.token, Token::Text(_)) { Some(self.name()?) } else { None };
        for _ in 0..count {
            f.vregs.push(VRegData { ty, name: name.clone() });
        }
        self.end_line()
    }

    fn block_declaration(&mut self, f: &mut Function) -> Result<()> {
        self.next_id(f.blocks.next_key(), "a block", "bb")?;
        let mut data = BlockData::new();
        if self.eat_word("handler")? {
            data.handler = Some(self.block()?);
        }
        self.expect(&Token::Mark(':'), "a colon")?;
        self.end_line()?;
        loop {
            if let Some(term) = self.terminator()? {
                data.term = term;
                data.term_loc = self.loc()?;
                self.end_line()?;
                break;
            }
            data.insts.push(self.inst()?);
            self.end_line()?;
        }
        f.blocks.push(data);
        Ok(())
    }

    // --- instructions ---------------------------------------------------------------------------

    fn inst(&mut self) -> Result<Inst> {
        let Token::Word(mut name) = self.token else {
            return self.expected("an instruction or a terminator");
        };
        let mut at = self.at;
        self.advance()?;
        let mut dst = None;
        if let Some(v) = id::<VReg>(name, "v") {
            dst = Some(v);
            self.expect(&Token::Mark('='), "`=`")?;
            let Token::Word(op) = self.token else {
                return self.expected("an operation");
            };
            (name, at) = (op, self.at);
            self.advance()?;
        }
        self.first_operand = true;
        let Some(op) = Op::read(name, self)? else {
            return Err(ParseError::new(at, ParseErrorKind::UnknownOp(name.to_owned())));
        };
        let mut args = SmallVec::new();
        while !matches!(self.token, Token::NewLine | Token::End | Token::Mark('@')) {
            self.operand()?;
            args.push(self.vreg()?);
        }
        Ok(Inst { op, dst, args, loc: self.loc()? })
    }

    /// Before an operand: the comma after the one before.
    fn operand(&mut self) -> Result<()> {
        if std::mem::replace(&mut self.first_operand, false) { Ok(()) } else { self.comma() }
    }

    fn terminator(&mut self) -> Result<Option<Terminator>> {
        let Token::Word(word) = self.token else {
            return Ok(None);
        };
        let is_terminator = [
            "jump",
            "branch",
            "switch",
            "guard",
            "return",
            "throw",
            "unreachable",
            "initial_yield",
            "yield",
            "await",
            "delegate",
        ]
        .contains(&word);
        if !is_terminator {
            return Ok(None);
        }
        self.advance()?;
        Ok(Some(match word {
            "jump" => Terminator::Jump(self.block()?),
            "branch" => {
                let cond = self.vreg()?;
                self.comma()?;
                let then = self.block()?;
                self.comma()?;
                Terminator::Branch { cond, then, other: self.block()? }
            }
            "switch" => self.switch()?,
            "guard" => self.guard()?,
            "return" => Terminator::Return(self.vreg()?),
            "throw" => Terminator::Throw(self.vreg()?),
            "initial_yield" => {
                self.expect_word("resume")?;
                Terminator::InitialYield { resume: self.block()? }
            }
            "yield" => {
                let kind = if self.eat_word("delegate")? { SuspendKind::Delegate } else { SuspendKind::Yield };
                let (value, result, resume) = self.suspension()?;
                self.comma()?;
                let on_throw = if self.eat_word("throw")? {
                    let b = self.block()?;
                    self.comma()?;
                    Some(b)
                } else {
                    None
                };
                self.expect_word("return")?;
                Terminator::Yield { kind, value, result, resume, on_throw, on_return: Some(self.block()?) }
            }
            "await" => {
                let (value, result, resume) = self.suspension()?;
                let on_throw = if self.token == Token::Mark(',') {
                    self.comma()?;
                    self.expect_word("throw")?;
                    Some(self.block()?)
                } else {
                    None
                };
                Terminator::Yield { kind: SuspendKind::Await, value, result, resume, on_throw, on_return: None }
            }
            "delegate" => {
                let (iter, result, resume) = self.suspension()?;
                self.comma()?;
                self.expect_word("return")?;
                Terminator::Delegate { iter, result, resume, on_return: self.block()? }
            }
            _ => Terminator::Unreachable,
        }))
    }

    /// `v0 -> v1, resume bb2`
    fn suspension(&mut self) -> Result<(VReg, VReg, Block)> {
        let value = self.vreg()?;
        self.expect(&Token::Arrow, "`->`")?;
        let result = self.vreg()?;
        self.comma()?;
        self.expect_word("resume")?;
        let resume = self.block()?;
        Ok((value, result, resume))
    }

    /// `add_i32 v0, v1 -> v2, ok bb3, exit bb4`
    fn guard(&mut self) -> Result<Terminator> {
        // Those that are about no property look at no name.
        let none = StrId::from_u32(0);
        let mut op = self.accept("a guard", |w| GuardOp::named(w, none))?;
        let mut args = SmallVec::new();
        if let GuardOp::Layout(_) = op {
            op = GuardOp::Layout(self.layout_id()?);
            self.comma()?;
        } else if op.property().is_some() {
            let name = self.text()?;
            op = GuardOp::named(op.name(), name).unwrap_or(op);
            if !op.args().is_empty() {
                self.comma()?;
            }
        }
        for i in 0..op.args().len() {
            if i > 0 {
                self.comma()?;
            }
            args.push(self.vreg()?);
        }
        let mut dst = None;
        if op.result().is_some() {
            self.expect(&Token::Arrow, "`->`")?;
            dst = Some(self.vreg()?);
        }
        self.comma()?;
        self.expect_word("ok")?;
        let ok = self.block()?;
        self.comma()?;
        self.expect_word("exit")?;
        Ok(Terminator::Guard { op, args, dst, ok, exit: self.block()? })
    }

    fn switch(&mut self) -> Result<Terminator> {
        let on = self.vreg()?;
        self.comma()?;
        let mut cases = Vec::new();
        while !self.eat_word("else")? {
            let n = self.number()?;
            self.expect(&Token::Arrow, "`->`")?;
            cases.push((n, self.block()?));
            self.comma()?;
        }
        Ok(Terminator::Switch { on, cases, default: self.block()? })
    }

    // --- ids and strings, also as immediates --------------------------------------------------------

    fn func(&mut self) -> Result<FuncId> {
        self.accept("a function", |w| id(w, "fn"))
    }

    fn global(&mut self) -> Result<GlobalId> {
        self.accept("a global", |w| id(w, "g"))
    }

    fn layout_id(&mut self) -> Result<Layout> {
        self.accept("a layout", |w| id(w, "layout"))
    }

    fn slot_id(&mut self) -> Result<Slot> {
        self.accept("a slot", |w| id(w, "slot"))
    }

    fn text(&mut self) -> Result<StrId> {
        let units = self.utf16()?;
        Ok(self.program.strings.intern_utf16(units))
    }

    fn const_value(&mut self) -> Result<Const> {
        if matches!(self.token, Token::Text(_)) {
            return Ok(Const::Str(self.text()?));
        }
        if self.eat_word("i32")? {
            return Ok(Const::I32(self.number()?));
        }
        if self.eat_word("f64")? {
            return Ok(Const::F64(self.float()?));
        }
        self.accept("a constant", |w| match w {
            "undefined" => Some(Const::Undefined),
            "null" => Some(Const::Null),
            "true" => Some(Const::Bool(true)),
            "false" => Some(Const::Bool(false)),
            "tdz" => Some(Const::Tdz),
            "hole" => Some(Const::Hole),
            _ => None,
        })
    }

    fn float(&mut self) -> Result<f64> {
        self.accept("a number", |w| match w {
            "nan" => Some(f64::NAN),
            "inf" => Some(f64::INFINITY),
            "-inf" => Some(f64::NEG_INFINITY),
            _ if w.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => w.parse().ok(),
            _ => None,
        })
    }
}

impl ImmReader for Parser<'_> {
    type Error = ParseError;

    fn constant(&mut self) -> Result<Const> {
        self.operand()?;
        self.const_value()
    }

    fn count(&mut self) -> Result<u32> {
        self.operand()?;
        self.number()
    }

    fn text(&mut self) -> Result<StrId> {
        self.operand()?;
        Parser::text(self)
    }

    fn func(&mut self) -> Result<FuncId> {
        self.operand()?;
        Parser::func(self)
    }

    fn global(&mut self) -> Result<GlobalId> {
        self.operand()?;
        Parser::global(self)
    }

    fn method(&mut self) -> Result<MethodKind> {
        self.operand()?;
        self.word("a kind of method")
    }

    fn private(&mut self) -> Result<PrivateKind> {
        self.operand()?;
        self.word("a kind of private element")
    }

    fn enumerable(&mut self) -> Result<Enumerable> {
        self.operand()?;
        self.word("enumerable or hidden")
    }

    fn global_declaration(&mut self) -> Result<GlobalDeclaration> {
        self.operand()?;
        self.word("lexical, var or function")
    }

    fn mutability(&mut self) -> Result<Mutability> {
        self.operand()?;
        self.word("constant or mutable")
    }

    fn deletable(&mut self) -> Result<Deletable> {
        self.operand()?;
        self.word("permanent or deletable")
    }

    fn error_kind(&mut self) -> Result<ErrorKind> {
        self.operand()?;
        self.word("a kind of error")
    }

    fn state(&mut self) -> Result<State> {
        self.operand()?;
        self.accept("a state", |w| id(w, "s"))
    }

    fn suspend(&mut self) -> Result<SuspendKind> {
        self.operand()?;
        self.word("yield, delegate or await")
    }

    fn slot(&mut self) -> Result<Slot> {
        self.operand()?;
        self.slot_id()
    }

    fn layout(&mut self) -> Result<Layout> {
        self.operand()?;
        self.layout_id()
    }
}

/// The entity that `word` displays. `u32::MAX` is no entity.
fn id<E: EntityRef>(word: &str, prefix: &str) -> Option<E> {
    let digits = word.strip_prefix(prefix)?;
    if !digits.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let n = digits.parse::<u32>().ok().filter(|n| *n != u32::MAX)?;
    Some(E::new(n as usize))
}
