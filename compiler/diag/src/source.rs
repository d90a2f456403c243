//! Files and their lines. Lookups are logarithmic whatever the length of a line.

/// A file of a [`SourceMap`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// 1-based line and column; the column counts UTF-16 code units.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: u32,
    pub column: u32,
}

#[derive(Debug)]
struct SourceFile {
    name: String,
    text: String,
    /// Offsets where lines start.
    lines: Vec<u32>,
    /// After each non-ASCII character: its end offset, and by how many the bytes up to there
    /// outnumber the UTF-16 code units.
    wide: Vec<(u32, u32)>,
}

#[derive(Debug, Default)]
pub struct SourceMap {
    files: Vec<SourceFile>,
}

fn offset(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl SourceMap {
    /// Adds a file; `name` is what the user calls it.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let text = text.into();
        let mut lines = vec![0];
        let mut wide = Vec::new();
        let mut surplus = 0;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let end = at + c.len_utf8();
            if !c.is_ascii() {
                surplus += offset(c.len_utf8() - c.len_utf16());
                wide.push((offset(end), surplus));
            }
            let ends_line = match c {
                '\r' => chars.peek().is_none_or(|(_, next)| *next != '\n'),
                '\n' | '\u{2028}' | '\u{2029}' => true,
                _ => false,
            };
            if ends_line {
                lines.push(offset(end));
            }
        }
        self.files.push(SourceFile { name: name.into(), text, lines, wide });
        FileId(offset(self.files.len() - 1))
    }

    #[must_use]
    pub fn name(&self, file: FileId) -> &str {
        &self.files[file.0 as usize].name
    }

    #[must_use]
    pub fn text(&self, file: FileId) -> &str {
        &self.files[file.0 as usize].text
    }

    /// Names of all files, in the order of their ids.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|f| f.name.as_str())
    }

    #[must_use]
    pub fn position(&self, file: FileId, at: u32) -> Position {
        let f = &self.files[file.0 as usize];
        let line = f.lines.partition_point(|start| *start <= at);
        let start = f.lines[line - 1];
        let units = |to: u32| {
            let wide_before = f.wide.partition_point(|(end, _)| *end <= to);
            to - wide_before.checked_sub(1).map_or(0, |i| f.wide[i].1)
        };
        Position { line: offset(line), column: units(at) - units(start) + 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_utf16_units() {
        let mut map = SourceMap::default();
        let f = map.add("a.js", "let é = '😀'; x\r\ny\u{2028}z");
        let text = map.text(f).to_owned();
        let at = |needle: &str| map.position(f, offset(text.find(needle).expect("in the text")));
        assert_eq!(at("let"), Position { line: 1, column: 1 });
        assert_eq!(at("="), Position { line: 1, column: 7 });
        assert_eq!(at("x"), Position { line: 1, column: 15 });
        assert_eq!(at("y"), Position { line: 2, column: 1 });
        assert_eq!(at("z"), Position { line: 3, column: 1 });
    }
}
