"""A real SSH server on loopback, with keys of its own, and a relay before it that counts what is sent."""

import getpass
import shlex
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PATIENCE: Final = 10.0

CONFIG: Final = """
ListenAddress 127.0.0.1
HostKey {folder}/host
AuthorizedKeysFile {folder}/user.pub
AuthenticationMethods publickey
PermitRootLogin prohibit-password
StrictModes no
UsePAM no
PidFile none
PrintMotd no
AcceptEnv COLORTERM LANG
"""
_PLACES: Final = "/usr/sbin:/usr/local/sbin:/sbin"


def missing(folder: Path) -> str:
    """Say what keeps a server from being started here; nothing where it can be."""
    if not (server := _server()):
        return "sshd is not installed"
    if not all(map(shutil.which, ("ssh", "ssh-keygen"))):
        return "ssh is not installed"
    _prepare(folder)
    tried = subprocess.run([server, "-t", "-f", str(folder / "config")], capture_output=True, text=True, check=False)
    return tried.stderr.strip()


def _server() -> str | None:
    return shutil.which("sshd") or shutil.which("sshd", path=_PLACES)


def _prepare(folder: Path) -> None:
    if not (folder / "config").exists():
        for name in ("host", "user"):
            make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", str(folder / name)]
            subprocess.run(make, check=True, stdin=subprocess.DEVNULL)
        (folder / "config").write_text(CONFIG.format(folder=folder))


@dataclass(frozen=True, slots=True)
class Server:
    """Where it listens, and the folder with its keys."""

    folder: Path
    port: int

    def login(self, command: Sequence[str], environ: Mapping[str, str], *, port: int | None = None) -> list[str]:
        """Return what runs a command there in a terminal, from the root of the project; `port` is a relay's."""
        known = self.folder / "known"
        known.write_text(f"* {(self.folder / 'host.pub').read_text()}")
        set_there = [f"{name}={value}" for name, value in environ.items()]
        options = {
            "BatchMode": "yes",
            "IdentitiesOnly": "yes",
            "UserKnownHostsFile": known,
            "LogLevel": "ERROR",
            "SendEnv": "COLORTERM LANG",
        }
        return [
            *("ssh", "-tt", "-F", "none", "-i", str(self.folder / "user"), "-p", str(port or self.port)),
            *(part for name, value in options.items() for part in ("-o", f"{name}={value}")),
            *("-l", getpass.getuser(), "127.0.0.1"),
            f"cd {shlex.quote(str(ROOT))} && exec {shlex.join(['env', *set_there, *command])}",
        ]


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """Serve on a free port of loopback; raises RuntimeError where that cannot be."""
    if reason := missing(folder):
        raise RuntimeError(reason)
    port = _free_port()
    log = folder / "log"
    argv = [_server() or "sshd", "-D", "-f", str(folder / "config"), "-p", str(port), "-E", str(log)]
    with subprocess.Popen(argv, stdin=subprocess.DEVNULL) as process:
        try:
            _wait_for(port, log)
            yield Server(folder, port)
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port


def _wait_for(port: int, log: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        with suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", port)):
            return
        if time.monotonic() > deadline:
            raise RuntimeError(log.read_text())
        time.sleep(0.02)


class Relay:
    """Hands one connection on to a port, and counts the bytes of TCP payload to the user and from them."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listening.getsockname()[1]
        self.to_user = self.from_user = 0
        threading.Thread(target=self._run, name="relay", daemon=True).start()

    def _run(self) -> None:
        with self._listening, suppress(OSError):
            user, _ = self._listening.accept()
            server = socket.create_connection(("127.0.0.1", self._to))
            for each in (user, server):
                each.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            back = threading.Thread(target=self._pump, args=(server, user), daemon=True)
            back.start()
            self._pump(user, server, counts_user=True)
            back.join()

    def _pump(self, source: socket.socket, sink: socket.socket, *, counts_user: bool = False) -> None:
        with suppress(OSError):
            while data := source.recv(65536):
                if counts_user:
                    self.from_user += len(data)
                else:
                    self.to_user += len(data)
                sink.sendall(data)
        with suppress(OSError):
            sink.shutdown(socket.SHUT_WR)


def demo() -> list[str]:
    """Return the command of the demo."""
    return [sys.executable, "-m", "tui", "--demo"]
