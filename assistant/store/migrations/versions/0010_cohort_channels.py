"""A cohort's channel, what is told there, reminders, and where a talk's messages stand in Slack."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "slack_message",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("ts", sa.String(), nullable=False),
        sa.Column("asked_ts", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String()),
        sa.Column("message_id", sa.String()),
        sa.Column("self_check_ids", sa.JSON(), nullable=False),
        sa.Column("thumb", sa.String()),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("team_id", "channel_id", "ts", name="pk_slack_message"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_slack_message_person_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_slack_message_asked_ts", "slack_message", ["asked_ts"])
    op.create_index("ix_slack_message_person_id", "slack_message", ["person_id"])
    op.create_table(
        "cohort_channel",
        sa.Column("cohort_id", sa.String(), nullable=False),
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("channel_id", sa.String(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("hour", sa.Integer(), nullable=False),
        sa.Column("time_zone", sa.String(), nullable=False),
        sa.Column("linked_at", TIME, nullable=False),
        sa.Column("digest_at", TIME),
        sa.PrimaryKeyConstraint("cohort_id", name="pk_cohort_channel"),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name="fk_cohort_channel_cohort_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("team_id", "channel_id", name="uq_cohort_channel_team_id_channel_id"),
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("cohort_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("pursuit_id", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("told_at", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_milestone"),
        sa.ForeignKeyConstraint(
            ["cohort_id"], ["cohort.id"], name="fk_milestone_cohort_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_milestone_person_id", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["pursuit_id"], ["pursuit.id"], name="fk_milestone_pursuit_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint(
            "cohort_id", "pursuit_id", "stage", name="uq_milestone_cohort_id_pursuit_id_stage"
        ),
    )
    for column in ("cohort_id", "person_id", "pursuit_id"):
        op.create_index(f"ix_milestone_{column}", "milestone", [column])
    op.create_table(
        "nudge",
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("sent_at", TIME),
        sa.Column("snoozed_until", TIME),
        sa.Column("stopped", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_nudge"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_nudge_person_id", ondelete="CASCADE"
        ),
    )


def downgrade() -> None:
    for table in ("nudge", "milestone", "cohort_channel", "slack_message"):
        op.drop_table(table)
