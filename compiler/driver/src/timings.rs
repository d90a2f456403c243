//! The report of `build --timings`, `run --timings` and `run --stats`: a table for people, JSON for programs,
//! `yarrow compare` among them.

use crate::error::DriverError;
use crate::output::{FileKind, write_file};
use crate::progress::{Parallel, Phase, Progress, Spent, Times};
use crate::units::{bytes, milliseconds, table_text};
use crate::usage::peak_memory;
use comfy_table::{CellAlignment, Table, presets};
use object::{Object, ObjectSection, SectionKind};
use serde::{Deserialize, Serialize};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use yarrow_lir::OptLevel;

/// How and where a report is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// A table on standard error.
    Table,
    /// JSON, on standard error or in a file.
    Json(Option<PathBuf>),
}

impl Form {
    /// The file that is written.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        match self {
            Form::Json(file) => file.as_deref(),
            Form::Table => None,
        }
    }
}

impl FromStr for Form {
    type Err = String;

    fn from_str(text: &str) -> Result<Form, String> {
        match (text, text.strip_prefix("json:")) {
            ("table", _) => Ok(Form::Table),
            ("json", _) => Ok(Form::Json(None)),
            (_, Some(file)) if !file.is_empty() => Ok(Form::Json(Some(PathBuf::from(file)))),
            _ => Err("expected table, json or json:FILE".to_owned()),
        }
    }
}

/// The time of a phase, or of a part of it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PhaseTime {
    pub name: String,
    /// By the clock. Of a part: so much of its phase's as it has of the phase's processor time, since parts of several
    /// objects run at the same time.
    pub ms: f64,
    /// Of all processors together.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cpu_ms: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parallel: Option<Parallel>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<PhaseTime>,
}

/// What code generation does besides the parts that are measured: it makes the back end's form of the program.
const BUILDING: &str = "building";

impl PhaseTime {
    #[must_use]
    pub fn new(name: &str, ms: f64) -> PhaseTime {
        PhaseTime { name: name.to_owned(), ms, ..PhaseTime::default() }
    }

    fn of_phase(phase: Phase, spent: Spent) -> PhaseTime {
        PhaseTime { cpu_ms: Some(to_ms(spent.processor)), ..PhaseTime::new(phase.name(), to_ms(spent.wall)) }
    }

    /// Divides the phase into the parts that are known, by their processor time, and the rest.
    fn divide(&mut self, parts: &[(&'static str, Duration)]) {
        let known: f64 = parts.iter().map(|(_, time)| to_ms(*time)).sum();
        // The clocks of threads and of the process need not agree to the last digit.
        let whole = self.cpu_ms.unwrap_or(0.0).max(known);
        if known == 0.0 {
            return;
        }
        self.cpu_ms = Some(whole);
        let rest = std::iter::once((BUILDING, whole - known));
        self.parts = rest
            .chain(parts.iter().map(|(name, time)| (*name, to_ms(*time))))
            .map(|(name, cpu)| PhaseTime { cpu_ms: Some(cpu), ..PhaseTime::new(name, self.ms * cpu / whole) })
            .collect();
    }
}

fn to_ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// So many guards are shown in a table; JSON has all that failed.
const MOST_GUARDS: usize = 20;

/// What one command took.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Report {
    /// The version.
    pub yarrow: String,
    pub backend: String,
    #[serde(with = "level")]
    pub opt: OptLevel,
    /// What precedes the program's start, in order.
    pub phases: Vec<PhaseTime>,
    /// Their sum.
    pub total_ms: f64,
    /// The program's own time, where it ran in this process.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub run_ms: Option<f64>,
    /// Of this process, in bytes.
    pub peak_memory: Option<u64>,
    /// Machine code of the program without the runtime, in bytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_size: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub executable_size: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resumptions: Option<u64>,
    /// Guards of typed copies that failed, the most frequent first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub guard_exits: Vec<GuardExits>,
}

/// How often a guard failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GuardExits {
    /// `file:line:column`.
    pub place: String,
    /// What it assumes.
    pub assumes: String,
    pub exits: u64,
}

/// What a program that ran in this process has counted.
#[derive(Debug, Default)]
pub struct Counted {
    pub resumptions: Option<u64>,
    pub guard_exits: Vec<GuardExits>,
}

