"""What the rules answer when they say no, in words that the edge translates."""

from typing import Any, Self


class Refusal(Exception):
    """An answer, not an accident: `key` and each text of `fields` are English msgids with %(name)s places.

    `current` is the state that made the request old; `params` fills the places.
    """

    def __init__(
        self,
        status: int,
        key: str,
        fields: dict[str, str] | None = None,
        current: dict[str, Any] | None = None,
        params: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(key)
        self.status = status
        self.key = key
        self.fields = fields or {}
        self.current = current
        self.params = params or {}

    def as_dict(self) -> dict[str, Any]:
        """The refusal as it is remembered, still untranslated; `current` only where there is one."""
        said: dict[str, Any] = {"key": self.key, "params": self.params, "fields": self.fields}
        return said if self.current is None else {**said, "current": self.current}


class Nothing(Refusal):
    """404: what is not there, and what is not for whoever asks; the answer does not tell which."""

    def __init__(self) -> None:
        super().__init__(404, "There is nothing at this address.")


class NotYours(Refusal):
    """403: the person is known, and this is not theirs to do."""

    def __init__(self, key: str, params: dict[str, Any] | None = None) -> None:
        super().__init__(403, key, params=params)


class Stale(Refusal):
    """409: somebody was faster; `current` is what they left."""

    def __init__(self, key: str, current: dict[str, Any], params: dict[str, Any] | None = None) -> None:
        super().__init__(409, key, current=current, params=params)


class Closed(Refusal):
    """410: it could be done once, and no longer can."""

    def __init__(self, key: str, params: dict[str, Any] | None = None) -> None:
        super().__init__(410, key, params=params)


class Invalid(Refusal):
    """422: the values do not fit; `fields` says which and why."""

    def __init__(self, key: str, fields: dict[str, str] | None = None, params: dict[str, Any] | None = None) -> None:
        super().__init__(422, key, fields, params=params)

    @classmethod
    def at(cls, field: str, sentence: str, **params: Any) -> Self:
        """One field that does not fit, and why: the whole of the answer; `params` fills the places of the sentence."""
        return cls(sentence, {field: sentence}, params)
