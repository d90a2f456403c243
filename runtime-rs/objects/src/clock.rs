//! The clock of a context: the one place from which the program and its event loop learn the time.
//!
//! A virtual clock (`YARROW_VIRTUAL_TIME=1`) stands still while code runs, and the loop moves it to the next deadline instead of
//! sleeping. So a program does the same however fast the machine is. It starts at midnight of January 1st, 2000 (UTC), and each
//! reading by the program moves it on by a microsecond, so that a program that waits in a loop for a time to come gets there.

use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

/// 2000-01-01T00:00:00Z
const VIRTUAL_START: Duration = Duration::from_secs(946_684_800);

/// How far a reading moves a virtual clock.
const STEP: Duration = Duration::from_micros(1);

pub(crate) struct Clock {
    start: Instant,
    /// What a virtual clock shows.
    shown: Option<Duration>,
}

impl Clock {
    /// The clock that the environment asks for.
    pub fn from_env() -> Clock {
        let is_virtual = std::env::var_os("YARROW_VIRTUAL_TIME").is_some_and(|v| v == "1");
        Clock { start: Instant::now(), shown: is_virtual.then_some(Duration::ZERO) }
    }

    /// Time since the start, for the loop.
    pub fn now(&self) -> Duration {
        self.shown.unwrap_or_else(|| self.start.elapsed())
    }

    /// Time since the start, for the program.
    pub fn read(&mut self) -> Duration {
        if let Some(shown) = &mut self.shown {
            *shown += STEP;
        }
        self.now()
    }

    /// Time since 1970, for the program.
    pub fn read_wall(&mut self) -> Duration {
        match self.shown {
            Some(_) => VIRTUAL_START + self.read(),
            None => SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default(),
        }
    }

    /// Whether nobody has to wait for the time to pass.
    pub fn is_virtual(&self) -> bool {
        self.shown.is_some()
    }

    /// Moves a virtual clock on to a time.
    pub fn advance(&mut self, to: Duration) {
        if let Some(shown) = &mut self.shown {
            *shown = (*shown).max(to);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stopped() -> Clock {
        Clock { start: Instant::now(), shown: Some(Duration::ZERO) }
    }

    #[test]
    fn a_virtual_clock_moves_when_it_is_told_to_and_a_little_when_it_is_read() {
        let mut clock = stopped();
        assert_eq!(clock.now(), clock.now());
        clock.advance(Duration::from_millis(5));
        assert_eq!(clock.now(), Duration::from_millis(5));
        clock.advance(Duration::from_millis(2));
        assert_eq!(clock.now(), Duration::from_millis(5));
        assert_eq!(clock.read(), Duration::from_micros(5001));
        assert_eq!(clock.read_wall(), VIRTUAL_START + Duration::from_micros(5002));
    }

    #[test]
    fn a_real_clock_cannot_be_moved() {
        let mut clock = Clock { start: Instant::now(), shown: None };
        clock.advance(Duration::from_secs(1000));
        assert!(clock.now() < Duration::from_secs(500));
    }
}
