//! What URLs and URLSearchParams hold, and the link between the two: a change of one is one of the other.

use crate::class::{CLASS, Class, as_instance, new_instance};
use url::{Url, quirks};
use yarrow_objects::JsResult;
use yarrow_objects::rooted::{Object, Scope, Value};

/// Internal slots of a URL: the record, and its URLSearchParams, `undefined` until somebody asks for it.
const RECORD: usize = CLASS + 1;
const PARAMS: usize = CLASS + 2;
pub const URL_SLOTS: u16 = 2;

/// Internal slots of a URLSearchParams: the pairs, and its URL or `undefined`.
const PAIRS: usize = CLASS + 1;
const URL: usize = CLASS + 2;
pub const PARAMS_SLOTS: u16 = 2;

/// Names and values in their order.
pub type Pairs = Vec<(String, String)>;

/// Gives a fresh URL its record.
pub fn init_url(ctx: &mut Scope<'_>, o: Object<'_>, record: Url) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let record = ctx.new_rust_data(record)?;
    o.set_internal(RECORD, record.value());
    Ok(())
}

/// Reads the record of a URL.
pub fn with_url<R>(ctx: &mut Scope<'_>, o: Object<'_>, read: impl FnOnce(&Url) -> R) -> R {
    let ctx = &mut ctx.inner();
    let record = ctx.internal(o, RECORD);
    read(ctx.rust_data(record).expect("a URL has a record"))
}

/// Changes the record of a URL, whose URLSearchParams follows.
pub fn change_url<R>(ctx: &mut Scope<'_>, o: Object<'_>, change: impl FnOnce(&mut Url) -> R) -> R {
    let ctx = &mut ctx.inner();
    let record = ctx.internal(o, RECORD);
    let url: &mut Url = ctx.rust_data_mut(record).expect("a URL has a record");
    let result = change(url);
    let pairs = parse_pairs(url.query().unwrap_or(""));
    if let Some(params) = ctx.internal(o, PARAMS).as_object() {
        let list = ctx.internal(params, PAIRS);
        *ctx.rust_data_mut(list).expect("it has pairs") = pairs;
    }
    result
}

/// The URLSearchParams of a URL.
pub fn params_of_url<'s>(ctx: &mut Scope<'s>, o: Object<'_>) -> JsResult<Object<'s>> {
    if let Some(params) = ctx.internal(o, PARAMS).as_object() {
        return Ok(params);
    }
    let pairs = with_url(ctx, o, |url| parse_pairs(url.query().unwrap_or("")));
    let params = new_instance(ctx, Class::UrlSearchParams, PARAMS_SLOTS)?;
    init_params(ctx, params, pairs)?;
    params.set_internal(URL, o.value());
    o.set_internal(PARAMS, params.value());
    Ok(params)
}

/// Gives a fresh URLSearchParams its pairs.
pub fn init_params(ctx: &mut Scope<'_>, o: Object<'_>, pairs: Pairs) -> JsResult<()> {
    let ctx = &mut ctx.inner();
    let pairs = ctx.new_rust_data(pairs)?;
    o.set_internal(PAIRS, pairs.value());
    Ok(())
}

/// The object, if it is a URLSearchParams.
pub fn as_params<'v>(ctx: &mut Scope<'_>, v: Value<'v>) -> Option<Object<'v>> {
    as_instance(ctx, v, &[Class::UrlSearchParams])
}

/// Reads the pairs.
pub fn with_pairs<R>(ctx: &mut Scope<'_>, o: Object<'_>, read: impl FnOnce(&Pairs) -> R) -> R {
    let ctx = &mut ctx.inner();
    let pairs = ctx.internal(o, PAIRS);
    read(ctx.rust_data(pairs).expect("it has pairs"))
}

/// Changes the pairs; the URL follows.
pub fn change_pairs(ctx: &mut Scope<'_>, o: Object<'_>, change: impl FnOnce(&mut Pairs)) {
    let ctx = &mut ctx.inner();
    let list = ctx.internal(o, PAIRS);
    let pairs: &mut Pairs = ctx.rust_data_mut(list).expect("it has pairs");
    change(pairs);
    let query = serialize_pairs(pairs);
    if let Some(url) = ctx.internal(o, URL).as_object() {
        let record = ctx.internal(url, RECORD);
        quirks::set_search(ctx.rust_data_mut(record).expect("a URL has a record"), &query);
    }
}

/// The pairs of a query without its `?`.
pub fn parse_pairs(query: &str) -> Pairs {
    form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

/// The query of pairs.
pub fn serialize_pairs(pairs: &Pairs) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}
