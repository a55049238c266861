"""A decision says of itself what it lists, and both are what the registry holds (nghiệp vụ P16, invariants I2, I12).

Reads the finished paper back and counts anew: the figures of Điều 1, the rows of the annex, names and posts. Knows
how a count is written; uses nothing that wrote it. Any difference stops the errand before anything is entered.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from docgen.errors import DocgenError
from docgen.house_style.document import Document, Paragraph, Table, asked_once
from docgen.messages import tr
from registry.facts import DecisionFacts, Holding, ListDecisionFacts, TaskLine
from registry.labels import Horizon, Scope
from registry.problems import Place, Problem
from registry.store.assigning import Assignment, OpenCount

CODE = "P16"
_FIGURE = r"(\d[\d.]*)"
_PERIOD = r"(?: (giai đoạn \d{4} ?- ?\d{4}|năm \d{4}))?"
_OFTEN = 256  # periods and words that are remembered
_PEOPLE = re.compile(_FIGURE + " (đồng chí|cá nhân|tập thể)")
Facts = DecisionFacts | ListDecisionFacts
Block = str | tuple[str, ...]


class PapersDisagree(DocgenError):
    """What decisions count, what they list and what the registry holds are not the same; nothing was drafted."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        shown = "\n".join(f"  - {problem}" for problem in problems[:20])
        super().__init__(
            tr("Số đếm, phụ lục và sổ nhiệm vụ không khớp nên chưa soạn gì:\n{shown}", shown=shown),
            advice=tr("Mẫu riêng của cơ quan: kiểm tra vòng lặp và số gõ tay trong mẫu. Mẫu có sẵn: báo người hỗ trợ."),
        )
        self.problems = tuple(problems)


def require_agreement(differences: Iterable[Problem]) -> None:
    """PapersDisagree, with every difference, when a paper does not say what it was made from."""
    problems = tuple(differences)
    if problems:
        raise PapersDisagree(problems)


def require_counted(assignments: Iterable[Assignment], counted: Iterable[OpenCount]) -> None:
    """PapersDisagree when the decisions to be do not hold exactly the open tasks the registry counts."""
    given = Counter(
        (holding.official.code, line.horizon)
        for each in assignments
        for holding in each.holdings
        for line in holding.lines
    )
    held: Counter[tuple[str, Horizon]] = Counter()
    for row in counted:
        held[row.person, row.horizon] += row.count
    problems = [
        _problem(
            "",
            tr(
                "{person}: sổ có {held} việc, quyết định giao {given}.", person=key[0], held=held[key], given=given[key]
            ),
        )
        for key in sorted({*held, *given})
        if held[key] != given[key]
    ]
    problems += _name_problems(assignments, counted)
    if problems:
        raise PapersDisagree(problems)


def _name_problems(assignments: Iterable[Assignment], counted: Iterable[OpenCount]) -> list[Problem]:
    """People bear the registry's name; a collective bears the name of its body on the day of the paper."""
    known = {(row.person, row.name) for row in counted}
    officials = {holding.official for each in assignments for holding in each.holdings}
    return [
        _problem("", tr("{name}: họ tên khác sổ.", name=official.name))
        for official in sorted(officials, key=lambda official: official.code)
        if not official.is_collective and (official.code, official.name) not in known
    ]


def disagreements(facts: Facts, paper: Document) -> tuple[Problem, ...]:
    """Where the finished paper differs from its facts; () when it does not."""
    blocks = blocks_of(paper)
    article = _article_1(blocks)
    return (
        *_count_problems(facts, article),
        *_people_problems(facts, article),
        *_named_in_article(facts, article),
        *_row_problems(facts, blocks),
    )


def blocks_of(paper: Document) -> tuple[Block, ...]:
    """What a paper says in the order it is read: paragraphs as texts, rows as their cells; nothing empty."""
    said: list[Block] = []
    for block in paper.blocks:
        if isinstance(block, Table):
            said += _rows(block)
        elif text := _text(block):
            said.append(text)
    return tuple(said)


@asked_once
def _rows(table: Table) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(" ".join(filter(None, map(_text, cell.paragraphs))) for cell in row) for row in table.rows)


@asked_once
def _text(line: Paragraph) -> str:
    return plain(line.raw)


def plain(text: str) -> str:
    """A text as blocks hold it: no-break spaces, line breaks and double spaces are single spaces."""
    return " ".join(text.split())


def _problem(document: str, message: str) -> Problem:
    return Problem(code=CODE, message=message, place=Place(file=document))


def _article_1(blocks: Sequence[Block]) -> str:
    """Everything Điều 1 says."""
    texts = [block if isinstance(block, str) else " ".join(block) for block in blocks]
    start = next((at for at, text in enumerate(texts) if text.startswith("Điều 1.")), len(texts))
    end = next((at for at, text in enumerate(texts) if text.startswith("Điều 2.")), len(texts))
    return " ".join(texts[start:end])


# ---- counts of Điều 1


def _count_problems(facts: Facts, article: str) -> list[Problem]:
    """Every figure before the word for tasks is a count of its period, or the total when no period is named."""
    allowed = _task_counts(facts)
    found = _counting(facts.campaign.task_word, facts.campaign.counter).findall(article)
    return [
        _problem(
            facts.document, tr("Điều 1 ghi {said}, phụ lục và sổ không có số ấy.", said=f"{figure} {period}".strip())
        )
        for figure, period in found
        if (_number(figure), _years(period)) not in allowed
    ]


