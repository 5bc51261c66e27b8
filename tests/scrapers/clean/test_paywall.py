from __future__ import annotations

import pytest

from tests.scrapers.clean.made import PARAGRAPHS, body, cleaned, html, jsonld

STUB = "".join(f"<p>{text}</p>" for text in PARAGRAPHS[:2])


@pytest.mark.parametrize(
    "wall",
    [
        "Subscribe to continue reading",
        "Already a subscriber? Log in",
        "Jetzt weiterlesen mit dem Probeabo",
        "Dieser Artikel ist exklusiv für Abonnentinnen",
        "Abonnez-vous pour lire la suite",
        "Il vous reste 82% de cet article à lire.",
        "Suscríbete para seguir leyendo",
        "Abbonati per continuare a leggere",
        "Assine para continuar lendo",
        "Dit artikel is exclusief voor abonnees",
        "Artykuł dostępny tylko dla prenumeratorów",
        "Bli prenumerant",
        "Bliv abonnent for at læse videre",
        "Logg inn for å lese hele saken",
        "この記事は有料会員限定です",
    ],
)
def test_a_wall_below_a_short_text_is_seen(wall: str) -> None:
    assert cleaned(html(f"{STUB}<div class='gate'><h3>{wall}</h3></div>")).paywalled


@pytest.mark.parametrize(
    "line",
    ["Subscribe to our newsletter", "Support our journalism", "Read more", "Abonnieren Sie unseren Newsletter"],
)
def test_an_invitation_is_no_wall(line: str) -> None:
    assert not cleaned(html(f"{STUB}<div class='promo'><h3>{line}</h3></div>")).paywalled


def test_below_a_long_text_or_on_a_page_that_is_free_it_is_none() -> None:
    wall = "<div><h3>Subscribe to continue reading</h3></div>"
    assert not cleaned(html(body(body() * 6 + wall))).paywalled
    free = jsonld('{"@type":"NewsArticle","isAccessibleForFree":true}')
    assert not cleaned(html(STUB + wall, free)).paywalled
