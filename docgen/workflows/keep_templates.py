"""Looking after templates: which ones the office uses, whether one is whole, and taking a built-in one to change it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from docgen.errors import TemplateError, UsageError
from docgen.media.durable import write_durably
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.doctoring import UNOPENED, examine
from docgen.paperwork.inspecting import layout_problems, ruler_of
from docgen.paperwork.papers import render_for
from docgen.templating.annotate import annotated
from docgen.templating.catalogue import Catalogue, CatalogueEntry
from docgen.templating.compiled import CompiledTemplate, compile_template
from docgen.templating.manifest import Manifest, manifest_path, read_manifest
from registry.labels import DocumentKind
from registry.problems import Problem
from registry.store.documents import document_records
from registry.store.template_uses import TemplateUse, template_uses
from registry.store.values import DocumentRecord


@dataclass(frozen=True, kw_only=True)
class Version:
    """One content of a template: `papers` made with it on the days `first` to `last`; `is_current` what lies there now.

    `first` and `last` are None for a version no paper was made with yet.
    """

    digest: str
    papers: int
    first: dt.date | None
    last: dt.date | None
    is_current: bool


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A template with its versions, the oldest first."""

    manifest: Manifest
    path: Path
    versions: tuple[Version, ...]


def list_templates(office: Office) -> list[Listed]:
    """All templates with their manifests and versions, the office's own first."""
    with office.store.reading() as session:
        uses = template_uses(session)
    entries = Catalogue(office.template_folders).entries
    return [Listed(manifest=each.manifest, path=each.path, versions=_versions(each.path, uses)) for each in entries]


def _versions(path: Path, uses: Sequence[TemplateUse]) -> tuple[Version, ...]:
    """What papers were made with under this file's name, and what lies in the file now."""
    now = hashlib.sha256(path.read_bytes()).hexdigest()
    known = [
        Version(
            digest=use.digest,
            papers=use.papers,
            first=use.first,
            last=use.last,
            is_current=use.digest == now,
        )
        for use in uses
        if use.template == path.name
    ]
    if not any(version.is_current for version in known):
        known.append(Version(digest=now, papers=0, first=None, last=None, is_current=True))
    return tuple(known)


def check_one(path: Path) -> tuple[Problem, ...]:
    """What is wrong with a template; empty when it can be used."""
    return tuple(fault.problem for fault in examine(path))


def annotate(path: Path, copy: Path) -> bool:
    """Write `copy`: the template with a Word comment at each fault; False when the file cannot be opened in Word."""
    if copy.exists():
        raise UsageError(
            tr("Đã có tệp {name}; không ghi đè.", name=str(copy)), advice=tr("Chọn tên khác cho bản có ghi chú.")
        )
    faults = examine(path)
    if any(fault.problem.code in UNOPENED for fault in faults):
        return False
    write_durably(copy, annotated(path.read_bytes(), faults))
    return True


def preview(office: Office, path: Path, target: Path) -> tuple[Problem, ...]:
    """Fill the template with the facts of the office's latest paper of its kind; what its layout breaks."""
    if target.suffix.lower() != ".docx" or target.exists():
        raise UsageError(
            tr("Bản điền thử phải là một tệp .docx mới: {name}.", name=str(target)), advice=tr("Chọn tên tệp khác.")
        )
    template, manifest = compile_template(path), read_manifest(manifest_path(path))
    record = _latest(office, template, manifest)
    docx = render_for(template, record.context, code=record.code)
    write_durably(target, docx)
    day = record.dated or record.signed_on or office.clock.today()
    return layout_problems(docx, record.regime, day, name=target.name, ruler=ruler_of(office.settings))


def _latest(office: Office, template: CompiledTemplate, manifest: Manifest) -> DocumentRecord:
    """The newest paper of the template's kind that has the template's fields, else the newest of the kind."""
    kinds = [kind for kind in DocumentKind if kind.value == manifest.kind]
    with office.store.reading() as session:
        records = document_records(session, kinds=kinds) if kinds else ()
    fitting = [record for record in records if record.regime.value == manifest.regime]
    if not fitting:
        raise TemplateError(
            tr("Chưa có văn bản nào loại “{kind}” trong sổ để điền thử.", kind=manifest.kind),
            advice=tr("Soạn một văn bản loại ấy bằng mẫu có sẵn, rồi chạy lại."),
        )
    whole = [record for record in fitting if template.fields <= record.context.keys()]
    return (whole or fitting)[-1]


def copy_template(office: Office, wanted: str) -> tuple[Path, tuple[Problem, ...]]:
    """Take the built-in template `wanted` into the office's folder; where it lies, and what is wrong with it."""
    own, built_in = office.template_folders
    entry = _named(Catalogue((built_in,)), wanted)
    target = own / entry.path.name
    if target.exists() or manifest_path(target).exists():
        raise UsageError(
            tr("Cơ quan đã có mẫu {name}; không ghi đè.", name=str(target)),
            advice=tr("Mở mẫu ấy bằng Word mà sửa, hoặc chuyển nó đi nơi khác rồi chép lại."),
        )
    own.mkdir(parents=True, exist_ok=True)
    write_durably(target, entry.path.read_bytes())
    write_durably(manifest_path(target), manifest_path(entry.path).read_bytes())  # last: now it is in use
    return target, check_one(target)


def add_template(office: Office, file: Path, wanted: str) -> tuple[Path | None, tuple[Problem, ...]]:
    """Take `file` in as the office's template in place of the built-in one `wanted`, after the whole look at it.

    With an error nothing is taken in and the path is None. A template the office already has under that name is
    replaced: papers made with it keep theirs.
    """
    own, built_in = office.template_folders
    entry = _named(Catalogue((built_in,)), wanted)
    target = own / entry.path.name
    with TemporaryDirectory(prefix="docgen-template-") as room:
        tried = Path(room) / entry.path.name
        tried.write_bytes(file.read_bytes())
        manifest_path(tried).write_bytes(manifest_path(entry.path).read_bytes())
        problems = check_one(tried)
        if any(problem.is_error for problem in problems):
            return None, problems
        own.mkdir(parents=True, exist_ok=True)
        write_durably(target, tried.read_bytes())
        write_durably(manifest_path(target), manifest_path(tried).read_bytes())
    return target, problems


def _named(catalogue: Catalogue, wanted: str) -> CatalogueEntry:
    for entry in catalogue.entries:
        if entry.manifest.id == wanted:
            return entry
    raise UsageError(
        tr("Không có mẫu có sẵn nào mang mã “{wanted}”.", wanted=wanted),
        advice=tr("Xem mã bằng “docgen templates list”."),
    )
