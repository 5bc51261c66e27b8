"""The real thing, for each target of the fuzzer: golden pages, the sample press, and what a desk holds."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from scrapers.archive import ArchiveWriter, payload_digest
from scrapers.journal import Journal, ListingKind, ListingRead, RunEnded, RunStarted, UrlSeen
from scrapers.page import Page, PageInfo, RecordRef, UrlState, Validators
from scrapers.sample import Press
from scrapers.sample.site import Site
from tests.golden import CASES

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
RUN = "20261120T020000Z-ab12"
PORT = 8765
SOURCES = """
[rte] # a comment
name = "RTÉ News"
feeds = ["https://www.rte.example/feeds/rss/?index=/news/"]
country = "IE"
delay = 2.5
limit = 50
since = 2026-11-01
[quay]
name = "The Daily Quay"
site = "https://www.dailyquay.example/"
sitemaps = ["https://www.dailyquay.example/sitemap.xml"]
sections = ["https://www.dailyquay.example/news/"]
include = ['/\\d{4}/', "^https"]
exclude = ["/live/"]
body = "main article.story > div"
drop = [".promo", "aside:not(.x)"]
language = "en"
expect = 3
publisher = "Quay Group"
paused = false
verify_tls = true
"""
SETTINGS = """
time_zone = "Europe/Dublin"
[schedule]
cron = "0 2 * * *"
paused = false
[fetch]
contact = "desk@example.org"
delay = 1.5
deadline = 30
[entities]
model = "nightdesk"
[alerts]
urls = ["json://127.0.0.1:9/x"]
level = "red"
quiet_hours = "22:00-07:00"
digest = true
[watch.ferry]
words = '"ferry strike" -weather'
[retention]
days = 365
"""
OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Feeds</title></head><body><outline text="News">
<outline type="rss" text="The Quay" title="Quay &amp; Co" xmlUrl="https://quay.example/feed" htmlUrl="https://quay.example/"/>
<outline type="rss" text="Nowhere" xmlUrl="http://nowhere.example:8080/rss?x=1"/></outline></body></opml>"""
CORRECTIONS = (
    {"subject": "furniture", "action": "cut", "source": "quay", "text": "Sign up for our newsletter"},
    {"subject": "furniture", "action": "keep", "source": "quay", "text": "| 12.4°C Dublin"},
    {"subject": "entity", "action": "merge", "entity": "4711", "into": "4712"},
    {"subject": "entity", "action": "split", "names": "4713 4714", "as": "4713"},
    {"subject": "entity", "action": "hide", "entity": "4715"},
    {"subject": "entity", "action": "rename", "entity": "4716", "name": "Zoë Ó Murchú"},
    {"subject": "entity", "action": "retype", "entity": "4717", "type": "PER"},
    {"subject": "correction", "action": "undo", "of": "0000000a"},
)
DATES = (
    "Fri, 20 Nov 2026 02:00:00 +0100", "2026-11-20T02:00:00.000Z", "20. November 2026, 14:05 Uhr",
    "November 20, 2026 2:05 p.m. EST",
    "Published 3 March 2026 at 9.15am | Updated 4 March 2026", "2026/11/20", "20.11.26", "1763600000", "1763600000000",
    "20 de noviembre de 2026", "le 20 novembre 2026 à 14h05", "3/4/2020", "https://x.example/2026/11/20/a-story",
    "/news/20261120/", "2026-W47-5", "20260230T250000", "２０２６年１１月２０日", "12:60 99 Feb 0000",
)  # fmt: skip


@cache
def _site() -> Site:
    return Site(Press(date(2026, 11, 19), days=6), PORT)


@cache
def pages() -> list[bytes]:
    """The golden pages, and one of each of the press's publishers."""
    site = _site()
    made = [site.respond(one.host, site.press.articles_of(one)[0].path).body for one in site.press.publishers]
    return [*((case / "page.html").read_bytes() for case in CASES), *made]


def dates() -> list[bytes]:
    return [text.encode() for text in DATES]


