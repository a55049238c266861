"""`docgen templates`: which templates there are, whether one is whole, and taking one to change it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from docgen.cli.door import Door, guarded, json_option, look, pass_door, put_json
from docgen.messages import tr
from docgen.workflows.keep_templates import (
    Listed,
    Version,
    add_template,
    annotate,
    check_one,
    copy_template,
    list_templates,
    preview,
)


@click.group()
def templates() -> None:
    """Mẫu văn bản: liệt kê, kiểm tra, chép về để sửa."""


@templates.command("list")
@json_option
@pass_door
@guarded
def list_(door: Door, as_json: bool) -> None:
    """Các mẫu đang có: mẫu riêng của cơ quan trước, mẫu có sẵn sau."""
    rows = list_templates(door.office())
    if as_json:
        put_json([_row(listed) for listed in rows])
        return
    door.table(
        (tr("Mã"), tr("Tên"), tr("Loại"), tr("Hiệu lực"), tr("Phiên bản"), tr("Tệp")),
        [
            (
                listed.manifest.id,
                listed.manifest.title,
                listed.manifest.kind,
                _span(listed.manifest.valid_from, listed.manifest.valid_to),
                "\n".join(map(_told, listed.versions)),
                str(listed.path),
            )
            for listed in rows
        ],
    )


def _row(listed: Listed) -> dict[str, object]:
    manifest = listed.manifest
    return {
        "id": manifest.id,
        "title": manifest.title,
        "kind": manifest.kind,
        "regime": manifest.regime,
        "valid_from": _iso(manifest.valid_from),
        "valid_to": _iso(manifest.valid_to),
        "path": str(listed.path),
        "versions": [
            {
                "digest": version.digest,
                "papers": version.papers,
                "first": _iso(version.first),
                "last": _iso(version.last),
                "current": version.is_current,
            }
            for version in listed.versions
        ],
    }


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day else None


def _span(first: dt.date | None, last: dt.date | None) -> str:
    """Two days in words; empty when neither is set."""
    if first and last:
        return tr("{first} – {last}", first=f"{first:%d/%m/%Y}", last=f"{last:%d/%m/%Y}")
    if first:
        return tr("từ {day}", day=f"{first:%d/%m/%Y}")
    return tr("đến {day}", day=f"{last:%d/%m/%Y}") if last else ""


def _told(version: Version) -> str:
    """A version on one line: its short digest, the days of its papers and how many."""
    said = version.digest[:8]
    if version.papers:
        days = _span(version.first, version.last if version.last != version.first else None)
        said += f" {days}: {tr('{count} văn bản', count=version.papers)}"
    return f"{said} {tr('(đang dùng)')}" if version.is_current else said


@templates.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--annotate", "copy", type=click.Path(path_type=Path), help="Ghi thêm một bản có ghi chú Word ở chỗ sai.")
@click.option(
    "--preview",
    "target",
    type=click.Path(path_type=Path),
    help="Ghi thêm một bản điền thử.",
)
@json_option
@pass_door
@guarded
def check(door: Door, file: Path, copy: Path | None, target: Path | None, as_json: bool) -> None:
    """Kiểm tra một mẫu: thẻ chưa đóng, trường lạ, thiếu bản kê, thể thức của một văn bản điền thử."""
    checked = check_one(file)
    problems = checked.problems
    if checked.fields:
        door.say(tr("Trường được dùng: {fields}.", fields=", ".join(checked.fields)))
    if copy is not None:
        is_written = annotate(file, copy)
        if is_written:
            door.say(tr("Bản có ghi chú: {path}", path=copy))
        else:
            door.say(tr("Tệp không mở được nên không có bản ghi chú: {path}", path=copy))
    if target is not None and not any(problem.is_error for problem in problems):
        tried = preview(door.office(), file, target)
        problems = (*checked.faults, *tried.problems)
        door.say(tr("Bản điền thử: {path}", path=target))
        if tried.is_fictitious:
            door.say(tr("Sổ chưa có văn bản loại này: bản ấy điền dữ liệu hư cấu, không phải người, việc có thật."))
    elif target is not None:
        door.say(tr("Sửa các lỗi dưới đây rồi mới điền thử được."))
    if as_json:
        put_json([problem.as_row() for problem in problems])
    door.problems(problems)
    door.say(tr("{count} vấn đề.", count=len(problems)) if problems else tr("Mẫu dùng được."))
    look(any(problem.is_error for problem in problems))


@templates.command()
@click.argument("wanted", metavar="MÃ_MẪU")
@json_option
@pass_door
@guarded
def copy(door: Door, wanted: str, as_json: bool) -> None:
    """Chép một mẫu có sẵn vào thư mục templates của cơ quan để sửa bằng Word; từ đó mẫu này được dùng trước."""
    path, problems = copy_template(door.office(), wanted)
    if as_json:
        put_json({"path": str(path), "problems": [problem.as_row() for problem in problems]})
    door.problems(problems)
    door.say(tr("Đã chép: {path}. Sửa bằng Word rồi chạy “docgen templates check”.", path=path))
    look(any(problem.is_error for problem in problems))


@templates.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--like", "wanted", required=True, metavar="MÃ_MẪU", help="Thay cho mẫu có sẵn nào.")
@json_option
@pass_door
@guarded
def add(door: Door, file: Path, wanted: str, as_json: bool) -> None:
    """Nhận một tệp Word làm mẫu của cơ quan; tệp có lỗi thì không nhận, mẫu cũ vẫn giữ cho văn bản đã lập."""
    path, problems = add_template(door.office(), file, wanted)
    if as_json:
        put_json({"path": str(path) if path else None, "problems": [problem.as_row() for problem in problems]})
    door.problems(problems)
    door.say(tr("Đã nhận mẫu: {path}.", path=path) if path else tr("Chưa nhận mẫu: sửa các lỗi trên rồi làm lại."))
    look(path is None)
