"""Our own rules on what may be added to a signed PDF: signatures of others, time-stamps, proof for later, metadata.

Knows the few places where a later honest signer writes; everything else must be to the byte what was signed (issue:
the rules of the library call most honest multi-signed Vietnamese files changed). Refused by the same rule, however
they were hidden: other page content, replaced or added annotations, filled text fields, layers, scripts, attachments.
"""

from __future__ import annotations

from dataclasses import dataclass

from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import DiffPolicy, DiffResult, ModificationLevel, SuspiciousModification
from pyhanko.sign.fields import FieldMDPSpec, MDPPerm

from docgen.messages import tr
from docgen.signatures.added import Added, Fields
from docgen.signatures.same import Revisions, TooLarge, items, raw

_FREE_OF_ROOT = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Pages", "/Version"})
_FREE_OF_FORM = frozenset({"/Fields", "/SigFlags", "/DR", "/DA"})
_FREE_OF_TRAILER = frozenset(  # the rest of a trailer says where objects lie, not what they show
    {"/Root", "/Info", "/ID", "/Prev", "/Size", "/Type", "/W", "/Index", "/Length", "/Filter", "/DecodeParms"}
)
MOST_PAGES = 5000


@dataclass(frozen=True)
class Later(DiffResult):
    """Permitted changes; `is_proof_only` when nothing but certificates and revocation lists for later came (DSS)."""

    is_proof_only: bool = False


class LaterChanges(DiffPolicy):
    """The difference policy of this office: the revision that was signed against the file as it is now."""

    def review_file(
        self,
        reader: PdfFileReader,
        base_revision: object,
        field_mdp_spec: FieldMDPSpec | None = None,
        doc_mdp: MDPPerm | None = None,
    ) -> DiffResult | SuspiciousModification:
        """How far the changes since `base_revision` go; a SuspiciousModification that names the first forbidden one."""
        signed = base_revision if isinstance(base_revision, int) else int(getattr(base_revision, "revision", 0))
        try:
            revisions = Revisions(reader, signed)
            added = _review(revisions)
            _require_unlocked(added, field_mdp_spec)
        except SuspiciousModification as change:
            return change
        except TooLarge:
            return SuspiciousModification(tr("tệp có quá nhiều đối tượng để đối chiếu"))
        level = ModificationLevel.FORM_FILLING if added.signatures else ModificationLevel.LTA_UPDATES
        return Later(level, set(added.names), is_proof_only=not added.names and _is_silent(revisions))


def _review(revisions: Revisions) -> Added:
    if revisions.packed_touched:
        raise SuspiciousModification(tr("một khối đối tượng đã ký bị ghi đè"))
    old, new = revisions.old.trailer_view, revisions.new.trailer_view
    _require_same_root(revisions, old, new)
    was, now = revisions.was(raw(old, "/Root")), revisions.now(raw(new, "/Root"))
    pages_before = _pages(revisions.was(raw(was, "/Pages")), revisions.was)
    pages_now = _pages(revisions.now(raw(now, "/Pages")), revisions.now)
    form_before, form_now = raw(was, "/AcroForm"), raw(now, "/AcroForm")
    fields = Fields(revisions, form_before, form_now)
    revisions.leave_out(raw(old, "/Root"), form_before, *pages_before)
    added = fields.review()
    _compare_keys(revisions, was, now, _FREE_OF_ROOT, tr("phần chung của tệp"))
    _compare_keys(revisions, revisions.was(form_before), revisions.now(form_now), _FREE_OF_FORM, tr("biểu mẫu"))
    _compare_form_resources(revisions, revisions.was(form_before), revisions.now(form_now))
    if not revisions.same(raw(was, "/Pages"), raw(now, "/Pages")) or len(pages_before) != len(pages_now):
        raise SuspiciousModification(tr("các trang bị thêm, bớt hoặc đổi chỗ"))
    for n, (page, page_now) in enumerate(zip(pages_before, pages_now, strict=True), start=1):
        _compare_page(revisions, revisions.was(page), revisions.now(page_now), added, n)
    return added


