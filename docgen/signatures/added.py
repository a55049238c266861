"""Signature fields that came after a signature: new ones, and empty ones that were filled.

Knows what a later signer may write into the form; a field that is no signature, a signed one that was touched and an
empty one with a picture are refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject, PdfObject
from pyhanko.sign.diff_analysis import SuspiciousModification

from docgen.messages import tr
from docgen.signatures.same import Revisions, items, number, raw

MOST_OF_PAGE = 1 / 6  # of a page that the picture of a later signature may take; a seal on A4 takes a fortieth
_WIDGET = ("/AP", "/AS", "/BS", "/Border", "/F", "/H", "/M", "/MK", "/NM", "/P", "/Rect", "/Subtype", "/Type")
_ENTRIES = ("/DA", "/DR", "/FT", "/Ff", "/Kids", "/Lock", "/Parent", "/Q", "/SV", "/T", "/TU", "/V")
_FIELD = frozenset({*_WIDGET, *_ENTRIES})  # a signature field with its picture; actions and scripts are not among it
_FILLED = frozenset({"/V", "/AP", "/M", "/MK", "/F", "/DA", "/DR", "/Lock"})


@dataclass(kw_only=True)
class Added:
    """What later signers added; `signatures` counts real signatures, time-stamps are not among them."""

    names: list[str] = field(default_factory=list)
    widgets: list[PdfObject] = field(default_factory=list)
    signatures: int = 0

    def is_small(self, revisions: Revisions, widget: object, page: object) -> bool:
        """True when the picture of an added signature leaves the page readable."""
        box = _box(revisions, raw(revisions.now(widget), "/Rect"))
        sheet = _box(revisions, _inherited(revisions, page, "/MediaBox")) or (0.0, 0.0, 595.0, 842.0)
        if box is None:
            return True
        return _area(box) <= MOST_OF_PAGE * _area(sheet)


class Fields:
    """The fields of the form as signed and as they are now."""

    def __init__(self, revisions: Revisions, before: object, now: object) -> None:
        self._revisions = revisions
        self._before = items(revisions.was(raw(revisions.was(before), "/Fields")))
        self._now = items(revisions.now(raw(revisions.now(now), "/Fields")))
        self._added = Added()

    def review(self) -> Added:
        """What was added; SuspiciousModification when a field was changed, lost or is no signature."""
        known = [each for each in self._now if any(_is_one(each, old) for old in self._before)]
        if len(known) != len(self._before):
            raise SuspiciousModification(tr("một ô của biểu mẫu bị bỏ đi hoặc lặp lại"))
        filled = [each for each in self._before if self._was_filled(each)]
        self._revisions.leave_out(*filled)
        for each in filled:
            self._review_filled(each)
        for old in self._before:
            if not self._revisions.same(old, old if isinstance(old, IndirectObject) else self._twin(old)):
                raise SuspiciousModification(tr("một ô đã ký hoặc ô của biểu mẫu bị đổi"))
        for each in self._now:
            if each not in known:
                self._review_new(each)
        return self._added

    def _twin(self, old: object) -> object:
        return next((each for each in self._now if _is_one(each, old)), None)

    def _was_filled(self, reference: object) -> bool:
        before, now = self._revisions.was(reference), self._revisions.now(reference)
        is_signature = isinstance(reference, IndirectObject) and before_type(self._revisions, before) == "/Sig"
        return is_signature and raw(before, "/V") is None and raw(now, "/V") is not None

    def _review_filled(self, reference: object) -> None:
        before, now = self._revisions.was(reference), self._revisions.now(reference)
        for key in sorted({*_keys(before), *_keys(now)} - _FILLED):
            if not self._revisions.same(raw(before, key), raw(now, key)):
                raise SuspiciousModification(tr("ô chờ ký bị đổi ({key})", key=key))
        self._note(now)

    def _review_new(self, reference: PdfObject) -> None:
        now = self._revisions.now(reference)
        kids = items(self._revisions.now(raw(now, "/Kids")))
        if not isinstance(reference, IndirectObject) or before_type(self._revisions, now) != "/Sig":
            raise SuspiciousModification(tr("biểu mẫu có thêm ô không phải chữ ký"))
        for holder in (now, *(self._revisions.now(kid) for kid in kids)):
            odd = sorted(set(_keys(holder)) - _FIELD)
            if odd:
                raise SuspiciousModification(tr("ô chữ ký thêm có phần lạ ({key})", key=odd[0]))
            if raw(now, "/V") is None and raw(holder, "/AP") is not None:
                raise SuspiciousModification(tr("ô chữ ký thêm chưa ký mà đã có hình"))
        self._added.widgets += [reference, *kids]
        self._note(now)

    def _note(self, now: object) -> None:
        value = self._revisions.now(raw(now, "/V"))
        self._added.names.append(str(raw(now, "/T") or ""))
        if value is None:
            return
        if not isinstance(value, DictionaryObject) or raw(value, "/ByteRange") is None:
            raise SuspiciousModification(tr("ô chữ ký thêm không chứa chữ ký"))
        self._added.signatures += value.get("/Type") != "/DocTimeStamp"


def before_type(revisions: Revisions, holder: object) -> str:
    """The kind of a field: "/Sig" for a signature, "" when it says none."""
    return str(revisions.now(raw(holder, "/FT")) or "")


def _is_one(one: object, other: object) -> bool:
    if isinstance(one, IndirectObject) and isinstance(other, IndirectObject):
        return number(one) == number(other)
    return not isinstance(one, IndirectObject) and not isinstance(other, IndirectObject) and one == other


def _keys(holder: object) -> tuple[str, ...]:
    return tuple(holder.keys()) if isinstance(holder, DictionaryObject) else ()


def _inherited(revisions: Revisions, page: object, key: str) -> object:
    for _ in range(64):
        if raw(page, key) is not None or raw(page, "/Parent") is None:
            return raw(page, key)
        page = revisions.now(raw(page, "/Parent"))
    return None


def _box(revisions: Revisions, rectangle: object) -> tuple[float, float, float, float] | None:
    values = [revisions.now(each) for each in items(revisions.now(rectangle))]
    if len(values) != 4 or not all(isinstance(each, int | float) or hasattr(each, "__float__") for each in values):
        return None
    left, low, right, high = (float(str(each)) for each in values)
    return left, low, right, high


def _area(box: tuple[float, float, float, float]) -> float:
    return abs(box[2] - box[0]) * abs(box[3] - box[1])
