"""What a person's plan must keep to: hours a week, school breaks, the day she aims for."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_preference",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("hours_a_week", sa.Float()),
        sa.Column("target_date", sa.Date()),
        sa.Column("breaks", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_plan_preference"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_plan_preference_person_id",
            ondelete="CASCADE",
        ),
    )


def downgrade() -> None:
    op.drop_table("plan_preference")
