//! The parser of the text form, whose grammar [`crate::text`] shows.
//!
//! It checks the form alone: entities are numbered without gaps, words are known. Whether the module
//! makes sense is for [`crate::verify_module`].

use std::collections::BTreeMap;
use std::str::FromStr;

use cranelift_entity::{EntityRef, PrimaryMap};
use smallvec::SmallVec;
use yarrow_abi::functions::RtFn;

use crate::error::{ParseError, ParseErrorKind};
use crate::ir::{
    BinOp, Block, BlockData, Data, DataObject, FloatCc, Frequency, Func, Function, Hint, Inst, InstKind, IntCc,
    Linkage, Loc, MemType, Module, OverflowOp, Region, Target, Terminator, Type, UnOp, VReg,
};
use crate::lexer::{Token, tokenise};
use crate::names::Named;

/// Reads a module.
pub fn parse_module(text: &str) -> Result<Module, ParseError> {
    let mut parser = Parser { tokens: tokenise(text)?, at: 0 };
    parser.module()
}

type Parse<T> = Result<T, ParseError>;

struct Parser {
    tokens: Vec<(usize, Token)>,
    at: usize,
}

/// The vregs of a function before it is known that there are no gaps.
type VRegs = BTreeMap<usize, Type>;

impl Parser {
    fn module(&mut self) -> Parse<Module> {
        let mut module = Module::default();
        self.keyword("module")?;
        module.name = self.name()?;
        while self.eat_word("file") {
            module.files.push(self.name()?);
        }
        while self.at < self.tokens.len() {
            if self.eat_word("data") {
                let data: Data = self.entity("d", "a data object")?;
                self.in_order("data object", data.index(), module.data.len())?;
                let object = self.data_object()?;
                module.data.push(object);
            } else if self.eat_word("func") {
                let func: Func = self.entity("f", "a function")?;
                self.in_order("function", func.index(), module.functions.len())?;
                let function = self.function()?;
                module.functions.push(function);
            } else {
                return self.fail(ParseErrorKind::Expected("`data` or `func`"));
            }
        }
        Ok(module)
    }

    fn data_object(&mut self) -> Parse<DataObject> {
        let linkage: Linkage = self.named("linkage")?;
        let writable = self.eat_word("writable");
        if !writable {
            self.keyword("readonly")?;
        }
        self.keyword("align")?;
        let align = self.number()?;
        let name = self.name()?;
        let mut object = DataObject { name, linkage, align, writable, bytes: Vec::new(), relocs: Vec::new() };
        self.punct("{")?;
        while !self.eat_punct("}") {
            if self.eat_word("zero") {
                let count: u32 = self.number()?;
                object.bytes.resize(object.bytes.len() + count as usize, 0);
            } else if self.eat_word("ref") {
                let Ok(offset) = u32::try_from(object.bytes.len()) else {
                    return self.fail(ParseErrorKind::Expected("a smaller data object"));
                };
                object.relocs.push((offset, self.target()?));
                object.bytes.extend([0; 8]);
            } else {
                self.keyword("bytes")?;
                while let Some(byte) = self.hex_byte() {
                    object.bytes.push(byte);
                }
            }
        }
        Ok(object)
    }

    fn target(&mut self) -> Parse<Target> {
        if self.eat_word("extern") {
            return Ok(Target::Extern(self.name()?));
        }
        if let Some(func) = self.eat_entity::<Func>("f") {
            return Ok(Target::Func(func));
        }
        Ok(Target::Data(self.entity("d", "a function, a data object or `extern`")?))
    }

    fn hex_byte(&mut self) -> Option<u8> {
        let Some((_, Token::Word(word))) = self.tokens.get(self.at) else { return None };
        if word.len() != 2 {
            return None;
        }
        let byte = u8::from_str_radix(word, 16).ok()?;
        self.at += 1;
        Some(byte)
    }

