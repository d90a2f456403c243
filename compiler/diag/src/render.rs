//! Diagnostics as text for a terminal.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::{Diagnostic, Severity, SourceMap, Span};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colour {
    Never,
    Always,
}

/// Longest stretch of source shown around a span: lines of minified files are cut.
const CONTEXT: usize = 400;

/// Prints the diagnostics in the order given, a blank line between two.
#[must_use]
pub fn render(diagnostics: &[Diagnostic], sources: &SourceMap, colour: Colour) -> String {
    let renderer = match colour {
        Colour::Never => Renderer::plain(),
        Colour::Always => Renderer::styled(),
    };
    let mut out = String::new();
    for (i, d) in diagnostics.iter().enumerate() {
        if i > 0 {
            out.push('\n');
        }
        out.push_str(&renderer.render(&[group(d, sources)]));
        out.push('\n');
    }
    out
}

fn group<'a>(d: &'a Diagnostic, sources: &'a SourceMap) -> Group<'a> {
    let level = match d.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let mut group = Group::with_title(level.primary_title(d.message.as_str()));
    for (i, label) in d.labels.iter().enumerate() {
        let window = window(label.span, sources);
        let kind = if i == 0 { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(window.span);
        let annotation = if label.text.is_empty() { annotation } else { annotation.label(label.text.as_str()) };
        let snippet = Snippet::source(window.text)
            .line_start(window.line)
            .path(sources.name(label.span.file))
            .annotation(annotation);
        group = group.element(snippet);
    }
    if let Some(help) = &d.help {
        group = group.element(Level::HELP.message(help.as_str()));
    }
    group
}

struct Window<'a> {
    text: &'a str,
    line: usize,
    span: std::ops::Range<usize>,
}

/// The lines that a span touches, cut around it where they are very long, so that the cost of a
/// diagnostic does not depend on the size of its file.
fn window(span: Span, sources: &SourceMap) -> Window<'_> {
    let text = sources.text(span.file);
    let boundary = |mut at: usize| {
        at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = boundary(span.start as usize);
    let end = boundary((span.end as usize).max(start).min(start + CONTEXT));
    let line_start = text[..start].rfind('\n').map_or(0, |i| i + 1).max(boundary(start.saturating_sub(CONTEXT)));
    let line_end = text[end..].find('\n').map_or(text.len(), |i| end + i).min(boundary(end + CONTEXT)).max(end);
    Window {
        text: &text[line_start..line_end],
        line: sources.position(span.file, offset(start)).line as usize,
        span: start - line_start..end - line_start,
    }
}

fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_diagnostic_shows_its_line_and_underlines_the_span() {
        let mut sources = SourceMap::default();
        let file = sources.add("a.js", "let a;\nwith (a) {}\n");
        let d = Diagnostic::error("`with` is not supported yet")
            .with_label(Span { file, start: 7, end: 11 }, "")
            .with_help("use a variable");
        let text = render(&[d], &sources, Colour::Never);
        assert!(text.contains("a.js:2:1"), "{text}");
        assert!(text.contains("2 | with (a) {}"), "{text}");
        assert!(text.contains("^^^^"), "{text}");
        assert!(text.contains("help: use a variable"), "{text}");
    }
}
