"""The dated rules of numbering that ship with the product, read from `numbering.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from registry.labels import Regime
from registry.rules.numbering import Per, SeriesRule


@cache
def series_rules() -> tuple[SeriesRule, ...]:
    """What each instrument says of numbering, in the order of the file."""
    text = resources.files(__package__).joinpath("numbering.toml").read_text("utf-8")
    return tuple(_rule(entry) for entry in tomllib.loads(text)["series"])


def _rule(entry: Mapping[str, Any]) -> SeriesRule:
    """One table of the file as a rule."""
    return SeriesRule(
        id=entry["id"],
        regime=Regime(entry["regime"]),
        starts=entry.get("from"),
        ends=entry.get("to"),
        per=Per(entry["per"]),
        is_chosen=entry["types"] == "choice",
        number=entry["number"],
        letter=entry["letter"],
        basis=entry["basis"],
        confidence=entry["confidence"],
    )
