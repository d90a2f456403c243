//! Lists of values in the heap: one root keeps all of them alive, however many they are. They never change.

use super::{Cells, Scope};
use crate::cell::object_flags as flag;
use crate::object::Listed;
use crate::throw::JsResult;
use crate::values::{Object, PropertyKey, Value};
use yarrow_abi::layout::CellKind;

/// A list of values, which JavaScript never sees.
#[derive(Clone, Copy)]
pub struct List<'s>(Value<'s>);

impl<'s> List<'s> {
    /// The values. They live as long as the list.
    #[must_use]
    pub fn values(self) -> &'s [Value<'s>] {
        yarrow_values::values_of_list(self.0)
    }

    /// Value `i`; `undefined` beyond the end.
    #[must_use]
    pub fn get(self, i: usize) -> Value<'s> {
        self.values().get(i).copied().unwrap_or(Value::UNDEFINED)
    }

    /// The list as a value that an internal slot can hold; [`List::of`] is the way back.
    #[must_use]
    pub fn value(self) -> Value<'s> {
        self.0
    }

    /// The list of a value that [`List::value`] returned; an empty one for any other.
    #[must_use]
    pub fn of(value: Value<'s>) -> List<'s> {
        List(value)
    }
}

/// The own keys of an object at one time.
#[derive(Clone, Copy)]
pub struct Keys<'s>(List<'s>);

impl<'s> Keys<'s> {
    /// The keys that a list gives by [`PropertyKey::root_value`].
    #[must_use]
    pub fn of(list: List<'s>) -> Keys<'s> {
        Keys(list)
    }

    #[must_use]
    pub fn len(self) -> usize {
        self.0.values().len()
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The keys. They live as long as the list.
    pub fn iter(self) -> impl DoubleEndedIterator<Item = PropertyKey<'s>> + ExactSizeIterator {
        self.0.values().iter().map(|&v| PropertyKey::of_root_value(v))
    }
}

impl<'s> Scope<'s> {
    /// A list of these values.
    pub fn new_list(&mut self, values: &[Value<'_>]) -> JsResult<List<'s>> {
        let list = self.ctx.store.new_value_list(values)?;
        Ok(List(self.keep(list)))
    }

    /// `[[OwnPropertyKeys]]` of an object that is no Proxy.
    pub(crate) fn ordinary_own_keys(&mut self, o: Object<'_>) -> JsResult<Keys<'s>> {
        let list = self.ctx.ordinary_own_keys(o.detach())?;
        Ok(Keys(List(self.keep(list))))
    }

    /// The names of the enumerable own properties: EnumerableOwnProperties (7.3.23) of the kind KEY, as keys.
    pub fn enumerable_own_names(&mut self, o: Object<'_>) -> JsResult<Keys<'s>> {
        self.enumerable_own(o, Listed::Names)
    }

    /// The keys of the enumerable own properties, symbols last.
    pub fn enumerable_own_keys(&mut self, o: Object<'_>) -> JsResult<Keys<'s>> {
        self.enumerable_own(o, Listed::NamesAndSymbols)
    }

    fn enumerable_own(&mut self, o: Object<'_>, listed: Listed) -> JsResult<Keys<'s>> {
        if !o.has_flag(flag::EXOTIC) && !o.is(CellKind::Namespace) {
            let list = self.ctx.ordinary_enumerable_keys(o.detach(), listed)?;
            return Ok(Keys(List(self.keep(list))));
        }
        let keys = self.own_keys(o)?;
        let mut words = Vec::new();
        for key in keys.iter() {
            if !(listed == Listed::Names && key.is_symbol()) && self.is_own_enumerable(o, key)? {
                words.push(key.root_value());
            }
        }
        self.new_keys(&words)
    }

    /// Freezes the elements of an object that is about to be frozen itself, where they are dense.
    pub fn freeze_elements(&mut self, o: Object<'_>) {
        self.ctx.freeze_elements(o.detach());
    }

    /// The own keys whose properties decide how far an object is frozen: not those of elements that [`Scope::freeze_elements`] froze.
    pub fn keys_that_may_change(&mut self, o: Object<'_>) -> JsResult<Keys<'s>> {
        if o.is_proxy() {
            return self.own_keys(o);
        }
        let list = self.ctx.own_keys_beside_frozen(o.detach())?;
        Ok(Keys(List(self.keep(list))))
    }

    /// The values of an arguments object that nobody has tampered with: what CreateListFromArrayLike would collect.
    pub(crate) fn list_of_arguments(&mut self, o: Object<'_>) -> JsResult<Option<List<'s>>> {
        self.ctx.list_of_arguments(o.detach()).map(|values| self.new_list(&values)).transpose()
    }

    /// A list of keys, given by [`PropertyKey::root_value`].
    pub(crate) fn new_keys(&mut self, words: &[Value<'_>]) -> JsResult<Keys<'s>> {
        Ok(Keys(self.new_list(words)?))
    }
}

// SAFETY: one word, the list.
unsafe impl Cells for List<'_> {
    type In<'s> = List<'s>;

    fn each_cell(self, f: &mut impl FnMut(u64)) {
        self.0.each_cell(f);
    }
}

// SAFETY: the list that it is.
unsafe impl Cells for Keys<'_> {
    type In<'s> = Keys<'s>;

    fn each_cell(self, f: &mut impl FnMut(u64)) {
        self.0.each_cell(f);
    }
}
