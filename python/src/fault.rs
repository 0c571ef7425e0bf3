//! What is wrong with the input, as an exception of Python.

use pyo3::prelude::*;
use pyo3::types::PyDict;
use spuk::{Error, Lang};

/// The exception for an error: `spuk._errors.fault` chooses which.
pub fn raised(py: Python<'_>, error: &Error) -> PyErr {
    match exception(py, error) {
        Ok(exception) => PyErr::from_value(exception),
        Err(failure) => failure,
    }
}

fn exception<'py>(py: Python<'py>, error: &Error) -> PyResult<Bound<'py, PyAny>> {
    let fields = PyDict::new(py);
    fields.set_item("code", error.code().name())?;
    for (lang, end) in [(Lang::Nl, "nl"), (Lang::En, "en")] {
        fields.set_item(format!("message_{end}"), error.message().of(lang))?;
        let advice = error.advice().map(|help| help.of(lang));
        fields.set_item(format!("help_{end}"), advice)?;
        fields.set_item(format!("text_{end}"), error.render(false, lang))?;
    }
    let place = error.place();
    fields.set_item("file", place.map(|place| place.source.name.as_str()))?;
    fields.set_item("line", place.map(|place| place.line()))?;
    fields.set_item("column", place.map(|place| place.column()))?;
    py.import("spuk._errors")?
        .call_method("fault", (), Some(&fields))
}
