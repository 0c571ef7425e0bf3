//! The register of columns as a table, and as the page of the documentation.

use comfy_table::Cell;

use super::cells::{left_out, new_table, without_least};
use crate::columns::{Column, KeyColumn};
use crate::terms::{Lang, Width};

/// A line for every column: what it counts and what it is.
pub fn columns_table(taal: Lang, width: Width) -> String {
    let mut table = new_table();
    table.add_row(heads(taal).map(Cell::new));
    for key in KeyColumn::ALL {
        let cells = [key.name(), "", "", "", "", "", key.meaning(taal)];
        table.add_row(cells.map(Cell::new));
    }
    for &column in Column::ALL {
        table.add_row(cells(column, taal).map(Cell::new));
    }
    // The name and what it is stay; the rest is for programs and wide screens.
    let least = [5, 4, 3, 2, 1];
    let (text, gone) = without_least(&table, &least, width);
    let heads = heads(taal);
    let gone: Vec<&str> = gone.iter().map(|&column| heads[column]).collect();
    width.wrapped(&text) + &width.wrapped(&left_out(&gone, taal))
}

/// The page `docs/kolommen.md`, with the labels of both languages.
pub fn columns_markdown(taal: Lang) -> String {
    let mut text = taal
        .choose(
            "# De kolommen van `spuk run`\n\n\
             Gemaakt met `spuk columns --format markdown`; verander de tekst in\n\
             `src/columns/register.rs`. Bedragen zijn euro's met twee decimalen, exact tot op de\n\
             cent. Een stroom gaat over een heel jaar, een stand over het eind ervan: de som van\n\
             standen over jaren zegt niets. Winst en verlies zijn die van een gemeente.\n\n\
             ## Waar een regel over gaat\n\n",
            "# The columns of `spuk run`\n\n\
             Made by `spuk columns --format markdown`; change the words in\n\
             `src/columns/register.rs`. Amounts are euros with two decimals, exact to the cent. A\n\
             flow is about a whole year, a stock about its end: the sum of stocks over years means\n\
             nothing. Gain and loss are those of a gemeente.\n\n\
             ## What a row is about\n\n",
        )
        .to_owned();
    let [name, .., meaning] = heads(taal);
    push_rows(
        &mut text,
        &[name, meaning],
        KeyColumn::ALL.map(|key| vec![code(key.name()), key.meaning(taal).to_owned()]),
    );
    text.push_str(taal.choose("\n## Cijfers\n\n", "\n## Figures\n\n"));
    let labels = taal.choose(["Nederlands", "Engels"], ["Dutch", "English"]);
    let heads: Vec<&str> = heads(taal).into_iter().chain(labels).collect();
    let rows = Column::ALL.iter().map(|&column| {
        let [name, others @ ..] = cells(column, taal);
        let labels = Lang::ALL.map(|lang| column.label(lang).to_owned());
        let named = std::iter::once(code(&name));
        named.chain(others).chain(labels).collect()
    });
    push_rows(&mut text, &heads, rows);
    text
}

/// The heads of [`cells`].
fn heads(taal: Lang) -> [&'static str; 7] {
    taal.choose(
        [
            "kolom",
            "eenheid",
            "soort",
            "meer is",
            "artikel",
            "som van",
            "betekenis",
        ],
        [
            "column", "unit", "kind", "more is", "article", "sum of", "meaning",
        ],
    )
}

/// What there is to say of a column.
fn cells(column: Column, taal: Lang) -> [String; 7] {
    let definition = column.definition();
    [
        column.name(),
        definition.unit.word(taal),
        definition.span.word(taal),
        definition.more_is.word(taal),
        definition.article.unwrap_or_default(),
        &definition.sum_of.to_string(),
        column.meaning(taal),
    ]
    .map(str::to_owned)
}

fn code(name: &str) -> String {
    format!("`{name}`")
}

fn push_rows(text: &mut String, heads: &[&str], rows: impl IntoIterator<Item = Vec<String>>) {
    text.push_str(&format!("| {} |\n", heads.join(" | ")));
    text.push_str(&format!("|{}\n", "---|".repeat(heads.len())));
    for row in rows {
        text.push_str(&format!("| {} |\n", row.join(" | ")));
    }
}

#[cfg(not(feature = "proefkolom"))]
#[cfg(test)]
mod tests {
    use super::*;

    /// Write it anew with `SPUK_BLESS=1 cargo test --lib docs_kolommen`.
    #[test]
    fn docs_kolommen_is_what_the_register_says() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/kolommen.md");
        let fresh = columns_markdown(Lang::Nl);
        if std::env::var_os("SPUK_BLESS").is_some() {
            std::fs::write(path, &fresh).expect("the page");
        } else {
            let known = std::fs::read_to_string(path).expect("the page");
            assert!(
                known == fresh,
                "run: SPUK_BLESS=1 cargo test --lib docs_kolommen"
            );
        }
    }
}
