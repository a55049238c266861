"""Looking after templates: which ones the office uses, whether one is whole, and taking a built-in one to change it."""

from __future__ import annotations

from pathlib import Path

from docgen.errors import TemplateError, UsageError
from docgen.media.durable import write_durably
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.inspecting import layout_problems
from docgen.paperwork.papers import render_for
from docgen.templating.annotate import annotated
from docgen.templating.catalogue import Catalogue, CatalogueEntry
from docgen.templating.check import check_template, find_faults
from docgen.templating.compiled import CompiledTemplate, compile_template
from docgen.templating.manifest import Manifest, manifest_path, read_manifest
from registry.labels import DocumentKind
from registry.problems import Problem
from registry.store.documents import document_records
from registry.store.values import DocumentRecord

UNMARKABLE = ("template-unreadable", "template-refused")


def list_templates(office: Office) -> list[dict[str, str]]:
    """All templates with their manifests, the office's own first."""
    return [
        {
            "id": entry.manifest.id,
            "title": entry.manifest.title,
            "kind": entry.manifest.kind,
            "regime": entry.manifest.regime,
            "path": str(entry.path),
        }
        for entry in Catalogue(office.template_folders).entries
    ]


def check_one(path: Path) -> tuple[Problem, ...]:
    """What is wrong with a template; empty when it can be used."""
    return check_template(path)


def annotate(path: Path, copy: Path) -> bool:
    """Write `copy`: the template with a Word comment at each fault; False when the file cannot be opened in Word."""
    if copy.exists():
        raise UsageError(
            tr("Đã có tệp {name}; không ghi đè.", name=str(copy)), advice=tr("Chọn tên khác cho bản có ghi chú.")
        )
    faults = find_faults(path)
    if any(fault.problem.code in UNMARKABLE for fault in faults):
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
    ruleset = office.settings.house_style.ruleset
    return layout_problems(docx, record.regime, day, name=target.name, ruleset=ruleset)


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
    return target, check_template(target)


def _named(catalogue: Catalogue, wanted: str) -> CatalogueEntry:
    for entry in catalogue.entries:
        if entry.manifest.id == wanted:
            return entry
    raise UsageError(
        tr("Không có mẫu có sẵn nào mang mã “{wanted}”.", wanted=wanted),
        advice=tr("Xem mã bằng “docgen templates list”."),
    )
