"""What the look at a page means for its document: altered, unsigned, or not to be compared.

Knows the problems and their sentences; does not know pictures and decides no outcome. Places are told in millimetres
from the edges of the paper, so that a person finds them with the sheet in hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.intake.comparing import PageLook
from docgen.intake.sorting import DocumentFindings
from docgen.media.comparison import Change, Suspicion
from docgen.messages import tr
from registry.problems import Place, Problem

_TOLD = 3  # places named in one sentence; the rest is counted


def look_problems(
    found: DocumentFindings, looks: Mapping[int, PageLook | None], *, title: str, pages: int, name: str
) -> tuple[Problem, ...]:
    """What a person must look at on the pages of a document; () when each looks as printed and is signed.

    `looks` is by page of the file, `pages` the number of pages the document has, `name` the file's name.
    """
    problems: list[Problem] = []
    for page, file_page in sorted(found.pages.items()):
        place = Place(file=name, page=file_page)
        problems += _of_page(looks.get(file_page), title, page, place)
    seen = [look for file_page in found.pages.values() if (look := looks.get(file_page))]
    is_whole = len(seen) == pages and all(look.is_compared for look in seen)
    if is_whole and not any(look.signed or look.unsigned for look in seen):
        message = tr("{title}: không nhận ra chỗ ký trên bản in; cần người xem văn bản đã ký chưa.", title=title)
        problems.append(Problem(code="signing-place-unknown", message=message, place=Place(file=name)))
    return tuple(problems)


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


def _listed(changes: tuple[Suspicion, ...]) -> str:
    """The largest changes in words, from the top of the page down."""
    largest = sorted(changes, key=lambda each: -each.ink)[:_TOLD]
    told = "; ".join(_told(each) for each in sorted(largest, key=lambda each: (each.box.top, each.box.left)))
    rest = len(changes) - len(largest)
    return tr("{told} và {n} chỗ khác", told=told, n=rest) if rest else told


def _told(change: Suspicion) -> str:
    where = {"left": round(change.box.left), "top": round(change.box.top)}
    if change.change is Change.ADDED:
        return tr("ở chỗ cách mép trái {left} mm, mép trên {top} mm (có nét thêm vào)", **where)
    if change.change is Change.REMOVED:
        return tr("ở chỗ cách mép trái {left} mm, mép trên {top} mm (mất chữ đã in)", **where)
    return tr("ở chỗ cách mép trái {left} mm, mép trên {top} mm (chữ khác bản in)", **where)
