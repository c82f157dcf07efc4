"""Tokens from the Azure CLI: a child process for each, which ends with whoever asked for it.

The credential of azure-identity leaves its child behind when it is given up, and az is a shell script with a child of
its own: so each gets a process group here, and the group is ended.
"""

import asyncio
import os
import re
import shutil
import signal
from collections.abc import Mapping
from contextlib import suppress
from datetime import datetime

from azure.core.credentials import AccessTokenInfo, TokenRequestOptions
from msgspec import DecodeError, Struct, json

from tui.azure.entra import challenge_line, refused
from tui.model.errors import AuthRequired

TIMEOUT = 30.0
_NOT_FOUND = 127
_MARK = re.compile(r"\AERROR:\s*", re.MULTILINE)


class AzCli:
    """The login that az holds, for one tenant. Nothing is cached here, and az takes a second for each token.

    `login` is the line that signs in to the tenant; `switch_to` the cloud that az would have to be set to, by az's
    name, where it is set to another.
    """

    def __init__(
        self, environ: Mapping[str, str], tenant: str | None, *, login: str, switch_to: str | None = None
    ) -> None:
        self._environ = environ
        self._tenant = tenant
        self._elsewhere = switch_to is not None
        self._login = f"az cloud set --name {switch_to} && {login}" if switch_to else login

    async def get_token_info(self, *scopes: str, options: TokenRequestOptions | None = None) -> AccessTokenInfo:
        """A fresh token; raises AuthRequired with the line that mends it."""
        options = options or TokenRequestOptions()
        tenant = options.get("tenant_id") or self._tenant
        if claims := options.get("claims"):
            # az takes claims at its login only.
            cause = "Azure asks for more than this sign-in has proven"
            raise AuthRequired(cause, command=challenge_line(tenant, scopes[0], claims))
        arguments = ["account", "get-access-token", "--output", "json"]
        arguments += ["--resource", scopes[0].removesuffix("/.default")]
        answer = await self.run(arguments + (["--tenant", tenant] if tenant else []), scopes[0])
        try:
            granted = json.decode(answer, type=_Granted)
        except DecodeError as error:
            cause = "Unexpected output of az, which should have printed a token"
            raise AuthRequired(cause, command=self._login) from error
        return AccessTokenInfo(granted.access_token, granted.ends_at)

    async def close(self) -> None:
        """Nothing is left open."""

    async def run(self, arguments: list[str], scope: str = "") -> bytes:
        """What az prints; raises AuthRequired where it is not there, does not answer or refuses."""
        path = shutil.which("az", path=self._environ.get("PATH"))
        if path is None:
            raise self._missing()
        starting = asyncio.create_task(
            asyncio.create_subprocess_exec(
                path,
                *arguments,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
                cwd="/",
                env={**self._environ, "AZURE_CORE_NO_COLOR": "true"},
                start_new_session=True,
            )
        )
        try:
            async with asyncio.timeout(TIMEOUT):
                # Whoever leaves while it starts leaves nothing behind either: the start is waited for below.
                process = await asyncio.shield(starting)
                answer, complaint = await process.communicate()
        except TimeoutError:
            raise AuthRequired(f"az gave no token in {TIMEOUT:.0f} s", command=self._login) from None
        except OSError as error:
            raise AuthRequired(f"az cannot be run: {error.strerror}", command=self._login) from error
        finally:
            with suppress(OSError):  # it never started, which is said above
                await _end(await starting)
        if process.returncode:
            raise self._refused(process.returncode, complaint.decode(errors="replace"), scope)
        return answer

    def _refused(self, status: int, complaint: str, scope: str) -> AuthRequired:
        if status == _NOT_FOUND:
            return self._missing()
        said = _MARK.sub("", complaint.strip()) or f"az ended with {status} and no reason"
        error = refused(said, login=self._login, scope=scope)
        if self._elsewhere:
            cause = f"az is set to another cloud than the one asked for: {error.cause}"
            error = AuthRequired(cause, command=self._login, correlation_id=error.correlation_id)
        return error

    def _missing(self) -> AuthRequired:
        return AuthRequired(
            "the Azure CLI (az) is not on the PATH; install it, or set the variables of a service principal",
            command=self._login,
        )


async def _end(process: asyncio.subprocess.Process) -> None:
    """End a process and its children, unless it has ended by itself."""
    if process.returncode is None:
        with suppress(ProcessLookupError):  # it ends at this very moment
            os.killpg(process.pid, signal.SIGKILL)
        await process.wait()


class _Granted(Struct, rename={"access_token": "accessToken", "expires_on": "expires_on", "local": "expiresOn"}):
    """What az prints: `expires_on` in seconds since 1970, before az 2.54 only `expiresOn` in local time."""

    access_token: str
    expires_on: int | None = None
    local: datetime | None = None

    @property
    def ends_at(self) -> int:
        """When the token ends, in seconds since 1970."""
        if self.expires_on is not None:
            return self.expires_on
        return int(self.local.timestamp()) if self.local else 0
