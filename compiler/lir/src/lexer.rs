//! Tokens of the text form, with their lines.

use crate::error::{ParseError, ParseErrorKind};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token {
    /// A mnemonic, an entity or an unsigned number: letters, digits, `_` and `.`.
    Word(String),
    /// A name in quotes, unescaped.
    Name(String),
    /// Punctuation: one character, or `->`.
    Punct(&'static str),
}

const PUNCTUATION: &[(char, &str)] = &[
    ('{', "{"),
    ('}', "}"),
    ('(', "("),
    (')', ")"),
    ('[', "["),
    (']', "]"),
    (',', ","),
    (':', ":"),
    ('=', "="),
    ('@', "@"),
    ('+', "+"),
    ('-', "-"),
];

/// Splits a text into tokens and their lines.
pub(crate) fn tokenise(text: &str) -> Result<Vec<(usize, Token)>, ParseError> {
    let mut tokens = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        let mut rest = line.trim_start();
        while let Some(c) = rest.chars().next() {
            let (token, after) = match c {
                ';' => break,
                '"' => {
                    name(rest).ok_or(ParseError { line: number, kind: ParseErrorKind::Expected("a name in quotes") })?
                }
                c if is_word(c) => word(rest),
                _ => punctuation(rest).ok_or(ParseError {
                    line: number,
                    kind: ParseErrorKind::Unknown { what: "character", found: c.to_string() },
                })?,
            };
            tokens.push((number, token));
            rest = after.trim_start();
        }
    }
    Ok(tokens)
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_' || c == '.'
}

/// A word. The sign of a decimal exponent belongs to it.
fn word(text: &str) -> (Token, &str) {
    let decimal = text.starts_with(|c: char| c.is_ascii_digit()) && !text.starts_with("0x");
    let mut end = 0;
    let mut previous = ' ';
    for (at, c) in text.char_indices() {
        let exponent_sign = decimal && matches!(c, '+' | '-') && previous == 'e';
        if !is_word(c) && !exponent_sign {
            break;
        }
        end = at + c.len_utf8();
        previous = c;
    }
    (Token::Word(text[..end].to_owned()), &text[end..])
}

fn punctuation(text: &str) -> Option<(Token, &str)> {
    if let Some(rest) = text.strip_prefix("->") {
        return Some((Token::Punct("->"), rest));
    }
    PUNCTUATION.iter().find_map(|(c, name)| text.strip_prefix(*c).map(|rest| (Token::Punct(name), rest)))
}

fn name(text: &str) -> Option<(Token, &str)> {
    let mut out = String::new();
    let mut rest = text.strip_prefix('"')?;
    loop {
        let c = rest.chars().next()?;
        rest = &rest[c.len_utf8()..];
        match c {
            '"' => return Some((Token::Name(out), rest)),
            '\\' => {
                if let Some(hex) = rest.strip_prefix("u{") {
                    let end = hex.find('}')?;
                    out.push(char::from_u32(u32::from_str_radix(&hex[..end], 16).ok()?)?);
                    rest = &hex[end + 1..];
                } else {
                    let escaped = rest.chars().next()?;
                    out.push(escaped);
                    rest = &rest[escaped.len_utf8()..];
                }
            }
            c => out.push(c),
        }
    }
}
