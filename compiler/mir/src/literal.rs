//! Array and object literals that are made of constants only: data, however many there are of them.

use crate::ir::{Const, Literal, LiteralItem, StrId};
use yarrow_abi::literal::Item;
use yarrow_abi::value;

impl Literal {
    /// Whether the items are those of one array or object, to the end.
    #[must_use]
    pub fn is_well_formed(&self) -> bool {
        /// What is to come of a value under way.
        #[derive(Clone, Copy)]
        enum Rest {
            Elements(u32),
            Properties(u32),
            /// A property's value.
            Value,
        }
        let mut under_way: Vec<Rest> = Vec::new();
        for (i, item) in self.items.iter().enumerate() {
            let constant = match item {
                LiteralItem::Const(c) => Some(*c),
                LiteralItem::Array(_) | LiteralItem::Object(_) => None,
            };
            let fits = match under_way.last_mut() {
                None => i == 0 && constant.is_none(),
                Some(Rest::Elements(n)) => {
                    *n -= 1;
                    !matches!(constant, Some(Const::Tdz))
                }
                Some(Rest::Properties(n)) => {
                    *n -= 1;
                    under_way.push(Rest::Value);
                    if !matches!(constant, Some(Const::Str(_) | Const::I32(_) | Const::F64(_))) {
                        return false;
                    }
                    continue;
                }
                Some(Rest::Value) => {
                    under_way.pop();
                    !matches!(constant, Some(Const::Tdz | Const::Hole))
                }
            };
            if !fits {
                return false;
            }
            match item {
                LiteralItem::Const(_) => {}
                LiteralItem::Array(n) => under_way.push(Rest::Elements(*n)),
                LiteralItem::Object(n) => under_way.push(Rest::Properties(*n)),
            }
            while matches!(under_way.last(), Some(Rest::Elements(0) | Rest::Properties(0))) {
                under_way.pop();
            }
            if under_way.is_empty() {
                return i + 1 == self.items.len();
            }
        }
        false
    }

    /// The strings in it.
    pub fn strings(&self) -> impl Iterator<Item = StrId> {
        self.items.iter().filter_map(|item| match item {
            LiteralItem::Const(Const::Str(s)) => Some(*s),
            LiteralItem::Const(_) | LiteralItem::Array(_) | LiteralItem::Object(_) => None,
        })
    }

    /// The words that the runtime reads.
    pub fn words(&self) -> impl Iterator<Item = u64> {
        self.items.iter().map(|item| match *item {
            LiteralItem::Const(c) => const_word(c),
            LiteralItem::Array(n) => Item::Array(n).encode(),
            LiteralItem::Object(n) => Item::Object(n).encode(),
        })
    }
}

fn const_word(c: Const) -> u64 {
    match c {
        Const::Undefined => value::UNDEFINED,
        Const::Null => value::NULL,
        Const::Bool(b) => value::encode_bool(b),
        Const::Tdz => value::TDZ,
        Const::Hole => value::HOLE,
        Const::I32(i) => value::encode_int(i),
        Const::F64(d) => value::encode_number(d),
        Const::Str(s) => Item::String(s.as_u32()).encode(),
    }
}

#[cfg(test)]
mod tests {
    use crate::ir::{Const, Literal, LiteralItem as I, StrId};

    #[test]
    fn only_whole_literals_are_well_formed() {
        let one = I::Const(Const::I32(1));
        let key = I::Const(Const::Str(StrId::from_u32(0)));
        let hole = I::Const(Const::Hole);
        let good: [&[I]; 5] = [
            &[I::Array(0)],
            &[I::Array(2), hole, I::Object(0)],
            &[I::Object(1), key, I::Array(1), one],
            &[I::Object(2), one, one, key, I::Object(1), key, key],
            &[I::Array(1), I::Array(1), I::Array(0)],
        ];
        for items in good {
            assert!(Literal { items: items.to_vec() }.is_well_formed(), "{items:?}");
        }
        let bad: [&[I]; 8] = [
            &[],
            &[one],
            &[I::Array(2), one],
            &[I::Array(1), one, one],
            &[I::Object(1), key],
            &[I::Object(1), key, hole],
            &[I::Object(1), I::Array(0), one],
            &[I::Array(1), I::Const(Const::Tdz)],
        ];
        for items in bad {
            assert!(!Literal { items: items.to_vec() }.is_well_formed(), "{items:?}");
        }
    }
}
