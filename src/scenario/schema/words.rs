//! What every key of a scenario means, in Dutch: the description that an editor shows.
//! Unit, range and example of a figure follow from the type that reads it.

use super::money::{DESCRIPTIONS as MONEY, Keys};
use crate::terms::Text;

/// The description of a key in a table; the tables of the file itself by an empty name.
pub(super) fn description(table: &str, key: &str) -> Option<&'static str> {
    // Tables for every kind of value have one name with a number behind it.
    let table = table.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let mut all = DESCRIPTIONS.iter().chain(&MONEY);
    let known = all.find(|(own, _)| *own == table);
    let known = known.and_then(|(_, keys)| keys.iter().find(|(own, _)| *own == key));
    known.map(|&(_, text)| text)
}

/// What a file of a scenario is.
pub(super) fn whole_file() -> Text {
    Text::fixed(
        "Een heel scenario, nadat alles wat het overerft eronder is gelegd.",
        "A whole scenario file, after everything it inherits is laid under it.",
    )
}

/// What the keys about where a figure comes from mean, wherever they stand.
pub(super) fn provenance(key: &str) -> Text {
    match key {
        "bron" => Text::fixed(
            "Waar het cijfer vandaan komt: een brief, een artikel, een statistiek.",
            "Where the figure comes from: a letter, an article, a statistic.",
        ),
        "status" => Text::fixed("Hoe vast het cijfer is.", "How firm the figure is."),
        "tussen" => Text::fixed(
            "Waartussen het cijfer aannemelijk ligt: P5 en P95 van een verdeling om de waarde. Voorbeeld: [0.01, 0.035].",
            "Between which values the figure plausibly lies: P5 and P95 of a distribution around the value. Example: [0.01, 0.035].",
        ),
        "gefit" => Text::fixed(
            "Waarop het cijfer zo is gekozen dat het uitkomt.",
            "What the figure was chosen to agree with.",
        ),
        "bewust" => Text::fixed(
            "Met true is een cijfer bedoeld zoals het er staat, ook als het op een vergissing lijkt en anders wordt geweigerd.",
            "With true a figure is meant as it stands, even if it looks like a mistake and would be refused otherwise.",
        ),
        _ => Text::default(),
    }
}

