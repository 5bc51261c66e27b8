"""`python -m dashboard [--desk DIR] [--port N] [--address A]`: serve the dashboard in this process.

A process that starts it may give its own number as `--parent`: it then ends with that one.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
from importlib import import_module
from pathlib import Path

from streamlit.web import cli

from dashboard.exposure import refusal
from dashboard.launch import ADDRESS, APP, end_with, options
from dashboard.snapshot import desk_folder

LOADED_FIRST = ("pandas", "altair")
"""What two first visitors at once would otherwise import half: both import in circles."""


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m dashboard", description="Serve the dashboard on 127.0.0.1.")
    parser.add_argument(
        "--desk", default=str(desk_folder()), help="the desk's folder (default: NIGHTDESK_HOME, else ./desk)"
    )
    parser.add_argument("--port", type=int, default=8501, help="the port to listen on (default: 8501)")
    parser.add_argument("--address", default=ADDRESS, help="where to listen (default: 127.0.0.1)")
    parser.add_argument("--parent", type=int, help="the process with which it ends, however that ends")
    chosen = parser.parse_args()
    if why := refusal(Path(chosen.desk), chosen.address):
        parser.error(why)
    if chosen.parent:
        threading.Thread(target=end_with, args=(chosen.parent,), daemon=True).start()
    os.environ["NIGHTDESK_HOME"] = chosen.desk
    sys.argv = ["streamlit", "run", str(APP), *options(chosen.port, chosen.address, Path(chosen.desk))]
    for module in LOADED_FIRST:
        import_module(module)
    cli.main(prog_name="streamlit")


if __name__ == "__main__":
    main()
