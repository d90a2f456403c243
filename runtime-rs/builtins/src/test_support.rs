//! A context with the built-ins, and values shown as text.

use yarrow_core::{CellKind, Context, JsResult, Native, NativeKind, Object, PropertyKey, Value, format_number};

pub struct Harness {
    pub ctx: Box<Context>,
}

impl Harness {
    pub fn new() -> Harness {
        let mut ctx = Context::new();
        assert!(crate::install(&mut ctx).is_ok(), "the built-ins install");
        Harness { ctx }
    }

    pub fn global(&mut self, name: &str) -> Value {
        let global = self.ctx.global;
        self.get(global.value(), name)
    }

    pub fn get(&mut self, v: Value, name: &str) -> Value {
        let key = self.ctx.store.atom(name).expect("room");
        self.ctx.get_value(v, key).expect("no throw")
    }

    /// A method of a constructor's prototype.
    pub fn method(&mut self, constructor: &str, name: &str) -> Value {
        let c = self.global(constructor);
        let proto = self.get(c, "prototype");
        self.get(proto, name)
    }

    pub fn static_method(&mut self, constructor: &str, name: &str) -> Value {
        let c = self.global(constructor);
        self.get(c, name)
    }

    /// A function, rooted.
    pub fn function(&mut self, native: Native) -> Value {
        let name = self.ctx.names.empty;
        let f = self.ctx.new_native(name, 0, native, NativeKind::Function).expect("room").value();
        self.ctx.root(f);
        f
    }

    /// An object, rooted.
    pub fn object(&mut self, properties: &[(&str, Value)]) -> Value {
        let o = self.ctx.new_object().expect("room");
        self.ctx.root(o);
        for &(name, v) in properties {
            let key = self.ctx.store.atom(name).expect("room");
            self.ctx.create_data_property(o, key, v).expect("no throw");
        }
        o.value()
    }

    /// A string, rooted.
    pub fn string(&mut self, text: &str) -> Value {
        let s = self.ctx.store.new_string(text).expect("room").value();
        self.ctx.root(s);
        s
    }

    /// The result of a method, rooted.
    pub fn value(&mut self, on: Value, method: &str, args: &[Value]) -> Value {
        let f = self.get(on, method);
        let v = self.ctx.call(f, on, args).expect("no throw");
        self.ctx.root(v);
        v
    }

    /// The result of a method, or what it threw, as text.
    pub fn call(&mut self, on: Value, method: &str, args: &[Value]) -> String {
        let f = self.get(on, method);
        let result = self.ctx.call(f, on, args);
        self.outcome(result)
    }

    /// A construction, rooted.
    pub fn construct(&mut self, constructor: &str, args: &[Value]) -> Value {
        let c = self.global(constructor);
        let v = self.ctx.construct(c, args, c).expect("no throw");
        self.ctx.root(v);
        v
    }

    pub fn outcome(&mut self, result: JsResult<Value>) -> String {
        match result {
            Ok(v) => show(&mut self.ctx, v),
            Err(throw) => {
                let thrown = self.ctx.caught(throw);
                let (name, message) = (self.get(thrown, "name"), self.get(thrown, "message"));
                let text = |v: Value| v.as_string().map_or_else(String::new, |s| s.to_rust());
                format!("{}: {}", text(name), text(message))
            }
        }
    }
}

/// Arrays, plain objects, Maps, Sets and primitives as text; it runs nothing.
pub fn show(ctx: &mut Context, v: Value) -> String {
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
        let entries: Vec<(Value, Value)> = o.map_table().iter().map(|(k, v)| (k.value(), v)).collect();
        let items: Vec<String> = entries
            .into_iter()
            .map(
                |(k, v)| {
                    if o.is(CellKind::Set) { show(ctx, k) } else { format!("{} => {}", show(ctx, k), show(ctx, v)) }
                },
            )
            .collect();
        return format!("{{{}}}", items.join(", "));
    }
    let items: Vec<String> = ctx
        .rooted_own_keys(o)
        .unwrap_or_default()
        .into_iter()
        .map(|key| {
            let value = ctx.own_data(o, key).unwrap_or(Value::UNDEFINED);
            format!("{}: {}", ctx.describe_key(key), show(ctx, value))
        })
        .collect();
    format!("{{{}}}", items.join(", "))
}

fn show_element(ctx: &mut Context, o: Object, i: u32) -> String {
    match ctx.own_data(o, PropertyKey::Index(i)) {
        Some(v) => show(ctx, v),
        None => "<hole>".to_owned(),
    }
}