@cache
def listings() -> list[bytes]:
    """Every feed, sitemap and front page of the press, and robots.txt in the place of one."""
    site, found = _site(), []
    for one in site.press.publishers:
        paths = (one.feed_path, "/sitemap.xml", "/sitemap_index.xml", "/news-sitemap.xml", "/robots.txt", "/")
        found += [answer.body for path in paths if path and (answer := site.respond(one.host, path)).status == 200]
    return found


def robots() -> list[bytes]:
    site = _site()
    answers = [site.respond(one.host, "/robots.txt") for one in site.press.publishers]
    return [b"User-agent: *\nDisallow: /x\n", *(answer.body for answer in answers if answer.status == 200)]


def tdmrep() -> list[bytes]:
    rule = {"location": "/news/*", "tdm-reservation": 1, "tdm-policy": "https://quay.example/terms.json"}
    return [json.dumps(value).encode() for value in (rule, [rule, {**rule, "location": "/*.pdf$"}])]


def sources() -> list[bytes]:
    return [SOURCES.encode()]


def settings() -> list[bytes]:
    return [SETTINGS.encode()]


def opml() -> list[bytes]:
    return [OPML.encode()]


def corrections() -> list[bytes]:
    lines = [{"id": f"{n:08x}", "at": NOW.isoformat(), **about} for n, about in enumerate(CORRECTIONS, 9)]
    texts = [json.dumps(line, ensure_ascii=False).encode() + b"\n" for line in lines]
    return [b"".join(texts), *texts]


def takedown() -> list[bytes]:
    return [json.dumps({"at": NOW.isoformat(), "ids": [4711, 4712], "sources": ["quay"]}).encode() + b"\n"]


def state() -> list[bytes]:
    """running.json and alerts.json."""
    stages = {"fetch": {"done": 3, "total": 9, "note": "3 fetched"}, "clean": {"done": 0, "total": None, "note": ""}}
    run = {"run_id": RUN, "kind": "nightly", "pid": 1, "started_at": NOW.isoformat(), "stages": stages}
    alerts = {"told": ["amber quay: #"], "held": [{"title": "a", "text": "b", "places": [1]}], "failed": None}
    return [json.dumps(one).encode() for one in (run, alerts)]


def queries() -> list[bytes]:
    return [b'harbour "rail strike" -ferry title:dredg* -title:"one two"', 'Ó Murchú* -"'.encode(), b'title:" -" *']


def _page() -> Page:
    body = b"<html><body><p>The bridge opened again on Monday.</p></body></html>"
    url = "https://www.dailyquay.example/a"
    given = (NOW, 200, "text/html", payload_digest(body), '"etag"', "Fri, 20 Nov 2026 01:00:00 GMT")
    return Page(PageInfo(url, url, "quay", RUN, "feed", *given), body)


@cache
def journal() -> list[bytes]:
    info, seen = _page().info, ("quay", "https://www.dailyquay.example/a")
    with TemporaryDirectory() as folder:
        journal = Journal(Path(folder) / f"{RUN}.jsonl")
        journal.write(RunStarted(NOW, RUN, "nightly", ("quay",)))
        journal.write(ListingRead(NOW, *seen, ListingKind.FEED, UrlState.FETCHED, None, 3, Validators('"e"')))
        journal.write(UrlSeen(NOW, *seen, UrlState.DISCOVERED, "feed", date(2026, 11, 19)))
        journal.write(UrlSeen(NOW, *seen, UrlState.FETCHED, page=info, record=RecordRef("f.warc.gz", 12, 345)))
        journal.write(UrlSeen(NOW, "quay", f"{seen[1]}b", UrlState.FAILED, reason="HTTP 503", status=503))
        journal.write(RunEnded(NOW, "finished"))
        journal.close()
        return [journal.path.read_bytes()]


@cache
def warc() -> list[bytes]:
    """A file of ours, as it is, unpacked, and packed as a whole."""
    with TemporaryDirectory() as folder:
        writer = ArchiveWriter(Path(folder), RUN)
        writer.add(_page())
        writer.close()
        [file] = Path(folder).rglob("*.warc.gz")
        packed = file.read_bytes()
    plain = gzip.decompress(packed)
    return [packed, plain, gzip.compress(plain, mtime=0)]
