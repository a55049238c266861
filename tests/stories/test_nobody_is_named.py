"""Một ngày làm việc của văn thư, tên tệp nào cũng đầy tên người: nhật ký, tên tệp, mã trang không nói gì về ai.

A clerk's day with peculiar names; afterwards everything that was written outside database and papers is searched.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from registry.vietnamese import fold
from tests.docgen.intake.papers import jpeg, letter
from tests.stories.conftest import Prepared
from tests.support.circle import DONE, LOOK, Circle

pytestmark = pytest.mark.pdf

IDENTITY = "024099000001"
RESULTS = ("hoàn thành xuất sắc", "hoàn thành tốt", "không hoàn thành", "hoàn thành nhiệm vụ")
PAPERS = {".docx", ".pdf", ".xlsx", ".png", ".jpg", ".bin"}  # what a person wrote or may read: the papers themselves
OURS = re.compile(r"[A-Za-z0-9._%=-]+")
DAY: tuple[tuple[str, ...], ...] = (
    ("inbox", "run"),
    ("inbox", "run"),
    ("inbox", "review"),
    ("status",),
    ("tasks", "list"),
    ("people", "list", "{family}"),
    ("people", "show", "{person}"),
    ("people", "show", "{person} {identity}"),  # nobody of that name
    ("search", "{person}"),
    ("archive", "find", "{person}"),
    ("dossiers", "list"),
    ("stats",),
    ("evaluations", "notices"),
    ("reports", "summary"),
    ("reports", "handout"),
    ("register", "list"),
    ("forms", "draft"),
    ("archive", "verify"),
    ("evaluations", "withdraw", "KHONGCO1", "--reason", "{person} {identity}"),
)


def stamped() -> Image.Image:
    """A stranger's letter with a red secrecy stamp that is only ink."""
    picture = letter().convert("RGB")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((60, 60, 360, 160), outline=(200, 0, 0), width=8)
    pen.text((120, 90), "MAT", fill=(200, 0, 0), font_size=60)
    return picture


def drop_peculiar(inbox: Path, person: str) -> None:
    """Files whose names tell everything: one that waits, a broken one, an unknown one, a secret one, one with ink."""
    name = f"{person} {IDENTITY} {RESULTS[0]}"
    (inbox / f"{name}.jpg").write_bytes(jpeg(stamped()))
    (inbox / f"{name}.docm").write_bytes(b"PK\x03\x04 broken PK\x05\x06" + bytes(18))
    (inbox / f"{name}.txt").write_text(name, "utf-8")
    (inbox / f"[TUYỆT MẬT] {name}.jpg").write_bytes(jpeg(letter()))


def spend_day(circle: Circle, person: str, noted: str) -> None:
    """Every command of the day, whatever it answers; then a person decides on what waits."""
    for words in DAY:
        line = [word.format(person=person, family=person.split()[0], identity=IDENTITY) for word in words]
        circle.docgen(*line, expect=(DONE, LOOK, 2, 3))
    for file in circle.docgen("inbox", "review", "--json").json:
        circle.docgen("inbox", "show", file["sha256"][:12])
        circle.docgen("inbox", "reject", file["sha256"][:12], "--reason", noted)


def test_requirements_53_and_54_a_day_leaves_no_name_and_no_picture_of_a_stranger(
    office: Prepared, caplog: pytest.LogCaptureFixture
) -> None:
    """Logs, names on disk and page codes hold no person, number or result; a stamp of ink leaves no picture."""
    caplog.set_level(logging.DEBUG)
    circle = office("met")
    circle.today = circle.day(12, 18)
    people = sorted({task["name"] for task in circle.dump()["tasks"]})
    drop_peculiar(circle.office / "inbox", people[0])
    spend_day(circle, people[0], f"{people[0]} {RESULTS[0]}")
    received = {row["original_name"][:12]: row for row in circle.dump()["received"]}
    assert received["[TUYỆT MẬT] "]["outcome"] == "refused"
    assert not list(circle.office.rglob("*.png"))
    telling = [*people, IDENTITY, *RESULTS]
    written = {str(path.relative_to(circle.office)): path for path in circle.office.rglob("*")}
    assert told(" ".join(written), telling) == told(caplog.text, telling) == []
    own = [name for name in written if not OURS.fullmatch(name.replace("/", ""))]
    assert own == []  # no word a person typed is ever part of a path
    for name, path in written.items():
        if path.is_file() and path.suffix not in PAPERS and "/content/" not in name and is_searched(name):
            assert told(path.read_bytes().decode("utf-8", "replace"), telling) == [], name
    codes = [row["document"] for row in circle.dump()["documents"]]
    assert all(re.fullmatch("[0-9A-F]{8}", code) for code in codes)
    assert told(f"{caplog.text} phieu-{fold(people[0]).replace(' ', '-')}.docx", telling) == [people[0]]


def is_searched(name: str) -> bool:
    """Not the database, nor what the clerk declares by hand."""
    return not name.startswith(("registry.db", "office.toml"))


def told(text: str, telling: list[str]) -> list[str]:
    """What of names, numbers and results stands in a text, however it is spelled."""
    plain = fold(text).replace("-", " ").replace("_", " ").replace("%20", " ")
    return [each for each in telling if fold(each) in plain]
