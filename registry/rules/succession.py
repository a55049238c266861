"""Who took over from whom: bodies followed forward and back, for everything or for one function.

Knows links between bodies by their keys; does not know names. Succession is many to many: a district ends in several
communes, and a commune comes from several.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Link:
    """`successor` takes over from `predecessor` on a day; "" as function means everything."""

    predecessor: str
    successor: str
    function: str = ""
    on: dt.date

    def carries(self, function: str) -> bool:
        """True when the link hands that function on; everybody hands on "everything" when none is asked for."""
        return not function or self.function in ("", function)


def successors(links: Sequence[Link], body: str, *, function: str = "") -> tuple[str, ...]:
    """Every body that took over from `body` in one step or several, nearest first."""
    following = _grouped(links, function, lambda link: link.predecessor, lambda link: link.successor)
    return _walk(following, body)


def predecessors(links: Sequence[Link], body: str, *, function: str = "") -> tuple[str, ...]:
    """Every body that `body` took over from in one step or several, nearest first."""
    before = _grouped(links, function, lambda link: link.successor, lambda link: link.predecessor)
    return _walk(before, body)


def relatives(links: Sequence[Link], bodies: Iterable[str]) -> tuple[str, ...]:
    """`bodies` with everything before and after them: what a search by any name must find."""
    found = dict.fromkeys(bodies)
    for body in tuple(found):
        found |= dict.fromkeys((*predecessors(links, body), *successors(links, body)))
    return tuple(found)


def _grouped(
    links: Sequence[Link], function: str, start: Callable[[Link], str], end: Callable[[Link], str]
) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for link in sorted(links, key=lambda link: link.on):
        if link.carries(function):
            grouped.setdefault(start(link), []).append(end(link))
    return grouped


def _walk(steps: dict[str, list[str]], body: str) -> tuple[str, ...]:
    """Breadth first; a ring of links ends where it began."""
    seen, waiting = {body: None}, deque([body])
    while waiting:
        for each in steps.get(waiting.popleft(), ()):
            if each not in seen:
                seen[each] = None
                waiting.append(each)
    return tuple(seen)[1:]
