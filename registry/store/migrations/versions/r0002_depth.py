"""The registry in depth: dated bodies, cycles with groups and calendar, indicators, reviews, amendments, instruments.

Columns are added by plain ALTER TABLE, which keeps the rows of existing offices where they lie; what the older form
kept on the task itself (its one indicator) and on the post (its group) is moved to the new tables.
"""

from __future__ import annotations

from collections.abc import Callable

import sqlalchemy as sa
from alembic import op

from registry.vietnamese import exact_words, fold, sort_key, words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TEXTS = {  # table -> columns that were not there, empty for older rows
    "annex_line": (("holder", "VARCHAR(500)"), ("note", "TEXT")),
    "body": (("level", "VARCHAR(64)"),),
    "cycle": (("motto", "TEXT"),),
    "document": (("variant", "VARCHAR(64)"), ("replace_reason", "TEXT"), ("folded", "VARCHAR(500)")),
    "person": (("sort_name", "VARCHAR(500)"), ("rank", "VARCHAR(64)")),
    "proposal": (("evidence", "TEXT"),),
    "register_entry": (
        ("position", "VARCHAR(500)"),
        ("kept_by", "VARCHAR(500)"),
        ("received_by", "VARCHAR(500)"),
        ("dossier", "VARCHAR(500)"),
        ("held_for", "VARCHAR(500)"),
        ("changed_at", "VARCHAR(32)"),
        ("changed_by", "VARCHAR(500)"),
    ),
    "task": (
        ("words", "TEXT"),
        ("exact_words", "TEXT"),
        ("theme", "VARCHAR(500)"),
        ("basis", "TEXT"),
        ("source_text", "TEXT"),
    ),
}
OTHERS = (  # table, column, what it is
    ("cycle", "is_pilot", "BOOLEAN NOT NULL DEFAULT false"),
    ("document", "scope", "VARCHAR(64) NOT NULL DEFAULT 'person'"),
    ("document", "body_id", "INTEGER CONSTRAINT fk_document_body_id_body REFERENCES body (id)"),
    ("person", "kind", "VARCHAR(64) NOT NULL DEFAULT 'person'"),
    ("register", "first_number", "INTEGER NOT NULL DEFAULT 1"),
    ("register_entry", "copies", "INTEGER"),
    ("register_entry", "handed_on", "DATE"),
    ("task", "weight", "VARCHAR"),
    ("task", "lead_body_id", "INTEGER CONSTRAINT fk_task_lead_body_id_body REFERENCES body (id)"),
    ("task", "continues_id", "INTEGER CONSTRAINT fk_task_continues_id_task REFERENCES task (id)"),
    ("task", "parent_id", "INTEGER CONSTRAINT fk_task_parent_id_task REFERENCES task (id)"),
)
MOVED = ("baseline", "target_value", "measure_unit", "direction")  # from the task to its main indicator


def upgrade() -> None:
    _add_columns()
    _create_tables()
    _move_indicators()
    _move_groups()
    _renew_keys()
    _create_search()


def _add_columns() -> None:
    for table, columns in TEXTS.items():
        for name, kind in columns:
            op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind} NOT NULL DEFAULT ''")
    for table, name, kind in OTHERS:
        op.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}")
    for table, name in (
        ("document", "body_id"),
        ("document", "folded"),
        ("task", "continues_id"),
        ("task", "parent_id"),
    ):
        op.create_index(f"ix_{table}_{name}", table, [name])
    with op.batch_alter_table("register_entry") as batch:
        batch.alter_column("dated", existing_type=sa.DATE(), nullable=True)
    op.execute("UPDATE register_entry SET changed_at = given_at")


def _move_indicators() -> None:
    op.execute(
        "INSERT INTO indicator (task_id, ordinal, text, baseline, target_value, measure_unit, direction, compared_with) "
        "SELECT id, 1, target, baseline, target_value, measure_unit, direction, '' FROM task"
    )
    for name in MOVED:
        op.drop_column("task", name)


