"""`docgen stats`: every figure as JSON for programs, the main ones as tables for people."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable
from decimal import Decimal

import click

from docgen.cli.door import Door, day, guarded, json_option, pass_door, put_json
from docgen.messages import tr
from docgen.workflows.count_figures import count_figures, figures_as_json
from registry.labels import BodyView, Origin
from registry.rules.statistics_groups import GroupCounts, TaskCounts
from registry.rules.statistics_measures import ThemeTotal, rate
from registry.rules.statistics_whole import HorizonFigures, Statistics
from registry.vietnamese import number_in_text

UNKNOWN = "?"


@click.command()
@click.option("--cycle", type=int, help="Năm của đợt giao; mặc định là đợt của cơ quan.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]), help="Ngày chốt số liệu; mặc định hôm nay.")
@click.option(
    "--bodies",
    type=click.Choice([view.value for view in BodyView]),
    default=BodyView.ASSIGNED.value,
    help="Theo đơn vị lúc giao (assigned) hay đơn vị hiện nay (current).",
)
@json_option
@pass_door
@guarded
def stats(door: Door, cycle: int | None, as_of: dt.datetime | None, bodies: str, as_json: bool) -> None:
    """Mọi số liệu của báo cáo, kèm định nghĩa, mẫu số và ngày chốt."""
    figures = count_figures(door.office(), cycle=cycle, as_of=day(as_of), view=BodyView(bodies))
    if not as_json:
        _show(door, figures)
    if as_json or not sys.stdout.isatty():  # a program that reads the command gets the whole document
        put_json(figures_as_json(figures))


def _show(door: Door, figures: Statistics) -> None:
    door.say(tr("Số liệu đợt {year}, tính đến ngày {day:%d/%m/%Y}.", year=figures.year, day=figures.day))
    counts = figures.assignees
    door.say(
        tr(
            "{units} đầu mối: {people} người, {collectives} tập thể ({attached} cá nhân gắn với tập thể).",
            units=_count(counts.units),
            people=_count(counts.people),
            collectives=_count(counts.collectives),
            attached=_count(counts.attached),
        )
    )
    for reason in figures.reasons:
        door.say(tr("  [LƯU Ý] {reason}: số tương ứng là chưa biết.", reason=reason))
    if figures.outside_groups:
        names = ", ".join(figures.outside_groups)
        door.say(tr("  [LƯU Ý] Được giao nhưng không thuộc nhóm nào đã công bố: {names}.", names=names))
    for own in figures.own_work:
        door.say(tr("  [LƯU Ý] {name} theo dõi chính việc của mình: {title}.", name=own.supervisor, title=own.title))
    for violation in figures.composition.violations if figures.composition else ():
        door.say(tr("  [LƯU Ý] {message}", message=violation.message))
    for copy in figures.copied:
        door.say(
            tr(
                "  [LƯU Ý] {owner}: “{title}” giống chỉ tiêu thường xuyên “{target}” ({likeness}%).",
                owner=copy.owner,
                title=copy.title,
                target=copy.target,
                likeness=copy.likeness,
            )
        )
    _show_horizons(door, figures.horizons)
    _show_groups(door, figures.groups)
    _show_results(door, figures)
    _show_rest(door, figures)


def _show_horizons(door: Door, rows: Iterable[HorizonFigures]) -> None:
    headings = (
        tr("Kỳ"),
        tr("Giao"),
        tr("Có quyết định"),
        tr("Có kết quả"),
        tr("Hoàn thành, vượt"),
        tr("Tỷ lệ"),
        tr("Chậm, quá hạn"),
    )
    door.table(headings, [_horizon_row(row) for row in rows])


def _horizon_row(row: HorizonFigures) -> tuple[object, ...]:
    levels = row.levels
    return (
        f"{row.tasks.horizon.label} {row.tasks.period}",
        _count(row.tasks.assigned),
        _count(row.tasks.in_force),
        levels.assigned - levels.unknown,
        levels.exceeded + levels.completed,
        _share(None if row.rate is None else Decimal(str(row.rate))),
        row.time.late + row.time.overdue,
    )


def _show_groups(door: Door, groups: Iterable[GroupCounts]) -> None:
    headings = tr("Nhóm"), tr("Người"), tr("Tập thể"), tr("Kỳ"), tr("Giao"), tr("Nguồn")
    door.table(headings, [row for group in groups for row in _group_rows(group)])


def _group_rows(group: GroupCounts) -> list[tuple[str, ...]]:
    name = group.name or tr("(không thuộc nhóm nào)")
    people, collectives = _count(group.assignees.people), _count(group.assignees.collectives)
    rows = [(f"{row.horizon.label} {row.period}", _count(row.assigned), _origins(row)) for row in group.horizons] or [
        ("", "0", "")
    ]
    return [(name, people, collectives, *rows[0]), *(("", "", "", *row) for row in rows[1:])]


def _origins(row: TaskCounts) -> str:
    return "; ".join(f"{Origin(origin).label} {_count(number)}" for origin, number in row.origins.items())


def _show_results(door: Door, figures: Statistics) -> None:
    for row in figures.horizons:
        counts = row.attainments
        door.say(
            tr(
                "Chỉ tiêu {period}: vượt {exceeded}, đạt {achieved}, chưa đạt {below}, chưa rõ {unknown}.",
                period=row.tasks.period,
                exceeded=counts.exceeded,
                achieved=counts.achieved,
                below=counts.below,
                unknown=counts.unknown,
            )
        )
    headings = tr("Chủ đề"), tr("Đạt"), tr("Chỉ tiêu"), tr("Đơn vị tính"), tr("Tỷ lệ"), tr("So sánh")
    if figures.themes:
        door.table(headings, [_theme_row(row) for row in figures.themes])


def _theme_row(row: ThemeTotal) -> tuple[str, ...]:
    measure, told = row.measure, row.measure.comparison
    return (
        measure.text,
        _value(measure.value),
        _value(measure.target),
        measure.unit,
        _share(rate(measure, measure.value)),
        _compared(told.than, told.difference, told.value) if told else "",
    )


def _compared(than: str, difference: Decimal | None, value: Decimal | None) -> str:
    return tr("hơn {than} {difference} ({value})", than=than, difference=_value(difference), value=_value(value))


def _show_rest(door: Door, figures: Statistics) -> None:
    for duty in figures.duties:
        door.say(tr("{title}: {done}/{bodies} cơ quan.", title=duty.title, done=duty.done, bodies=duty.bodies))
    for lead in figures.leads:
        door.say(
            tr(
                "Giao qua {lead}: {assignees} đầu mối, {tasks} nhiệm vụ.",
                lead=lead.lead,
                assignees=lead.assignees,
                tasks=lead.tasks,
            )
        )
    for past in figures.past:
        share = _share(past.share_good)
        door.say(
            tr(
                "Năm {year}: {share} trong {people} người đạt mức tốt trở lên.",
                year=past.year,
                share=share,
                people=past.people,
            )
        )
    for report in figures.reports:
        door.say(
            tr(
                "{title}: {received}/{expected} đầu mối đã báo cáo.",
                title=report.title,
                received=report.received,
                expected=report.expected,
            )
        )
    _show_papers(door, figures)


def _show_papers(door: Door, figures: Statistics) -> None:
    papers, carried = figures.papers, len(figures.carried_over)
    door.say(
        tr(
            "Quyết định: soạn {drawn}, ban hành {issued}, đã trao {handed}. Nhiệm vụ chuyển tiếp: {carried}.",
            drawn=papers.decisions,
            issued=papers.issued,
            handed=papers.handed_over,
            carried=carried,
        )
    )


def _count(number: int | None) -> str:
    return UNKNOWN if number is None else number_in_text(number)


def _value(number: Decimal | None) -> str:
    return UNKNOWN if number is None else number_in_text(number)


def _share(share: Decimal | None) -> str:
    return UNKNOWN if share is None else number_in_text(round(share * 100, 2), unit="%")
