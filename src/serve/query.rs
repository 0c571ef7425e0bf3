//! From an address to the words of a command line: what a question may be is what the
//! command takes, so that parsing, hints and messages are those of the command line.

use std::any::TypeId;
use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::ValueRange;
use clap::{Arg, ArgAction, Command};

use crate::input::diagnostic::{Code, Diagnostic};
use crate::input::nearest::nearest_or_all;
use crate::report::ReportPart;
use crate::terms::Text;

/// The commands that can be asked, where this program has them, and whether drawing may
/// take long.
const OFFERED: [(&str, bool); 14] = [
    ("run", false),
    ("amounts", false),
    ("explain", false),
    ("backtest", false),
    ("simulate", true),
    ("compare", false),
    ("report", true),
    ("sensitivity", true),
    ("solve", true),
    ("columns", false),
    ("import", false),
    ("list", false),
    ("show", false),
    ("schema", false),
];

/// Options that are no part of a question: they trust, end with a status, divide the work,
/// or are said by the address itself. Nor is one that names a file: a question writes none.
const WITHHELD: [&str; 7] = [
    "allow-outside",
    "fail-if",
    "format",
    "help",
    "shard",
    "threads",
    "version",
];

/// How an address ends for each form, and what the form is called at a command.
const FORMS: [(&str, &[&str]); 6] = [
    ("csv", &["csv"]),
    ("csv-nl", &["csv-nl"]),
    (WORKBOOK, &["csv"]),
    ("json", &["json"]),
    ("md", &["markdown"]),
    ("txt", &["table", "text"]),
];

/// The commands that have forms of their own.
const OWN_FORMS: [(&str, &[&str]); 3] = [
    ("report", &["html", "xlsx", "json", "trees"]),
    ("schema", &["json"]),
    ("show", &["txt", "toml"]),
];

/// The form that is made of a CSV: a workbook with that table.
const WORKBOOK: &str = "xlsx";

/// The command that is asked about a file that comes along, and of which no name of a
/// scenario is asked.
const OF_A_FILE: &str = "import";

/// The name by which that file is asked.
pub(super) const FILE: &str = "bestand";

/// The name of what positional arguments are asked by.
pub(super) const SCENARIO: &str = "scenario";

/// What stands in `scenario=` for the scenario that came along with the question.
const ALONG: &str = "-";

/// A command that can be asked, in the forms that it has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Offered<'c> {
    /// Its definition.
    pub command: &'c Command,
    long: bool,
}

/// The commands that this program offers.
pub(super) fn offered(definition: &Command) -> impl Iterator<Item = Offered<'_>> {
    OFFERED.iter().filter_map(|&(name, long)| {
        let command = definition.find_subcommand(name)?;
        Some(Offered { command, long })
    })
}

impl<'c> Offered<'c> {
    /// The command of this name.
    ///
    /// # Errors
    /// A name that none has.
    pub fn named(definition: &'c Command, name: &str) -> Result<Self, Diagnostic> {
        let found = offered(definition).find(|one| one.command.get_name() == name);
        found.ok_or_else(|| {
            let message = Text::new(
                format!("`{name}` is hier geen vraag"),
                format!("`{name}` is no question here"),
            );
            let names: Vec<&str> = offered(definition)
                .map(|one| one.command.get_name())
                .collect();
            let help = nearest_or_all(name, &names);
            Diagnostic::new(Code::Opdrachtregel, message).help(help)
        })
    }

    /// Whether it is about a file that has to come along with the question.
    pub fn is_of_a_file(self) -> bool {
        self.command.get_name() == OF_A_FILE
    }

    /// Whether a scenario can come along with the question.
    pub fn takes_scenario(self) -> bool {
        self.option("set").is_some()
    }

    /// Whether a form is a workbook that is made of a CSV.
    pub fn is_table_of(self, form: &str) -> bool {
        form == WORKBOOK && self.part(form).is_none()
    }

