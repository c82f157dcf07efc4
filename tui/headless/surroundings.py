"""What is wrong on this machine: folders, captures, proxies, and how Python starts."""

import os
import stat
import sys
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

from tui.folders import Folders
from tui.model.findings import Finding
from tui.services.captures import SCHEMA, schema_of

_PROXIES = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY")
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


def surroundings(places: Folders, environ: Mapping[str, str], *, local_host: str | None) -> list[Finding]:
    """What is wrong; `local_host` is the host of an endpoint on this machine, None where there is none such."""
    found = [each for folder in (places.state, places.captures, places.logs) for each in _of_folder(folder)]
    return [
        *dict.fromkeys(found),
        *_of_captures(places.captures),
        *_of_proxies(environ, local_host),
        *_of_bytecode(environ),
    ]


def _of_folder(folder: Path) -> Iterator[Finding]:
    there = next(each for each in (folder, *folder.parents) if each.exists())
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        what = f"{there} is not writable" if there.is_dir() else f"{there} is no folder"
        why = "nothing is kept for the next start, and no error gets into the log"
        yield Finding(what, why, "make it a folder of yours, or set XDG_STATE_HOME to one")
    elif there == folder:
        for each in (folder, *(file for file in folder.iterdir() if file.is_file())):
            mode = stat.S_IMODE(each.stat().st_mode)
            if mode & 0o077:
                why = "they can read which images you have, and where"
                cure = f"chmod {'700' if each == folder else '600'} {each}"
                yield Finding(f"{each} is open to others ({mode:o})", why, cure)


def _of_captures(folder: Path) -> Iterator[Finding]:
    for capture in sorted(folder.glob("*.capture")) if folder.is_dir() else ():
        try:
            schema = schema_of(capture)
        except OSError as error:
            why = "what was last known is not painted at the start"
            yield Finding(f"{capture} cannot be read: {error.strerror}", why, f"rm {capture}")
            continue
        if schema != SCHEMA:
            what = f"{capture} is of schema {schema}" if schema is not None else f"{capture} is no capture"
            why = f"this sigscope reads schema {SCHEMA}: what was last known is not painted at the start"
            yield Finding(what, why, "open the explorer once, which writes it anew, or remove the file")


def _of_proxies(environ: Mapping[str, str], host: str | None) -> Iterator[Finding]:
    """What an address holds beside host and port may be a password, and is not told."""
    named = {name: environ.get(name.lower()) or environ.get(name) or "" for name in _PROXIES}
    if (address := named["HTTPS_PROXY"]) and not _is_proxy(address):
        why = "every call to Azure breaks off: sigscope goes through proxies that are named so, and no others"
        yield Finding("HTTPS_PROXY is not of the form http://HOST:PORT", why, "correct it, or unset HTTPS_PROXY")
    except_for = environ.get("no_proxy") or environ.get("NO_PROXY") or ""
    is_set = next((name for name, address in named.items() if address), None)
    if host and is_set and not {"*", host} & {each.strip() for each in except_for.split(",")}:
        why = f"sigscope goes to {host} without it, but az and others with these variables do not"
        cure = "export NO_PROXY=" + ",".join(filter(None, (except_for, "localhost,127.0.0.1,::1")))
        yield Finding(f"{is_set} is set, and NO_PROXY does not name {host}", why, cure)


def _is_proxy(address: str) -> bool:
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _of_bytecode(environ: Mapping[str, str]) -> Iterator[Finding]:
    found = find_spec("textual")
    compiled = Path(found.cached) if found and found.cached else None
    if sys.dont_write_bytecode and compiled and not compiled.exists():
        name = f"{_NO_BYTECODE} is set" if environ.get(_NO_BYTECODE) else "Python was told to write no bytecode"
        why = "none is on disk either, so that every start compiles all anew, which takes seconds"
        once = f"{sys.executable} -m compileall -q {compiled.parents[2]}"
        yield Finding(name, why, f"unset {_NO_BYTECODE}, or run once  {once}")
