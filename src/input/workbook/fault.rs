//! What is wrong with a workbook as a file.

use std::fmt;

use crate::input::diagnostic::{Code, Diagnostic};
use crate::terms::Text;

/// A message about a workbook.
pub(super) fn wrong(message: Text) -> Diagnostic {
    Diagnostic::new(Code::WerkmapFout, message)
}

/// The message for a file that was cut off or changed on the way.
pub(super) fn damaged(name: &str, why: impl fmt::Display) -> Diagnostic {
    wrong(Text::new(
        format!("{name} is geen hele werkmap: {why}"),
        format!("{name} is not a whole workbook: {why}"),
    ))
    .help(Text::fixed(
        "vraag het bestand opnieuw op, of open het in Excel of LibreOffice en sla het op als .xlsx",
        "ask for the file again, or open it in Excel or LibreOffice and save it as .xlsx",
    ))
}

/// The message for a workbook that asks for more memory than it may have.
pub(super) fn too_large(name: &str, most: u64) -> Diagnostic {
    let most = most / (1024 * 1024);
    let message = Text::new(
        format!("{name} is uitgepakt groter dan {most} MB"),
        format!("{name} is larger than {most} MB when unpacked"),
    );
    Diagnostic::new(Code::BestandTeGroot, message).help(Text::fixed(
        "bewaar alleen het blad met de tabel, of sla dat op als CSV UTF-8",
        "keep only the sheet with the table, or save that as CSV UTF-8",
    ))
}
