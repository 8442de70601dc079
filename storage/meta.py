"""Small facts about this database itself, by name."""

from sqlalchemy import Column, Connection, String, Table, select

from storage.schema import metadata, upsert

meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", String, nullable=False),
)


class Meta:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str) -> str | None:
        return self._connection.execute(select(meta.c.value).where(meta.c.key == key)).scalar_one_or_none()

    def put(self, key: str, value: str) -> None:
        self._connection.execute(
            upsert(meta, self._connection.dialect, {"key": key, "value": value}, ("key",))
        )
