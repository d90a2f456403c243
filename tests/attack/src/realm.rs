//! A realm with the attacks in it: the JavaScript of `js`, as one program, evaluated in a context of its own.

use std::cell::RefCell;
use std::io;
use std::num::NonZeroU32;
use std::path::Path;
use yarrow_abi::libraries::Library;
use yarrow_frontend::{Goal, Loader, Options};
use yarrow_gc::{Settings, Stress};
use yarrow_inprocess::child::Answer;
use yarrow_inprocess::load::{Dispatch, GuardStress, Unit, evaluate, load};
use yarrow_objects::rooted::{Args, Scope, Value};
use yarrow_objects::{Context, JsResult, Throw};
use yarrow_tiers::{Gc, Tier};

/// Most bytes of a heap: what attacks may come to hold is far below.
const HEAP: usize = 256 << 20;

/// The files, in the order in which they see each other: the body of one function, so that nothing of theirs is a
/// property of the global object.
const FILES: [&str; 11] = [
    include_str!("../js/primordials.js"),
    include_str!("../js/random.js"),
    include_str!("../js/exclusions.js"),
    include_str!("../js/walk.js"),
    include_str!("../js/hooks.js"),
    include_str!("../js/makers.js"),
    include_str!("../js/disturb.js"),
    include_str!("../js/describe.js"),
    include_str!("../js/attack.js"),
    include_str!("../js/matrix.js"),
    include_str!("../js/main.js"),
];

/// Where the program takes its functions from, and leaves its entries.
pub const ENTRIES: &str = "attackEntries";

/// The program's text.
#[must_use]
pub fn source() -> String {
    format!("{ENTRIES} = (function () {{\n{}\n}})();\n", FILES.join("\n"))
}

/// The one file.
struct Text(String);

const FILE: &str = "attack.js";

impl Loader for Text {
    fn load(&self, path: &Path) -> io::Result<Vec<u8>> {
        if path == Path::new(FILE) { Ok(self.0.clone().into_bytes()) } else { Err(io::ErrorKind::NotFound.into()) }
    }
}

/// The attacks as something that runs on a tier.
///
/// # Errors
/// If they do not compile.
pub fn compile(tier: Tier) -> Result<Unit, String> {
    let options = Options { goal: Goal::Script };
    let program =
        yarrow_frontend::compile(Path::new(FILE), &Text(source()), &options).map_err(|error| error.to_string())?;
    load(program, tier, GuardStress::Never, Dispatch::Auto).map_err(|fault| fault.to_string())
}

thread_local! {
    /// Where `print` writes: natives have nowhere else to find it.
    static OUT: RefCell<Option<Answer>> = const { RefCell::new(None) };
}

/// `print(text)`: a line of the transcript, written at once, so that it stands even if the next step crashes.
fn print<'s>(ctx: &mut Scope<'s>, args: Args<'s>) -> JsResult<Value<'s>> {
    let text = ctx.to_string(args.get(0))?.to_rust();
    OUT.with_borrow_mut(|out| {
        if let Some(answer) = out {
            answer.line(&text);
        }
    });
    Ok(Value::UNDEFINED)
}

/// A context with the attacks.
pub struct Realm {
    ctx: Box<Context>,
}

impl Realm {
    /// Evaluates the program in a new context.
    ///
    /// # Errors
    /// What it throws, in words.
    pub fn new(unit: &Unit, gc: Gc) -> Result<Realm, String> {
        let stress = match gc {
            Gc::Plain => Stress::Off,
            Gc::Stress(period) => NonZeroU32::new(period).map_or(Stress::Off, Stress::Every),
        };
        let mut ctx = Context::with_settings(Settings { stress, max_bytes: Some(HEAP) });
        yarrow_eval::install(&mut ctx);
        let installed = yarrow_builtins::install(&mut ctx)
            .and_then(|()| ctx.enter(|ctx| ctx.define_method(ctx.global, "print", 1, print).map(|_| ())));
        // Those that a program would have by naming their globals, without those that tell the time and random bytes.
        let libraries = [Library::Encoding, Library::Url, Library::Clone, Library::Events];
        let installed = installed.and_then(|()| {
            ctx.enter(|ctx| libraries.into_iter().try_for_each(|library| yarrow_web::installer(library)(ctx)))
        });
        let ran = installed.and_then(|()| evaluate(&mut ctx, unit));
        match ran {
            Ok(_) => Ok(Realm { ctx }),
            Err(throw) => Err(ctx.enter(|ctx| described(ctx, throw))),
        }
    }

    /// Every case, a line each.
    ///
    /// # Errors
    /// What the program throws, in words.
    pub fn list(&mut self, answer: &Answer) -> Result<(), String> {
        self.call("list", answer, |_| Ok(Vec::new()))
    }

    /// Runs a case; its transcript is the answer.
    ///
    /// # Errors
    /// What the program throws, in words: a fault of its own, since it catches what attacked functions throw.
    pub fn run(&mut self, path: &str, seed: u32, answer: &Answer) -> Result<(), String> {
        self.call("run", answer, |ctx| Ok(vec![ctx.new_string(path)?.value(), Value::number(f64::from(seed))]))
    }

    fn call(
        &mut self,
        name: &str,
        answer: &Answer,
        args: impl for<'s> FnOnce(&mut Scope<'s>) -> JsResult<Vec<Value<'s>>>,
    ) -> Result<(), String> {
        let ours = answer.another().map_err(|e| e.to_string())?;
        OUT.set(Some(ours));
        let result = self.ctx.enter(|ctx| {
            let called = (|| {
                let (global, entries, name) = (ctx.global, ctx.atom(ENTRIES)?, ctx.atom(name)?);
                let entries = ctx.get(global, entries)?;
                let f = ctx.get_value(entries, name)?;
                let args = args(ctx)?;
                ctx.call(f, Value::UNDEFINED, &args)
            })();
            called.map(|_| ()).map_err(|throw| described(ctx, throw))
        });
        OUT.set(None);
        result
    }
}

fn described(ctx: &mut Scope<'_>, throw: Throw) -> String {
    let thrown = ctx.caught(throw);
    let text = ctx.to_string(thrown).map(|text| text.to_rust());
    text.unwrap_or_else(|_| ctx.describe(thrown))
}
