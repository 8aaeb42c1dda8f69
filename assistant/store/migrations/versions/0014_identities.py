"""Who a person is at a provider of single sign-on; when and where a session was last used."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0010"
branch_labels = None
depends_on = None

TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "identity",
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("issuer", "subject", name="pk_identity"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_identity_person_id", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_identity_person_id", "identity", ["person_id"])
    op.add_column("sign_in", sa.Column("last_seen_at", TIME))
    op.add_column(
        "sign_in", sa.Column("device", sa.String(), server_default=sa.text("''"), nullable=False)
    )


def downgrade() -> None:
    op.drop_column("sign_in", "device")
    op.drop_column("sign_in", "last_seen_at")
    op.drop_table("identity")
