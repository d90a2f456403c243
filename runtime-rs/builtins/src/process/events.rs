//! The events of `process`, by the methods of Node's EventEmitter.
//!
//! The listeners of an event are an array that is never changed: adding and removing make another one. So a listener that does
//! either changes nothing for the emission that it is called by.

use super::state;
use crate::inspect::{Options, inspect};
use crate::node_error::{throw_argument_type, throw_with_code};
use yarrow_objects::rooted::{Args, Native, Object, PropertyKey, Scope, Value};
use yarrow_objects::{Attrs, CellKind, ErrorKind, JsResult};

/// Where a listener goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    First,
    Last,
}

/// The listeners of an event; none at all if it has none.
fn listeners_of<'s>(ctx: &mut Scope<'s>, event: PropertyKey<'_>) -> Option<Object<'s>> {
    let all = state::listeners(ctx)?;
    ctx.own_data(all, event).and_then(Value::as_object)
}

fn to_vec<'s>(ctx: &mut Scope<'s>, listeners: Option<Object<'_>>) -> JsResult<Vec<Value<'s>>> {
    match listeners {
        Some(array) => Ok(ctx.list_from_array_like(array.value())?.values().to_vec()),
        None => Ok(Vec::new()),
    }
}

fn set_listeners(ctx: &mut Scope<'_>, event: PropertyKey<'_>, listeners: &[Value<'_>]) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let Some(all) = state::listeners(ctx) else { return Ok(()) };
    if listeners.is_empty() {
        return ctx.delete(all, event).map(|_| ());
    }
    let array = ctx.new_array(listeners)?;
    ctx.define_data(all, event, array.value(), Attrs::ALL)
}

/// Emits an event with `process` as `this`: whether it has listeners. The first one that throws is the last one called.
pub fn emit(ctx: &mut Scope<'_>, event: PropertyKey<'_>, arguments: &[Value<'_>]) -> JsResult<bool> {
    let ctx = &mut ctx.inner();
    let listeners = listeners_of(ctx, event);
    let listeners = to_vec(ctx, listeners)?;
    let process = state::process(ctx);
    for listener in &listeners {
        ctx.inner().call(*listener, process, arguments)?;
    }
    Ok(!listeners.is_empty())
}

/// Emits an event by its name.
pub fn emit_named(ctx: &mut Scope<'_>, event: &str, arguments: &[Value<'_>]) -> JsResult<bool> {
    let ctx = &mut ctx.inner();
    let event = ctx.atom(event)?;
    emit(ctx, event.into(), arguments)
}

/// Whether an event has listeners.
pub fn has_listeners(ctx: &mut Scope<'_>, event: &str) -> JsResult<bool> {
    let ctx = &mut ctx.inner();
    let event = ctx.atom(event)?;
    Ok(listeners_of(ctx, event.into()).is_some())
}

/// Emits `exit`, unless that was done.
pub fn emit_exit(ctx: &mut Scope<'_>) -> JsResult<()> {
    if state::begin_exit(ctx) {
        return Ok(());
    }
    let code = Value::int(ctx.exit_code());
    emit_named(ctx, "exit", &[code]).map(|_| ())
}

/// `process.emit(event, ...arguments)`. An `error` that nobody listens to is thrown.
fn process_emit<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let event = ctx.to_property_key(args.get(0))?;
    if emit(ctx, event, args.from(1))? {
        return Ok(Value::TRUE);
    }
    if args.get(0).as_string().is_none_or(|s| s.to_rust() != "error") {
        return Ok(Value::FALSE);
    }
    let thrown = args.get(1);
    if thrown.is_kind(CellKind::Error) {
        return Err(ctx.throw(thrown));
    }
    let shown = inspect(ctx, thrown, Options::default())?;
    Err(throw_with_code(ctx, ErrorKind::Error, "ERR_UNHANDLED_ERROR", &format!("Unhandled error. ({shown})")))
}

