//! The ways to compile that are compared.

use clap::ValueEnum;

/// A back end, its level, and how generators are dispatched where that is what is compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Configuration {
    /// `yarrow build --backend=cranelift`
    #[value(name = "cranelift")]
    Cranelift,
    /// `yarrow run`: compiled in the process that runs it
    #[value(name = "cranelift-jit")]
    CraneliftJit,
    /// `yarrow build -O0`
    #[value(name = "llvm-O0")]
    LlvmO0,
    /// `yarrow build -O1`
    #[value(name = "llvm-O1")]
    LlvmO1,
    /// `yarrow build`
    #[value(name = "llvm-O2")]
    LlvmO2,
    /// `yarrow build --dispatch=switch`
    #[value(name = "llvm-O2-switch")]
    LlvmO2Switch,
    /// `yarrow build --dispatch=indirectbr`
    #[value(name = "llvm-O2-indirectbr")]
    LlvmO2Indirectbr,
    /// `yarrow build -O3`
    #[value(name = "llvm-O3")]
    LlvmO3,
}

impl Configuration {
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Configuration::Cranelift => "cranelift",
            Configuration::CraneliftJit => "cranelift-jit",
            Configuration::LlvmO0 => "llvm-O0",
            Configuration::LlvmO1 => "llvm-O1",
            Configuration::LlvmO2 => "llvm-O2",
            Configuration::LlvmO2Switch => "llvm-O2-switch",
            Configuration::LlvmO2Indirectbr => "llvm-O2-indirectbr",
            Configuration::LlvmO3 => "llvm-O3",
        }
    }

    /// Does it compile in the process that runs the program?
    #[must_use]
    pub fn is_jit(self) -> bool {
        self == Configuration::CraneliftJit
    }

    /// What `yarrow build`, or `run`, is told.
    #[must_use]
    pub fn options(self) -> &'static [&'static str] {
        match self {
            Configuration::Cranelift | Configuration::CraneliftJit => &["--backend=cranelift", "-O2"],
            Configuration::LlvmO0 => &["--backend=llvm", "-O0"],
            Configuration::LlvmO1 => &["--backend=llvm", "-O1"],
            Configuration::LlvmO2 => &["--backend=llvm", "-O2"],
            Configuration::LlvmO2Switch => &["--backend=llvm", "-O2", "--dispatch=switch"],
            Configuration::LlvmO2Indirectbr => &["--backend=llvm", "-O2", "--dispatch=indirectbr"],
            Configuration::LlvmO3 => &["--backend=llvm", "-O3"],
        }
    }
}
