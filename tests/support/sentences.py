"""What the program says through tr("…"), read from its sources, and what a catalogue lacks or says for nothing.

Knows Python's syntax tree and the places of a sentence; which sources and which catalogue is said by the tests.
"""

from __future__ import annotations

import ast
import string
from collections.abc import Collection, Iterator, Mapping

WRITTEN = frozenset({"reason", "message", "source", "title"})


def said(source: str) -> Iterator[tuple[int, str]]:
    """Line and sentence of every tr("…") of a source; a sentence put together before is no sentence."""
    for node in ast.walk(ast.parse(source)):
        sentence = _sentence(node)
        if sentence is not None:
            yield node.lineno, sentence  # type: ignore[attr-defined]


def written(source: str, calls: Collection[str]) -> Iterator[tuple[int, str]]:
    """Line and sentence of every tr("…") given by the name of a written thing (reason=, …) to one of `calls`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _name(node.func) in calls:
            for keyword in node.keywords:
                sentence = _sentence(keyword.value) if keyword.arg in WRITTEN else None
                if sentence is not None:
                    yield node.lineno, sentence


def places(sentence: str) -> set[str]:
    """Places of a sentence with how they are written: {day:%d/%m/%Y} is day:%d/%m/%Y. Sentences nobody fills: none."""
    try:
        parsed = list(string.Formatter().parse(sentence))
    except ValueError:  # it speaks of braces, and is given no values
        return set()
    return {f"{name}:{form}" for _, name, form, _ in parsed if name is not None}


def untold(sentences: Collection[str], catalogue: Mapping[str, str]) -> list[str]:
    """Sentences without an entry."""
    return sorted(set(sentences) - set(catalogue))


def unsaid(sentences: Collection[str], catalogue: Mapping[str, str]) -> list[str]:
    """Entries no source says any more."""
    return sorted(set(catalogue) - set(sentences))


def displaced(catalogue: Mapping[str, str]) -> list[str]:
    """Entries whose translation has other places than the sentence."""
    return sorted(sentence for sentence, told in catalogue.items() if places(sentence) != places(told))


def _sentence(node: ast.AST) -> str | None:
    if not (isinstance(node, ast.Call) and _name(node.func) == "tr" and node.args):
        return None
    first = node.args[0]
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else None


def _name(function: ast.expr) -> str:
    """The last word of what is called: store.changing is changing."""
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
