//! `spuk report`: what people look at, as a page and as a workbook.

use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;

use super::simulate::{load_each, numbers, projected, run_beside, run_draws, run_effects};
#[cfg(feature = "serve")]
use crate::answer::Answer;
use crate::answer::Asked;
use crate::cli::Failure;
use crate::cli::args::field::FieldName;
use crate::cli::args::options::{TrustOptions, write_files};
use crate::cli::args::years::YearOptions;
use crate::cli::output::print;
use crate::columns::Column;
use crate::compare::AttributionOrder;
use crate::export::{FrontierWords, Level, Selection, WhomWords, target_units};
use crate::input::diagnostic::{Code, Diagnostic, refusal};
use crate::model::Model;
use crate::projection::Projection;
use crate::question::solve::Frontier;
use crate::question::{Over, Target};
use crate::report::{ReportInput, ReportScope, report_html, workbook};
#[cfg(feature = "serve")]
use crate::report::{ReportPart, report_part};
use crate::scenario::values::DrawCount;
use crate::simulate::Request;
use crate::simulate::part::{Part, Shard};
use crate::study::{
    EffectStudy, FEW_DRAWS, FrontierRequest, Study, Variant, Weights, effect_years, one_gemeente,
    with_assumptions,
};
use crate::terms::Text;
use crate::terms::legible;

/// Name of the page in the folder.
const PAGE_FILE: &str = "rapport.html";

/// Name of the workbook in the folder.
const WORKBOOK_FILE: &str = "rapport.xlsx";

/// Draws of how far gemeenten come out, at most: with all gemeenten of each these are
/// enough, and more would take as long as all other draws together.
const MOST_EFFECT_DRAWS: u32 = 1000;

/// What the names of files end on that people take a report to be.
const FILE_ENDS: [&str; 6] = ["csv", "htm", "html", "json", "pdf", "xlsx"];

/// Een rapport om te delen: een pagina die zonder netwerk werkt, en een werkboek
/// EN: A report to share: a page that works without a network, and a workbook
#[derive(Debug, Clone, Args)]
pub struct Arguments {
    /// Paden of namen van scenario's; de andere worden met het eerste vergeleken
    /// EN: Paths or names of scenarios; the others are compared with the first
    #[arg(value_name = "SCENARIO", required = true)]
    scenarios: Vec<String>,

    /// Zet een sleutel op een waarde, in elk scenario; mag vaker
    /// EN: Set a key to a value, in every scenario; may be repeated
    #[arg(long = "set", value_name = "SLEUTEL=WAARDE")]
    settings: Vec<String>,

    /// Hetzelfde, maar niet in het eerste scenario; mag vaker
    /// EN: The same, but not in the first scenario; may be repeated
    #[arg(long = "set-b", value_name = "SLEUTEL=WAARDE")]
    settings_b: Vec<String>,

    /// Map voor het rapport; een map die er nog niet is, wordt gemaakt
    /// EN: Folder for the report; it is created where it does not exist
    #[arg(long, value_name = "MAP")]
    out: PathBuf,

    /// Aantal trekkingen van de instroom; 0 voor geen [standaard: uit het scenario, anders 1000]
    /// EN: Number of draws of the instroom; 0 for none [default: from the scenario, else 1000]
    #[arg(long, value_name = "AANTAL", value_parser = clap::value_parser!(u32).range(0..=i64::from(DrawCount::MOST)))]
    draws: Option<u32>,

    /// Zaad van de trekkingen [standaard: uit het scenario, anders 1]
    /// EN: Seed of the draws [default: from the scenario, else 1]
    #[arg(long, value_name = "ZAAD")]
    seed: Option<u64>,

    /// Trek ook elk cijfer met een bereik (tussen), en toon die marges ernaast
    /// EN: Draw every figure with a range (tussen) as well, and show those ranges beside
    #[arg(long)]
    aannames: bool,

    /// Toon wat elke stap van deze sleutel of richting oplevert, zoals 'betaalritme.1.totaal:1>3'; mag vaker
    /// EN: Show what every step of this key or direction buys, such as 'betaalritme.1.totaal:1>3'; may be repeated
    #[arg(long, value_name = "SLEUTEL")]
    varieer: Vec<String>,

    /// Met --varieer: de kolom waar het tegen wordt afgezet [standaard: tekort]
    /// EN: With --varieer: the column that it is held against [default: tekort]
    #[arg(long, value_name = "VELD", requires = "varieer", value_parser = FieldName::of_a_run(), hide_possible_values = true)]
    tegen: Option<String>,