    fn function(&mut self) -> Parse<Function> {
        let linkage = self.named("linkage")?;
        let frequency = if self.eat_word("once") { Frequency::Once } else { Frequency::Often };
        let name = self.name()?;
        let mut vregs = VRegs::new();
        self.punct("(")?;
        let params = self.typed_list(&mut vregs)?;
        self.punct(")")?;
        let result = if self.eat_punct("->") { Some(self.named("type")?) } else { None };
        let loc = self.loc()?;
        self.punct("{")?;
        if self.eat_word("vregs") {
            self.typed_list(&mut vregs)?;
        }
        let entry = if self.eat_word("entry") { self.entity("bb", "a block")? } else { Block::new(0) };
        let mut blocks = PrimaryMap::new();
        while !self.eat_punct("}") {
            let block: Block = self.entity("bb", "a block or `}`")?;
            self.in_order("block", block.index(), blocks.len())?;
            self.punct(":")?;
            let contents = self.block()?;
            blocks.push(contents);
        }
        let mut types = PrimaryMap::new();
        for (index, ty) in vregs {
            self.in_order("vreg", index, types.len())?;
            types.push(ty);
        }
        Ok(Function { name, linkage, frequency, params, result, vregs: types, blocks, entry, loc })
    }

    fn typed_list(&mut self, vregs: &mut VRegs) -> Parse<Vec<VReg>> {
        let mut list = Vec::new();
        while let Some(v) = self.eat_entity::<VReg>("v") {
            self.punct(":")?;
            if vregs.insert(v.index(), self.named("type")?).is_some() {
                return self.fail(ParseErrorKind::Gap { what: "vreg", index: v.index() });
            }
            list.push(v);
            if !self.eat_punct(",") {
                break;
            }
        }
        Ok(list)
    }

    fn block(&mut self) -> Parse<BlockData> {
        let mut insts = Vec::new();
        loop {
            if let Some(term) = self.terminator()? {
                let term_loc = self.loc()?;
                return Ok(BlockData { insts, term, term_loc });
            }
            let kind = self.inst()?;
            let loc = self.loc()?;
            insts.push(Inst { kind, loc });
        }
    }

    fn terminator(&mut self) -> Parse<Option<Terminator>> {
        Ok(Some(if self.eat_word("jump") {
            Terminator::Jump(self.block_name()?)
        } else if self.eat_word("branch") {
            let cond = self.vreg()?;
            self.punct(",")?;
            let then = self.block_name()?;
            self.punct(",")?;
            let other = self.block_name()?;
            let hint = if self.eat_word("likely") { self.named("hint")? } else { Hint::None };
            Terminator::Branch { cond, then, other, hint }
        } else if self.eat_word("switch") {
            let on = self.vreg()?;
            let mut cases = Vec::new();
            self.punct("[")?;
            while !self.eat_punct("]") {
                let value = self.signed()?;
                self.punct(":")?;
                cases.push((value, self.block_name()?));
                self.eat_punct(",");
            }
            self.punct(",")?;
            Terminator::Switch { on, cases, default: self.block_name()? }
        } else if self.eat_word("dispatch") {
            let on = self.vreg()?;
            let mut table = Vec::new();
            self.punct("[")?;
            while !self.eat_punct("]") {
                table.push(self.block_name()?);
                self.eat_punct(",");
            }
            Terminator::Dispatch { on, table }
        } else if self.eat_word("return") {
            Terminator::Return(self.eat_entity("v"))
        } else if self.eat_word("unreachable") {
            Terminator::Unreachable
        } else {
            return Ok(None);
        }))
    }

