//! A new scenario to start from, for `spuk init`.

/// Text between quotes as TOML writes it; Rust escapes more than TOML knows.
pub(crate) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The text of a new scenario that changes the law as it stands.
pub fn template(naam: &str) -> String {
    let naam = quoted(naam);
    format!(
        "\
# Welke vraag beantwoordt dit scenario?
#
# Een scenario zegt alleen wat er anders is dan in zijn basis. Haal het hekje
# weg voor wat u wilt veranderen; `spuk schema` beschrijft alle sleutels.
# Elke tabel kan zeggen waar haar cijfers vandaan komen:
#   bron = \"brief van ...\"
#   status = \"gepubliceerd\", \"afgeleid\" of \"aanname\"

[scenario]
naam = {naam}
basis = \"wi2021\"
# van = 2024
# tot = 2031

# Landelijke prognose (LPAS) en taakstelling (LHT), in personen.
# [prognose]
# bron = \"aanname\"
# status = \"aanname\"
# 2027 = 25000

# Nieuwe inburgeringsplichtigen per jaar, in personen.
# [instroom.pad.asielstatushouder]
# 2027 = 18000

# Groei van de prijzen ten opzichte van het jaar ervoor.
# [index]
# 2027 = 0.025

# Betaalritme per cohort: `totaal`, of `leerroute` en `overig`. Een lijst
# vervangt de hele lijst van de basis: noem ook de ritmes die blijven.
# [[betaalritme]]
# vanaf_cohort = 2020
# leerroute = [0.50, 0.40, 0.10]
# overig = [1, 0, 0]
# [[betaalritme]]
# vanaf_cohort = 2026
# totaal = [0.40, 0.30, 0.30]
# [[betaalritme]]
# vanaf_cohort = 2028
# totaal = [0.50, 0.30, 0.20]

# Gepubliceerde bedragen winnen van afgeleide; wie prijs, ritme of prestatie
# verandert, kiest in een jaar met gepubliceerde bedragen voor de afgeleide:
# [bedragen.2026]
# gebruik = \"afgeleid\"

# [prestatie]
# aandeel = 0.10

# Ook deze lijst vervangt de hele lijst van de basis; de eerste regel is die
# van wi2021. Hetzelfde geldt voor [[incidenteel]].
# [[korting]]
# percentage = 0.10
# vanaf = 2026
# tot = 2027
# wijze = \"binnen_begroting\"
# [[korting]]
# percentage = 0.10
# vanaf = 2028
# wijze = \"doorberekend\" # of \"binnen_begroting\"

# [instrument]
# soort = \"fondsuitkering\"
# vanaf = 2028
# referentiejaar = 2027
# verdeelsleutel = \"grondslag\" # of \"inwoners\"

# Een afgesproken cijfer, dat `spuk check` bewaakt; zonder `gemeente` het land.
# [[verwacht]]
# jaar = 2027
# veld = \"uitkering_voorlopig\" # een kolom van `spuk run --format csv`
# gemeente = \"GM0344\"
# bedrag = 6000000
# tolerantie = 50000
"
    )
}
