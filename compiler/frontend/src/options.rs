//! How to compile.

/// What the entry file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Goal {
    /// By Node's rule: the extension, else the `type` of the nearest `package.json`, else a module
    /// if it has the syntax of one, else CommonJS.
    #[default]
    Auto,
    Module,
    Script,
    CommonJs,
}

/// How to compile.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    pub goal: Goal,
}
