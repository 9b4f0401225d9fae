//! blinkdoc: what a smart-home device's blinking light means, and how to fix it.
//!
//! A guide is YAML that people write ([`kb`]); its lights are patterns in words ([`light`]). The
//! [`engine`] takes a guide and a case and says what comes next. The [`wizard`] asks a person for it,
//! through a [`prompt`].

pub mod engine;
pub mod finding;
pub mod kb;
pub mod library;
pub mod light;
pub mod mode;
pub mod plain;
pub mod prompt;
pub mod render;
pub mod script;
pub mod signals;
pub mod terminal;
pub mod wizard;