def _move_groups() -> None:
    """Every group that tasks of a cycle mention, in order of first mention, with its members."""
    connection = op.get_bind()
    rows = connection.execute(
        sa.text(
            'SELECT DISTINCT task.cycle_id, post.id, post."group" FROM task JOIN post ON post.id = task.post_id '
            "WHERE post.\"group\" <> '' ORDER BY task.cycle_id, post.id"
        )
    ).all()
    groups: dict[tuple[int, str], int] = {}
    for cycle, post, name in rows:
        if (cycle, name) not in groups:
            ordinal = sum(known == cycle for known, _ in groups) + 1
            values = {"cycle": cycle, "ordinal": ordinal, "name": name}
            connection.execute(
                sa.text(
                    "INSERT INTO assignee_group "
                    "(cycle_id, ordinal, name, is_declared, has_people_list, has_task_list, note) "
                    "VALUES (:cycle, :ordinal, :name, false, true, true, '')"
                ),
                values,
            )
            query = sa.text("SELECT id FROM assignee_group WHERE cycle_id = :cycle AND name = :name")
            groups[cycle, name] = connection.execute(query, values).scalar_one()
        connection.execute(
            sa.text("INSERT INTO group_member (group_id, post_id) VALUES (:group, :post)"),
            {"group": groups[cycle, name], "post": post},
        )


def _renew_keys() -> None:
    """Search and sort keys as this program makes them: the first form kept spaces around hyphens, and signs in keys."""
    for table, source in (("body_name", "name"), ("person", "full_name")):
        _renew(table, source, "folded", fold)
    _renew("document", "coalesce(number_text, '') || ' ' || abstract", "folded", lambda text: fold(text)[:500])
    _renew("task", "title", "words", words)
    _renew("task", "title", "exact_words", exact_words)
    _renew("person", "full_name", "sort_key", sort_key)


def _renew(table: str, source: str, column: str, make: Callable[[str], str]) -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.text(f"SELECT id, {source} FROM {table}")).all()
    if rows:
        statement = sa.text(f"UPDATE {table} SET {column} = :made WHERE id = :id")
        connection.execute(statement, [{"made": make(text), "id": key} for key, text in rows])


def _create_search() -> None:
    """Lists are narrowed within a cycle; words of titles have an index that the database keeps itself (FTS5, GIN)."""
    op.drop_index("ix_task_state", "task")
    op.create_index("ix_task_cycle_state", "task", ["cycle_id", "state"])
    op.create_index("ix_task_cycle_theme", "task", ["cycle_id", "theme"])
    if op.get_bind().dialect.name == "postgresql":
        for name in ("words", "exact_words"):
            op.execute(f'ALTER TABLE task ALTER COLUMN {name} TYPE TEXT COLLATE "C"')  # later it could not be changed
            vector = f"tsvector GENERATED ALWAYS AS (to_tsvector('simple', {name})) STORED"
            op.execute(f"ALTER TABLE task ADD COLUMN task_search_{name} {vector}")
            op.execute(f"CREATE INDEX ix_task_search_{name} ON task USING gin (task_search_{name})")
        return
    op.execute(
        "CREATE VIRTUAL TABLE task_search USING fts5(words, exact_words, content='task', content_rowid='id', "
        "detail='column', tokenize=\"unicode61 remove_diacritics 0\")"
    )
    gone = "INSERT INTO task_search(task_search, rowid, words, exact_words) VALUES ('delete', old.id, old.words, old.exact_words);"
    come = "INSERT INTO task_search(rowid, words, exact_words) VALUES (new.id, new.words, new.exact_words);"
    op.execute(f"CREATE TRIGGER task_search_insert AFTER INSERT ON task BEGIN {come} END")
    op.execute(f"CREATE TRIGGER task_search_update AFTER UPDATE OF words, exact_words ON task BEGIN {gone} {come} END")
    op.execute(f"CREATE TRIGGER task_search_delete AFTER DELETE ON task BEGIN {gone} END")
    op.execute("INSERT INTO task_search(task_search) VALUES ('rebuild')")


