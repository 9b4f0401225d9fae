//! A description: a person's words for a light, what they mean, and which lights of a device that is.

use std::slice;

use crate::danger::danger;
use crate::kb::{Guide, Light, LightId};
use crate::library::Library;
use crate::light::{self, Colour, Led, Looks, Match, Reading};

/// How many characters of a text are read: ten thousand words and more. A light takes a few.
const MOST_CHARACTERS: usize = 100_000;

/// A person's words for a light, with what they mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Description {
    /// The words as they were typed.
    pub words: String,
    /// What they mean.
    pub reading: Reading,
}

impl Description {
    /// Reads words; names of devices among them are recognised by the library. The id of a light of the
    /// guide, where one is known, needs no reading.
    #[must_use]
    pub fn read(library: &Library, guide: Option<&Guide>, words: &str) -> Self {
        let words = words.trim();
        let end = words.char_indices().nth(MOST_CHARACTERS);
        let words = end.map_or(words, |(end, _)| &words[..end]);
        let is_id = guide.is_some_and(|guide| guide.light(words).is_some());
        let reading = if is_id {
            Reading::default()
        } else {
            light::read_with_names(words, &|name| library.is_name(name))
        };
        Self {
            words: words.to_owned(),
            reading,
        }
    }

    /// The lights of a guide that are meant: by id, else by what they look like.
    #[must_use]
    pub fn lights(&self, guide: &Guide) -> Match<LightId> {
        match guide.light(&self.words) {
            Some(light) => Match::Exact(light, 1.0),
            None => light::choose(&self.reading.alternatives, guide.looks()),
        }
    }

    /// The lights of a guide that come nearest, each with its score.
    #[must_use]
    pub fn nearest(&self, guide: &Guide) -> Vec<(LightId, f64)> {
        light::nearest(&self.reading.alternatives, guide.looks())
    }

    /// The words that tell of smoke, a smell or damage.
    #[must_use]
    pub fn danger(&self) -> Vec<String> {
        danger(&self.words)
    }

    /// Whether the words say something of a light.
    #[must_use]
    pub fn is_understood(&self) -> bool {
        !self.reading.alternatives.is_empty()
    }
}

/// The lights of a guide that have a rhythm: of each colour those that fit best, for nobody taps a
/// colour.
#[must_use]
pub fn with_rhythm(guide: &Guide, looks: &Looks) -> Match<LightId> {
    let colours = |light: LightId| -> Vec<Vec<Colour>> {
        guide[light].looks.leds.iter().map(Led::colours).collect()
    };
    let best_of_its_colours = |light: LightId| {
        let alike = guide
            .looks()
            .filter(|(other, _)| colours(*other) == colours(light));
        light::choose(slice::from_ref(looks), alike).into_scored()
    };
    let scored = guide.light_ids().filter_map(|light| {
        let mut best = best_of_its_colours(light).into_iter();
        best.find(|(best, _)| *best == light)
    });
    Match::nearly(scored.collect())
}

/// A light of some guide that a description fits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Fitting<'g> {
    /// The guide.
    pub guide: &'g Guide,
    /// Its light.
    pub light: LightId,
    /// How it was found: `exact`, `close`, `ambiguous` where others of the guide fit as well, or `none`
    /// where it only comes near.
    pub found: &'static str,
    /// How well it fits, in 0..=1.
    pub score: f64,
}

impl<'g> Fitting<'g> {
    /// The light itself.
    #[must_use]
    pub fn light(&self) -> &'g Light {
        &self.guide[self.light]
    }
}

/// The lights of several guides that a description fits, the best first.
pub fn fitting<'g>(
    described: &Description,
    guides: impl IntoIterator<Item = &'g Guide>,
) -> Vec<Fitting<'g>> {
    best_first(guides, |guide| {
        let selected = described.lights(guide);
        (selected.word(), selected.into_scored())
    })
}

/// The lights of each of several guides that come nearest to a description, the best first.
pub fn nearest<'g>(
    described: &Description,
    guides: impl IntoIterator<Item = &'g Guide>,
) -> Vec<Fitting<'g>> {
    let none = Match::<LightId>::None.word();
    best_first(guides, |guide| (none, described.nearest(guide)))
}

/// The lights of several guides that have a rhythm, the best first.
pub fn tapped<'g>(looks: &Looks, guides: impl IntoIterator<Item = &'g Guide>) -> Vec<Fitting<'g>> {
    best_first(guides, |guide| {
        let selected = with_rhythm(guide, looks);
        (selected.word(), selected.into_scored())
    })
}

fn best_first<'g>(
    guides: impl IntoIterator<Item = &'g Guide>,
    select: impl Fn(&Guide) -> (&'static str, Vec<(LightId, f64)>),
) -> Vec<Fitting<'g>> {
    let mut selected = Vec::new();
    for guide in guides {
        let (found, lights) = select(guide);
        selected.extend(lights.into_iter().map(|(light, score)| Fitting {
            guide,
            light,
            found,
            score,
        }));
    }
    selected.sort_by(|a, b| b.score.total_cmp(&a.score));
    selected
}
