"""Verdicts on the digital signatures of received files, one row for each time they were checked."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signature_verdict",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("file_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=64).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.Column("checked_at", sa.String(length=32).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(
            ["file_id"], ["received_file.id"], name=op.f("fk_signature_verdict_file_id_received_file")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signature_verdict")),
        sa.UniqueConstraint("file_id", "revision", name=op.f("uq_signature_verdict_file_id")),
    )
    with op.batch_alter_table("signature_verdict", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_signature_verdict_file_id"), ["file_id"], unique=False)
