//! blinkdoc: what a smart-home device's blinking light means, and how to fix it.
//!
//! A guide is YAML that people write; [`kb`] reads and checks it, and its lights are patterns in words
//! ([`light`]). A [`request`] names a guide and a light; the [`engine`] takes the guide and the case and
//! says what comes next. A [`diagnosis`] gathers all of that, [`render`] prints it. [`run`] ties the
//! command line ([`cli`]) to it. Each module knows those below it in this list, and none above.

pub mod cli;
pub mod diagnosis;
pub mod engine;
pub mod failure;
pub mod finding;
pub mod kb;
pub mod library;
pub mod light;
pub mod output;
pub mod render;
pub mod request;
pub mod run;
