//! What the environment says of the heap: `YARROW_GC=stress` and `YARROW_HEAP_MAX=<bytes>[kmg]`.

/// Whether every safepoint collects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Stress {
    #[default]
    Off,
    /// Collect at every poll and poison what dies.
    EveryPoll,
}

#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub stress: Stress,
    /// Hard limit in bytes.
    pub max_bytes: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { stress: Stress::Off, max_bytes: usize::MAX }
    }
}

impl Settings {
    #[must_use]
    pub fn from_env() -> Self {
        let stress = match std::env::var("YARROW_GC") {
            Ok(v) if v == "stress" => Stress::EveryPoll,
            _ => Stress::Off,
        };
        let max_bytes = std::env::var("YARROW_HEAP_MAX").ok().and_then(|v| parse_size(&v)).unwrap_or(usize::MAX);
        Settings { stress, max_bytes }
    }
}

/// Parses `4096`, `512k`, `64m` or `2g`.
#[must_use]
pub fn parse_size(text: &str) -> Option<usize> {
    let text = text.trim();
    let (digits, shift) = match text.as_bytes().last()? {
        b'k' | b'K' => (&text[..text.len() - 1], 10),
        b'm' | b'M' => (&text[..text.len() - 1], 20),
        b'g' | b'G' => (&text[..text.len() - 1], 30),
        _ => (text, 0),
    };
    digits.parse::<usize>().ok()?.checked_mul(1 << shift)
}

#[cfg(test)]
mod tests {
    use super::parse_size;

    #[test]
    fn sizes_take_suffixes() {
        assert_eq!(parse_size("4096"), Some(4096));
        assert_eq!(parse_size("2k"), Some(2048));
        assert_eq!(parse_size(" 3M"), Some(3 << 20));
        assert_eq!(parse_size("1g"), Some(1 << 30));
        assert_eq!(parse_size("x"), None);
        assert_eq!(parse_size(""), None);
    }
}
