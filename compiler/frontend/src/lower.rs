pub fn lower(_: &mut crate::load::Graph<'_>, _: &crate::link::Linked, _: &mut yarrow_mir::Program) {}