impl Report {
    /// Of what the clock says, and of this process's memory up to now.
    #[must_use]
    pub fn new(backend: &str, opt: OptLevel, times: &Times) -> Report {
        let (mut phases, mut run_ms) = (Vec::new(), None);
        for (phase, spent) in &times.phases {
            let mut row = PhaseTime::of_phase(*phase, *spent);
            match phase {
                Phase::Run => run_ms = Some(row.ms),
                Phase::CodeGeneration => {
                    row.divide(&times.parts);
                    row.parallel = times.parallel;
                    phases.push(row);
                }
                _ => phases.push(row),
            }
        }
        Report {
            yarrow: env!("CARGO_PKG_VERSION").to_owned(),
            backend: backend.to_owned(),
            opt,
            total_ms: phases.iter().map(|p| p.ms).sum(),
            phases,
            run_ms,
            peak_memory: peak_memory(),
            code_size: None,
            executable_size: None,
            resumptions: None,
            guard_exits: Vec::new(),
        }
    }

    /// Writes it where the user wants it.
    pub fn write(&self, form: &Form) -> Result<(), DriverError> {
        match form {
            Form::Table => eprint!("{}", self.table()),
            Form::Json(None) => eprintln!("{}", self.json()),
            Form::Json(Some(file)) => write_file(file, (self.json() + "\n").as_bytes(), FileKind::Plain)?,
        }
        Ok(())
    }

    fn json(&self) -> String {
        serde_json::to_string_pretty(self).expect("numbers and strings are JSON")
    }

    fn table(&self) -> String {
        let mut table = Table::new();
        table.load_preset(presets::NOTHING).set_header(["phase", "ms", "%", "CPU ms"]);
        let share =
            |ms: f64| if self.total_ms > 0.0 { format!("{:.1}", 100.0 * ms / self.total_ms) } else { String::new() };
        let cpu = |ms: Option<f64>| ms.map(milliseconds).unwrap_or_default();
        for phase in &self.phases {
            table.add_row([phase.name.clone(), milliseconds(phase.ms), share(phase.ms), cpu(phase.cpu_ms)]);
            for part in &phase.parts {
                let name = format!("  {}", part.name);
                table.add_row([name, milliseconds(part.ms), share(part.ms), cpu(part.cpu_ms)]);
            }
        }
        let all_cpu = self.phases.iter().map(|p| p.cpu_ms).sum::<Option<f64>>();
        table.add_row(["total".to_owned(), milliseconds(self.total_ms), share(self.total_ms), cpu(all_cpu)]);
        if let Some(run) = self.run_ms {
            table.add_row(["run".to_owned(), milliseconds(run), String::new(), String::new()]);
        }
        for column in 1..=3 {
            table.column_mut(column).expect("four columns").set_cell_alignment(CellAlignment::Right);
        }
        let mut text = table_text(&table);
        for (phase, p) in self.phases.iter().filter_map(|p| Some((p, p.parallel?))) {
            writeln!(text, "{}: {} objects, {} at the same time", phase.name, p.objects, p.threads)
                .expect("writing to a string does not fail");
        }
        let sizes = [
            ("peak memory", self.peak_memory.map(bytes)),
            ("code", self.code_size.map(bytes)),
            ("executable", self.executable_size.map(bytes)),
            ("resumptions", self.resumptions.map(|n| n.to_string())),
        ];
        for (name, size) in sizes {
            if let Some(size) = size {
                writeln!(text, "{name}: {size}").expect("writing to a string does not fail");
            }
        }
        if !self.guard_exits.is_empty() {
            let all: u64 = self.guard_exits.iter().map(|g| g.exits).sum();
            writeln!(text, "guards that failed: {all}").expect("writing to a string does not fail");
        }
        for g in self.guard_exits.iter().take(MOST_GUARDS) {
            writeln!(text, "  {:>8}  {}  {}", g.exits, g.place, g.assumes).expect("writing to a string does not fail");
        }
        text
    }
}

/// A level in JSON: the number after `-O`.
mod level {
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};
    use yarrow_lir::OptLevel;

    pub fn serialize<S: Serializer>(level: &OptLevel, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_u8(level.number())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<OptLevel, D::Error> {
        OptLevel::try_from(u8::deserialize(from)?).map_err(D::Error::custom)
    }
}

