"""The dated composition rules that ship with the product, read from `composition.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from registry.labels import Origin
from registry.rules.composition import Bounds, CompositionRule


@cache
def composition_rules() -> tuple[CompositionRule, ...]:
    """Every version of every rule, in the order of the file."""
    text = resources.files(__package__).joinpath("composition.toml").read_text("utf-8")
    return tuple(_rule(entry) for entry in tomllib.loads(text)["rule"])


def _rule(entry: Mapping[str, Any]) -> CompositionRule:
    """One table of the file as a rule."""
    return CompositionRule(
        id=entry["id"],
        title=entry["title"],
        source=entry["source"],
        start=entry["start"],
        end=entry.get("end"),
        origins={origin: _bounds(entry[origin.value]) for origin in Origin if origin.value in entry},
        total=_bounds(entry["total"]) if "total" in entry else None,
        weights=Decimal(str(entry["weights"])) if "weights" in entry else None,
    )


def _bounds(pair: list[int]) -> Bounds:
    least, most = pair
    return Bounds(least=least, most=most)
