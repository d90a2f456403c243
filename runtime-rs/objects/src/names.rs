//! Strings and symbols that the runtime itself speaks of.

use yarrow_values::{self as values, OutOfMemory, Store, Trace, Tracer};

macro_rules! names {
    ($($field:ident = $text:literal),* $(,)?) => {
        /// Atoms in common use, as `ctx.names.length`.
        pub struct Names<'s> { $(pub $field: values::FlatString<'s>,)* }

        impl Names<'static> {
            pub(crate) fn new(store: &mut Store) -> Result<Self, OutOfMemory> {
                Ok(Names { $($field: atom(store, $text)?,)* })
            }
        }

        impl Trace for Names<'static> {
            fn trace(&self, tracer: &mut Tracer<'_, '_>) {
                tracer.values(&[$(self.$field.value()),*]);
            }
        }
    };
}

/// An atom, made out of line: there are many.
#[inline(never)]
fn atom(store: &mut Store, text: &str) -> Result<values::FlatString<'static>, OutOfMemory> {
    store.atom(text)
}

/// A symbol of this description.
#[inline(never)]
fn symbol(store: &mut Store, text: &str) -> Result<values::Symbol<'static>, OutOfMemory> {
    let description = store.atom(text)?;
    store.new_symbol(description.value())
}

names! {
    empty = "", length = "length", name = "name", prototype = "prototype",
    constructor = "constructor", value = "value", done = "done", next = "next",
    return_ = "return", throw_ = "throw", get = "get", set = "set", writable = "writable",
    enumerable = "enumerable", configurable = "configurable", message = "message",
    stack = "stack", stack_trace_limit = "stackTraceLimit", cause = "cause", errors = "errors", to_string = "toString",
    value_of = "valueOf", to_json = "toJSON", undefined = "undefined", null = "null",
    true_ = "true", false_ = "false", object = "object", function = "function",
    number = "number", string = "string", boolean = "boolean", symbol = "symbol",
    last_index = "lastIndex", exec = "exec", flags = "flags", source = "source",
    bigint = "bigint", default = "default", raw = "raw", index = "index", input = "input",
    groups = "groups", proto = "__proto__", callee = "callee", arguments = "arguments",
    caller = "caller", error = "Error", type_error = "TypeError", range_error = "RangeError",
    reference_error = "ReferenceError", syntax_error = "SyntaxError", eval_error = "EvalError",
    uri_error = "URIError", nan = "NaN", infinity = "Infinity", global_this = "globalThis",
    add = "add", has = "has", then = "then", join = "join", keys = "keys", values = "values",
    entries = "entries", zero = "0", anonymous = "anonymous", object_tag = "[object Object]",
    generator = "Generator", generator_function = "GeneratorFunction", module = "Module",
    resolve = "resolve", inspect_custom = "nodejs.util.inspect.custom",
}

macro_rules! symbols {
    ($($field:ident = $text:literal),* $(,)?) => {
        /// The well-known symbols, as `ctx.symbols.iterator`.
        pub struct Symbols<'s> { $(pub $field: values::Symbol<'s>,)* }

        impl Symbols<'static> {
            pub(crate) fn new(store: &mut Store) -> Result<Self, OutOfMemory> {
                Ok(Symbols { $($field: symbol(store, $text)?,)* })
            }
        }

        impl Trace for Symbols<'static> {
            fn trace(&self, tracer: &mut Tracer<'_, '_>) {
                tracer.values(&[$(self.$field.value()),*]);
            }
        }

        impl<'s> Symbols<'s> {
            /// Each with its name as a property of `Symbol`.
            pub fn each(&self, f: &mut dyn FnMut(&'static str, values::Symbol<'s>)) {
                $(f(&$text["Symbol.".len()..], self.$field);)*
            }
        }
    };
}

symbols! {
    iterator = "Symbol.iterator", async_iterator = "Symbol.asyncIterator",
    has_instance = "Symbol.hasInstance", to_primitive = "Symbol.toPrimitive",
    to_string_tag = "Symbol.toStringTag", species = "Symbol.species",
    is_concat_spreadable = "Symbol.isConcatSpreadable", unscopables = "Symbol.unscopables",
    match_ = "Symbol.match", match_all = "Symbol.matchAll", replace = "Symbol.replace",
    search = "Symbol.search", split = "Symbol.split", dispose = "Symbol.dispose",
    async_dispose = "Symbol.asyncDispose",
}
