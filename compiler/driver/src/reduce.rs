//! `yarrow reduce`: makes a program smaller as long as a command of the user's says that what it shows is still there.
//!
//! Each candidate is written to a file beside the input, so that its imports are found. The input is only read. The smallest candidate so
//! far is in the output at any time, also if the reduction is interrupted.

use crate::child::{self, Keeper};
use crate::cli::{GoalArgs, ReduceArgs};
use crate::error::{DriverError, io_error};
use crate::output::{FileKind, write_file};
use crate::spinner::draw_target;
use crate::watch::{Failure, parse_only};
use indicatif::{ProgressBar, ProgressStyle};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};
use tempfile::TempPath;
use yarrow_frontend::outline::Dialect;

pub fn reduce(args: &ReduceArgs) -> Result<(), Failure> {
    let start = Instant::now();
    let input = &args.input;
    let output = args.output.clone().unwrap_or_else(|| reduced_name(input));
    let same = |path: &Path| std::fs::canonicalize(path).ok();
    if same(&output).is_some_and(|path| Some(path) == same(input)) {
        return Err(DriverError::OutputIsSource(output).into());
    }
    let text = std::fs::read_to_string(input).map_err(|e| io_error("read", input, e))?;
    let test = Test::new(args)?;
    if let Some(why) = test.refuses(&text)? {
        return Err(DriverError::NotInteresting { path: input.clone(), why }.into());
    }

    let bar = ProgressBar::with_draw_target(None, draw_target());
    bar.set_style(ProgressStyle::with_template("{spinner} {elapsed} {msg}").expect("a template"));
    bar.enable_steady_tick(Duration::from_millis(120));
    let (mut tries, mut smallest) = (0, text.len());
    let mut is_interesting = |candidate: &str| -> Result<bool, DriverError> {
        tries += 1;
        bar.set_message(format!("{smallest} of {} bytes after {tries} tries", text.len()));
        if test.refuses(candidate)?.is_some() {
            return Ok(false);
        }
        smallest = candidate.len();
        write_file(&output, candidate.as_bytes(), FileKind::Plain)?;
        Ok(true)
    };
    let reduced = yarrow_reduce::reduce(&text, dialect(input), args.tries, &mut is_interesting)?;
    bar.finish_and_clear();
    let Some(reduced) = reduced else {
        // What is wrong with it, if the compiler knows more.
        let goal = GoalArgs { module: false, script: false, commonjs: false };
        parse_only(input, goal)?;
        return Err(DriverError::NotReducible(input.clone()).into());
    };
    // Nothing smaller was found: the output is the input.
    write_file(&output, reduced.text.as_bytes(), FileKind::Plain)?;
    let (before, now) = reduced.statements;
    eprintln!(
        "{}: {now} of {before} statements, {} of {} bytes, after {} tries in {:.1} s",
        output.display(),
        reduced.text.len(),
        text.len(),
        reduced.tries,
        start.elapsed().as_secs_f64(),
    );
    Ok(())
}

/// `dir/a.b.js` as `dir/a.b.reduced.js`.
fn reduced_name(input: &Path) -> PathBuf {
    let mut name = input.file_stem().unwrap_or_default().to_owned();
    name.push(".reduced");
    if let Some(extension) = input.extension() {
        name.push(".");
        name.push(extension);
    }
    input.with_file_name(name)
}

fn dialect(input: &Path) -> Dialect {
    match input.extension().and_then(|e| e.to_str()) {
        Some("ts" | "mts" | "cts") => Dialect::TypeScript,
        _ => Dialect::JavaScript,
    }
}

/// The command, and the file that it is given.
struct Test {
    candidate: TempPath,
    command: String,
    timeout: Duration,
    scratch: tempfile::TempDir,
    keeper: Keeper,
}

impl Test {
    fn new(args: &ReduceArgs) -> Result<Test, DriverError> {
        let input = std::fs::canonicalize(&args.input).map_err(|e| io_error("read", &args.input, e))?;
        let dir = input.parent().unwrap_or(Path::new("/"));
        let ending = input.extension().map(|e| format!(".{}", e.to_string_lossy())).unwrap_or_default();
        let file = tempfile::Builder::new().prefix(".yarrow-").suffix(&ending).tempfile_in(dir);
        let candidate = file.map_err(|e| io_error("write to", dir, e))?.into_temp_path();
        let path = quoted(&candidate.to_string_lossy());
        let command =
            if args.test.contains("{}") { args.test.replace("{}", &path) } else { format!("{} {path}", args.test) };
        let keeper = Keeper::new(Some(candidate.to_path_buf()))?;
        let timeout = Duration::from_secs(args.timeout);
        Ok(Test { candidate, command, timeout, scratch: child::scratch()?, keeper })
    }

    /// Why a text is not interesting; `None` if it is.
    fn refuses(&self, text: &str) -> Result<Option<String>, DriverError> {
        std::fs::write(&self.candidate, text).map_err(|e| io_error("write", &self.candidate, e))?;
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(&self.command);
        let (status, _) = self.keeper.run_within(&mut shell, self.scratch.path(), self.timeout)?;
        Ok(match status {
            Some(status) if status.success() => None,
            Some(status) => Some(format!("ended with {status}")),
            None => Some(format!("did not end within {} seconds", self.timeout.as_secs())),
        })
    }
}

/// One word for the shell.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::{quoted, reduced_name};
    use std::path::Path;

    #[test]
    fn the_output_stands_beside_the_input() {
        for (input, output) in
            [("a.js", "a.reduced.js"), ("d/a.b.ts", "d/a.b.reduced.ts"), ("../main", "../main.reduced")]
        {
            assert_eq!(reduced_name(Path::new(input)), Path::new(output));
        }
    }

    #[test]
    fn the_shell_reads_one_word() {
        assert_eq!(quoted("it's $HOME"), r"'it'\''s $HOME'");
    }
}
