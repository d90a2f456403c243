//! The steps come in their order, whoever asks for them, and do what the settings say.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use yarrow_frontend::{FileKind, Loader, Options};
use yarrow_lir::OptLevel;
use yarrow_mir::Program;
use yarrow_pipeline::{Compilation, Counters, GENERATOR_STEP, Observer, Parsed, Settings, Step, Unit, UnitKind, When};

/// The one file that there is.
const FILE: &str = "main.mjs";
struct Text(&'static str);

impl Loader for Text {
    fn load(&self, path: &Path) -> std::io::Result<Vec<u8>> {
        if path == Path::new(FILE) { Ok(self.0.as_bytes().to_vec()) } else { Err(std::io::ErrorKind::NotFound.into()) }
    }

    fn kind(&self, path: &Path) -> Option<FileKind> {
        (path == Path::new(FILE)).then_some(FileKind::File)
    }

    fn root(&self) -> PathBuf {
        PathBuf::new()
    }
}

/// The loop of `sum` has guards.
const SOURCE: &str = "function* count(n) { for (let i = 0; i < n; i++) yield i; }
for (const i of count(3)) console.log(i);
export function sum(a) { let s = 0; for (let i = 0; i < a.length; i++) s += a[i] * 2; return s; }
";

#[derive(Default)]
struct Log {
    steps: Mutex<Vec<Step>>,
    passes: Mutex<Vec<(When, String)>>,
}

impl Observer for Log {
    fn begins(&self, step: Step) {
        self.steps.lock().expect("nobody panics").push(step);
    }

    fn around(&self, when: When, pass: &str, _program: &Program) {
        self.passes.lock().expect("nobody panics").push((when, pass.to_owned()));
    }
}

fn parse<'o>(settings: Settings, observer: &'o dyn Observer) -> Parsed<'o> {
    let compilation = Compilation::observed(settings, observer);
    compilation.parse(Path::new(FILE), &Text(SOURCE), &Options::default()).expect("a program")
}

fn text(program: &Program) -> String {
    yarrow_mir::text::write_program(program)
}

#[test]
fn every_step_is_seen_once_and_in_order() {
    let log = Log::default();
    let unit = Unit::in_process(Counters::Absent);
    let code = parse(Settings::of_level(OptLevel::O2), &log).optimise().lower_generators().to_lir(&unit);
    code.cranelift_object().expect("Cranelift takes it");
    let steps = log.steps.into_inner().expect("nobody panics");
    let expected = [Step::Parse, Step::Mir, Step::Passes, Step::Generators, Step::Lir, Step::CodeGeneration];
    assert_eq!(steps, expected);
    let passes = log.passes.into_inner().expect("nobody panics");
    let names = yarrow_opt::PASSES.iter().map(|p| p.name).chain([GENERATOR_STEP]);
    let expected: Vec<_> = names.flat_map(|n| [When::Before, When::After].map(|w| (w, n.to_owned()))).collect();
    assert_eq!(passes, expected);
}

#[test]
fn passes_are_run_as_far_as_the_settings_say() {
    let source = text(parse(Settings::of_level(OptLevel::O0), &()).program());
    let at = |settings| text(parse(settings, &()).optimise().program());
    assert_eq!(at(Settings::of_level(OptLevel::O0)), source);
    assert_eq!(at(Settings { passes: 0, ..Settings::of_level(OptLevel::O2) }), source);
    let all = at(Settings::of_level(OptLevel::O2));
    assert_ne!(all, source);
    let last = yarrow_opt::PASSES.last().expect("some pass").name;
    let until = |pass| parse(Settings::of_level(OptLevel::O0), &()).optimise_until(pass);
    assert_eq!(until(last).map(|o| text(o.program())).ok(), Some(all));
    let unknown = until("direct").err().expect("no such pass").to_string();
    assert!(unknown.starts_with("direct: there is no such pass; the passes are dead, "), "{unknown}");
}

#[test]
fn a_unit_has_the_symbols_that_it_names() {
    let lowered = parse(Settings::of_level(OptLevel::O2), &()).optimise().lower_generators();
    assert_eq!(lowered.generators().len(), 1);
    for kind in [UnitKind::Executable, UnitKind::Library("shapes".to_owned())] {
        for counters in [Counters::Absent, Counters::Present] {
            let unit = Unit { kind: kind.clone(), evaluates: false, counters };
            let lir = yarrow_lir::print_module(lowered.to_lir(&unit).lir());
            assert!(lir.contains(&unit.descriptor()), "{unit:?}");
            assert_eq!(unit.resumption_counter().is_some(), counters == Counters::Present);
            assert!(unit.resumption_counter().is_none_or(|symbol| lir.contains(&symbol)), "{unit:?}");
            assert_eq!(unit.guard_counters().is_some(), kind == UnitKind::Executable);
            assert!(unit.guard_counters().is_none_or(|symbol| lir.contains(&symbol)), "{unit:?}");
            assert!(unit.guard_counters().is_some() || !lir.contains("guard_exits"), "{unit:?}");
        }
    }
}
