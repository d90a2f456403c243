//! Functions, as their cells tell about them.

use crate::ObjectFields;
use crate::cell::object_flags;
use yarrow_abi::layout::{CellKind, FunctionInfo, INFO_CLASS, INFO_CONSTRUCTOR, INFO_NATIVE, INFO_PROXY};

/// What the compiler knows a function by: its name, and the byte range of its source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SourceFunction<'a> {
    pub name: &'a str,
    pub source: (u32, u32),
}

impl crate::Object<'_> {
    /// What the compiler knows of a Function.
    #[must_use]
    pub fn function_info(self) -> *const FunctionInfo {
        self.function().info.get()
    }

    /// The flags of a Function's info; 0 for other objects.
    #[must_use]
    pub fn function_flags(self) -> u32 {
        if self.kind_byte() != CellKind::Function as u8 {
            return 0;
        }
        // SAFETY: the info of a function outlives it.
        unsafe { (*self.function().info.get()).flags }
    }

    /// How many properties in themselves the compiler wishes for the objects that a Function constructs; 0 for other
    /// objects.
    #[must_use]
    pub fn wished_slots(self) -> u32 {
        if self.kind_byte() != CellKind::Function as u8 {
            return 0;
        }
        // SAFETY: as above.
        unsafe { (*self.function().info.get()).inline_slots }
    }

    /// How many parameters a Function declares, as the compiler knows it; 0 for other objects.
    #[must_use]
    pub fn compiled_length(self) -> u32 {
        if self.kind_byte() != CellKind::Function as u8 {
            return 0;
        }
        // SAFETY: as above.
        unsafe { (*self.function().info.get()).length }
    }

    /// What the compiler called a compiled function; `None` for built-ins.
    #[must_use]
    pub fn source_function(self) -> Option<SourceFunction<'static>> {
        if self.kind_byte() != CellKind::Function as u8 || self.function_flags() & INFO_NATIVE != 0 {
            return None;
        }
        // SAFETY: the info of a compiled function is immutable static data, name included.
        unsafe {
            let info = &*self.function().info.get();
            let bytes =
                if info.name.is_null() { &[] } else { std::slice::from_raw_parts(info.name, info.name_len as usize) };
            let name = std::str::from_utf8(bytes).ok()?;
            Some(SourceFunction { name, source: (info.source_start, info.source_end) })
        }
    }

    /// The name that a compiled function still has from its compilation; `None` once its
    /// properties are real, and for built-ins.
    pub fn compiled_name(self) -> Option<&'static str> {
        if self.has_flag(object_flags::REIFIED) {
            return None;
        }
        self.source_function().map(|f| f.name)
    }

    /// IsConstructor.
    #[must_use]
    pub fn is_constructor(self) -> bool {
        let flags = self.function_flags();
        flags & (INFO_CONSTRUCTOR | INFO_CLASS) != 0
    }

    /// Whether the function is a class constructor.
    #[must_use]
    pub fn is_class(self) -> bool {
        self.function_flags() & INFO_CLASS != 0
    }

    /// The address of the Rust function of a built-in; `None` for other objects.
    #[must_use]
    pub fn native_address(self) -> Option<u64> {
        (self.function_flags() & INFO_NATIVE != 0).then(|| self.function().home.get().bits())
    }
}

impl crate::Object<'_> {
    #[must_use]
    pub fn is_proxy(self) -> bool {
        self.has_flag(object_flags::EXOTIC) && (self.is(CellKind::Proxy) || self.function_flags() & INFO_PROXY != 0)
    }
}
