//! Pictures of MIR for Graphviz: [`function_dot`] and [`program_dot`].
//!
//! A block is a record node of its instructions and its terminator. Edges to handlers are dashed;
//! edges that depend on something say on what. A block that suspends is filled with a colour and
//! names its state: before lowering `s0` for the initial yield and the number among the reachable
//! suspensions, in the order of the blocks, for the others; after lowering what `set_state` says. So
//! are the blocks where the dispatcher resumes a state. Every block that is named must exist.

use crate::graph::Cfg;
use crate::ir::{Block, FuncId, Function, Op, Program, State, Terminator};
use crate::text::{display_inst, display_terminator};
use cranelift_entity::{EntityRef, SecondaryMap};
use petgraph::visit::{Dfs, VisitMap};
use std::fmt::{self, Write};

/// Fill colours, by state modulo their number.
const COLOURS: [&str; 8] =
    ["lightskyblue", "palegreen", "khaki", "lightsalmon", "plum", "paleturquoise", "pink", "wheat"];

/// One function as a graph of its own.
#[must_use]
pub fn function_dot(program: &Program, id: FuncId) -> String {
    render(program, &program.functions[id].name, &[id])
}

/// All functions, each in a box.
#[must_use]
pub fn program_dot(program: &Program) -> String {
    let ids = program.functions.keys().collect::<Vec<_>>();
    render(program, "program", &ids)
}

fn render(program: &Program, title: &str, ids: &[FuncId]) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    write_graph(&mut out, program, title, ids).expect("strings take any text");
    out
}

fn write_graph(out: &mut String, program: &Program, title: &str, ids: &[FuncId]) -> fmt::Result {
    writeln!(out, "digraph \"{}\" {{", escaped(title))?;
    writeln!(out, "  node [shape=record, fontname=monospace];")?;
    writeln!(out, "  edge [fontname=monospace];")?;
    for id in ids {
        let f = &program.functions[*id];
        writeln!(out, "  subgraph cluster_{id} {{")?;
        writeln!(out, "    label=\"{id} {}\";", escaped(&f.name))?;
        write_blocks(out, program, *id, f)?;
        writeln!(out, "  }}")?;
    }
    writeln!(out, "}}")
}

fn write_blocks(out: &mut String, program: &Program, id: FuncId, f: &Function) -> fmt::Result {
    let states = block_states(f);
    for (b, data) in f.blocks.iter() {
        write!(out, "    {id}_{b} [label=\"{{{b}")?;
        if let Some(mark) = states[b] {
            let verb = match mark {
                Mark::Suspends(_) => "suspends in",
                Mark::Resumes(_) => "resumes",
            };
            write!(out, " {verb} {}", mark.state())?;
        }
        if !data.insts.is_empty() {
            out.push('|');
        }
        for inst in &data.insts {
            write!(out, "{}\\l", escaped(&display_inst(program, inst).to_string()))?;
        }
        write!(out, "|{}\\l}}\"", escaped(&display_terminator(program, &data.term).to_string()))?;
        if let Some(mark) = states[b] {
            let colour = COLOURS[mark.state().index() % COLOURS.len()];
            write!(out, ", style=filled, fillcolor={colour}")?;
        }
        writeln!(out, "];")?;
    }
    for (b, data) in f.blocks.iter() {
        for (to, why) in labelled_successors(&data.term) {
            write!(out, "    {id}_{b} -> {id}_{to}")?;
            if !why.is_empty() {
                write!(out, " [label=\"{why}\"]")?;
            }
            writeln!(out, ";")?;
        }
        if let Some(h) = data.handler
            && f.block_may_throw(b)
        {
            writeln!(out, "    {id}_{b} -> {id}_{h} [style=dashed, color=red];")?;
        }
    }
    Ok(())
}

fn labelled_successors(term: &Terminator) -> Vec<(Block, String)> {
    let labelled = |list: &[(Block, &str)]| list.iter().map(|(b, why)| (*b, (*why).to_owned())).collect();
    match term {
        Terminator::Jump(b) => labelled(&[(*b, "")]),
        Terminator::Branch { then, other, .. } => labelled(&[(*then, "true"), (*other, "false")]),
        Terminator::Switch { cases, default, .. } => {
            let mut list = cases.iter().map(|(n, b)| (*b, n.to_string())).collect::<Vec<_>>();
            list.push((*default, "else".to_owned()));
            list
        }
        Terminator::Guard { ok, exit, .. } => labelled(&[(*ok, "ok"), (*exit, "exit")]),
        Terminator::Return(_) | Terminator::Throw(_) | Terminator::Unreachable => Vec::new(),
        Terminator::InitialYield { resume } => labelled(&[(*resume, "next")]),
        Terminator::Yield { resume, on_throw, on_return, .. } => {
            let mut list = vec![(*resume, "next")];
            list.extend(on_throw.map(|b| (b, "throw")));
            list.extend(on_return.map(|b| (b, "return")));
            labelled(&list)
        }
        Terminator::Delegate { resume, on_return, .. } => labelled(&[(*resume, "done"), (*on_return, "return")]),
    }
}

#[derive(Clone, Copy)]
enum Mark {
    Suspends(State),
    Resumes(State),
}

impl Mark {
    fn state(self) -> State {
        match self {
            Mark::Suspends(s) | Mark::Resumes(s) => s,
        }
    }
}

fn block_states(f: &Function) -> SecondaryMap<Block, Option<Mark>> {
    let mut states = SecondaryMap::new();
    let cfg = Cfg::new(f);
    let mut dfs = Dfs::new(cfg, f.entry);
    while dfs.next(cfg).is_some() {}
    let mut last = 0;
    for (b, data) in f.blocks.iter() {
        match data.term {
            Terminator::InitialYield { .. } => states[b] = Some(Mark::Suspends(State::new(0))),
            Terminator::Yield { .. } | Terminator::Delegate { .. } if dfs.discovered.is_visited(&b) => {
                last += 1;
                states[b] = Some(Mark::Suspends(State::new(last)));
            }
            _ => {}
        }
    }
    for (b, data) in f.blocks.iter() {
        for inst in &data.insts {
            if let Op::SetState(s, _) = inst.op {
                states[b] = Some(Mark::Suspends(s));
            }
        }
        if let Terminator::Switch { on, cases, .. } = &data.term
            && data.insts.iter().any(|i| i.op == Op::LoadState && i.dst == Some(*on))
        {
            for (n, to) in cases {
                let state = usize::try_from(*n).ok().filter(|_| states[*to].is_none());
                states[*to] = state.map(|n| Mark::Resumes(State::new(n))).or(states[*to]);
            }
        }
    }
    states
}

/// Text inside a quoted record label.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\\' | '"' | '{' | '}' | '<' | '>' | '|') {
            out.push('\\');
        }
        out.push(if c.is_control() { ' ' } else { c });
    }
    out
}
