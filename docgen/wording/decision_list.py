"""The words of one decision for several assignees, with an annex that lists everybody on landscape pages.

Knows how people, collectives and tasks are counted, apart for each horizon, and how the list is divided: by horizon
when there are two, then by group of assignees. Every row names its assignee in full, so that a page can be read
alone. The sentences themselves stand in the template.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from docgen.wording.blocks import (
    DAY_BLANK,
    DAY_BLANKS,
    Context,
    annex_authority,
    annex_reference,
    flowing,
    title_block,
    with_post,
)
from docgen.wording.decision import annex_block, assigning_block, executors_words, giving
from docgen.wording.figures import NBSP, capitalised, counted, joined, period_words
from docgen.wording.tasks import (
    attached_words,
    divided,
    each_horizon_words,
    horizon_words,
    note_words,
    numeral,
    periods_words,
    task_row,
)
from docgen.wording.widths import drawn_mm
from registry.facts import Holding, ListDecisionFacts, Official, TaskLine
from registry.labels import Regime, Scope

_LANDSCAPE_MM = {Regime.PARTY: 251.0, Regime.STATE: 246.0}
_REFERENCE_POINTS = 14.0
NEW_LINE = "\n"
_LETTERS = "ABCDEGHIKLM"
_PERSON_WORD = {Regime.PARTY: "đồng chí", Regime.STATE: "cá nhân"}
_UNGROUPED = "Các trường hợp khác"
_Given = tuple[Official, TaskLine]


def list_decision_context(facts: ListDecisionFacts, *, on: dt.date | None = None) -> Context:
    """The context of a decision for several; `on` is the day whose rules hold, None means the paper's own date."""
    lines = [line for holding in facts.holdings for line in holding.lines]
    when, everybody = periods_words(lines), _everybody(facts)
    block = {**assigning_block(facts, on=on), **annex_block(facts, _annex_title(facts, when))}
    return {
        **_with_reference(block, facts),
        **title_block(_subject(facts, when)),
        "assignees": _assignees(facts, when),
        "members": _members(facts),
        "everybody": everybody,
        "everybody_first": capitalised(everybody),
        "task_counts": _counts(facts),
        "executors": executors_words(facts, [everybody]),
        "groups": _groups(facts),
    }


def assignees_words(officials: Sequence[Official], regime: Regime) -> str:
    """How many collectives and how many people, each counted once: "02 tập thể và 55 đồng chí"."""
    collectives = {official.code for official in officials if official.is_collective}
    people = {official.code for official in officials} - collectives
    parts = [counted(len(collectives), "tập thể")] if collectives else []
    return joined(parts + ([counted(len(people), _PERSON_WORD[regime])] if people else []))


def _subject(facts: ListDecisionFacts, when: str) -> list[str]:
    word, who = facts.campaign.task_word, _of_unit(facts)
    if facts.issuer.regime is Regime.PARTY:
        return flowing([f"về việc {giving(facts)} {word}", *([f"cho {who}"] if who else []), when])
    return [f"Về việc {giving(facts)} {word} {when}", *([f"đối với {who}"] if who else [])]


def _annex_title(facts: ListDecisionFacts, when: str) -> list[str]:
    added = "giao bổ sung " if facts.supplements else ""
    who = _of_unit(facts)
    return [f"danh mục {facts.campaign.task_word} {added}{when}", *([f"giao {who}"] if who else [])]


def _with_reference(context: Context, facts: ListDecisionFacts) -> Context:
    """The context with the reference under the annex title: on one line where narrower blanks allow it.

    Whose decision the list belongs to stands behind its number and date, or all of it on a second line.
    """
    blank = context["blank"] if isinstance(context["blank"], dict) else {}
    room, is_short = _room(facts)
    return {
        **context,
        "annex_reference": annex_reference(facts, is_blank=False, blank=room),
        "annex_authority": f"{'' if is_short else NEW_LINE}{annex_authority(facts)}",
        "blank": {**blank, "annex_reference": annex_reference(facts, is_blank=True, blank=room)},
    }


def _room(facts: ListDecisionFacts) -> tuple[str, bool]:
    """What is left blank for day and month, and whether the whole reference fits on one line so."""
    for blank in (NBSP * blanks for blanks in DAY_BLANKS):
        whole = f"{annex_reference(facts, is_blank=True, blank=blank)} {annex_authority(facts)}"
        if drawn_mm(whole, points=_REFERENCE_POINTS) <= _LANDSCAPE_MM[facts.issuer.regime]:
            return blank, True
    return DAY_BLANK, False


