"""`docgen search`: one question over the whole office."""

from __future__ import annotations

import click

from docgen.cli.door import Door, guarded, json_option, pass_door, put_json
from docgen.cli.tasks import task_row
from docgen.messages import tr
from docgen.workflows.search_registry import search_registry


@click.command()
@click.argument("text")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Mỗi loại nhiều nhất bao nhiêu.")
@json_option
@pass_door
@guarded
def search(door: Door, text: str, limit: int, as_json: bool) -> None:
    """Tìm người, cơ quan (kể cả tên cũ, tên mới), việc, văn bản; có dấu hay không dấu đều được."""
    found = search_registry(door.office(), text, limit=limit)
    if as_json:
        put_json(
            {
                "people": [person.as_row() for person in found.people],
                "bodies": [hit.as_row() for hit in found.bodies],
                "tasks": [task_row(record) for record in found.tasks],
                "papers": [paper.as_row() for paper in found.papers],
            }
        )
        return
    for person in found.people:
        held = "; ".join(post.title or post.unit for post in person.held)
        door.say(tr("người  {code}  {name}  {posts}", code=person.code, name=person.name, posts=held))
    for hit in found.bodies:
        kin = "" if hit.is_named else tr(" (cơ quan trước hoặc sau)")
        door.say(tr("cơ quan  {code}  {name}{kin}", code=hit.body.code, name=hit.body.name, kin=kin))
    for record in found.tasks:
        line = record.line
        door.say(tr("việc  {code}  {name}: {title}", code=line.code, name=record.official.name, title=line.title))
    for paper in found.papers:
        number = paper.number_text or paper.code
        door.say(tr("văn bản  {number}  {abstract}", number=number, abstract=paper.abstract))
    if not (found.people or found.bodies or found.tasks or found.papers):
        door.say(tr("Không tìm thấy gì."))
