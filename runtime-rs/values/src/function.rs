//! Functions, as their cells tell about them.

use crate::ObjectFields;
use crate::cell::{FunctionCell, object_flags};
use yarrow_abi::layout::{CellKind, FunctionInfo, INFO_CLASS, INFO_CONSTRUCTOR, INFO_NATIVE, INFO_PROXY};

/// What the compiler knows a function by: its name, and the byte range of its source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SourceFunction<'a> {
    pub name: &'a str,
    pub source: (u32, u32),
}

impl<'s> crate::Object<'s> {
    /// What the compiler knows of a Function.
    #[must_use]
    pub fn function_info(self) -> *const FunctionInfo {
        self.function().info.get()
    }

    /// Is a Function of this code and info?
    #[must_use]
    pub fn is_closure_of(self, code: *const u8, info: *const FunctionInfo) -> bool {
        let f = self.function();
        f.code.get() == code && f.info.get() == info
    }

    /// The same; `None` for other objects.
    fn info(self) -> Option<&'s FunctionInfo> {
        // SAFETY: the info of a function outlives it.
        self.layout_if::<FunctionCell>().map(|f| unsafe { &*f.info.get() })
    }

    /// The flags of a Function's info; 0 for other objects.
    #[must_use]
    pub fn function_flags(self) -> u32 {
        self.info().map_or(0, |info| info.flags)
    }

    /// How many properties in themselves the compiler wishes for the objects that a Function constructs; 0 for other
    /// objects.
    #[must_use]
    pub fn wished_slots(self) -> u32 {
        self.info().map_or(0, |info| info.inline_slots)
    }

    /// How many parameters a Function declares, as the compiler knows it; 0 for other objects.
    #[must_use]
    pub fn compiled_length(self) -> u32 {
        self.info().map_or(0, |info| info.length)
    }

    /// What the compiler called a compiled function; `None` for built-ins.
    #[must_use]
    pub fn source_function(self) -> Option<SourceFunction<'static>> {
        let info = self.info().filter(|info| info.flags & INFO_NATIVE == 0)?;
        let source = (info.source_start, info.source_end);
        if info.name.is_null() {
            return Some(SourceFunction { name: "", source });
        }
        // SAFETY: the name of a compiled function is immutable static data.
        let bytes = unsafe { std::slice::from_raw_parts(info.name, info.name_len as usize) };
        Some(SourceFunction { name: std::str::from_utf8(bytes).ok()?, source })
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
