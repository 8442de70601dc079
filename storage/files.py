"""Files that people sent along (posters): kept whole, each content once."""

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Column, Connection, LargeBinary, String, Table, select

from storage.schema import insert_into, key_column, metadata

files = Table(
    "files",
    metadata,
    key_column(),
    Column("sha256", String, nullable=False, unique=True),
    Column("name", String, nullable=False),
    Column("media_type", String, nullable=False),
    Column("data", LargeBinary, nullable=False),
)


@dataclass(frozen=True, slots=True)
class File:
    name: str
    media_type: str
    data: bytes


class Files:
    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, file: File) -> int:
        digest = sha256(file.data).hexdigest()
        self._connection.execute(
            insert_into(files, self._connection.dialect)
            .values(sha256=digest, name=file.name, media_type=file.media_type, data=file.data)
            .on_conflict_do_nothing(index_elements=["sha256"])
        )
        file_id: int = self._connection.execute(
            select(files.c.id).where(files.c.sha256 == digest)
        ).scalar_one()
        return file_id

    def get(self, file_id: int) -> File | None:
        row = self._connection.execute(
            select(files.c.name, files.c.media_type, files.c.data).where(files.c.id == file_id)
        ).one_or_none()
        return File(*row) if row else None
