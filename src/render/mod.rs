//! Answers as text, JSON and Markdown.

pub mod page;

pub use page::Page;
