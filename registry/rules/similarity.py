"""How alike two tasks are worded (check P2): Bắc Giang's heads copied their targets, and often last year's tasks.

Pure: compares words. A text becomes its telling syllables and pairs of neighbouring syllables, without accents,
numbers, years, words of circumstance ("trên địa bàn") and words every task uses ("tăng cường", "hoàn thành"); usual
abbreviations are written out. Two texts are alike when twice what they share is at least ALIKE of what they have
together (Dice). At 60% the pairs in the tests part cleanly: those a reader calls the same stand at 67% and above, the
others at 35% and below.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from registry.vietnamese import fold

CHECK = "P2"
ALIKE = 60  # per cent
_NEARLY_THE_SAME = 90  # per cent: no better one is looked for
_FEWEST_WORDS = 2  # one telling syllable says too little
_MOST_COMPARED = 32  # per text; only a list of hundreds of like texts has more, and one match is told

_ABBREVIATIONS = {
    "gpmb": "giai phong mat bang",
    "ntm": "nong thon moi",
    "tdp": "to dan pho",
    "ktxh": "kinh te xa hoi",
    "tthc": "thu tuc hanh chinh",
    "cchc": "cai cach hanh chinh",
    "cds": "chuyen doi so",
    "cntt": "cong nghe thong tin",
    "gdnn": "giao duc nghe nghiep",
}
_CIRCUMSTANCE = re.compile(
    r"\b(?:tang cuong|day manh|nang cao|tiep tuc|tham muu|chi dao|to chuc thuc hien|thuc hien|trien khai|hoan thanh"
    r"|phan dau|tren dia ban|dia ban|cong tac|xay dung|phat trien|mo rong|duy tri|giai doan|toan huyen|toan tinh"
    r"|nhiem vu|tap trung|viec|nam)\b"
)
_SMALL_WORDS = """
    va cua cac cho trong tren o tai den tu duoc theo ve voi nhung mot la co se cung nham de do bang khi hoac dat ty
    trieu ha duoi muc it nhat so
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_LETTERS = re.compile(r"[^a-z]+")

Features = frozenset[str]


class Match(NamedTuple):
    """The text of the index that is most like another: its place in the index, and how alike in per cent."""

    number: int
    score: float


def features_of(text: str) -> Features:
    """The telling syllables of a text and their neighbouring pairs; empty when it says too little to compare."""
    plain = _LETTERS.sub(" ", fold(text).replace("kt-xh", "ktxh"))
    words = " ".join(_ABBREVIATIONS.get(word, word) for word in plain.split())
    telling = [word for word in _CIRCUMSTANCE.sub(" ", words).split() if word not in _SMALL]
    if len(telling) < _FEWEST_WORDS:
        return frozenset()
    return frozenset(telling).union(f"{one} {after}" for one, after in itertools.pairwise(telling))


def likeness(one: Features, other: Features) -> float:
    """In per cent: twice what two texts share, of what they have together."""
    return 200 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


class LikeTexts:
    """Texts that others are compared with; finds the nearest without comparing with each.

    Two texts that are alike share one of their rarest features, so only texts with the same rare features meet.
    """

    def __init__(self, texts: Sequence[Features]) -> None:
        self._texts = texts
        self._counts = Counter(feature for features in texts for feature in features)
        self._same: dict[Features, list[int]] = {}
        for number, features in enumerate(texts):
            self._same.setdefault(features, []).append(number)
        self._holders: dict[str, list[Features]] = {}
        for features in self._same:
            for feature in self._rarest(features):
                self._holders.setdefault(feature, []).append(features)

    def nearest(self, features: Features, allowed: Callable[[int], bool]) -> Match | None:
        """The allowed text most like `features`, or one that is nearly the same; None when none is alike."""
        best: Match | None = None
        for other in self._near(features):
            likely = likeness(features, other)
            if likely >= ALIKE and (best is None or likely > best.score):
                number = next((number for number in self._same[other] if allowed(number)), None)
                best = best if number is None else Match(number, likely)
                if best and best.score >= _NEARLY_THE_SAME:
                    break
        return best

    def _near(self, features: Features) -> Iterator[Features]:
        """The same text first, then those that share a rare feature."""
        if not features:
            return
        seen = {features}
        if features in self._same:
            yield features
        for feature in self._rarest(features):
            for other in self._holders.get(feature, ()):
                if other not in seen:
                    seen.add(other)
                    yield other
                if len(seen) > _MOST_COMPARED:
                    return

    def _rarest(self, features: Features) -> list[str]:
        """So many of the rarest features that a text alike to this one has at least one of them."""
        ranked = sorted(features, key=lambda feature: (self._counts[feature], feature))
        fewest_shared = -(-len(ranked) * ALIKE // (200 - ALIKE))  # with the shortest text that is still alike
        return ranked[: len(ranked) - fewest_shared + 1]
