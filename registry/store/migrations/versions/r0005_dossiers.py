"""Dossiers with their contents, holds and disposals; each paper remembers where it lies on the shelf.

Where a paper lies was derived from mã phông of the day until now: older papers keep an empty place, which is found by
the rule of then as long as mã phông is the same.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE document ADD COLUMN object_id VARCHAR(500) NOT NULL DEFAULT ''")
    op.create_table(
        "disposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("state", sa.String(length=64).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("proposed_at", sa.String(length=32).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("proposed_by", sa.String(length=500).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("record_id", sa.Integer(), nullable=True),
        sa.Column("met_on", sa.Date(), nullable=True),
        sa.Column("decided_by", sa.String(length=500).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("done_at", sa.String().with_variant(sa.Text(), "postgresql"), nullable=True),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["record_id"], ["received_file.id"], name=op.f("fk_disposal_record_id_received_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposal")),
        sa.UniqueConstraint("code", name=op.f("uq_disposal_code")),
    )
    op.create_table(
        "dossier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=64).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("object_id", sa.String(length=500).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("agency", sa.String(length=64).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("fonds", sa.String(length=64).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("body", sa.String(length=500).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("regime", sa.String(length=64).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("formed_in", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=64).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("cycle_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=64).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("access", sa.String(length=64).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("retention_years", sa.Integer(), nullable=True),
        sa.Column("retention_start", sa.String(length=64).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("retention_rule", sa.String(length=64).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("retention_basis", sa.Text(), nullable=False),
        sa.Column("opened_at", sa.String(length=32).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.String().with_variant(sa.Text(), "postgresql"), nullable=True),
        sa.Column("closed_by", sa.String(length=500).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("handed_over_on", sa.Date(), nullable=True),
        sa.Column("handed_over_to", sa.String(length=500).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_dossier_cycle_id_cycle")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_dossier_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier")),
        sa.UniqueConstraint("code", name=op.f("uq_dossier_code")),
        sa.UniqueConstraint("object_id", name=op.f("uq_dossier_object_id")),
    )
    with op.batch_alter_table("dossier", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossier_cycle_id"), ["cycle_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_state"), ["state"], unique=False)

    op.create_table(
        "destroyed_object",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("object_id", sa.String(length=500).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("disposal_id", sa.Integer(), nullable=False),
        sa.Column("inventory_digest", sa.String(length=500).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("files", sa.JSON(), nullable=False),
        sa.Column("removed_at", sa.String().with_variant(sa.Text(), "postgresql"), nullable=True),
        sa.ForeignKeyConstraint(
            ["disposal_id"], ["disposal.id"], name=op.f("fk_destroyed_object_disposal_id_disposal")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_destroyed_object")),
        sa.UniqueConstraint("object_id", name=op.f("uq_destroyed_object_object_id")),
    )
    with op.batch_alter_table("destroyed_object", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_destroyed_object_disposal_id"), ["disposal_id"], unique=False)

    op.create_table(
        "disposal_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("disposal_id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("disposition", sa.String(length=64).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["disposal_id"], ["disposal.id"], name=op.f("fk_disposal_item_disposal_id_disposal")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_disposal_item_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disposal_item")),
        sa.UniqueConstraint("disposal_id", "dossier_id", name=op.f("uq_disposal_item_disposal_id")),
    )
    with op.batch_alter_table("disposal_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_disposal_item_disposal_id"), ["disposal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_disposal_item_dossier_id"), ["dossier_id"], unique=False)

    op.create_table(
        "dossier_hold",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("held_at", sa.String(length=32).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("held_by", sa.String(length=500).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("released_at", sa.String().with_variant(sa.Text(), "postgresql"), nullable=True),
        sa.Column("released_by", sa.String(length=500).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("release_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_hold_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_hold")),
    )
    with op.batch_alter_table("dossier_hold", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossier_hold_dossier_id"), ["dossier_id"], unique=False)

    op.create_table(
        "dossier_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("file_id", sa.Integer(), nullable=True),
        sa.Column("type_name", sa.String(length=500).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("number_text", sa.String(length=64).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("author", sa.String(length=500).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("added_at", sa.String(length=32).with_variant(sa.Text(), "postgresql"), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_dossier_item_document_id_document")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_dossier_item_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["file_id"], ["received_file.id"], name=op.f("fk_dossier_item_file_id_received_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_item")),
        sa.UniqueConstraint("dossier_id", "ordinal", name=op.f("uq_dossier_item_dossier_id")),
    )
    with op.batch_alter_table("dossier_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossier_item_document_id"), ["document_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_item_dossier_id"), ["dossier_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_dossier_item_file_id"), ["file_id"], unique=False)
