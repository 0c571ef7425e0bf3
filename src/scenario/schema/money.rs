//! What the keys of the tables about money mean, in Dutch, as in `words.rs`.

/// The keys of a table with what each means.
pub(super) type Keys = &'static [(&'static str, &'static str)];

/// The tables about money, runs and agreements.
pub(super) const DESCRIPTIONS: [(&str, Keys); 14] = [
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
                "spuk_reserve",
                "Wat er gebeurt met de reserve van de SPUK die in het eerste jaar van de fondsuitkering over is.",
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
                "a: grootste deel van de uitkering van het jaar dat mag worden meegenomen [standaard: 1].",
            ),
            (
                "maximum_tweede_jaar",
                "b: grootste deel van de uitkering van het jaar ervoor dat nog eens mag worden meegenomen; wat daarvan ongebruikt is, is ruimte voor geld van het jaar zelf [standaard: 0].",
            ),
            (
                "vanaf",
                "Eerste jaar waarin beide maxima gelden; daarvoor mag de hele uitkering van het jaar mee.",
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
            (
                "relatie",
                "Of het cijfer gelijk moet zijn, hoogstens of minstens zoveel [standaard: gelijk].",
            ),
            (
                "tot",
                "Het laatste jaar, als het om jaren samen gaat; van een stand telt dat jaar [standaard: alleen `jaar`].",
            ),
            (
                "kans",
                "In welk deel van de trekkingen het ten minste zo moet zijn [standaard: in de doorrekening]. Voorbeeld: 0.95.",
            ),
            (
                "trekkingen",
                "Hoeveel trekkingen, bij `kans` [standaard: die van het scenario].",
            ),
            (
                "zaad",
                "Het zaad daarvan, bij `kans` [standaard: dat van het scenario].",
            ),
        ],
    ),
];
