//! `yarrow sdk DIR`: what a C host builds against: the headers; the runtime archive, and the one that has the compiler
//! in it besides, for libraries that evaluate text; a pkg-config file of each.

use crate::error::{DriverError, io_error};
use crate::link::{EVAL_ARCHIVE, RUNTIME_ARCHIVE, SYSTEM_LIBRARIES};
use crate::output::{FileKind, write_file};
use std::path::Path;

const HEADERS: &[(&str, &str)] = &[
    ("yarrow.h", include_str!("../../../runtime-c/include/yarrow.h")),
    ("yarrow_abi.h", include_str!("../../../runtime-c/include/yarrow_abi.h")),
];

/// Name of the pkg-config file and of the archive, description and contents.
static ARCHIVES: &[(&str, &str, &str, &[u8])] = &[
    ("yarrow", "yarrow_rt", "Runtime for JavaScript compiled by Yarrow", RUNTIME_ARCHIVE),
    ("yarrow-eval", "yarrow_eval", "The same with eval, in place of the other", EVAL_ARCHIVE),
];

/// Writes `lib/*.a`, `include/*.h` and `lib/pkgconfig/*.pc` below `directory`. A `yarrow` built without the evaluator leaves
/// it out.
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
    for (package, library, description, archive) in ARCHIVES.iter().filter(|(.., archive)| !archive.is_empty()) {
        write_file(&lib.join(format!("lib{library}.a")), archive, FileKind::Plain)?;
        let text = pkg_config(package, library, description);
        write_file(&pkgconfig.join(format!("{package}.pc")), text.as_bytes(), FileKind::Plain)?;
    }
    Ok(())
}

/// A pkg-config file; it finds its prefix from where it lies. The runtime is a static archive, so
/// what it needs of the system is always linked.
fn pkg_config(package: &str, library: &str, description: &str) -> String {
    format!(
        "prefix=${{pcfiledir}}/../..\n\
         includedir=${{prefix}}/include\n\
         libdir=${{prefix}}/lib\n\
         \n\
         Name: {package}\n\
         Description: {description}\n\
         Version: {}\n\
         Cflags: -I${{includedir}}\n\
         Libs: -L${{libdir}} -l{library} {}\n",
        env!("CARGO_PKG_VERSION"),
        SYSTEM_LIBRARIES.join(" "),
    )
}
