//! `yarrow sdk DIR`: what a C host builds against: the runtime archive, the headers and a
//! pkg-config file.

use crate::error::{DriverError, io_error};
use crate::link::{RUNTIME_ARCHIVE, SYSTEM_LIBRARIES};
use crate::output::{FileKind, write_file};
use std::path::Path;

const HEADERS: &[(&str, &str)] = &[
    ("yarrow.h", include_str!("../../../runtime-c/include/yarrow.h")),
    ("yarrow_abi.h", include_str!("../../../runtime-c/include/yarrow_abi.h")),
];

/// Writes `lib/libyarrow_rt.a`, `include/*.h` and `lib/pkgconfig/yarrow.pc` below `directory`.
pub fn write_sdk(directory: &Path) -> Result<(), DriverError> {
    let make = |dir: &Path| std::fs::create_dir_all(dir).map_err(|e| io_error("make the directory", dir, e));
    let include = directory.join("include");
    let lib = directory.join("lib");
    let pkgconfig = lib.join("pkgconfig");
    make(&include)?;
    make(&pkgconfig)?;
    for (name, text) in HEADERS {
        write_file(&include.join(name), text.as_bytes(), FileKind::Plain)?;
    }
    write_file(&lib.join("libyarrow_rt.a"), RUNTIME_ARCHIVE, FileKind::Plain)?;
    write_file(&pkgconfig.join("yarrow.pc"), pkg_config().as_bytes(), FileKind::Plain)
}

/// The pkg-config file; it finds its prefix from where it lies. The runtime is a static archive, so
/// what it needs of the system is always linked.
fn pkg_config() -> String {
    format!(
        "prefix=${{pcfiledir}}/../..\n\
         includedir=${{prefix}}/include\n\
         libdir=${{prefix}}/lib\n\
         \n\
         Name: yarrow\n\
         Description: Runtime for JavaScript compiled by Yarrow\n\
         Version: {}\n\
         Cflags: -I${{includedir}}\n\
         Libs: -L${{libdir}} -lyarrow_rt {}\n",
        env!("CARGO_PKG_VERSION"),
        SYSTEM_LIBRARIES.join(" "),
    )
}
