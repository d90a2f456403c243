//! Attributes of properties.

/// Attributes of a property, as bits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Attrs(pub u8);

impl Attrs {
    pub const NONE: Attrs = Attrs(0);
    pub const WRITABLE: Attrs = Attrs(1);
    pub const ENUMERABLE: Attrs = Attrs(2);
    pub const CONFIGURABLE: Attrs = Attrs(4);
    /// The slot holds an accessor pair.
    pub const ACCESSOR: Attrs = Attrs(8);
    /// A `stack` that nobody has read yet: see [`crate::Property::pending`].
    pub const PENDING: Attrs = Attrs(12);
    /// Writable, enumerable, configurable: what assignment makes.
    pub const ALL: Attrs = Attrs(7);
    /// Writable and configurable: what built-in methods have.
    pub const HIDDEN: Attrs = Attrs(5);

    #[must_use]
    pub const fn has(self, other: Attrs) -> bool {
        self.0 & other.0 == other.0
    }

    #[must_use]
    pub const fn with(self, other: Attrs) -> Attrs {
        Attrs(self.0 | other.0)
    }

    #[must_use]
    pub const fn without(self, other: Attrs) -> Attrs {
        Attrs(self.0 & !other.0)
    }

    #[must_use]
    pub const fn writable(self) -> bool {
        self.has(Attrs::WRITABLE)
    }

    #[must_use]
    pub const fn enumerable(self) -> bool {
        self.has(Attrs::ENUMERABLE)
    }

    #[must_use]
    pub const fn configurable(self) -> bool {
        self.has(Attrs::CONFIGURABLE)
    }

    #[must_use]
    pub const fn is_accessor(self) -> bool {
        self.has(Attrs::ACCESSOR)
    }
}
