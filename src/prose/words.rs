//! The words that the checker of prose knows: jargon with its plain words, words that belittle, and verbs.

/// A word that people who repair things use and others do not.
pub(super) struct Jargon {
    /// The word; capitals count.
    pub(super) word: &'static str,
    /// An explanation of it.
    pub(super) gloss: &'static str,
    /// Plain words for it: a text that has one beside the word explains it.
    pub(super) plain: &'static [&'static str],
}

const fn jargon(word: &'static str, gloss: &'static str, plain: &'static [&'static str]) -> Jargon {
    Jargon { word, gloss, plain }
}

#[rustfmt::skip]
pub(super) const JARGON: &[Jargon] = &[
    jargon("firmware", "the software inside the device", &["software", "program"]),
    jargon("bootloader", "the small program that starts the device", &["program", "software"]),
    jargon("GHz", "the radio band that Wi-Fi uses", &["radio", "radio band", "frequency"]),
    jargon("SSID", "the name of the Wi-Fi", &["name"]),
    jargon("LED", "a small light", &["light", "lamp"]),
    jargon("DHCP", "the way the router gives out addresses", &["address", "addresses"]),
    jargon("DNS", "what turns names of sites into addresses", &["name", "names", "address", "addresses"]),
    jargon("IP address", "the number of a device in the network", &["number"]),
    jargon("static IP", "a fixed number of a device in the network", &["number", "address"]),
    jargon("MAC address", "the number that a network device has from its maker", &["number"]),
    jargon("subnet", "a part of the network", &["part of"]),
    jargon("NAT", "how the router shares one internet address", &["address", "addresses"]),
    jargon("UPnP", "how devices open the router's doors by themselves", &["open", "opens"]),
    jargon("port forwarding", "a way in through the router", &["way", "door"]),
    jargon("firewall", "a guard that blocks connections", &["guard", "block", "blocks", "keeps out"]),
    jargon("VPN", "a private tunnel through the internet", &["tunnel", "private"]),
    jargon("ISP", "the company that brings the internet", &["company", "provider"]),
    jargon("WAN", "the internet side of the router", &["internet"]),
    jargon("LAN", "the network at home", &["network", "cable"]),
    jargon("PoE", "power through the network cable", &["power"]),
    jargon("NVR", "the box that records the cameras", &["box", "recorder", "records"]),
    jargon("WEP", "an old kind of Wi-Fi protection", &["protection", "security"]),
    jargon("WPA", "a kind of Wi-Fi protection", &["protection", "security"]),
    jargon("WPA2", "a kind of Wi-Fi protection", &["protection", "security"]),
    jargon("WPA3", "a kind of Wi-Fi protection", &["protection", "security"]),
    jargon("AP", "a Wi-Fi of the device's own", &["hotspot", "Wi-Fi of"]),
    jargon("access point", "a box that spreads the Wi-Fi", &["box", "spreads", "hotspot"]),
    jargon("extender", "a repeater for the signal", &["repeater", "repeats", "passes on"]),
    jargon("mesh", "several boxes that make one Wi-Fi", &["several", "boxes", "one Wi-Fi"]),
    jargon("bridge", "the box that links the devices to the network", &["box", "hub", "links"]),
    jargon("gateway", "the box that links the devices to the internet", &["box", "hub", "router"]),
    jargon("captive portal", "a page to sign in on before the Wi-Fi works", &["sign in", "page"]),
    jargon("band steering", "the router choosing the radio band", &["chooses", "choosing"]),
    jargon("QoS", "which device the router serves first", &["first", "before"]),
    jargon("RSSI", "how strong the signal is", &["strong", "strength"]),
    jargon("dBm", "a measure of how strong the signal is", &["strong", "strength"]),
    jargon("bandwidth", "how much the line can carry", &["carry", "carries", "speed"]),
    jargon("latency", "the delay on the line", &["delay", "slow"]),
    jargon("ping", "a test whether a device answers", &["test", "answers"]),
    jargon("pairing", "being added to the app", &["added", "add", "set up", "set-up", "joins", "joining"]),
    jargon("provisioning", "being added to the app", &["added", "add", "set up", "set-up"]),
    jargon("onboarding", "being added to the app", &["added", "add", "set up", "set-up"]),
    jargon("power cycle", "off and on again", &["off", "unplug"]),
    jargon("power-cycle", "turn off and on again", &["off", "unplug"]),
    jargon("reboot", "a restart", &["restart", "start again", "starts again"]),
    jargon("bricked", "dead for good", &["dead", "no longer starts"]),
    jargon("OTA", "an update through the air", &["through the air", "by itself"]),
    jargon("PIR", "a sensor that feels warm bodies", &["sensor", "motion"]),
    jargon("RTSP", "a way to show the picture in other programs", &["picture", "video"]),
    jargon("ONVIF", "a way to show the picture in other programs", &["picture", "video"]),
    jargon("GFCI", "a switch that cuts the power when current leaks", &["switch", "outlet"]),
    jargon("RCD", "a switch that cuts the power when current leaks", &["switch"]),
    jargon("RMA", "a return for repair or replacement", &["return", "replacement"]),
];

