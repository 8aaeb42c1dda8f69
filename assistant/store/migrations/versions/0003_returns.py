"""What assessors sent back; and what a self-check keeps so that the next can be compared with it."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assessor_return",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("pursuit_id", sa.String(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_assessor_return"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_assessor_return_person_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["pursuit_id"],
            ["pursuit.id"],
            name="fk_assessor_return_pursuit_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_assessor_return_person_id", "assessor_return", ["person_id"])
    op.create_index("ix_assessor_return_pursuit_id", "assessor_return", ["pursuit_id"])
    op.add_column("self_check", sa.Column("sentences", sa.JSON()))
    op.add_column("self_check", sa.Column("changes", sa.JSON()))


def downgrade() -> None:
    op.drop_column("self_check", "changes")
    op.drop_column("self_check", "sentences")
    op.drop_table("assessor_return")
