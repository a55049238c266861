"""The tasks of a cycle in the order of their keys: PostgreSQL finds the last page in the index, without their rows."""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_task_cycle_id", "task")
    op.create_index("ix_task_cycle_id", "task", ["cycle_id", "id"])
