"""No index beside a unique one that begins with the same column: it answers nothing more and costs every written row."""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

DOUBLED = (
    ("annex_line", "document_id"),
    ("assignee_group", "cycle_id"),
    ("ballot", "meeting_id"),
    ("body_duty", "cycle_id"),
    ("cycle_basis", "cycle_id"),
    ("cycle_event", "cycle_id"),
    ("disposal_item", "disposal_id"),
    ("dossier_item", "dossier_id"),
    ("form_text", "document_id"),
    ("group_member", "group_id"),
    ("indicator", "task_id"),
    ("paper_file", "document_id"),
    ("participant", "task_id"),
    ("past_grade", "person_id"),
    ("person_grade", "cycle_id"),
    ("proposal", "meeting_id"),
    ("receipt", "file_id"),
    ("received_page", "file_id"),
    ("recommendation", "cycle_id"),
    ("register_entry", "register_id"),
    ("signature_verdict", "file_id"),
    ("supervision", "cycle_id"),
    ("task_result", "task_id"),
)


def upgrade() -> None:
    for table, column in DOUBLED:
        op.drop_index(f"ix_{table}_{column}", table)
