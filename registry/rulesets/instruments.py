"""The legal instruments that ship with the product, read from `instruments.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

from registry.rules.citations import Known


@cache
def shipped_instruments() -> tuple[Known, ...]:
    """Every instrument of the file, in its order."""
    text = resources.files(__package__).joinpath("instruments.toml").read_text("utf-8")
    return tuple(_known(entry) for entry in tomllib.loads(text)["instrument"])


def _known(entry: Mapping[str, Any]) -> Known:
    """One table of the file as an instrument."""
    return Known(
        issuer=entry["issuer"],
        type_name=entry["type"],
        number_text=entry["number"],
        dated=entry.get("date"),
        title=entry.get("title", ""),
        effective_from=entry.get("from"),
        effective_to=entry.get("until"),
        replaced_by=entry.get("replaced_by", ""),
    )
