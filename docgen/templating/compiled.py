"""A template compiled once, rendered many times.

Knows how the parts with tags become Jinja programs and how a document is spliced from their results and the members
that never change; does not know what the fields mean. Same context, same template and same deflater give the same
bytes. A dictionary's data come before its methods, and docxtpl's `{_{` escapes work in the template only, never in
data: the two places where the fast path differs from docxtpl on purpose (properties, escaped once, are the third).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import jinja2
from jinja2 import meta, nodes
from jinja2.exceptions import TemplateSyntaxError
from jinja2.runtime import new_context

from docgen.errors import TemplateError
from docgen.messages import tr
from docgen.templating.archive import Member, read_archive
from docgen.templating.deflate import Deflater, zlib_deflater
from docgen.templating.diagnosis import (
    RENDER_ERRORS,
    malformed_error,
    misplaced_break_error,
    part_label,
    render_error,
    slip_error,
    syntax_error,
    tangled_error,
    value_error,
)
from docgen.templating.guest import GuestTemplate, Kept, Malformed, Torn, open_guest, render_guest
from docgen.templating.native import Program, StepAside
from docgen.templating.plain import Finding, Misfit, are_plain, misfits
from docgen.templating.preprocess import PartKind, PartSource, grid_changes, part_sources, resolved
from docgen.templating.proof import flaw, is_torn, repeats_drawing, variants
from docgen.templating.sandbox import SafeEnvironment, collect, environment_from
from docgen.templating.shape import is_even
from docgen.templating.tables import may_lose_columns
from docgen.templating.tags import SlipKind, paragraph_texts, slips
from docgen.templating.translate import EMPTY_TABLE, GRID_END, TABLE_END, program_of
from docgen.templating.zipwriter import Laid, close, finish, lay, pack_content

AT_ONCE = 32  # documents; more at once would leave the cache again
_EMPTY_TABLE = EMPTY_TABLE.encode()
_SPAN_OF_DATA = '<w:gridSpan w:val="{{'
_MAY_BE_EMPTY = re.compile(rf"{GRID_END}(?:\{{[%#]|{TABLE_END})")  # nothing certain behind the grid of a table
_ODD_SPAN = re.compile(rb'<w:gridSpan w:val="(?![1-9][0-9]{0,3}")')
STORY_KINDS = (PartKind.BODY, PartKind.STORY, PartKind.NOTES)


@dataclass(frozen=True, kw_only=True)
class Explanation:
    """Which way a template is rendered: `path` is "fast" or "docxtpl", `reasons` why not fast (empty when fast)."""

    path: str
    reasons: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.path}: {'; '.join(self.reasons)}" if self.reasons else self.path


@dataclass(frozen=True, kw_only=True)
class CompiledPart:
    """One part with tags as a program.

    `watches_rows` when a table of it may be left without rows, `watches_spans` when data say how wide a cell is; not
    `is_proved` when only the data can make its pages whole.
    """

    source: PartSource
    template: jinja2.Template = field(repr=False)
    known: Mapping[str, object] = field(repr=False)  # the names of the environment
    fixed: Mapping[str, bytes] = field(repr=False)
    fields: frozenset[str]
    watches_rows: bool = False
    watches_spans: bool = False
    is_proved: bool = True
    program: Program | None = field(default=None, repr=False)  # None: only Jinja can render it

    def run(self, context: dict[str, object]) -> bytes:
        """The XML of the part for `context` without Jinja; StepAside when only Jinja can tell what it is."""
        if self.program is None:
            raise StepAside
        xml, has_breaks = self.program.run(context)
        made = self._resolved(xml) if has_breaks else xml
        if (has_breaks and is_torn(xml, made)) or (self.watches_spans and _ODD_SPAN.search(made)):
            raise StepAside
        return made

    def is_for_docxtpl(self, xml: bytes) -> bool:
        """True when docxtpl would repair the columns of a table of `xml`, or refuse the width of a cell."""
        return (self.watches_rows and xml.rfind(_EMPTY_TABLE) >= 0) or (
            self.watches_spans and _ODD_SPAN.search(xml) is not None
        )

    def _resolved(self, xml: bytes) -> bytes:
        return xml if self.source.kind is PartKind.PROPERTIES else resolved(xml)

    def render(self, context: dict[str, object]) -> tuple[bytes, bool]:
        """The XML of the part for `context`, and whether a new paragraph or page stood where there can be none."""
        names = {**self.known, **context}
        running = new_context(self.template.environment, self.template.name, self.template.blocks, names, shared=True)
        xml = collect(self.template.root_render_func(running), self.fixed)
        made = self._resolved(xml)
        return made, is_torn(xml, made)


@dataclass(frozen=True, kw_only=True)
class CompiledTemplate:
    """A .docx template ready to render: `name` for messages, `digest` (sha256, hex) of its bytes, `fields` it names."""

    name: str
    digest: str
    fields: frozenset[str]
    data: bytes = field(repr=False)
    parts: tuple[CompiledPart, ...] = field(repr=False)
    unchanged: Laid = field(repr=False)  # the members without tags, ready
    environment: SafeEnvironment = field(repr=False)
    deflate: Deflater = field(repr=False)
    reasons: tuple[str, ...] = ()
    kept: Kept = field(default_factory=Kept, repr=False, compare=False)  # for docxtpl's way

    def render(self, context: Mapping[str, object]) -> bytes:
        """The .docx for `context`; TemplateError names the template, the place and the field that failed."""
        return self._packed(context, self._parts_of(context))

    def render_many(self, contexts: Sequence[Mapping[str, object]]) -> list[bytes]:
        """The .docx of each of `contexts`, as `render` gives them, a fifth quicker.

        A step is taken with some of them before the next one: the same small code stays in the processor's cache.
        """
        made: list[bytes] = []
        for start in range(0, len(contexts), AT_ONCE):
            some = contexts[start : start + AT_ONCE]
            parts = [self._parts_of(context) for context in some]
            made += [self._packed(context, own) for context, own in zip(some, parts, strict=True)]
        return made

    def _parts_of(self, context: Mapping[str, object]) -> list[tuple[str, bytes]] | None:
        """The rendered parts by member; None when Jinja must make them, or say what is wrong."""
        if type(context) is not dict or self.reasons:
            return None
        try:
            return [(part.source.member, part.run(context)) for part in self.parts]
        except StepAside:
            return None

    def _packed(self, context: Mapping[str, object], parts: list[tuple[str, bytes]] | None) -> bytes:
        if parts is None:
            return self._render_by_jinja(context)
        return finish(self.unchanged, parts, self.deflate)

    def _render_by_jinja(self, context: Mapping[str, object]) -> bytes:
        used = {name: context[name] for name in self.fields if name in context}
        has_guests = not _all_plain(used) and self._has_guests(used)
        if self.reasons or has_guests:
            return self._render_by_docxtpl(used, context)
        rendered = [(part, self._render_part(part, used, context)) for part in self.parts]
        if any(part.is_for_docxtpl(xml) for part, xml in rendered):
            return self._render_by_docxtpl(used, context)
        return finish(self.unchanged, ((part.source.member, xml) for part, xml in rendered), self.deflate)

    def explain(self, context: Mapping[str, object] | None = None) -> Explanation:
        """Which way `context` would be rendered and why; without a context, what the template alone decides."""
        reasons = list(self.reasons)
        for finding in self._findings(context or {}):
            if finding.misfit is Misfit.GUEST:
                kind = type(finding.value).__name__
                reasons.append(tr("trường “{field}” là {kind} của docxtpl", field=finding.path, kind=kind))
        if context and not reasons and self._is_for_docxtpl(context):
            reasons.append(tr("một bảng không còn hàng nào, hoặc dữ liệu cho số cột lạ"))
        return Explanation(path="docxtpl" if reasons else "fast", reasons=tuple(reasons))

    def _is_for_docxtpl(self, context: Mapping[str, object]) -> bool:
        """True when a table needs docxtpl; False too when `context` cannot be rendered, which `render` will say."""
        used = {name: context[name] for name in self.fields if name in context}
        try:
            return any(
                part.is_for_docxtpl(part.render(used)[0])
                for part in self.parts
                if part.watches_rows or part.watches_spans
            )
        except RENDER_ERRORS:
            return False

    def open_guest(self) -> GuestTemplate:
        """A docxtpl template to build sub-documents, links and pictures of one rendering with."""
        return open_guest(self.data, self.kept)

    def _render_part(self, part: CompiledPart, used: dict[str, object], context: Mapping[str, object]) -> bytes:
        try:
            xml, has_torn = part.render(used)
        except RENDER_ERRORS as error:
            shown = {**used, **{name: context[name] for name in context if name not in used}}
            raise render_error(error, part.source, self.environment, shown, self.name) from error
        if has_torn:
            raise misplaced_break_error(part.source, self.name)
        if not part.is_proved and (detail := flaw(xml.decode())):
            raise malformed_error(part.source, detail, self.name)
        return xml

    def _findings(self, context: Mapping[str, object]) -> Iterator[Finding]:
        for name in sorted(self.fields):
            if name in context:
                yield from misfits(context[name], name)

    def _has_guests(self, used: Mapping[str, object]) -> bool:
        findings = list(self._findings(used))
        for finding in findings:
            if finding.misfit is not Misfit.GUEST:
                raise value_error(finding, self.name)
        return bool(findings)

    def _render_by_docxtpl(self, used: dict[str, object], context: Mapping[str, object]) -> bytes:
        own = [part for part in self.parts if part.source.kind in (PartKind.NOTES, PartKind.PROPERTIES)]
        rendered = {part.source.member: self._render_part(part, used, context) for part in own}
        body = next(part for part in self.parts if part.source.kind is PartKind.BODY)
        try:
            made = render_guest(self.data, self.kept, used, self.environment, self.name)
        except Torn as error:
            raise misplaced_break_error(body.source, self.name) from error
        except Malformed as error:
            raise malformed_error(body.source, str(error), self.name) from error
        except RENDER_ERRORS as error:
            raise render_error(error, body.source, self.environment, context, self.name) from error
        return close(lay(pack_content(name, rendered.get(name, content), self.deflate) for name, content in made))


def _all_plain(used: Mapping[str, object]) -> bool:
    try:
        return are_plain(used.values())
    except RecursionError:  # data that contains itself: `misfits` says where
        return False


def compile_template(
    path_or_bytes: Path | str | bytes,
    *,
    environment: jinja2.Environment | None = None,
    name: str | None = None,
    deflate: Deflater | None = None,
) -> CompiledTemplate:
    """The template in a file or in bytes, read and checked once; TemplateError says what is wrong and where.

    `environment` adds filters, tests and globals to the sandbox (None: none); `name` is what messages call the
    template (None: the file's name); `deflate` makes the changed parts (None: zlib of the standard library).
    """
    data, label = _read(path_or_bytes, name)
    safe = environment_from(environment)
    members = read_archive(data, label)
    contents = {member.name: member.content for member in members}
    sources = part_sources(data, contents, label)
    _check_slips(sources, contents, label)
    try:
        trees = [_parsed(source, safe, label) for source in sources]
        parts = [_compiled(source, tree, safe, label) for source, tree in zip(sources, trees, strict=True)]
    except (RecursionError, SyntaxError, ValueError, MemoryError) as cause:  # of Python, which compiles the tags
        raise tangled_error(label) from cause
    return CompiledTemplate(
        name=label,
        digest=hashlib.sha256(data).hexdigest(),
        fields=frozenset().union(*(part.fields for part in parts)),
        data=data,
        parts=tuple(parts),
        unchanged=_unchanged(members, sources),
        environment=safe,
        deflate=deflate or zlib_deflater(),
        reasons=_slow_reasons(sources[0], trees[0]),
        kept=Kept(is_proved=all(part.is_proved for part in parts)),
    )


def _read(path_or_bytes: Path | str | bytes, name: str | None) -> tuple[bytes, str]:
    if isinstance(path_or_bytes, bytes):
        return path_or_bytes, name or tr("(không tên)")
    path = Path(path_or_bytes)
    try:
        return path.read_bytes(), name or path.name
    except OSError as cause:
        raise TemplateError(
            tr("Không mở được mẫu {name}.", name=str(path)), advice=tr("Kiểm tra đường dẫn và quyền đọc tệp mẫu.")
        ) from cause


def _check_slips(sources: tuple[PartSource, ...], contents: Mapping[str, bytes], name: str) -> None:
    for source in sources:
        if source.kind in STORY_KINDS:
            for text in paragraph_texts(contents[source.member]):
                for slip in slips(text):
                    if slip.kind is SlipKind.NOT_CLOSED:
                        raise slip_error(slip, part_label(source), name)


def _parsed(source: PartSource, environment: SafeEnvironment, name: str) -> nodes.Template:
    try:
        return environment.parse(source.source)
    except TemplateSyntaxError as error:
        raise syntax_error(error, source, environment, name) from error


def _compiled(source: PartSource, tree: nodes.Template, environment: SafeEnvironment, name: str) -> CompiledPart:
    texts = variants(tree)
    for text in texts:
        if detail := flaw(text):
            raise malformed_error(source, detail, name)
    try:
        fields = meta.find_undeclared_variables(tree) - environment.globals.keys()
        template = environment.from_string(source.source)
    except TemplateSyntaxError as error:
        raise syntax_error(error, source, environment, name) from error
    is_body = source.kind is PartKind.BODY
    watches = is_body and _MAY_BE_EMPTY.search(source.source) is not None
    is_proved = is_even(tree)
    fixed = {data.data: data.data.encode() for data in tree.find_all(nodes.TemplateData)}
    return CompiledPart(
        source=source,
        template=template,
        known=dict(environment.globals),
        fixed=fixed,
        fields=frozenset(fields),
        watches_rows=watches,
        watches_spans=is_body and _SPAN_OF_DATA in source.source,
        is_proved=is_proved,
        program=program_of(tree, environment.globals.keys(), watches_rows=watches) if is_proved else None,
    )


def _undeclared(xml: str) -> str:
    """`xml` without its declaration, as lxml wants text."""
    return xml[xml.index("?>") + 2 :]


def _slow_reasons(body: PartSource, tree: nodes.Template) -> tuple[str, ...]:
    """Why the body must go through docxtpl itself; empty when the fast path gives the same document."""
    reasons = []
    if body.column_tag:
        reasons.append(tr("thẻ {tag} đổi số cột của bảng", tag=body.column_tag))
    if repeats_drawing(tree):
        reasons.append(tr("hình vẽ nằm trong vòng lặp hoặc điều kiện"))
    if may_lose_columns(body.source) or any(grid_changes(_undeclared(text)) for text in variants(tree)):
        reasons.append(tr("bảng có hàng không khớp số cột"))
    return tuple(reasons)


def _unchanged(members: tuple[Member, ...], sources: tuple[PartSource, ...]) -> Laid:
    """The members that no rendering changes, laid once: they come first in every document."""
    changed = {source.member for source in sources}
    return lay(member.repacked() for member in members if member.name not in changed)
