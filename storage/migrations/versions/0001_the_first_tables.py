"""the first tables"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "articles",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("pair", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("check_again_on", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_articles")),
        sa.UniqueConstraint("community", "key", name=op.f("uq_articles_community_key")),
    )
    with op.batch_alter_table("articles", schema=None) as batch_op:
        batch_op.create_index("ix_articles_check", ["community", "check_again_on"], unique=False)
        batch_op.create_index("ix_articles_pair", ["community", "pair"], unique=False)

    op.create_table(
        "clicks",
        sa.Column("interaction", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("interaction", name=op.f("pk_clicks")),
    )
    with op.batch_alter_table("clicks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_clicks_at"), ["at"], unique=False)

    op.create_table(
        "communities",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("english_line", sa.Boolean(), nullable=False),
        sa.Column("zone_name", sa.String(), nullable=False),
        sa.Column("trust_after", sa.Integer(), nullable=False),
        sa.Column("event_list", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_communities")),
    )
    op.create_table(
        "files",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_files")),
        sa.UniqueConstraint("sha256", name=op.f("uq_files_sha256")),
    )
    op.create_table(
        "heartbeats",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_heartbeats")),
    )
    op.create_table(
        "journal",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.BigInteger(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.create_index("ix_journal_subject", ["community", "subject"], unique=False)

    op.create_table(
        "meta",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "passages",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("community", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("article", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", "community", name=op.f("pk_passages")),
    )
    with op.batch_alter_table("passages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_passages_article"), ["article"], unique=False)

    op.create_table(
        "search_indexes",
        sa.Column("community", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("version", sa.BigInteger(), nullable=False),
        sa.Column("recipe", sa.Integer(), nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.Column("public", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("public_length", sa.BigInteger(), nullable=False),
        sa.Column("members_length", sa.BigInteger(), nullable=False),
        sa.Column("bar", sa.Integer(), nullable=True),
        sa.Column("refused", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("community", name=op.f("pk_search_indexes")),
    )
    op.create_table(
        "search_postings",
        sa.Column(
            "word", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("audience", sa.SmallInteger(), autoincrement=False, nullable=False),
        sa.Column("block", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("word", "audience", "block", name=op.f("pk_search_postings")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_words",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("word", sa.String(), nullable=False),
        sa.Column("stem_nl", sa.String(), nullable=False),
        sa.Column("stem_en", sa.String(), nullable=False),
        sa.Column("public", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_words")),
        sa.UniqueConstraint("community", "word", name=op.f("uq_search_words_community_word")),
    )
    with op.batch_alter_table("search_words", schema=None) as batch_op:
        batch_op.create_index("ix_search_words_changed", ["community", "changed"], unique=False)

    op.create_table(
        "timers",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("due", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_timers")),
        sa.UniqueConstraint("kind", "subject", name=op.f("uq_timers_kind_subject")),
    )
    with op.batch_alter_table("timers", schema=None) as batch_op:
        batch_op.create_index("ix_timers_due", ["due"], unique=False)

    op.create_table(
        "agendas",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_agendas_community")),
        sa.PrimaryKeyConstraint("community", name=op.f("pk_agendas")),
    )
    op.create_table(
        "appointments",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_appointments_community")),
        sa.PrimaryKeyConstraint("community", "sector", "part", name=op.f("pk_appointments")),
    )
    op.create_table(
        "article_versions",
        sa.Column("article", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("author", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["article"], ["articles.id"], name=op.f("fk_article_versions_article")),
        sa.PrimaryKeyConstraint("article", "number", name=op.f("pk_article_versions")),
    )
    op.create_table(
        "assembly_attendance",
        sa.Column("community", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("assembly", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_assembly_attendance_community")
        ),
        sa.PrimaryKeyConstraint("community", "assembly", "person", name=op.f("pk_assembly_attendance")),
    )
    op.create_table(
        "assembly_drafts",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_assembly_drafts_community")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assembly_drafts")),
    )
    op.create_table(
        "assembly_proxies_asked",
        sa.Column("community", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("assembly", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("holder", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_assembly_proxies_asked_community")
        ),
        sa.PrimaryKeyConstraint("community", "assembly", "person", name=op.f("pk_assembly_proxies_asked")),
    )
    op.create_table(
        "contact_cards",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("reach", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_contact_cards_community")),
        sa.PrimaryKeyConstraint("community", "person", name=op.f("pk_contact_cards")),
    )
    op.create_table(
        "decision_mutes",
        sa.Column("community", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "decision",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_decision_mutes_community")),
        sa.PrimaryKeyConstraint("community", "person", "decision", name=op.f("pk_decision_mutes")),
    )
    op.create_table(
        "decision_numbers",
        sa.Column("community", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_decision_numbers_community")
        ),
        sa.PrimaryKeyConstraint("community", name=op.f("pk_decision_numbers")),
    )
    op.create_table(
        "decision_presets",
        sa.Column("community", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_decision_presets_community")
        ),
        sa.PrimaryKeyConstraint("community", "key", name=op.f("pk_decision_presets")),
    )
    op.create_table(
        "decisions",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("terms", sa.Text(), nullable=False),
        sa.Column("starter", sa.BigInteger(), nullable=False),
        sa.Column("opened", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closes", sa.DateTime(timezone=True), nullable=False),
        sa.Column("extended", sa.Boolean(), nullable=False),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("findable", sa.Text(), nullable=False),
        sa.Column("amends", sa.Integer(), nullable=True),
        sa.Column("runoff_of", sa.Integer(), nullable=True),
        sa.Column("review_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_decisions_community")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
        sa.UniqueConstraint("community", "number", name=op.f("uq_decisions_community_number")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index("ix_decisions_ended", ["community", "ended"], unique=False)

    op.create_table(
        "desk_groups",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.Integer(), nullable=False),
        sa.Column("dealt", sa.String(), nullable=False),
        sa.Column("dealt_by", sa.BigInteger(), nullable=True),
        sa.Column("dealt_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_desk_groups_community")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_groups")),
    )
    with op.batch_alter_table("desk_groups", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_desk_groups_community"), ["community"], unique=False)

    op.create_table(
        "desk_months",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_desk_months_community")),
        sa.PrimaryKeyConstraint("community", "month", name=op.f("pk_desk_months")),
    )
    op.create_table(
        "desk_numbers",
        sa.Column("community", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_desk_numbers_community")),
        sa.PrimaryKeyConstraint("community", name=op.f("pk_desk_numbers")),
    )
    op.create_table(
        "desk_questions",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("click", sa.BigInteger(), nullable=False),
        sa.Column("asker", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("for_whom", sa.String(), nullable=False),
        sa.Column("by", sa.Date(), nullable=True),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("reason_nl", sa.String(), nullable=False),
        sa.Column("reason_en", sa.String(), nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=True),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("unanswered", sa.Boolean(), nullable=False),
        sa.Column("waits_for", sa.String(), nullable=True),
        sa.Column("waits_note", sa.String(), nullable=False),
        sa.Column("waits_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminded", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("thread", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=False),
        sa.Column("kb_question", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("context", sa.String(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("why_not", sa.String(), nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=True),
        sa.Column("reopened", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_desk_questions_community")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_questions")),
    )
    with op.batch_alter_table("desk_questions", schema=None) as batch_op:
        batch_op.create_index("ix_desk_questions_asker", ["community", "asker"], unique=False)
        batch_op.create_index(
            "ix_desk_questions_by_sector",
            ["community", "sector", "due_at"],
            unique=False,
            sqlite_where=sa.text("unanswered = 1"),
            postgresql_where=sa.text("unanswered"),
        )
        batch_op.create_index(
            "ix_desk_questions_by_wait",
            ["community", "waits_since"],
            unique=False,
            sqlite_where=sa.text("unanswered = 1"),
            postgresql_where=sa.text("unanswered"),
        )
        batch_op.create_index("ix_desk_questions_click", ["click"], unique=False)
        batch_op.create_index("ix_desk_questions_closed", ["community", "closed_at"], unique=False)
        batch_op.create_index("ix_desk_questions_owner", ["community", "owner"], unique=False)
        batch_op.create_index(
            "ix_desk_questions_thread",
            ["thread"],
            unique=False,
            sqlite_where=sa.text("thread <> 0"),
            postgresql_where=sa.text("thread <> 0"),
        )
        batch_op.create_index("uq_desk_questions_number", ["community", "number"], unique=True)

    op.create_table(
        "desk_settings",
        sa.Column("community", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("term", sa.Integer(), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=False),
        sa.Column("quiet_until", sa.Time(), nullable=False),
        sa.Column("keep", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_desk_settings_community")),
        sa.PrimaryKeyConstraint("community", name=op.f("pk_desk_settings")),
    )
    op.create_table(
        "digest_plans",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("pinned", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_digest_plans_community")),
        sa.PrimaryKeyConstraint("community", "theme", "rhythm", name=op.f("pk_digest_plans")),
    )
    op.create_table(
        "digest_schedules",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("weekly", sa.Boolean(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("weekly_at", sa.String(), nullable=False),
        sa.Column("daily", sa.Boolean(), nullable=False),
        sa.Column("daily_at", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_digest_schedules_community")
        ),
        sa.PrimaryKeyConstraint("community", name=op.f("pk_digest_schedules")),
    )
    op.create_table(
        "digests",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("news_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("pinned", sa.JSON(), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_digests_community")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_digests")),
        sa.UniqueConstraint(
            "community", "theme", "rhythm", "day", name=op.f("uq_digests_community_theme_rhythm_day")
        ),
    )
    with op.batch_alter_table("digests", schema=None) as batch_op:
        batch_op.create_index("ix_digests_open", ["community", "open"], unique=False)

    op.create_table(
        "directory_drafts",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("own", sa.Boolean(), nullable=False),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("tongues", sa.JSON(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("shows_person", sa.Boolean(), nullable=False),
        sa.Column("entry", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sent", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_directory_drafts_community")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_drafts")),
    )
    with op.batch_alter_table("directory_drafts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directory_drafts_person"), ["person"], unique=False)

    op.create_table(
        "directory_entries",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("tongues", sa.JSON(), nullable=False),
        sa.Column("offers", sa.String(), nullable=False),
        sa.Column("seeks", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=True),
        sa.Column("contact", sa.BigInteger(), nullable=True),
        sa.Column("asked_contact", sa.BigInteger(), nullable=True),
        sa.Column("shows_person", sa.Boolean(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("approach", sa.String(), nullable=False),
        sa.Column("venue", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("lease_ends", sa.Date(), nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_directory_entries_community")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_directory_entries")),
        sqlite_autoincrement=True,
    )
    with op.batch_alter_table("directory_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_directory_entries_community"), ["community"], unique=False)
        batch_op.create_index("ux_directory_entries_owner", ["community", "owner"], unique=True)

    op.create_table(
        "dossier_numbers",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_dossier_numbers_community")),
        sa.PrimaryKeyConstraint("community", name=op.f("pk_dossier_numbers")),
    )
    op.create_table(
        "dossiers",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.Column("counterpart", sa.String(), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("wanted", sa.Text(), nullable=False),
        sa.Column("term", sa.Date(), nullable=True),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("waits_for", sa.String(), nullable=True),
        sa.Column("waits_note", sa.String(), nullable=False),
        sa.Column("waits_since", sa.Date(), nullable=True),
        sa.Column("question", sa.Integer(), nullable=True),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("contact_person", sa.BigInteger(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("outcome_text", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("term_told", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_dossiers_community")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossiers")),
        sa.UniqueConstraint("community", "number", name=op.f("uq_dossiers_community_number")),
    )
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossiers_owner"), ["owner"], unique=False)
        batch_op.create_index("ix_dossiers_stage", ["community", "stage"], unique=False)

    op.create_table(
        "emergency_entries",
        sa.Column("community", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_emergency_entries_community")
        ),
        sa.PrimaryKeyConstraint("community", "n", name=op.f("pk_emergency_entries")),
    )
    op.create_table(
        "emergency_records",
        sa.Column("community", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("seal", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("notice", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["community"], ["communities.id"], name=op.f("fk_emergency_records_community")
        ),
        sa.PrimaryKeyConstraint("community", name=op.f("pk_emergency_records")),
    )
    op.create_table(
        "finds",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("events", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_finds_community")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_finds")),
    )
    with op.batch_alter_table("finds", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_finds_at"), ["at"], unique=False)

    op.create_table(
        "introductions",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("entry", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("asker", sa.BigInteger(), nullable=False),
        sa.Column("asked", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undelivered", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_introductions_community")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_introductions")),
    )
    with op.batch_alter_table("introductions", schema=None) as batch_op:
        batch_op.create_index("ix_introductions_asked", ["community", "asked"], unique=False)
        batch_op.create_index("ix_introductions_asker", ["community", "asker"], unique=False)

    op.create_table(
        "kb_questions",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("passage", sa.String(), nullable=False),
        sa.Column("context", sa.String(), nullable=False),
        sa.Column("desk_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("message", sa.BigInteger(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_kb_questions_community")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kb_questions")),
    )
    with op.batch_alter_table("kb_questions", schema=None) as batch_op:
        batch_op.create_index("ix_kb_questions_asked", ["asked_at"], unique=False)
        batch_op.create_index("ix_kb_questions_community", ["community", "asked_at"], unique=False)

    op.create_table(
        "kb_reads",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_kb_reads_community")),
        sa.PrimaryKeyConstraint("community", "article", name=op.f("pk_kb_reads")),
    )
    op.create_table(
        "looks",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_looks_community")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_looks")),
    )
    op.create_table(
        "mandates",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("up_to", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("granted_by", sa.Integer(), nullable=True),
        sa.Column("ended", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_mandates_community")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mandates")),
    )
    with op.batch_alter_table("mandates", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mandates_community"), ["community"], unique=False)

    op.create_table(
        "meeting_rules",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on", sa.Boolean(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Integer(), nullable=False),
        sa.Column("asks", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=True),
        sa.Column("channel_name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("translation", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_meeting_rules_community")),
        sa.PrimaryKeyConstraint("community", "kind", name=op.f("pk_meeting_rules")),
    )
    op.create_table(
        "meeting_wishes",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("leads", sa.JSON(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_meeting_wishes_community")),
        sa.PrimaryKeyConstraint("community", "person", name=op.f("pk_meeting_wishes")),
    )
    op.create_table(
        "mirrors",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("others", sa.Integer(), nullable=False),
        sa.Column("listed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_look", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("parked", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_mirrors_community")),
        sa.PrimaryKeyConstraint("community", name=op.f("pk_mirrors")),
    )
    op.create_table(
        "party_hosts",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("venue", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_party_hosts_community")),
        sa.PrimaryKeyConstraint("community", "year", name=op.f("pk_party_hosts")),
    )
    op.create_table(
        "party_wants",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column(
            "venue", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("wants", sa.String(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_party_wants_community")),
        sa.PrimaryKeyConstraint("community", "year", "venue", name=op.f("pk_party_wants")),
    )
    op.create_table(
        "postings",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("surface", sa.String(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.Column("dirty", sa.Boolean(), nullable=False),
        sa.Column("quiet", sa.Boolean(), nullable=False),
        sa.Column("touched", sa.Integer(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("parked", sa.String(), nullable=True),
        sa.Column("anew", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_postings_community")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_postings")),
        sa.UniqueConstraint(
            "community",
            "subject",
            "surface",
            "place",
            name=op.f("uq_postings_community_subject_surface_place"),
        ),
    )
    with op.batch_alter_table("postings", schema=None) as batch_op:
        batch_op.create_index("ix_postings_dirty", ["dirty", "not_before"], unique=False)
        batch_op.create_index("ix_postings_message", ["message_id"], unique=False)
        batch_op.create_index(
            "ix_postings_not_sent",
            ["place"],
            unique=False,
            sqlite_where=sa.text("parked = 'dm'"),
            postgresql_where=sa.text("parked = 'dm'"),
        )

    op.create_table(
        "preferences",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("languages", sa.JSON(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("reminder", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_preferences_community")),
        sa.PrimaryKeyConstraint("community", "person", name=op.f("pk_preferences")),
    )
    op.create_table(
        "sectors",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("nl", sa.String(), nullable=False),
        sa.Column("en", sa.String(), nullable=False),
        sa.Column("emoji", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_sectors_community")),
        sa.PrimaryKeyConstraint("community", "key", name=op.f("pk_sectors")),
    )
    op.create_table(
        "sources",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("interval_minutes", sa.Integer(), nullable=False),
        sa.Column("precedence", sa.Integer(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("former_rules", sa.JSON(), nullable=False),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("added_by", sa.BigInteger(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("etag", sa.String(), nullable=True),
        sa.Column("last_modified", sa.String(), nullable=True),
        sa.Column("last_good", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_count", sa.Integer(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", sa.DateTime(timezone=True), nullable=True),
        sa.Column("problem", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_sources_community")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sources")),
        sa.UniqueConstraint("community", "url", name=op.f("uq_sources_community_url")),
    )
    op.create_table(
        "spots",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("discord_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_spots_community")),
        sa.PrimaryKeyConstraint("community", "kind", "key", name=op.f("pk_spots")),
    )
    op.create_table(
        "themes",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("nl", sa.String(), nullable=False),
        sa.Column("en", sa.String(), nullable=False),
        sa.Column("emoji", sa.String(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_themes_community")),
        sa.PrimaryKeyConstraint("community", "key", name=op.f("pk_themes")),
    )
    op.create_table(
        "venues",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("city", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_venues_community")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_venues")),
        sa.UniqueConstraint("community", "name", name=op.f("uq_venues_community_name")),
    )
    op.create_table(
        "workflow_runs",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("article", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("in_private", sa.Boolean(), nullable=False),
        sa.Column("steps", sa.JSON(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reminded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_workflow_runs_community")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workflow_runs")),
    )
    with op.batch_alter_table("workflow_runs", schema=None) as batch_op:
        batch_op.create_index("ix_workflow_runs_community", ["community", "stopped_at"], unique=False)

    op.create_table(
        "brakes",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dropped", sa.JSON(), nullable=False),
        sa.Column("cancelled", sa.JSON(), nullable=False),
        sa.Column("coming", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_brakes_community")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_brakes_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_brakes")),
    )
    with op.batch_alter_table("brakes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_brakes_source"), ["source"], unique=False)

    op.create_table(
        "decision_ballots",
        sa.Column(
            "decision",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ballot", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["decisions.id"], name=op.f("fk_decision_ballots_decision")),
        sa.PrimaryKeyConstraint("decision", "person", name=op.f("pk_decision_ballots")),
    )
    op.create_table(
        "decision_entries",
        sa.Column(
            "decision",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["decisions.id"], name=op.f("fk_decision_entries_decision")),
        sa.PrimaryKeyConstraint("decision", "n", name=op.f("pk_decision_entries")),
    )
    op.create_table(
        "decision_proxies",
        sa.Column(
            "decision",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("holder", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["decisions.id"], name=op.f("fk_decision_proxies_decision")),
        sa.PrimaryKeyConstraint("decision", "person", name=op.f("pk_decision_proxies")),
    )
    with op.batch_alter_table("decision_proxies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_proxies_holder"), ["holder"], unique=False)

    op.create_table(
        "decision_seats",
        sa.Column(
            "decision",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("seat", sa.String(), nullable=False),
        sa.Column("voted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["decisions.id"], name=op.f("fk_decision_seats_decision")),
        sa.PrimaryKeyConstraint("decision", "person", name=op.f("pk_decision_seats")),
        sqlite_with_rowid=False,
    )
    with op.batch_alter_table("decision_seats", schema=None) as batch_op:
        batch_op.create_index("ix_decision_seats_person", ["person", "seat", "voted"], unique=False)

    op.create_table(
        "desk_drafts",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("for_whom", sa.String(), nullable=False),
        sa.Column("by_text", sa.String(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("locale", sa.String(), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("context", sa.String(), nullable=False),
        sa.Column("kb_question", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("looked_up", sa.String(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("sent", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_desk_drafts_community")),
        sa.ForeignKeyConstraint(
            ["kb_question"], ["kb_questions.id"], name=op.f("fk_desk_drafts_kb_question")
        ),
        sa.ForeignKeyConstraint(["sent"], ["desk_questions.id"], name=op.f("fk_desk_drafts_sent")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_drafts")),
    )
    with op.batch_alter_table("desk_drafts", schema=None) as batch_op:
        batch_op.create_index("ix_desk_drafts_kb_question", ["kb_question"], unique=False)
        batch_op.create_index("ix_desk_drafts_person", ["community", "person"], unique=False)

    op.create_table(
        "desk_entries",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("question", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=True),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("message", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["question"], ["desk_questions.id"], name=op.f("fk_desk_entries_question")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_desk_entries")),
    )
    with op.batch_alter_table("desk_entries", schema=None) as batch_op:
        batch_op.create_index("ix_desk_entries_question", ["question"], unique=False)
        batch_op.create_index(
            "uq_desk_entries_message",
            ["message"],
            unique=True,
            sqlite_where=sa.text("message <> 0"),
            postgresql_where=sa.text("message <> 0"),
        )

    op.create_table(
        "desk_grouped",
        sa.Column(
            "question",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("group", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["group"], ["desk_groups.id"], name=op.f("fk_desk_grouped_group")),
        sa.PrimaryKeyConstraint("question", name=op.f("pk_desk_grouped")),
    )
    with op.batch_alter_table("desk_grouped", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_desk_grouped_group"), ["group"], unique=False)

    op.create_table(
        "desk_helpers",
        sa.Column("question", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["question"], ["desk_questions.id"], name=op.f("fk_desk_helpers_question")),
        sa.PrimaryKeyConstraint("question", "person", name=op.f("pk_desk_helpers")),
    )
    with op.batch_alter_table("desk_helpers", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_desk_helpers_person"), ["person"], unique=False)

    op.create_table(
        "desk_sectors",
        sa.Column("question", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("sector", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["question"], ["desk_questions.id"], name=op.f("fk_desk_sectors_question")),
        sa.PrimaryKeyConstraint("question", "sector", name=op.f("pk_desk_sectors")),
    )
    op.create_table(
        "dossier_documents",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("dossier", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("file", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossiers.id"], name=op.f("fk_dossier_documents_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_documents")),
    )
    with op.batch_alter_table("dossier_documents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossier_documents_dossier"), ["dossier"], unique=False)

    op.create_table(
        "dossier_entries",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("dossier", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("internal", sa.Boolean(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossiers.id"], name=op.f("fk_dossier_entries_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_entries")),
    )
    with op.batch_alter_table("dossier_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossier_entries_dossier"), ["dossier"], unique=False)

    op.create_table(
        "dossier_people",
        sa.Column("dossier", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("insider", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossiers.id"], name=op.f("fk_dossier_people_dossier")),
        sa.PrimaryKeyConstraint("dossier", "person", name=op.f("pk_dossier_people")),
    )
    with op.batch_alter_table("dossier_people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dossier_people_person"), ["person"], unique=False)

    op.create_table(
        "events",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=True),
        sa.Column("time_known", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("venue_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("description", sa.String(), nullable=False),
        sa.Column("price", sa.String(), nullable=False),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("accessibility", sa.String(), nullable=False),
        sa.Column("poster", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("image", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("happening", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("reviewed", sa.Boolean(), nullable=False),
        sa.Column("reviewer", sa.String(), nullable=False),
        sa.Column("submitter", sa.BigInteger(), nullable=True),
        sa.Column("made_by", sa.String(), nullable=False),
        sa.Column("source_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("touched", sa.JSON(), nullable=False),
        sa.Column("origins", sa.JSON(), nullable=False),
        sa.Column("merged_into", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("also", sa.JSON(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_events_community")),
        sa.ForeignKeyConstraint(["merged_into"], ["events.id"], name=op.f("fk_events_merged_into")),
        sa.ForeignKeyConstraint(["poster"], ["files.id"], name=op.f("fk_events_poster")),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], name=op.f("fk_events_source_id")),
        sa.ForeignKeyConstraint(["venue_id"], ["venues.id"], name=op.f("fk_events_venue_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
    )
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.create_index("ix_events_community_starts", ["community", "starts"], unique=False)
        batch_op.create_index(batch_op.f("ix_events_merged_into"), ["merged_into"], unique=False)
        batch_op.create_index("ix_events_submitter", ["community", "submitter", "starts"], unique=False)
        batch_op.create_index("ix_events_venue", ["venue_id", "starts"], unique=False)

    op.create_table(
        "kb_votes",
        sa.Column("question", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["question"], ["kb_questions.id"], name=op.f("fk_kb_votes_question")),
        sa.PrimaryKeyConstraint("question", "person", name=op.f("pk_kb_votes")),
    )
    op.create_table(
        "lease_warnings",
        sa.Column(
            "entry", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("lead", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entry"], ["directory_entries.id"], name=op.f("fk_lease_warnings_entry")),
        sa.PrimaryKeyConstraint("entry", "ends", "lead", name=op.f("pk_lease_warnings")),
    )
    op.create_table(
        "party_choices",
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("decision", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_party_choices_community")),
        sa.ForeignKeyConstraint(["decision"], ["decisions.id"], name=op.f("fk_party_choices_decision")),
        sa.PrimaryKeyConstraint("community", "year", name=op.f("pk_party_choices")),
    )
    op.create_table(
        "poll_drafts",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("settled", sa.JSON(), nullable=True),
        sa.Column("started", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_poll_drafts_community")),
        sa.ForeignKeyConstraint(["started"], ["decisions.id"], name=op.f("fk_poll_drafts_started")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_poll_drafts")),
    )
    with op.batch_alter_table("poll_drafts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_poll_drafts_updated_at"), ["updated_at"], unique=False)

    op.create_table(
        "secret_ballots",
        sa.Column(
            "decision",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("ballot", sa.Text(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["decisions.id"], name=op.f("fk_secret_ballots_decision")),
        sa.PrimaryKeyConstraint("decision", "ballot", name=op.f("pk_secret_ballots")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "workflow_people",
        sa.Column("run", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["run"], ["workflow_runs.id"], name=op.f("fk_workflow_people_run")),
        sa.PrimaryKeyConstraint("run", "person", name=op.f("pk_workflow_people")),
    )
    with op.batch_alter_table("workflow_people", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_workflow_people_person"), ["person"], unique=False)

    op.create_table(
        "workflow_ticks",
        sa.Column("run", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("step", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["run"], ["workflow_runs.id"], name=op.f("fk_workflow_ticks_run")),
        sa.PrimaryKeyConstraint("run", "step", name=op.f("pk_workflow_ticks")),
    )
    op.create_table(
        "absences",
        sa.Column(
            "event", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_absences_community")),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_absences_event")),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_absences")),
    )
    op.create_table(
        "changes",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("event", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_changes_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_changes")),
    )
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_changes_event"), ["event"], unique=False)

    op.create_table(
        "dissents",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("event", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("said", sa.JSON(), nullable=False),
        sa.Column("ours", sa.JSON(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_dissents_community")),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_dissents_event")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_dissents_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dissents")),
    )
    with op.batch_alter_table("dissents", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dissents_event"), ["event"], unique=False)

    op.create_table(
        "drafts",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("typed", sa.JSON(), nullable=False),
        sa.Column("themes", sa.JSON(), nullable=False),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("poster", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("image", sa.String(), nullable=False),
        sa.Column("settled", sa.JSON(), nullable=True),
        sa.Column("opened", sa.JSON(), nullable=True),
        sa.Column("event_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("sent_event", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("untouched", sa.Boolean(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_drafts_community")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_drafts_event_id")),
        sa.ForeignKeyConstraint(["poster"], ["files.id"], name=op.f("fk_drafts_poster")),
        sa.ForeignKeyConstraint(["sent_event"], ["events.id"], name=op.f("fk_drafts_sent_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.create_index("ix_drafts_person", ["community", "person"], unique=False)

    op.create_table(
        "interests",
        sa.Column("event", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reminder", sa.String(), nullable=True),
        sa.Column("reminded_for", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_interests_event")),
        sa.PrimaryKeyConstraint("event", "person", name=op.f("pk_interests")),
    )
    with op.batch_alter_table("interests", schema=None) as batch_op:
        batch_op.create_index("ix_interests_person", ["person"], unique=False)

    op.create_table(
        "meetings",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("zone_name", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=True),
        sa.Column("channel_name", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("translation", sa.Boolean(), nullable=False),
        sa.Column("limit", sa.DateTime(timezone=True), nullable=True),
        sa.Column("planner", sa.BigInteger(), nullable=True),
        sa.Column("event", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_meetings_community")),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_meetings_event")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meetings")),
        sa.UniqueConstraint("community", "kind", "period", name=op.f("uq_meetings_community_kind_period")),
    )
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.create_index("ix_meetings_day", ["community", "day"], unique=False)
        batch_op.create_index("ix_meetings_event", ["event"], unique=False)

    op.create_table(
        "mirror_interests",
        sa.Column(
            "event", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("discord_id", sa.BigInteger(), nullable=False),
        sa.Column("brought", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_mirror_interests_event")),
        sa.PrimaryKeyConstraint("event", "person", name=op.f("pk_mirror_interests")),
    )
    with op.batch_alter_table("mirror_interests", schema=None) as batch_op:
        batch_op.create_index("ix_mirror_interests_discord_id", ["discord_id"], unique=False)

    op.create_table(
        "mirrored",
        sa.Column(
            "event", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("discord_id", sa.BigInteger(), nullable=True),
        sa.Column("stamp", sa.String(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends", sa.DateTime(timezone=True), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("attempted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("removed", sa.Integer(), nullable=True),
        sa.Column("refused", sa.String(), nullable=False),
        sa.Column("channel", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_mirrored_community")),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_mirrored_event")),
        sa.PrimaryKeyConstraint("event", name=op.f("pk_mirrored")),
    )
    with op.batch_alter_table("mirrored", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_mirrored_community"), ["community"], unique=False)
        batch_op.create_index("ix_mirrored_discord_id", ["discord_id"], unique=False)

    op.create_table(
        "pairs",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("one", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("other", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("match", sa.JSON(), nullable=True),
        sa.Column("kept", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("lent", sa.JSON(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_pairs_community")),
        sa.ForeignKeyConstraint(["kept"], ["events.id"], name=op.f("fk_pairs_kept")),
        sa.ForeignKeyConstraint(["one"], ["events.id"], name=op.f("fk_pairs_one")),
        sa.ForeignKeyConstraint(["other"], ["events.id"], name=op.f("fk_pairs_other")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pairs")),
        sa.UniqueConstraint("one", "other", name=op.f("uq_pairs_one_other")),
    )
    with op.batch_alter_table("pairs", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pairs_other"), ["other"], unique=False)
        batch_op.create_index("ix_pairs_verdict", ["community", "verdict"], unique=False)

    op.create_table(
        "sightings",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("source", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("event", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("home", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("starts", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.Column("decision", sa.JSON(), nullable=True),
        sa.Column("match", sa.JSON(), nullable=True),
        sa.Column("first_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_seen", sa.DateTime(timezone=True), nullable=False),
        sa.Column("missing_since", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["event"], ["events.id"], name=op.f("fk_sightings_event")),
        sa.ForeignKeyConstraint(["home"], ["events.id"], name=op.f("fk_sightings_home")),
        sa.ForeignKeyConstraint(["source"], ["sources.id"], name=op.f("fk_sightings_source")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sightings")),
        sa.UniqueConstraint("source", "external_id", name=op.f("uq_sightings_source_external_id")),
    )
    with op.batch_alter_table("sightings", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_sightings_event"), ["event"], unique=False)
        batch_op.create_index(batch_op.f("ix_sightings_home"), ["home"], unique=False)
        batch_op.create_index("ix_sightings_starts", ["starts"], unique=False)

    op.create_table(
        "meeting_approvals",
        sa.Column("meeting", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meetings.id"], name=op.f("fk_meeting_approvals_meeting")),
        sa.PrimaryKeyConstraint("meeting", "person", name=op.f("pk_meeting_approvals")),
    )
    op.create_table(
        "meeting_attendance",
        sa.Column("meeting", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("came_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meetings.id"], name=op.f("fk_meeting_attendance_meeting")),
        sa.PrimaryKeyConstraint("meeting", "person", name=op.f("pk_meeting_attendance")),
    )
    op.create_table(
        "meeting_comings",
        sa.Column("meeting", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("coming", sa.String(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meetings.id"], name=op.f("fk_meeting_comings_meeting")),
        sa.PrimaryKeyConstraint("meeting", "person", name=op.f("pk_meeting_comings")),
    )
    op.create_table(
        "meeting_dates",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("meeting", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("offered", sa.Boolean(), nullable=False),
        sa.Column("why", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meetings.id"], name=op.f("fk_meeting_dates_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_dates")),
        sa.UniqueConstraint("meeting", "day", "at", name=op.f("uq_meeting_dates_meeting_day_at")),
    )
    op.create_table(
        "meeting_items",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("meeting", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("about", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("english", sa.String(), nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=True),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("by", sa.BigInteger(), nullable=True),
        sa.Column("link", sa.String(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("dropped", sa.Boolean(), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["meeting"], ["meetings.id"], name=op.f("fk_meeting_items_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_items")),
        sa.UniqueConstraint("meeting", "source", "about", name=op.f("uq_meeting_items_meeting_source_about")),
    )
    op.create_table(
        "meeting_names",
        sa.Column("meeting", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meetings.id"], name=op.f("fk_meeting_names_meeting")),
        sa.PrimaryKeyConstraint("meeting", "person", name=op.f("pk_meeting_names")),
    )
    op.create_table(
        "meeting_people",
        sa.Column("meeting", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("required", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meetings.id"], name=op.f("fk_meeting_people_meeting")),
        sa.PrimaryKeyConstraint("meeting", "person", name=op.f("pk_meeting_people")),
    )
    op.create_table(
        "meeting_sessions",
        sa.Column(
            "meeting",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
        ),
        sa.Column("chair", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("item", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("approved_by", sa.BigInteger(), nullable=True),
        sa.Column("paper", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meetings.id"], name=op.f("fk_meeting_sessions_meeting")),
        sa.PrimaryKeyConstraint("meeting", name=op.f("pk_meeting_sessions")),
    )
    op.create_table(
        "meeting_told",
        sa.Column("meeting", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting"], ["meetings.id"], name=op.f("fk_meeting_told_meeting")),
        sa.PrimaryKeyConstraint("meeting", "what", "person", name=op.f("pk_meeting_told")),
    )
    op.create_table(
        "actions",
        sa.Column(
            "id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False
        ),
        sa.Column("community", sa.BigInteger(), nullable=False),
        sa.Column("meeting", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("item", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_by", sa.BigInteger(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gone", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["community"], ["communities.id"], name=op.f("fk_actions_community")),
        sa.ForeignKeyConstraint(["item"], ["meeting_items.id"], name=op.f("fk_actions_item")),
        sa.ForeignKeyConstraint(["meeting"], ["meetings.id"], name=op.f("fk_actions_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
    )
    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.create_index("ix_actions_state", ["community", "state"], unique=False)

    op.create_table(
        "meeting_answers",
        sa.Column("date", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["date"], ["meeting_dates.id"], name=op.f("fk_meeting_answers_date")),
        sa.PrimaryKeyConstraint("date", "person", name=op.f("pk_meeting_answers")),
    )
    op.create_table(
        "meeting_motions",
        sa.Column("item", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("decision", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.ForeignKeyConstraint(["decision"], ["decisions.id"], name=op.f("fk_meeting_motions_decision")),
        sa.ForeignKeyConstraint(["item"], ["meeting_items.id"], name=op.f("fk_meeting_motions_item")),
        sa.PrimaryKeyConstraint("item", "decision", name=op.f("pk_meeting_motions")),
    )
    op.create_table(
        "meeting_notes",
        sa.Column("item", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["item"], ["meeting_items.id"], name=op.f("fk_meeting_notes_item")),
        sa.PrimaryKeyConstraint("item", "version", name=op.f("pk_meeting_notes")),
    )


def downgrade() -> None:
    op.drop_table("meeting_notes")
    op.drop_table("meeting_motions")
    op.drop_table("meeting_answers")
    with op.batch_alter_table("actions", schema=None) as batch_op:
        batch_op.drop_index("ix_actions_state")

    op.drop_table("actions")
    op.drop_table("meeting_told")
    op.drop_table("meeting_sessions")
    op.drop_table("meeting_people")
    op.drop_table("meeting_names")
    op.drop_table("meeting_items")
    op.drop_table("meeting_dates")
    op.drop_table("meeting_comings")
    op.drop_table("meeting_attendance")
    op.drop_table("meeting_approvals")
    with op.batch_alter_table("sightings", schema=None) as batch_op:
        batch_op.drop_index("ix_sightings_starts")
        batch_op.drop_index(batch_op.f("ix_sightings_home"))
        batch_op.drop_index(batch_op.f("ix_sightings_event"))

    op.drop_table("sightings")
    with op.batch_alter_table("pairs", schema=None) as batch_op:
        batch_op.drop_index("ix_pairs_verdict")
        batch_op.drop_index(batch_op.f("ix_pairs_other"))

    op.drop_table("pairs")
    with op.batch_alter_table("mirrored", schema=None) as batch_op:
        batch_op.drop_index("ix_mirrored_discord_id")
        batch_op.drop_index(batch_op.f("ix_mirrored_community"))

    op.drop_table("mirrored")
    with op.batch_alter_table("mirror_interests", schema=None) as batch_op:
        batch_op.drop_index("ix_mirror_interests_discord_id")

    op.drop_table("mirror_interests")
    with op.batch_alter_table("meetings", schema=None) as batch_op:
        batch_op.drop_index("ix_meetings_event")
        batch_op.drop_index("ix_meetings_day")

    op.drop_table("meetings")
    with op.batch_alter_table("interests", schema=None) as batch_op:
        batch_op.drop_index("ix_interests_person")

    op.drop_table("interests")
    with op.batch_alter_table("drafts", schema=None) as batch_op:
        batch_op.drop_index("ix_drafts_person")

    op.drop_table("drafts")
    with op.batch_alter_table("dissents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dissents_event"))

    op.drop_table("dissents")
    with op.batch_alter_table("changes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_changes_event"))

    op.drop_table("changes")
    op.drop_table("absences")
    op.drop_table("workflow_ticks")
    with op.batch_alter_table("workflow_people", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_workflow_people_person"))

    op.drop_table("workflow_people")
    op.drop_table("secret_ballots")
    with op.batch_alter_table("poll_drafts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_poll_drafts_updated_at"))

    op.drop_table("poll_drafts")
    op.drop_table("party_choices")
    op.drop_table("lease_warnings")
    op.drop_table("kb_votes")
    with op.batch_alter_table("events", schema=None) as batch_op:
        batch_op.drop_index("ix_events_venue")
        batch_op.drop_index("ix_events_submitter")
        batch_op.drop_index(batch_op.f("ix_events_merged_into"))
        batch_op.drop_index("ix_events_community_starts")

    op.drop_table("events")
    with op.batch_alter_table("dossier_people", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dossier_people_person"))

    op.drop_table("dossier_people")
    with op.batch_alter_table("dossier_entries", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dossier_entries_dossier"))

    op.drop_table("dossier_entries")
    with op.batch_alter_table("dossier_documents", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dossier_documents_dossier"))

    op.drop_table("dossier_documents")
    op.drop_table("desk_sectors")
    with op.batch_alter_table("desk_helpers", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_desk_helpers_person"))

    op.drop_table("desk_helpers")
    with op.batch_alter_table("desk_grouped", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_desk_grouped_group"))

    op.drop_table("desk_grouped")
    with op.batch_alter_table("desk_entries", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_desk_entries_message",
            sqlite_where=sa.text("message <> 0"),
            postgresql_where=sa.text("message <> 0"),
        )
        batch_op.drop_index("ix_desk_entries_question")

    op.drop_table("desk_entries")
    with op.batch_alter_table("desk_drafts", schema=None) as batch_op:
        batch_op.drop_index("ix_desk_drafts_person")
        batch_op.drop_index("ix_desk_drafts_kb_question")

    op.drop_table("desk_drafts")
    with op.batch_alter_table("decision_seats", schema=None) as batch_op:
        batch_op.drop_index("ix_decision_seats_person")

    op.drop_table("decision_seats")
    with op.batch_alter_table("decision_proxies", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_decision_proxies_holder"))

    op.drop_table("decision_proxies")
    op.drop_table("decision_entries")
    op.drop_table("decision_ballots")
    with op.batch_alter_table("brakes", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_brakes_source"))

    op.drop_table("brakes")
    with op.batch_alter_table("workflow_runs", schema=None) as batch_op:
        batch_op.drop_index("ix_workflow_runs_community")

    op.drop_table("workflow_runs")
    op.drop_table("venues")
    op.drop_table("themes")
    op.drop_table("spots")
    op.drop_table("sources")
    op.drop_table("sectors")
    op.drop_table("preferences")
    with op.batch_alter_table("postings", schema=None) as batch_op:
        batch_op.drop_index(
            "ix_postings_not_sent",
            sqlite_where=sa.text("parked = 'dm'"),
            postgresql_where=sa.text("parked = 'dm'"),
        )
        batch_op.drop_index("ix_postings_message")
        batch_op.drop_index("ix_postings_dirty")

    op.drop_table("postings")
    op.drop_table("party_wants")
    op.drop_table("party_hosts")
    op.drop_table("mirrors")
    op.drop_table("meeting_wishes")
    op.drop_table("meeting_rules")
    with op.batch_alter_table("mandates", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_mandates_community"))

    op.drop_table("mandates")
    op.drop_table("looks")
    op.drop_table("kb_reads")
    with op.batch_alter_table("kb_questions", schema=None) as batch_op:
        batch_op.drop_index("ix_kb_questions_community")
        batch_op.drop_index("ix_kb_questions_asked")

    op.drop_table("kb_questions")
    with op.batch_alter_table("introductions", schema=None) as batch_op:
        batch_op.drop_index("ix_introductions_asker")
        batch_op.drop_index("ix_introductions_asked")

    op.drop_table("introductions")
    with op.batch_alter_table("finds", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_finds_at"))

    op.drop_table("finds")
    op.drop_table("emergency_records")
    op.drop_table("emergency_entries")
    with op.batch_alter_table("dossiers", schema=None) as batch_op:
        batch_op.drop_index("ix_dossiers_stage")
        batch_op.drop_index(batch_op.f("ix_dossiers_owner"))

    op.drop_table("dossiers")
    op.drop_table("dossier_numbers")
    with op.batch_alter_table("directory_entries", schema=None) as batch_op:
        batch_op.drop_index("ux_directory_entries_owner")
        batch_op.drop_index(batch_op.f("ix_directory_entries_community"))

    op.drop_table("directory_entries")
    with op.batch_alter_table("directory_drafts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_directory_drafts_person"))

    op.drop_table("directory_drafts")
    with op.batch_alter_table("digests", schema=None) as batch_op:
        batch_op.drop_index("ix_digests_open")

    op.drop_table("digests")
    op.drop_table("digest_schedules")
    op.drop_table("digest_plans")
    op.drop_table("desk_settings")
    with op.batch_alter_table("desk_questions", schema=None) as batch_op:
        batch_op.drop_index("uq_desk_questions_number")
        batch_op.drop_index(
            "ix_desk_questions_thread",
            sqlite_where=sa.text("thread <> 0"),
            postgresql_where=sa.text("thread <> 0"),
        )
        batch_op.drop_index("ix_desk_questions_owner")
        batch_op.drop_index("ix_desk_questions_closed")
        batch_op.drop_index("ix_desk_questions_click")
        batch_op.drop_index(
            "ix_desk_questions_by_wait",
            sqlite_where=sa.text("unanswered = 1"),
            postgresql_where=sa.text("unanswered"),
        )
        batch_op.drop_index(
            "ix_desk_questions_by_sector",
            sqlite_where=sa.text("unanswered = 1"),
            postgresql_where=sa.text("unanswered"),
        )
        batch_op.drop_index("ix_desk_questions_asker")

    op.drop_table("desk_questions")
    op.drop_table("desk_numbers")
    op.drop_table("desk_months")
    with op.batch_alter_table("desk_groups", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_desk_groups_community"))

    op.drop_table("desk_groups")
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.drop_index("ix_decisions_ended")

    op.drop_table("decisions")
    op.drop_table("decision_presets")
    op.drop_table("decision_numbers")
    op.drop_table("decision_mutes")
    op.drop_table("contact_cards")
    op.drop_table("assembly_proxies_asked")
    op.drop_table("assembly_drafts")
    op.drop_table("assembly_attendance")
    op.drop_table("article_versions")
    op.drop_table("appointments")
    op.drop_table("agendas")
    with op.batch_alter_table("timers", schema=None) as batch_op:
        batch_op.drop_index("ix_timers_due")

    op.drop_table("timers")
    with op.batch_alter_table("search_words", schema=None) as batch_op:
        batch_op.drop_index("ix_search_words_changed")

    op.drop_table("search_words")
    op.drop_table("search_postings")
    op.drop_table("search_indexes")
    with op.batch_alter_table("passages", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_passages_article"))

    op.drop_table("passages")
    op.drop_table("meta")
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.drop_index("ix_journal_subject")

    op.drop_table("journal")
    op.drop_table("heartbeats")
    op.drop_table("files")
    op.drop_table("communities")
    with op.batch_alter_table("clicks", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_clicks_at"))

    op.drop_table("clicks")
    with op.batch_alter_table("articles", schema=None) as batch_op:
        batch_op.drop_index("ix_articles_pair")
        batch_op.drop_index("ix_articles_check")

    op.drop_table("articles")
