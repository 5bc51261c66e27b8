"""Open connections, kept ready for the next question: to make one takes longer than most questions do."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import AbstractContextManager, contextmanager
from threading import Timer
from typing import Generic, Protocol, TypeVar


class Closing(Protocol):
    def close(self) -> None: ...


Lent = TypeVar("Lent", bound=Closing)


class Lender(Generic[Lent]):
    """What is ready for one key, the one that was last asked for: with another, the others are closed.

    Whatever nobody asks for during `idle` seconds is closed as well, so that a file that was deleted is let go. `lock`
    is held while one is closed.
    """

    def __init__(self, idle: float, lock: AbstractContextManager[bool]) -> None:
        self._idle = idle
        self._lock = lock
        self._key: Hashable = None
        self._ready: list[Lent] = []
        self._timer: Timer | None = None

    @contextmanager
    def lend(self, key: Hashable, make: Callable[[], Lent]) -> Iterator[Lent]:
        """One that nobody else has meanwhile. It is kept for the next one to ask, unless there was an error."""
        one = self._take(key)
        if one is None:
            one = make()
        try:
            yield one
        except BaseException:
            with self._lock:
                one.close()
            raise
        self._put_back(key, one)

    def close(self) -> None:
        """Close all that nobody has."""
        with self._lock:
            while self._ready:
                self._ready.pop().close()

    def _take(self, key: Hashable) -> Lent | None:
        with self._lock:
            if key != self._key:
                self.close()
                self._key = key
            return self._ready.pop() if self._ready else None

    def _put_back(self, key: Hashable, one: Lent) -> None:
        with self._lock:
            if key != self._key:
                one.close()
                return
            self._ready.append(one)
            if self._timer:
                self._timer.cancel()
            self._timer = Timer(self._idle, self.close)
            self._timer.daemon = True
            self._timer.start()
