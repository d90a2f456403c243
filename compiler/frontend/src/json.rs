//! Is a text JSON? Files imported as JSON are checked when they are compiled and parsed when they run.

/// The offset of the first byte that is wrong, if any.
pub fn first_error(text: &str) -> Option<usize> {
    let mut p = Checker { text: text.as_bytes(), at: 0 };
    let ok = p.document();
    (!ok).then_some(p.at)
}

struct Checker<'t> {
    text: &'t [u8],
    at: usize,
}

impl Checker<'_> {
    fn peek(&self) -> Option<u8> {
        self.text.get(self.at).copied()
    }

    fn eat(&mut self, b: u8) -> bool {
        let found = self.peek() == Some(b);
        self.at += usize::from(found);
        found
    }

    fn space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    /// One value and nothing after it; the open brackets are on a stack of our own.
    fn document(&mut self) -> bool {
        let mut open = Vec::new();
        loop {
            self.space();
            let mut closed = false;
            match self.peek() {
                Some(b @ (b'[' | b'{')) => {
                    self.at += 1;
                    self.space();
                    if self.eat(b + 2) {
                        closed = true;
                    } else {
                        open.push(b);
                        if b == b'{' && !self.key() {
                            return false;
                        }
                    }
                }
                Some(b'"') if self.string() => closed = true,
                Some(b't') if self.word(b"true") => closed = true,
                Some(b'f') if self.word(b"false") => closed = true,
                Some(b'n') if self.word(b"null") => closed = true,
                Some(b'-' | b'0'..=b'9') if self.number() => closed = true,
                _ => return false,
            }
            while closed {
                self.space();
                let Some(b) = open.last().copied() else { return self.at == self.text.len() };
                if self.eat(b',') {
                    if b == b'{' && !self.key() {
                        return false;
                    }
                    closed = false;
                } else if self.eat(b + 2) {
                    open.pop();
                } else {
                    return false;
                }
            }
        }
    }

    fn key(&mut self) -> bool {
        self.space();
        if self.peek() != Some(b'"') || !self.string() {
            return false;
        }
        self.space();
        self.eat(b':')
    }

    fn word(&mut self, word: &[u8]) -> bool {
        let found = self.text[self.at..].starts_with(word);
        self.at += if found { word.len() } else { 0 };
        found
    }

    fn string(&mut self) -> bool {
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return true;
                }
                Some(b'\\') => {
                    self.at += 1;
                    match self.peek() {
                        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => self.at += 1,
                        Some(b'u') => {
                            self.at += 1;
                            for _ in 0..4 {
                                if !self.peek().is_some_and(|b| b.is_ascii_hexdigit()) {
                                    return false;
                                }
                                self.at += 1;
                            }
                        }
                        _ => return false,
                    }
                }
                Some(b) if b >= 0x20 => self.at += 1,
                _ => return false,
            }
        }
    }

    fn digits(&mut self) -> bool {
        let from = self.at;
        while self.peek().is_some_and(|b| b.is_ascii_digit()) {
            self.at += 1;
        }
        self.at > from
    }

    fn number(&mut self) -> bool {
        self.eat(b'-');
        if !self.eat(b'0') && !self.digits() {
            return false;
        }
        if self.eat(b'.') && !self.digits() {
            return false;
        }
        if self.eat(b'e') || self.eat(b'E') {
            if !self.eat(b'+') {
                self.eat(b'-');
            }
            return self.digits();
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::first_error;

    #[test]
    fn json_texts() {
        for good in
            ["1", " {} ", "[]", "[1,{\"a\":[null,true,false]},\"\\u00e9\\n\"]", "-0.5e+10", "{\"a\":{\"b\":[]}}"]
        {
            assert_eq!(first_error(good), None, "{good}");
        }
        for bad in ["", "01", "[1,]", "{a:1}", "{\"a\" 1}", "'x'", "1 2", "[", "\"\n\"", "\"\\x\"", "tru", "1.", "[1}"]
        {
            assert!(first_error(bad).is_some(), "{bad}");
        }
    }
}
