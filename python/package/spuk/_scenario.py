"""Scenarios as Python has them: names, paths, TOML, dicts; and tables in place of files."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Union

from ._errors import refuse
from ._toml import document, setting

Settings = Union[Mapping[str, Any], Iterable[str]]


@dataclass(frozen=True)
class Scenario:
    """A scenario with what is laid over it, wherever a scenario is asked for.

    Args:
        source: The name of an embedded scenario, a path, TOML text, or a dict with the
            tables of a scenario. A value that is a number is taken exactly as it is
            written; where a file is named, as under ``aantallen.bestand``, a table may
            stand: a DataFrame, an Arrow table, or a dict of columns.
        set: Keys and their values, laid over it: ``{"prestatie.aandeel": "0.2"}``.

    >>> hoger = spuk.Scenario("wi2021", set={"prestatie.aandeel": 0.2})
    >>> spuk.compare("wi2021", hoger)                  # doctest: +SKIP
    """

    source: str | os.PathLike[str] | Mapping[str, Any] = "wi2021"
    set: Settings = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "set", _kept(self.set))


ScenarioLike = Union[Scenario, str, "os.PathLike[str]", Mapping[str, Any]]

Asked = tuple[list[tuple[str, list[str]]], list[tuple[str, str]], bool]


def asked(scenarios: Sequence[ScenarioLike], shared: Settings | None, outside: bool) -> Asked:
    """What the library is asked: every scenario with its settings, and files in memory."""
    laid = behind(shared)
    return asked_each([(one, laid) for one in scenarios or ("wi2021",)], outside)


def asked_each(
    scenarios: Sequence[tuple[ScenarioLike, Sequence[Settings]]], outside: bool
) -> Asked:
    """The same, with settings for each, behind each other."""
    files = _Files()
    variants = [_variant(one, laid, files) for one, laid in scenarios]
    return variants, list(files.texts.items()), outside


def behind(*settings: Settings | None) -> list[Settings]:
    """Settings behind each other, as they are: what stands in them becomes text only where
    the scenario is known that they are laid over, for its folder is that of a table in them.

    A key in two mappings counts as the last has it, as in one.
    """
    laid: list[Settings] = []
    for one in settings:
        if one is None:
            continue
        last = laid[-1] if laid else None
        if isinstance(one, Mapping) and isinstance(last, Mapping):
            laid[-1] = {**last, **one}
        else:
            laid.append(_kept(one))
    return laid


def _kept(settings: Settings) -> Settings:
    """Settings that can be read for every scenario: an iterator has nothing the second time."""
    return tuple(settings) if isinstance(settings, Iterator) else settings


def _variant(
    scenario: ScenarioLike, laid: Sequence[Settings], files: _Files
) -> tuple[str, list[str]]:
    own = scenario if isinstance(scenario, Scenario) else Scenario(scenario)
    name = _name(own.source, files)
    folder = os.path.dirname(name)
    settings = [text for one in (own.set, *laid) for text in _settings(one, folder, files)]
    return name, settings


def _name(source: Any, files: _Files) -> str:
    """The name by which the library finds a scenario."""
    if isinstance(source, Mapping):
        tables = {key: _with_files(value, (str(key),), "", files) for key, value in source.items()}
        return files.put("", "dict.toml", document(tables))
    if isinstance(source, os.PathLike):
        return os.fsdecode(source)
    if not isinstance(source, str):
        raise refuse(
            f"een {type(source).__name__} is geen scenario",
            f"a {type(source).__name__} is no scenario",
            "geef een naam, een pad, TOML-tekst of een dict",
            "give a name, a path, TOML text or a dict",
        )
    if "\n" in source or ("=" in source and not os.path.exists(source)):
        return files.put("", "tekst.toml", source)
    return source


def _settings(settings: Settings, folder: str, files: _Files) -> list[str]:
    if isinstance(settings, str):
        settings = [settings]
    if not isinstance(settings, Mapping):
        return [str(one) for one in settings]
    return [
        setting(str(key), _with_files(value, tuple(str(key).split(".")), folder, files))
        for key, value in settings.items()
    ]


def _with_files(value: Any, path: tuple[str, ...], folder: str, files: _Files) -> Any:
    """The same with the name of a file in memory in place of every table."""
    if path[-1] in ("bestand", "herindelingen"):
        text = table_csv(value)
        if text is not None:
            return files.put(folder, f"{'-'.join(path[:-1])}-uit-python.csv", text)
    if isinstance(value, Mapping):
        return {
            key: _with_files(inner, (*path, str(key)), folder, files)
            for key, inner in value.items()
        }
    return value


class _Files:
    """Files that exist only in memory, by their paths."""

    def __init__(self) -> None:
        self.texts: dict[str, str] = {}

    def put(self, folder: str, name: str, text: str) -> str:
        """Keeps a text under this name, or one like it; gives the name to find it by.

        The same text is one file, however many scenarios name it: as two it would be a
        difference between them.
        """
        stem, end = os.path.splitext(name)
        number = 1
        while self.texts.get(os.path.join(folder, name), text) != text:
            number += 1
            name = f"{stem}-{number}{end}"
        self.texts[os.path.join(folder, name)] = text
        # A scenario names files from its own folder, a setting from the working folder.
        return os.path.join(folder, name)


def table_csv(value: Any) -> str | None:
    """A table as CSV: of pandas, polars, Arrow, DuckDB or a dict of columns.

    Nothing for what is no table.
    """
    columns = _columns(value)
    if columns is None:
        return None
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = list(columns)
    writer.writerow(names)
    writer.writerows(zip(*([_field(one) for one in columns[name]] for name in names)))
    return out.getvalue()


def _columns(value: Any) -> dict[str, list[Any]] | None:
    if isinstance(value, (str, os.PathLike)):
        return None
    if isinstance(value, Mapping):
        columns = {str(name): column for name, column in value.items()}
        is_table = bool(columns) and all(
            not isinstance(one, (str, Mapping)) and hasattr(one, "__len__")
            for one in columns.values()
        )
        return {name: list(one) for name, one in columns.items()} if is_table else None
    if type(value).__module__.split(".")[0] == "pandas":
        return _of_pandas(value) if hasattr(value, "columns") else None
    for convert in ("to_arrow_table", "fetch_arrow_table"):
        # A relation of DuckDB.
        if hasattr(value, convert):
            return _columns(getattr(value, convert)())
    if hasattr(value, "to_pydict"):
        return {str(name): list(one) for name, one in value.to_pydict().items()}
    if hasattr(value, "to_dict"):
        # polars
        return {str(name): list(one) for name, one in value.to_dict(as_series=False).items()}
    return None


def _of_pandas(frame: Any) -> dict[str, list[Any]]:
    """The columns of a frame of pandas, with an index that has a name among them."""
    levels = {
        str(name): list(frame.index.get_level_values(place))
        for place, name in enumerate(frame.index.names)
        if name is not None
    }
    columns = {str(name): list(frame.iloc[:, place]) for place, name in enumerate(frame.columns)}
    doubled = len(columns) != frame.shape[1]
    if doubled or levels.keys() & columns.keys():
        raise refuse(
            "de tabel heeft twee kolommen met een naam",
            "the table has two columns of one name",
            "noem elke kolom en elk deel van de index anders",
            "name every column and every level of the index apart",
            "kolom-ontbreekt",
        )
    return {**levels, **columns}


def _field(value: Any) -> str:
    """A value as a field of CSV: nothing where nothing is there."""
    if value is None or type(value).__name__ in ("NAType", "NaTType"):
        return ""
    if isinstance(value, float) and value != value:
        return ""
    # pandas makes floats of whole numbers where one is missing.
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
