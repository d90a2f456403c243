//! Diagnostics for several exports of one name. For each duplicate the parser reports an error. Its two labels are right for two
//! exports: for more, each error calls the export before it the existing one, and the last export the wrong one.

use std::collections::BTreeMap;

use oxc_diagnostics::{LabeledSpan, OxcDiagnostic};

/// Lets each error name the first place as the one that stands, and its own as the wrong one.
pub fn point_at_own_places(diagnostics: &mut [OxcDiagnostic]) {
    let mut of_message: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (i, d) in diagnostics.iter().enumerate() {
        if d.message.starts_with("Duplicated export") && d.labels.len() == 2 {
            of_message.entry(d.message.to_string()).or_default().push(i);
        }
    }
    for errors in of_message.into_values() {
        let first = diagnostics[errors[0]].labels[0].clone();
        for pair in errors.windows(2) {
            let wrong = diagnostics[pair[0]].labels[1].label().map(str::to_owned);
            let own = &diagnostics[pair[1]].labels[0];
            let own = LabeledSpan::new(wrong, own.offset(), own.len());
            diagnostics[pair[0]].labels[1] = own;
        }
        for i in errors {
            diagnostics[i].labels[0] = first.clone();
        }
    }
}
