//! Tokens of the text form, for [`crate::parse`].

use crate::error::{ParseError, ParseErrorKind, Position};

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Token<'t> {
    /// Words and entities: `bb3`, `branch`, `-inf`.
    Word(&'t str),
    /// As written, from a digit or a minus and a digit on.
    Number(&'t str),
    /// Decoded.
    Text(Vec<u16>),
    /// One of `= , : { } @`.
    Mark(char),
    Arrow,
    DotDot,
    NewLine,
    End,
}

impl Token<'_> {
    /// For messages.
    pub(crate) fn describe(&self) -> String {
        match self {
            Token::Word(w) | Token::Number(w) => format!("`{w}`"),
            Token::Text(_) => "a string".to_owned(),
            Token::Mark(c) => format!("`{c}`"),
            Token::Arrow => "`->`".to_owned(),
            Token::DotDot => "`..`".to_owned(),
            Token::NewLine => "the end of the line".to_owned(),
            Token::End => "the end of the text".to_owned(),
        }
    }
}

pub(crate) struct Lexer<'t> {
    text: &'t str,
    /// What is left of `text`.
    rest: &'t str,
    position: Position,
}

impl<'t> Lexer<'t> {
    pub(crate) fn new(text: &'t str) -> Self {
        Lexer { text, rest: text, position: Position { line: 1, column: 1 } }
    }

    /// The next token, with its beginning.
    pub(crate) fn next(&mut self) -> Result<(Token<'t>, Position), ParseError> {
        while let Some(c) = self.peek() {
            match c {
                ' ' | '\t' | '\r' => self.bump(),
                ';' => {
                    while self.peek().is_some_and(|c| c != '\n') {
                        self.bump();
                    }
                }
                _ => break,
            }
        }
        let at = self.position;
        let Some(c) = self.peek() else {
            return Ok((Token::End, at));
        };
        let token = match c {
            '\n' => {
                self.bump();
                Token::NewLine
            }
            '=' | ',' | ':' | '{' | '}' | '@' => {
                self.bump();
                Token::Mark(c)
            }
            '"' => self.string(at)?,
            '.' if self.rest.starts_with("..") => {
                self.bump();
                self.bump();
                Token::DotDot
            }
            '-' if self.rest.starts_with("->") => {
                self.bump();
                self.bump();
                Token::Arrow
            }
            '-' | '0'..='9' | 'a'..='z' | 'A'..='Z' | '_' => self.word_or_number(),
            _ => return Err(ParseError::new(at, ParseErrorKind::UnexpectedCharacter(c))),
        };
        Ok((token, at))
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    fn bump(&mut self) {
        if let Some(c) = self.peek() {
            self.rest = &self.rest[c.len_utf8()..];
            if c == '\n' {
                self.position = Position { line: self.position.line + 1, column: 1 };
            } else {
                self.position.column += 1;
            }
        }
    }

    fn bump_while(&mut self, accept: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&accept) {
            self.bump();
        }
    }

    fn word_or_number(&mut self) -> Token<'t> {
        let begin = self.text.len() - self.rest.len();
        if self.peek() == Some('-') {
            self.bump();
        }
        let is_number = self.peek().is_some_and(|c| c.is_ascii_digit());
        let in_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
        if is_number {
            self.bump_while(|c| c.is_ascii_digit());
            // `1.5`, but `1..5` is two numbers.
            if self.peek() == Some('.') && self.rest[1..].starts_with(|c: char| c.is_ascii_digit()) {
                self.bump();
                self.bump_while(|c| c.is_ascii_digit());
            }
            if self.rest.starts_with("e-") {
                self.bump();
                self.bump();
            }
        }
        self.bump_while(in_word);
        let token = &self.text[begin..self.text.len() - self.rest.len()];
        if is_number { Token::Number(token) } else { Token::Word(token) }
    }

    fn string(&mut self, at: Position) -> Result<Token<'t>, ParseError> {
        let mut units = Vec::new();
        self.bump();
        loop {
            let c = match self.peek() {
                None | Some('\n') => {
                    return Err(ParseError::new(at, ParseErrorKind::UnterminatedString));
                }
                Some(c) => c,
            };
            let position = self.position;
            self.bump();
            match c {
                '"' => return Ok(Token::Text(units)),
                '\\' => units.push(self.escape().ok_or(ParseError::new(position, ParseErrorKind::BadEscape))?),
                _ => units.extend_from_slice(c.encode_utf16(&mut [0; 2])),
            }
        }
    }

    /// What follows a backslash.
    fn escape(&mut self) -> Option<u16> {
        let c = self.peek()?;
        if c == '\n' {
            return None;
        }
        self.bump();
        match c {
            '"' | '\\' => Some(c as u16),
            'n' => Some(u16::from(b'\n')),
            'r' => Some(u16::from(b'\r')),
            't' => Some(u16::from(b'\t')),
            'u' => {
                let mut unit = 0;
                for _ in 0..4 {
                    let digit = self.peek()?.to_digit(16)?;
                    self.bump();
                    unit = unit * 16 + digit as u16;
                }
                Some(unit)
            }
            _ => None,
        }
    }
}
