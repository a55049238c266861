"""The decision of `bench.decision` written in the tags of other engines, and its data as they take it.

Knows that they have no dotted names and no loop counter, and that Word's merge has no conditions: its paragraph about
the supervisor always stands.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

_BODY = "word/document.xml"
_ROW = re.compile(r"<w:tr .*?</w:tr>", re.DOTALL)
_PARAGRAPH = re.compile(r"<w:p .*?</w:p>", re.DOTALL)
_RUN = re.compile(r'(<w:r [^>]*><w:rPr>.*?</w:rPr>)<w:t xml:space="preserve">([^<]*)</w:t></w:r>', re.DOTALL)
_CUT = re.compile(r"\{\{ assi(.*?)gnee\.na(.*?)me \}\}", re.DOTALL)
_TAG = re.compile(r"\{\{ ([a-z_.]+) \}\}")


def braces(template: bytes) -> bytes:
    """Tags in single braces, a loop from the first cell of a row to its last, a condition in its own paragraphs."""
    return _rewritten(template, _in_braces)


def merge_fields(template: bytes) -> bytes:
    """Word's own merge fields; the row repeats by the name of its first field."""
    return _rewritten(template, _in_fields)


def flat(context: Mapping[str, object]) -> dict[str, object]:
    """The data without dotted names, rows numbered, the condition as a truth value."""
    found: dict[str, object] = {}
    for name, value in context.items():
        if isinstance(value, Mapping):
            found |= {f"{name}_{key}": inner for key, inner in value.items()}
        else:
            found[name] = value
    rows = context["tasks"]
    assert isinstance(rows, list)
    found["tasks"] = [{f"task_{key}": inner for key, inner in row.items()} | {"nr": n} for n, row in enumerate(rows, 1)]
    found["watched"] = bool(context["supervisor"])
    return found


def _in_braces(body: str) -> str:
    body = _CUT.sub(r"{assi\1gnee_na\2me}", _one_row(body), count=1)
    body = body.replace("{%p if supervisor %}", "{#watched}").replace("{%p endif %}", "{/watched}")
    body = body.replace("{{ loop.index }}", "{#tasks}{nr}").replace("{{ task.note }}", "{task_note}{/tasks}")
    return _TAG.sub(lambda tag: "{" + tag[1].replace(".", "_") + "}", body)


def _in_fields(body: str) -> str:
    body = _CUT.sub(r"{{ assignee.name }}\1\2", _one_row(body), count=1).replace("loop.index", "nr")
    kept = [p for p in _PARAGRAPH.findall(body) if "{%p" in p]
    for paragraph in kept:
        body = body.replace(paragraph, "")
    return _RUN.sub(_fields_of, body)


def _fields_of(run: re.Match[str]) -> str:
    """A run with each tag as a field of its own and the words between them as runs."""
    pieces = _TAG.split(run[2])
    made = []
    for place, text in enumerate(pieces):
        shown = f'{run[1]}<w:t xml:space="preserve">{text}</w:t></w:r>'
        if place % 2:
            name = text.replace(".", "_")
            shown = f'<w:fldSimple w:instr=" MERGEFIELD {name} ">{run[1]}<w:t>«{name}»</w:t></w:r></w:fldSimple>'
        made.append(shown if text else "")
    return "".join(made)


def _one_row(body: str) -> str:
    """The table with its row of tags, without the two rows that say where it repeats."""
    for row in _ROW.findall(body):
        if "{%tr" in row:
            body = body.replace(row, "")
    return body


def _rewritten(template: bytes, change: Callable[[str], str]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, change(data.decode()).encode() if name == _BODY else data)
    return made.getvalue()
