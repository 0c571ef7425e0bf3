//! What every key of a scenario means, in Dutch: the description that an editor shows.
//! Unit, range and example of a figure follow from the type that reads it.

/// The description of a key in a table; the tables of the file itself by an empty name.
pub(super) fn description(table: &str, key: &str) -> Option<&'static str> {
    // Tables for every kind of value have one name with a number behind it.
    let table = table.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let known = DESCRIPTIONS.iter().find(|(own, _)| *own == table);
    let known = known.and_then(|(_, keys)| keys.iter().find(|(own, _)| *own == key));
    known.map(|&(_, text)| text)
}

/// What `bron`, `status` and `gefit` mean, wherever they stand.
pub(super) fn provenance(key: &str) -> &'static str {
    match key {
        "bron" => "Waar het cijfer vandaan komt: een brief, een artikel, een statistiek.",
        "status" => "Hoe vast het cijfer is.",
        _ => "Waarop het cijfer zo is gekozen dat het uitkomt.",
    }
}

/// The keys of a table with what each means.
type Keys = &'static [(&'static str, &'static str)];

const DESCRIPTIONS: [(&str, Keys); 26] = [
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
            ("instroom", "Wie per jaar inburgeringsplichtig wordt."),
            (
                "huisvesting",
                "Deel van de instroom van een jaar dat in dat jaar, het volgende enzovoort een woning krijgt.",
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
                "CSV met gm_code, naam, provincie en inwoners_JAAR; pad vanaf dit bestand. Voorbeeld: \"gemeenten.csv\".",
            ),
            (
                "herindelingen",
                "CSV met datum, van_code, van_naam, naar_code, naar_naam en soort; tellen in alle jaren mee (Bi2021 art. 10.3(1)). Voorbeeld: \"herindelingen.csv\".",
            ),
        ],
    ),
    (
        "AantallenTable",
        &[
            (
                "bestand",
                "CSV met gm_code, groep, jaar, aantal en eventueel peiljaar; pad vanaf dit bestand. Voorbeeld: \"aantallen.csv\".",
            ),
            (
                "landelijk",
                "Landelijke aantallen per cohort, naar inwoners verdeeld over gemeenten.",
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
    (
        "BedragenTable",
        &[
            (
                "gebruik",
                "Welk bedrag in dit jaar geldt als het gepubliceerde en het afgeleide bekend zijn.",
            ),
            (
                "gezins_overig",
                "Bedrag per gezins- of overige migrant (Ri2021 art. 10.2).",
            ),
            (
                "a",
                "Bedrag voor de eerste termijn van een asielstatushouder (Ri2021 art. 10.3).",
            ),
            ("b", "Bedrag voor de tweede termijn (Ri2021 art. 10.3)."),
            ("c", "Bedrag voor de derde termijn (Ri2021 art. 10.3)."),
            (
                "gewicht_a",
                "Gewicht van de eerste termijn in de verdeling (Ri2021 art. 10.4).",
            ),
            (
                "gewicht_b",
                "Gewicht van de tweede termijn (Ri2021 art. 10.4).",
            ),
            (
                "gewicht_c",
                "Gewicht van de derde termijn (Ri2021 art. 10.4).",
            ),
            (
                "gewicht_d",
                "Gewicht van een afgerond traject (Ri2021 art. 10.4).",
            ),
            (
                "pa_t",
                "Deel van de prognose dat inburgeringsplichtig is (Ri2021 art. 10.1).",
            ),
            (
                "pa_t1",
                "Deel van de taakstelling van het jaar ervoor dat inburgeringsplichtig is (Ri2021 art. 10.1).",
            ),
            ("onderwijsroute", "Bedrag per persoon op de onderwijsroute."),
            (
                "po",
                "Deel van de prognose dat naar verwachting de onderwijsroute volgt.",
            ),
        ],
    ),
    (
        "PrijsTable",
        &[
            ("leerroute", "Prijs van de leerroute per asielstatushouder."),
            ("overig", "Prijs van al het andere per asielstatushouder."),
            ("gezins_overig", "Prijs per gezins- of overige migrant."),
        ],
    ),
    (
        "BetaalritmeTable",
        &[
            (
                "vanaf_cohort",
                "Eerste cohort dat in dit ritme wordt betaald.",
            ),
            (
                "leerroute",
                "Delen van de leerroute in de drie termijnen; samen 1. Voorbeeld: [0.50, 0.40, 0.10].",
            ),
            (
                "overig",
                "Delen van het andere in de drie termijnen; samen 1. Voorbeeld: [1, 0, 0].",
            ),
            (
                "totaal",
                "Delen van het geheel in de drie termijnen; samen 1. Voorbeeld: [0.40, 0.30, 0.30].",
            ),
        ],
    ),
    (
        "PrestatieTable",
        &[
            ("vanaf", "Eerste uitvoeringsjaar met prestatiebekostiging."),
            (
                "aandeel",
                "Deel van de leerroute in elke termijn dat naar afgeronde trajecten gaat.",
            ),
            (
                "eerste_jaar",
                "Welke afgeronde trajecten in het eerste jaar tellen (Bi2021 art. 10.3(5)).",
            ),
        ],
    ),
    (
        "OnderwijsrouteTable",
        &[
            (
                "actief",
                "Met false valt dit budget weer uit de uitkering [standaard: true]. Voorbeeld: false.",
            ),
            (
                "vanaf",
                "Eerste uitvoeringsjaar met dit budget binnen de uitkering.",
            ),
            ("tot", "Laatste uitvoeringsjaar met dit budget."),
            (
                "trajectprijs",
                "Prijs van een traject op de onderwijsroute.",
            ),
            (
                "prijspeil",
                "Het jaar waarvan `trajectprijs` het prijspeil heeft.",
            ),
            (
                "aandeel",
                "po: deel dat naar verwachting de onderwijsroute volgt.",
            ),
        ],
    ),
    (
        "KortingTable",
        &[
            (
                "percentage",
                "De korting, als deel van de bedragen: 0.10 is 10%.",
            ),
            ("vanaf", "Eerste uitvoeringsjaar met de korting."),
            (
                "tot",
                "Laatste uitvoeringsjaar met de korting [standaard: zonder eind].",
            ),
            ("wijze", "Wie de korting draagt."),
        ],
    ),
    (
        "InstrumentTable",
        &[
            ("soort", "De specifieke uitkering, of een fondsuitkering."),
            ("vanaf", "Eerste uitvoeringsjaar van de fondsuitkering."),
            (
                "referentiejaar",
                "Het jaar waarvan het definitieve totaal wordt voortgezet.",
            ),
            (
                "verdeelsleutel",
                "Waarnaar het vaste totaal wordt verdeeld.",
            ),
        ],
    ),
    (
        "KostenTable",
        &[
            (
                "prijspeil",
                "Het jaar waarvan de kosten het prijspeil hebben; zonder dit groeien zij niet mee.",
            ),
            (
                "leerroute",
                "Kosten van de leerroute per asielstatushouder, per route.",
            ),
            (
                "begeleiding",
                "Kosten per asielstatushouder op elke route: intake, begeleiding, PVT, MAP.",
            ),
            ("gezins_overig", "Kosten per gezins- of overige migrant."),
        ],
    ),
    (
        "KostenLine",
        &[
            ("bedrag", "Kosten per persoon over het hele traject."),
            (
                "ritme",
                "Delen per jaar sinds de huisvesting; samen 1. Voorbeeld: [0.5, 0.3, 0.2].",
            ),
        ],
    ),
    (
        "ReserveringTable",
        &[
            (
                "maximum",
                "Grootste deel van de uitkering van het jaar dat mag worden meegenomen [standaard: 1].",
            ),
            (
                "vanaf",
                "Eerste jaar waarin `maximum` geldt; daarvoor mag alles.",
            ),
        ],
    ),
    (
        "KasTable",
        &[
            (
                "verrekening_maand",
                "Maand van t+1 waarin definitief min voorlopig wordt verrekend [standaard: 6].",
            ),
            (
                "terugvordering_maand",
                "Maand waarin een terugvordering wordt betaald [standaard: 7].",
            ),
            (
                "terugvordering_na_jaren",
                "Hoeveel jaren na het verantwoordingsjaar dat is [standaard: 2].",
            ),
        ],
    ),
    (
        "SimulatieTable",
        &[
            ("trekkingen", "Aantal trekkingen [standaard: 1000]."),
            ("zaad", "Zaad van de trekkingen [standaard: 1]."),
        ],
    ),
    (
        "IncidenteelTable",
        &[
            (
                "naam",
                "Naam in rapporten. Voorbeeld: \"Pilots dualiteit\".",
            ),
            (
                "verdeelsleutel",
                "Waarnaar het bedrag over gemeenten wordt verdeeld.",
            ),
            ("bedrag", "Bedrag voor het hele land, per jaar."),
        ],
    ),
    (
        "VerwachtTable",
        &[
            ("jaar", "Het jaar waar het cijfer over gaat."),
            (
                "veld",
                "De kolom van `spuk run --format csv` waarin het cijfer staat.",
            ),
            (
                "gemeente",
                "Code of naam van de gemeente [standaard: het hele land]. Voorbeeld: \"Utrecht\".",
            ),
            (
                "bedrag",
                "Het cijfer, in euro's of voor mensen in personen.",
            ),
            (
                "tolerantie",
                "Hoever het cijfer ernaast mag zitten, naar beide kanten [standaard: 0].",
            ),
        ],
    ),
];