    fn inst(&mut self) -> Parse<InstKind> {
        let Some(dst) = self.eat_entity::<VReg>("v") else { return self.inst_without_result() };
        if self.eat_punct(",") {
            let overflow = self.vreg()?;
            self.punct("=")?;
            let op: OverflowOp = self.named("instruction")?;
            let (lhs, rhs) = self.pair()?;
            return Ok(InstKind::Overflow { dst, overflow, op, lhs, rhs });
        }
        self.punct("=")?;
        let word = self.word("an instruction")?;
        if let Some(op) = BinOp::from_name(&word) {
            let (lhs, rhs) = self.pair()?;
            return Ok(InstKind::Binary { dst, op, lhs, rhs });
        }
        if let Some(op) = UnOp::from_name(&word) {
            return Ok(InstKind::Unary { dst, op, src: self.vreg()? });
        }
        let parts: Vec<&str> = word.split('.').collect();
        match *parts {
            ["iconst"] => Ok(InstKind::Iconst { dst, imm: self.signed()? }),
            ["fconst"] => Ok(InstKind::Fconst { dst, imm: self.double()? }),
            ["copy"] => Ok(InstKind::Copy { dst, src: self.vreg()? }),
            ["icmp", cc] => {
                let cc: IntCc = self.known("comparison", cc)?;
                let (lhs, rhs) = self.pair()?;
                Ok(InstKind::Icmp { dst, cc, lhs, rhs })
            }
            ["fcmp", cc] => {
                let cc: FloatCc = self.known("comparison", cc)?;
                let (lhs, rhs) = self.pair()?;
                Ok(InstKind::Fcmp { dst, cc, lhs, rhs })
            }
            ["select"] => {
                let cond = self.vreg()?;
                self.punct(",")?;
                let (then, other) = self.pair()?;
                Ok(InstKind::Select { dst, cond, then, other })
            }
            ["load", mem, region] => {
                let mem: MemType = self.known("memory type", mem)?;
                let region: Region = self.known("region", region)?;
                let (base, offset) = self.place()?;
                Ok(InstKind::Load { dst, mem, region, base, offset })
            }
            ["func_addr"] => Ok(InstKind::FuncAddr { dst, func: self.entity("f", "a function")? }),
            ["data_addr"] => Ok(InstKind::DataAddr { dst, data: self.entity("d", "a data object")? }),
            ["stack_pointer"] => Ok(InstKind::StackPointer { dst }),
            _ => self.call(Some(dst), &word),
        }
    }

    fn inst_without_result(&mut self) -> Parse<InstKind> {
        let word = self.word("an instruction or a terminator")?;
        let parts: Vec<&str> = word.split('.').collect();
        if let ["store", mem, region] = *parts {
            let mem: MemType = self.known("memory type", mem)?;
            let region: Region = self.known("region", region)?;
            let (base, offset) = self.place()?;
            self.punct(",")?;
            return Ok(InstKind::Store { mem, region, base, offset, src: self.vreg()? });
        }
        self.call(None, &word)
    }

    fn call(&mut self, dst: Option<VReg>, word: &str) -> Parse<InstKind> {
        match word {
            "call" => {
                let func = self.entity("f", "a function")?;
                Ok(InstKind::Call { dst, func, args: self.args()? })
            }
            "call_indirect" => {
                let callee = self.vreg()?;
                Ok(InstKind::CallIndirect { dst, callee, args: self.args()? })
            }
            "call_rt" => {
                let name = self.word("a runtime function")?;
                let Some(&func) = RtFn::ALL.iter().find(|f| f.name() == name) else {
                    return self.unknown("runtime function", &name);
                };
                Ok(InstKind::CallRt { dst, func, args: self.args()? })
            }
            _ => self.unknown("instruction", word),
        }
    }

    fn args(&mut self) -> Parse<SmallVec<[VReg; 6]>> {
        let mut args = SmallVec::new();
        self.punct("(")?;
        while !self.eat_punct(")") {
            args.push(self.vreg()?);
            self.eat_punct(",");
        }
        Ok(args)
    }

    fn pair(&mut self) -> Parse<(VReg, VReg)> {
        let first = self.vreg()?;
        self.punct(",")?;
        Ok((first, self.vreg()?))
    }

    fn place(&mut self) -> Parse<(VReg, i32)> {
        Ok((self.vreg()?, self.signed()?))
    }

    fn loc(&mut self) -> Parse<Loc> {
        if !self.eat_punct("@") {
            return Ok(Loc::default());
        }
        let file = self.number()?;
        self.punct(":")?;
        let line = self.number()?;
        self.punct(":")?;
        Ok(Loc { file, line, column: self.number()? })
    }

    /// A number with an optional sign.
    fn signed<T: TryFrom<i128>>(&mut self) -> Parse<T> {
        let negative = self.eat_punct("-");
        if !negative {
            self.eat_punct("+");
        }
        let value: i128 = self.number()?;
        let value = if negative { -value } else { value };
        match T::try_from(value) {
            Ok(value) => Ok(value),
            Err(_) => self.unknown("number of this width", &value.to_string()),
        }
    }

