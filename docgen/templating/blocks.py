"""Conditions and loops that do not fit together, found by their tags alone.

Knows which tag closes which, paragraph after paragraph, so that a broken tag elsewhere hides none of them; what the
tags say, and whether the page would be torn, is for the compiler.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from docgen.templating.places import Spot
from docgen.templating.tags import slips

_TAG = re.compile(r"\{%(?:(?:p|tr|tc|r)(?=\s))?[-+]?\s*(\w+)(.*?)[-+]?%\}")
_OPENING = frozenset({"if", "for", "with", "filter", "macro", "call", "autoescape", "raw", "set"})
_BLOCK_WORD = re.compile(rf"\b(?:end)?(?:{'|'.join(sorted(_OPENING))})\b")


@dataclass(frozen=True, kw_only=True)
class Unpaired:
    """A tag without its partner: `missing` is the word that would close it, "" when it closes what nobody opened."""

    spot: Spot
    tag: str
    missing: str


def unpaired(spots: Iterable[Spot]) -> Iterator[Unpaired]:
    """The tags of every part that lack their partner, in the order of the paragraphs.

    A part in which a half-written tag may be the partner is passed over: that tag is told, and nothing is guessed.
    """
    for _, some in groupby(spots, key=lambda spot: spot.member):
        part = list(some)
        if not any(_BLOCK_WORD.search(slip.text) for spot in part for slip in slips(spot.text)):
            yield from sorted(_unpaired_in(part), key=lambda each: each.spot.order)


def _unpaired_in(spots: Iterable[Spot]) -> Iterator[Unpaired]:
    opened: list[tuple[str, Unpaired]] = []
    for spot in spots:
        for found in _TAG.finditer(spot.text):
            word, rest = found[1], found[2]
            if opened and opened[-1][0] == "raw" and word != "endraw":
                continue
            if word in _OPENING and not (word == "set" and "=" in rest):
                opened.append((word, Unpaired(spot=spot, tag=found.group(), missing=f"end{word}")))
            elif word.startswith("end"):
                at = max((at for at, (name, _) in enumerate(opened) if f"end{name}" == word), default=None)
                if at is None:
                    yield Unpaired(spot=spot, tag=found.group(), missing="")
                else:
                    yield from (each for _, each in opened[at + 1 :])
                    del opened[at:]
    yield from (each for _, each in opened)