/// The file itself, and its tables about people; those about money stand in `money.rs`.
const DESCRIPTIONS: [(&str, Keys); 16] = [
    (
        "",
        &[
            ("scenario", "Naam, basis en jaren van het scenario."),
            (
                "gemeenten",
                "De gemeenten en hun inwoners [standaard: de 342 van 2026].",
            ),
            (
                "aantallen",
                "Getelde mensen per cohort, in plaats van die van het model.",
            ),
            (
                "kenmerken",
                "Waarin gemeenten verschillen van wat het model van elke gemeente zegt; een tabel per gm_code, zoals [kenmerken.GM0344].",
            ),
            ("instroom", "Wie per jaar inburgeringsplichtig wordt."),
            (
                "huisvesting",
                "Deel van de instroom van een jaar dat in dat jaar, het volgende enzovoort een woning krijgt: een lijst voor alle jaren, of een per jaar van instroom, die geldt tot de volgende.",
            ),
            (
                "leerroute",
                "Verdeling over de leerroutes per groep; samen 1.",
            ),
            (
                "traject",
                "Deel van wie een route volgt dat een diploma haalt, per jaar sinds de start.",
            ),
            (
                "uitkomst",
                "Deel van de instroom van een jaar dat zonder diploma uitstroomt, per jaar daarna.",
            ),
            (
                "pip",
                "Deel van wie nog plichtig is met een PIP aan het eind van een jaar, per jaar daarna.",
            ),
            (
                "start",
                "Later beginnen doordat de termijn voor het PIP niet wordt gehaald.",
            ),
            (
                "vertraging",
                "Mensen met een late kennisgeving per cohort: zij beginnen een jaar later.",
            ),
            ("verlenging", "Verlenging van de termijn met een jaar."),
            (
                "prognose",
                "LPAS: landelijke prognose van te huisvesten mensen per uitvoeringsjaar (Bi2021 art. 10.4).",
            ),
            (
                "taakstelling",
                "LHT: landelijke huisvestingstaakstelling per jaar (Hw2014 art. 29).",
            ),
            (
                "bedragen",
                "Gepubliceerde bedragen per jaar (Ri2021 art. 10.1-10.4); zij winnen van afgeleide.",
            ),
            ("prijs", "Waaruit de bedragen van een jaar volgen."),
            (
                "index",
                "Groei van alle prijzen op het jaar ervoor, voor jaren zonder eigen prijs.",
            ),
            (
                "betaalritme",
                "In welk ritme een cohort wordt betaald, vanaf een cohort.",
            ),
            (
                "prestatie",
                "Prestatiebekostiging: afgeronde trajecten tellen mee in de verdeling.",
            ),
            (
                "onderwijsroute",
                "Het budget voor de onderwijsroute binnen de uitkering.",
            ),
            (
                "korting",
                "Korting: een tabel, of een lijst van tabellen voor meer perioden.",
            ),
            (
                "instrument",
                "Een fondsuitkering in plaats van de specifieke uitkering.",
            ),
            ("kosten", "Wat gemeenten uitgeven."),
            (
                "reservering",
                "Hoeveel geld mag worden meegenomen naar het volgende jaar (Bi2021 art. 10.5).",
            ),
            (
                "kas",
                "Wanneer geld wordt betaald (Bi2021 art. 10.7 en 10.8; Wi2021 art. 42).",
            ),
            ("begroting", "De begrotingsstand van het Rijk per jaar."),
            ("simulatie", "Hoeveel trekkingen een simulatie maakt."),
            ("incidenteel", "Geld naast de uitkering."),
            (
                "verwacht",
                "Cijfers waarop dit scenario moet uitkomen; zij erven niet over.",
            ),
        ],
    ),
    (
        "ScenarioTable",
        &[
            (
                "naam",
                "Naam in rapporten [standaard: de naam van het bestand]. Voorbeeld: \"Geldend recht\".",
            ),
            (
                "omschrijving",
                "De vraag die het scenario beantwoordt. Voorbeeld: \"Wat als de korting doorgaat?\".",
            ),
            (
                "basis",
                "Het scenario waar dit van afwijkt: een pad vanaf dit bestand, of een ingebouwde naam. Voorbeeld: \"wi2021\".",
            ),
            ("van", "Eerste uitvoeringsjaar."),
            ("tot", "Laatste uitvoeringsjaar."),
        ],
    ),
    (
        "GemeentenTable",
        &[
            (
                "bestand",
                "CSV of werkmap met gm_code, naam, provincie en inwoners_JAAR; pad vanaf dit bestand. Voorbeeld: \"gemeenten.csv\".",
            ),
            (
                "blad",
                "Het blad van de werkmap; zonder deze sleutel het enige met deze kolommen. Voorbeeld: \"Gemeenten\".",
            ),
            (
                "herindelingen",
                "CSV of werkmap met datum, van_code, van_naam, naar_code, naar_naam en soort; tellen in alle jaren mee (Bi2021 art. 10.3(1)). Voorbeeld: \"herindelingen.csv\".",
            ),
        ],
    ),
    (
        "AantallenTable",
        &[
            (
                "bestand",
                "CSV of werkmap met gm_code, groep, jaar, aantal en eventueel peiljaar, of met kolommen die het programma herkent; pad vanaf dit bestand. Voorbeeld: \"aantallen.csv\".",
            ),
            (
                "blad",
                "Het blad van de werkmap; zonder deze sleutel het enige met zulke kolommen. Voorbeeld: \"Aantallen\".",
            ),
            (
                "doorwerking",
                "Hoe ver een gemeente in cohorten van het model haar deel van de getelde cohorten houdt: 1 helemaal, 0 (zonder deze sleutel) naar inwoners. Landelijk blijft het aantal gelijk. Voorbeeld: 0.5.",
            ),
            (
                "aanvullen",
                "Wat een gemeente heeft die nergens in `bestand` staat; verplicht als er zo een is.",
            ),
            (
                "landelijk",
                "Landelijke aantallen per cohort, naar inwoners verdeeld over gemeenten.",
            ),
        ],
    ),
    (
        "KenmerkenTable",
        &[
            (
                "bestand",
                "CSV of werkmap met gm_code en een of meer van instroom, afronding, kosten en z_route; pad vanaf dit bestand. Voorbeeld: \"kenmerken.csv\".",
            ),
            (
                "blad",
                "Het blad van de werkmap; zonder deze sleutel het enige met een kolom gm_code. Voorbeeld: \"Kenmerken\".",
            ),
            (
                "spreiding",
                "Hoeveel gemeenten blijvend verschillen: in een simulatie getrokken, in een projectie 1.",
            ),
        ],
    ),
    (
        "KenmerkenSpreiding",
        &[
            (
                "afronding",
                "Standaardafwijking van de logaritme van de factor op afgeronde trajecten.",
            ),
            (
                "kosten",
                "Standaardafwijking van de logaritme van de factor op kosten.",
            ),
            (
                "z_route",
                "Standaardafwijking van de logaritme van de factor op het deel dat de Z-route volgt.",
            ),
        ],
    ),
    (
        "KenmerkenFactors",
        &[
            (
                "instroom",
                "Factor op wie hier wordt gehuisvest; het land blijft gelijk, de andere gemeenten schikken in.",
            ),
            ("afronding", "Factor op wie hier een traject afrondt."),
            ("kosten", "Factor op wat de gemeente uitgeeft."),
            (
                "z_route",
                "Factor op het deel van de asielstatushouders dat de Z-route volgt.",
            ),
        ],
    ),
    (
        "LandelijkTable",
        &[
            (
                "asielstatushouder",
                "Gehuisveste asielstatushouders per cohort.",
            ),
            ("gezins_overig", "Gezins- en overige migranten per cohort."),
            (
                "onderwijsroute",
                "Asielstatushouders op de onderwijsroute per cohort.",
            ),
            (
                "afgerond",
                "Asielstatushouders die hun traject afrondden, per jaar.",
            ),
        ],
    ),
    (
        "InstroomTable",
        &[
            (
                "pad",
                "Nieuwe inburgeringsplichtigen per kalenderjaar; de verwachting van een simulatie.",
            ),
            (
                "model",
                "Hoe de instroom in een simulatie om het pad beweegt.",
            ),
            (
                "vanaf",
                "Eerste onzekere jaar [standaard: het tweede jaar van het scenario].",
            ),
            (
                "spreiding",
                "Bij \"ar1\": standaardafwijking van de jaarlijkse schok, als deel van het aantal.",
            ),
            (
                "persistentie",
                "Bij \"ar1\": deel van een afwijking dat er een jaar later nog is.",
            ),
            (
                "samenhang",
                "Bij \"ar1\": samenhang tussen de schokken van asiel en die van de andere groepen.",
            ),
            (
                "groei",
                "Bij \"bootstrap\": groei per jaar waaruit wordt getrokken.",
            ),
            (
                "bestand",
                "Bij \"paden\": CSV met trekking, groep en een kolom per jaar; pad vanaf dit bestand. Voorbeeld: \"paden.csv\".",
            ),
            (
                "prognosefout",
                "Standaardafwijking van de fout van prognose en taakstelling, als deel.",
            ),
            (
                "prognosevertekening",
                "Gemiddelde fout van prognose en taakstelling na `vanaf`: wat kwam min wat was geraamd, als deel van de raming; bij -0.27 komt 27% minder dan geraamd [standaard: 0].",
            ),
            ("gemeenten", "Verschillen tussen gemeenten."),
        ],
    ),
    (
        "InstroomGemeenten",
        &[
            (
                "realisatie",
                "Standaardafwijking van hoeveel van haar deel een gemeente huisvest, blijvend over de jaren.",
            ),
            (
                "ruis",
                "Hoeveel jaarlijkse aantallen meer spreiden dan toeval: variantie = gemiddelde + ruis × gemiddelde².",
            ),
            (
                "verhuizing",
                "Deel van de asielstatushouders van een cohort dat per jaar naar een andere gemeente verhuist.",
            ),
        ],
    ),
    (
        "PerGroep",
        &[
            ("asielstatushouder", "Voor asielstatushouders."),
            ("gezinsmigrant", "Voor gezinsmigranten."),
            ("overige_migrant", "Voor overige migranten."),
        ],
    ),
    (
        "PerRoute",
        &[
            ("B1", "Voor de B1-route."),
            ("onderwijs", "Voor de onderwijsroute."),
            ("Z", "Voor de zelfredzaamheidsroute."),
        ],
    ),
    (
        "UitkomstTable",
        &[
            (
                "vrijgesteld",
                "Deel dat wordt vrijgesteld, tijdelijk of blijvend, per jaar.",
            ),
            ("ontheven", "Deel dat wordt ontheven, per jaar."),
            ("vervallen", "Deel waarvan de plicht vervalt, per jaar."),
        ],
    ),
    (
        "HalfYearsTable",
        &[
            ("eerste", "Mensen in het eerste halfjaar."),
            ("tweede", "Mensen in het tweede halfjaar."),
        ],
    ),
    (
        "StartTable",
        &[
            (
                "pip_termijn_gemist",
                "Deel waarvan het PIP niet binnen tien weken klaar is.",
            ),
            (
                "vertraging_in_jaren",
                "Welk deel van een jaar zij gemiddeld later beginnen.",
            ),
        ],
    ),
    (
        "VerlengingTable",
        &[
            (
                "aandeel",
                "Deel van wie in een jaar zou afronden dat dat een jaar later doet.",
            ),
            (
                "vanaf",
                "Eerste kalenderjaar waarin verlenging kan worden gevraagd.",
            ),
            (
                "kosten",
                "Wat het extra jaar een gemeente kost per asielstatushouder, in het prijspeil van [kosten].",
            ),
        ],
    ),
];