    fn double(&mut self) -> Parse<f64> {
        let negative = self.eat_punct("-");
        let word = self.word("a number")?;
        let value = match word.strip_prefix("0x") {
            Some(hex) => u64::from_str_radix(hex, 16).ok().map(f64::from_bits),
            None => word.parse().ok(),
        };
        match value {
            Some(value) if negative => Ok(-value),
            Some(value) => Ok(value),
            None => self.unknown("number", &word),
        }
    }

    fn number<T: FromStr>(&mut self) -> Parse<T> {
        let word = self.word("a number")?;
        match word.parse() {
            Ok(value) => Ok(value),
            Err(_) => self.unknown("number", &word),
        }
    }

    fn vreg(&mut self) -> Parse<VReg> {
        self.entity("v", "a vreg")
    }

    fn block_name(&mut self) -> Parse<Block> {
        self.entity("bb", "a block")
    }

    fn entity<E: EntityRef>(&mut self, prefix: &str, what: &'static str) -> Parse<E> {
        match self.eat_entity(prefix) {
            Some(entity) => Ok(entity),
            None => self.fail(ParseErrorKind::Expected(what)),
        }
    }

    fn eat_entity<E: EntityRef>(&mut self, prefix: &str) -> Option<E> {
        let Some((_, Token::Word(word))) = self.tokens.get(self.at) else { return None };
        let number: u32 = word.strip_prefix(prefix)?.parse().ok()?;
        // The largest number is the reserved one.
        if number == u32::MAX {
            return None;
        }
        self.at += 1;
        Some(E::new(number as usize))
    }

    fn named<T: Named>(&mut self, what: &'static str) -> Parse<T> {
        let word = self.word(what)?;
        self.known(what, &word)
    }

    fn known<T: Named>(&self, what: &'static str, word: &str) -> Parse<T> {
        match T::from_name(word) {
            Some(value) => Ok(value),
            None => self.unknown(what, word),
        }
    }

    fn in_order(&self, what: &'static str, index: usize, expected: usize) -> Parse<()> {
        if index == expected {
            return Ok(());
        }
        self.fail(ParseErrorKind::Gap { what, index: expected })
    }

    fn name(&mut self) -> Parse<String> {
        if let Some((_, Token::Name(name))) = self.tokens.get(self.at) {
            let name = name.clone();
            self.at += 1;
            return Ok(name);
        }
        self.fail(ParseErrorKind::Expected("a name in quotes"))
    }

    fn word(&mut self, what: &'static str) -> Parse<String> {
        if let Some((_, Token::Word(word))) = self.tokens.get(self.at) {
            let word = word.clone();
            self.at += 1;
            return Ok(word);
        }
        self.fail(ParseErrorKind::Expected(what))
    }

    fn keyword(&mut self, word: &'static str) -> Parse<()> {
        if self.eat_word(word) {
            return Ok(());
        }
        self.fail(ParseErrorKind::Expected(word))
    }

    fn eat_word(&mut self, word: &str) -> bool {
        let found = matches!(self.tokens.get(self.at), Some((_, Token::Word(w))) if w == word);
        self.at += usize::from(found);
        found
    }

    fn punct(&mut self, punct: &'static str) -> Parse<()> {
        if self.eat_punct(punct) {
            return Ok(());
        }
        self.fail(ParseErrorKind::Expected(punct))
    }

    fn eat_punct(&mut self, punct: &str) -> bool {
        let found = matches!(self.tokens.get(self.at), Some((_, Token::Punct(p))) if *p == punct);
        self.at += usize::from(found);
        found
    }

    fn unknown<T>(&self, what: &'static str, found: &str) -> Parse<T> {
        let line = self.line(self.at.saturating_sub(1));
        Err(ParseError { line, kind: ParseErrorKind::Unknown { what, found: found.to_owned() } })
    }

    fn fail<T>(&self, kind: ParseErrorKind) -> Parse<T> {
        Err(ParseError { line: self.line(self.at), kind })
    }

    /// The line of a token, or the last one.
    fn line(&self, at: usize) -> usize {
        self.tokens.get(at).or(self.tokens.last()).map_or(1, |(line, _)| *line)
    }
}
