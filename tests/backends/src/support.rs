//! `support.c`, which is linked into this process and into the programs made of object files.

unsafe extern "C" {
    fn rt_f64_rem(a: f64, b: f64) -> f64;
    fn rt_strict_eq(ctx: u64, a: u64, b: u64) -> i32;
    fn rt_add(ctx: u64, sp: u64, a: u64, b: u64) -> u64;
    fn rt_throw_error(ctx: u64, sp: u64, kind: u32, message: u64) -> u64;
    fn rt_gc_poll(ctx: u64, sp: u64);
    fn polls_seen() -> i64;
    fn spread();
    fn combine(a: i64, b: f64, c: i32, d: f64) -> i64;
    static external_word: i64;
}

/// Where the C source is.
pub(crate) const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/support.c");

/// The address of a name that a module may refer to.
#[must_use]
pub fn resolve(name: &str) -> Option<*const u8> {
    Some(match name {
        "rt_f64_rem" => rt_f64_rem as *const u8,
        "rt_strict_eq" => rt_strict_eq as *const u8,
        "rt_add" => rt_add as *const u8,
        "rt_throw_error" => rt_throw_error as *const u8,
        "rt_gc_poll" => rt_gc_poll as *const u8,
        "polls_seen" => polls_seen as *const u8,
        "spread" => spread as *const u8,
        "combine" => combine as *const u8,
        "external_word" => (&raw const external_word).cast(),
        _ => return None,
    })
}
