"""The pen and the seal: signs where there is room between position and name, seals over a third of the signature,
and writes number and date into the blanks.

Knows a sheet and what was read on it. The shape of a signature comes from the printed name, its shake from the document
code, so one person's signatures look alike and no two are equal.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.support.outside_world.handwriting import write_digits
from tests.support.outside_world.ink import RED, Point, Stroke, lay, smooth
from tests.support.outside_world.paper import Sheet
from tests.support.outside_world.reading import Box, SigningPlace

SEAL_RADIUS = 17.5  # mm; the seals of Party committees and People's Committees measure 34 to 36 mm across
SIGNATURE_WIDTH = 34.0  # mm


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What the registry clerk writes on one document: number, day and month, as written by hand."""

    document: str
    number: str
    day: str
    month: str


def entry_from(row: Mapping[str, Any]) -> Entry:
    """One line of NUMBERS.json: `document`, `number`, and `day` with `month` or an ISO `date`; other keys are ignored.

    Days below 10 and months 1 and 2 are written with a zero, as in the printed papers.
    """
    date = str(row.get("date", "--")).split("-")
    day, month = int(row.get("day") or date[2][:2]), int(row.get("month") or date[1])
    digits = "".join(character for character in str(row["number"]).split("-")[0].split("/")[0] if character.isdigit())
    return Entry(
        document=str(row["document"]),
        number=digits.zfill(2),
        day=f"{day:02d}",
        month=f"{month:02d}" if month < 3 else str(month),
    )


def sign(sheet: Sheet, *, seal: bool = True) -> Sheet:
    """The sheet signed at every signing place, and sealed when one person alone signs for a body."""
    places = sheet.print.places
    seed = sheet.print.code.document
    writings = [signature(place, seed=seed) for place in places]
    if seal and len(places) == 1 and not places[0].label.startswith(("(Ký", "NGƯỜI")):
        writings.append(seal_strokes(seal_middle(places[0]), seed=seed))
    return sheet.with_picture(lay(sheet.picture, *writings))


def signature_box(place: SigningPlace) -> Box:
    """Where the signature lies: in the middle of the room, a little air above and below, in millimetres."""
    half = SIGNATURE_WIDTH / 2
    air = min(1.5, place.box.height * 0.08)
    return Box(
        left=place.box.middle - half,
        top=place.box.top + air,
        right=place.box.middle + half,
        bottom=place.box.bottom - air,
    )


def signature(place: SigningPlace, *, seed: str) -> list[Stroke]:
    """The strokes of one signature: a run of loops and a flourish below it."""
    person, today = random.Random(place.name), random.Random(f"{seed}:{place.name}")
    box = signature_box(place)
    run = smooth([_shaken(point, box, today) for point in _loops(person)])
    flourish = smooth([_shaken(point, box, today) for point in _flourish(person)])
    width = person.uniform(0.4, 0.55)
    return [Stroke(points=run, width=width), Stroke(points=flourish, width=width * 0.9)]


def _loops(person: random.Random) -> list[Point]:
    points: list[Point] = [(0.04, person.uniform(0.5, 0.7)), (0.12, person.uniform(0.05, 0.15))]
    count = person.randint(4, 6)
    for turn in range(count):
        x = 0.14 + 0.62 * turn / count
        reach = person.uniform(0.25, 0.5) * (1 - 0.5 * turn / count)
        points += [(x + 0.07, 0.5 + reach), (x + 0.01, 0.55 + reach * 0.5), (x + 0.12, 0.5 - reach * 0.8)]
    return [*points, (0.9, person.uniform(0.45, 0.65)), (0.97, person.uniform(0.2, 0.35))]


def _flourish(person: random.Random) -> list[Point]:
    down = person.uniform(0.8, 0.9)
    return [(0.85, 0.3), (0.5, 0.66), (0.16, down), (0.34, 0.92), (0.68, down - 0.06), (0.95, 0.74)]


def _shaken(point: Point, box: Box, today: random.Random) -> Point:
    x, y = point[0] + today.uniform(-0.015, 0.015), point[1] + today.uniform(-0.03, 0.03)
    return box.left + x * box.width, box.top + min(0.98, max(0.02, y)) * box.height


def seal_middle(place: SigningPlace) -> Point:
    """The middle of the seal: left of the signature, over its first third (NĐ 30/2020, Điều 33)."""
    box = signature_box(place)
    return box.left + box.width / 3 - SEAL_RADIUS, (box.top + box.bottom) / 2


def seal_strokes(middle: Point, *, seed: str) -> list[Stroke]:
    """The strokes of a round red seal: double ring, star, and marks around as if letters."""
    hand = random.Random(f"{seed}:seal")
    turn = hand.uniform(-0.25, 0.25)
    middle = (middle[0] + hand.uniform(-1, 0), middle[1] + hand.uniform(-1, 1))
    rings = [_ring(middle, SEAL_RADIUS - 0.5, 0.9), _ring(middle, SEAL_RADIUS - 1.8, 0.3), _ring(middle, 9.5, 0.3)]
    return [*rings, _star(middle, turn), *_marks(middle, turn, hand)]


def _on_circle(middle: Point, radius: float, angle: float) -> Point:
    return middle[0] + radius * math.cos(angle), middle[1] + radius * math.sin(angle)


def _ring(middle: Point, radius: float, width: float) -> Stroke:
    points = tuple(_on_circle(middle, radius, math.tau * step / 90) for step in range(91))
    return Stroke(points=points, width=width, colour=RED)


def _star(middle: Point, turn: float) -> Stroke:
    tips = [_on_circle(middle, 6.5, turn - math.pi / 2 + math.tau * 2 * step / 5) for step in range(6)]
    return Stroke(points=tuple(tips), width=0.6, colour=RED)


def _marks(middle: Point, turn: float, hand: random.Random) -> list[Stroke]:
    strokes = []
    for step in range(34):
        angle = turn + math.tau * step / 34
        inner, outer = hand.uniform(10.6, 11.6), hand.uniform(13.2, 14.6)
        aside = angle + hand.uniform(-0.09, 0.09)
        points = (_on_circle(middle, inner, angle), _on_circle(middle, outer, aside))
        strokes.append(Stroke(points=points, width=0.5, colour=RED))
    return strokes


def write_number(sheet: Sheet, entry: Entry) -> Sheet:
    """The sheet with number and date written into all its blanks; unchanged when it has none."""
    writings = [
        write_digits(
            getattr(entry, blank.kind),
            middle=blank.box.middle,
            baseline=blank.baseline,
            room=blank.box.width - 0.6,
            seed=f"{entry.document}:{sheet.print.code.page}:{place}",
        )
        for place, blank in enumerate(sheet.print.blanks)
    ]
    return sheet.with_picture(lay(sheet.picture, *writings))
