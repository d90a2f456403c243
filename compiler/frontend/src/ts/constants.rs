//! Constant expressions of enum initialisers, as `tsc` evaluates them.

use oxc_ast::ast::*;
use oxc_syntax::symbol::SymbolFlags;

use super::Lowering;
use super::constant::{Constant, named_member};
use super::merged::Merged;
use yarrow_abi::arithmetic::{f64_pow, f64_rem, f64_to_i32};

impl<'a> Lowering<'a, '_> {
    /// The value of an expression that is constant, before anything in it is rewritten.
    pub fn evaluate(&self, e: &Expression<'a>) -> Option<Constant> {
        match e {
            Expression::NumericLiteral(n) => Some(Constant::Number(n.value)),
            Expression::StringLiteral(s) if !s.lone_surrogates => Some(Constant::Text(s.value.to_string())),
            Expression::ParenthesizedExpression(p) => self.evaluate(&p.expression),
            Expression::TemplateLiteral(t) => {
                let mut text = String::new();
                for (i, q) in t.quasis.iter().enumerate() {
                    text.push_str(q.value.cooked?.as_str());
                    if let Some(e) = t.expressions.get(i) {
                        text.push_str(&self.evaluate(e)?.text()?);
                    }
                }
                Some(Constant::Text(text))
            }
            Expression::UnaryExpression(u) => {
                let Constant::Number(n) = self.evaluate(&u.argument)? else { return None };
                Some(Constant::Number(match u.operator {
                    UnaryOperator::UnaryPlus => n,
                    UnaryOperator::UnaryNegation => -n,
                    UnaryOperator::BitwiseNot => f64::from(!f64_to_i32(n)),
                    _ => return None,
                }))
            }
            Expression::BinaryExpression(b) => self.evaluate_binary(b),
            Expression::Identifier(id) => self.evaluate_name(id),
            Expression::StaticMemberExpression(_) | Expression::ComputedMemberExpression(_) => self.member_constant(e),
            _ => None,
        }
    }

    fn evaluate_binary(&self, b: &BinaryExpression<'a>) -> Option<Constant> {
        let (left, right) = (self.evaluate(&b.left)?, self.evaluate(&b.right)?);
        let (Constant::Number(x), Constant::Number(y)) = (&left, &right) else {
            let concatenated = || Some(Constant::Text(left.text()? + &right.text()?));
            return (b.operator == BinaryOperator::Addition).then(concatenated).flatten();
        };
        let (x, y) = (*x, *y);
        Some(Constant::Number(match b.operator {
            BinaryOperator::Addition => x + y,
            BinaryOperator::Subtraction => x - y,
            BinaryOperator::Multiplication => x * y,
            BinaryOperator::Division => x / y,
            BinaryOperator::Remainder => f64_rem(x, y),
            BinaryOperator::Exponential => f64_pow(x, y),
            BinaryOperator::ShiftLeft => f64::from(f64_to_i32(x).wrapping_shl(f64_to_i32(y).cast_unsigned() & 31)),
            BinaryOperator::ShiftRight => f64::from(f64_to_i32(x) >> (f64_to_i32(y).cast_unsigned() & 31)),
            BinaryOperator::ShiftRightZeroFill => {
                f64::from(f64_to_i32(x).cast_unsigned() >> (f64_to_i32(y).cast_unsigned() & 31))
            }
            BinaryOperator::BitwiseAnd => f64::from(f64_to_i32(x) & f64_to_i32(y)),
            BinaryOperator::BitwiseOR => f64::from(f64_to_i32(x) | f64_to_i32(y)),
            BinaryOperator::BitwiseXOR => f64::from(f64_to_i32(x) ^ f64_to_i32(y)),
            _ => return None,
        }))
    }

    /// A member of the enum around, by its name alone, or a `const` variable before the enum whose value is constant.
    fn evaluate_name(&self, id: &IdentifierReference<'a>) -> Option<Constant> {
        let around = self.around.last().filter(|a| a.is_enum);
        let symbol = id.reference_id.get().and_then(|r| self.scoping.get_reference(r).symbol_id());
        let member = around.and_then(|a| self.enums.get(&a.key)).and_then(|m| m.get(id.name.as_str()));
        let inner = symbol.is_some_and(|s| {
            !self.scoping.symbol_flags(s).contains(SymbolFlags::EnumMember)
                && around.is_some_and(|a| self.is_within(self.scoping.symbol_scope_id(s), a.scope))
        });
        if inner {
            return None;
        }
        match (member, id.name.as_str()) {
            (Some(value), _) => value.clone(),
            (None, "NaN") if symbol.is_none() => Some(Constant::Number(f64::NAN)),
            (None, "Infinity") if symbol.is_none() => Some(Constant::Number(f64::INFINITY)),
            (None, _) => self.variables.get(&symbol?).cloned(),
        }
    }

    /// The value of `E.member` or `N.E.member`, where it is known.
    pub fn member_constant(&self, e: &Expression<'a>) -> Option<Constant> {
        let (object, name) = named_member(e)?;
        let key = self.entity(object)?;
        match self.enums.get(&key).and_then(|members| members.get(name)) {
            Some(value) => value.clone(),
            None => self.exported_variables.get(&format!("{key}.{name}")).cloned(),
        }
    }

    /// The same of a `const enum`.
    pub fn const_enum_member(&self, e: &Expression<'a>) -> Option<Constant> {
        // Each member expression comes by here, in a file without such an enum too.
        if self.const_enums.is_empty() {
            return None;
        }
        let (object, name) = named_member(e)?;
        let key = self.entity(object).filter(|key| self.const_enums.contains(key))?;
        self.enums.get(&key)?.get(name)?.clone()
    }

    /// The key of the namespace or enum that `E` or `N.E` names.
    pub fn entity(&self, e: &Expression<'a>) -> Option<Merged> {
        match e {
            Expression::Identifier(id) => self.named_entity(id),
            Expression::StaticMemberExpression(m) => {
                Some(self.inner_entity(&self.entity(&m.object)?, &m.property.name))
            }
            _ => None,
        }
    }

    /// The same of the name in `import x = N.E`.
    pub fn qualified_entity(&self, q: &TSQualifiedName<'a>) -> Option<Merged> {
        let left = match &q.left {
            TSTypeName::IdentifierReference(id) => self.named_entity(id)?,
            TSTypeName::QualifiedName(q) => self.qualified_entity(q)?,
            TSTypeName::ThisExpression(_) => return None,
        };
        Some(self.inner_entity(&left, &q.right.name))
    }

    /// What a namespace exports by this name.
    fn inner_entity(&self, of: &Merged, name: &str) -> Merged {
        let key = format!("{of}.{name}");
        self.aliases.get(&key).cloned().unwrap_or(key)
    }

    pub fn named_entity(&self, id: &IdentifierReference<'a>) -> Option<Merged> {
        let mut symbol = self.scoping.get_reference(id.reference_id.get()?).symbol_id();
        // What has members is no member itself: it is looked for outside of the enum.
        while let Some(member) = symbol.filter(|s| self.scoping.symbol_flags(*s).contains(SymbolFlags::EnumMember)) {
            let outside = self.scoping.scope_parent_id(self.scoping.symbol_scope_id(member))?;
            symbol = self.scoping.find_binding(outside, id.name);
        }
        let scope = symbol.map(|s| self.scoping.symbol_scope_id(s));
        // What another body of a namespace around exports.
        for a in self.around.iter().rev().filter(|a| !a.is_enum) {
            if scope.is_some_and(|scope| self.is_within(scope, a.scope)) {
                break;
            }
            if self.merged.get(&a.key).is_some_and(|names| names.contains(id.name.as_str())) {
                return Some(self.inner_entity(&a.key, &id.name));
            }
        }
        self.keys.get(&symbol?).cloned()
    }

    /// Notes the values of `const` variables, as `tsc` takes them into enums: without a type, and before they are rewritten.
    pub fn note_variables(&mut self, d: &VariableDeclaration<'a>) {
        if d.kind != VariableDeclarationKind::Const {
            return;
        }
        for d in &d.declarations {
            let BindingPattern::BindingIdentifier(id) = &d.id else { continue };
            if d.type_annotation.is_none()
                && let (Some(symbol), Some(value)) =
                    (id.symbol_id.get(), d.init.as_ref().and_then(|e| self.evaluate(e)))
            {
                self.variables.insert(symbol, value);
            }
        }
    }

    /// Notes the constants of a declaration that the namespace around exports.
    pub fn note_exported_variables(&mut self, d: &VariableDeclaration<'a>) {
        self.note_variables(d);
        let Some(key) = self.around.last().map(|a| a.key.clone()) else { return };
        for id in d.declarations.iter().flat_map(|d| d.id.get_binding_identifiers()) {
            if let Some(value) = id.symbol_id.get().and_then(|s| self.variables.get(&s)) {
                self.exported_variables.insert(format!("{key}.{}", id.name), value.clone());
            }
        }
    }
}
