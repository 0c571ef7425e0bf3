//! Words of the law and of its readers: years, groups and routes, languages.

pub mod jaar;
pub mod lang;
pub mod law;
pub mod legible;
pub mod text;

pub use lang::Lang;
pub use text::Text;
