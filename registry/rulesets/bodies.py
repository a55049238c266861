"""The levels of bodies that ended by law, read from `bodies.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from registry.labels import BodyLevel
from registry.rules.authority import EndedLevel


@cache
def ended_levels() -> tuple[EndedLevel, ...]:
    """Every level that ended, in the order of the file."""
    text = resources.files(__package__).joinpath("bodies.toml").read_text("utf-8")
    return tuple(
        EndedLevel(
            level=BodyLevel(entry["level"]),
            last_day=entry["last_day"],
            names=tuple(entry["names"]),
            basis=entry["basis"],
        )
        for entry in tomllib.loads(text)["ended"]
    )
