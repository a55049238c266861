"""Papers are searched in indexes that hold all a search asks for."""

from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("folded", "person_id", "body_id"):
        op.drop_index(f"ix_document_{name}", "document")
        op.create_index(f"ix_document_{name}", "document", [name, "issued_on"])