def _is_silent(revisions: Revisions) -> bool:
    """True when the properties of the file are as signed too."""
    was, now = revisions.old.trailer_view, revisions.new.trailer_view
    if not revisions.same(raw(was, "/Info"), raw(now, "/Info")):
        return False
    roots = revisions.was(raw(was, "/Root")), revisions.now(raw(now, "/Root"))
    return revisions.same(raw(roots[0], "/Metadata"), raw(roots[1], "/Metadata"))


def _require_same_root(revisions: Revisions, old: object, new: object) -> None:
    roots = [raw(each, "/Root") for each in (old, new)]
    if raw(old, "/Encrypt") or raw(new, "/Encrypt"):
        raise SuspiciousModification(tr("tệp được mã hóa"))
    if roots[0] is None or not roots[0] == roots[1]:
        raise SuspiciousModification(tr("phần gốc của tệp bị thay bằng phần khác"))
    _compare_keys(revisions, old, new, _FREE_OF_TRAILER | {"/XRefStm"}, tr("phần cuối tệp"))


def _compare_keys(revisions: Revisions, was: object, now: object, free: frozenset[str], where: str) -> None:
    """Every entry of a dictionary but the free ones is as it was signed."""
    keys = {*_keys(was), *_keys(now)} - free
    for key in sorted(keys):
        if not revisions.same(raw(was, key), raw(now, key)):
            raise SuspiciousModification(tr("{where} ({key}) đã đổi", where=where, key=key))


def _keys(holder: object) -> tuple[str, ...]:
    return tuple(holder.keys()) if hasattr(holder, "keys") else ()


def _compare_form_resources(revisions: Revisions, was: object, now: object) -> None:
    """Signing programs add fonts for their pictures; what was there stays, for older fields are drawn with it."""
    before, after = revisions.was(raw(was, "/DR")), revisions.now(raw(now, "/DR"))
    for kind in _keys(before):
        held, holds = revisions.was(raw(before, kind)), revisions.now(raw(after, kind))
        if not hasattr(held, "keys"):
            is_kept = revisions.same(held, holds)
        else:
            is_kept = all(revisions.same(raw(held, name), raw(holds, name)) for name in _keys(held))
        if not is_kept:
            raise SuspiciousModification(tr("{where} ({key}) đã đổi", where=tr("biểu mẫu"), key=kind))
    if raw(was, "/DA") is not None and not revisions.same(raw(was, "/DA"), raw(now, "/DA")):
        raise SuspiciousModification(tr("{where} ({key}) đã đổi", where=tr("biểu mẫu"), key="/DA"))


def _pages(tree: object, resolve: object) -> list[object]:
    """References to the pages in reading order."""
    assert callable(resolve)
    pages: list[object] = []
    waiting, met = list(reversed(items(resolve(raw(tree, "/Kids"))))), 0
    while waiting:
        reference, met = waiting.pop(), met + 1
        node = resolve(reference)
        if met > 2 * MOST_PAGES:
            raise TooLarge
        kids = raw(node, "/Kids")
        if kids is not None:
            waiting += reversed(items(resolve(kids)))
        else:
            pages.append(reference)
    return pages


def _compare_page(revisions: Revisions, was: object, now: object, added: Added, n: int) -> None:
    _compare_keys(revisions, was, now, frozenset({"/Annots"}), tr("trang {n}", n=n))
    before = items(revisions.was(raw(was, "/Annots")))
    after = items(revisions.now(raw(now, "/Annots")))
    kept, rest = after[: len(before)], after[len(before) :]
    if len(kept) < len(before) or not all(revisions.same(*pair) for pair in zip(before, kept, strict=True)):
        raise SuspiciousModification(tr("trang {n}: chú thích hoặc hình chữ ký đã ký bị đổi", n=n))
    for annotation in rest:
        if annotation not in added.widgets:
            raise SuspiciousModification(tr("trang {n}: có nội dung phủ thêm không phải chữ ký", n=n))
        if not added.is_small(revisions, annotation, now):
            raise SuspiciousModification(tr("trang {n}: hình chữ ký thêm che quá nhiều trang", n=n))


def _require_unlocked(added: Added, locked: FieldMDPSpec | None) -> None:
    for name in added.names:
        if locked is not None and locked.is_locked(name):
            raise SuspiciousModification(tr("ô {name} đã bị khóa khi ký", name=name))
