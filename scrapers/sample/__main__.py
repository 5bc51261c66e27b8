"""`python -m scrapers.sample`: serve the sample press for a person with a browser, until Ctrl-C."""

from __future__ import annotations

import argparse
import threading
from datetime import UTC, date, datetime, timedelta

from scrapers.sample import Press, serve


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m scrapers.sample", description=__doc__)
    parser.add_argument("--port", type=int, default=8765, help="port on 127.0.0.1 (default: 8765)")
    parser.add_argument("--last-day", type=date.fromisoformat, help="last day of news, YYYY-MM-DD (default: yesterday)")
    parser.add_argument("--days", type=int, default=45, help="days of news (default: 45)")
    given = parser.parse_args()
    last_day = given.last_day or datetime.now(UTC).date() - timedelta(days=1)
    with serve(Press(last_day, given.days), given.port) as served:
        print(f"{len(served.press.articles)} articles, {served.press.first_day} to {last_day}; Ctrl-C ends this.")
        for publisher in served.press.publishers:
            print(f"  {publisher.base(served.port)}/  {publisher.name}")
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print("\nThe sample press is closed.")


if __name__ == "__main__":
    main()