@lru_cache(_OFTEN)
def _counting(*words: str) -> re.Pattern[str]:
    return re.compile(f"{_FIGURE} (?:{'|'.join(re.escape(plain(word)) for word in words)}){_PERIOD}")


def _task_counts(facts: Facts) -> set[tuple[int, str]]:
    """Counts that may stand in Điều 1: of the whole decision and of each assignee, by years and together."""
    wholes = [[line for holding in facts.holdings for line in holding.lines]]
    if isinstance(facts, ListDecisionFacts):
        wholes += [list(holding.lines) for holding in facts.holdings if facts.scope is Scope.UNIT]
    allowed: set[tuple[int, str]] = set()
    for lines in wholes:
        by_years = Counter(_years(line.period) for line in lines)
        allowed |= {(count, years) for years, count in by_years.items()} | {(len(lines), "")}
        allowed |= {(count, "") for years, count in by_years.items() if not years}
    return allowed


def _people_problems(facts: Facts, article: str) -> list[Problem]:
    """Every figure before the word for people or collectives counts those of the decision or of one period."""
    parts = [[(holding, line) for holding in facts.holdings for line in holding.lines]]
    periods = {line.period for _, line in parts[0]}
    parts += [[(holding, line) for holding, line in parts[0] if line.period == period] for period in periods]
    allowed = {count for part in parts for count in _heads(part)}
    return [
        _problem(facts.document, tr("Điều 1 ghi {said}, phụ lục không có số ấy.", said=f"{figure} {word}"))
        for figure, word in _PEOPLE.findall(article)
        if (_number(figure), word == "tập thể") not in allowed
    ]


def _heads(part: Iterable[tuple[Holding, TaskLine]]) -> set[tuple[int, bool]]:
    kinds = {(holding.official.code, holding.official.is_collective) for holding, _ in part}
    return {(sum(kind is is_collective for _, kind in kinds), is_collective) for is_collective in (True, False)}


def _number(figure: str) -> int:
    return int(figure.replace(".", "") or 0)


@lru_cache(_OFTEN)
def _years(period: str) -> str:
    """The years of a period, "2021-2025"; "" for a period with words of its own."""
    years = re.findall(r"\d{4}", period)
    is_plain = re.fullmatch(r"(?:giai đoạn |năm )?\d{4}(?: ?- ?\d{4})?", plain(period)) is not None
    return "-".join(years) if is_plain else ""


# ---- names and rows


def _named_in_article(facts: Facts, article: str) -> list[Problem]:
    """Whoever Điều 1 must name stands there with the post."""
    if isinstance(facts, ListDecisionFacts) and facts.scope is not Scope.UNIT:
        return []
    return [
        _problem(facts.document, tr("Điều 1 không ghi “{name}”.", name=official.as_listed))
        for official in (holding.official for holding in facts.holdings)
        if plain(official.as_listed) not in article
    ]


def _row_problems(facts: Facts, blocks: Sequence[Block]) -> list[Problem]:
    """Each task has its own row, with its assignee when there are several, and no row has another task."""
    wanted = Counter(_keys(facts))
    rows = _annex_rows(blocks)
    if not rows:  # an office's own template may tell the tasks in the text
        text = " ".join(block if isinstance(block, str) else " ".join(block) for block in blocks)
        missing = [title for title, _, _ in wanted if title not in text]
        return [_missing(facts, title) for title in missing]
    titles = {title for title, _, _ in wanted}
    for row in rows:
        key = _key_of(row, titles, wanted)
        if key is None:
            message = tr("Phụ lục có dòng {number} không phải việc nào của sổ.", number=row[0])
            return [_problem(facts.document, message)]
        wanted[key] -= 1
    return [_missing(facts, title) for (title, _, _), left in wanted.items() if left > 0]


def _missing(facts: Facts, title: str) -> Problem:
    return _problem(facts.document, tr("Phụ lục thiếu việc “{title}”.", title=title))


def _keys(facts: Facts) -> Iterable[tuple[str, str, str]]:
    """What a row must tell of each task: title, and for several assignees name and post."""
    for holding in facts.holdings:
        is_listed = isinstance(facts, ListDecisionFacts)
        name, post = (plain(holding.official.name), plain(holding.official.post)) if is_listed else ("", "")
        for line in holding.lines:
            yield plain(line.title), name, post


def _annex_rows(blocks: Sequence[Block]) -> list[tuple[str, ...]]:
    """The numbered rows after the label of the annex."""
    label = next(
        (at for at, block in enumerate(blocks) if isinstance(block, str) and block.startswith("Phụ lục")), None
    )
    after = blocks[label:] if label is not None else ()
    return [block for block in after if isinstance(block, tuple) and block and block[0].isdigit()]


def _key_of(
    row: tuple[str, ...], titles: set[str], wanted: Counter[tuple[str, str, str]]
) -> tuple[str, str, str] | None:
    """The task a row tells, None when it tells none that is still missing."""
    told = {title for cell in row for title in _titles_in(cell) if title in titles}
    for key, left in wanted.items():
        title, name, post = key
        if left > 0 and title in told and _names(row, name, post):
            return key
    return None


def _titles_in(cell: str) -> Iterable[str]:
    """The cell, and the cell without the note in brackets at its end."""
    yield cell
    for bracket in re.finditer(r" \(", cell):
        yield cell[: bracket.start()]


def _names(row: tuple[str, ...], name: str, post: str) -> bool:
    return not name or any(cell.startswith(name) and post in cell for cell in row)
