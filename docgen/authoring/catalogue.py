"""Every built-in template: where it lies, who builds it, what its manifest says.

Knows names and periods of validity; the builders know the pages. The Party layout is one under HD36 and HD05
(only punctuation changed, and that is a matter of wording); the State layout also serves older decisions that
are printed again.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

from docx.document import Document

from docgen.authoring import (
    amendment,
    correction,
    decision,
    dossier_contents,
    handout,
    handover_list,
    handover_minutes,
    minutes,
    notice,
    recall,
    register_book,
    report,
    self_assessment,
)
from docgen.authoring.package import part_texts, to_bytes

_TAG = re.compile(r"{[{%](.*?)[%}]}")
_NAME = re.compile(r"(?<![.\w])[a-z_][a-z_0-9]*")
_LOOP = re.compile(r"for\s+(\w+)\s+in")
_WORDS = frozenset(("p", "tr", "for", "in", "if", "elif", "else", "endif", "endfor"))


@dataclass(frozen=True, kw_only=True)
class Source:
    """One built-in template: `kind` is the stored value of the document's kind, `addressee` whom its page is for."""

    folder: str
    name: str
    kind: str
    title: str
    build: Callable[[str], Document]
    addressee: str = ""


SOURCES = (
    Source(
        folder="decisions", name="decision", kind="decision", title="Quyết định giao nhiệm vụ", build=decision.build
    ),
    Source(folder="changes", name="amendment", kind="amendment", title="Quyết định điều chỉnh", build=amendment.build),
    Source(folder="changes", name="recall", kind="recall", title="Quyết định thu hồi", build=recall.build),
    Source(folder="changes", name="correction", kind="correction", title="Công văn đính chính", build=correction.build),
    Source(
        folder="decisions",
        name="decision-collective",
        kind="decision",
        title="Quyết định giao nhiệm vụ cho tập thể",
        build=decision.build_collective,
        addressee="collective",
    ),
    Source(
        folder="decisions",
        name="decision-list",
        kind="decision",
        title="Quyết định giao nhiệm vụ cho nhiều người",
        build=decision.build_list,
        addressee="several",
    ),
    Source(
        folder="reports",
        name="self-assessment",
        kind="self_assessment",
        title="Bản tự đánh giá",
        build=self_assessment.build,
    ),
    Source(folder="reports", name="minutes", kind="minutes", title="Biên bản họp đánh giá", build=minutes.build),
    Source(folder="reports", name="notice", kind="result_notice", title="Thông báo kết quả", build=notice.build),
    Source(folder="reports", name="report", kind="report", title="Báo cáo tổng hợp", build=report.build),
    Source(folder="reports", name="handout", kind="handout", title="Tài liệu hội nghị", build=handout.build),
    Source(
        folder="reports",
        name="register-book",
        kind="register_book",
        title="Sổ đăng ký văn bản đi",
        build=register_book.build,
    ),
    Source(
        folder="reports",
        name="dossier-contents",
        kind="dossier_contents",
        title="Mục lục văn bản trong hồ sơ",
        build=dossier_contents.build,
    ),
    Source(
        folder="reports",
        name="handover-list",
        kind="handover_list",
        title="Mục lục hồ sơ nộp lưu",
        build=handover_list.build,
    ),
    Source(
        folder="reports",
        name="handover-minutes",
        kind="handover_minutes",
        title="Biên bản giao nhận hồ sơ, tài liệu",
        build=handover_minutes.build,
    ),
)
_REGIMES = {
    "party": ("Đảng", 'ruleset = "HD05"\nvalid_from = 2018-04-03  # HD36; HD05 keeps its layout\n'),
    "state": ("Nhà nước", 'ruleset = "ND30"\n'),
}


def built() -> Iterator[tuple[str, bytes]]:
    """Every file of the templates folder as (path inside it, content)."""
    for source in SOURCES:
        for regime in _REGIMES:
            name = f"{regime}-{source.name}"
            document = source.build(regime)
            yield f"{source.folder}/{name}.docx", to_bytes(document)
            yield f"{source.folder}/{name}.toml", manifest(source, regime, document).encode()


def manifest(source: Source, regime: str, document: Document) -> str:
    """The manifest of a template, with the fields its tags use."""
    label, rules = _REGIMES[regime]
    fields = "".join(f'  "{name}",\n' for name in sorted(fields_of(document)))
    addressee = f'addressee = "{source.addressee}"\n' if source.addressee else ""
    return (
        f'id = "{regime}-{source.name}"\ntitle = "{source.title} ({label})"\nkind = "{source.kind}"\n{addressee}'
        f'regime = "{regime}"\n{rules}fields = [\n{fields}]\n'
    )


def fields_of(document: Document) -> set[str]:
    """Names the tags of a document take from the context, without those a loop makes."""
    tags = [tag for text in part_texts(document) for tag in _TAG.findall(unescape(text))]
    made = {name for tag in tags for name in _LOOP.findall(tag)}
    return {name for tag in tags for name in _NAME.findall(tag)} - made - _WORDS
