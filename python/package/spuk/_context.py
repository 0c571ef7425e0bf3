"""What holds within a ``with``: the language of messages, the number of threads."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal

Language = Literal["nl", "en"]

_language: ContextVar[Language] = ContextVar("spuk.language", default="nl")
_threads: ContextVar[int | None] = ContextVar("spuk.threads", default=None)


@contextmanager
def language(code: Language) -> Iterator[None]:
    """Messages, warnings and figures for people in Dutch (``"nl"``) or English (``"en"``).

    >>> with spuk.language("en"):
    ...     spuk.run("wi2022")                         # doctest: +SKIP

    Columns, keys and CSV are the same in both.

    Raises:
        ValueError: Another language.
    """
    if code not in ("nl", "en"):
        raise ValueError(f'language is "nl" or "en", not {code!r}')
    token = _language.set(code)
    try:
        yield
    finally:
        _language.reset(token)


@contextmanager
def threads(count: int) -> Iterator[None]:
    """At most so many threads; without it as many as the machine has cores.

    Results are the same, to the byte, for any number of threads.

    Raises:
        ValueError: Fewer than one thread, or more than 1024.
    """
    if not 1 <= count <= 1024:
        raise ValueError(f"threads are 1 through 1024, not {count}")
    token = _threads.set(count)
    try:
        yield
    finally:
        _threads.reset(token)


def spoken() -> Language:
    """The language of messages here."""
    return _language.get()


def asked_threads() -> int | None:
    """The number of threads that is asked for; none for all."""
    return _threads.get()


def choose(nl: str, en: str) -> str:
    """The Dutch or the English text."""
    return nl if spoken() == "nl" else en
