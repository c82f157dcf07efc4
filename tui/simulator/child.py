"""A simulator in a process of its own, started and ended by another program."""

import asyncio
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

_START_SECONDS = 30.0
_STOP_SECONDS = 3.0
_KEPT_LINES = 20


class ChildError(Exception):
    """The child did not come up; the message tells what it said last."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """What a simulator prints when it is ready."""

    endpoint: str
    ca_file: str
    identity_endpoint: str
    identity_header: str
    pid: int


@dataclass(slots=True)
class Child:
    """A running simulator; its stdin is held open so that `--until-eof` ends it with its parent."""

    announcement: Announcement
    _process: asyncio.subprocess.Process
    _drains: list[asyncio.Task[None]]

    async def stop(self) -> None:
        """End it: by end of stdin, then by SIGTERM, then for good."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        for end in (self._process.terminate, self._process.kill):
            with suppress(TimeoutError):  # then it is told more firmly
                await asyncio.wait_for(self._process.wait(), _STOP_SECONDS)
                break
            with suppress(ProcessLookupError):  # it has ended meanwhile
                end()
        await self._process.wait()
        await asyncio.gather(*self._drains)


async def start_child(arguments: Sequence[str]) -> Child:
    """Start `sigscope simulate ... --until-eof` and read its announcement; raises ChildError where none comes.

    The child gets a session of its own: a ctrl+c at the terminal is its parent's business.
    """
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(
        *arguments, stdin=pipe, stdout=pipe, stderr=pipe, start_new_session=True
    )
    said: list[str] = []
    listening = asyncio.create_task(_drain(process.stderr, said))
    line = b""
    try:
        if process.stdout is not None:
            line = await asyncio.wait_for(process.stdout.readline(), _START_SECONDS)
        announcement = Announcement(**json.loads(line))
    except BaseException as error:
        with suppress(ProcessLookupError):  # it has ended by itself
            process.kill()
        await process.wait()
        await listening
        if isinstance(error, TimeoutError | ValueError | TypeError):
            raise ChildError(" ".join(said) or "the simulator ended without a word") from None
        raise
    return Child(announcement, process, [listening, asyncio.create_task(_drain(process.stdout, []))])


async def _drain(stream: asyncio.StreamReader | None, said: list[str]) -> None:
    """Read all that a child writes, so that it never blocks; keep the last lines for a message."""
    while stream is not None and (line := await stream.readline()):
        said.append(line.decode(errors="replace").rstrip())
        del said[:-_KEPT_LINES]
