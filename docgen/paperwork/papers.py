"""Making a paper: facts in words, a template, a checked .docx, and the digest its page code will prove.

Knows which wording and template belong to a kind of paper; does not know the registry's rows nor the printer.
"""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen.errors import DocgenError, TemplateError
from docgen.media.durable import write_remade
from docgen.messages import tr
from docgen.office import Office
from docgen.paperwork.inspecting import layout_problems, ruler_of
from docgen.templating.cache import TemplateCache
from docgen.templating.catalogue import Catalogue
from docgen.templating.compiled import CompiledTemplate, compile_template
from docgen.templating.deflate import usual_deflater
from docgen.wording.blocks import without_number
from docgen.wording.numbered import numbered
from registry.labels import Regime
from registry.problems import Problem
from registry.store.values import DocumentRecord

_SORTED = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


class PaperRefused(DocgenError):
    """A paper breaks an error rule of its layout, so it is not made; `problems` say where."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        shown = "\n".join(f"  - {problem}" for problem in problems[:20])
        super().__init__(
            tr("Văn bản chưa đúng thể thức nên chưa được lập:\n{shown}", shown=shown),
            advice=tr("Sửa mẫu hoặc dữ liệu ở chỗ nêu trên rồi chạy lại."),
        )
        self.problems = problems


@dataclass(frozen=True, kw_only=True)
class Paper:
    """A composed paper: its bytes, what it says, and the digests that identify both."""

    docx: bytes
    context: Mapping[str, object]
    template: str
    template_digest: str
    input_digest: str
    problems: tuple[Problem, ...]  # warnings of the layout check


class PaperMaker:
    """Makes papers of one office; compiles each template once."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._catalogue = Catalogue(office.template_folders)
        self._cache = TemplateCache(deflate=usual_deflater())
        self._compiled: dict[str, CompiledTemplate] = {}  # by digest of the template's bytes

    def template_for(self, kind: enum.StrEnum, regime: Regime, on: dt.date, addressee: str = "") -> CompiledTemplate:
        """The office's template for the kind, else the built-in one valid on `on`; a copy is kept by its digest."""
        entry = self._catalogue.find(kind=kind.value, regime=regime.value, on=on, addressee=addressee)
        template = self._cache.get(entry.path)
        if template.digest not in self._compiled:
            self._keep(template)
            self._compiled[template.digest] = template
        return template

    def _keep(self, template: CompiledTemplate) -> None:
        kept = self._kept(template.digest)
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            write_remade(kept, template.data)

    def _kept(self, digest: str) -> Path:
        return self._office.folder / "templates" / "used" / f"{digest}.docx"

    def compose(
        self,
        kind: enum.StrEnum,
        regime: Regime,
        context: Mapping[str, object],
        *,
        on: dt.date,
        addressee: str = "",
        checked: bool = True,
    ) -> Paper:
        """Render and check a paper; PaperRefused when a rule of severity error is broken.

        With `checked` False somebody else looks at it: many papers are inspected together.
        """
        template = self.template_for(kind, regime, on, addressee)
        docx, digest = render_for(template, context), input_digest(template, context)
        problems = self.check(docx, regime, on, str(context.get("document_code", ""))) if checked else ()
        require_layout(problems)
        return Paper(
            docx=docx,
            context=context,
            template=template.name,
            template_digest=template.digest,
            input_digest=digest,
            problems=problems,
        )

    def check(self, docx: bytes, regime: Regime, on: dt.date, name: str) -> tuple[Problem, ...]:
        """Broken layout rules of a .docx as problems, errors and warnings."""
        return layout_problems(docx, regime, on, name=name, ruler=ruler_of(self._office.settings))

    def render_again(self, record: DocumentRecord) -> bytes:
        """The signing copy of a stored paper, from the very template it was made with."""
        return render_for(self._used(record), record.context, code=record.code)

    def render_issued(self, record: DocumentRecord) -> bytes:
        """The issued paper: as signed, with number and date."""
        if record.number is None or record.dated is None:
            return self.render_again(record)
        context = numbered(record.context, record.number, record.dated)
        return render_for(self._used(record), context, code=record.code)

    def _used(self, record: DocumentRecord) -> CompiledTemplate:
        template = self._compiled.get(record.template_digest)
        if template is None:
            path = self._kept(record.template_digest)
            if not path.is_file():
                raise TemplateError(
                    tr("Không còn mẫu đã dùng cho văn bản {code}.", code=record.code),
                    advice=tr("Khôi phục thư mục templates/used từ bản sao lưu."),
                )
            template = compile_template(path, name=record.template, deflate=usual_deflater())
            self._compiled[record.template_digest] = template
        return template


def render_for(template: CompiledTemplate, context: Mapping[str, object], *, code: str = "") -> bytes:
    """`context` filled in; TemplateError names the paper too (`code`, else the context's own), beside the place."""
    try:
        return template.render(context)
    except TemplateError as error:
        document = code or str(context.get("document_code", ""))
        if not document:
            raise
        message = tr("Văn bản {code} chưa lập được. {why}", code=document, why=error.message)
        raise TemplateError(message, advice=error.advice) from error


def require_layout(problems: Iterable[Problem]) -> None:
    """PaperRefused, with every broken rule of severity error, when there is one."""
    errors = tuple(problem for problem in problems if problem.is_error)
    if errors:
        raise PaperRefused(errors)


def input_digest(template: CompiledTemplate, context: Mapping[str, object]) -> str:
    """SHA-256 hex of template and context; number, date and the form's own check are no part of it."""
    plain = without_number(dict(context))
    plain.pop("check", None)
    return hashlib.sha256(f"{template.digest}\n{_SORTED.encode(plain)}".encode()).hexdigest()
