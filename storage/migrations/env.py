"""Alembic's entry: runs on the connection that storage.migrate hands over."""

from alembic import context

from storage import unit  # noqa: F401 - imports every table into the metadata
from storage.schema import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    transaction_per_migration=False,
    render_item=context.config.attributes.get("render_item"),
)
with context.begin_transaction():
    context.run_migrations()
