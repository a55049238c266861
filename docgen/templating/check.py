"""The template doctor: what is wrong with a template, before any data is read.

Knows a template and its manifest, and compares them; changes neither. Everything found is a Problem with its
place, so that a clerk sees all of it at once: one broken tag does not hide the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import TemplateError
from docgen.messages import tr
from docgen.templating.archive import Member, read_archive
from docgen.templating.blocks import unpaired
from docgen.templating.compiled import CompiledTemplate, compile_template
from docgen.templating.diagnosis import nearest
from docgen.templating.manifest import Manifest, manifest_path, read_manifest
from docgen.templating.places import Spot, spots_of
from docgen.templating.sandbox import SafeEnvironment
from docgen.templating.tags import SlipKind, TagSlip, has_tag, slips
from docgen.templating.uses import TagUse, tag_uses
from registry.problems import Place, Problem, Severity

# fonts of before Unicode: their accents lie on other letters, so Vietnamese comes out as signs
_OLD_FONT = re.compile(rb"<w:rFonts\b[^>]*?=\"((?:\.Vn|VNI[- ])[^\"]*)\"", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Fault:
    """A problem of a template and the paragraph it stands in; `spot` is None for the file as a whole."""

    problem: Problem
    spot: Spot | None = None


def check_template(path: Path) -> tuple[Problem, ...]:
    """Everything wrong with the template at `path` and its manifest; empty when it is sound."""
    return tuple(fault.problem for fault in find_faults(path))


def find_faults(path: Path) -> tuple[Fault, ...]:
    """Everything wrong with the template at `path`, with paragraphs; empty when it is sound."""
    try:
        members = read_archive(path.read_bytes(), path.name)
        spots = [spot for member in members if _is_story(member) for spot in spots_of(member.name, member.content)]
    except OSError:
        return (_fault(path, "template-unreadable", tr("Không mở được tệp mẫu.")),)
    except TemplateError as error:
        return (_fault(path, "template-refused", _said(error)),)
    except SyntaxError:  # what lxml raises for a part that is no XML
        return (_fault(path, "template-refused", tr("Tệp mẫu hỏng: mở bằng Word rồi lưu lại dạng .docx.")),)
    uses = _uses(spots)
    found = [*_slip_faults(path, spots), *_broken_tags(path, uses), *_old_fonts(path, members)]
    template = None
    if not any(fault.problem.is_error for fault in found if fault.problem.code != "font-not-unicode"):
        try:
            template = compile_template(path)
        except TemplateError as error:
            found.append(_fault(path, "template-broken", _said(error)))
        else:
            found += _unrendered(path, members, template)
    else:  # the compiler would stop at the first
        found += _unpaired_tags(path, spots)
    return (*found, *_against_manifest(path, template, uses))


def _is_story(member: Member) -> bool:
    return member.name.startswith("word/") and member.name.endswith(".xml")


def _uses(spots: Iterable[Spot]) -> list[TagUse]:
    environment = SafeEnvironment()
    return [use for spot in spots for use in tag_uses(spot, environment)]


def _fault(
    path: Path,
    code: str,
    message: str,
    *,
    severity: Severity = Severity.ERROR,
    part: str = "",
    spot: Spot | None = None,
) -> Fault:
    place = Place(file=path.name, part=str(spot) if spot else part)
    return Fault(problem=Problem(code=code, message=message, severity=severity, place=place), spot=spot)


def _said(error: TemplateError) -> str:
    return f"{error.message} {error.advice}".strip()


def _slip_faults(path: Path, spots: Iterable[Spot]) -> Iterator[Fault]:
    for spot in spots:
        for slip in slips(spot.text):
            yield _slip_fault(path, spot, slip)


def _slip_fault(path: Path, spot: Spot, slip: TagSlip) -> Fault:
    if slip.kind is SlipKind.NOT_CLOSED:
        message = tr("Thẻ mở bằng {sign} không đóng trong đoạn “{text}”.", sign=slip.delimiter, text=slip.text)
        return _fault(path, "tag-not-closed", message, spot=spot)
    message = tr("Dấu {sign} đóng một thẻ chưa mở trong đoạn “{text}”.", sign=slip.delimiter, text=slip.text)
    return _fault(path, "tag-not-opened", message, severity=Severity.WARNING, spot=spot)


def _broken_tags(path: Path, uses: Iterable[TagUse]) -> Iterator[Fault]:
    for use in uses:
        if use.wrong:
            message = tr("Thẻ “{tag}” sai cú pháp ({detail}).", tag=use.tag, detail=use.wrong)
            yield _fault(path, "template-broken", f"{message} {tr('Sửa thẻ đó trong mẫu.')}", spot=use.spot)


def _unpaired_tags(path: Path, spots: Iterable[Spot]) -> Iterator[Fault]:
    for each in unpaired(spots):
        message = tr("Thẻ “{tag}” đóng một điều kiện hoặc vòng lặp chưa mở.", tag=each.tag)
        if each.missing:
            message = tr("Thẻ “{tag}” thiếu thẻ đóng {closing}.", tag=each.tag, closing=f"{{% {each.missing} %}}")
        yield _fault(path, "tag-not-paired", message, spot=each.spot)


def _old_fonts(path: Path, members: Iterable[Member]) -> Iterator[Fault]:
    for member in filter(_is_story, members):
        for font in sorted(set(_OLD_FONT.findall(member.content))):
            message = tr("Phông “{font}” không có chữ Việt Unicode.", font=font.decode("utf-8", "replace"))
            advice = tr("Chọn phông Times New Roman và gõ lại chữ ở đó.")
            yield _fault(path, "font-not-unicode", f"{message} {advice}", part=member.name)


def _unrendered(path: Path, members: tuple[Member, ...], template: CompiledTemplate) -> Iterator[Fault]:
    """Tags in parts that nobody renders, such as comments: they would be printed as they are."""
    rendered = {part.source.member for part in template.parts}
    for member in members:
        if member.is_xml and member.name not in rendered and has_tag(member.content.decode("utf-8", "replace")):
            message = tr("Thẻ trong phần này không được điền dữ liệu.")
            yield _fault(path, "tag-not-rendered", message, severity=Severity.WARNING, part=member.name)


def _against_manifest(path: Path, template: CompiledTemplate | None, uses: list[TagUse]) -> Iterator[Fault]:
    """What the manifest says otherwise; of a template that does not compile only its unknown fields are told."""
    beside = manifest_path(path)
    if not beside.is_file():
        if template is not None:
            yield _fault(path, "manifest-missing", tr("Thiếu tệp mô tả {name} cạnh mẫu.", name=beside.name))
        return
    try:
        manifest = read_manifest(beside)
    except TemplateError as error:
        if template is not None:
            yield _fault(beside, "manifest-broken", _said(error))
        return
    yield from _undeclared(path, template.fields if template else _fields_seen(uses), manifest, uses)
    for field in manifest.fields:
        if template is not None and field not in template.fields:
            message = tr("Tệp mô tả khai trường “{field}” mà mẫu không dùng.", field=field)
            yield _fault(path, "field-not-used", message, severity=Severity.WARNING)


def _fields_seen(uses: Iterable[TagUse]) -> frozenset[str]:
    used: set[str] = set()
    local = {"loop"}
    for use in uses:
        used |= use.fields
        local |= use.local
    return frozenset(used - local)


def _undeclared(path: Path, used: frozenset[str], manifest: Manifest, uses: list[TagUse]) -> Iterator[Fault]:
    for field in sorted(used - set(manifest.fields)):
        near = nearest(field, manifest.fields)
        message = tr("Mẫu dùng trường “{field}” không có trong tệp mô tả.", field=field)
        hint = tr("Có phải là “{near}”?", near=near) if near else tr("Sửa thẻ hoặc khai thêm trường.")
        spots: list[Spot | None] = [*dict.fromkeys(use.spot for use in uses if field in use.fields)]
        for spot in spots or [None]:
            yield _fault(path, "field-not-declared", f"{message} {hint}", spot=spot)
