//! Names and addresses of what compiled code refers to, for those who load code in memory instead of
//! linking it.

use crate::program::rt_abi_version_1;
use yarrow_abi::ABI_VERSION_SYMBOL;

macro_rules! table {
    ($($name:ident ($($param:ident)*) $result:ident;)*) => {
        use crate::exports::{functions::*, iteration::*, memory::*, objects::*, operators::*, scopes::*};

        /// The address of a function of the runtime's table, of one that installs a library, or of the symbol of its ABI's
        /// version.
        #[must_use]
        pub fn address_of(name: &str) -> Option<*const u8> {
            match name {
                $(stringify!($name) => Some($name as *const u8),)*
                ABI_VERSION_SYMBOL => Some((&raw const rt_abi_version_1).cast()),
                _ => crate::libraries::address_of(name),
            }
        }
    };
}

yarrow_abi::for_each_rt_function!(table);

#[cfg(test)]
mod tests {
    use super::address_of;

    #[test]
    fn every_function_of_the_table_has_an_address() {
        for f in yarrow_abi::functions::RtFn::ALL {
            assert!(address_of(f.name()).is_some(), "{}", f.name());
        }
        assert!(address_of(yarrow_abi::ABI_VERSION_SYMBOL).is_some());
        assert!(address_of("rt_nothing").is_none());
    }
}
