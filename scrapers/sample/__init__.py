"""A made-up press on loopback, with known answers: the demo reads it and tests check against it.

    grammar/        the invented world and the phrases, as TOML
    languages.py    weekdays, months and numbers of the three languages
    world.py        people, organisations and places, and how a text names them
    phrase.py       one phrase with choices, numbers and names to be filled in
    writer.py       a topic and a cast become a story that nobody wrote before
    publishers.py   the six publishers: host, language, template, feeds, what surrounds their articles
    articles.py     what is known of an article or of a page that is none
    plan.py         who publishes what about whom on which day
    editing.py      wire copies, corrections, removals, paywalls
    press.py        Press: all of it, with a clock
    answers.py      what a perfect night finds: counts, names, bursts, outages
    templates/      six page templates, and the listing pages
    walls.py        the bodies of the pages that are no articles: consent, page not found, video
    pictures.py     a small landscape for each picture
    feeds.py        RSS 2.0, RSS 1.0, Atom, JSON Feed, one a publisher
    sitemaps.py     sitemaps, an index with compressed children, a Google News sitemap; robots.txt
    sources.py      the sources.toml that reads all of it
    site.py         a request's path becomes a response, without any socket
    server.py       serve(press): the site on 127.0.0.1, told apart by Host header

`Press(last_day)` depends on its arguments only: the same day and seed give the same bytes on every machine.
"""

from scrapers.sample.press import Press
from scrapers.sample.server import serve

__all__ = ["Press", "serve"]
