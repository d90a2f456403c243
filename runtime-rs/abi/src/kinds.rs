//! Small enumerations that cross the interface as 32-bit integers. Each is defined here alone, and no number is written
//! or read by hand: the compiler writes [`Kind::number`], and whoever is called reads it by [`Kind::from_u32`], which
//! refuses what is none of them. A parameter of the table of functions names its enumeration ([`Enumeration`]).

/// An enumeration that crosses the interface.
pub trait Kind: Copy + Eq + Sized + 'static {
    /// All of them, by their numbers, which count up from 0.
    const ALL: &'static [Self];

    /// Which enumeration it is.
    const ENUMERATION: Enumeration;

    /// What stands for it.
    fn number(self) -> u32;

    /// The one with this number; `None` if there is none.
    #[must_use]
    fn from_u32(number: u32) -> Option<Self> {
        Self::ALL.get(number as usize).copied()
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $number:literal,)+ })+) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
            #[repr(u32)]
            pub enum $name { $($(#[$variant_doc])* $variant = $number,)+ }

            impl Kind for $name {
                const ALL: &'static [$name] = &[$($name::$variant,)+];
                const ENUMERATION: Enumeration = Enumeration::$name;

                fn number(self) -> u32 {
                    self as u32
                }
            }
        )+

        /// The enumerations of this file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Enumeration { $($name,)+ }

        impl Enumeration {
            pub const ALL: &'static [Enumeration] = &[$(Enumeration::$name,)+];

            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $(Enumeration::$name => stringify!($name),)+ }
            }

            /// The names of its members, by their numbers.
            #[must_use]
            pub const fn members(self) -> &'static [&'static str] {
                match self { $(Enumeration::$name => &[$(stringify!($variant),)+],)+ }
            }
        }
    };
}

kinds! {
    /// Kinds of error.
    ErrorKind {
        Error = 0,
        TypeError = 1,
        RangeError = 2,
        ReferenceError = 3,
        SyntaxError = 4,
        EvalError = 5,
        UriError = 6,
    }

    /// What a method definition defines; also the prefix that SetFunctionName puts before a name.
    MethodKind {
        Method = 0,
        Getter = 1,
        Setter = 2,
    }

    /// The elements that a private member is made of.
    PrivateKind {
        Method = 0,
        Getter = 1,
        Setter = 2,
        Field = 3,
    }

    /// Whether `for-in` shows a property.
    Enumerable {
        No = 0,
        Yes = 1,
    }

    /// Sort of a global declaration.
    GlobalDeclaration {
        Lexical = 0,
        Var = 1,
        Function = 2,
    }

    /// Whether a binding can be assigned to.
    Mutability {
        Constant = 0,
        Mutable = 1,
    }

    /// Whether `delete` may remove a global variable: only those that eval declared.
    Deletable {
        No = 0,
        Yes = 1,
    }

    /// How a suspended generator is resumed.
    ResumeMode {
        Next = 0,
        Throw = 1,
        Return = 2,
    }

    /// The answer of a function that decides something and may throw.
    Condition {
        False = 0,
        True = 1,
        Threw = 2,
    }
}

impl From<MethodKind> for PrivateKind {
    fn from(kind: MethodKind) -> PrivateKind {
        match kind {
            MethodKind::Method => PrivateKind::Method,
            MethodKind::Getter => PrivateKind::Getter,
            MethodKind::Setter => PrivateKind::Setter,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<K: Kind + std::fmt::Debug>() {
        for (i, kind) in (0..).zip(K::ALL) {
            assert_eq!((K::from_u32(i), kind.number()), (Some(*kind), i));
            assert_eq!(K::ENUMERATION.members()[i as usize], format!("{kind:?}"));
        }
        let count = u32::try_from(K::ALL.len()).expect("few");
        assert_eq!(K::ENUMERATION.members().len(), K::ALL.len());
        assert_eq!((K::from_u32(count), K::from_u32(u32::MAX)), (None, None));
    }

    #[test]
    fn numbers_lead_back_to_their_kinds_and_no_others_do() {
        check::<ErrorKind>();
        check::<MethodKind>();
        check::<PrivateKind>();
        check::<Enumerable>();
        check::<GlobalDeclaration>();
        check::<Mutability>();
        check::<Deletable>();
        check::<ResumeMode>();
        check::<Condition>();
        assert_eq!(Enumeration::ALL.len(), 9, "each is checked");
    }
}
