"""The template doctor: what is wrong with a template, before any data is read.

Knows a template and its manifest, and compares them; changes neither. Everything found is a Problem, so that a clerk
sees all of it at once.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docgen.errors import TemplateError
from docgen.messages import tr
from docgen.templating.archive import Member, read_archive
from docgen.templating.compiled import CompiledTemplate, compile_template
from docgen.templating.diagnosis import nearest
from docgen.templating.manifest import Manifest, manifest_path, read_manifest
from docgen.templating.tags import SlipKind, TagSlip, has_tag, paragraph_texts, slips
from registry.problems import Place, Problem, Severity


def check_template(path: Path) -> tuple[Problem, ...]:
    """Everything wrong with the template at `path` and its manifest; empty when it is sound."""
    try:
        members = read_archive(path.read_bytes(), path.name)
    except OSError:
        return (_problem(path, "template-unreadable", tr("Không mở được tệp mẫu.")),)
    except TemplateError as error:
        return (_problem(path, "template-refused", _said(error)),)
    half_written = list(_slip_problems(path, members))
    if any(problem.is_error for problem in half_written):
        return tuple(half_written)
    try:
        template = compile_template(path)
    except TemplateError as error:
        return (*half_written, _problem(path, "template-broken", _said(error)))
    return (*half_written, *_unrendered(path, members, template), *_against_manifest(path, template))


def _problem(path: Path, code: str, message: str, *, severity: Severity = Severity.ERROR, part: str = "") -> Problem:
    return Problem(code=code, message=message, severity=severity, place=Place(file=path.name, part=part))


def _said(error: TemplateError) -> str:
    return f"{error.message} {error.advice}".strip()


def _slip_problems(path: Path, members: tuple[Member, ...]) -> Iterator[Problem]:
    for member in members:
        if member.name.startswith("word/") and member.name.endswith(".xml"):
            for text in paragraph_texts(member.content):
                for slip in slips(text):
                    yield _slip_problem(path, member, slip)


def _slip_problem(path: Path, member: Member, slip: TagSlip) -> Problem:
    if slip.kind is SlipKind.NOT_CLOSED:
        message = tr("Thẻ mở bằng {sign} không đóng trong đoạn “{text}”.", sign=slip.delimiter, text=slip.text)
        return _problem(path, "tag-not-closed", message, part=member.name)
    message = tr("Dấu {sign} đóng một thẻ chưa mở trong đoạn “{text}”.", sign=slip.delimiter, text=slip.text)
    return _problem(path, "tag-not-opened", message, severity=Severity.WARNING, part=member.name)


def _unrendered(path: Path, members: tuple[Member, ...], template: CompiledTemplate) -> Iterator[Problem]:
    """Tags in parts that nobody renders, such as comments: they would be printed as they are."""
    rendered = {part.source.member for part in template.parts}
    for member in members:
        if member.is_xml and member.name not in rendered and has_tag(member.content.decode("utf-8", "replace")):
            message = tr("Thẻ trong phần này không được điền dữ liệu.")
            yield _problem(path, "tag-not-rendered", message, severity=Severity.WARNING, part=member.name)


def _against_manifest(path: Path, template: CompiledTemplate) -> Iterator[Problem]:
    beside = manifest_path(path)
    if not beside.is_file():
        message = tr("Thiếu tệp mô tả {name} cạnh mẫu.", name=beside.name)
        yield _problem(path, "manifest-missing", message)
        return
    try:
        manifest = read_manifest(beside)
    except TemplateError as error:
        yield _problem(beside, "manifest-broken", _said(error))
        return
    yield from _undeclared(path, template, manifest)
    for field in manifest.fields:
        if field not in template.fields:
            message = tr("Tệp mô tả khai trường “{field}” mà mẫu không dùng.", field=field)
            yield _problem(path, "field-not-used", message, severity=Severity.WARNING)


def _undeclared(path: Path, template: CompiledTemplate, manifest: Manifest) -> Iterator[Problem]:
    for field in sorted(template.fields - set(manifest.fields)):
        near = nearest(field, manifest.fields)
        message = tr("Mẫu dùng trường “{field}” không có trong tệp mô tả.", field=field)
        hint = tr("Có phải là “{near}”?", near=near) if near else tr("Sửa thẻ hoặc khai thêm trường.")
        yield _problem(path, "field-not-declared", f"{message} {hint}")
