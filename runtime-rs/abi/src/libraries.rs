//! The libraries of the runtime that a program is linked with where it names one of their globals. Both sides know them by this
//! table: the compiler refers to the symbols, the runtime defines them.

/// A library.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Library {
    Events,
    Encoding,
    Url,
    Clone,
    Performance,
    Crypto,
}

/// All of them, in the order in which a program installs them.
pub const LIBRARIES: [Library; 6] =
    [Library::Events, Library::Encoding, Library::Url, Library::Clone, Library::Performance, Library::Crypto];

impl Library {
    /// The properties of the global object that it defines.
    #[must_use]
    pub const fn globals(self) -> &'static [&'static str] {
        match self {
            Library::Events => {
                &["Event", "EventTarget", "CustomEvent", "AbortController", "AbortSignal", "DOMException"]
            }
            Library::Encoding => &["TextEncoder", "TextDecoder", "atob", "btoa"],
            Library::Url => &["URL", "URLSearchParams"],
            Library::Clone => &["structuredClone"],
            Library::Performance => &["performance", "Performance"],
            Library::Crypto => &["crypto", "Crypto"],
        }
    }

    /// `void symbol(rt_context *)` installs it in a context.
    #[must_use]
    pub const fn symbol(self) -> &'static str {
        match self {
            Library::Events => "rt_install_events",
            Library::Encoding => "rt_install_encoding",
            Library::Url => "rt_install_url",
            Library::Clone => "rt_install_clone",
            Library::Performance => "rt_install_performance",
            Library::Crypto => "rt_install_crypto",
        }
    }
}

/// The libraries of a program with these strings: names, property keys and texts alike, since a global may be named by any.
#[must_use]
pub fn libraries_of<'a>(strings: impl Iterator<Item = &'a [u16]>) -> Vec<Library> {
    let mut named = [false; LIBRARIES.len()];
    for units in strings {
        for (library, named) in LIBRARIES.iter().zip(&mut named) {
            *named |= library.globals().iter().any(|name| name.encode_utf16().eq(units.iter().copied()));
        }
    }
    LIBRARIES.iter().zip(named).filter(|(_, named)| *named).map(|(library, _)| *library).collect()
}

#[cfg(test)]
mod tests {
    use super::{LIBRARIES, Library, libraries_of};

    #[test]
    fn a_program_has_the_libraries_that_its_strings_name() {
        let units = |text: &str| text.encode_utf16().collect::<Vec<u16>>();
        let strings = [units("URLSearchParams"), units("atobx"), units("crypto"), units("")];
        assert_eq!(libraries_of(strings.iter().map(Vec::as_slice)), [Library::Url, Library::Crypto]);
        assert!(libraries_of(std::iter::empty()).is_empty());
    }

    #[test]
    fn no_global_is_of_two_libraries() {
        let globals: Vec<&str> = LIBRARIES.iter().flat_map(|library| library.globals()).copied().collect();
        let distinct: std::collections::BTreeSet<&str> = globals.iter().copied().collect();
        assert_eq!(globals.len(), distinct.len());
    }
}
