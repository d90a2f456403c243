//! A context with the built-ins, and values shown as text.

use yarrow_objects::rooted::{Native, Object, PropertyKey, Scope, Value};
use yarrow_objects::{CellKind, Context, Cursor, JsResult, NativeKind, format_number};

/// A scope of a context with the built-ins: what its methods return is rooted in it.
pub struct Harness<'a, 's> {
    pub ctx: &'a mut Scope<'s>,
}

/// Runs a test in a fresh context.
pub fn with_builtins(test: impl FnOnce(&mut Harness<'_, '_>)) {
    let mut ctx = Context::new();
    assert!(crate::install(&mut ctx).is_ok(), "the built-ins install");
    ctx.enter(|ctx| test(&mut Harness { ctx }));
}

impl<'s> Harness<'_, 's> {
    pub fn global(&mut self, name: &str) -> Value<'s> {
        let global = self.ctx.global;
        self.get(global.value(), name)
    }

    pub fn get(&mut self, v: Value<'_>, name: &str) -> Value<'s> {
        let key = self.ctx.atom(name).expect("room");
        self.ctx.get_value(v, key).expect("no throw")
    }

    /// A method of a constructor's prototype.
    pub fn method(&mut self, constructor: &str, name: &str) -> Value<'s> {
        let c = self.global(constructor);
        let proto = self.get(c, "prototype");
        self.get(proto, name)
    }

    pub fn static_method(&mut self, constructor: &str, name: &str) -> Value<'s> {
        let c = self.global(constructor);
        self.get(c, name)
    }

    pub fn function(&mut self, native: Native) -> Value<'s> {
        let name = self.ctx.names.empty;
        self.ctx.new_native(name, 0, native, NativeKind::Function).expect("room").value()
    }

    pub fn object(&mut self, properties: &[(&str, Value<'_>)]) -> Value<'s> {
        let o = self.ctx.new_object().expect("room");
        for &(name, v) in properties {
            let key = self.ctx.atom(name).expect("room");
            self.ctx.create_data_property(o, key, v).expect("no throw");
        }
        o.value()
    }

    pub fn string(&mut self, text: &str) -> Value<'s> {
        self.ctx.new_string(text).expect("room").value()
    }

    /// The result of a method.
    pub fn value(&mut self, on: Value<'_>, method: &str, args: &[Value<'_>]) -> Value<'s> {
        let f = self.get(on, method);
        self.ctx.call(f, on, args).expect("no throw")
    }

    /// The result of a method, or what it threw, as text.
    pub fn call(&mut self, on: Value<'_>, method: &str, args: &[Value<'_>]) -> String {
        let f = self.get(on, method);
        let result = self.ctx.call(f, on, args);
        self.outcome(result)
    }

    pub fn construct(&mut self, constructor: &str, args: &[Value<'_>]) -> Value<'s> {
        let c = self.global(constructor);
        self.ctx.construct(c, args, c).expect("no throw")
    }

    pub fn outcome(&mut self, result: JsResult<Value<'_>>) -> String {
        match result {
            Ok(v) => show(self.ctx, v),
            Err(throw) => {
                let thrown = self.ctx.caught(throw);
                let (name, message) = (self.get(thrown, "name"), self.get(thrown, "message"));
                let text = |v: Value<'_>| v.as_string().map_or_else(String::new, |s| s.to_rust());
                format!("{}: {}", text(name), text(message))
            }
        }
    }
}

/// Arrays, plain objects, Maps, Sets and primitives as text; it runs nothing.
pub fn show(ctx: &mut Scope<'_>, v: Value<'_>) -> String {
    if let Some(s) = v.as_string() {
        return format!("{:?}", s.to_rust());
    }
    if let Some(n) = v.as_number() {
        return format_number(n);
    }
    let Some(o) = v.as_object() else { return format!("{v:?}") };
    if o.is_callable() {
        return "function".to_owned();
    }
    if o.is(CellKind::Array) {
        let items: Vec<String> = (0..o.array_length()).map(|i| show_element(ctx, o, i)).collect();
        return format!("[{}]", items.join(", "));
    }
    if o.is(CellKind::Map) || o.is(CellKind::Set) {
        let mut cursor = Cursor::default();
        let mut items = Vec::new();
        while let Some((k, v)) = ctx.map_next(o, &mut cursor) {
            let key = show(ctx, k);
            items.push(if o.is(CellKind::Set) { key } else { format!("{key} => {}", show(ctx, v)) });
        }
        return format!("{{{}}}", items.join(", "));
    }
    let keys = ctx.own_keys(o).expect("room");
    let items: Vec<String> = keys
        .iter()
        .map(|key| {
            let value = ctx.own_data(o, key).unwrap_or(Value::UNDEFINED);
            format!("{}: {}", ctx.describe_key(key), show(ctx, value))
        })
        .collect();
    format!("{{{}}}", items.join(", "))
}

fn show_element(ctx: &mut Scope<'_>, o: Object<'_>, i: u32) -> String {
    match ctx.own_data(o, PropertyKey::Index(i)) {
        Some(v) => show(ctx, v),
        None => "<hole>".to_owned(),
    }
}
