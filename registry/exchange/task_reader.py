"""The fields of one row as a `TaskRow`: who, what, until when, how measured.

Knows what each field may hold; does not know cells, except through its reader, nor the other rows.
"""

from __future__ import annotations

from typing import Any

from registry.exchange.deadlines import read_birth_date, read_deadline
from registry.exchange.measures import read_quantity, read_unit, read_way, read_weight
from registry.exchange.row_reader import RowReader, bare_name
from registry.exchange.rows import HONORIFICS, NATURES, TaskRow
from registry.exchange.values import (
    horizon_of_period,
    read_assignee_kind,
    read_co_owners,
    read_honorific,
    read_horizon,
    read_names,
    read_natures,
    read_origin,
    read_period,
)
from registry.labels import AssigneeKind, Horizon, Origin
from registry.problems import Severity


def read_task(reader: RowReader) -> TaskRow | None:
    """The row as a value; None when its assignee, period or title cannot be told."""
    reader.check_formulas()
    period = _period(reader)
    horizon = _horizon(reader, period)
    is_collective = _is_collective(reader)
    owner = _collective(reader) if is_collective else _person(reader)
    title = reader.required("title", "missing-title")
    if not (period and horizon and owner and title):
        return None
    deadline, deadline_text = read_deadline(reader, period)
    measure_unit = read_unit(reader)
    name, honorific, post, unit = owner
    said = {
        "sheet": reader.source.cells.name,
        "row": reader.row + 1,
        "silent": _silent(reader),
        "task_code": reader.text("task_code"),
        "official": name,
        "honorific": honorific,
        "birth_date": None if is_collective else read_birth_date(reader),
        "party_post": reader.person_text("party_post"),
        "post": post,
        "unit": unit,
        "group": reader.person_text("group"),
        "horizon": horizon,
        "period": period,
        "title": title,
        "natures": _natures(reader),
        "origin": _origin(reader),
        "target": reader.text("target"),
        "baseline": read_quantity(reader, "baseline", measure_unit),
        "target_value": read_quantity(reader, "target_value", measure_unit),
        "measure_unit": measure_unit,
        "direction": read_way(reader),
        "product": reader.text("product"),
        "deadline": deadline,
        "deadline_text": deadline_text,
        "supervisor": reader.text("supervisor"),
        "note": reader.text("note"),
        "is_collective": is_collective,
        "denominator": read_quantity(reader, "denominator", measure_unit),
    }
    if reader.source.has_extras:
        said |= _around(reader)
    return _made(said)


def _made(said: dict[str, Any]) -> TaskRow:
    """A row of known fields, at once: the constructor of a frozen value sets 40 fields one by one, which is felt."""
    row: TaskRow = object.__new__(TaskRow)
    object.__setattr__(row, "__dict__", said)
    return row


def _around(reader: RowReader) -> dict[str, Any]:
    """What lists say only where the office wants it."""
    return {
        "attached": read_names(reader.lines("attached")),
        "co_owners": read_co_owners(reader.lines("co_owners")),
        "rank": reader.person_text("rank"),
        "sort_name": reader.person_text("sort_name"),
        "lead_body": reader.text("lead_body"),
        "theme": reader.text("theme"),
        "basis": reader.text("basis"),
        "source_text": reader.text("source_text"),
        "weight": read_weight(reader),
        "continues": reader.text("continues"),
        "parent": reader.text("parent"),
    }


def _silent(reader: RowReader) -> frozenset[str]:
    """What the row says nothing of: columns the list lacks, but for an honorific typed before the name."""
    name, silent = reader.person_text("official"), reader.source.silent
    return silent if "honorific" not in silent or bare_name(name) == name else silent - {"honorific"}


Owner = tuple[str, str, str, str]  # name, honorific, post, unit


