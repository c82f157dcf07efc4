"""The log: one file, redacted, and not a word on the terminal while the app runs."""

import logging
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from tui.model.redaction import redact

LOGGERS: Final = ("azure", "msal", "asyncio", "aiohttp", "tui", "widgets")
"""What is logged from the level asked for; everything else from WARNING."""

FILE_NAME: Final = "sigscope.log"

_log = logging.getLogger(__name__)


class RedactedFormatter(logging.Formatter):
    """Formats a record, its traceback included, without secrets; times are UTC."""

    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def converter(self, seconds: float | None) -> time.struct_time:
        """Return `seconds` since the epoch as a UTC time."""
        return time.gmtime(seconds)

    def format(self, record: logging.LogRecord) -> str:
        """Return the redacted lines of `record`."""
        return redact(super().format(record))


class LazyLogFile(logging.Handler):
    """Opens the log at the first record: most runs write none, and none should wait for it at the start.

    A record that cannot be written is lost: a full disk is no reason to write over the screen.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._file: logging.Handler | None = None
        self.setFormatter(RedactedFormatter("%(asctime)s %(levelname)s %(name)s %(message)s"))

    def emit(self, record: logging.LogRecord) -> None:
        """Write `record`."""
        try:
            if self._file is None:
                from tui.terminal.log_file import PrivateLogFile

                self._file = PrivateLogFile(self._path)
                self._file.setFormatter(self.formatter)
            self._file.emit(record)
        except OSError:
            self._file = None

    def close(self) -> None:
        """Close the file if one was opened."""
        if self._file is not None:
            self._file.close()
        super().close()


@contextmanager
def log_to(folder: Path, level: int = logging.WARNING) -> Iterator[Path]:
    """Send all loggers, warnings and errors of threads to a file in `folder`, whose path is the value.

    Python would write the last three, and records that no handler takes, to stderr, which is the screen.
    """
    path = folder / FILE_NAME
    handler = LazyLogFile(path)
    logging.getLogger().addHandler(handler)
    loggers = [logging.getLogger(name) for name in LOGGERS]
    levels = [logger.level for logger in loggers]
    raise_exceptions, hooks = logging.raiseExceptions, (threading.excepthook, sys.unraisablehook)
    logging.raiseExceptions = False
    for logger in loggers:
        logger.setLevel(level)
    logging.captureWarnings(capture=True)
    threading.excepthook, sys.unraisablehook = _log_thread_error, _log_unraisable
    try:
        yield path
    finally:
        logging.raiseExceptions, (threading.excepthook, sys.unraisablehook) = raise_exceptions, hooks
        logging.captureWarnings(capture=False)
        for logger, previous in zip(loggers, levels, strict=True):
            logger.setLevel(previous)
        logging.getLogger().removeHandler(handler)
        handler.close()


def _log_thread_error(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        _log.error("The thread %s ended on an error", args.thread and args.thread.name, exc_info=args.exc_value)


def _log_unraisable(args: "sys.UnraisableHookArgs") -> None:
    _log.error("%s: %r", args.err_msg or "An error that nothing could catch", args.object, exc_info=args.exc_value)
