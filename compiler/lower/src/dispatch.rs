//! How a resumption finds the block of the state that it goes on from.
//!
//! The frame has the state's number: the collector, stack traces and the runtime read it. A resume function begins with a switch over
//! it, or with a jump through a constant table that has the address of each state's block.
//!
//! # What was measured
//!
//! Of LLVM's `-O2` on an AMD EPYC; instructions by callgrind, CPU time as the middle of interleaved runs, table by switch. The generators
//! were made for the purpose: `for (;;) { o = yield o; … }`, one consumer, states in their order; and 64 of them, resumed in
//! random order.
//!
//! | states | instructions a resumption: switch, table | time | time in random order |
//! | ---: | ---: | ---: | ---: |
//! | 2 | 65, 65 | 1.13 | 1.10 |
//! | 3 | 66, 65 | 1.17 | 1.04 |
//! | 4 | 67, 65 | 1.00 | 0.97 |
//! | 8 | – | 1.01 | – |
//! | 30 | 67, 65 | 0.99 | 0.98 |
//! | 300 | – | 0.96 | 0.99 |
//!
//! Below four states LLVM's switch is one or two comparisons, which are predicted better than a jump. From four on it is a jump through
//! a table of distances, and the table of addresses saves two instructions. The programs of `benches` say the same. With three
//! states: range_for_of 1.17, opaque_next 1.03, try_finally 1.03. With more: two_way 1.00, scheduler 0.99, await_settled 0.98,
//! permutations 0.99, tokenizer 1.01, tree_walk 1.02. Machine noise is about 0.02.
//!
//! With Cranelift two and three states are 1.16 and 1.10. It compares up to four states; from five on, both forms are its one jump table.
//!
//! The density of states does not matter: they are numbered without gaps.
//!
//! # What it was weighed against
//!
//! *The address in the frame, beside the state*: each suspension stores one more word. Tried in the assembly of the generators above, with
//! 4 and 30 states: one instruction less than the switch, one more than the table, the same time, and 8 bytes more in each generator.
//! Besides, who makes a frame would have to know a block of another function, which may be in another object.
//!
//! *A table of distances*: it needs no relocations, and is what LLVM's switch makes already. A table of addresses costs a program 28 bytes
//! a state more, relocations included.

use std::fmt;
use std::str::FromStr;
use yarrow_lir::{Block, Terminator, VReg};

/// How a resume function finds the block of its state. It changes no result.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dispatch {
    /// By a switch, of which the back end makes comparisons or a table.
    Switch,
    /// By one jump through a table of addresses.
    Indirect,
    /// By what is quicker, function by function.
    #[default]
    Auto,
}

/// With fewer states, [`Dispatch::Auto`] takes the switch.
const MANY_STATES: usize = 4;

/// None of the names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("there are: switch, indirectbr, auto")]
pub struct NoSuchDispatch;

impl FromStr for Dispatch {
    type Err = NoSuchDispatch;

    fn from_str(text: &str) -> Result<Dispatch, NoSuchDispatch> {
        match text {
            "switch" => Ok(Dispatch::Switch),
            "indirectbr" => Ok(Dispatch::Indirect),
            "auto" => Ok(Dispatch::Auto),
            _ => Err(NoSuchDispatch),
        }
    }
}

/// As it is read.
impl fmt::Display for Dispatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Dispatch::Switch => "switch",
            Dispatch::Indirect => "indirectbr",
            Dispatch::Auto => "auto",
        })
    }
}

impl Dispatch {
    /// Goes to the block of the state `on`; there is no state besides those of `cases`, and so nothing goes to `impossible`.
    pub(crate) fn terminator(self, on: VReg, cases: Vec<(i32, Block)>, impossible: Block) -> Terminator {
        let indirect = match self {
            Dispatch::Switch => false,
            Dispatch::Indirect => !cases.is_empty(),
            Dispatch::Auto => cases.len() >= MANY_STATES,
        };
        if !indirect {
            return Terminator::Switch { on, cases, default: impossible };
        }
        // States are numbered without gaps, but that async functions have none 0.
        let index = |state: i32| usize::try_from(state).expect("states are numbered from 0 on");
        let length = cases.iter().map(|(state, _)| index(*state) + 1).max().unwrap_or(0);
        let mut table = vec![impossible; length];
        for (state, to) in cases {
            table[index(state)] = to;
        }
        Terminator::Dispatch { on, table }
    }
}

#[cfg(test)]
mod tests {
    use super::{Dispatch, MANY_STATES, NoSuchDispatch};
    use cranelift_entity::EntityRef;
    use yarrow_lir::{Block, Terminator, VReg};

    #[test]
    fn a_dispatch_reads_as_it_is_written() {
        for dispatch in [Dispatch::Switch, Dispatch::Indirect, Dispatch::Auto] {
            assert_eq!(dispatch.to_string().parse(), Ok(dispatch));
        }
        for wrong in ["", "Switch", "indirect", "table"] {
            assert_eq!(wrong.parse::<Dispatch>(), Err(NoSuchDispatch), "{wrong}");
        }
    }

    /// The table of states from `first` on, if there is one.
    fn table(dispatch: Dispatch, first: usize, count: usize) -> Option<Vec<Block>> {
        let cases = (first..first + count).map(|i| (i as i32, Block::new(i))).collect();
        match dispatch.terminator(VReg::new(0), cases, Block::new(99)) {
            Terminator::Dispatch { table, .. } => Some(table),
            _ => None,
        }
    }

    #[test]
    fn each_state_has_its_block_at_its_number() {
        let blocks = |numbers: &[usize]| numbers.iter().map(|i| Block::new(*i)).collect::<Vec<_>>();
        assert_eq!(table(Dispatch::Indirect, 0, 3), Some(blocks(&[0, 1, 2])));
        assert_eq!(table(Dispatch::Indirect, 1, 2), Some(blocks(&[99, 1, 2])), "an async function is never in state 0");
        assert_eq!(table(Dispatch::Indirect, 0, 0), None, "a function that is never resumed has no table");
        assert_eq!(table(Dispatch::Switch, 0, 300), None);
    }

    #[test]
    fn by_itself_it_takes_the_table_where_states_are_many() {
        assert_eq!(table(Dispatch::Auto, 0, MANY_STATES - 1), None);
        assert!(table(Dispatch::Auto, 0, MANY_STATES).is_some());
    }
}
