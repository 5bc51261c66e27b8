"""Put on the path of a night by a test: kills all of its processes with SIGKILL at the moment that NIGHTDESK_TEST_KILL
names, "MODULE FUNCTION CALL HOW", where HOW is

    before     that call of the function
    after      it
    half       within it: it gets only the first half of its last argument
    written    after it, as soon as the database file is written to
"""

import functools
import importlib.util
import os
import pathlib
import signal
import sys
import threading
import time


class _Armed:
    """Finds the module, and puts the trap into it once it is loaded."""

    def find_spec(self, name, path=None, target=None):
        if name != _MODULE:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        load = spec.loader.exec_module
        spec.loader.exec_module = lambda module: (load(module), _set_trap(module))
        return spec


def _set_trap(module):
    *owners, name = _FUNCTION.split(".")
    owner = functools.reduce(getattr, owners, module)
    function, calls = getattr(owner, name), []

    @functools.wraps(function)
    def trapped(*given, **named):
        calls.append(name)
        if len(calls) != int(_CALL):
            return function(*given, **named)
        if _HOW == "half":
            given = (*given[:-1], given[-1][: len(given[-1]) // 2])
        if _HOW != "before":
            done = function(*given, **named)
        if _HOW == "written":
            threading.Thread(target=_wait_for_writing, args=(_changed(),), daemon=True).start()
            return done
        return _kill()

    setattr(owner, name, trapped)


def _changed():
    return pathlib.Path(os.environ["NIGHTDESK_TEST_DATABASE"]).stat().st_mtime_ns


def _wait_for_writing(before):
    while _changed() == before:
        time.sleep(0.0002)
    _kill()


def _kill():
    """The night's first process and all that came of it, this one last."""
    import psutil

    first = psutil.Process(int(os.environ["NIGHTDESK_TEST_NIGHT"]))
    for process in (first, *first.children(recursive=True)):
        if process.pid != os.getpid():
            process.kill()
    os.kill(os.getpid(), signal.SIGKILL)


if "NIGHTDESK_TEST_KILL" in os.environ:
    _MODULE, _FUNCTION, _CALL, _HOW = os.environ["NIGHTDESK_TEST_KILL"].split()
    os.environ.setdefault("NIGHTDESK_TEST_NIGHT", str(os.getpid()))
    sys.meta_path.insert(0, _Armed())
