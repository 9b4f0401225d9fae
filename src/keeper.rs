//! Keeping: what a person tells is kept by someone before the next question is shown.

use crate::engine::{Case, End};
use crate::kb::{Guide, StepId};
use crate::record::Record;
use crate::render::Page;

/// Someone who keeps what a person tells. What cannot be kept is never a reason to stop: the keeper has a
/// word to say about it, once.
pub trait Keeper {
    /// Keeps all that is told by now: the guide of the device, and the case once the light is told. It is
    /// called whenever that may have changed, and before the next question. What the person should know
    /// of the keeping, if there is something new, is returned.
    fn keep(&mut self, _guide: &Guide, _case: Option<&Case>) -> Option<Page> {
        None
    }

    /// Keeps that the case has ended; what is returned is as in [`Keeper::keep`].
    fn ended(&mut self, _guide: &Guide, _end: End) -> Option<Page> {
        None
    }

    /// Keeps that a wait begins: the action of a step at this position.
    fn waits(&mut self, _guide: &Guide, _step: StepId, _action: usize) {}

    /// The wait at which the case was left: the action of a step at this position, and how many seconds of
    /// it have passed, all of them when it was over.
    fn waiting(&self, _guide: &Guide) -> Option<(StepId, usize, u32)> {
        None
    }

    /// Keeps that a wait is over.
    fn waited(&mut self, _guide: &Guide, _step: StepId, _action: usize) {}

    /// What is told next leaves the wait as it is: something earlier was changed, and the same step comes
    /// next.
    fn goes_on_waiting(&mut self) {}

    /// Keeps something that support will want to know, such as the model; what is returned is as in
    /// [`Keeper::keep`].
    fn detail(&mut self, _name: &str, _value: &str) -> Option<Page> {
        None
    }

    /// What is told by now, where somebody remembers it.
    fn record(&self) -> Option<&Record> {
        None
    }

    /// The report on the case as it is now, where there is a record.
    fn report(&self, _guide: &Guide) -> Option<Page> {
        None
    }

    /// Saves that report as a file of its own; what the person should know of it.
    fn save_report(&mut self, _guide: &Guide) -> Option<Page> {
        None
    }
}

/// A keeper that forgets everything.
#[derive(Clone, Copy, Debug, Default)]
pub struct Forgetful;

impl Keeper for Forgetful {}
