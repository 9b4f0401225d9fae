//! The vocabulary: every word and fixed phrase that people use for lights, by what it says.

use super::term::{Act, Joint, Term};
use crate::light::colour::Colour::{
    Amber, Blue, Cyan, Green, Pink, Purple, Rainbow, Red, White, Yellow,
};
use crate::light::rhythm::Pace;
use crate::light::span::Span;

/// Terms with the words that say them: small letters, no apostrophes, a comma between two phrases.
///
/// Of several phrases that begin alike the longest one counts.
pub(super) const WORDS: &[(&[Term<'static>], &str)] = &[
    (
        &[Term::Hue(&[Red])],
        "red, 🔴, reddish, rd, crimson, scarlet, rot, rote, rotes, dark red",
    ),
    (
        &[Term::Hue(&[Amber])],
        "amber, 🟠, orange, ambre, orangy, orangey, orangish, dark orange, dark amber",
    ),
    (
        &[Term::Hue(&[Yellow])],
        "yellow, 🟡, yellowish, ylw, yel, gelb, gelbe, dark yellow",
    ),
    (
        &[Term::Hue(&[Amber, Yellow])],
        "gold, golden, yellow orange, orange yellow, yellowish orange",
    ),
    (&[Term::Hue(&[Red, Amber])], "reddish orange, orangey red"),
    (
        &[Term::Hue(&[Green])],
        "green, 🟢, greenish, lime, light green, dark green, pale green, grün, gruen, grüne",
    ),
    (
        &[Term::Hue(&[Blue])],
        "blue, 🔵, bluish, blueish, blu, bleu, dark blue, deep blue, navy, blau, blaue",
    ),
    (
        &[Term::Hue(&[Blue, Cyan])],
        "pale blue, light blue, sky blue, baby blue, ice blue, hellblau",
    ),
    (
        &[Term::Hue(&[Cyan])],
        "cyan, light cyan, cyan blue, teal, aqua, turquoise, aquamarine, bluish green, blueish green, greenish blue, türkis",
    ),
    (
        &[Term::Hue(&[Purple])],
        "purple, 🟣, violet, magenta, lilac, lila, dark purple",
    ),
    (&[Term::Hue(&[Pink, Purple])], "fuchsia"),
    (&[Term::Hue(&[Pink])], "pink, pinkish, rose, dark pink"),
    (
        &[Term::Hue(&[White])],
        "white, ⚪, whitish, warm white, cool white, weiß, weiss, bluish white, yellowish white",
    ),
    (
        &[Term::Hue(&[Rainbow])],
        "rainbow, rainbow cycling, rainbow cycle, cycling rainbow, rainbow colours, rainbow colors, all colours, all colors, all the colours, all the colors, cycling colours, \
         cycling colors, multicolour, multicolor, multicoloured, multicolored, multi colour, \
         multi color, many colours, many colors, cycles through all colours, cycles through all \
         colors, cycles through all the colours, cycles through all the colors, cycling through \
         all colours, cycling through all colors, cycling through all the colours, cycling \
         through all the colors, cycle through all colours, cycle through all colors, cycle \
         through all the colours, cycle through all the colors, multi coloured, multi colored, \
         disco",
    ),
    (
        &[Term::Act(Act::Blinks)],
        "is on and off, are on and off, is off and on, blink, blinks, blinked, blinky, flash, flashes, flashed, strobe, strobes, blinkt, blinken, on \
         and off, off and on, on off, off on, blips, blip, wink, winks, turns off and on, turns \
         on and off, turning on and off, turning off and on, goes on and off, goes off and on, \
         going on and off, switches on and off, comes on and off, turn on and off, turn off and \
         on",
    ),
    (
        &[Term::Act(Act::Blinks)],
        "mostly off, mainly off, mostly dark, short on pulses, brief on pulses, short on flashes, off \
         with short on pulses, off with brief on pulses, off with short blinks, off with short \
         flashes, off with brief flashes",
    ),
    (
        &[Term::Doing(Act::Blinks)],
        "blinking, flashing, strobing, blinkend, blinkende, winking, twinkling",
    ),
    (
        &[Term::Act(Act::Blinks), Term::Pace(Pace::Fast)],
        "flicker, flickers, flickering, flutter, flutters, fluttering, strobe light",
    ),
    (
        &[Term::Act(Act::Pulses)],
        "pulse, pulses, pulsed, pulsates, pulsate, throb, throbs, breathe, breathes, fade, fades, \
         heartbeat, glow up and down, glows up and down, glowing up and down, in and out, \
         brighter and dimmer, spin, spins, rotate, rotates, dims and brightens",
    ),
    (
        &[Term::Doing(Act::Pulses)],
        "pulsing, pulsating, throbbing, breathing, fading, spinning, rotating, swirling, circling",
    ),
    (
        &[Term::Act(Act::Steady)],
        "solid, solidly, static, unblinking, non blinking, non flashing, without blinking, without \
         flashing",
    ),
    (&[Term::Act(Act::Even)], "steady, stable"),
    (&[Term::Hue(&[Red]), Term::Act(Act::Blinks)], "reds"),
    (
        &[Term::Hue(&[Amber]), Term::Act(Act::Blinks)],
        "ambers, oranges",
    ),
    (&[Term::Hue(&[Yellow]), Term::Act(Act::Blinks)], "yellows"),
    (&[Term::Hue(&[Green]), Term::Act(Act::Blinks)], "greens"),
    (&[Term::Hue(&[Blue]), Term::Act(Act::Blinks)], "blues"),
    (&[Term::Hue(&[White]), Term::Act(Act::Blinks)], "whites"),
    (
        &[Term::Act(Act::Lit)],
        "lit, lit up, lights up, light up, lighting up, illuminated, illuminates, glow, glows, \
         glowing, shining, shines, shine, constant, constantly, continuous, continuously, \
         continually, permanent, permanently, steadily, always, all the time, stuck, stays, stay, \
         staying, stayed, remains, remain, remaining, is on, are on, stuck on, stays on, stay on, \
         staying on, always on, remains on, remain on, turned on, just on, non stop, nonstop, \
         leuchtet, leuchten, dauerhaft, full on, comes on, came on, come on, turns on, goes on, \
         constantly on, continuously on, permanently on, on all the time, on constantly",
    ),
    (
        &[Term::Act(Act::Is)],
        "is, are, be, been, being, its, show, shows, showing, showed, display, \
         displays, displaying, starts as, \
         start as, starts, shown, reads, thats, theyre, ist",
    ),
    (
        &[Term::Joint(Joint::Becomes), Term::Act(Act::Is)],
        "ends up, end up, ended up, ends up on, ended up on, ending up, ends on, ends in, ends with, \
         settles on, settles to, settles at, before turning, before going, before it turns, before \
         it goes, before changing, before switching",
    ),
    (
        &[Term::Act(Act::Off)],
        "off, dark, doesnt do anything, does not do anything, isnt doing anything, not doing anything, does \
         nothing, doing nothing, is out, are out, light out, led out, leds out, go off, going off, gone off, go away, goes away, went away, gone away, disappear, disappears, disappeared, unlit, extinguished, none, dead, goes out, go out, went out, gone out, going \
         out, turns off, turned off, turn off, turning off, goes off, went off, switches off, \
         goes dark, went dark, goes blank, shuts off, lights out, aus, blank, nothing lit, \
         nothing lights, nothing lights up",
    ),
    (
        &[Term::Act(Act::Stops)],
        "stop, stops, stopped, stopping, quit, quits, cease, ceases, ceased, nothing",
    ),
    (
        &[Term::Act(Act::InTurn)],
        "alternate, alternates, alternated, alternating, alternately, alternatingly, \
         alternatively, between, in turn, in turns, taking turns, back and forth, by turns, \
         interchanged, interchanging, interleaved, cycle, cycles, cycling, cycles through, \
         cycling through, loops, looping, toggles, toggling, one after the other, one after \
         another, abwechselnd, and back, and back again, in alternation, in sequence, swapping, \
         swaps, flips, flipping",
    ),
    (
        &[
            Term::Act(Act::InTurn),
            Term::Hue(&[Red]),
            Term::Joint(Joint::And),
            Term::Hue(&[Blue]),
        ],
        "police",
    ),
    (
        &[Term::Act(Act::MostlyOn)],
        "inverse, inverted, inversely, mostly lit, mainly lit, tiny gaps, small gaps, brief gaps, mostly on, mainly on, almost always on, short breaks, \
         short off pulses, short off pulse, brief off pulses, short off flashes, blinks off, blink off, blinking off, flashes off, \
         flash off, flashing off, flickers off, interruption, interruptions, dropouts, blackouts, briefly off, off \
         briefly, goes off briefly, goes out briefly, turns off briefly, short gaps, short offs, \
         inverse blink, inverse blinking, inverse blinks, on with short off pulses, on with short \
         breaks",
    ),
    (
        &[Term::Pace(Pace::Slow)],
        "slow, slowly, slower, sluggish, sluggishly, leisurely, langsam, lazily, gently",
    ),
    (
        &[Term::Pace(Pace::Fast)],
        "fast, fastly, faster, quick, quickly, quicker, rapid, rapidly, swiftly, frantically, crazy, like \
         crazy, like mad, schnell, furiously, speedily, hectic, hectically",
    ),
    (
        &[Term::Briefly],
        "briefly, momentary, momentarily, for a moment, for a brief moment, a moment, for a split \
         second, a split second, for a fraction of a second, for a sec, a fraction of a second, fraction of a \
         second, split second, for an instant, kurz",
    ),
    (&[Term::Length], "short, shorter, long, longer, brief"),
    (
        &[Term::Again],
        "again, pause, pauses, paused, pausing, repeat, repeats, repeating, repeated, repeatedly, \
         then again, waits, wait, starts over, start over, gap, over and over",
    ),
    (
        &[Term::Together],
        "together, both, simultaneously, simultaneous, same time, at once, in unison, in sync, \
         gleichzeitig",
    ),
    (
        &[Term::Indicator],
        "light, lights, led, leds, lamp, lamps, indicator, indicators, lighted, bulb, bulbs, \
         indicator light, indicator lights, led light, led lights, leuchte, licht, lampe, lampen, \
         lite, lites, diode, diodes, icon, icons, dot, dots, lightbulb, light bulb",
    ),
    (
        &[Term::Name("ring"), Term::Indicator],
        "ring, led ring, light ring, ring light",
    ),
    (
        &[Term::Device],
        "camera, cameras, cam, cams, doorbell, doorbells, plug, plugs, smart plug, outlet, outlets, \
         socket, sockets, \
         hub, bridge, module, sync module, base station, router, modem, gateway, extender, \
         repeater, sensor, sensors, thermostat, speaker, device, devices, unit, webcam",
    ),
    (&[Term::Name("power")], "power, pwr"),
    (&[Term::Name("wifi")], "wifi, wi fi, wlan"),
    (&[Term::Name("internet")], "internet"),
    (&[Term::Name("network")], "network"),
    (&[Term::Name("status")], "status"),
    (&[Term::Name("act")], "act, activity"),
    (&[Term::Name("diag")], "diag, diagnostic"),
    (&[Term::Name("link")], "link"),
    (&[Term::Name("battery")], "battery"),
    (&[Term::Name("usb")], "usb"),
    (&[Term::Name("wps")], "wps"),
    (&[Term::Name("dsl")], "dsl, adsl"),
    (&[Term::Name("ethernet")], "ethernet, eth"),
    (&[Term::Name("sync")], "sync"),
    (&[Term::Name("signal")], "signal"),
    (&[Term::Name("charge")], "charge, charging"),
    (&[Term::Name("record")], "record, recording, rec"),
    (&[Term::Name("motion")], "motion"),
    (&[Term::Name("bluetooth")], "bluetooth"),
    (&[Term::Name("button")], "button"),
    (&[Term::Name("back")], "back, rear"),
    (&[Term::Name("lan")], "lan"),
    (&[Term::Name("wan")], "wan"),
    (&[Term::Name("system")], "system, sys"),
    (&[Term::Name("cloud")], "cloud"),
    (&[Term::Name("relay")], "relay"),
    (&[Term::Name("top")], "top, upper"),
    (&[Term::Name("bottom")], "bottom, lower"),
    (&[Term::Name("inner")], "inner"),
    (&[Term::Name("outer")], "outer"),
    (&[Term::Name("left")], "left"),
    (&[Term::Name("right")], "right"),
    (&[Term::Name("front")], "front"),
    (
        &[Term::Name("others"), Term::Indicator],
        "everything else, all else, all others, all the others, the others, all other lights, the \
         other lights, all the other lights, the rest",
    ),
    (&[Term::Number(number(1_000))], "one"),
    (
        &[Term::Number(number(2_000))],
        "two, couple, couple of, a couple of",
    ),
    (&[Term::Number(number(3_000))], "three"),
    (&[Term::Number(number(4_000))], "four"),
    (&[Term::Number(number(5_000))], "five"),
    (&[Term::Number(number(6_000))], "six"),
    (&[Term::Number(number(7_000))], "seven"),
    (&[Term::Number(number(8_000))], "eight"),
    (&[Term::Number(number(9_000))], "nine"),
    (&[Term::Number(number(10_000))], "ten"),
    (&[Term::Number(number(11_000))], "eleven"),
    (&[Term::Number(number(12_000))], "twelve"),
    (&[Term::Number(number(15_000))], "fifteen"),
    (&[Term::Number(number(20_000))], "twenty"),
    (&[Term::Number(number(30_000))], "thirty"),
    (&[Term::Number(number(40_000))], "forty"),
    (&[Term::Number(number(45_000))], "forty five"),
    (&[Term::Number(number(60_000))], "sixty"),
    (
        &[Term::Number(number(100_000))],
        "hundred, a hundred, one hundred",
    ),
    (&[Term::Number(number(500))], "half, half a, a half"),
    (&[Term::Number(number(1_500))], "one and a half"),
    (
        &[Term::Number(Span {
            low: 2_000,
            high: 5_000,
        })],
        "few, a few, several, some",
    ),
    (&[Term::Often(1)], "once, one time, a single time"),
    (&[Term::Often(2)], "twice"),
    (&[Term::Often(3)], "thrice"),
    (&[Term::Fold(1)], "single"),
    (&[Term::Fold(2)], "double"),
    (&[Term::Fold(3)], "triple"),
    (&[Term::Fold(4)], "quadruple"),
    (
        &[Term::Times],
        "times, time, x, groups of, group of, sets of, set of, bursts of, burst of, series of, pattern of, \
         patterns of",
    ),
    (
        &[Term::Every],
        "every, each, alle, repeats every, repeating every",
    ),
    (&[Term::Other], "other"),
    (&[Term::Per], "per"),
    (&[Term::A], "a, an"),
    (&[Term::For], "for"),
    (
        &[Term::Apart],
        "apart, interval, intervals, period, in between, pause between",
    ),
    (
        &[Term::Unit(1)],
        "ms, msec, millisecond, milliseconds, millis",
    ),
    (
        &[Term::Unit(1_000)],
        "s, sec, secs, second, seconds, sekunden, sekunde",
    ),
    (&[Term::Unit(60_000)], "m, min, mins, minute, minutes"),
    (
        &[Term::LongUnit],
        "hour, hours, hr, hrs, day, days, week, weeks, month, months, year, years, night, nights",
    ),
    (&[Term::Hertz], "hz, hertz"),
    (
        &[Term::Joint(Joint::Break)],
        "because, since, when, whenever, if, whether, only, just, anymore, any more, any longer, at all, cause, wenn",
    ),
    (
        &[Term::Joint(Joint::But)],
        "but, however, although, though, yet, except, aber",
    ),
    (&[Term::Joint(Joint::And)], "and, und, n"),
    (
        &[Term::Joint(Joint::While)],
        "while, with, plus, along with, whereas, alongside, together with, and also",
    ),
    (
        &[Term::Joint(Joint::Or)],
        "or, sometimes, at times, other times, occasionally, maybe, perhaps, possibly, might be, may be, could be, could also be, not sure, cant \
         tell, cannot tell, could not tell, couldnt tell, dont know, do not know, no idea, hard \
         to tell, hard to say, cant say, cannot say, couldnt say, no clue, not certain, oder",
    ),
    (&[Term::Joint(Joint::After)], "after"),
    (
        &[Term::Joint(Joint::Then)],
        "then, afterwards, afterward, followed by, later, next, eventually, finally, thereafter, lastly, subsequently, \
         and then, after that, after which, after this, dann",
    ),
    (&[Term::Joint(Joint::Becomes)], "now, until, till, before"),
    (&[Term::From], "from"),
    (&[Term::To], "to, into"),
    (
        &[Term::Turns],
        "gets to, get to, got to, getting to, reaches, reach, reached, turn, turns, turned, turning, go, goes, going, went, gone, switch, switches, switched, \
         switching, change, changes, changed, changing, become, becomes, became, transitions, \
         moves, moves on, moving on, move on, transition, transitioning, shifts, jumps, reverts, reverted, returns, progresses",
    ),
    (&[Term::On], "on"),
    (
        &[Term::Not],
        "not, isnt, arent, wasnt, werent, doesnt, dont, didnt, wont, wouldnt, cant, cannot, \
         couldnt, hasnt, havent, never, no, without, neither, nor, no longer, not any, nicht, \
         kein, keine, aint, shouldnt, refuses to, fails to, failed to, unable to",
    ),
    (
        &[Term::NotNow],
        "expected, i expected, expecting, was expecting, instead of, insted of, in place of, as opposed to, rather than, meant to be, meant to, used to be, used to, should be, supposed to be, supposed to, \
         normally, usually, should, previously, manual says, manual said, guide says, book says, \
         instructions say, docs say, documentation says, website says",
    ),
    (
        &[Term::Wish],
        "want, wants, wanted, wanna, wish, hope, hoping, need, needs, needed, id like, would like, \
         how do i, how do you, how do we, how can i, how can you, how can we, how to, how could i, \
         how should i, how would i, when will, when does, when should, trying to, try to, tried \
         to, waiting for, waiting on, wait for, waited for, waiting until, looking for, has to be, \
         have to be, must be, ought to be",
    ),
    (&[Term::Was], "was, were"),
    (&[Term::It], "it, they, this, that, there, theres"),
    (&[Term::Person], "i, we, you, he, she, ive, weve"),
    (
        &[Term::Firmware],
        "firmware, rom, tasmota, esphome, openwrt, bootloader",
    ),
    (
        &[Term::Verb],
        "power on, powers on, powering on, power up, powers up, powering up, on startup, at startup, \
         start up, startup, on boot, at boot, boot up, boots up, booting up, bought, get, gets, getting, got, work, works, working, worked, connect, connects, connected, \
         connecting, reconnect, reconnects, reconnecting, respond, responds, responding, do, reset, \
         resets, resetting, resetted, restart, restarts, restarted, restarting, reboot, reboots, \
         rebooted, rebooting, unplug, unplugs, unplugged, unplugging, hold, holds, holding, held, \
         press, presses, pressed, pressing, push, pushes, pushed, pushing, try, tries, tried, \
         trying, waited, waiting, moved, moving, update, updated, updating, pair, paired, pairing, \
         install, installed, installing, join, joins, joined, power cycled, power cycle, power \
         cycling, turned it off and on, turn it off and on, turning it off and on, switched it off \
         and on, turned it off, turned it on, switched it off, switched it on, turned off and on \
         again, happened, happens",
    ),
    (
        &[Term::InOneCase],
        "when on, when off, when its on, when its off, when it is on, when it is off, when turned on, \
         when turned off, when switched on, when switched off, when powered on, when powered off, \
         when plugged in, when unplugged, when charging, when idle, when armed, when disarmed, when \
         recording, if on, if off, if its on, if its off, if it is on, if it is off, while on, while \
         off, when connected, when disconnected, when online, when offline",
    ),
    (
        &[Term::Filler],
        "how fast, how slow, how slowly, how quick, how quickly, how rapidly, how often, is that fast, is that slow, is this fast, is this slow, is it fast, is it slow, is that quick, is it quick, nothing helps, nothing helped, nothing works, nothing worked, nothing happens, nothing \
         happened, nothing changes, nothing changed, nothing else, nothing i do, nothing i try, \
         nothing i tried, nothing fixes, as expected, at first, while it, i think, i guess, i see, i get, i have, i receive, i mean, a while, a bit, once more",
    ),
];

const fn number(thousandths: u32) -> Span {
    Span {
        low: thousandths,
        high: thousandths,
    }
}
