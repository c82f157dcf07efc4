"""An error of the program's own: a report in the log, one line on the terminal."""

import logging
from pathlib import Path
from typing import Final

from textual.worker import WorkerFailed

EXIT_CODE: Final = 70
"""An internal error, as sysexits.h has it (EX_SOFTWARE)."""

_log = logging.getLogger(__name__)


def report(error: BaseException, log: Path | None) -> str:
    """Write the traceback of `error` to the log and return the line to show for it, which names the file.

    The traceback never holds the values of variables, among which are tokens and bodies; the log's formatter redacts
    what the error's message carries.
    """
    cause = error.error if isinstance(error, WorkerFailed) else error
    _log.critical("The program ended on an error of its own", exc_info=cause)
    line = f"sigscope ended on an error of its own ({type(cause).__name__})."
    return f"{line} The report is in {log}" if log is not None and log.exists() else line
