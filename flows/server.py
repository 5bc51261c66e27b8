"""`python -m flows.server PORT PARENT`: Prefect's API on 127.0.0.1, for as long as the process PARENT lives.

`nightdesk up` keeps one running; a run that finds none starts one for itself. Prefect could start one too, but that one
outlives a run that is killed.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

import uvicorn

APP = "prefect.server.api.server:create_app"
LOOK_EVERY = 1.0  # seconds between two looks at the parent
LAST_SECONDS = 3  # for answers that are under way when it is told to stop


def main() -> None:
    """Serve until the parent is gone or a signal comes."""
    port, parent = int(sys.argv[1]), int(sys.argv[2])
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    uvicorn.run(
        APP, factory=True, host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=LAST_SECONDS
    )


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(LOOK_EVERY)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