/// How a text goes on that explains a word, right behind it or behind the word that follows.
pub(super) const EXPLAINS: [&str; 15] = [
    " means ",
    " mean ",
    " stands for ",
    " is short for ",
    " is what ",
    ", that is",
    ", in other words",
    " (a ",
    " (an ",
    " (the ",
    " (its ",
    " (what ",
    " (where ",
    " (how ",
    " (also called ",
];

/// Words that tell a worried reader that their trouble is small.
pub(super) const BELITTLING: [&str; 12] = [
    "basically",
    "easily",
    "easy",
    "just",
    "obvious",
    "obviously",
    "of course",
    "simple",
    "simply",
    "straightforward",
    "trivial",
    "trivially",
];

/// The verbs that a step's title may start with.
#[rustfmt::skip]
pub(super) const VERBS: &[&str] = &[
    "accept", "add", "adjust", "aim", "allow", "answer", "approve", "ask", "attach", "authorise", "avoid",
    "back", "bend", "block", "borrow", "bring", "brush", "buy", "call", "cancel", "carry", "change",
    "charge", "check", "choose", "claim", "clean", "clear", "click", "close", "compare", "complete",
    "confirm", "connect", "contact", "cool", "copy", "count", "cover", "create", "cut", "deactivate",
    "delete", "detach", "disable", "disarm", "discard", "disconnect", "do", "don't", "download", "drain",
    "draw", "dry", "eject", "empty", "enable", "end", "enter", "erase", "exchange", "extend", "fasten",
    "feel", "fetch", "fill", "find", "finish", "fit", "fix", "flip", "follow", "force", "forget",
    "format", "free", "get", "give", "go", "grant", "hang", "have", "hold", "identify", "improve",
    "insert", "inspect", "install", "join", "keep", "lay", "leave", "lend", "let", "lift", "limit",
    "link", "listen", "load", "lock", "log", "look", "loosen", "lower", "make", "mark", "match",
    "measure", "mend", "mount", "move", "mute", "name", "note", "open", "order", "pair", "pause", "pick",
    "place", "plan", "plug", "point", "position", "pour", "press", "prevent", "protect", "pull", "push",
    "put", "raise", "read", "reattach", "recharge", "reconnect", "record", "reduce", "refill", "refit",
    "refresh", "register", "reinsert", "reinstall", "rejoin", "release", "reload", "remount", "remove",
    "rename", "renew", "repeat", "replace", "replug", "report", "reposition", "reseat", "reset",
    "restart", "restore", "resume", "retry", "return", "reverse", "rinse", "roll", "rotate", "run",
    "save", "scan", "screw", "seal", "search", "seat", "secure", "see", "select", "send", "separate",
    "set", "shade", "shake", "share", "shield", "shift", "shorten", "show", "shut", "sign", "silence",
    "slide", "stand", "start", "stay", "stop", "store", "straighten", "strip", "swap", "switch", "take",
    "tap", "tell", "test", "tidy", "tie", "tighten", "tilt", "touch", "transfer", "trim", "try", "turn",
    "type", "unblock", "undo", "uninstall", "unlock", "unmount", "unplug", "unscrew", "update", "upgrade",
    "use", "vent", "verify", "visit", "wait", "wake", "warm", "wash", "watch", "wipe", "withdraw",
    "write",
];

#[cfg(test)]
mod tests {
    use super::super::text::{find, words};
    use super::*;

    #[test]
    fn every_gloss_has_a_plain_word() {
        for Jargon { word, gloss, plain } in JARGON {
            let text = format!("{word} ({gloss})");
            let words = words(&text);
            let is_plain = |plain: &&str| find(&words, plain).next().is_some();
            assert!(plain.iter().any(is_plain), "{text}");
        }
    }

    #[test]
    fn the_verbs_stand_in_order() {
        let unordered: Vec<_> = VERBS.windows(2).filter(|pair| pair[0] >= pair[1]).collect();
        assert_eq!(unordered, [[""; 2]; 0]);
    }
}
