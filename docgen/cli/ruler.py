"""`docgen check`: papers under the ruler."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from docgen.cli.door import Door, day, guarded, json_option, look, pass_door, put_json
from docgen.messages import tr
from docgen.workflows.check_papers import check_files


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--regime", type=click.Choice(["state", "party"]), help="Hệ thống văn bản; mặc định tự nhận ra.")
@click.option("--date", "on", type=click.DateTime(["%Y-%m-%d"]), help="Ngày của văn bản; mặc định tự nhận ra.")
@click.option(
    "--ruleset", type=click.Choice(["ND30", "HD36", "HD05"]), help="Ép một bộ quy tắc, kể cả cho ngày trước bộ đó."
)
@click.option(
    "--profile",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Tệp hồ sơ thể thức của cơ quan: địa danh, cách đặt dấu thanh, chức danh ký, quy tắc riêng, mức độ.",
)
@json_option
@pass_door
@guarded
def check(
    door: Door,
    files: tuple[Path, ...],
    regime: str | None,
    on: dt.datetime | None,
    ruleset: str | None,
    profile: Path | None,
    as_json: bool,
) -> None:
    """Kiểm tra thể thức của tệp .docx bất kỳ."""
    reports = check_files(files, regime=regime, on=day(on), ruleset=ruleset, profile=profile)
    if as_json:
        put_json(
            [
                {"file": r.file, "regime": r.regime, "ruleset": r.ruleset, "findings": [f.as_row() for f in r.findings]}
                for r in reports
            ]
        )
    for report in reports:
        door.say(f"{report.file}: {report.regime} {report.ruleset}")
        for finding in report.failures:
            door.say(f"  [{finding.severity}] {finding.rule} {finding.place}: {finding.message} ({finding.cite})")
        door.say(
            tr(
                "  {failed} chỗ chưa đúng; {passed} quy tắc đạt; {skipped} quy tắc chưa đánh giá.",
                failed=len(report.failures),
                passed=sum(f.verdict == "pass" for f in report.findings),
                skipped=sum(f.verdict == "not_evaluated" for f in report.findings),
            )
        )
    look(any(report.failures for report in reports))
