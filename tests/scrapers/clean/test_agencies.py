from __future__ import annotations

import pytest

from tests.scrapers.clean.made import PARAGRAPHS, body, cleaned, html, jsonld

DATELINED = [
    ("<p>CARROWMORE (AP) - ", ("AP",)),
    ("<p>Carrowmore, 3. März (dpa/lby) - ", ("dpa",)),
    ("<p>", ()),
    ("<p>The club (the oldest of the county) said that ", ()),
]


@pytest.mark.parametrize(("start", "agencies"), DATELINED)
def test_the_agency_of_a_dateline(start: str, agencies: tuple[str, ...]) -> None:
    text = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[1:])
    assert cleaned(html(f"{start}{PARAGRAPHS[0]}</p>{text}")).agencies == agencies


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("Quelle: dpa", ("dpa",)),
        ("© 2026 AFP", ("AFP",)),
        ("AP, Reuters", ("AP", "Reuters")),
        ("dpa/hbl", ("dpa",)),
        ("By The Associated Press", ("AP",)),
        ("The PA system failed", ()),
    ],
)
def test_the_agencies_of_a_line_at_the_end(line: str, agencies: tuple[str, ...]) -> None:
    assert cleaned(html(body(f"<p>{line}</p>"))).agencies == agencies


def test_an_agency_among_the_authors_is_apart() -> None:
    node = '{"@type":"NewsArticle","author":[{"name":"Ann Lee"},{"name":"Agence France-Presse"}]}'
    article = cleaned(html(body(), jsonld(node)))
    assert (article.authors, article.agencies) == (("Ann Lee",), ("AFP",))
