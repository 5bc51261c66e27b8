"""`python -m flows.server PORT PARENT`: Prefect's API on 127.0.0.1, for as long as the process PARENT lives.

`nightdesk up` keeps one running; a run that finds none starts one for itself. Prefect could start one too, but that one
outlives a run that is killed, answers to any name, and takes requests that another site's page makes.
"""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import uvicorn
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.websockets import WebSocketClose

from dashboard.launch import end_with

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

HOSTS = ("127.0.0.1", "localhost")
LAST_SECONDS = 3  # for answers that are under way when it is told to stop


class OwnPagesOnly:
    """Refuses requests to another name than this machine's (DNS rebinding) and those from another site's pages."""

    def __init__(self, app: ASGIApp, port: int) -> None:
        self._app = app
        self._hosts = {f"{host}:{port}" for host in HOSTS}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket") or self._is_own(Headers(scope=scope)):
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse("Only this machine's own pages may ask.", status_code=403)(scope, receive, send)
        else:
            await WebSocketClose(code=1008)(scope, receive, send)

    def _is_own(self, headers: Headers) -> bool:
        origins = [urlsplit(origin) for origin in headers.getlist("origin")]
        return headers.getlist("host") in [[host] for host in self._hosts] and all(
            origin.scheme == "http" and origin.netloc in self._hosts for origin in origins
        )


def main() -> None:
    """Serve until the parent is gone or a signal comes."""
    from prefect.server.api.server import create_app

    port, parent = int(sys.argv[1]), int(sys.argv[2])
    threading.Thread(target=end_with, args=(parent,), daemon=True).start()
    app = OwnPagesOnly(create_app(), port)
    uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", timeout_graceful_shutdown=LAST_SECONDS)


if __name__ == "__main__":
    main()
