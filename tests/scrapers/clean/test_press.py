"""The sample press, each page as the only one known of its site: nothing lost, captions in their field."""

from __future__ import annotations

from datetime import date

import pytest

from scrapers.article import Article
from scrapers.clean import clean
from scrapers.page import Page, PageInfo
from scrapers.sample import Press
from scrapers.sample.publishers import PUBLISHERS, Publisher
from scrapers.sample.site import Site
from scrapers.sources import make_source

PRESS, PORT = Press(date(2026, 11, 22)), 8765
SITE = Site(PRESS, PORT)


@pytest.mark.parametrize("publisher", PUBLISHERS, ids=lambda publisher: publisher.id)
def test_every_paragraph_is_in_the_text_and_no_caption(publisher: Publisher) -> None:
    source = make_source(publisher.id, {"name": publisher.name, "site": f"http://{publisher.host}:{PORT}/"})
    for written in PRESS.articles_of(publisher)[::15]:
        url = written.url(PORT)
        info = PageInfo(url, url, publisher.id, "test", "feed", PRESS.now, 200, "text/html; charset=utf-8", "")
        article = clean(Page(info, SITE.respond(publisher.host, written.path).body), source)
        assert isinstance(article, Article), article
        assert [text for text in written.paragraphs_at(PRESS.now) if text not in article.text] == []
        assert article.lead == written.lead
        assert [caption for caption in written.captions if caption in article.text] == []
        assert len(article.captions) == len(written.captions)
