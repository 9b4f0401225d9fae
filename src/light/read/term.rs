//! What a single word can say about a light.

use crate::light::colour::Colour;
use crate::light::rhythm::Pace;
use crate::light::span::Span;

/// What one word, or one fixed phrase, says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Term<'a> {
    /// One of these colours; more than one for a hue between two names, such as pale blue.
    Hue(&'static [Colour]),
    /// What the light does.
    Act(Act),
    /// The same as a participle, which cannot be counted: "2 blinking" are LEDs, "2 blinks" are flashes.
    Doing(Act),
    /// How fast it does so.
    Pace(Pace),
    /// A single short flash: "briefly", "for a moment".
    Briefly,
    /// "short", "long": said of a single flash.
    Length,
    /// It pauses or starts again, which goes without saying.
    Again,
    /// Two colours show at the same time.
    Together,
    /// A word for the LED itself.
    Indicator,
    /// A thing that has lights: "camera", "plug", or one by its name.
    Device,
    /// A word that is an LED's name if a word for the LED follows.
    Name(&'a str),

    /// A number, in thousandths.
    Number(Span),
    /// "once", "twice".
    Often(u32),
    /// "single", "double": a number if a word for blinking follows.
    Fold(u32),
    /// "times", or an x.
    Times,
    /// "every".
    Every,
    /// "other", as in "every other second".
    Other,
    /// "per".
    Per,
    /// "a" and "an", which can stand for one.
    A,
    /// "for".
    For,
    /// "apart", "intervals".
    Apart,
    /// A unit of time, in milliseconds.
    Unit(u32),
    /// A unit of time that no light is counted in: "hours", "days".
    LongUnit,
    /// Times per second.
    Hertz,
    /// How often the light flashes in a group.
    Count(Span),
    /// How many long flashes come before the short ones.
    Longs(Span),
    /// After how many milliseconds it comes again.
    Period(Span),
    /// For how many milliseconds it does so.
    Lasting(Span),

    /// Something that stands between two descriptions.
    Joint(Joint),
    /// "when on", "if off": in one case of several.
    InOneCase,
    /// "from", which makes a following "to" mean "then".
    From,
    /// "to".
    To,
    /// "turns", "goes", "switches": it is something now that it was not before.
    Turns,
    /// "on", which says that it is lit, or where.
    On,
    /// A hyphen within a word or between two.
    Dash,

    /// What follows is not so.
    Not,
    /// What follows is what it should do, or did once.
    NotNow,
    /// What follows is wished for, or not so any more.
    Wish,
    /// "was": what follows was so once, if nothing is said of a change.
    Was,
    /// "it", "they": a new statement begins.
    It,
    /// "I", "we": who flashes here writes firmware.
    Person,
    /// "firmware": what is flashed here is no light.
    Firmware,
    /// A verb that takes a "not" upon itself: "can't get", "doesn't work".
    Verb,
    /// A word without weight.
    Filler,
    /// A word that belongs to no light.
    Unknown,
}

/// What a light does, as far as a word says it; of two words the greater says more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Act {
    /// "is": it has its colour, and is steady if nothing else is said.
    Is,
    /// "stops": it is dark if nothing else is said.
    Stops,
    /// "on", "constantly": it is steady unless it blinks, "constantly blinking".
    Lit,
    /// "steady": the same, but what is not steady is not dark.
    Even,
    /// It blinks or flashes.
    Blinks,
    /// It pulses, breathes or fades.
    Pulses,
    /// "solid": it is steady, and cannot blink.
    Steady,
    /// It is dark.
    Off,
    /// It is mostly on.
    MostlyOn,
    /// It shows its colours in turn.
    InTurn,
}

impl Act {
    /// Whether the word alone settles what the light does.
    pub(super) fn is_clear(self) -> bool {
        !matches!(self, Self::Is | Self::Stops)
    }

    /// Whether several colours that do this do it at the same time, and not in turn.
    pub(super) fn is_of_each_colour(self) -> bool {
        matches!(
            self,
            Self::Stops | Self::Lit | Self::Even | Self::Steady | Self::Off | Self::MostlyOn
        )
    }
}

/// What stands between two descriptions; of several together the greatest counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Joint {
    /// Nothing but a space.
    Beside,
    /// A comma, a full stop.
    Break,
    /// "but", which sets the second against the first.
    But,
    /// "and".
    And,
    /// "while", "with", a plus sign: at the same time.
    While,
    /// A slash, or a hyphen between colours.
    Slash,
    /// "or", "maybe".
    Or,
    /// "after": what follows came first.
    After,
    /// "then", which can also join two colours in turn.
    Then,
    /// "turns", "now", "until": a new state.
    Becomes,
}
