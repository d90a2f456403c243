//! The scopes around a direct eval, as the compiled program hands them to the evaluator.
//!
//! Lowering writes what is visible at the call as text (`Program::eval_scopes`); compiling the eval code reads it
//! back. One line each:
//!
//! ```text
//! eval <strict> <this> <in field> <in function> <super.x> <super()> <derived> <has fields> <5 implicit places>
//! s <kind> <place of the object scope>        a scope, innermost first
//! n <name> <constant> <checked> <lexical> <place>    a variable of it
//! p <#name> <place>                           a private name
//! ```
//!
//! A place is `e<hops>.<slot>` (so many environments outwards), `g<global>` or `-`.

use std::fmt::{Display, Formatter, Result as FmtResult, Write};

use super::constant::Constant;

/// Where a variable is at run time, seen from the direct eval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OuterPlace {
    Env { hops: u32, slot: u32 },
    Global(u32),
}

/// What `this` is where no function around has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TopThis {
    Undefined,
    Global,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OuterKind {
    Block,
    /// `catch (e)`: a `var` in the eval may have the name of its parameter.
    Catch,
    With,
    /// The scope that takes the `var`s of sloppy eval code.
    Var,
}

#[derive(Clone, Debug)]
pub struct OuterName<'t> {
    pub name: &'t str,
    pub constant: Constant,
    /// It may be uninitialised.
    pub checked: bool,
    /// A `var` in the eval may not have this name.
    pub lexical: bool,
    pub place: OuterPlace,
}

#[derive(Clone, Debug)]
pub struct OuterScope<'t> {
    pub kind: OuterKind,
    pub object: Option<OuterPlace>,
    pub names: Vec<OuterName<'t>>,
}

/// Everything around a direct eval.
#[derive(Clone, Debug)]
pub struct Outer<'t> {
    pub strict: bool,
    pub this: TopThis,
    /// In a field initialiser, where `arguments` is an error.
    pub in_field: bool,
    pub in_function: bool,
    pub super_property: bool,
    pub super_call: bool,
    pub derived: bool,
    pub has_fields: bool,
    pub implicit: [Option<OuterPlace>; 5],
    /// Innermost first.
    pub scopes: Vec<OuterScope<'t>>,
    /// Innermost first.
    pub private_names: Vec<(&'t str, OuterPlace)>,
}

struct Shown(Option<OuterPlace>);

impl Display for Shown {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        match self.0 {
            None => f.write_str("-"),
            Some(OuterPlace::Env { hops, slot }) => write!(f, "e{hops}.{slot}"),
            Some(OuterPlace::Global(g)) => write!(f, "g{g}"),
        }
    }
}

fn read_place(text: &str) -> Option<OuterPlace> {
    if let Some(rest) = text.strip_prefix('e') {
        let (hops, slot) = rest.split_once('.')?;
        return Some(OuterPlace::Env { hops: hops.parse().ok()?, slot: slot.parse().ok()? });
    }
    text.strip_prefix('g').and_then(|g| Some(OuterPlace::Global(g.parse().ok()?)))
}

impl Display for Outer<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> FmtResult {
        let flags = [
            self.strict,
            self.this == TopThis::Global,
            self.in_field,
            self.in_function,
            self.super_property,
            self.super_call,
            self.derived,
            self.has_fields,
        ];
        f.write_str("eval")?;
        for flag in flags {
            write!(f, " {}", u8::from(flag))?;
        }
        for place in self.implicit {
            write!(f, " {}", Shown(place))?;
        }
        for scope in &self.scopes {
            let kind = match scope.kind {
                OuterKind::Block => 'b',
                OuterKind::Catch => 'c',
                OuterKind::With => 'w',
                OuterKind::Var => 'v',
            };
            write!(f, "\ns {kind} {}", Shown(scope.object))?;
            for n in &scope.names {
                let constant = match n.constant {
                    Constant::No => 0,
                    Constant::Yes => 1,
                    Constant::FunctionName => 2,
                };
                let (checked, lexical) = (u8::from(n.checked), u8::from(n.lexical));
                write!(f, "\nn {} {constant} {checked} {lexical} {}", n.name, Shown(Some(n.place)))?;
            }
        }
        for (name, place) in &self.private_names {
            write!(f, "\np {name} {}", Shown(Some(*place)))?;
        }
        f.write_char('\n')
    }
}

/// Reads what `Display` wrote; none where the text is something else.
pub fn read(text: &str) -> Option<Outer<'_>> {
    let mut lines = text.lines();
    let mut head = lines.next()?.split(' ');
    if head.next()? != "eval" {
        return None;
    }
    let mut flags = [false; 8];
    for flag in &mut flags {
        *flag = head.next()? == "1";
    }
    let mut implicit = [None; 5];
    for place in &mut implicit {
        *place = read_place(head.next()?);
    }
    let [strict, this, in_field, in_function, super_property, super_call, derived, has_fields] = flags;
    let mut out = Outer {
        strict,
        this: if this { TopThis::Global } else { TopThis::Undefined },
        in_field,
        in_function,
        super_property,
        super_call,
        derived,
        has_fields,
        implicit,
        scopes: Vec::new(),
        private_names: Vec::new(),
    };
    for line in lines {
        let fields: Vec<&str> = line.split(' ').collect();
        match fields[..] {
            ["s", kind, object] => {
                let kind = match kind {
                    "b" => OuterKind::Block,
                    "c" => OuterKind::Catch,
                    "w" => OuterKind::With,
                    "v" => OuterKind::Var,
                    _ => return None,
                };
                out.scopes.push(OuterScope { kind, object: read_place(object), names: Vec::new() });
            }
            ["n", name, constant, checked, lexical, place] => {
                let constant = match constant {
                    "0" => Constant::No,
                    "1" => Constant::Yes,
                    _ => Constant::FunctionName,
                };
                let (checked, lexical, place) = (checked == "1", lexical == "1", read_place(place)?);
                out.scopes.last_mut()?.names.push(OuterName { name, constant, checked, lexical, place });
            }
            ["p", name, place] => out.private_names.push((name, read_place(place)?)),
            _ => return None,
        }
    }
    Some(out)
}
