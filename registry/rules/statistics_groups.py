"""Who was given how much: assignees and tasks of the whole cycle and of each group, by origin, nature and theme.

Term and year tasks stand apart in every count. A group whose list was not received has no count, and with it the
total has none either: the rows that happen to exist are told beside it, never as the figure (I10).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from registry.labels import Horizon
from registry.rules.statistics_values import Group, Member, StandingTask
from registry.vietnamese import post_key, split_posts

NO_PEOPLE_LIST = "chưa nhận danh sách người"
NO_TASK_LIST = "chưa nhận danh sách nhiệm vụ"


@dataclass(frozen=True, kw_only=True)
class AssigneeCounts:
    """Assignees counted once each; a figure is None when a list is missing. `units` are people and collectives.

    `attached` are individuals who answer for a collective's tasks beside it and are no unit of their own.
    """

    people: int | None
    posts: int | None
    collectives: int | None
    units: int | None
    attached: int | None


@dataclass(frozen=True, kw_only=True)
class TaskCounts:
    """Tasks of one horizon; every figure is None when a list is missing, `rows` is what lies in the registry.

    A task of several natures counts in each, so natures may add up to more than `assigned`.
    """

    horizon: Horizon
    period: str
    rows: int
    assigned: int | None
    in_force: int | None
    carried_over: int | None
    origins: Mapping[str, int | None]
    natures: Mapping[str, int | None]
    themes: Mapping[str, int | None]


@dataclass(frozen=True, kw_only=True)
class GroupCounts:
    """One group with its assignees and its tasks; `reasons` say why a figure is not known."""

    name: str
    is_declared: bool
    assignees: AssigneeCounts
    horizons: tuple[TaskCounts, ...]
    reasons: tuple[str, ...]


def count_assignees(tasks: Sequence[StandingTask], groups: Sequence[Group]) -> AssigneeCounts:
    """The assignees of all groups and tasks, each once however many groups name them."""
    is_known = all(group.has_people_list for group in groups)
    return _assignees(tasks, [member for group in groups for member in group.members], is_known=is_known)


def _assignees(tasks: Sequence[StandingTask], members: Sequence[Member], *, is_known: bool) -> AssigneeCounts:
    if not is_known:
        return AssigneeCounts(people=None, posts=None, collectives=None, units=None, attached=None)
    people = {member.code for member in members if not member.is_collective}
    people |= {task.person for task in tasks if not task.is_collective}
    collectives = {member.code for member in members if member.is_collective}
    collectives |= {task.person for task in tasks if task.is_collective}
    posts = {(member.code, post) for member in members if not member.is_collective for post in _posts(member.post)}
    posts |= {(task.person, post) for task in tasks if not task.is_collective for post in _posts(task.post)}
    return AssigneeCounts(
        people=len(people),
        posts=len(posts),
        collectives=len(collectives),
        units=len(people) + len(collectives),
        attached=len({name for task in tasks for name in task.attached}),
    )


def _posts(text: str) -> tuple[str, ...]:
    """The posts a text names, without the rank; a rank alone counts as the one post."""
    return tuple(map(post_key, split_posts(text)[1] or (text,)))


def count_tasks(
    tasks: Sequence[StandingTask], *, is_known: bool, expected: tuple[Horizon, str] | None = None
) -> tuple[TaskCounts, ...]:
    """One row per horizon that has tasks, the term first; `expected` has a row even when nothing was received."""
    rows: dict[tuple[Horizon, str], list[StandingTask]] = {}
    for task in tasks:
        rows.setdefault((task.horizon, task.period), []).append(task)
    if expected is not None and not is_known:
        rows.setdefault(expected, [])
    ordered = sorted(rows, key=lambda key: (list(Horizon).index(key[0]), key[1]))
    return tuple(_tasks_of(horizon, period, rows[horizon, period], is_known) for horizon, period in ordered)


def _tasks_of(horizon: Horizon, period: str, tasks: Sequence[StandingTask], is_known: bool) -> TaskCounts:
    def told(number: int) -> int | None:
        return number if is_known else None

    def by(words: Callable[[StandingTask], Iterable[str]]) -> dict[str, int | None]:
        counts = Counter(word for task in tasks for word in words(task) if word)
        return {word: told(number) for word, number in counts.items()}

    return TaskCounts(
        horizon=horizon,
        period=period,
        rows=len(tasks),
        assigned=told(len(tasks)),
        in_force=told(sum(task.is_in_force for task in tasks)),
        carried_over=told(sum(task.is_carried_over for task in tasks)),
        origins=by(lambda task: [task.origin.value]),
        natures=by(lambda task: task.natures),
        themes=by(lambda task: [task.theme]),
    )


def count_groups(
    tasks: Sequence[StandingTask], groups: Sequence[Group], *, expected: tuple[Horizon, str]
) -> tuple[GroupCounts, ...]:
    """Every group in the order given, then those that only tasks mention; tasks outside any group come last."""
    named = {group.name for group in groups}
    others = dict.fromkeys(task.group for task in tasks if task.group not in named)
    mentioned = [Group(name=name, is_declared=False) for name in sorted(others, key=lambda name: name == "")]
    return tuple(
        _group(group, [task for task in tasks if task.group == group.name], expected) for group in [*groups, *mentioned]
    )


def _group(group: Group, tasks: Sequence[StandingTask], expected: tuple[Horizon, str]) -> GroupCounts:
    lists = ((group.has_people_list, NO_PEOPLE_LIST), (group.has_task_list, NO_TASK_LIST))
    return GroupCounts(
        name=group.name,
        is_declared=group.is_declared,
        assignees=_assignees(tasks, group.members, is_known=group.has_people_list),
        horizons=count_tasks(tasks, is_known=group.has_task_list, expected=expected),
        reasons=tuple(reason for is_received, reason in lists if not is_received),
    )


def missing_lists(groups: Sequence[Group]) -> tuple[str, ...]:
    """Which lists were not received from which groups: why a total is not known."""
    people = [f"{NO_PEOPLE_LIST}: {group.name}" for group in groups if not group.has_people_list]
    return (*people, *(f"{NO_TASK_LIST}: {group.name}" for group in groups if not group.has_task_list))


def outside_groups(tasks: Sequence[StandingTask], groups: Sequence[Group]) -> tuple[str, ...]:
    """Owners of tasks who are in none of the groups the office declared, in order of first task; () when none was."""
    declared = {group.name for group in groups if group.is_declared}
    if not declared:
        return ()
    return tuple(dict.fromkeys(task.owner for task in tasks if task.group not in declared))
