//! What a program has counted, for who asks by `YARROW_STATS=1`.

use super::Scope;
use crate::frame_place::FramePlace;
use std::cmp::Reverse;
use std::fmt::Write;

/// So many guards are shown.
const MOST_GUARDS: usize = 20;

impl Scope<'_> {
    /// Writes to standard error how often guards have failed, the most frequent first, if the environment asks for it.
    pub fn write_statistics(&mut self) {
        if std::env::var_os("YARROW_STATS").is_some_and(|v| v == "1") {
            let text = self.statistics();
            self.write_stderr(text.as_bytes());
        }
    }

    /// Every program carries this, so it is made of what is small rather than quick.
    fn statistics(&self) -> String {
        let mut failed: Vec<(FramePlace<'_>, &str, u64)> = Vec::new();
        for module in self.ctx.modules.loaded.iter().flatten() {
            for (place, assumes, exits) in module.desc.failed_guards() {
                let at = |p: &FramePlace<'_>| (p.line, p.column);
                let same = failed
                    .iter_mut()
                    .find(|(p, what, _)| at(p) == at(&place) && p.file == place.file && *what == assumes);
                match same {
                    Some((_, _, all)) => *all += exits,
                    None => failed.push((place, assumes, exits)),
                }
            }
        }
        let all: u64 = failed.iter().map(|(_, _, exits)| exits).sum();
        let mut text = format!("guards that failed: {all}\n");
        for _ in 0..MOST_GUARDS {
            let most = (0..failed.len()).min_by_key(|i| Reverse(failed[*i].2));
            let Some((place, assumes, exits)) = most.map(|i| failed.remove(i)) else { break };
            let FramePlace { file, line, column, .. } = place;
            writeln!(text, "  {exits:>8}  {file}:{line}:{column}  {assumes}")
                .expect("writing to a string does not fail");
        }
        text
    }
}
