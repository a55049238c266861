"""What went wrong in a template, said so that a clerk finds the place.

Knows how Jinja fails and where its line numbers lead; changes nothing. A failed part is rendered once more from a
source with one paragraph per line: slow, but only on the way to a message.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping

import jinja2
from jinja2.exceptions import SecurityError, TemplateSyntaxError

from docgen.errors import TemplateError
from docgen.messages import tr
from docgen.templating.budget import OutputTooLong, TooBig, TookTooLong
from docgen.templating.plain import Finding, Misfit, illegal_character
from docgen.templating.preprocess import PartKind, PartSource
from docgen.templating.sandbox import SafeEnvironment, UndefinedField, collect
from docgen.templating.tags import TagSlip, one_paragraph_per_line, visible_line

RENDER_ERRORS = (
    jinja2.TemplateError,
    ArithmeticError,
    LookupError,
    TypeError,
    ValueError,
    AttributeError,
    AssertionError,  # what some filters of Jinja say of their arguments
    RuntimeError,
)


def part_label(source: PartSource) -> str:
    """The part as a clerk calls it, with its name in the file."""
    labels = {
        PartKind.BODY: tr("thân văn bản"),
        PartKind.STORY: tr("đầu trang, chân trang"),
        PartKind.NOTES: tr("chú thích"),
        PartKind.PROPERTIES: tr("thuộc tính tệp"),
    }
    return f"{labels[source.kind]} ({source.member})"


def syntax_error(
    error: TemplateSyntaxError, source: PartSource, environment: SafeEnvironment, name: str
) -> TemplateError:
    """The TemplateError for a part that Jinja cannot parse."""
    lined = one_paragraph_per_line(source.source)
    try:
        environment.from_string(lined)
    except TemplateSyntaxError as again:
        error = again
    why = tr("thẻ sai cú pháp ({detail})", detail=error.message)
    return _error(name, part_label(source), visible_line(lined, error.lineno), why, tr("Sửa thẻ đó trong mẫu."))


def tangled_error(name: str) -> TemplateError:
    """The TemplateError for tags that nest too deep, or numbers too long, to be compiled at all."""
    return TemplateError(
        tr("Mẫu {name}: thẻ lồng nhau quá sâu hoặc có số quá dài.", name=name),
        advice=tr("Viết thẻ đơn giản hơn."),
    )


def slip_error(slip: TagSlip, label: str, name: str) -> TemplateError:
    """The TemplateError for a tag that does not close in its paragraph."""
    why = tr("thẻ mở bằng {delimiter} mà không đóng trong cùng đoạn", delimiter=slip.delimiter)
    return _error(name, label, slip.text, why, tr("Đóng thẻ trong chính đoạn văn đó."))


def malformed_error(source: PartSource, detail: str, name: str) -> TemplateError:
    """The TemplateError for conditions or loops that would leave the page torn."""
    why = tr("điều kiện hoặc vòng lặp cắt ngang bố cục ({detail})", detail=detail)
    advice = tr("Đặt thẻ mở và thẻ đóng cùng cấp: cùng trong đoạn, cùng giữa các đoạn ({%p) hoặc giữa các hàng ({%tr).")
    return _error(name, part_label(source), "", why, advice)


def misplaced_break_error(source: PartSource, name: str) -> TemplateError:
    """The TemplateError for a new paragraph or page (bell, form feed) in a value where there is no paragraph."""
    why = tr("giá trị có dấu sang đoạn hoặc sang trang ở chỗ không sang được")
    return _error(name, part_label(source), "", why, tr("Bỏ ký tự U+0007 và U+000C khỏi dữ liệu."))


def value_error(finding: Finding, name: str) -> TemplateError:
    """The TemplateError for a value that may not enter a document."""
    if finding.misfit is Misfit.ILLEGAL_CHARACTER:
        why = tr("có ký tự không ghi được vào văn bản ({code})", code=illegal_character(str(finding.value)))
    elif finding.misfit is Misfit.TOO_DEEP:
        why = tr("lồng nhau quá sâu")
    else:
        why = tr("không phải dữ liệu thuần ({kind})", kind=type(finding.value).__name__)
    return TemplateError(
        tr("Mẫu {name}: trường “{field}” {why}.", name=name, field=finding.path, why=why),
        advice=tr("Sửa giá trị của trường “{field}” rồi làm lại.", field=finding.path),
    )


def render_error(
    error: Exception, source: PartSource, environment: SafeEnvironment, context: Mapping[str, object], name: str
) -> TemplateError:
    """The TemplateError for a part that failed with `error` while rendering `context`."""
    lined = one_paragraph_per_line(source.source)
    is_everywhere = isinstance(error, OutputTooLong)  # rendering all of it again would find no place
    line = 0 if is_everywhere else _failing_line(environment.from_string(lined), context)
    text = visible_line(lined, line)
    if isinstance(error, UndefinedField):
        return _undefined(error, source, context, text, name)
    return _error(name, part_label(source), text, _why(error), tr("Sửa thẻ đó trong mẫu."))


def _why(error: Exception) -> str:
    if isinstance(error, TookTooLong):
        return tr("mẫu chạy quá lâu")
    if isinstance(error, TooBig):
        return tr("thẻ tạo ra kết quả quá lớn")
    if isinstance(error, SecurityError):
        return tr("thẻ làm việc không được phép ({detail})", detail=str(error))
    return tr("thẻ không tính được ({detail})", detail=str(error))


def _undefined(
    error: UndefinedField, source: PartSource, context: Mapping[str, object], text: str, name: str
) -> TemplateError:
    owner = context if error.owner is None else error.owner
    known = [str(key) for key in owner] if isinstance(owner, Mapping) else []
    field = error.field if error.owner is None else _full_name(error.field, text)
    near = nearest(error.field, known)
    hint = tr("Có phải là “{near}”?", near=near) if near else tr("Thêm dữ liệu cho trường này hoặc sửa mẫu.")
    return _error(name, part_label(source), text, tr("không có trường “{field}”", field=field), hint)


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like `name`; empty when none is near."""
    return next(iter(difflib.get_close_matches(name, list(known), n=1)), "")


def _full_name(field: str, text: str) -> str:
    found = re.search(rf"[\w.]+\.{re.escape(field)}\b", text)
    return found.group() if found else field


def _failing_line(template: jinja2.Template, context: Mapping[str, object]) -> int:
    """The line of `template` at which rendering fails; 0 when it cannot be told."""
    line = 0
    try:
        # not Template.render, which hides the frames we look for
        collect(template.root_render_func(template.new_context(dict(context))), {})
    except RENDER_ERRORS as again:
        traceback = again.__traceback__
        while traceback is not None:
            if traceback.tb_frame.f_globals.get("__jinja_template__") is template:
                line = template.get_corresponding_lineno(traceback.tb_lineno)
            traceback = traceback.tb_next
    return line


def _error(name: str, label: str, text: str, why: str, advice: str) -> TemplateError:
    place = tr("{label}, đoạn “{text}”", label=label, text=text) if text else label
    return TemplateError(tr("Mẫu {name}, {place}: {why}.", name=name, place=place, why=why), advice=advice)
