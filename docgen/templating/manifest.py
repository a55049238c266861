"""The manifest beside a template: what it is, for whom, from when, and which fields it needs.

Knows the keys of `<name>.toml` and refuses others, so that a misspelt key is not silently without effect; does not
open the template.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.errors import TemplateError
from docgen.messages import tr

REGIMES = ("party", "state")
RULESETS = ("HD36", "HD05", "ND30")
_TEXTS = ("id", "title", "kind", "regime", "ruleset")
_DATES = ("valid_from", "valid_to")
ADDRESSEES = ("", "collective", "several")
_KEYS = (*_TEXTS, *_DATES, "addressee", "fields")


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """One template described; `valid_from` and `valid_to` are inclusive, None means without that limit.

    `addressee` says whom the page is written for when a kind has several pages: "" the plain one, "collective" or
    "several".
    """

    id: str
    title: str
    kind: str
    regime: str
    ruleset: str
    fields: tuple[str, ...]
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    addressee: str = ""

    def is_valid_on(self, day: dt.date) -> bool:
        """True when a document dated `day` may use the template."""
        after_start = self.valid_from is None or self.valid_from <= day
        return after_start and (self.valid_to is None or day <= self.valid_to)


def manifest_path(template: Path) -> Path:
    """Where the manifest of `template` lies: beside it, ending in .toml."""
    return template.with_suffix(".toml")


def read_manifest(path: Path) -> Manifest:
    """The manifest in the file `path`; TemplateError names the file and the key that is missing, unknown or wrong."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as cause:
        raise _error(path, tr("không mở được")) from cause
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as cause:
        raise _error(path, tr("sai cú pháp TOML ({detail})", detail=str(cause))) from cause
    _check_keys(rows, path)
    manifest = Manifest(
        id=_text(rows, "id", path),
        title=_text(rows, "title", path),
        kind=_text(rows, "kind", path),
        regime=_text(rows, "regime", path),
        ruleset=_text(rows, "ruleset", path),
        fields=_fields(rows, path),
        valid_from=_date(rows, "valid_from", path),
        valid_to=_date(rows, "valid_to", path),
        addressee=_text(rows, "addressee", path) if "addressee" in rows else "",
    )
    _check_meaning(manifest, path)
    return manifest


def _error(path: Path, why: str) -> TemplateError:
    return TemplateError(
        tr("Tệp mô tả mẫu {name}: {why}.", name=str(path), why=why),
        advice=tr("Sửa tệp mô tả (.toml) nằm cạnh mẫu."),
    )


def _check_keys(rows: dict[str, Any], path: Path) -> None:
    for key in rows:
        if key not in _KEYS:
            raise _error(path, tr("có khoá lạ “{key}”", key=key))
    for key in (*_TEXTS, "fields"):
        if key not in rows:
            raise _error(path, tr("thiếu khoá “{key}”", key=key))


def _text(rows: dict[str, Any], key: str, path: Path) -> str:
    value = rows[key]
    if not isinstance(value, str) or not value.strip():
        raise _error(path, tr("khoá “{key}” phải là chữ", key=key))
    return value


def _date(rows: dict[str, Any], key: str, path: Path) -> dt.date | None:
    value = rows.get(key)
    if value is None or (isinstance(value, dt.date) and not isinstance(value, dt.datetime)):
        return value
    raise _error(path, tr("khoá “{key}” phải là ngày, ví dụ 2025-01-31", key=key))


def _fields(rows: dict[str, Any], path: Path) -> tuple[str, ...]:
    fields = rows["fields"]
    if not isinstance(fields, list) or not all(isinstance(field, str) for field in fields):
        raise _error(path, tr("khoá “{key}” phải là danh sách tên trường", key="fields"))
    if len(set(fields)) != len(fields):
        raise _error(path, tr("khoá “{key}” có tên lặp lại", key="fields"))
    return tuple(fields)


def _check_meaning(manifest: Manifest, path: Path) -> None:
    said = (
        ("regime", manifest.regime, REGIMES),
        ("ruleset", manifest.ruleset, RULESETS),
        ("addressee", manifest.addressee, ADDRESSEES),
    )
    for key, value, known in said:
        if value not in known:
            raise _error(path, tr("khoá “{key}” chỉ nhận {known}", key=key, known=", ".join(filter(None, known))))
    if manifest.valid_from and manifest.valid_to and manifest.valid_to < manifest.valid_from:
        raise _error(path, tr("ngày hết hiệu lực đứng trước ngày có hiệu lực"))