def _person(reader: RowReader) -> Owner | None:
    """A person in a post; None after a report."""
    name, post = reader.required("official", "missing-name"), reader.required("post", "missing-post")
    if not (name and post):
        return None
    return bare_name(name), _honorific(reader, name), post, reader.person_text("unit")


def _collective(reader: RowReader) -> Owner | None:
    """A collective named by its column or, without one, by its unit; None after a report."""
    own, unit = reader.person_text("collective"), reader.person_text("unit")
    if reader.person_text("official"):
        message = "Giao cho tập thể thì để trống họ tên. Người chịu trách nhiệm ghi ở cột “Cá nhân gắn với tập thể”."
        reader.report("collective-with-name", "official", message)
        return None
    if not (own or unit):
        reader.report("missing-collective", "unit", "Việc giao cho tập thể nhưng chưa ghi tập thể nào. Điền vào ô này.")
        return None
    return "", HONORIFICS[0], reader.person_text("post"), own or unit


def _is_collective(reader: RowReader) -> bool:
    """True when the row says so, or names a collective."""
    text = reader.person_text("is_collective")
    kind = read_assignee_kind(text)
    if kind is None:
        message = f"Không hiểu loại đối tượng “{text}”. Ghi cá nhân hoặc tập thể."
        reader.report("unknown-assignee-kind", "is_collective", message)
    return kind is AssigneeKind.COLLECTIVE or bool(reader.person_text("collective"))


def _period(reader: RowReader) -> str | None:
    text = reader.text("period")
    period = read_period(text)
    if period is None:
        shown = f"“{text}” không phải là" if text else "Chưa ghi"
        message = f"{shown} một kỳ. Ghi một năm như 2021 hoặc một giai đoạn như 2021-2025."
        reader.report("unknown-period", "period", message)
    return period


def _horizon(reader: RowReader, period: str | None) -> Horizon | None:
    """The horizon as written, or as the period implies when nothing is written."""
    text = reader.text("horizon")
    horizon = read_horizon(text) if text else (horizon_of_period(period) if period else None)
    if text and horizon is None:
        reader.report("unknown-horizon", "horizon", f"Không hiểu loại kỳ “{text}”. Chọn Năm hoặc Giai đoạn.")
    if period and horizon and horizon is not horizon_of_period(period):
        expected = "một năm, ví dụ 2021" if horizon is Horizon.YEAR else "một giai đoạn, ví dụ 2021-2025"
        message = f"Loại kỳ là “{horizon.label}” nhưng kỳ ghi “{period}”. Sửa kỳ thành {expected}, hoặc sửa loại kỳ."
        reader.report("period-contradicts-horizon", "period", message)
    return horizon


def _honorific(reader: RowReader, name: str) -> str:
    """The honorific of its own column, else the one written before the name, else "đồng chí"."""
    text = reader.person_text("honorific")
    found = read_honorific(text)
    if found is None:
        choices = ", ".join(HONORIFICS)
        message = f"Không hiểu danh xưng “{text}”, tạm dùng đồng chí. Chọn một trong: {choices}."
        reader.report("unknown-honorific", "honorific", message, Severity.WARNING)
    prefix = name.removesuffix(bare_name(name))
    return found or (read_honorific(prefix) if prefix else "") or HONORIFICS[0]


def _natures(reader: RowReader) -> tuple[str, ...]:
    natures, unknown = read_natures(reader.text("natures"))
    if unknown:
        message = f"Không hiểu tính chất “{'; '.join(unknown)}”. Chọn trong: {'; '.join(NATURES)}."
        reader.report("unknown-nature", "natures", message, Severity.WARNING)
    return natures


def _origin(reader: RowReader) -> Origin:
    text = reader.text("origin")
    origin = read_origin(text) if text else Origin.SELF
    if origin is None:
        choices = ", ".join(each.label for each in Origin)
        reader.report("unknown-origin", "origin", f"Không hiểu nguồn nhiệm vụ “{text}”. Chọn trong: {choices}.")
    return origin or Origin.SELF
