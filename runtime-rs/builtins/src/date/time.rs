//! Time values (21.4.1): milliseconds since 1970 in UTC as doubles, NaN for an invalid date; and the
//! local zone, which is the C library's (`TZ`).

pub const MS_PER_DAY: f64 = 86_400_000.0;
/// The largest time value.
const MAX_TIME: f64 = 8.64e15;

/// Days since 1970 of a day of the proleptic Gregorian calendar; `month` counts from 0 to 11.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    // Years that begin in March have the leap day at their end.
    let y = if month < 2 { year - 1 } else { year };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let day_of_year = (153 * ((month + 10) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The opposite: year, month from 0 to 11, day.
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let z = days + 719_468;
    let era = z.div_euclid(146_097);
    let day_of_era = z.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = (shifted + 2) % 12;
    (year_of_era + era * 400 + i64::from(month < 2), month, day)
}

/// A time value taken apart: year, month, day of the month, hours, minutes, seconds, milliseconds.
pub type Parts = [f64; 7];

/// The parts of a finite time value.
pub fn parts_of(t: f64) -> Parts {
    let days = (t / MS_PER_DAY).floor();
    let ms = (t - days * MS_PER_DAY) as i64;
    let (year, month, day) = civil_from_days(days as i64);
    [year, month, day, ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000].map(|n| n as f64)
}

/// WeekDay (21.4.1.11)
pub fn week_day(t: f64) -> usize {
    ((t / MS_PER_DAY).floor() as i64 + 4).rem_euclid(7) as usize
}

/// MakeDay (21.4.1.28)
fn make_day(year: f64, month: f64, date: f64) -> f64 {
    if !(year.is_finite() && month.is_finite() && date.is_finite()) {
        return f64::NAN;
    }
    let (year, month, date) = (year.trunc(), month.trunc(), date.trunc());
    let year = year + (month / 12.0).floor();
    if year.abs() > 400_000.0 {
        return f64::NAN;
    }
    let month = month.rem_euclid(12.0);
    days_from_civil(year as i64, month as i64, 1) as f64 + date - 1.0
}

/// MakeTime (21.4.1.27)
fn make_time(hour: f64, minute: f64, second: f64, ms: f64) -> f64 {
    hour.trunc() * 3_600_000.0 + minute.trunc() * 60_000.0 + second.trunc() * 1000.0 + ms.trunc()
}

/// MakeDate (21.4.1.29) of all parts; NaN if one is not finite.
pub fn make_date(p: &Parts) -> f64 {
    let t = make_day(p[0], p[1], p[2]) * MS_PER_DAY + make_time(p[3], p[4], p[5], p[6]);
    if t.is_finite() { t } else { f64::NAN }
}

/// TimeClip (21.4.1.31)
pub fn time_clip(t: f64) -> f64 {
    if t.abs() <= MAX_TIME { t.trunc() + 0.0 } else { f64::NAN }
}

/// MakeFullYear (21.4.1.30)
pub fn full_year(year: f64) -> f64 {
    let whole = year.trunc();
    if (0.0..=99.0).contains(&whole) { 1900.0 + whole } else { year }
}

/// Offset of local time in milliseconds, and the zone's abbreviation, at a time of UTC.
pub fn zone_at(t: f64) -> (f64, String) {
    let seconds = (t / 1000.0).floor() as libc::time_t;
    // SAFETY: both pointers are to locals; the name is the library's, valid until the zone changes, and
    // copied at once.
    unsafe {
        let mut tm = std::mem::zeroed::<libc::tm>();
        if libc::localtime_r(&raw const seconds, &raw mut tm).is_null() {
            return (0.0, "UTC".to_owned());
        }
        let name = if tm.tm_zone.is_null() {
            String::new()
        } else {
            std::ffi::CStr::from_ptr(tm.tm_zone).to_string_lossy().into_owned()
        };
        (tm.tm_gmtoff as f64 * 1000.0, name)
    }
}

/// LocalTime (21.4.1.25)
pub fn local_time(t: f64) -> f64 {
    t + zone_at(t).0
}

/// UTC (21.4.1.26): times that a change of the zone repeats or skips are read with the offset before it.
pub fn utc(t: f64) -> f64 {
    if !t.is_finite() || t.abs() > MAX_TIME + MS_PER_DAY {
        return f64::NAN;
    }
    let (before, after) = (zone_at(t - MS_PER_DAY).0, zone_at(t + MS_PER_DAY).0);
    let late = t - after;
    if before != after && zone_at(t - before).0 != before && zone_at(late).0 == after { late } else { t - before }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_parts_are_inverse() {
        for days in [-719_529, -719_468, -1, 0, 1, 58, 59, 60, 10_957, 11_016, 100_000_000, -100_000_000] {
            let p = parts_of(days as f64 * MS_PER_DAY + 1234.0);
            assert_eq!(make_date(&p), days as f64 * MS_PER_DAY + 1234.0, "{p:?}");
        }
        assert_eq!(parts_of(951_782_400_000.0), [2000.0, 1.0, 29.0, 0.0, 0.0, 0.0, 0.0]);
        assert_eq!(week_day(0.0), 4);
        assert_eq!(make_date(&[2019.0, 13.0, 1.0, 0.0, 0.0, 0.0, 0.0]), 1_580_515_200_000.0);
        assert!(time_clip(8.64e15 + 1.0).is_nan() && time_clip(8.64e15) == 8.64e15);
    }
}
