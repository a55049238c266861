"""Ink on paper: smooth strokes laid over a picture the way ink lies over print, darkening and never covering.

Knows lines, colours and millimetres; refuses to know what is written. Strokes are drawn on a patch three times as fine
as the sheet and scaled down, because Pillow draws hard edges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw

from tests.support.outside_world.paper import pixels
from tests.support.outside_world.reading import Box

FINE = 3
BLUE = (32, 52, 150)
RED = (205, 40, 48)
WHITE = (255, 255, 255)

Point = tuple[float, float]


@dataclass(frozen=True, kw_only=True)
class Stroke:
    """One movement of the pen: points in millimetres on the page, width of the line in millimetres."""

    points: tuple[Point, ...]
    width: float
    colour: tuple[int, int, int] = BLUE


def smooth(points: Sequence[Point], steps: int = 8) -> tuple[Point, ...]:
    """A curve through all points (Catmull-Rom), `steps` short lines between two of them."""
    padded = [points[0], *points, points[-1]]
    curve = [
        _between(padded[start], padded[start + 1], padded[start + 2], padded[start + 3], step / steps)
        for start in range(len(points) - 1)
        for step in range(steps)
    ]
    return (*curve, points[-1])


def _between(a: Point, b: Point, c: Point, d: Point, t: float) -> Point:
    x, y = (
        0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t**3)
        for p, q, r, s in zip(a, b, c, d, strict=True)
    )
    return x, y


def lay(picture: Image.Image, *writings: Sequence[Stroke]) -> Image.Image:
    """A copy of the picture with these writings on it, one after the other; each is drawn on its own patch."""
    result = picture.copy()
    for strokes in writings:
        if strokes:
            _lay_one(result, strokes)
    return result


def _lay_one(picture: Image.Image, strokes: Sequence[Stroke]) -> None:
    box = _extent(strokes)
    corner = (int(pixels(box.left)), int(pixels(box.top)))
    size = (int(pixels(box.width)) + 2, int(pixels(box.height)) + 2)
    patch = Image.new("RGB", (size[0] * FINE, size[1] * FINE), WHITE)
    pencil = ImageDraw.Draw(patch)
    for stroke in strokes:
        _draw(pencil, stroke, corner)
    ink = patch.resize(size, Image.Resampling.BOX)
    area = (corner[0], corner[1], corner[0] + ink.width, corner[1] + ink.height)
    picture.paste(ImageChops.multiply(picture.crop(area), ink), corner)


def _extent(strokes: Sequence[Stroke]) -> Box:
    across = [x for stroke in strokes for x, _ in stroke.points]
    down = [y for stroke in strokes for _, y in stroke.points]
    return Box(left=min(across), top=min(down), right=max(across), bottom=max(down)).grown(1.0)


def _draw(pencil: ImageDraw.ImageDraw, stroke: Stroke, corner: tuple[int, int]) -> None:
    points = [((pixels(x) - corner[0]) * FINE, (pixels(y) - corner[1]) * FINE) for x, y in stroke.points]
    width = max(1, round(pixels(stroke.width) * FINE))
    pencil.line(points, fill=stroke.colour, width=width, joint="curve")
    for x, y in (points[0], points[-1]):
        pencil.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=stroke.colour)
