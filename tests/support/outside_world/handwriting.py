"""Digits as a hand writes them: a few points for each, on a square one unit high, with the shake of a hand.

Knows shapes only; refuses to know which number is written where.
"""

from __future__ import annotations

import random

from tests.support.outside_world.ink import Point, Stroke, smooth

# Points run from the top left (0, 0) to the bottom right (0.6, 1); each inner tuple is one movement of the pen.
DIGITS: dict[str, tuple[tuple[Point, ...], ...]] = {
    "0": (((0.32, 0.02), (0.08, 0.25), (0.05, 0.65), (0.25, 0.98), (0.50, 0.75), (0.53, 0.30), (0.32, 0.02)),),
    "1": (((0.12, 0.28), (0.36, 0.02), (0.34, 0.50), (0.32, 1.0)),),
    "2": (((0.08, 0.22), (0.28, 0.02), (0.50, 0.18), (0.40, 0.50), (0.05, 0.96), (0.30, 0.94), (0.58, 0.98)),),
    "3": (((0.08, 0.12), (0.32, 0.02), (0.48, 0.22), (0.24, 0.46), (0.52, 0.68), (0.34, 0.98), (0.04, 0.88)),),
    "4": (((0.34, 0.02), (0.18, 0.35), (0.04, 0.66), (0.56, 0.64)), ((0.42, 0.36), (0.40, 0.70), (0.38, 1.0))),
    "5": (
        ((0.14, 0.06), (0.12, 0.25), (0.10, 0.44), (0.40, 0.42), (0.52, 0.70), (0.32, 0.98), (0.04, 0.90)),
        ((0.14, 0.05), (0.52, 0.03)),
    ),
    "6": (((0.44, 0.02), (0.16, 0.30), (0.06, 0.72), (0.28, 0.99), (0.50, 0.76), (0.34, 0.54), (0.10, 0.72)),),
    "7": (((0.04, 0.08), (0.30, 0.06), (0.56, 0.04), (0.36, 0.45), (0.22, 1.0)), ((0.18, 0.50), (0.48, 0.48))),
    "8": (
        (
            (0.46, 0.12),
            (0.26, 0.02),
            (0.10, 0.20),
            (0.30, 0.46),
            (0.50, 0.74),
            (0.28, 0.99),
            (0.06, 0.78),
            (0.28, 0.48),
            (0.48, 0.22),
            (0.40, 0.06),
        ),
    ),
    "9": (((0.50, 0.16), (0.26, 0.03), (0.10, 0.26), (0.28, 0.46), (0.50, 0.22), (0.48, 0.60), (0.34, 1.0)),),
}
DIGIT_WIDTH = 0.62  # of the height, with the space to the next digit


def write_digits(digits: str, *, middle: float, baseline: float, room: float, seed: str) -> list[Stroke]:
    """Write digits centred at `middle` on a baseline, narrow enough for `room` (millimetres); the seed is the hand."""
    hand = random.Random(seed)
    height = 3.9 * hand.uniform(0.94, 1.06)
    step = min(height * DIGIT_WIDTH, room / max(1, len(digits)))
    left = middle - step * len(digits) / 2
    strokes: list[Stroke] = []
    for place, digit in enumerate(digits):
        corner = (left + place * step, baseline - height + hand.uniform(-0.25, 0.25))
        strokes += _digit(digit, corner, (step / DIGIT_WIDTH * 0.92, height), hand)
    return strokes


def _digit(digit: str, corner: Point, size: Point, hand: random.Random) -> list[Stroke]:
    lean = hand.uniform(0.02, 0.12)
    return [
        Stroke(points=smooth([_placed(point, corner, size, lean, hand) for point in movement]), width=0.34)
        for movement in DIGITS[digit]
    ]


def _placed(point: Point, corner: Point, size: Point, lean: float, hand: random.Random) -> Point:
    x = point[0] + (0.5 - point[1]) * lean + hand.uniform(-0.025, 0.025)
    y = point[1] + hand.uniform(-0.025, 0.025)
    return corner[0] + x * size[0], corner[1] + y * size[1]