def _create_tables() -> None:
    op.create_table(
        "instrument",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("issuer", sa.String(length=500), nullable=False),
        sa.Column("type_name", sa.String(length=64), nullable=False),
        sa.Column("number_text", sa.String(length=64), nullable=False),
        sa.Column("folded", sa.String(length=500), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("effective_from", sa.Date(), nullable=True),
        sa.Column("effective_to", sa.Date(), nullable=True),
        sa.Column("replaced_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"], ["instrument.id"], name=op.f("fk_instrument_replaced_by_id_instrument")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_instrument")),
        sa.UniqueConstraint("issuer", "type_name", "number_text", "dated", name=op.f("uq_instrument_issuer")),
    )
    with op.batch_alter_table("instrument", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_instrument_folded"), ["folded"], unique=False)

    op.create_table(
        "assignee_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("is_declared", sa.Boolean(), nullable=False),
        sa.Column("has_people_list", sa.Boolean(), nullable=False),
        sa.Column("has_task_list", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_assignee_group_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignee_group")),
        sa.UniqueConstraint("cycle_id", "name", name=op.f("uq_assignee_group_cycle_id")),
    )
    with op.batch_alter_table("assignee_group", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignee_group_cycle_id"), ["cycle_id"], unique=False)

    op.create_table(
        "body_duty",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=500), nullable=False),
        sa.Column("is_done", sa.Boolean(), nullable=True),
        sa.Column("evidence", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_body_duty_body_id_body")),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_body_duty_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_duty")),
        sa.UniqueConstraint("cycle_id", "body_id", "title", name=op.f("uq_body_duty_cycle_id")),
    )
    with op.batch_alter_table("body_duty", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_body_duty_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_body_duty_cycle_id"), ["cycle_id"], unique=False)

    op.create_table(
        "body_parent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=False),
        sa.Column("system", sa.String(length=64), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_body_parent_body_id_body")),
        sa.ForeignKeyConstraint(["parent_id"], ["body.id"], name=op.f("fk_body_parent_parent_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_parent")),
    )
    with op.batch_alter_table("body_parent", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_body_parent_body_id"), ["body_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_body_parent_parent_id"), ["parent_id"], unique=False)

    op.create_table(
        "cycle_basis",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("instrument_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_cycle_basis_cycle_id_cycle")),
        sa.ForeignKeyConstraint(
            ["instrument_id"], ["instrument.id"], name=op.f("fk_cycle_basis_instrument_id_instrument")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle_basis")),
        sa.UniqueConstraint("cycle_id", "ordinal", name=op.f("uq_cycle_basis_cycle_id")),
    )
    with op.batch_alter_table("cycle_basis", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cycle_basis_cycle_id"), ["cycle_id"], unique=False)

    op.create_table(
        "cycle_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("day_text", sa.String(length=500), nullable=False),
        sa.Column("is_year_inferred", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_cycle_event_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cycle_event")),
        sa.UniqueConstraint("cycle_id", "ordinal", name=op.f("uq_cycle_event_cycle_id")),
    )
    with op.batch_alter_table("cycle_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_cycle_event_cycle_id"), ["cycle_id"], unique=False)

    op.create_table(
        "past_grade",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("grade", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("recorded_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_past_grade_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_past_grade")),
        sa.UniqueConstraint("person_id", "year", name=op.f("uq_past_grade_person_id")),
    )
    with op.batch_alter_table("past_grade", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_past_grade_person_id"), ["person_id"], unique=False)

    op.create_table(
        "recommendation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("followed_up", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_recommendation_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recommendation")),
        sa.UniqueConstraint("cycle_id", "ordinal", name=op.f("uq_recommendation_cycle_id")),
    )
    with op.batch_alter_table("recommendation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_recommendation_cycle_id"), ["cycle_id"], unique=False)

    op.create_table(
        "routine_target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("unit", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_routine_target_cycle_id_cycle")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_routine_target")),
    )
    with op.batch_alter_table("routine_target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_routine_target_cycle_id"), ["cycle_id"], unique=False)

    op.create_table(
        "succession",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("function", sa.String(length=500), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["from_id"], ["body.id"], name=op.f("fk_succession_from_id_body")),
        sa.ForeignKeyConstraint(["to_id"], ["body.id"], name=op.f("fk_succession_to_id_body")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_succession")),
    )
    with op.batch_alter_table("succession", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_succession_from_id"), ["from_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_succession_to_id"), ["to_id"], unique=False)

    op.create_table(
        "supervision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_supervision_cycle_id_cycle")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_supervision_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supervision")),
        sa.UniqueConstraint("cycle_id", "person_id", "area", name=op.f("uq_supervision_cycle_id")),
    )
    with op.batch_alter_table("supervision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_supervision_cycle_id"), ["cycle_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_supervision_person_id"), ["person_id"], unique=False)

    op.create_table(
        "group_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=False),
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["assignee_group.id"], name=op.f("fk_group_member_group_id_assignee_group")
        ),
        sa.ForeignKeyConstraint(["post_id"], ["post.id"], name=op.f("fk_group_member_post_id_post")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_member")),
        sa.UniqueConstraint("group_id", "post_id", name=op.f("uq_group_member_group_id")),
    )
    with op.batch_alter_table("group_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_member_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_group_member_post_id"), ["post_id"], unique=False)

    op.create_table(
        "amendment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("effective_on", sa.Date(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_amendment_document_id_document")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_amendment_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_amendment")),
        sa.UniqueConstraint("code", name=op.f("uq_amendment_code")),
    )
    with op.batch_alter_table("amendment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_amendment_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_state"), ["state"], unique=False)
        batch_op.create_index(batch_op.f("ix_amendment_task_id"), ["task_id"], unique=False)

    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("baseline", sa.String(), nullable=True),
        sa.Column("target_value", sa.String(), nullable=True),
        sa.Column("measure_unit", sa.String(length=64), nullable=False),
        sa.Column("direction", sa.String(length=64), nullable=False),
        sa.Column("denominator", sa.String(), nullable=True),
        sa.Column("compared_value", sa.String(), nullable=True),
        sa.Column("compared_difference", sa.String(), nullable=True),
        sa.Column("compared_with", sa.String(length=500), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_indicator_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("task_id", "ordinal", name=op.f("uq_indicator_task_id")),
    )
    with op.batch_alter_table("indicator", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicator_task_id"), ["task_id"], unique=False)

    op.create_table(
        "opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("track", sa.String(length=64), nullable=False),
        sa.Column("verdict", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("said_by", sa.String(length=500), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_opinion_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
    )
    with op.batch_alter_table("opinion", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_opinion_task_id"), ["task_id"], unique=False)

    op.create_table(
        "participant",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("share", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_participant_person_id_person")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_participant_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
        sa.UniqueConstraint("task_id", "name", "role", name=op.f("uq_participant_task_id")),
    )
    with op.batch_alter_table("participant", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_participant_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_participant_task_id"), ["task_id"], unique=False)

    op.create_table(
        "progress",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("level", sa.String(length=64), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("recorded_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_progress_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_progress")),
    )
    with op.batch_alter_table("progress", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_progress_task_id"), ["task_id"], unique=False)

    op.create_table(
        "indicator_value",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=False),
        sa.Column("recorded_at", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_id"], ["indicator.id"], name=op.f("fk_indicator_value_indicator_id_indicator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_value")),
    )
    with op.batch_alter_table("indicator_value", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_indicator_value_indicator_id"), ["indicator_id"], unique=False)