fn add(ctx: &mut Scope<'_>, event: PropertyKey<'_>, listener: Value<'_>, end: End) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let (name, original) = (ctx.key_to_value(event)?, original(ctx, listener));
    emit_named(ctx, "newListener", &[name, original])?;
    let listeners = listeners_of(ctx, event);
    let mut listeners = to_vec(ctx, listeners)?;
    let at = if end == End::First { 0 } else { listeners.len() };
    let listener = ctx.root(listener);
    listeners.insert(at, listener);
    set_listeners(ctx, event, &listeners)
}

/// The first two arguments.
fn event_and_listener<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<(PropertyKey<'s>, Value<'s>)> {
    let listener = args.get(1);
    if !listener.is_callable() {
        return Err(throw_argument_type(ctx, "listener", "of type function", listener));
    }
    Ok((ctx.to_property_key(args.get(0))?, listener))
}

fn add_listener<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (event, listener) = event_and_listener(ctx, args)?;
    add(ctx, event, listener, End::Last)?;
    Ok(args.this())
}

fn prepend_listener<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (event, listener) = event_and_listener(ctx, args)?;
    add(ctx, event, listener, End::First)?;
    Ok(args.this())
}

// The data of a function that `once` makes: an object with these slots.
const EVENT: usize = 0;
const LISTENER: usize = 1;
const HAS_FIRED: usize = 2;

/// The listener around which `once` has made a function. Its property says which it is, as in Node.
fn original<'s>(ctx: &mut Scope<'s>, listener: Value<'_>) -> Value<'s> {
    let inner = listener.as_object().and_then(|f| {
        let key = ctx.atom("listener").ok()?;
        ctx.own_data(f, key).filter(|v| v.is_callable())
    });
    inner.unwrap_or_else(|| ctx.root(listener))
}

fn new_once<'s>(ctx: &mut Scope<'s>, event: PropertyKey<'_>, listener: Value<'_>) -> JsResult<Value<'s>> {
    let state = ctx.new_object_of_kind(CellKind::BuiltinIterator, Value::NULL, 3)?;
    let event = ctx.key_to_value(event)?;
    state.set_internal(EVENT, event);
    state.set_internal(LISTENER, listener);
    state.set_internal(HAS_FIRED, Value::FALSE);
    let name = ctx.atom("bound onceWrapper")?;
    let f = ctx.new_native_with_data(name, 0, fire_once, state.value())?;
    let key = ctx.atom("listener")?;
    ctx.define_data(f, key.into(), listener, Attrs::ALL)?;
    Ok(f.value())
}

fn fire_once<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let Some(state) = args.data().as_object() else { return Ok(Value::UNDEFINED) };
    if ctx.internal(state, HAS_FIRED) == Value::TRUE {
        return Ok(Value::UNDEFINED);
    }
    let event = ctx.internal(state, EVENT);
    let event = ctx.to_property_key(event)?;
    remove(ctx, event, args.callee())?;
    state.set_internal(HAS_FIRED, Value::TRUE);
    let listener = ctx.internal(state, LISTENER);
    ctx.call(listener, args.this(), args.from(0))
}

fn once<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (event, listener) = event_and_listener(ctx, args)?;
    let f = new_once(ctx, event, listener)?;
    add(ctx, event, f, End::Last)?;
    Ok(args.this())
}

fn prepend_once<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (event, listener) = event_and_listener(ctx, args)?;
    let f = new_once(ctx, event, listener)?;
    add(ctx, event, f, End::First)?;
    Ok(args.this())
}

/// Removes the listener that was added last of those that are `listener`, or were made around it.
fn remove(ctx: &mut Scope<'_>, event: PropertyKey<'_>, listener: Value<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let listeners = listeners_of(ctx, event);
    let mut listeners = to_vec(ctx, listeners)?;
    let found = listeners.iter().rposition(|&l| l == listener || original(ctx, l) == listener);
    let Some(at) = found else { return Ok(()) };
    let removed = listeners.remove(at);
    set_listeners(ctx, event, &listeners)?;
    tell_removed(ctx, event, removed)
}

fn tell_removed(ctx: &mut Scope<'_>, event: PropertyKey<'_>, listener: Value<'_>) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let (name, original) = (ctx.key_to_value(event)?, original(ctx, listener));
    emit_named(ctx, "removeListener", &[name, original]).map(|_| ())
}

