"""The error family: each says what happened, why, and what to do next, and carries the correlation id to quote."""

from typing import Literal

ConnectionFault = Literal["proxy", "name", "refused", "tls", "silence", "unreachable", "broken"]
"""The `code` of an Unavailable that never got an answer of Azure's: what kept it from one."""


class GalleryError(Exception):
    """Anything that kept us from reading or writing; its subclasses are the only errors that services raise."""

    title = "Something unexpected came back"
    retry_after: float | None = None
    next_step = "try again with r; if it stays, quote the correlation id to Azure support"

    def __init__(
        self,
        cause: str,
        *,
        scope: str = "",
        next_step: str | None = None,
        code: str | None = None,
        correlation_id: str | None = None,
    ) -> None:
        super().__init__(cause)
        self.cause = cause
        self.scope = scope
        self.code = code
        self.correlation_id = correlation_id
        if next_step is not None:
            self.next_step = next_step

    @property
    def transient(self) -> bool:
        """Whether the same request may succeed later with nobody doing anything."""
        return False


class AuthRequired(GalleryError):
    """Nobody is signed in, the sign-in ended, or more is asked of it; `command` is the exact line that mends it."""

    title = "Not signed in"

    def __init__(
        self, cause: str, *, command: str = "az login", scope: str = "", correlation_id: str | None = None
    ) -> None:
        super().__init__(cause, scope=scope, next_step=f"run  {command}", correlation_id=correlation_id)
        self.command = command


class Forbidden(GalleryError):
    """The account has no right to this scope."""

    title = "No access"
    next_step = "ask an owner of the subscription for the Reader role there"


class NotFound(GalleryError):
    """It does not exist, or no longer."""

    title = "Not found"
    next_step = "refresh the parent with r; somebody may have deleted it"


class Throttled(GalleryError):
    """Too many requests; `retry_after` is what the service asked for, in seconds, None where it did not say."""

    title = "Azure asked to wait"
    next_step = "no need to act: it is read again by itself"

    def __init__(
        self, cause: str, *, retry_after: float | None = None, scope: str = "", correlation_id: str | None = None
    ) -> None:
        super().__init__(cause, scope=scope, correlation_id=correlation_id)
        self.retry_after = retry_after

    @property
    def transient(self) -> bool:
        """Always: the bucket fills again."""
        return True


class Conflict(GalleryError):
    """Another operation is under way, or the state does not allow it."""

    title = "In conflict with another operation"
    next_step = "wait for the running operation, then try again"


class Invalid(GalleryError):
    """The request was refused for what it says."""

    title = "Refused as invalid"
    next_step = "correct it as the message says"


class Unavailable(GalleryError):
    """Azure, or the way to it, did not answer: network, proxy, certificate, or a fault of the service."""

    title = "Azure did not answer"
    next_step = "no need to act: it is read again by itself; sigscope doctor shows the way to Azure"

    @property
    def transient(self) -> bool:
        """Always: the way may come back."""
        return True


class OwnFault(GalleryError):
    """A mistake of this program, met while it read something."""

    title = "An error of sigscope's own"
    next_step = "see the log; it is read again by itself"


class Unexpected(GalleryError):
    """An answer that makes no sense: not JSON, a link to another host, a body of the wrong shape."""

    title = "An answer that makes no sense"
    next_step = "see whether a proxy stands in between; sigscope doctor shows the way to Azure"
