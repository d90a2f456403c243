//! The outer scope roots something while an inner one is open, which would release it with its own.
use yarrow_objects::rooted::Scope;
use yarrow_objects::JsResult;

fn two(ctx: &mut Scope<'_>) -> JsResult<()> {
    let mut inner = ctx.inner();
    let a = inner.new_object()?;
    let b = ctx.new_object()?;
    inner.set_prototype_of(a, b.value())?;
    Ok(())
}

fn main() {}
