"""What a cleaning worker does before its first page: it limits its memory and ties its life to its parent's.

Workers are spawned: forking a caller that has threads is unsafe, and a fork server's workers would be nobody's
children whose processor time the run could account for.
"""

from __future__ import annotations

import ctypes
import gc
import os
import signal
import sys
import threading
from multiprocessing.context import SpawnContext, SpawnProcess
from multiprocessing.process import BaseProcess, parent_process
from types import ModuleType

MEGABYTE = 1024 * 1024
# A page makes some hundred thousand objects and drops them all, hardly any in cycles: Python's default of looking for
# cycles every 700 objects costs about a tenth of the time.
GC_THRESHOLDS = (50_000, 20, 20)
_PR_SET_PDEATHSIG = 1  # linux/prctl.h

_main_lock = threading.Lock()


def confine(megabytes: int) -> None:
    """Set up this worker. Exceeding the memory limit raises MemoryError in the page at hand."""
    limit_memory(megabytes * MEGABYTE)
    die_with_parent()
    gc.freeze()
    gc.set_threshold(*GC_THRESHOLDS)


def limit_memory(limit: int) -> None:
    """Limit this process's data segment to that many bytes, where the platform can (Linux 4.7 counts heap and maps)."""
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))


def die_with_parent() -> None:
    """Have this process end when its parent does, however the parent ends; on Linux even in the middle of C code.

    To Linux the parent is the thread that started this process: that thread must live as long as the worker may.
    """
    parent = parent_process()
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if parent is not None:
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


class _Worker(SpawnProcess):
    """Started without the caller's `__main__`.

    Multiprocessing has each worker import the main script anew, for functions that are defined there. Ours are not, and
    the script may be all of the orchestrator: seconds of processor time and a hundred megabytes a worker.
    """

    def start(self) -> None:
        with _main_lock:
            main = sys.modules["__main__"]
            sys.modules["__main__"] = ModuleType("__main__")
            try:
                super().start()
            finally:
                sys.modules["__main__"] = main


class WorkerContext(SpawnContext):
    """How the pool starts its workers."""

    Process = _Worker
