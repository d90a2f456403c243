//! Object files linked and run, for [`crate::Engine`]s of a back end's usual output.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use yarrow_lir::Module;

use crate::engines::Engine;
use crate::support::SOURCE;

/// A C program that prints what functions answer, to be linked with the object they are in.
pub struct Program {
    folder: tempfile::TempDir,
}

impl Program {
    /// One for these functions, which have no parameters.
    #[must_use]
    pub fn new(functions: &[&str]) -> Program {
        let mut text = String::from("#include <stdint.h>\n#include <stdio.h>\n");
        for name in functions {
            let _ = writeln!(text, "uint64_t {name}(void);");
        }
        text.push_str("static uint64_t (*const functions[])(void) = {\n");
        for name in functions {
            let _ = writeln!(text, "    {name},");
        }
        text.push_str(
            "};\nint main(void) {\n    for (unsigned i = 0; i < sizeof functions / sizeof *functions; i++) {\n        \
             printf(\"%016llx\\n\", (unsigned long long)functions[i]());\n        fflush(stdout);\n    }\n    return 0;\n}\n",
        );
        let program = Program { folder: tempfile::tempdir().expect("a temporary folder") };
        let source = program.at("main.c");
        std::fs::write(&source, text).expect("written");
        for (from, to) in [(source.as_path(), "main.o"), (Path::new(SOURCE), "support.o")] {
            cc(Command::new("cc").args(["-w", "-fPIC", "-fno-builtin", "-c", "-o"]).arg(program.at(to)).arg(from));
        }
        program
    }

    fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// What the functions answer, as the engine compiles the module. Panics where that fails.
    #[must_use]
    pub fn run(&self, engine: &Engine, module: &Module) -> Vec<u64> {
        let what = format!("{} with {engine:?}", module.name);
        let object = engine.object(module).unwrap_or_else(|e| panic!("{what}: {e}"));
        std::fs::write(self.at("module.o"), object).expect("written");
        let objects = ["main.o", "support.o", "module.o"].map(|name| self.at(name));
        cc(Command::new("cc").arg(engine.linking()).arg("-o").arg(self.at("main")).args(objects).arg("-lm"));
        let output = Command::new(self.at("main")).output().expect("the program runs");
        let printed = String::from_utf8(output.stdout).expect("hexadecimal digits");
        assert!(output.status.success(), "{what} after {} results: {}", printed.lines().count(), output.status);
        printed.lines().map(|line| u64::from_str_radix(line, 16).expect("hexadecimal digits")).collect()
    }
}

fn cc(command: &mut Command) {
    let output = command.output().expect("cc runs");
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}
