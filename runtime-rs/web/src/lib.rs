//! The globals that Node has from the web, in libraries. A program has those libraries whose globals it names
//! (`yarrow_abi::libraries`): each is installed by a function that nothing else refers to, so that the linker leaves out what is
//! not asked for.
//!
//! A file holds one class or function. The realm keeps the prototypes (`class.rs`), so that an instance can be made after a
//! script has replaced the global. Further realms have none of the libraries.
//!
//! What needs an event loop goes through `hooks.rs`.

#![forbid(unsafe_code)]

mod abort_signal;
mod base64;
mod bytes;
mod class;
mod clock;
mod clone;
mod clone_buffer;
mod clone_error;
mod crypto;
mod dom_exception;
mod errors;
mod event;
mod event_target;
pub mod hooks;
mod inspection;
mod listeners;
mod params_iterator;
mod performance;
mod search_params;
mod signal;
#[cfg(test)]
mod tests;
mod text_decoder;
mod text_encoder;
mod url;
mod url_state;

use class::{Class, is_installed};
use yarrow_abi::libraries::Library;
use yarrow_objects::JsResult;
use yarrow_objects::rooted::Scope;

/// The function that installs a library into the current realm; nothing happens the second time.
#[must_use]
pub fn installer(library: Library) -> fn(&mut Scope<'_>) -> JsResult<()> {
    match library {
        Library::Events => install_events,
        Library::Encoding => install_encoding,
        Library::Url => install_url,
        Library::Clone => install_clone,
        Library::Performance => install_performance,
        Library::Crypto => install_crypto,
    }
}

/// Event, CustomEvent, EventTarget, AbortController, AbortSignal, DOMException.
pub fn install_events(ctx: &mut Scope<'_>) -> JsResult<()> {
    dom_exception::install(ctx)?;
    install_event_target(ctx)?;
    if is_installed(ctx, Class::AbortSignal) {
        return Ok(());
    }
    abort_signal::install(ctx)
}

/// What is needed for other event targets.
fn install_event_target(ctx: &mut Scope<'_>) -> JsResult<()> {
    clock::start_clock(ctx)?;
    if is_installed(ctx, Class::EventTarget) {
        return Ok(());
    }
    event::install(ctx)?;
    event_target::install(ctx)
}

/// TextEncoder, TextDecoder, `atob`, `btoa`.
pub fn install_encoding(ctx: &mut Scope<'_>) -> JsResult<()> {
    if !is_installed(ctx, Class::TextEncoder) {
        text_encoder::install(ctx)?;
        text_decoder::install(ctx)?;
    }
    base64::install(ctx)
}

/// URL, URLSearchParams.
pub fn install_url(ctx: &mut Scope<'_>) -> JsResult<()> {
    if is_installed(ctx, Class::Url) {
        return Ok(());
    }
    params_iterator::install(ctx)?;
    search_params::install(ctx)?;
    url::install(ctx)
}

/// `structuredClone`.
pub fn install_clone(ctx: &mut Scope<'_>) -> JsResult<()> {
    clone::install(ctx)
}

/// `performance`, Performance.
pub fn install_performance(ctx: &mut Scope<'_>) -> JsResult<()> {
    install_event_target(ctx)?;
    if is_installed(ctx, Class::Performance) {
        return Ok(());
    }
    performance::install(ctx)
}

/// `crypto`, Crypto.
pub fn install_crypto(ctx: &mut Scope<'_>) -> JsResult<()> {
    if is_installed(ctx, Class::Crypto) {
        return Ok(());
    }
    crypto::install(ctx)
}
