//! `yarrow explain`: what became of each generator and async function, what is assumed in typed copies of loops, and which functions
//! stand in the place of calls.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use yarrow_generator::{Lowered, Suspension};
use yarrow_mir::{Function, FunctionKind, Loc, Program, SuspendKind, Type, VReg};
use yarrow_pipeline::assumption;

/// The report over all functions of a program that suspend, and then over those with typed copies, in program order.
#[must_use]
pub fn explain(program: &Program, lowered: &[Lowered]) -> String {
    let mut out = String::new();
    for l in lowered {
        if !out.is_empty() {
            out.push('\n');
        }
        explain_one(&mut out, program, l).expect("writing to a string does not fail");
    }
    if lowered.is_empty() {
        out.push_str("no generators, and no async function that waits\n");
    }
    for f in program.functions.values() {
        explain_guards(&mut out, program, f).expect("writing to a string does not fail");
        explain_calls(&mut out, program, f).expect("writing to a string does not fail");
    }
    out
}

/// By place in the source, what the typed copies of the function's loops assume there.
fn explain_guards(out: &mut String, program: &Program, f: &Function) -> std::fmt::Result {
    let mut guards: BTreeMap<(u32, u16), BTreeSet<String>> = BTreeMap::new();
    let mut count = 0;
    for data in f.blocks.values() {
        let Some(what) = assumption(program, f, &data.term) else { continue };
        let loc = data.term_loc;
        guards.entry((loc.line, loc.column)).or_default().insert(what);
        count += 1;
    }
    if count == 0 {
        return Ok(());
    }
    let name = shown_name(f);
    let file = program.files.get(usize::from(f.loc.file)).map_or("", String::as_str);
    writeln!(out, "\nloops of {name} ({file}:{}): typed copies with {}", position(f.loc), plural(count, "guard"))?;
    for ((line, column), what) in guards {
        let place = format!("{line}:{column}");
        writeln!(out, "  {place:<8} {}", what.into_iter().collect::<Vec<_>>().join(", "))?;
    }
    Ok(())
}

/// By place in the source, the functions whose instructions stand in the place of calls there.
fn explain_calls(out: &mut String, program: &Program, f: &Function) -> std::fmt::Result {
    let mut calls: BTreeMap<(u32, u16), BTreeSet<String>> = BTreeMap::new();
    for call in f.inlined.values().filter(|call| call.at.inlined.is_none()) {
        let callee = &program.functions[call.function];
        let what = format!("{} ({})", shown_name(callee), position(callee.loc));
        calls.entry((call.at.line, call.at.column)).or_default().insert(what);
    }
    if calls.is_empty() {
        return Ok(());
    }
    let file = program.files.get(usize::from(f.loc.file)).map_or("", String::as_str);
    writeln!(out, "\ncalls in {} ({file}:{}): in their place", shown_name(f), position(f.loc))?;
    for ((line, column), what) in calls {
        let place = format!("{line}:{column}");
        writeln!(out, "  {place:<8} {}", what.into_iter().collect::<Vec<_>>().join(", "))?;
    }
    Ok(())
}

fn shown_name(f: &Function) -> &str {
    if f.name.is_empty() { "(anonymous)" } else { &f.name }
}

fn explain_one(out: &mut String, program: &Program, l: &Lowered) -> std::fmt::Result {
    let ramp = &program.functions[l.ramp];
    let resume = &program.functions[l.resume];
    let name = shown_name(ramp);
    let file = program.files.get(usize::from(ramp.loc.file)).map_or("", String::as_str);
    let keyword = match ramp.kind {
        FunctionKind::Async => "async function",
        FunctionKind::AsyncGenerator => "async function*",
        _ => "function*",
    };
    writeln!(
        out,
        "{keyword} {name} ({file}:{}): {}, {}, object of {} bytes",
        position(ramp.loc),
        plural(l.suspensions.len(), "state"),
        plural(l.layout.slots.len(), "slot"),
        l.layout.object_size(),
    )?;
    for s in &l.suspensions {
        let live: Vec<String> = s.live.iter().filter_map(|v| live_entry(resume, l, *v)).collect();
        let live = if live.is_empty() { "nothing".to_owned() } else { live.join(", ") };
        writeln!(out, "  {:<4} {:<12} {:<8} live: {live}", s.state.to_string(), what(s), position(s.loc))?;
    }
    for (slot, ty) in &l.layout.slots {
        let holders: Vec<String> =
            l.layout.saved.iter().filter(|(_, s)| *s == slot).map(|(v, _)| vreg_name(resume, *v)).collect();
        let shared = if holders.len() > 1 { " (shared)" } else { "" };
        writeln!(out, "  {:<7} {:<6} {}{shared}", slot.to_string(), type_name(*ty), holders.join(", "))?;
    }
    Ok(())
}

fn live_entry(f: &Function, l: &Lowered, v: VReg) -> Option<String> {
    let slot = l.layout.slot(v)?;
    Some(format!("{} in {slot}", vreg_name(f, v)))
}

fn what(s: &Suspension) -> &'static str {
    match s.kind {
        None => "not started",
        Some(SuspendKind::Yield) => "yield",
        Some(SuspendKind::Delegate) => "yield*",
        Some(SuspendKind::Await) => "await",
    }
}

fn vreg_name(f: &Function, v: VReg) -> String {
    match &f.vregs[v].name {
        Some(name) => format!("{name} ({v})"),
        None => v.to_string(),
    }
}

fn type_name(ty: Type) -> &'static str {
    match ty {
        Type::Value => "value",
        Type::I32 => "i32",
        Type::F64 => "f64",
        Type::Bool => "bool",
    }
}

fn position(loc: Loc) -> String {
    format!("{}:{}", loc.line, loc.column)
}

fn plural(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}