    /// How addresses of this command can end.
    pub fn forms(self) -> Vec<&'static str> {
        self.known_forms().into_iter().map(|(end, _)| end).collect()
    }

    fn known_forms(self) -> Vec<(&'static str, Option<&'static str>)> {
        let mut own = OWN_FORMS.iter();
        if let Some((_, ends)) = own.find(|(name, _)| *name == self.command.get_name()) {
            return ends.iter().map(|&end| (end, None)).collect();
        }
        let arguments = self.command.get_arguments();
        let mut format = arguments.filter(|one| one.get_long() == Some("format"));
        let values = format.next().map(Arg::get_possible_values);
        let values = values.unwrap_or_default();
        let known = FORMS.iter().filter_map(|&(end, names)| {
            let has = |name: &&&str| values.iter().any(|one| one.get_name() == **name);
            Some((end, Some(*names.iter().find(has)?)))
        });
        known.collect()
    }

    /// The arguments that can be asked: those that stand alone first.
    pub fn arguments(self) -> impl Iterator<Item = &'c Arg> {
        let all = self.command.get_arguments();
        all.filter(|one| one.is_positional() || (one.get_long().is_some() && !is_withheld(one)))
    }

    /// Whether there may be draws to make for it.
    pub fn is_long(self, form: &str, pairs: &[(String, String)]) -> bool {
        let none = pairs
            .iter()
            .any(|(name, value)| name == "draws" && value == "0");
        let draws = self.long && !none && form != "trees";
        draws || pairs.iter().any(|(name, _)| name == "simulate")
    }

    /// The part of a report that a form is, where this is one.
    pub fn part(self, form: &str) -> Option<ReportPart> {
        let is_report = self.command.get_name() == "report";
        is_report.then_some(match form {
            "html" => ReportPart::Page,
            "xlsx" => ReportPart::Workbook,
            "trees" => ReportPart::Trees,
            _ => ReportPart::Data,
        })
    }

    fn option(self, name: &str) -> Option<&'c Arg> {
        let mut all = self.command.get_arguments();
        all.find(|one| {
            let also = one.get_all_aliases().unwrap_or_default();
            one.get_long() == Some(name) || also.contains(&name)
        })
    }

    /// The words of the command line that ask the same.
    ///
    /// # Errors
    /// A form that the command does not have, or an option that is no part of a question.
    /// What else is wrong is for the command line itself to say.
    pub fn words(
        self,
        form: &str,
        pairs: &[(String, String)],
        along: Option<&str>,
    ) -> Result<Vec<OsString>, Diagnostic> {
        let forms = self.known_forms();
        let Some((_, format)) = forms.iter().find(|(end, _)| *end == form) else {
            return Err(self.no_form(form));
        };
        let mut words: Vec<OsString> = vec!["spuk".into(), self.command.get_name().into()];
        if self.part(form).is_some() {
            // It is asked for, and nothing is written there.
            words.push("--out=.".into());
        }
        words.extend(format.map(|format| format!("--format={format}").into()));
        let mut alone: Vec<&str> = Vec::new();
        for (name, value) in pairs {
            if name == SCENARIO {
                if self.is_of_a_file() {
                    return Err(self.withheld(name));
                }
                alone.push(match (value.as_str(), along) {
                    (ALONG, Some(along)) => along,
                    (value, _) => value,
                });
                continue;
            }
            let is_name = |c: char| c.is_ascii_lowercase() || c == '-';
            let is_plain = !name.is_empty() && name.chars().all(is_name);
            let option = self.option(name);
            if WITHHELD.contains(&name.as_str()) || !is_plain || option.is_some_and(is_withheld) {
                return Err(self.withheld(name));
            }
            match option {
                Some(option) if !takes_value(option) => match value.as_str() {
                    "" | "1" | "true" | "ja" => words.push(format!("--{name}").into()),
                    value if is_off(value) => {}
                    // The command line says that it takes no value.
                    _ => words.push(format!("--{name}={value}").into()),
                },
                _ => words.push(format!("--{name}={value}").into()),
            }
        }
        if let Some(along) = along.filter(|along| !alone.contains(along)) {
            alone.push(along);
        }
        if !alone.is_empty() {
            // A name that looks like an option is a name all the same.
            words.push("--".into());
            words.extend(alone.into_iter().map(OsString::from));
        }
        Ok(words)
    }

    fn no_form(self, form: &str) -> Diagnostic {
        let name = self.command.get_name();
        let forms: Vec<String> = self.forms().iter().map(|end| format!(".{end}")).collect();
        let (forms, form) = (forms.join(", "), format!("{name}.{form}"));
        let message = Text::new(
            format!("`{form}` is er niet"),
            format!("there is no `{form}`"),
        );
        let help = Text::new(
            format!("{name} eindigt op {forms}"),
            format!("{name} ends on {forms}"),
        );
        Diagnostic::new(Code::Opdrachtregel, message).help(help)
    }

    fn withheld(self, name: &str) -> Diagnostic {
        let message = Text::new(
            format!("`{name}` hoort niet bij een vraag"),
            format!("`{name}` is no part of a question"),
        );
        let names = self.arguments().filter_map(Arg::get_long);
        let alone = match self.is_of_a_file() {
            true => FILE,
            false => SCENARIO,
        };
        let names: Vec<&str> = [alone].into_iter().chain(names).collect();
        let names = names.join(", ");
        let help = Text::new(
            format!("hier kan {names}; de vorm zegt het adres zelf"),
            format!("{names} are possible here; the form is said by the address itself"),
        );
        Diagnostic::new(Code::Opdrachtregel, message).help(help)
    }
}

