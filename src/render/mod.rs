//! Answers and lights as text, JSON and Markdown.

pub mod answer;
pub mod findings;
pub mod graph;
pub mod history;
pub mod json;
pub mod knowledge;
pub mod lights;
pub mod page;
pub mod picture;
pub mod pieces;
pub mod reasons;
pub mod report;
pub mod rhythm;
pub mod rules;
pub mod scenarios;
pub mod score;
pub mod sensitivity;
pub mod tap;

pub use page::Page;
pub use picture::picture;
pub use rhythm::rhythm;
