//! Words of the law and of its readers: years, groups and routes, languages, and what
//! there is to remark on a run.

pub mod date;
#[cfg(any(test, feature = "internals"))]
pub mod dutch;
pub mod jaar;
pub mod lang;
pub mod law;
pub mod legible;
pub(crate) mod noun;
pub mod remark;
pub mod text;
pub mod width;

pub use lang::Lang;
pub use remark::Remark;
pub use text::Text;
pub use width::Width;