/// Whether a value says that what takes none is not asked for.
pub(super) fn is_off(value: &str) -> bool {
    matches!(value, "0" | "false" | "nee")
}

/// Whether an option is no part of a question.
fn is_withheld(option: &Arg) -> bool {
    let names_file = option.get_value_parser().type_id() == TypeId::of::<PathBuf>();
    names_file
        || option
            .get_long()
            .is_some_and(|name| WITHHELD.contains(&name))
}

/// Whether an option is one that is given with a value.
pub(super) fn takes_value(option: &Arg) -> bool {
    let values = option.get_num_args().unwrap_or(ValueRange::SINGLE);
    values.takes_values() && !matches!(option.get_action(), ArgAction::SetTrue)
}

/// The pairs of a query, decoded.
pub(super) fn pairs(query: &str) -> Vec<(String, String)> {
    let pairs = form_urlencoded::parse(query.as_bytes());
    pairs.into_owned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::own::files::ASKED;

    fn definition() -> Command {
        let text = |name: &'static str| Arg::new(name).long(name);
        let run = Command::new("run")
            .arg(Arg::new("scenarios").num_args(0..))
            .arg(text("set").action(ArgAction::Append))
            .arg(
                text("naar")
                    .alias("out")
                    .value_parser(clap::value_parser!(PathBuf)),
            )
            .arg(text("kort").action(ArgAction::SetTrue))
            .arg(text("format").value_parser(["table", "csv", "json"]));
        Command::new("spuk")
            .subcommand(run)
            .subcommand(Command::new("show").arg(Arg::new("name")))
            .subcommand(Command::new("check"))
    }

    fn words(name: &str, form: &str, query: &str) -> Result<Vec<String>, String> {
        let definition = definition();
        let said = |error: Diagnostic| error.render(false, crate::terms::Lang::Nl);
        let offered = Offered::named(&definition, name).map_err(said)?;
        let words = offered.words(form, &pairs(query), None).map_err(said)?;
        let words = words.into_iter().map(|word| word.into_string().unwrap());
        Ok(words.skip(1).collect())
    }

    #[test]
    fn an_address_says_what_a_command_line_says() {
        let asked = words(
            "run",
            "csv",
            "scenario=a&set=x.y%3D2+3&scenario=-b&kort&kort=0",
        );
        let expected = [
            "run",
            "--format=csv",
            "--set=x.y=2 3",
            "--kort",
            "--",
            "a",
            "-b",
        ];
        assert_eq!(asked.unwrap(), expected);
        assert_eq!(words("show", "txt", "").unwrap(), ["show"]);
        assert_eq!(words("run", "txt", "").unwrap()[1], "--format=table");
    }

    #[test]
    fn a_value_is_never_an_option() {
        for query in [
            "scenario=--naar%3Dx",
            "set=--naar%3Dx",
            "scenario=--&scenario=--naar",
        ] {
            let asked = words("run", "json", query).unwrap();
            let parsed =
                definition().try_get_matches_from([&["spuk".to_owned()], &asked[..]].concat());
            let parsed = parsed.unwrap();
            let run = parsed.subcommand().unwrap().1;
            assert_eq!(run.get_one::<PathBuf>("naar"), None, "{query}");
        }
    }

    #[test]
    fn what_writes_or_is_no_option_is_not_asked() {
        // What names a file is known by that, whatever it is called.
        for query in [
            "naar=x",
            "out=x",
            "naar%3Dx=y",
            "format=csv",
            "help",
            "Naar=x",
            "=x",
        ] {
            let refused = words("run", "csv", query).unwrap_err();
            assert!(refused.contains("hoort niet bij een vraag"), "{refused}");
        }
        assert!(
            words("check", "json", "")
                .unwrap_err()
                .contains("geen vraag")
        );
        assert!(
            words("rum", "csv", "")
                .unwrap_err()
                .contains("bedoelt u run?")
        );
        assert!(
            words("run", "md", "")
                .unwrap_err()
                .contains(".csv, .xlsx, .json, .txt")
        );
        assert_eq!(
            words("run", "csv", "onbekend=1").unwrap()[2],
            "--onbekend=1"
        );
    }

    #[test]
    fn a_scenario_that_comes_along_stands_where_it_is_named_or_last() {
        let definition = definition();
        let run = Offered::named(&definition, "run").unwrap();
        let last = |query: &str| {
            let words = run.words("csv", &pairs(query), Some(ASKED)).unwrap();
            words[4..].to_vec()
        };
        assert_eq!(last("scenario=a"), ["a", ASKED]);
        assert_eq!(last("scenario=-&scenario=a"), [ASKED, "a"]);
    }
}
