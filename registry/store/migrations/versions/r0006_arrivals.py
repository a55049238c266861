"""Which file on the disk an arrival was: found again after a cut-off taking, it is not noted a second time."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("receipt", sa.Column("arrival", sa.String().with_variant(sa.Text(), "postgresql"), nullable=True))
    op.create_index("uq_receipt_arrival", "receipt", ["file_id", "arrival"], unique=True)
