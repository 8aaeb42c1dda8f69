"""What proves that a person earned a credential, without the badge and without its holder."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "earned_badge",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("pursuit_id", sa.String(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("proven", sa.String(), nullable=False),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("achievement", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("issued_at", sa.DateTime(timezone=True)),
        sa.Column("expires_at", sa.DateTime(timezone=True)),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_earned_badge"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_earned_badge_person_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["pursuit_id"],
            ["pursuit.id"],
            name="fk_earned_badge_pursuit_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_earned_badge_person_id", "earned_badge", ["person_id"])
    op.create_index("ix_earned_badge_pursuit_id", "earned_badge", ["pursuit_id"])


def downgrade() -> None:
    op.drop_table("earned_badge")