    /// Alleen deze gemeente, bij code of naam: een rapport voor haar raad
    /// EN: Only this gemeente, by code or name: a report for its council
    #[arg(long, value_name = "GEMEENTE")]
    gemeente: Option<String>,

    /// Alleen het antwoord, op een pagina
    /// EN: Only the answer, on one page
    #[arg(long, conflicts_with = "varieer")]
    samenvatting: bool,

    /// Of which years.
    #[command(flatten)]
    jaren: YearOptions,

    #[command(flatten)]
    trust: TrustOptions,
}

/// Projects and draws every scenario, and writes the report.
///
/// # Errors
/// Anything wrong with the input or the output, money that is not conserved,
/// or Ctrl-C.
pub fn execute(arguments: &Arguments, asked: &Asked<'_>) -> Result<(), Failure> {
    let lang = asked.lang;
    // Before the draws, so that a wrong folder does not waste them.
    let folder = || make_folder(&arguments.out);
    // Both are made before either is written: a fault leaves the old ones alone.
    let make = |invoer: &ReportInput<'_>| {
        let (html, xlsx) = rayon::join(|| report_html(invoer, lang), || workbook(invoer, lang));
        let xlsx = xlsx?;
        Ok((html?, xlsx))
    };
    let (html, xlsx) = arguments.made(asked, (folder, true), make)?;
    let page = arguments.out.join(PAGE_FILE);
    let book = arguments.out.join(WORKBOOK_FILE);
    write_files(asked.world, &[(&page, html.as_bytes()), (&book, &xlsx)])?;
    print(&format!(
        "{}\n{}\n",
        legible::path(&page),
        legible::path(&book)
    ))?;
    Ok(())
}

/// A part of the report, for who does not want it in a folder.
///
/// # Errors
/// As [`execute`], but nothing is written.
#[cfg(feature = "serve")]
pub fn part(arguments: &Arguments, part: ReportPart, asked: &Asked<'_>) -> Result<Answer, Failure> {
    arguments.all_used_by(part)?;
    let mut arguments = arguments.clone();
    if part == ReportPart::Trees {
        // They are of the projection itself.
        arguments.draws = Some(0);
    }
    // What is drawn anew at every turn of a knob has to be there at once.
    let weighs = matches!(part, ReportPart::Page | ReportPart::Workbook);
    let make = |invoer: &ReportInput<'_>| {
        let bytes = report_part(invoer, part, asked.lang)?;
        Ok(Answer::new(bytes, None).with(invoer.receipts()))
    };
    arguments.made(asked, (|| Ok(()), weighs), make)
}

