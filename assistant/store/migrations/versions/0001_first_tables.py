"""The first tables: people, their talks, drafts and cohorts, and the catalogue."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# In an order in which each table follows those it refers to.
TABLES = (
    "person",
    "sign_in",
    "api_token",
    "one_time_link",
    "slack_link",
    "slack_event",
    "cohort",
    "membership",
    "pursuit",
    "conversation",
    "message",
    "turn_event",
    "draft",
    "draft_part",
    "draft_version",
    "self_check",
    "share",
    "look",
    "model_use",
    "credential_record",
    "stack_record",
    "passage_record",
    "catalogue_state",
)


def upgrade() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("email", sa.String()),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("roles", sa.JSON(), nullable=False),
        sa.Column("password_hash", sa.String()),
        sa.Column("profile", sa.JSON(), nullable=False),
        sa.Column("time_zone", sa.String()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("email", name="uq_person_email"),
    )
    op.create_table(
        "sign_in",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sign_in"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_sign_in_person_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_sign_in_person_id", "sign_in", ["person_id"])
    op.create_table(
        "api_token",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("token_hash", name="pk_api_token"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_api_token_person_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_api_token_person_id", "api_token", ["person_id"])
    op.create_table(
        "one_time_link",
        sa.Column("token_hash", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("email", sa.String()),
        sa.Column("person_id", sa.String()),
        sa.Column("role", sa.String()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("token_hash", name="pk_one_time_link"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_one_time_link_person_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_one_time_link_email", "one_time_link", ["email"])
    op.create_index("ix_one_time_link_person_id", "one_time_link", ["person_id"])
    op.create_table(
        "slack_link",
        sa.Column("team_id", sa.String(), nullable=False),
        sa.Column("slack_user_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("team_id", "slack_user_id", name="pk_slack_link"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_slack_link_person_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_slack_link_person_id", "slack_link", ["person_id"])
    op.create_table(
        "slack_event",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("payload", sa.JSON()),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("event_id", name="pk_slack_event"),
    )
    op.create_table(
        "cohort",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("coach_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cohort"),
        sa.ForeignKeyConstraint(
            ["coach_id"],
            ["person.id"],
            name="fk_cohort_coach_id",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint("code", name="uq_cohort_code"),
    )
    op.create_index("ix_cohort_coach_id", "cohort", ["coach_id"])
    op.create_table(
        "membership",
        sa.Column("cohort_id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("joined_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("cohort_id", "person_id", name="pk_membership"),
        sa.ForeignKeyConstraint(
            ["cohort_id"],
            ["cohort.id"],
            name="fk_membership_cohort_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_membership_person_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_membership_person_id", "membership", ["person_id"])
    op.create_table(
        "pursuit",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("target_date", sa.Date()),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("came_back", sa.Boolean(), nullable=False),
        sa.Column("help_wanted", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_pursuit"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_pursuit_person_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_pursuit_person_id", "pursuit", ["person_id"])
    op.create_table(
        "conversation",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("memory", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_conversation"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_conversation_person_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_conversation_person_id", "conversation", ["person_id"])
    op.create_table(
        "message",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("cards", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_message"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name="fk_message_conversation_id",
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint(
            "conversation_id", "position", name="uq_message_conversation_id_position"
        ),
    )
    op.create_table(
        "turn_event",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("conversation_id", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_turn_event"),
        sa.ForeignKeyConstraint(
            ["conversation_id"],
            ["conversation.id"],
            name="fk_turn_event_conversation_id",
            ondelete="CASCADE",
        ),
        sqlite_autoincrement=True,  # a seq is never used twice
    )
    op.create_index("ix_turn_event_conversation_id", "turn_event", ["conversation_id"])
    op.create_table(
        "draft",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_draft"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_draft_person_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_draft_person_id", "draft", ["person_id"])
    op.create_table(
        "draft_part",
        sa.Column("draft_id", sa.String(), nullable=False),
        sa.Column("part_id", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "part_id", name="pk_draft_part"),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["draft.id"],
            name="fk_draft_part_draft_id",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "draft_version",
        sa.Column("draft_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("parts", sa.JSON(), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("draft_id", "version", name="pk_draft_version"),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["draft.id"],
            name="fk_draft_version_draft_id",
            ondelete="CASCADE",
        ),
    )
    op.create_table(
        "self_check",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("draft_id", sa.String()),
        sa.Column("draft_version", sa.Integer()),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_self_check"),
        sa.ForeignKeyConstraint(
            ["draft_id"],
            ["draft.id"],
            name="fk_self_check_draft_id",
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_self_check_person_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_self_check_draft_id", "self_check", ["draft_id"])
    op.create_index("ix_self_check_person_id", "self_check", ["person_id"])
    op.create_table(
        "share",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("cohort_id", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_share"),
        sa.ForeignKeyConstraint(
            ["cohort_id"],
            ["cohort.id"],
            name="fk_share_cohort_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_share_person_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_share_cohort_id", "share", ["cohort_id"])
    op.create_index("ix_share_item_id", "share", ["item_id"])
    op.create_index("ix_share_person_id", "share", ["person_id"])
    op.create_table(
        "look",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("viewer_id", sa.String()),
        sa.Column("owner_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("item_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("from_face", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_look"),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["person.id"],
            name="fk_look_owner_id",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["viewer_id"],
            ["person.id"],
            name="fk_look_viewer_id",
            ondelete="SET NULL",
        ),
    )
    op.create_index("ix_look_owner_id", "look", ["owner_id"])
    op.create_index("ix_look_viewer_id", "look", ["viewer_id"])
    op.create_table(
        "model_use",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("person_id", sa.String()),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("model", sa.String(), nullable=False),
        sa.Column("tokens_in", sa.Integer(), nullable=False),
        sa.Column("tokens_out", sa.Integer(), nullable=False),
        sa.Column("cost_usd", sa.Float()),
        sa.PrimaryKeyConstraint("id", name="pk_model_use"),
        sa.ForeignKeyConstraint(
            ["person_id"],
            ["person.id"],
            name="fk_model_use_person_id",
            ondelete="SET NULL",
        ),
    )
    op.create_index("ix_model_use_at", "model_use", ["at"])
    op.create_index("ix_model_use_person_id", "model_use", ["person_id"])
    op.create_table(
        "credential_record",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_credential_record"),
    )
    op.create_table(
        "stack_record",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("folder", sa.String(), nullable=False),
        sa.Column("path", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_stack_record"),
    )
    op.create_table(
        "passage_record",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("credential_id", sa.String(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_passage_record"),
        sa.ForeignKeyConstraint(
            ["credential_id"],
            ["credential_record.id"],
            name="fk_passage_record_credential_id",
            ondelete="CASCADE",
        ),
    )
    op.create_index("ix_passage_record_credential_id", "passage_record", ["credential_id"])
    op.create_table(
        "catalogue_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("embedder", sa.String()),
        sa.PrimaryKeyConstraint("id", name="pk_catalogue_state"),
    )


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
