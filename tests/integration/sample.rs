//! A small guide in which nothing is wrong, for tests that break it in one place.

use blinkdoc::built_in;
use blinkdoc::finding::Finding;
use blinkdoc::kb::load::Text;
use blinkdoc::kb::outline::Outline;
use blinkdoc::kb::shared::Shared;
use blinkdoc::kb::{self, Elsewhere, Guides, check, parse};

/// The guide `hall-lamp`, in which nothing is wrong.
pub(crate) const HALL_LAMP: &str = r#"id: hall-lamp
name: Example hall lamp
also: [hl100]
about: [We have this lamp on our shelf.]
sources:
  - {id: H, title: Hall lamp quick guide, by: Example Ltd, kind: maker}
conditions:
  on-battery: it runs on batteries
causes:
  network: {name: Wi-Fi connection, cite: [H-3]}
  battery: {name: empty battery}
  update: {name: an update is running, kind: busy}
lights:
  - id: slow-red
    looks: red, blinks every 2-3 s
    state: fault
    means: It looks for its network and does not find it.
    causes: {network: high, battery: low}
    article: [reconnect]
    cite: [H-7]
  - id: fast-red
    looks: red, blinks fast
    state: fault
    means: An update is running, or the network is gone.
    causes: {update: medium, network: low}
  - id: blinking-red
    looks: red, blinks
    state: fault
    means: One of the other two.
    may-be: [slow-red, fast-red]
  - id: steady-green
    looks: green, steady
    state: normal
    means: It is connected.
    end: all-well
questions:
  - id: hot
    kind: safety
    ask: Is it hot?
    answers:
      - {id: burnt, say: It smells, end: unplug-now}
      - {id: hot, say: Hot, do-first: reconnect}
      - {id: "no", say: "No"}
  - id: supply
    kind: context
    ask: Does it run on batteries?
    answers:
      - {id: batteries, say: "Yes", establishes: [on-battery]}
      - {id: mains, say: "No", rules-out: [battery]}
  - id: changed
    kind: clue
    ask: Did anything change?
    minutes: 1
    answers:
      - {id: router, say: A new router, share: seldom, points-to: {network: strongly}}
      - {id: nothing, say: Nothing, share: common, points-away: {network: slightly}}
steps:
  - id: wait-out-update
    title: Leave it alone
    do: [{wait: 30 min, say: Leave it plugged in.}]
    fixes: {update: certain}
    minutes: 30
    effort: easy
    then: [steady-green]
  - id: swap-batteries
    title: Put in fresh batteries
    do: [Open the cover., {warn: Do not mix old and new cells.}, Replace both cells.]
    fixes: {battery: high}
    minutes: 3
    effort: easy
    when: [on-battery]
  - id: reconnect
    title: Set it up afresh
    do: [Follow the app.]
    fixes: {network: high}
    minutes: 10
    effort: medium
    after: [swap-batteries]
  - id: factory-reset
    title: Reset it
    do: [Hold the button for ten seconds.]
    fixes: {network: low}
    minutes: 5
    effort: medium
    risk: erases
    loses: Its name.
    needs: [reconnect]
endings:
  all-well: {kind: normal, title: All is well, say: [Nothing is wrong.]}
  unplug-now: {kind: stop, title: Unplug it now, say: [Do not use it.]}
  wait-more: {kind: wait, title: Wait, say: [Come back later.]}
support:
  channels: [In the app.]
  have-ready: [serial number]
prevention: [Keep it dry.]
"#;

/// Reads one guide, as `--kb` does.
pub(crate) fn read(file: &str, text: &str) -> Result<Guides, Vec<Finding>> {
    read_all(&[(file, text)])
}

/// Reads several guides together, with no built-in ones beside them; the built-in shared texts are there.
pub(crate) fn read_all(texts: &[(&str, &str)]) -> Result<Guides, Vec<Finding>> {
    let text = |(file, text): &(&str, &str)| Text {
        file: (*file).to_owned(),
        text: (*text).to_owned(),
    };
    let texts: Vec<Text> = texts.iter().map(text).collect();
    let elsewhere = Elsewhere {
        shared: built_in::elsewhere().shared,
        ..Elsewhere::default()
    };
    kb::read(&texts, &elsewhere, Vec::new())
}

/// Everything there is to say about one guide, warnings included.
pub(crate) fn findings(file: &str, text: &str) -> Vec<Finding> {
    if let Err(findings) = read(file, text) {
        return findings;
    }
    let mut findings = Vec::new();
    let outline = Outline::read(file, text, &mut findings).expect("it has just been read");
    let draft = parse::draft(&outline, &mut findings);
    let _ = check::guide(&draft, &Shared::default(), &mut findings);
    findings
}

/// The text with one stretch replaced, which must stand in it exactly once.
pub(crate) fn with(text: &str, good: &str, bad: &str) -> String {
    assert_eq!(text.matches(good).count(), 1, "`{good}` stands in it once");
    text.replace(good, bad)
}

/// The texts for the numbers from 0, one behind the other.
pub(crate) fn times(count: usize, each: impl Fn(usize) -> String) -> String {
    let texts: Vec<String> = (0..count).map(each).collect();
    texts.concat()
}