impl Arguments {
    /// Whether a part has all in it that is asked: its data is drawn at every turn of a knob
    /// and weighs nothing, and trees are of the projection itself.
    ///
    /// # Errors
    /// An option that would change nothing in it.
    #[cfg(feature = "serve")]
    fn all_used_by(&self, part: ReportPart) -> Result<(), Diagnostic> {
        let of_draws = [
            ("--draws", self.draws.is_some_and(|draws| draws > 0)),
            ("--seed", self.seed.is_some()),
            ("--aannames", self.aannames),
        ];
        let of_page = [("--varieer", !self.varieer.is_empty())];
        let unused = match part {
            ReportPart::Page | ReportPart::Workbook => None,
            ReportPart::Data => of_page.iter().find(|(_, given)| *given),
            ReportPart::Trees => of_page.iter().chain(&of_draws).find(|(_, given)| *given),
        };
        let Some((option, _)) = unused else {
            return Ok(());
        };
        let message = Text::new(
            format!("{option} verandert niets in dit deel van het rapport"),
            format!("{option} changes nothing in this part of the report"),
        );
        Err(
            Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
                "laat het weg, of vraag het hele rapport met report.html of report.xlsx",
                "leave it out, or ask the whole report with report.html or report.xlsx",
            )),
        )
    }

    /// What `make` makes of the scenarios, projected, compared and drawn, and with `weighs`
    /// what matters most; `ready` comes before what takes long.
    fn made<T>(
        &self,
        asked: &Asked<'_>,
        (ready, weighs): (impl FnOnce() -> Result<(), Diagnostic>, bool),
        make: impl FnOnce(&ReportInput<'_>) -> Result<T, Diagnostic>,
    ) -> Result<T, Failure> {
        if self.draws == Some(0) && self.seed.is_some() {
            let message = Text::fixed(
                "--seed is van trekkingen, en --draws 0 vraagt er geen",
                "--seed is of draws, and --draws 0 asks for none",
            );
            return Err(Diagnostic::new(Code::Opdrachtregel, message).into());
        }
        let study = self.study(asked)?;
        let keuze = self.scope(&study.models()[0])?;
        let vraag = study.request(self.draws, self.seed)?;
        let assumed = self.assumed(&vraag)?;
        ready()?;
        let projecties = projected(&study, asked)?;
        // A part beside the page has no draws of its own, and the page has said this.
        if weighs && vraag.trekkingen == 0 {
            asked.warn_of_each(study.models(), &study.only_in_draws());
        }
        let vergelijkingen = study.compare(&AttributionOrder::Shapley)?;
        let drawn = match vraag.trekkingen {
            0 => None,
            _ => Some(run_draws(&vraag, Shard::WHOLE, asked)?.part),
        };
        let shown = |part: Part| match &keuze.jaren {
            Some(jaren) => part.of_years(&numbers(jaren)),
            None => part,
        };
        let drawn = drawn.map(shown);
        let assumed = assumed
            .map(|vraag| run_beside(&vraag, Shard::WHOLE, asked))
            .transpose()?
            .map(|drawn| shown(drawn.part));
        let effecten = self.effects((&study, &projecties, &keuze), drawn.as_ref(), asked)?;
        let gewichten = match weighs && !keuze.samenvatting {
            true => self.weights((&study, &keuze), asked)?,
            false => Vec::new(),
        };
        let afweging = match weighs && !keuze.samenvatting && !self.varieer.is_empty() {
            true => Some(self.frontier(&study, asked)?),
            false => None,
        };
        Ok(make(&ReportInput {
            modellen: study.models(),
            projecties: &projecties,
            vergelijkingen: &vergelijkingen,
            trekkingen: drawn.as_ref(),
            aannames: assumed.as_ref(),
            effecten: effecten.as_ref(),
            gewichten: &gewichten,
            afweging: afweging.as_ref(),
            keuze: &keuze,
            adres: asked.listener.address(),
        })?)
    }

    /// The draws with assumptions, where they are asked for.
    ///
    /// # Errors
    /// No draws at all, or no figure with a range.
    fn assumed(&self, vraag: &Request) -> Result<Option<Request>, Diagnostic> {
        if !self.aannames {
            return Ok(None);
        }
        if vraag.trekkingen == 0 {
            let message = Text::fixed(
                "zonder trekkingen worden ook aannames niet getrokken",
                "without draws no assumptions are drawn either",
            );
            return Err(
                Diagnostic::new(Code::Opdrachtregel, message).help(Text::fixed(
                    "laat --draws 0 weg, of --aannames",
                    "leave out --draws 0, or --aannames",
                )),
            );
        }
        with_assumptions(vraag).map(Some)
    }

    /// The scenarios, each with its settings.
    fn study(&self, asked: &Asked<'_>) -> Result<Study, Failure> {
        if self.scenarios.len() < 2 && !self.settings_b.is_empty() {
            let message = Text::fixed(
                "--set-b zet iets in het tweede scenario en verder, en er is er een",
                "--set-b sets something in the second scenario and on, and there is one",
            );
            let help = Text::fixed(
                "noem nog een scenario, dat mag hetzelfde zijn, of gebruik --set",
                "name another scenario, which may be the same, or use --set",
            );
            return Err(Diagnostic::new(Code::Opdrachtregel, message)
                .help(help)
                .into());
        }
        let names = self.scenarios.iter().enumerate();
        let variants = names.map(|(place, name)| match place {
            0 => Variant::new(name, &self.settings),
            _ => Variant::with_own(name, &self.settings, &self.settings_b),
        });
        load_each(asked, &variants.collect::<Vec<_>>(), self.trust.access())
    }

    /// How far gemeenten come out differently in the definitieve uitkering. Of one gemeente and in a summary there is no
    /// room for it, and few draws say nothing of it.
    fn effects(
        &self,
        (study, projecties, keuze): (&Study, &[Projection], &ReportScope),
        drawn: Option<&Part>,
        asked: &Asked<'_>,
    ) -> Result<Option<EffectStudy>, Failure> {
        let Some(drawn) = drawn else {
            return Ok(None);
        };
        let draws = drawn.header.draws;
        if keuze.samenvatting || keuze.gemeente.is_some() || draws < FEW_DRAWS {
            return Ok(None);
        }
        let Some((first, others)) = projecties.split_first() else {
            return Ok(None);
        };
        let column = Column::UitkeringDefinitief;
        let places = effect_years((first, others), drawn, column, keuze.jaren.as_deref());
        let chance = (Some(draws.min(MOST_EFFECT_DRAWS)), self.seed);
        run_effects(study, chance, (column, places), asked)
    }

    /// What matters most to the definitieve uitkering over the years that are shown, of
    /// the country or of the one gemeente.
    fn weights(
        &self,
        (study, keuze): (&Study, &ReportScope),
        asked: &Asked<'_>,
    ) -> Result<Vec<Weights>, Failure> {
        let target = target_of(&study.models()[0], keuze, Column::UitkeringDefinitief);
        asked.listener.begin_runs();
        let weights = study.weights(&target, asked);
        asked.listener.end_runs();
        Ok(weights?)
    }

    /// What every step buys in the receipts of a year against another column.
    ///
    /// # Errors
    /// A key that cannot be varied so.
    fn frontier(
        &self,
        study: &Study,
        asked: &Asked<'_>,
    ) -> Result<(FrontierRequest, Frontier), Failure> {
        let words = FrontierWords {
            varieer: self.varieer.clone(),
            wie: WhomWords {
                gemeente: self.gemeente.clone(),
                jaar: self.jaren.typed().to_owned(),
            },
            tegen: self.tegen.clone(),
            ..FrontierWords::default()
        };
        let request = words.request(&study.models()[0])?;
        asked.listener.begin_runs();
        let frontier = study.frontier(&request, asked);
        asked.listener.end_runs();
        Ok((request, frontier?))
    }

    /// What of the scenarios the report shows.
    ///
    /// # Errors
    /// A gemeente or a year that they do not have; several gemeenten.
    fn scope(&self, model: &Model) -> Result<ReportScope, Diagnostic> {
        let found = self.gemeente.as_deref();
        let found = found
            .map(|wanted| one_gemeente(model, wanted))
            .transpose()?;
        Ok(ReportScope {
            jaren: self.jaren.of_scenario(model)?,
            gemeente: found,
            samenvatting: self.samenvatting,
        })
    }
}

