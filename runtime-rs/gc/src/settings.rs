//! What the environment says of the heap: `YARROW_GC=stress` or `stress:N`, and
//! `YARROW_HEAP_MAX=<bytes>[kmg]`. Without the latter the limit is three quarters of the machine's memory,
//! or of what its control group allows the process; the heap looks it up when it has grown. Stated or not, the limit is
//! no more than a quarter of what the process may still map.

use crate::machine::default_limit;
use crate::memory::affordable;

/// Whether every safepoint collects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Stress {
    #[default]
    Off,
    /// Collect at every n-th poll and poison what dies.
    Every(std::num::NonZeroU32),
}

impl Stress {
    /// Collect at every poll.
    pub const EVERY_POLL: Stress = Stress::Every(std::num::NonZeroU32::MIN);
}

#[derive(Clone, Copy, Debug)]
pub struct Settings {
    pub stress: Stress,
    /// Hard limit in bytes; if none is stated, three quarters of the memory that there is.
    pub max_bytes: Option<usize>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings { stress: Stress::Off, max_bytes: Some(usize::MAX) }
    }
}

impl Settings {
    #[must_use]
    pub fn from_env() -> Self {
        let stress = std::env::var("YARROW_GC").map_or(Stress::Off, |v| parse_stress(&v));
        let stated = std::env::var("YARROW_HEAP_MAX").ok().and_then(|v| parse_size(&v));
        // Of the address space, another quarter is the heap's range, used or not. Allocations outside the heap that fail
        // before the limit is reached would end the process, and freed memory is not always whole stretches again.
        let share = affordable(usize::MAX, 4);
        let max_bytes = match stated {
            None if share == usize::MAX => None,
            _ => Some(stated.unwrap_or_else(default_limit).min(share)),
        };
        Settings { stress, max_bytes }
    }
}

/// Parses `stress` and `stress:N`; anything else is off.
#[must_use]
pub fn parse_stress(text: &str) -> Stress {
    let every = match text.split_once(':') {
        Some(("stress", n)) => n.parse().ok(),
        None if text == "stress" => return Stress::EVERY_POLL,
        _ => None,
    };
    every.map_or(Stress::Off, Stress::Every)
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
    use super::{Stress, parse_size, parse_stress};

    #[test]
    fn stress_takes_a_period() {
        let every = |n| Stress::Every(std::num::NonZeroU32::new(n).expect("not zero"));
        assert_eq!(parse_stress("stress"), every(1));
        assert_eq!(parse_stress("stress:50"), every(50));
        for off in ["", "on", "stress:0", "stress:x"] {
            assert_eq!(parse_stress(off), Stress::Off, "{off}");
        }
    }

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
