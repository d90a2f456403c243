//! Small enumerations that cross the interface as `u32`. Each is defined here alone: the compiler writes it by
//! `as u32`, and whoever is called reads it by the checked `from_u32`.

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $number:literal,)+ })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(u32)]
        pub enum $name { $($(#[$variant_doc])* $variant = $number,)+ }

        impl $name {
            /// All of them, by their numbers.
            pub const ALL: &'static [$name] = &[$($name::$variant,)+];

            /// The one with this number; `None` if there is none.
            #[must_use]
            pub const fn from_u32(number: u32) -> Option<$name> {
                match number {
                    $($number => Some($name::$variant),)+
                    _ => None,
                }
            }
        }
    )+};
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

    #[test]
    fn numbers_lead_back_to_their_kinds() {
        for (i, kind) in ErrorKind::ALL.iter().enumerate() {
            assert_eq!(ErrorKind::from_u32(i as u32), Some(*kind));
            assert_eq!(*kind as u32, i as u32);
        }
        assert_eq!(ErrorKind::from_u32(7), None);
        assert_eq!(ResumeMode::from_u32(ResumeMode::Return as u32), Some(ResumeMode::Return));
        assert_eq!(Condition::from_u32(3), None);
    }
}
