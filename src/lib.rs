//! blinkdoc: what a smart-home device's blinking light means, and how to fix it.
//!
//! A guide is YAML that people write; [`kb`] reads and checks it, and its lights are patterns in words
//! ([`light`]). Whoever writes guides has them checked ([`check`]), by rules that the [`catalogue`]
//! explains: [`prose`] says how texts could be worded better, [`proof`] that every case ends well. A
//! [`description`] is a person's words for a light, with the lights that fit it; a [`request`] names a
//! guide and a light. The [`engine`] takes the guide and the case and says what comes next; a
//! [`scenario`] holds it to what it should say, a [`score`] says what it costs, a [`graph`] draws it. One
//! way out is a [`diagnosis`], which [`render`] prints. The other is the [`wizard`], which puts questions
//! and steps to a person through a [`prompt`]; [`tapping`] hears the rhythm of a light there. [`run`]
//! ties all to the command line ([`cli`]).
//!
//! The modules stand in the order in which they are best read, and know those below them; [`cli`] only
//! declares, and stands first because it says what there is.

pub mod cli;
pub mod run;

pub mod mode;
pub mod signals;

pub mod terminal;

pub mod plain;
pub mod script;

pub mod wizard;

pub mod tapping;

pub mod store;

pub mod keeper;
pub mod prompt;

pub mod output;
pub mod render;

pub mod catalogue;
pub mod score;

pub mod report;

pub mod diagnosis;
pub mod scenario;

pub mod graph;
pub mod record;
pub mod request;

pub mod danger;
pub mod description;
pub mod suspects;

pub mod failure;
pub mod library;

pub mod built_in;

pub mod check;
pub mod proof;

pub mod engine;

pub mod prose;

pub mod kb;
pub mod light;

pub mod finding;
