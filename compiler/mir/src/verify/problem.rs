//! What the verifier finds wrong, in words.

use crate::ir::{Block, FuncId, Layout, Slot, State, Type, VReg};
use crate::ops::Word;
use crate::text::Place;
use std::fmt::{self, Display, Formatter};

/// A broken rule, and where.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub struct VerifyError {
    /// The function's id, unless it is not in the program, and its name; neither if the program
    /// itself is wrong.
    pub function: Option<FuncId>,
    pub name: Option<String>,
    pub place: Place,
    pub problem: Problem,
}

#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Problem {
    #[error("{0} does not exist")]
    NoSuchEntity(String),
    #[error("{op} takes {least}{} arguments, not {found}", if *.more { " or more" } else { "" })]
    ArgumentCount { op: &'static str, least: usize, more: bool, found: usize },
    #[error("{0} has a result")]
    MissingResult(&'static str),
    #[error("{0} has no result")]
    UnexpectedResult(&'static str),
    #[error("{op} does not go from ({}) to {}", type_list(.args), .result.map_or("nothing", Word::word))]
    Types { op: &'static str, args: Vec<Type>, result: Option<Type> },
    #[error("a vreg of type {} cannot hold this constant", .0.word())]
    ConstType(Type),
    #[error("{slot} has type {}, not {}", .declared.word(), .found.word())]
    SlotType { slot: Slot, declared: Type, found: Type },
    #[error("{what} {vreg} has type {}, not {}", .found.word(), .expected.word())]
    OperandType { what: &'static str, vreg: VReg, expected: Type, found: Type },
    #[error("case {0} stands twice")]
    DuplicateCase(i32),
    #[error("the function has {0} parameters")]
    NoSuchParam(u32),
    #[error("{callee} takes {params} arguments, not {found}")]
    TooManyArguments { callee: FuncId, params: u32, found: usize },
    #[error("call_next takes 3 arguments at most, not {0}")]
    NextArguments(usize),
    #[error("next_yielded stands right behind a call_next")]
    NoCallNext,
    #[error("{callee} reads {what}, which a direct call does not pass")]
    CalleeReads { callee: FuncId, what: &'static str },
    #[error("{0} cannot be called directly")]
    NotDirectlyCallable(FuncId),
    #[error("the entry block has a predecessor, {0}")]
    EntryPredecessor(Block),
    #[error("handler of {0} does not begin with catch")]
    HandlerWithoutCatch(Block),
    #[error("{0}, where a guard goes on, has another predecessor")]
    GuardNotAlone(Block),
    #[error("{0}, the result of a guard, is assigned elsewhere too")]
    GuardedTwice(VReg),
    #[error("{0} properties are too many for a layout")]
    TooManyFields(usize),
    #[error("{0} has no such property, or none that is written")]
    NoSuchField(Layout),
    #[error("{object} is not known to have {layout} on every path")]
    UnknownLayout { object: VReg, layout: Layout },
    #[error("{0} is a handler: only exceptions lead there")]
    JumpToHandler(Block),
    #[error("catch stands first in a handler only")]
    MisplacedCatch,
    #[error("{0} stands in the entry block only")]
    NotInEntry(&'static str),
    #[error("{0} has no meaning in a resume function")]
    InResume(&'static str),
    #[error("{0} stands in resume functions only")]
    NotInResume(&'static str),
    #[error("{0} does not stand in functions of this kind")]
    NotInGenerator(&'static str),
    #[error("a suspension has a block for a return where its kind takes one, and only there")]
    MisplacedReturn,
    #[error("the step of an async iterator is not awaited at once")]
    StepNotAwaited,
    #[error("{0} stands in resume and lowered functions only")]
    NoFrame(&'static str),
    #[error("a suspension in a generator that is lowered")]
    SuspensionAfterLowering,
    #[error("a generator function has an initial_yield, or a new_generator after lowering")]
    NoInitialYield,
    #[error("there is another {0}")]
    Twice(&'static str),
    #[error("{0} is not a resume function with a frame")]
    NotAResumeFunction(FuncId),
    #[error("{0} is not a function that may suspend")]
    NotAGenerator(FuncId),
    #[error("a resume function has a frame")]
    MissingFrame,
    #[error("only a resume function has a frame")]
    UnexpectedFrame,
    #[error("the frame has {states} states, but {locs} source positions")]
    FrameLocs { states: usize, locs: usize },
    #[error("{slot}, live in {state}, is not boxed")]
    UnboxedLiveSlot { state: State, slot: Slot },
    #[error("{vreg} used in {block} is not defined on the path from {from}")]
    Unassigned { vreg: VReg, block: Block, from: Block },
    #[error("{vreg} used in {block} is not defined before")]
    UnassignedInEntry { vreg: VReg, block: Block },
    #[error("init {0} is not of kind module")]
    InitKind(FuncId),
    #[error("literal {0} is not one array or object")]
    MalformedLiteral(usize),
    #[error("names of namespace {0} are not sorted")]
    UnsortedNamespace(usize),
}

fn type_list(types: &[Type]) -> String {
    types.iter().map(|t| t.word()).collect::<Vec<_>>().join(", ")
}

impl Display for VerifyError {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(name) = &self.name {
            if let Some(id) = self.function {
                write!(f, "{id} ")?;
            }
            write!(f, "{name:?}")?;
            match self.place {
                Place::Head => f.write_str(": ")?,
                Place::Block(b) => write!(f, ", {b}: ")?,
                Place::Inst(b, i) => write!(f, ", {b}, instruction {i}: ")?,
                Place::Term(b) => write!(f, ", {b}, terminator: ")?,
            }
        }
        self.problem.fmt(f)
    }
}
