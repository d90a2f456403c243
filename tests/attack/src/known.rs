//! `known.txt`: cases that fail for a fault that is known and being mended. A line is an entry: paths, or their
//! beginnings with `*`, then ` # ` and the reason. An entry under which no case failed fails the fixed share, so that the
//! list stays true.

use std::collections::BTreeSet;

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    patterns: Vec<String>,
}

/// The list, and which of its entries have been of use.
#[derive(Clone, Debug, Default)]
pub struct Known {
    entries: Vec<Entry>,
    used: BTreeSet<usize>,
    tried: BTreeSet<usize>,
}

impl Known {
    /// Reads the list.
    ///
    /// # Errors
    /// If an entry has no reason.
    pub fn parse(text: &str) -> Result<Known, String> {
        let mut known = Known::default();
        for line in text.lines().filter(|l| !l.trim().is_empty() && !l.starts_with('#')) {
            let Some((patterns, _)) = line.split_once(" # ") else { return Err(format!("no reason: {line}")) };
            known.entries.push(Entry { patterns: patterns.split_whitespace().map(str::to_owned).collect() });
        }
        Ok(known)
    }

    fn entry(&self, path: &str) -> Option<usize> {
        let fits = |pattern: &String| match pattern.strip_suffix('*') {
            Some(beginning) => path.starts_with(beginning),
            None => path == pattern,
        };
        self.entries.iter().position(|e| e.patterns.iter().any(fits))
    }

    /// Notes that a case has run; whether its failures, if it has any, are known ones.
    pub fn note(&mut self, path: &str, failed: bool) -> bool {
        let Some(i) = self.entry(path) else { return false };
        self.tried.insert(i);
        if failed {
            self.used.insert(i);
        }
        true
    }

    /// The entries whose cases ran and did not fail.
    #[must_use]
    pub fn stale(&self) -> Vec<String> {
        self.tried.difference(&self.used).map(|&i| self.entries[i].patterns.join(" ")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::Known;

    #[test]
    fn an_entry_without_a_failure_is_stale() {
        let mut known =
            Known::parse("# head\nArray.from Map # a\nmatrix:* Set # b\nMath.max # never run\n").expect("a list");
        assert!(known.note("Array.from", true));
        assert!(known.note("matrix:loop", false));
        assert!(known.note("Map", false));
        assert!(!known.note("Array.of", true));
        assert_eq!(known.stale(), ["matrix:* Set"]);
        assert!(Known::parse("Array.from").is_err());
    }
}
