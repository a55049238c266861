"""`docgen signatures`: digital signatures of PDF files, and what the office trusts."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.cli.door import Door, guarded, json_option, look, pass_door, put_json
from docgen.messages import tr
from docgen.messages.showing import visible
from docgen.workflows.check_signatures import check_file, recheck, trusted
from registry.labels import SignatureState

GOOD = frozenset({SignatureState.VALID})


@click.group()
def signatures() -> None:
    """Chữ ký số: xem một tệp, xem những gì được tin, kiểm tra lại các tệp đã nhận."""


@signatures.command()
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--document", help="Mã văn bản: xét như bản ký của văn bản ấy.")
@json_option
@pass_door
@guarded
def check(door: Door, path: Path, document: str | None, as_json: bool) -> None:
    """Ai đã ký một tệp, có gì đổi sau khi ký; không lưu gì. Chưa hợp lệ thì kết thúc với mã 1."""
    verdict = check_file(door.office(), path, document)
    if as_json:
        put_json(verdict.as_row())
    door.say(f"{path.name}: {verdict.state.value} – {verdict.state.label}")
    for each in verdict.signatures:
        who = ", ".join(part for part in (each.signer, each.post, each.organisation) if part)
        door.say(f"  {each.field}: {each.state.label} – {who}")
        door.say(tr("    chứng thư: {print}", print=each.certificate))
        times = [part for part in (each.stamped_at or each.claimed_at, each.revocation, each.changes) if part]
        door.say(f"    {'; '.join(times)}")
    for reason in verdict.reasons:
        door.say(f"  {reason}")
    look(verdict.state not in GOOD)


@signatures.command(name="trusted")
@json_option
@pass_door
@guarded
def show_trusted(door: Door, as_json: bool) -> None:
    """Chứng thư và danh sách thu hồi trong thư mục tin cậy, dấu vân của từng tệp, mục nào bị bỏ qua và vì sao."""
    trust = trusted(door.office())
    if as_json:
        put_json(
            {
                "roots": len(trust.signer_roots),
                "timestamp_roots": len(trust.stamp_roots),
                "revocations": len(trust.revocations),
                "signers": dict(trust.known or {}),
                "files": [{"file": file.name, "sha256": file.sha256} for file in trust.files],
                "problems": [problem.as_row() for problem in trust.problems],
            }
        )
    for file in trust.files:
        door.say(f"{file.name}  {file.sha256}")
    door.say(
        tr(
            "Tin {roots} gốc cho chữ ký, {stamps} gốc cho dấu thời gian; {lists} danh sách thu hồi, "
            "{people} chứng thư đã ghi tên.",
            roots=len(trust.signer_roots),
            stamps=len(trust.stamp_roots),
            lists=len(trust.revocations),
            people=len(trust.known or {}),
        )
    )
    door.problems(trust.problems)
    look(bool(trust.problems))


@signatures.command(name="recheck")
@json_option
@pass_door
@guarded
def check_again(door: Door, as_json: bool) -> None:
    """Kiểm tra lại chữ ký của mọi tệp đã nhận; kết quả khác thì ghi thêm, kết quả cũ vẫn giữ."""
    found = recheck(door.office())
    if as_json:
        put_json([each.as_row() for each in found])
    for each in found:
        if each.is_new:
            door.say(f"{each.sha256[:12]}  {visible(each.file)}: {each.before.label} → {each.now.label}")
            for reason in each.reasons:
                door.say(f"    {reason}")
    new = sum(each.is_new for each in found)
    door.say(tr("Đã kiểm tra lại {count} tệp có chữ ký số, {new} tệp có kết quả mới.", count=len(found), new=new))
    look(any(each.needs_person for each in found))
