//! The contract between compiled code and the runtime.
//!
//! Both sides read this crate and nothing else of each other: the encoding of a value
//! ([`value`]), the byte offsets of the heap cells and of the context that compiled code
//! touches directly ([`layout`]), and the one table of `rt_` functions ([`functions`]). What one folds and the other
//! computes is in [`arithmetic`]; literals of constants are data, whose words are in [`literal`].
//!
//! # The JavaScript calling convention
//!
//! `extern "C" fn(ctx: *mut Context, sp: *mut u64, argc: u64) -> u64`
//!
//! The caller has written, on the *root stack* at `sp`: `sp[0]` the callee, `sp[1]` `this`,
//! `sp[2..2 + argc]` the arguments. So everything passed is rooted by construction, compiled
//! functions and Rust built-ins share one convention, and a callee never needs a trampoline.
//! The callee owns `sp[0..]` for the duration of the call and may overwrite all of it.
//! `argc` may carry [`layout::CONSTRUCT_FLAG`]: the call is a `[[Construct]]` and `sp[1]` holds
//! `new.target` in place of `this`.
//! The result is a value, or [`value::EXCEPTION`] with the thrown value in the context.
//!
//! # Safepoints
//!
//! A collection starts only at a *poll* (function entry, loop back edge, generator resumption)
//! or inside an `rt_` function whose effects say `calls_js`. Allocation never collects: it sets
//! the context's `gc_pending` word, which the next poll sees. So Rust code that does not call
//! back into JavaScript may hold bare values, and straight-line compiled code needs no root for
//! temporaries between polls.

pub mod arithmetic;
pub mod element_type;
pub mod functions;
pub mod header;
pub mod host;
pub mod kinds;
pub mod layout;
pub mod libraries;
pub mod literal;
pub mod value;

/// Version of this contract. Every compiled object refers to the symbol
/// [`ABI_VERSION_SYMBOL`], which only a runtime of the same version defines.
pub const ABI_VERSION: u32 = 1;

/// The symbol that ties a compiled object to the runtime of its version.
pub const ABI_VERSION_SYMBOL: &str = "rt_abi_version_1";

/// `void rt_install_evaluator(rt_context *)` lets `eval` and its kin work in a context. Only the archive that has the
/// compiler in it defines it, so that a module which refers to it links with no other.
pub const INSTALL_EVALUATOR_SYMBOL: &str = "rt_install_evaluator";
