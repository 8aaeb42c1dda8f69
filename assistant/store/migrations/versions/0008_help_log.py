"""What kind of help a person was given, when and by which engine; no word of what was said."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "help_given",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("credential_id", sa.String()),
        sa.Column("engine", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_help_given"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_help_given_person_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_help_given_person_id", "help_given", ["person_id"])


def downgrade() -> None:
    op.drop_table("help_given")
