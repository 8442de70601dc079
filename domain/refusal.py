"""What a person did that cannot be done, said so that they know what to do instead."""


class Refusal(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """One sentence for the person who acts; nothing was stored.

    `message_id` is the English sentence itself, with `{name}` places; it is the key into the
    catalogues (the extractor finds every `Refusal("...")`). `params` fill the places and stay raw:
    dates, datetimes, numbers and strings are formatted in the reader's language when shown.
    """

    def __init__(self, message_id: str, /, **params: object) -> None:
        super().__init__(message_id)
        self.message_id = message_id
        self.params = params

    def __str__(self) -> str:
        return self.message_id.format_map({key: str(value) for key, value in self.params.items()})
