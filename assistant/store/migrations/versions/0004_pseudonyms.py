"""Who stands for whom in a draft whose names were replaced."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "pseudonym",
        sa.Column("draft_id", sa.String(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("texts", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "shown", name="pk_pseudonym"),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["draft.id"],
            name="fk_pseudonym_draft_id",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    op.drop_table("pseudonym")
