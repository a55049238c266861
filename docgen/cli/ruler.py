"""`docgen check`: papers under the ruler."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import click

from docgen.cli.door import Door, day, guarded, json_option, look, pass_door, put_json
from docgen.messages import tr
from docgen.messages.showing import visible
from docgen.workflows.check_papers import (
    PLAIN,
    Finding,
    Mode,
    Refused,
    Report,
    RuleSeverity,
    Wanted,
    Written,
    check_files,
    desk,
    house_from,
    refuse_overlaps,
    write_beside,
)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--regime", type=click.Choice(["state", "party"]), help="Hệ thống văn bản; mặc định tự nhận ra.")
@click.option("--date", "on", type=click.DateTime(["%Y-%m-%d"]), help="Ngày của văn bản; mặc định tự nhận ra.")
@click.option(
    "--ruleset", type=click.Choice(["ND30", "HD36", "HD05"]), help="Ép một bộ quy tắc, kể cả cho ngày trước bộ đó."
)
@click.option(
    "--mode",
    type=click.Choice([mode.value for mode in Mode]),
    help="draft: dự thảo, số và ngày còn trống; issued: đã ban hành; mặc định tự nhận ra.",
)
@click.option(
    "--profile",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Tệp hồ sơ thể thức của cơ quan hoặc office.toml: địa danh, dấu thanh, chức danh ký, quy tắc riêng, mức độ.",
)
@click.option(
    "--html",
    is_flag=True,
    help="Ghi báo cáo .html: ảnh trang có đánh số từng chỗ sai; không có LibreOffice thì đánh dấu trong lời văn.",
)
@click.option("--annotate", is_flag=True, help="Ghi bản sao có nhận xét Word ở từng chỗ; tệp gốc giữ nguyên.")
@click.option(
    "--fix", is_flag=True, help="Ghi bản sao đã sửa những chỗ sửa được an toàn, kê từng thay đổi, rồi kiểm tra lại."
)
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Nơi ghi; mặc định cạnh tệp gốc.")
@json_option
@pass_door
@guarded
def check(
    door: Door,
    files: tuple[Path, ...],
    regime: str | None,
    on: dt.datetime | None,
    ruleset: str | None,
    mode: str | None,
    profile: Path | None,
    html: bool,
    annotate: bool,
    fix: bool,
    output: Path | None,
    as_json: bool,
) -> None:
    """Kiểm tra thể thức của tệp .docx hoặc .pdf bất kỳ."""
    writes = html or annotate or fix
    if writes:
        refuse_overlaps(files, output)
    house = house_from(profile) if profile else PLAIN
    wanted = Wanted(regime=regime, on=day(on), ruleset=ruleset, mode=Mode(mode) if mode else None, house=house)
    with desk() as helpers:
        reports = check_files(files, helpers, wanted)
        written = [
            Written()
            if isinstance(report, Refused)
            else write_beside(report, output, helpers, wanted, html=html, annotate=annotate, fix=fix)
            for report in reports
        ]
    if as_json:
        put_json([_row(*pair, tells=writes) for pair in zip(reports, written, strict=True)])
    for report, made in zip(reports, written, strict=True):
        _show(door, report, made)
    look(any(isinstance(report, Refused) or report.failures for report in reports))


def _row(report: Report | Refused, made: Written, *, tells: bool) -> dict[str, object]:
    if isinstance(report, Refused):
        return {"file": report.file, "refused": report.reason, "advice": report.advice}
    row = report.as_json()
    if tells:
        row["written"] = [str(path) for path in made.paths]
        row["changes"] = [change.as_row() for change in made.changes]
        row["left"] = None if made.after is None else len(made.after.failures)
    return row


def _show(door: Door, report: Report | Refused, made: Written) -> None:
    if isinstance(report, Refused):
        door.say(tr("{file}: không kiểm tra được. {reason} {advice}", **vars(report)))
        return
    door.say(f"{visible(report.file)}: {_judged_as(report)}")
    if report.failures:
        headings = (tr("Mức"), tr("Quy tắc"), tr("Nơi"), tr("Nói rõ và căn cứ"))
        door.table(headings, _rows(report.failures))
    door.say(
        tr(
            "  {failed} chỗ chưa đúng; {passed} quy tắc đạt; {skipped} quy tắc chưa đánh giá.",
            failed=len(report.failures),
            passed=report.counts["pass"],
            skipped=report.counts["not_evaluated"],
        )
    )
    for reason, rules in _unjudged(report).items():
        door.say(tr("  chưa đánh giá {rules}: {reason}", rules=", ".join(rules), reason=reason))
    for change in made.changes:
        told = {"what": change.what, "value": change.value, "rule": change.rule, "place": change.place}
        door.say(tr("  đã sửa {what} = {value}: {rule} {place}", **told))
    for path in made.paths:
        door.say(tr("  đã ghi {file}", file=path))
    if made.after is not None:
        door.say(tr("  bản đã sửa còn {left} chỗ chưa đúng", left=len(made.after.failures)))


def _judged_as(report: Report) -> str:
    """By which rules: "Văn bản hành chính, ND30, dự thảo"; what is not known is left out."""
    regime = {"state": tr("văn bản hành chính"), "party": tr("văn bản của Đảng")}.get(report.regime, "")
    mode = tr("dự thảo") if report.mode is Mode.DRAFT else tr("đã ban hành")
    return ", ".join(each for each in (regime, report.ruleset, mode) if each)


def _rows(failures: Sequence[Finding]) -> list[tuple[str, str, str, str]]:
    """One row for what is the same in several places: a font wrong throughout is one thing to mend."""
    alike: dict[tuple[str, str], list[Finding]] = {}
    for finding in failures:
        alike.setdefault((finding.rule, finding.message), []).append(finding)
    return [_cells(found[0], len(found) - 1) for found in alike.values()]


def _cells(finding: Finding, more: int) -> tuple[str, str, str, str]:
    marks = {RuleSeverity.ERROR: tr("lỗi"), RuleSeverity.WARNING: tr("cần xem"), RuleSeverity.INFO: tr("gợi ý")}
    said = f"{finding.message} ({finding.cite})"
    place = tr("{place} và {more} chỗ khác", place=finding.place, more=more) if more else finding.place
    return marks[finding.severity], finding.rule, visible(place), visible(said)


def _unjudged(report: Report) -> dict[str, list[str]]:
    """The rules that were not evaluated, by their reason."""
    found: dict[str, list[str]] = {}
    for finding in report.not_evaluated:
        found.setdefault(finding.message, []).append(finding.rule)
    return found