fn remove_listener<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let (event, listener) = event_and_listener(ctx, args)?;
    remove(ctx, event, listener)?;
    Ok(args.this())
}

fn remove_all_listeners<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let Some(all) = state::listeners(ctx) else { return Ok(args.this()) };
    let told = ctx.atom("removeListener")?;
    let events =
        if args.is_empty() { ctx.own_keys(all)?.iter().collect() } else { vec![ctx.to_property_key(args.get(0))?] };
    // Those who are told of removals go last.
    let (last, first): (Vec<_>, Vec<_>) = events.into_iter().partition(|e| *e == told.into());
    for event in first.into_iter().chain(last) {
        let ctx = &mut ctx.inner();
        let listeners = listeners_of(ctx, event);
        let mut listeners = to_vec(ctx, listeners)?;
        while let Some(listener) = listeners.pop() {
            set_listeners(ctx, event, &listeners)?;
            tell_removed(ctx, event, listener)?;
        }
    }
    Ok(args.this())
}

fn listeners<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let event = ctx.to_property_key(args.get(0))?;
    let listeners = listeners_of(ctx, event);
    let mut listeners = to_vec(ctx, listeners)?;
    listeners.iter_mut().for_each(|l| *l = original(ctx, *l));
    Ok(ctx.new_array(&listeners)?.value())
}

fn raw_listeners<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let event = ctx.to_property_key(args.get(0))?;
    let listeners = listeners_of(ctx, event);
    let listeners = to_vec(ctx, listeners)?;
    Ok(ctx.new_array(&listeners)?.value())
}

/// `listenerCount(event[, listener])`
fn listener_count<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let event = ctx.to_property_key(args.get(0))?;
    let listeners = listeners_of(ctx, event);
    let listeners = to_vec(ctx, listeners)?;
    let wanted = args.get(1);
    let counts = |l: &&Value<'s>| wanted.is_undefined() || **l == wanted || original(ctx, **l) == wanted;
    Ok(Value::number(listeners.iter().filter(counts).count() as f64))
}

fn event_names<'s>(ctx: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    let mut names = Vec::new();
    if let Some(all) = state::listeners(ctx) {
        for key in ctx.own_keys(all)?.iter() {
            names.push(ctx.key_to_value(key)?);
        }
    }
    Ok(ctx.new_array(&names)?.value())
}

fn set_max_listeners<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let n = args.get(0);
    if n.as_number().is_none_or(f64::is_nan) {
        return Err(throw_argument_type(ctx, "setMaxListeners", "of type number", n));
    }
    state::set_max_listeners(ctx, n);
    Ok(args.this())
}

fn get_max_listeners<'s>(ctx: &mut Scope<'s>, _: Args<'s>) -> JsResult<Value<'s>> {
    Ok(state::max_listeners(ctx))
}

pub fn define_events(ctx: &mut Scope<'_>, process: Object<'_>) -> JsResult<()> {
    let methods = [
        ("addListener", 2, add_listener as Native),
        ("removeListener", 2, remove_listener),
        ("once", 2, once),
        ("prependListener", 2, prepend_listener),
        ("prependOnceListener", 2, prepend_once),
        ("removeAllListeners", 1, remove_all_listeners),
        ("emit", 1, process_emit),
        ("listeners", 1, listeners),
        ("rawListeners", 1, raw_listeners),
        ("listenerCount", 2, listener_count),
        ("eventNames", 0, event_names),
        ("setMaxListeners", 1, set_max_listeners),
        ("getMaxListeners", 0, get_max_listeners),
    ];
    for (name, length, native) in methods {
        let ctx = &mut ctx.inner();
        let f = ctx.define_method(process, name, length, native)?;
        let alias = match name {
            "addListener" => "on",
            "removeListener" => "off",
            _ => continue,
        };
        let key = ctx.atom(alias)?;
        ctx.define_data(process, key.into(), f.value(), Attrs::HIDDEN)?;
    }
    Ok(())
}
