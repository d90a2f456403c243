//! The three figures that the tables are made of. Times are seconds.

/// The least of some times: what the work costs when nothing disturbs it.
#[must_use]
pub fn minimum(times: &[f64]) -> Option<f64> {
    times.iter().copied().min_by(f64::total_cmp)
}

/// The middle one; of an even number, the mean of the middle two.
#[must_use]
pub fn median(times: &[f64]) -> Option<f64> {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    if sorted.len() % 2 == 1 {
        Some(sorted[middle])
    } else {
        Some(f64::midpoint(*sorted.get(middle.checked_sub(1)?)?, sorted[middle]))
    }
}

/// What ratios are averaged by: the mean of `a / b` is then one over that of `b / a`.
#[must_use]
pub fn geometric_mean(values: &[f64]) -> Option<f64> {
    let count = u32::try_from(values.len()).ok().filter(|n| *n > 0)?;
    Some((values.iter().map(|v| v.ln()).sum::<f64>() / f64::from(count)).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minimum_and_median_do_not_need_sorted_times() {
        assert_eq!(minimum(&[3.0, 1.0, 2.0]), Some(1.0));
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.5));
    }

    #[test]
    fn of_nothing_there_is_no_figure() {
        assert_eq!((minimum(&[]), median(&[]), geometric_mean(&[])), (None, None, None));
    }

    #[test]
    fn geometric_mean_of_a_ratio_and_its_inverse_is_one() {
        let mean = geometric_mean(&[8.0, 0.125]).expect("two values");
        assert!((mean - 1.0).abs() < 1e-12, "{mean}");
        let mean = geometric_mean(&[2.0, 8.0]).expect("two values");
        assert!((mean - 4.0).abs() < 1e-12, "{mean}");
    }
}
