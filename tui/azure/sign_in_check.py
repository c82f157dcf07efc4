"""What signs in, and what is wrong with it before anything is asked of Azure."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tui.azure.az import AzCli
from tui.azure.credentials import PRINCIPAL, PROOFS, WORKLOAD, Auth, Kind, choose
from tui.model.errors import AuthRequired
from tui.model.findings import Finding

OLDEST_AZ = (2, 76)
"""The first whose `az login` takes --claims-challenge, which answers what Azure asks for beyond the first sign-in."""

_WORDS: dict[Kind, str] = {
    "environment": "service principal",
    "workload-identity": "workload identity",
    "managed-identity": "managed identity",
    "cli": "az",
    "device-code": "a code, entered in a browser",
}


class SignInCheck(NamedTuple):
    """What signs in, in words, and what is wrong with it."""

    credential: str
    findings: list[Finding]


async def check_sign_in(auth: Auth, environ: Mapping[str, str], *, custom: bool) -> SignInCheck:
    """See what signs in; az is run where it is az, to tell its version."""
    kind = choose(auth, environ, custom=custom)
    findings = [*_of_principal(auth, kind, environ, custom=custom), *_of_files(kind, environ)]
    if kind != "cli":
        return SignInCheck(_WORDS[kind], findings)
    version = await az_version(environ)
    numbers = tuple(int(each) for each in (version or "").split(".") if each.isdecimal())
    if version and numbers < OLDEST_AZ:
        oldest = ".".join(map(str, OLDEST_AZ))
        why = f"where Azure asks for a second proof later on, az can give it from {oldest} on only"
        findings.append(Finding(f"az {version} is old", why, "az upgrade, or update it as it was installed"))
    return SignInCheck(f"az {version}" if version else "az, which is not there", findings)


async def az_version(environ: Mapping[str, str]) -> str | None:
    """The version of the Azure CLI; None where there is none, or it does not say."""
    try:
        answer = json.loads(await AzCli(environ, None, login="az login").run(["version", "--output", "json"]))
    except (AuthRequired, ValueError):
        return None
    version = answer.get("azure-cli") if isinstance(answer, dict) else None
    return version if isinstance(version, str) else None


def _of_principal(auth: Auth, kind: Kind, environ: Mapping[str, str], *, custom: bool) -> Iterator[Finding]:
    """A service principal that is only in part there, or not used though its variables are."""
    proof = next((name for name in PROOFS if environ.get(name)), None)
    missing = [name for name in PRINCIPAL if not environ.get(name)] + ([] if proof else [" or ".join(PROOFS)])
    meant = auth == "environment" or (auth == "auto" and proof)
    if not meant or kind == "workload-identity" or (kind == "environment" and not missing):
        return
    instead = "nothing signs in" if auth == "environment" else f"{_WORDS[kind]} signs in"
    if missing:
        wanted = " and ".join(missing)
        why = f"the service principal is not whole without: {instead}"
        yield Finding(f"{wanted} is not set", why, f"set {wanted}, or unset {proof}" if proof else f"set {wanted}")
    elif custom:
        why = f"its secret would go to whatever authority the endpoint names: {instead}"
        yield Finding("the service principal is not used", why, f"pass --auth environment, or unset {proof}")


def _of_files(kind: Kind, environ: Mapping[str, str]) -> Iterator[Finding]:
    name = {"environment": PROOFS[1], "workload-identity": WORKLOAD[2]}.get(kind, "")
    file = environ.get(name)
    if file and not Path(file).is_file():
        yield Finding(f"{name} names {file}, where there is no file", "nothing signs in without it", f"correct {name}")
