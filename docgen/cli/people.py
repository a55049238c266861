"""`docgen people`: who holds which posts."""

from __future__ import annotations

import datetime as dt

import click

from docgen.cli.bodies import DAY
from docgen.cli.door import Door, day, guarded, json_option, pass_door, put_json
from docgen.messages import tr
from docgen.workflows import keep_people as errand
from registry.store.views import PostView


@click.group()
def people() -> None:
    """Cán bộ: các chức vụ theo thời gian, điều động."""


@people.command("list")
@click.argument("query", default="")
@click.option(
    "--order",
    type=click.Choice(["name", "rank"]),
    default="name",
    show_default=True,
    help="Xếp theo tên, hay theo cấp ủy viên.",
)
@json_option
@pass_door
@guarded
def list_(door: Door, query: str, order: str, as_json: bool) -> None:
    """Cán bộ và các chức vụ đang giữ; CHỮ là một phần tên, chức vụ, đơn vị hoặc mã."""
    found = errand.list_people(door.office(), query, by_rank=order == "rank")
    if as_json:
        put_json([person.as_row() for person in found])
        return
    rows = [(each.code, each.name, each.rank, "; ".join(_post(post) for post in each.held)) for each in found]
    door.table((tr("Mã"), tr("Họ và tên"), tr("Cấp ủy viên"), tr("Chức vụ")), rows)


def _post(post: PostView) -> str:
    return f"{post.title} ({post.unit})" if post.title else post.unit


@people.command()
@click.argument("code")
@click.option("--on", "on", type=DAY, help="Xem như vào ngày này; không nêu là hôm nay.")
@json_option
@pass_door
@guarded
def show(door: Door, code: str, on: dt.datetime | None, as_json: bool) -> None:
    """Một cán bộ: mọi chức vụ trước nay, xếp loại các năm trước."""
    person = errand.show_person(door.office(), code, on=day(on))
    if as_json:
        put_json(person.as_row())
        return
    door.say(f"{person.code}  {person.name}  {person.rank}".rstrip())
    for post in person.posts:
        first, last = post.period.valid_from, post.period.valid_to
        dates = f"{f'{first:%d/%m/%Y}' if first else '…'} – {f'{last:%d/%m/%Y}' if last else '…'}"
        door.say(f"  {'●' if post.is_held else '○'} {_post(post)}  {dates}")
    for year, grade in person.grades:
        door.say(f"  {year}: {grade.label}")


@people.command()
@click.argument("code")
@click.option("--post", "title", required=True, help="Chức vụ mới, như in sau họ tên.")
@click.option("--unit", required=True, help="Tên hoặc mã cơ quan, đơn vị mới.")
@click.option("--from", "since", type=DAY, required=True, help="Ngày đầu giữ chức vụ mới.")
@click.option("--leaving", default="", help="Chức vụ thôi giữ, khi đang giữ nhiều chức vụ.")
@click.option("--basis", default="", help="Quyết định làm căn cứ, được ghi vào nhật ký.")
@pass_door
@guarded
def move(door: Door, code: str, title: str, unit: str, since: dt.datetime, leaving: str, basis: str) -> None:
    """Điều động: chức vụ cũ kết thúc hôm trước, chức vụ mới bắt đầu; cả hai được giữ."""
    left = errand.move(door.office(), code, title=title, unit=unit, since=since.date(), leaving=leaving, basis=basis)
    if left:
        door.say(tr("{code} thôi giữ chức vụ “{left}”.", code=code, left=left))
    door.say(tr("{code} giữ chức vụ “{title}” từ {day}.", code=code, title=title, day=f"{since:%d/%m/%Y}"))
