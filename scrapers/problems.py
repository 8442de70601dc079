"""Why a source could not be read, each as one sentence for the person who asked."""

from domain.sources import About


class SourceProblem(Exception):  # noqa: N818 - it is an answer, not an error of ours
    """One sentence that says what is wrong with a source and, where something helps, what to do.

    Like `domain.refusal.Refusal`: `message_id` is the English sentence with `{name}` places and the key
    into the catalogues; `params` fill the places.
    """

    def __init__(self, message_id: str, /, **params: object) -> None:
        super().__init__(message_id)
        self.message_id = message_id
        self.params = params

    def __str__(self) -> str:
        return self.message_id.format_map({key: str(value) for key, value in self.params.items()})

    def __reduce__(self) -> tuple[object, ...]:
        """Crosses from the worker process with its places filled."""
        return _again, (type(self), self.message_id, self.params), self.__dict__


class NotAnAgenda(SourceProblem):
    """It was read, and it is no agenda: nothing in it is an event.

    `alternates` are links on it that may lead to one, `about` is what it says about itself.
    """

    alternates: tuple[str, ...] = ()
    about: About | None = None


class Unreadable(SourceProblem):
    """It should be an agenda, but is too broken, too large or too slow to read."""


class FetchProblem(SourceProblem):
    """It could not be fetched: refused, gone, too slow, too large or not allowed."""


class ServerProblem(FetchProblem):
    """The host is to blame, so that it is left alone for a while.

    `retry_after` is how many seconds it asked for, None when it did not.
    """

    retry_after: float | None = None

    def after(self, seconds: float | None) -> "ServerProblem":
        """The same problem with the wait that the host asked for."""
        self.retry_after = seconds
        return self


def _again(kind: type[SourceProblem], message_id: str, params: dict[str, object]) -> SourceProblem:
    return kind(message_id, **params)
