//! Answers as text, JSON and Markdown.

pub mod page;
pub mod pieces;

pub use page::Page;
