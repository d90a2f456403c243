//! The metadata at the head of a test: the few keys that say how to run it, in the YAML that
//! test262 writes: keys at the margin, lists in brackets or with dashes, one nested mapping.

/// What a test says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frontmatter {
    pub flags: Flags,
    pub includes: Vec<String>,
    pub features: Vec<String>,
    pub negative: Option<Negative>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    pub only_strict: bool,
    pub no_strict: bool,
    pub module: bool,
    pub raw: bool,
    pub is_async: bool,
    pub can_block_is_false: bool,
    pub can_block_is_true: bool,
}

/// The error that a test ends with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Negative {
    pub phase: Phase,
    /// Name of the error's constructor.
    pub error: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    Parse,
    Resolution,
    Runtime,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FrontmatterError {
    #[error("no metadata between `/*---` and `---*/`")]
    Missing,
    #[error("unknown flag `{0}`")]
    Flag(String),
    #[error("`negative` without a known phase and a type")]
    Negative,
    #[error("the list of `{0}` is not closed")]
    OpenList(String),
    #[error("the list of `{0}` is neither in brackets nor with dashes")]
    NoList(String),
}

/// Reads the metadata of a test's source.
pub fn parse(source: &str) -> Result<Frontmatter, FrontmatterError> {
    let start = source.find("/*---").ok_or(FrontmatterError::Missing)? + 5;
    let len = source[start..].find("---*/").ok_or(FrontmatterError::Missing)?;
    // Some tests are about line terminators, and end their lines with what they test.
    let text = source[start..start + len].replace("\r\n", "\n").replace('\r', "\n");
    let mut front = Frontmatter::default();
    let mut lines = text.lines().peekable();
    while let Some(line) = lines.next() {
        let Some((key, rest)) = top_level_key(line) else { continue };
        let mut body = vec![rest];
        while let Some(next) = lines.next_if(|l| top_level_key(l).is_none()) {
            body.push(next);
        }
        match key {
            "flags" => {
                for flag in list(key, &body)? {
                    set_flag(&mut front.flags, flag)?;
                }
            }
            "includes" => front.includes = list(key, &body)?,
            "features" => front.features = list(key, &body)?,
            "negative" => front.negative = Some(negative(&body)?),
            _ => {}
        }
    }
    Ok(front)
}

/// `key: rest`, at the margin.
fn top_level_key(line: &str) -> Option<(&str, &str)> {
    let (key, rest) = line.split_once(':')?;
    let is_key = key.starts_with(|c: char| c.is_ascii_alphabetic())
        && key.chars().all(|c| c.is_ascii_alphanumeric() || c == '_' || c == '-');
    is_key.then_some((key, rest))
}

/// Without a comment, blanks and quotes.
fn plain(text: &str) -> &str {
    let text = text.split_once(" #").map_or(text, |(before, _)| before).trim();
    let text = if text.starts_with('#') { "" } else { text };
    text.trim_matches(['"', '\''])
}

fn list(key: &str, body: &[&str]) -> Result<Vec<String>, FrontmatterError> {
    let joined = body.iter().map(|l| plain(l)).filter(|l| !l.is_empty()).collect::<Vec<_>>();
    let Some(first) = joined.first() else { return Ok(Vec::new()) };
    let items: Vec<&str> = if first.starts_with('[') {
        let all = joined.join(" ");
        let (inside, _) = all[1..].split_once(']').ok_or_else(|| FrontmatterError::OpenList(key.to_owned()))?;
        return Ok(inside.split(',').map(|i| plain(i).to_owned()).filter(|i| !i.is_empty()).collect());
    } else if joined.iter().all(|l| l.starts_with('-')) {
        joined.iter().map(|l| plain(&l[1..])).collect()
    } else {
        return Err(FrontmatterError::NoList(key.to_owned()));
    };
    Ok(items.into_iter().map(str::to_owned).collect())
}

fn set_flag(flags: &mut Flags, flag: String) -> Result<(), FrontmatterError> {
    match flag.as_str() {
        "onlyStrict" => flags.only_strict = true,
        "noStrict" => flags.no_strict = true,
        "module" => flags.module = true,
        "raw" => flags.raw = true,
        "async" => flags.is_async = true,
        "CanBlockIsFalse" => flags.can_block_is_false = true,
        "CanBlockIsTrue" => flags.can_block_is_true = true,
        "generated" | "non-deterministic" => {}
        _ => return Err(FrontmatterError::Flag(flag)),
    }
    Ok(())
}

fn negative(body: &[&str]) -> Result<Negative, FrontmatterError> {
    let field = |name: &str| {
        body.iter().find_map(|l| {
            let (key, value) = l.split_once(':')?;
            (key.trim() == name).then(|| plain(value).to_owned())
        })
    };
    let phase = match field("phase").as_deref() {
        Some("parse") => Phase::Parse,
        Some("resolution") => Phase::Resolution,
        Some("runtime") => Phase::Runtime,
        _ => return Err(FrontmatterError::Negative),
    };
    let error = field("type").filter(|t| !t.is_empty()).ok_or(FrontmatterError::Negative)?;
    Ok(Negative { phase, error })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(yaml: &str) -> Result<Frontmatter, FrontmatterError> {
        parse(&format!("// a licence\n/*---\n{yaml}\n---*/\nvar x;"))
    }

    #[test]
    fn lists_stand_in_brackets_or_with_dashes() {
        let front = of("flags: [onlyStrict, async, generated]\nfeatures:\n  - let\n  - Symbol.iterator # why\nincludes: [a.js,\n    b.js]").unwrap();
        assert!(front.flags.only_strict && front.flags.is_async && !front.flags.module);
        assert_eq!(front.features, ["let", "Symbol.iterator"]);
        assert_eq!(front.includes, ["a.js", "b.js"]);
    }

    #[test]
    fn prose_with_colons_is_no_key() {
        let front =
            of("description: >\n    flags: [raw]\n    includes: [x.js]\ninfo: |\n  negative: no\nflags: []").unwrap();
        assert_eq!(front, Frontmatter::default());
    }

    #[test]
    fn negative_has_phase_and_type() {
        let front = of("negative:\n  phase: parse\n  type: SyntaxError\nflags: [module]").unwrap();
        assert_eq!(front.negative, Some(Negative { phase: Phase::Parse, error: "SyntaxError".to_owned() }));
        assert!(front.flags.module);
        assert_eq!(of("negative:\n  phase: early\n  type: SyntaxError"), Err(FrontmatterError::Negative));
        assert_eq!(of("negative:\n  phase: parse"), Err(FrontmatterError::Negative));
    }

    #[test]
    fn what_is_not_known_is_an_error() {
        assert_eq!(of("flags: [sometimes]"), Err(FrontmatterError::Flag("sometimes".to_owned())));
        assert_eq!(of("includes: [a.js"), Err(FrontmatterError::OpenList("includes".to_owned())));
        assert_eq!(of("includes: a.js"), Err(FrontmatterError::NoList("includes".to_owned())));
        assert_eq!(parse("var x;"), Err(FrontmatterError::Missing));
    }

    #[test]
    fn line_ends_may_be_any() {
        let front = parse("/*---\r\nflags: [raw]\r\n---*/").unwrap();
        assert!(front.flags.raw);
        assert!(parse("/*---\rflags: [raw]\r---*/").unwrap().flags.raw);
    }
}
