"""For who changes a table: `python -m storage.revise 0002 "what changes"` writes the migration's first draft.

It compares the tables in the code with a database that is at the newest revision. Read it, mend it.
"""

import sys
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import create_engine

from storage.migrate import MIGRATIONS, migrate
from storage.schema import UtcDateTime


def _plain_types(kind: str, item: Any, _: Any) -> str | bool:
    """A migration must not change when our own types do."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def revise(revision: str, message: str) -> Path:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    with create_engine("sqlite://").connect() as connection:
        migrate(connection)
        config.attributes.update(connection=connection, render_item=_plain_types)
        script = command.revision(config, message=message, rev_id=revision, autogenerate=True)
    return Path(str(getattr(script, "path", "")))


if __name__ == "__main__":
    revise(*sys.argv[1:3])
