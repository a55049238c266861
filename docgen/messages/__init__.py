"""Sentences for people: Vietnamese is the language of the source, English comes from a catalogue.

Knows which language the person asked for; does not know who speaks. `tr` returns the sentence in the chosen
language, with `{name}` places filled; a sentence missing from the catalogue stays Vietnamese.
"""

from __future__ import annotations

from contextvars import ContextVar

from docgen.messages.english import ENGLISH

_language: ContextVar[str] = ContextVar("language", default="vi")


def language_for(asked: str | None, system: str) -> str:
    """ "en" when it is asked for, or nothing is and `system`, the value of $LANG, begins with en; else "vi"."""
    return "en" if (asked or system[:2]) == "en" else "vi"


def choose_language(language: str) -> None:
    """Set the language of everything said from now on: "vi" or "en"."""
    _language.set("en" if language == "en" else "vi")


def chosen_language() -> str:
    """The language of everything said now, for a process that goes on with the work."""
    return _language.get()


def tr(sentence: str, /, **values: object) -> str:
    """The Vietnamese `sentence` in the chosen language, its `{name}` places filled from `values`."""
    if _language.get() == "en":
        sentence = ENGLISH.get(sentence, sentence)
    return sentence.format(**values) if values else sentence
