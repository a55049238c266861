"""What the look at a page means for its document: altered, unsigned, or not to be compared.

Knows the problems and their sentences; does not know pictures and decides no outcome. Places are told in millimetres
from the edges of the paper, so that a person finds them with the sheet in hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from docgen.intake.comparing import PageLook
from docgen.intake.sorting import DocumentFindings
from docgen.intake.wording import WordChange
from docgen.media.comparison import Change, Suspicion
from docgen.messages import tr
from registry.problems import Place, Problem

_SIDE_BY_SIDE = 6.0  # mm between changes of one place
_TOLD = 3  # places named in one sentence; the rest is counted


def look_problems(
    found: DocumentFindings,
    looks: Mapping[int, PageLook | None],
    *,
    earlier: Mapping[int, PageLook],
    title: str,
    pages: int,
    name: str,
) -> tuple[Problem, ...]:
    """What a person must look at on the pages of a document; () when each looks as printed and is signed.

    `looks` is by page of the file, `earlier` by page of the document that came in other files; `pages` is the number of
    pages the document has, `name` the file's name.
    """
    problems: list[Problem] = []
    for page, file_page in sorted(found.pages.items()):
        place = Place(file=name, page=file_page)
        problems += _of_page(looks.get(file_page), title, page, place)
    seen = [look for file_page in found.pages.values() if (look := looks.get(file_page))]
    seen += [look for page, look in earlier.items() if page not in found.pages]
    is_whole = len(seen) == pages and all(look.is_compared for look in seen)
    if is_whole and not any(look.signed or look.unsigned for look in seen):
        message = tr("{title}: không nhận ra chỗ ký trên bản in; cần người xem văn bản đã ký chưa.", title=title)
        problems.append(Problem(code="signing-place-unknown", message=message, place=Place(file=name)))
    return tuple(problems)


def word_problems(changes: Sequence[WordChange], *, title: str, name: str) -> tuple[Problem, ...]:
    """The words of a file that differ from its print, as a reason to wait; () when they are the same."""
    if not changes:
        return ()
    message = tr(
        "{title}: lời văn trong tệp khác bản đã in ở {n} chỗ; cần người đối chiếu với bản in.",
        title=title,
        n=len(changes),
    )
    return (Problem(code="words-altered", message=message, place=Place(file=name, page=changes[0].page)),)


def _of_page(look: PageLook | None, title: str, page: int, place: Place) -> Iterator[Problem]:
    if look is None or not look.is_compared:
        message = tr("{title}: trang {n} không đối chiếu được với bản in; cần người đối chiếu.", title=title, n=page)
        yield Problem(code="page-not-compared", message=message, place=place)
        return
    if look.changes:
        message = tr(
            "{title}: trang {n} khác bản đã in {places}; cần người đối chiếu với bản in.",
            title=title,
            n=page,
            places=_listed(look.changes),
        )
        yield Problem(code="page-altered", message=message, place=place)
    for signatory in look.unsigned:
        message = tr("{title}: trang {n} chưa thấy chữ ký của {name}.", title=title, n=page, name=signatory)
        yield Problem(code="page-unsigned", message=message, place=place)


def _listed(changes: Sequence[Suspicion]) -> str:
    """The largest places in words, from the top of the page down."""
    places = _joined(changes)
    largest = sorted(places, key=lambda each: -sum(change.ink for change in each))[:_TOLD]
    told = "; ".join(_told(place) for place in sorted(largest, key=lambda each: (_top(each), _left(each))))
    rest = len(places) - len(largest)
    return tr("{told} và {n} chỗ khác", told=told, n=rest) if rest else told


def _joined(changes: Sequence[Suspicion]) -> list[list[Suspicion]]:
    """Changes that lie side by side as one place: a name of three words is one place to look at."""
    places: list[list[Suspicion]] = []
    for change in changes:
        near = [place for place in places if any(_is_near(change, other) for other in place)]
        places = [place for place in places if place not in near]
        places.append([change, *(other for place in near for other in place)])
    return places


def _is_near(one: Suspicion, other: Suspicion) -> bool:
    a, b = one.box, other.box
    across = max(a.left, b.left) - min(a.right, b.right)
    down = max(a.top, b.top) - min(a.bottom, b.bottom)
    return across < _SIDE_BY_SIDE and down < 0


def _left(place: Sequence[Suspicion]) -> float:
    return min(change.box.left for change in place)


def _top(place: Sequence[Suspicion]) -> float:
    return min(change.box.top for change in place)


def _told(place: Sequence[Suspicion]) -> str:
    where = {"left": round(_left(place)), "top": round(_top(place))}
    kinds = {change.change for change in place}
    if kinds == {Change.ADDED}:
        return tr("ở chỗ cách mép trái {left} mm, mép trên {top} mm (có nét thêm vào)", **where)
    if kinds == {Change.REMOVED}:
        return tr("ở chỗ cách mép trái {left} mm, mép trên {top} mm (mất chữ đã in)", **where)
    return tr("ở chỗ cách mép trái {left} mm, mép trên {top} mm (chữ khác bản in)", **where)
