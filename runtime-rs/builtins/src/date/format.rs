//! How dates are written (21.4.4.41).

use super::time::{local_time, parts_of, week_day, zone_at};

const DAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

fn year_text(year: f64) -> String {
    if year < 0.0 { format!("-{:04}", -year) } else { format!("{year:04}") }
}

/// DateString (21.4.4.41.2)
fn date_string(t: f64) -> String {
    let p = parts_of(t);
    format!("{} {} {:02} {}", DAYS[week_day(t)], MONTHS[p[1] as usize], p[2], year_text(p[0]))
}

/// TimeString (21.4.4.41.1) with `GMT`.
fn time_string(t: f64) -> String {
    let p = parts_of(t);
    format!("{:02}:{:02}:{:02} GMT", p[3], p[4], p[5])
}

/// TimeZoneString (21.4.4.41.3)
fn zone_string(t: f64) -> String {
    let (offset, name) = zone_at(t);
    let minutes = (offset / 60_000.0) as i64;
    let sign = if minutes < 0 { '-' } else { '+' };
    let name = if name == "UTC" { "Coordinated Universal Time" } else { &name };
    format!("{sign}{:02}{:02} ({name})", minutes.abs() / 60, minutes.abs() % 60)
}

pub const INVALID: &str = "Invalid Date";

/// The forms; each takes a time value that is finite.
pub fn to_string(t: f64) -> String {
    let local = local_time(t);
    format!("{} {}{}", date_string(local), time_string(local), zone_string(t))
}

pub fn to_date_string(t: f64) -> String {
    date_string(local_time(t))
}

pub fn to_time_string(t: f64) -> String {
    format!("{}{}", time_string(local_time(t)), zone_string(t))
}

pub fn to_utc_string(t: f64) -> String {
    let p = parts_of(t);
    let day = DAYS[week_day(t)];
    format!("{day}, {:02} {} {} {}", p[2], MONTHS[p[1] as usize], year_text(p[0]), time_string(t))
}

pub fn to_iso_string(t: f64) -> String {
    let [year, month, day, hour, minute, second, ms] = parts_of(t);
    let year = match year {
        y if (0.0..=9999.0).contains(&y) => format!("{y:04}"),
        y if y < 0.0 => format!("-{:06}", -y),
        y => format!("+{y:06}"),
    };
    format!("{year}-{:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{ms:03}Z", month + 1.0)
}

/// As the locale en-US writes dates.
pub fn to_locale_date_string(t: f64) -> String {
    let p = parts_of(local_time(t));
    format!("{}/{}/{}", p[1] + 1.0, p[2], p[0])
}

pub fn to_locale_time_string(t: f64) -> String {
    let p = parts_of(local_time(t));
    let hour = if p[3] % 12.0 == 0.0 { 12.0 } else { p[3] % 12.0 };
    format!("{hour}:{:02}:{:02} {}", p[4], p[5], if p[3] < 12.0 { "AM" } else { "PM" })
}

pub fn to_locale_string(t: f64) -> String {
    format!("{}, {}", to_locale_date_string(t), to_locale_time_string(t))
}
