"""Looking after templates: which ones the office uses, whether one is whole, and taking a built-in one to change it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from docgen.errors import TemplateError, UsageError
from docgen.media.durable import write_durably
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.doctoring import UNOPENED, examine
from docgen.paperwork.inspecting import Ruler, layout_problems, ruler_of
from docgen.paperwork.papers import render_for
from docgen.shipped import shipped_folder
from docgen.templating.annotate import annotated
from docgen.templating.catalogue import Catalogue, CatalogueEntry
from docgen.templating.compiled import CompiledTemplate, compile_template
from docgen.templating.manifest import Manifest, manifest_path, read_manifest
from registry.labels import DocumentKind, Regime
from registry.problems import Problem, Severity
from registry.store.documents import document_records
from registry.store.template_uses import TemplateUse, template_uses
from registry.store.values import DocumentRecord

_FICTITIOUS = "dien-thu.json"  # made by tests.support.previews


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


@dataclass(frozen=True, kw_only=True)
class Preview:
    """What the layout of a filled template breaks; `is_fictitious` when no paper of the registry would do."""

    problems: tuple[Problem, ...]
    is_fictitious: bool


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


@dataclass(frozen=True, kw_only=True)
class Checked:
    """What the whole look at a template found: `faults` in it, broken `layout` rules of a made-up paper made with it.

    `fields` are those it names, () when it cannot be read.
    """

    faults: tuple[Problem, ...]
    layout: tuple[Problem, ...] = ()
    fields: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything found; empty when the template can be used."""
        return (*self.faults, *self.layout)


def check_one(path: Path) -> Checked:
    """What is wrong with a template, and what its layout breaks."""
    faults = tuple(fault.problem for fault in examine(path))
    try:
        template = compile_template(path)
    except TemplateError:
        return Checked(faults=faults)
    is_sound = not any(fault.is_error for fault in faults)
    layout = tuple(_layout(path, template)) if is_sound else ()
    return Checked(faults=faults, layout=layout, fields=tuple(sorted(template.fields)))


def _layout(path: Path, template: CompiledTemplate) -> Iterator[Problem]:
    """Broken layout rules as warnings: every paper made with the template is measured again, and refused then."""
    manifest = read_manifest(manifest_path(path))
    fictitious = _fictitious(template, manifest)
    if fictitious is not None:
        docx = render_for(template, fictitious)
        for problem in layout_problems(docx, Regime(manifest.regime), None, name=path.name, ruler=Ruler()):
            yield replace(problem, severity=Severity.WARNING) if problem.is_error else problem


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


def preview(office: Office, path: Path, target: Path) -> Preview:
    """Fill the template with the facts of the office's latest paper of its kind, or with fictitious ones."""
    if target.suffix.lower() != ".docx" or target.exists():
        raise UsageError(
            tr("Bản điền thử phải là một tệp .docx mới: {name}.", name=str(target)), advice=tr("Chọn tên tệp khác.")
        )
    template, manifest = compile_template(path), read_manifest(manifest_path(path))
    record, fictitious = _latest(office, template, manifest), _fictitious(template, manifest)
    if fictitious is not None and (record is None or not _has_all(record.context, template)):
        docx = render_for(template, fictitious)
        day, ruler = None, Ruler()  # it has a date and an office of its own
    elif record is not None:
        docx = render_for(template, record.context, code=record.code)
        day, ruler = record.dated or record.signed_on or office.clock.today(), ruler_of(office.settings)
    else:
        raise TemplateError(
            tr("Chưa có văn bản nào loại “{kind}” trong sổ để điền thử.", kind=manifest.kind),
            advice=tr("Soạn một văn bản loại ấy bằng mẫu có sẵn, rồi chạy lại."),
        )
    write_durably(target, docx)
    problems = layout_problems(docx, Regime(manifest.regime), day, name=target.name, ruler=ruler)
    return Preview(problems=problems, is_fictitious=day is None)


def _latest(office: Office, template: CompiledTemplate, manifest: Manifest) -> DocumentRecord | None:
    """The newest paper of the template's kind that has the template's fields, else the newest of the kind."""
    kinds = [kind for kind in DocumentKind if kind.value == manifest.kind]
    with office.store.reading() as session:
        records = document_records(session, kinds=kinds) if kinds else ()
    fitting = [record for record in records if record.regime.value == manifest.regime]
    whole = [record for record in fitting if _has_all(record.context, template)]
    return next(reversed(whole or fitting), None)


def _fictitious(template: CompiledTemplate, manifest: Manifest) -> Mapping[str, object] | None:
    """What the made-up paper says that the built-in template of the same use is tried with; None when it will not do.

    It will not do for a template with fields of its own: their data come from the office alone.
    """
    uses = (manifest.kind, manifest.regime, manifest.addressee)
    for entry in Catalogue((shipped_folder("templates"),)).entries:
        own = entry.manifest
        if (own.kind, own.regime, own.addressee) == uses:
            said: dict[str, object] = json.loads((shipped_folder("samples") / _FICTITIOUS).read_bytes())[own.id]
            return said if _has_all(said, template) else None
    return None


def _has_all(context: Mapping[str, object], template: CompiledTemplate) -> bool:
    return template.fields <= context.keys()


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
    return target, check_one(target).problems


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
        problems = check_one(tried).problems
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