/// Has the report of a run written when the process exits, if one is asked for, since the program may exit when and where
/// it likes.
pub fn report_at_exit(
    form: Option<&Form>,
    (backend, opt): (&'static str, OptLevel),
    progress: Progress,
    code_size: Option<u64>,
    counted: impl FnOnce() -> Counted + Send + 'static,
) {
    let Some(form) = form.cloned() else { return };
    at_exit(move || {
        let report = Report::new(backend, opt, &progress.stop());
        let Counted { resumptions, guard_exits } = counted();
        if let Err(e) = (Report { code_size, resumptions, guard_exits, ..report }).write(&form) {
            eprintln!("error: {e}");
        }
    });
}

type Pending = Box<dyn FnOnce() + Send>;

/// What is still to be done when the process exits.
static PENDING: Mutex<Option<Pending>> = Mutex::new(None);

fn at_exit(last: impl FnOnce() + Send + 'static) {
    extern "C" fn run_pending() {
        let pending = PENDING.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(last) = pending {
            last();
        }
    }
    *PENDING.lock().unwrap_or_else(PoisonError::into_inner) = Some(Box::new(last));
    // SAFETY: a function without parameters that does not unwind into C, since an `extern "C"` function aborts where it would.
    if unsafe { libc::atexit(run_pending) } != 0 {
        eprintln!("error: no report: this process takes no more exit handlers");
    }
}

/// Bytes of machine code in an object file.
#[must_use]
pub fn code_size(file: &[u8]) -> Option<u64> {
    let file = object::File::parse(file).ok()?;
    Some(file.sections().filter(|s| s.kind() == SectionKind::Text).map(|s| s.size()).sum())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn times() -> Times {
        let ms = Duration::from_millis;
        let spent = |wall, processor| Spent { wall: ms(wall), processor: ms(processor) };
        Times {
            phases: vec![
                (Phase::Parse, spent(10, 8)),
                (Phase::CodeGeneration, spent(30, 50)),
                (Phase::Run, spent(5, 5)),
            ],
            parts: vec![("passes", ms(10)), ("emission", ms(20))],
            parallel: Some(Parallel { objects: 3, threads: 2 }),
        }
    }

    #[test]
    fn parts_add_up_to_their_phase() {
        let report = Report::new("llvm", OptLevel::O2, &times());
        let phase = &report.phases[1];
        let row = |p: &PhaseTime| (p.name.clone(), p.ms.round(), p.cpu_ms.map(f64::round));
        let rows: Vec<_> = phase.parts.iter().map(row).collect();
        let expected = [("building", 12.0, 20.0), ("passes", 6.0, 10.0), ("emission", 12.0, 20.0)];
        assert_eq!(rows, expected.map(|(name, ms, cpu)| (name.to_owned(), ms, Some(cpu))));
        assert!(report.table().contains("code generation: 3 objects, 2 at the same time"), "{}", report.table());
        let mut behind = PhaseTime { cpu_ms: Some(1.0), ..PhaseTime::new("code generation", 4.0) };
        behind.divide(&[("passes", Duration::from_millis(2))]);
        assert_eq!((behind.cpu_ms, behind.parts[0].ms, behind.parts[1].ms), (Some(2.0), 0.0, 4.0));
    }

    #[test]
    fn the_program_s_own_time_is_not_part_of_the_total() {
        let report = Report::new("llvm", OptLevel::O2, &times());
        assert!((report.total_ms - 40.0).abs() < 1e-9);
        assert_eq!(report.run_ms, Some(5.0));
        let table = report.table();
        assert!(table.contains("code generation") && table.contains("75.0") && table.contains("  emission"), "{table}");
    }

    #[test]
    fn json_is_read_back() {
        let report = Report { code_size: Some(12), ..Report::new("llvm", OptLevel::O2, &times()) };
        let again: Report = serde_json::from_str(&report.json()).expect("its own JSON");
        assert_eq!((again.code_size, again.phases[1].parts[0].name.as_str()), (Some(12), "building"));
    }

    #[test]
    fn forms_are_told_apart() {
        assert_eq!("table".parse(), Ok(Form::Table));
        assert_eq!("json".parse(), Ok(Form::Json(None)));
        assert_eq!("json:a.json".parse(), Ok(Form::Json(Some(PathBuf::from("a.json")))));
        assert!("json:".parse::<Form>().is_err() && "yaml".parse::<Form>().is_err());
    }
}
