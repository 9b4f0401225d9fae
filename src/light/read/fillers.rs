//! Ordinary words that say nothing about a light, and are no news to a person who reads them back.

/// The words by their first letter; each row begins with the letter.
const FILLERS: [&str; 26] = [
    "able about above absolutely accept access according accordingly account across activate \
     activated activates actual actually adapter adaptor add added adding address adds advance \
     afternoon against age ages ago ahead air alarm alert alexa all alles allow almost alone \
     along already also am amazon among amount android annoying another answer any anybody \
     anyhow anyone anything anyway anywhere app apparently appear appeared appears \
     apple approx approximately apps area around arrived article as asap ask asked asking \
     assistant assume at attached attempt attention attic auch auf automatic automatically away",
    "bad badly bare barely based basement basic basically basis bathroom batteries bay becoming \
     bedroom bedrooms bedside beep beeped beeping beeps began begin begins behave behaves \
     behavior behaviour behind bei believe below bench beneath beside besides best better \
     beyond big bike bin bit bitte bizarre blanking blind blinding blinds blinker blocking \
     bloody board boot booted booting boots box boy brand breaker breaking brick bright \
     brightly bring bro broke broken brother brought browser btw build building bunch burned \
     burning burnt burst bursts buttons buy buzz buzzes buzzing by",
    "cabin cabinet cable call called can candle car card care case cases cat causes ceiling \
     cell chair chance charged charger cheap check checked checking child chime chirp chirping \
     chirps christmas circuit clear clearly click clicked clicking clicks client close closed \
     clue co code cold colleague color colorblind colored colors colour colourblind coloured \
     colours com comes coming common company complaining complete completely concern condition \
     config configuration configure configured confirm confused connection connectivity \
     considering consistent consistently constants contact contacted content continual continue \
     continues control converter cool cord correct correctly couch could couldve count counter \
     course cover crappy curious currently custom cut cuts cylinder",
    "da dad damn dang darn das data date daughter deal dear death decided default definitely \
     delay dem den depending der des describe described desk despite detail details detect \
     detected detection detects diagnose did die died dies difference different difficult \
     difficulty dim dimly dining dinner direct directly dirt disabled disconnect disconnected \
     discord discovered distance doch does dog doing done dongle door down download downloaded \
     downstairs drawer driver driveway driving drop dropped drops dude due dumb during dust",
    "earlier early easily easy eco edge ein eine einen einer either electric else elsewhere \
     email empty enabled end ended ending enough enter entered entering entire entirely \
     entrance equal equally error errors es especially essentially etc even evening evenly \
     event ever everyday everyone everything everywhere exact exactly example expect experience \
     explain extra extremely eye eyes",
    "face facing fact factory fail failed failing fails failure faint faintly fairly fallen \
     falls family fan far father fault faulty favour feature feed feel feels fell felt fence \
     fiber fibre figure figured file final find finding finds fine firewall first fix fixed \
     flashlight floor flushing folks follow following forever format forth forum found frame \
     freaking free frequent frequently fresh friday fridge friend fuck fucking fully function \
     funny further fuse fyi für",
    "garage garden gave generally gerät girl give given gives giving glad glass goal good \
     goodbye google gosh gradually great ground group groups guess guest guide guys",
    "habe habit had hall hallo hallway hand handle hands hang hanging happen happening hard \
     hardly hardware hardwired has hat hate have having hear heard heat heating heavily heavy \
     hell hello help helped helpful helps hence her here heres hers hes hey hi him himself his \
     history hit hole holiday home homekit honestly hopefully hot hotspot hotter \
     house how hows http huge humid humming  husband",
    "ich id idea identify idle ignore ill im imho immediately immer imo important impossible in \
     inch indeed indicate indicates indicating individual indoor indoors info information \
     infrared initially inlaws inserted inside instant instantly instead instruct instructed \
     instructions interesting intermittent intermittently internal invisible ip iphone isp \
     issue issues item itll itself",
    "job",
    "kamera kann keen keep keeping keeps kept kicked kid kids kind kinda kit kitchen knew know \
     known knows",
    "lag landlord large larger largest last late lately latest laundry leak least leave leaves \
     leaving length less let lets letting level life lightly like likely line list listed \
     literally little live lives living load loading loads located location lock locked log \
     logged login lol look looking looks loose loosely lose losing lost lot lots loud lounge \
     love low luck",
    "mad made main mains make maker makes making man manage manual many mate matter maximum me \
     mean meaning means meanwhile medium mehr mein meine mention mentioned merely mesh message \
     mid middle million mind mine minimum minor miss missing mit mix mixed mode model models \
     moderately mom moment monday money mono more morning most mostly mother mount mounted \
     mouse move movement mqtt much multimeter multiple mum must my myself",
    "nach name named narrow natural near nearby nearly neat neighbor \
     neighbour neighbours new newer newest news nice nobody noch noise normal note notice \
     noticed notification notifications number numbers nur nursery",
    "observe observed observing obvious obviously occasion occasional occurs odd of office \
     offline often ok okay old omg ones online onto open opened opening opposite option order \
     ordered ordinary original originally otherwise ought our ours out outage outdoor outdoors \
     outside over overheated overheating overnight own",
    "package page pale panel pantry parent parents part partial partially particular \
     particularly parts party password past patio pattern pc pending people perfectly persists \
     person pet phone physical pic picture pictures piece pin ping place placed plain play \
     playback please plenty pls plugged plugging plz point points policy poll pool pop pops \
     porch port portion position possible post posted powered powering powers precise precisely \
     present presumably pretty preview previous price primarily prior probably problem problems \
     process processes product programming propably properly protocol provide pull pulled pulls \
     purchase purchased purely put putting",
    "quarter question quiet quite",
    "rain rained raining ran random randomly range ranges rarely rate rather ratio reachable \
     read ready real really reason reasons receive recent recently reception recharge recharged \
     recognise recognize recommend reconfigure reconnected recorded recover refresh refuse \
     refuses regarding regular regularly related relevant reliable reliably remember remove \
     removed repair replace replaced replacement replacing reply report reported require \
     requires respectively rest result return returned reverse roof room rooms root roughly row \
     run running runs",
    "sadly safe said same sat saturday saw saying says scale scan screen screw season seat see \
     seeing seem seemed seemingly seems seen seit seldom self sell send sending sense sent \
     separate sequence serial series seriously server service session set sets setting settings \
     setup severe shape shed sheet shelf shelves shes shit shop shortly shower shut shutdown \
     shuts sick side sie sign similar simple simply sind sister sit sits sitting situation size \
     sized sleep slight slightly slim slot small smart smell smells smoke snow so sofa sold \
     solution solve somebody somehow someone something somewhat somewhere son soon sorry sort \
     sound sounds source special specific specifically speed speeds split splitter spot ssid \
     stack stacks stage stairs stand standard standby standing start started starting state \
     steckdose step steps still store storm story strange stream strength strict string strong \
     struggling study stuff stupid subject subtle success such sudden suddenly suggest \
     suggestion summer sun sunday sunlight super supply support supposed supposedly sure surely \
     swap swapped synced syncing",
    "table tablet take taken takes taking talk team tech technically technician tell telling \
     temporarily terms terrible test tested testing than thank thankfully thanks thatll the \
     their theirs them themselves theory therefore these theyll theyve thick thin thing things \
     think thinking third tho thoroughly those thought thousand through throughout thunderstorm \
     thursday thus thx tia tight timeout timer timers tiny title today toggle toilet token told \
     tomorrow tone tonight too took tool total totally touch touched touching toward towards \
     transformer trip trouble troubles troubleshoot troubleshooting true truly tuesday ty type \
     types typical typically",
    "ubiquiti ugly ultimately ultra under underneath understand unexpected unfortunately \
     unknown unless unlike unresponsive unsure unusual up updates upgrade upgraded upgrading \
     uploaded uploading upon ups upstairs urgent use used useful useless user uses using usual",
    "vacation vague vaguely value variant varied various vendor version very via video view \
     virtually visible visibly voltage vom von vor vs",
    "wake wakes waking walk wall warm warmer warning warranty wasn watch \
     watched watching water way web website wednesday weekend weekends weird well wet what \
     whatever whats whatsoever where whereby wheres wherever which whichever who whole whom \
     whose why wide width wie wife wild will win window windows winter wir wird wire wired \
     wireless wires within wonder wondering word words workshop world worry worrying worse \
     worst worth would wow write writes writing written wrong wrote wtf",
    "",
    "yard yeah yes yesterday your youre yours yourself youve",
    "zero zigbee zu zum zur zwave",
];

/// Whether a word in small letters says nothing.
pub(super) fn is_filler(word: &str) -> bool {
    let letter = word.bytes().next().and_then(|byte| byte.checked_sub(b'a'));
    letter
        .and_then(|letter| FILLERS.get(usize::from(letter)))
        .is_some_and(|row| row.split(' ').any(|filler| filler == word))
}

#[cfg(test)]
mod tests {
    use super::super::lexicon::meaning;
    use super::*;

    #[test]
    fn every_filler_is_found_and_says_nothing_else() {
        for filler in FILLERS.iter().flat_map(|row| row.split_whitespace()) {
            assert!(is_filler(filler), "{filler} stands in the wrong row");
            assert_eq!(meaning(filler), None, "{filler}");
        }
        assert!(!is_filler("kasa"));
        assert!(!is_filler("ärger"));
    }
}
