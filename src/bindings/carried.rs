//! A question as bytes, with every file that it needs: to be answered in part on machines
//! that have none of them, by the same program.

use serde::{Deserialize, Serialize};

use super::drawn::{Watch, before, made};
use super::said::Answer;
use super::{Question, QuestionFiles};
use crate::input::diagnostic::{Code, Diagnostic, refusal};
use crate::input::{Access, Snapshot};
use crate::simulate::part::{Program, Shard};
use crate::study::{DrawnStudy, Variant};
use crate::terms::Text;

/// What the bytes begin with; the program that wrote them stands behind it, up to the end
/// of the line.
const MAGIC: &str = "spuk-vraag ";

/// What stands behind the first line.
#[derive(Debug, Serialize, Deserialize)]
struct Carried {
    variants: Vec<(String, Vec<String>)>,
    outside: bool,
    files: Snapshot,
}

impl Question {
    /// The question as bytes, and how many draws it has with which seed, where they are not
    /// asked for. Beside it is said what [`Question::simulate`] says before the first draw:
    /// whoever makes a part says nothing, and [`DrawnStudy::said`] of the whole says the rest.
    ///
    /// # Errors
    /// Anything wrong with the input; a file that changes or goes meanwhile.
    pub fn carried(
        &self,
        (draws, seed): (Option<u32>, Option<u64>),
        watch: &impl Watch,
    ) -> Result<Answer<(Vec<u8>, u32, u64)>, Diagnostic> {
        let world = self.world();
        let study = self.study_in(&world)?;
        let request = study.request(draws, seed)?;
        let said = before(&study, &request, watch)?;
        let snapshot = Snapshot::of(&world).map_err(|error| {
            let why = refusal(&error);
            unreadable(Text::new(
                format!("een bestand van de vraag is niet mee te geven: {why}"),
                format!("a file of the question cannot be taken along: {why:#}"),
            ))
        })?;
        let carried = Carried {
            variants: self
                .variants
                .iter()
                .map(|one| (one.scenario.clone(), one.settings.clone()))
                .collect(),
            outside: self.access.outside,
            files: snapshot,
        };
        let start = format!("{MAGIC}{}\n", Program::own()).into_bytes();
        let bytes = postcard::to_extend(&carried, start).map_err(|_| {
            unreadable(Text::fixed(
                "een bestand van de vraag heeft een naam die niet mee te geven is",
                "a file of the question has a name that cannot be taken along",
            ))
        })?;
        Ok(Answer {
            value: (bytes, request.trekkingen, request.zaad),
            remarks: said,
            receipts: Vec::new(),
        })
    }

    /// The question in the bytes of [`Question::carried`], with its files alone.
    ///
    /// # Errors
    /// Bytes that another program wrote, which it names, or that are no question.
    pub fn of_carried(bytes: &[u8]) -> Result<Self, Diagnostic> {
        let no_question = || {
            unreadable(Text::fixed(
                "dit is geen vraag die spuk heeft meegegeven",
                "this is no question that spuk took along",
            ))
        };
        let rest = bytes.strip_prefix(MAGIC.as_bytes());
        let rest = rest.ok_or_else(no_question)?;
        let end = rest.iter().position(|&byte| byte == b'\n');
        let (program, body) = rest.split_at(end.ok_or_else(no_question)?);
        let own = Program::own().to_string();
        if program != own.as_bytes() {
            let program = String::from_utf8_lossy(program);
            let message = Text::new(
                format!("de vraag komt van spuk {program}, en hier staat spuk {own}"),
                format!("the question is from spuk {program}, and spuk {own} is here"),
            );
            return Err(unreadable(message).help(Text::fixed(
                "zet op elke machine dezelfde spuk: twee bouwsels kunnen een cent verschillen",
                "put the same spuk on every machine: two builds may differ by a cent",
            )));
        }
        let carried: Carried = postcard::from_bytes(&body[1..]).map_err(|_| no_question())?;
        let variants = carried.variants.into_iter();
        Ok(Self {
            variants: variants
                .map(|(name, settings)| Variant::new(name, &settings))
                .collect(),
            files: QuestionFiles::Carried(carried.files),
            access: Access {
                outside: carried.outside,
            },
        })
    }

    /// Part `index` of `of` of a simulation, and nothing beside it: what [`Question::simulate`]
    /// says is said where it was asked, and not by every part again.
    ///
    /// # Errors
    /// As [`Question::simulate`].
    pub fn simulate_part(
        &self,
        draws: (Option<u32>, Option<u64>),
        (index, of): (u32, u32),
        watch: &impl Watch,
    ) -> Result<DrawnStudy, Diagnostic> {
        let study = self.study()?;
        let request = study.request(draws.0, draws.1)?;
        let shard = Shard::new(index, of).ok_or_else(|| super::drawn::no_shard(index, of))?;
        Ok(made(&request, shard, watch)?.0)
    }
}

fn unreadable(message: Text) -> Diagnostic {
    Diagnostic::new(Code::DeelOngeldig, message)
}
