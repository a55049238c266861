"""The retention schedule and the deadlines of hand-over that ship with the product, read from `retention.toml`.

The same reading serves the office's own file, whose faults are told with their place.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from registry.errors import RuleBroken
from registry.labels import DossierKind, Regime, RetentionStart
from registry.rules.retention import FOR_EVER, CountFrom, DeadlineRule, RetentionRule

FILE = "retention.toml"
_RULE_KEYS = {"id", "kind", "regime", "title", "years", "start", "basis", "from", "to", "confirmed"}
_DEADLINE_KEYS = {"id", "title", "days", "years", "count_from", "basis", "from", "to", "permanent_only"}


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """The rows of a schedule in the order of its file."""

    rules: tuple[RetentionRule, ...]
    deadlines: tuple[DeadlineRule, ...]


def shipped_text() -> str:
    """The file as it ships, to be copied into an office and corrected there."""
    return resources.files(__package__).joinpath(FILE).read_text("utf-8")


@cache
def shipped_schedule() -> Schedule:
    """The schedule that ships with the product."""
    return read_schedule(shipped_text())


def read_schedule(text: str) -> Schedule:
    """The schedule a file says; without deadlines of its own the shipped ones count. RuleBroken names what is wrong."""
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _wrong(f"không đúng cú pháp TOML: {error}") from error
    unknown = tables.keys() - {"rule", "deadline"}
    if unknown:
        raise _wrong(f"không có mục “{min(unknown)}”")
    rules = tuple(_rule(number, entry) for number, entry in enumerate(tables.get("rule", ()), start=1))
    found = tuple(_deadline(number, entry) for number, entry in enumerate(tables.get("deadline", ()), start=1))
    return Schedule(rules=rules, deadlines=found or shipped_schedule().deadlines)


def _rule(number: int, entry: Mapping[str, Any]) -> RetentionRule:
    place = _checked(f"dòng rule thứ {number}", entry, _RULE_KEYS, {"id", "kind", "title", "years", "start", "basis"})
    years = entry["years"]
    if years != FOR_EVER and not (isinstance(years, int) and 1 <= years <= 200):
        raise _wrong(f"{place}: years phải là số năm từ 1 đến 200, hoặc “{FOR_EVER}”")
    try:
        return RetentionRule(
            id=str(entry["id"]),
            kind=DossierKind(entry["kind"]),
            regime=Regime(entry["regime"]) if "regime" in entry else None,
            title=str(entry["title"]),
            years=None if years == FOR_EVER else years,
            start=RetentionStart(entry["start"]),
            basis=str(entry["basis"]),
            starts=_day(place, entry, "from"),
            ends=_day(place, entry, "to"),
            is_confirmed=bool(entry.get("confirmed", False)),
        )
    except ValueError as error:
        raise _wrong(f"{place}: {error}") from error


def _deadline(number: int, entry: Mapping[str, Any]) -> DeadlineRule:
    place = _checked(f"dòng deadline thứ {number}", entry, _DEADLINE_KEYS, {"id", "title", "count_from", "basis"})
    try:
        return DeadlineRule(
            id=str(entry["id"]),
            title=str(entry["title"]),
            days=int(entry.get("days", 0)),
            years=int(entry.get("years", 0)),
            count_from=CountFrom(entry["count_from"]),
            basis=str(entry["basis"]),
            starts=_day(place, entry, "from"),
            ends=_day(place, entry, "to"),
            is_permanent_only=bool(entry.get("permanent_only", False)),
        )
    except ValueError as error:
        raise _wrong(f"{place}: {error}") from error


def _checked(place: str, entry: Mapping[str, Any], known: set[str], needed: set[str]) -> str:
    """The place, after its keys were held against those there are."""
    for name in sorted(entry.keys() - known):
        raise _wrong(f"{place}: không có mục “{name}”, xem lại chính tả")
    for name in sorted(needed - entry.keys()):
        raise _wrong(f"{place}: thiếu mục “{name}”")
    return place


def _day(place: str, entry: Mapping[str, Any], name: str) -> dt.date | None:
    day = entry.get(name)
    if day is not None and not isinstance(day, dt.date):
        raise _wrong(f"{place}: “{name}” phải là ngày, viết dạng 2025-07-01")
    return day


def _wrong(why: str) -> RuleBroken:
    return RuleBroken(f"Bảng thời hạn bảo quản có chỗ sai: {why}.", advice=f"Sửa tệp {FILE} trong thư mục cơ quan.")