/// A column over the years that are shown, of the country or of the one gemeente.
fn target_of(model: &Model, keuze: &ReportScope, column: Column) -> Target {
    let kop = &model.scenario.tables().scenario;
    let whom = Selection {
        niveau: match keuze.gemeente {
            Some(_) => Level::Gemeente,
            None => Level::Landelijk,
        },
        gemeenten: keuze.gemeente.map(|own| vec![own]),
        jaren: None,
    };
    let jaren = keuze.jaren.clone();
    Target {
        column,
        years: jaren.unwrap_or_else(|| kop.van.through(kop.tot).collect()),
        units: target_units(&model.gemeenten, &whom),
        over: Over::Run,
    }
}

/// Creates the folder, and those above it, where they are not there.
fn make_folder(folder: &Path) -> Result<(), Diagnostic> {
    if folder.is_dir() {
        return Ok(());
    }
    let end = folder.extension().unwrap_or_default();
    if !folder.exists()
        && FILE_ENDS
            .iter()
            .any(|known| end.eq_ignore_ascii_case(known))
    {
        let folder = legible::path(folder);
        let message = Text::new(
            format!("{folder} is de naam van een bestand"),
            format!("{folder} is the name of a file"),
        );
        let help = Text::new(
            format!(
                "een rapport is een map met {PAGE_FILE} en {WORKBOOK_FILE}: noem een map, zoals --out rapport"
            ),
            format!(
                "a report is a folder with {PAGE_FILE} and {WORKBOOK_FILE}: name a folder, such as --out report"
            ),
        );
        return Err(Diagnostic::new(Code::Opdrachtregel, message).help(help));
    }
    fs::create_dir_all(folder).map_err(|error| {
        // The folder itself, or what it would stand in, may be a file or a device; of
        // a path that cannot be looked into nothing is known.
        let is_file = |path: &&Path| path.exists() && !path.is_dir();
        let file = folder.ancestors().find(is_file);
        let (why, help) = match file {
            Some(path) if path == folder => (
                Text::fixed(
                    "er bestaat al een bestand met die naam",
                    "there is a file with that name already",
                ),
                Text::fixed(
                    "kies een andere naam voor de map",
                    "choose another name for the folder",
                ),
            ),
            Some(path) => (
                Text::new(
                    format!("{} is een bestand, geen map", legible::path(path)),
                    format!("{} is a file, not a folder", legible::path(path)),
                ),
                Text::fixed(
                    "kies een andere plaats voor de map",
                    "choose another place for the folder",
                ),
            ),
            None => (
                refusal(&error),
                Text::fixed(
                    "kies een map waarin u bestanden mag schrijven",
                    "choose a folder that you may write files in",
                ),
            ),
        };
        let folder = legible::path(folder);
        let message = Text::new(
            format!("de map {folder} kan niet worden gemaakt: {why}"),
            format!("the folder {folder} cannot be made: {why:#}"),
        );
        Diagnostic::new(Code::NietTeSchrijven, message).help(help)
    })
}
