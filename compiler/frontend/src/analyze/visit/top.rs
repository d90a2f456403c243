//! The top level of a source: of modules a scope like any other, of scripts and eval code declarations
//! that go to the scopes around.

use oxc_ast::ast::*;

use super::super::declare::{self, Collected, lexical};
use super::super::{
    IMPLICITS, Outer, OuterKind, OuterPlace, Root, ScopeIx, ScopeKind, Storage, Tdz, TopThis, UnitId, UnitKind, VarId,
    VarTarget, address,
};
use super::Visitor;

impl<'a> Visitor<'a, '_> {
    pub fn enter_root(&mut self, root: ScopeIx, program: &Program<'a>) {
        let strict = self.is_strict(root);
        self.out.top_is_script = matches!(self.root, Root::Script);
        let kind = match self.root {
            Root::Module | Root::CommonJs => UnitKind::Module,
            Root::Script | Root::IndirectEval | Root::Function => UnitKind::Script,
            // Its `this` and the like are those of the function around.
            Root::DirectEval(_) => UnitKind::Arrow,
        };
        self.push_unit(kind, Some(root), 0, strict);
        self.out.scopes[root].kind = ScopeKind::Root;
        if let Root::DirectEval(outer) = self.root {
            self.enter_outer(root, outer);
        }
        if matches!(self.root, Root::CommonJs) {
            self.out.scopes[root].arguments = Some(UnitId(0));
        }
        let found = declare::collect(&program.body, strict);
        let own = match self.root {
            Root::Module | Root::CommonJs => true,
            Root::Script => false,
            Root::IndirectEval | Root::Function | Root::DirectEval(_) => strict,
        };
        if own {
            self.declare_body(UnitId(0), root, &found, &program.body);
            let none = std::collections::HashSet::new();
            self.declare_block_functions(UnitId(0), root, &found, &none);
            if found.eval && !strict {
                let object = self.out.new_var("(variables)", UnitId(0), root);
                self.out.vars[object.0].shared = true;
                self.out.scopes[root].object = Some(object);
            }
            return;
        }
        self.declare_top(&program.body);
        let mut lexicals = Vec::new();
        lexical(&program.body, &mut |d| {
            if !matches!(d, declare::Lexical::Function(_)) {
                lexicals.push(d.name());
            }
        });
        for name in lexicals {
            if let Some(var) = self.out.scopes[root].names.get(name).copied() {
                self.out.top.lexicals.push((name, var));
                if matches!(self.root, Root::Script) {
                    // Other scripts see it by its name, at any time.
                    self.out.vars[var.0].shared = true;
                    self.out.vars[var.0].checked = true;
                }
            }
        }
        self.declare_outside(root, &found);
    }

    /// Variables and functions that a script or sloppy eval code declares around itself.
    fn declare_outside(&mut self, root: ScopeIx, found: &Collected<'a, '_>) {
        let mut functions: Vec<(&'a str, usize)> = Vec::new();
        for f in found.functions.iter().rev() {
            let Some(id) = &f.id else { continue };
            let name = id.name.as_str();
            if !functions.iter().any(|(n, _)| *n == name) {
                functions.push((name, address(*f)));
            }
        }
        functions.reverse();
        for (name, _) in &functions {
            self.check_conflict(root, name, true);
        }
        for name in &found.vars {
            self.check_conflict(root, name, true);
            if !functions.iter().any(|(n, _)| n == name) && !self.out.top.vars.contains(name) {
                self.out.top.vars.push(name);
            }
        }
        for (name, _) in &functions {
            self.note_target(root, name);
        }
        for name in found.vars.clone() {
            self.note_target(root, name);
        }
        for f in &found.block_functions {
            if !self.check_conflict(root, f.name, false) {
                continue;
            }
            let target = self.note_target(root, f.name);
            self.out.block_functions.insert(f.function, target);
            let known = functions.iter().any(|(n, _)| *n == f.name)
                || self.out.top.vars.contains(&f.name)
                || self.out.top.block_functions.contains(&f.name);
            if !known {
                self.out.top.block_functions.push(f.name);
            }
        }
        self.out.top.functions = functions;
    }

    /// May a `var` of this name go past the scopes between the eval code and the scope that takes it?
    fn check_conflict(&mut self, root: ScopeIx, name: &'a str, report: bool) -> bool {
        let mut next = self.out.scopes[root].parent;
        while let Some(ix) = next {
            let scope = &self.out.scopes[ix];
            let conflict = match scope.kind {
                ScopeKind::Outer(OuterKind::Var) => scope.lexical.contains(name),
                ScopeKind::Outer(OuterKind::With | OuterKind::Catch) => false,
                _ => scope.names.contains_key(name),
            };
            if conflict {
                if report {
                    self.conflict(|| format!("Identifier '{name}' has already been declared"));
                }
                return false;
            }
            if scope.kind == ScopeKind::Outer(OuterKind::Var) {
                break;
            }
            next = scope.parent;
        }
        true
    }

    fn note_target(&mut self, root: ScopeIx, name: &'a str) -> VarTarget {
        let mut target = VarTarget::Global;
        let mut next = self.out.scopes[root].parent;
        while let Some(ix) = next {
            let scope = &self.out.scopes[ix];
            if scope.kind == ScopeKind::Outer(OuterKind::Var) {
                target = match (scope.names.get(name), scope.object) {
                    (Some(var), _) => VarTarget::Var(*var),
                    (None, Some(object)) => VarTarget::Object(object),
                    (None, None) => VarTarget::Global,
                };
                break;
            }
            next = scope.parent;
        }
        match target {
            VarTarget::Var(var) | VarTarget::Object(var) => {
                self.uses.push(super::Use { var, unit: UnitId(0), at: 0, write: true });
            }
            VarTarget::Global => {}
        }
        self.out.top.targets.insert(name, target);
        target
    }

    /// Scopes, variables and `this` around a direct eval.
    fn enter_outer(&mut self, root: ScopeIx, outer: &Outer<'a>) {
        let kind = match outer.this {
            _ if outer.in_function => UnitKind::Function,
            TopThis::Global => UnitKind::Script,
            TopThis::Undefined => UnitKind::Module,
        };
        let unit = self.push_unit(kind, None, 0, outer.strict);
        let depth = self.out.unit(unit).depth;
        let around = &mut self.out.units[unit.0];
        around.parent = None;
        around.depth = 0;
        around.given = true;
        around.super_property = outer.super_property;
        around.super_call = outer.super_call;
        self.out.units[0].parent = Some(unit);
        self.out.units[0].depth = depth;
        self.in_field = outer.in_field;
        for (what, place) in IMPLICITS.into_iter().zip(outer.implicit) {
            let var = place.map(|p| self.given_var("(implicit)", p, false));
            self.out.units[unit.0].implicit[what as usize] = var;
        }
        let mut inner = root;
        for s in &outer.scopes {
            let ix = self.new_scope(ScopeKind::Outer(s.kind));
            self.out.scopes[inner].parent = Some(ix);
            inner = ix;
            let object = s.object.map(|p| self.given_var("(object)", p, false));
            self.out.scopes[ix].object = object;
            for n in &s.names {
                let var = self.given_var(n.name, n.place, n.checked);
                self.out.vars[var.0].constant = n.constant;
                let scope = &mut self.out.scopes[ix];
                scope.names.insert(n.name, var);
                if n.lexical {
                    scope.lexical.insert(n.name);
                }
            }
        }
        for (name, place) in &outer.private_names {
            let var = self.given_var(name, *place, false);
            self.outer_private.entry(name).or_insert(var);
        }
    }

    fn given_var(&mut self, name: &str, place: OuterPlace, checked: bool) -> VarId {
        let var = match place {
            OuterPlace::Env { hops, slot } => {
                while self.out.outer_envs.len() <= hops as usize {
                    let env = self.new_scope(ScopeKind::None);
                    self.out.outer_envs.push(env);
                }
                let env = self.out.outer_envs[hops as usize];
                let var = self.out.new_var(name, UnitId(1), env);
                self.out.vars[var.0].storage = Storage::Env(slot);
                var
            }
            OuterPlace::Global(g) => {
                let root = self.out.unit(UnitId(0)).scope;
                let var = self.out.new_var(name, UnitId(1), root);
                self.out.vars[var.0].outer_global = Some(g);
                var
            }
        };
        let v = &mut self.out.vars[var.0];
        v.given = true;
        if checked {
            v.tdz = Tdz::Always;
            v.checked = true;
        }
        var
    }
}
