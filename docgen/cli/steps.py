"""The steps every signed paper goes through, as commands that several nouns share.

`attach` adds list, signed, number and issue to a group; which kinds of paper it speaks of is given.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import click

from docgen.cli.door import Door, day, guarded, json_option, on_option, pass_door, put_json, reason_option
from docgen.messages import tr
from docgen.workflows import correct_papers, register_papers
from docgen.workflows.register_papers import Registered
from registry.labels import DocumentKind, Scope
from registry.store.values import DocumentRecord

Option = Callable[[Callable[..., None]], Callable[..., None]]


def show_papers(door: Door, records: Sequence[DocumentRecord]) -> None:
    """Papers as a table."""
    rows = [
        (
            record.code,
            record.kind.label,
            _addressee(record),
            record.number_text or "",
            f"{record.dated:%d/%m/%Y}" if record.dated else "",
            record.pages or "",
            record.standing,
        )
        for record in records
    ]
    headings = tr("Mã"), tr("Loại"), tr("Người"), tr("Số"), tr("Ngày"), tr("Trang"), tr("Trạng thái")
    door.table(headings, rows)


def _addressee(record: DocumentRecord) -> str:
    """Whom the paper is for: a person, a collective, a body, or everybody."""
    if record.official:
        return record.official.name
    return record.scope.label if record.scope is Scope.ALL else record.unit


def attach(group: click.Group, kinds: Mapping[str, DocumentKind]) -> None:
    """Add the shared steps to `group`; with several kinds each command asks for one by --what."""
    names = list(kinds)
    what = click.option(
        "--what",
        type=click.Choice(names),
        default=names[0],
        show_default=True,
        help="Loại văn bản.",
        hidden=len(names) == 1,
    )
    attach_list(group, kinds)
    _attach_signed(group, kinds, what)
    _attach_number(group, kinds, what)
    for verb, step in STEPS.items():
        _attach_step(group, kinds, what, verb, step)


@dataclass(frozen=True, kw_only=True)
class Step:
    """A step of the legal order: its help text, the errand that does it, and how its result is told."""

    help: str
    errand: Callable[..., Registered]
    told: Callable[[], str]


STEPS = {
    "issue": Step(
        help="Ban hành: nhiệm vụ có hiệu lực, bản phát hành lên kho.",
        errand=register_papers.issue_papers,
        told=lambda: tr("đã ban hành"),
    ),
}


def attach_list(group: click.Group, kinds: Mapping[str, DocumentKind]) -> None:
    """Add a list of papers of the given kinds, with their people and states, to `group`."""

    @group.command("list", help="Liệt kê văn bản và bước đang đứng.")
    @click.option("--state", default="", help="Chỉ một trạng thái, ví dụ printed.")
    @json_option
    @pass_door
    @guarded
    def list_(door: Door, state: str, as_json: bool) -> None:
        records = register_papers.list_papers(door.office(), set(kinds.values()), state)
        if as_json:
            put_json([record.as_row() for record in records])
        else:
            show_papers(door, records)


def _attach_signed(group: click.Group, kinds: Mapping[str, DocumentKind], what_option: Option) -> None:
    @group.command("signed", help="Ghi nhận ai đã ký, ngày nào.")
    @click.argument("codes", nargs=-1)
    @on_option
    @click.option("--by", default="", help="Người ký, nếu khác người ghi trên văn bản.")
    @what_option
    @json_option
    @pass_door
    @guarded
    def signed(door: Door, codes: tuple[str, ...], on: dt.datetime | None, by: str, what: str, as_json: bool) -> None:
        done = register_papers.record_signatures(door.office(), kinds[what], on=day(on), by=by, codes=codes)
        _report(door, done, tr("đã ghi nhận ký"), as_json)


def _attach_number(group: click.Group, kinds: Mapping[str, DocumentKind], what_option: Option) -> None:
    @group.command("number", help="Cấp số và ngày sau khi ký, theo thứ tự trình ký.")
    @click.argument("codes", nargs=-1)
    @on_option
    @click.option("--number-first", is_flag=True, help="Cấp số cho dự thảo, trước khi in trình ký.")
    @click.option("--reserved", type=click.IntRange(min=1), help="Dùng số đang giữ này cho văn bản nêu mã.")
    @click.option("--copies", type=click.IntRange(min=1), help="Số lượng bản, ghi vào sổ.")
    @click.option("--dossier", default="", help="Mã hồ sơ của các văn bản này.")
    @click.option("--reason", default="", help="Lý do vào sổ muộn, khi năm của sổ đã hết.")
    @what_option
    @json_option
    @pass_door
    @guarded
    def number(
        door: Door,
        codes: tuple[str, ...],
        on: dt.datetime | None,
        number_first: bool,
        reserved: int | None,
        copies: int | None,
        dossier: str,
        reason: str,
        what: str,
        as_json: bool,
    ) -> None:
        done = register_papers.give_numbers(
            door.office(),
            kinds[what],
            on=day(on),
            codes=codes,
            number_first=number_first,
            reserved=reserved,
            copies=copies,
            dossier=dossier,
            late_reason=reason,
        )
        _report(door, done, tr("đã cấp số"), as_json)


def _attach_step(
    group: click.Group, kinds: Mapping[str, DocumentKind], what_option: Option, verb: str, step: Step
) -> None:
    @group.command(verb, help=step.help)
    @click.argument("codes", nargs=-1)
    @on_option
    @what_option
    @json_option
    @pass_door
    @guarded
    def take(door: Door, codes: tuple[str, ...], on: dt.datetime | None, what: str, as_json: bool) -> None:
        done = step.errand(door.office(), kinds[what], on=day(on), codes=codes)
        _report(door, done, step.told(), as_json)


@dataclass(frozen=True, kw_only=True)
class Correction:
    """A way back from a mistake: its help text and the errand that does it."""

    help: str
    errand: Callable[..., DocumentRecord]


CORRECTIONS = {
    "withdraw": Correction(help="Rút một văn bản chưa có số.", errand=correct_papers.withdraw_paper),
    "void": Correction(
        help="Hủy số của một văn bản chưa ban hành; số không dùng lại.", errand=correct_papers.void_paper
    ),
    "replace": Correction(
        help="Thay thế văn bản đã ban hành bằng văn bản mới cùng loại; văn bản cũ còn hiệu lực đến khi đó.",
        errand=correct_papers.replace_paper,
    ),
    "keep": Correction(help="Thôi thay thế: văn bản cũ giữ nguyên hiệu lực.", errand=correct_papers.keep_paper),
    "recall": Correction(
        help="Thu hồi một phiếu đã gửi hoặc đã nhận; những gì phiếu đó chứng minh không còn giá trị.",
        errand=correct_papers.recall_paper,
    ),
}


def attach_corrections(group: click.Group, verbs: Sequence[str] = ("withdraw", "void", "replace", "keep")) -> None:
    """Add the ways back from a mistake to `group`; those that need a paper are in `setting_right`."""
    for verb in verbs:
        _attach_correction(group, verb, CORRECTIONS[verb])


def _attach_correction(group: click.Group, verb: str, correction: Correction) -> None:
    @group.command(verb, help=correction.help)
    @click.argument("code")
    @reason_option
    @pass_door
    @guarded
    def correct(door: Door, code: str, reason: str) -> None:
        show_papers(door, [correction.errand(door.office(), code, reason=reason)])


def _report(door: Door, done: Registered, verb: str, as_json: bool) -> None:
    if as_json:
        put_json({"done": [record.as_row() for record in done.done], "already": done.already})
    door.say(
        tr("{count} văn bản {verb}; {already} đã xong từ trước.", count=len(done.done), verb=verb, already=done.already)
    )
    numbered = [record.number_text for record in done.done if record.number_text]
    if numbered:
        first, last = numbered[0], numbered[-1]
        door.say(
            tr("Số {first}.", first=first)
            if first == last
            else tr("Từ số {first} đến số {last}.", first=first, last=last)
        )
