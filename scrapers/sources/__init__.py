"""One pure parser a kind of source: bytes and a zone in, `domain.sources.SourceEvent`s out."""