def _of_unit(facts: ListDecisionFacts) -> str:
    """Those of one body in a sentence, "" when the decision is for everybody."""
    word = _PERSON_WORD[facts.issuer.regime]
    return f"các {word} thuộc {facts.unit}" if facts.scope is Scope.UNIT else ""


def _assignees(facts: ListDecisionFacts, when: str) -> str:
    words = assignees_words([holding.official for holding in facts.holdings], facts.issuer.regime)
    return f"{words} thuộc {facts.unit}" if facts.scope is Scope.UNIT else words


def _everybody(facts: ListDecisionFacts) -> str:
    """All assignees in a sentence, as the annex names them."""
    return f"{kinds_words([holding.official for holding in facts.holdings], facts.issuer.regime)} có tên tại Phụ lục"


def kinds_words(officials: Sequence[Official], regime: Regime) -> str:
    """Those meant without their names: "các tập thể, đồng chí", "các cá nhân"."""
    kinds = {official.is_collective for official in officials}
    words = ((True, "tập thể"), (False, _PERSON_WORD[regime]))
    return f"các {', '.join(word for is_collective, word in words if is_collective in kinds)}"


def _members(facts: ListDecisionFacts) -> list[str]:
    """Those of one body with their own counts, as clauses of Điều 1; a list for everybody leaves this to the annex."""
    if facts.scope is not Scope.UNIT:
        return []
    last = len(facts.holdings)
    return [
        f"{at}. {capitalised(with_post(holding.official))}: {each_horizon_words(holding.lines, facts.campaign)}"
        f"{'.' if at == last else ';'}"
        for at, holding in enumerate(facts.holdings, 1)
    ]


def _counts(facts: ListDecisionFacts) -> str:
    """The tasks of each horizon; with several horizons also how many hold them, and nothing is added up."""
    parts = divided(_given(facts.holdings), _task)
    if len(parts) == 1:
        return horizon_words([line for _, line in parts[0]], facts.campaign.task_word)
    words = [facts.campaign.task_word, *[facts.campaign.counter] * (len(parts) - 1)]
    return joined([_part_words(facts, part, word) for part, word in zip(parts, words, strict=True)])


def _part_words(facts: ListDecisionFacts, part: Sequence[_Given], word: str) -> str:
    return f"{horizon_words([line for _, line in part], word)} (giao {_holders(facts, part)})"


def _holders(facts: ListDecisionFacts, part: Sequence[_Given]) -> str:
    return assignees_words([official for official, _ in part], facts.issuer.regime)


def _given(holdings: Sequence[Holding]) -> list[_Given]:
    return [(holding.official, line) for holding in holdings for line in holding.lines]


def _task(given: _Given) -> TaskLine:
    return given[1]


def _groups(facts: ListDecisionFacts) -> list[Context]:
    """The divisions of the list, flat: a heading row, then the rows under it; an empty heading prints no row."""
    parts = divided(_given(facts.holdings), _task)
    if len(parts) == 1:
        return _by_group(facts, parts[0])
    divisions: list[Context] = []
    for at, part in enumerate(parts):
        under = _by_group(facts, part)
        heading = f"{capitalised(period_words(part[0][1].horizon, part[0][1].period))}: {_size(facts, part)}"
        is_parted = len(under) > 1
        letter = _LETTERS[at] if at < len(_LETTERS) else ""
        divisions.append({"numeral": letter, "heading": heading, "lines": [] if is_parted else under[0]["lines"]})
        divisions += under if is_parted else []
    return divisions


def _size(facts: ListDecisionFacts, part: Sequence[_Given]) -> str:
    return f"{counted(len(part), facts.campaign.counter)}, {_holders(facts, part)}"


def _by_group(facts: ListDecisionFacts, given: Sequence[_Given]) -> list[Context]:
    """The rows under the groups of assignees; a single group needs no heading. Rows are numbered through."""
    names = list(dict.fromkeys(official.group for official, _ in given))
    groups: list[Context] = []
    number = 1
    for at, name in enumerate(names):
        own = [(official, line) for official, line in given if official.group == name]
        groups.append(
            {
                "numeral": numeral(at),
                "heading": f"{name or _UNGROUPED}: {_size(facts, own)}" if len(names) > 1 else "",
                "lines": [_row(at, *each, facts.issuer.regime) for at, each in enumerate(own, number)],
            }
        )
        number += len(own)
    return groups


def _row(number: int, official: Official, line: TaskLine, regime: Regime) -> Context:
    """One task of one assignee; `name` is set apart from `post`, which begins with its comma."""
    post = f", {official.post}" if official.post else ""
    if line.attached:
        post = f" (gắn với {attached_words(line.attached, regime)})"
    return {**task_row(number, line), "name": official.name, "post": post, "note": note_words(line, regime)}
