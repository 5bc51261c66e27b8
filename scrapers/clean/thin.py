"""Pages with hardly any text: shells that scripts would fill, players and picture series, stubs."""

from __future__ import annotations

import re

from scrapers.clean.candidate import Candidate
from scrapers.clean.phrases import SCRIPTS, finder

SHORT = 60  # words that a page may show beside a player, or before its scripts have run
LEAST_PICTURES = 6

_SCRIPTS = finder(SCRIPTS)
_SHELL = re.compile(r"(?:root|app|__next|__nuxt|___gatsby|react-root|app-root|svelte|main-app|ember-application)")
_PLAYER = re.compile(r"video-?(?:js|player)|jw-?player|brightcove|kaltura|dailymotion|youtube")
_GALLERY = re.compile(r"galler|slide-?show|fotostrecke|bilderstrecke|diaporama|fotogal|carousel|lightbox|image-?series")
VIDEO_TYPES = frozenset({"VideoObject", "Clip", "BroadcastEvent"})
GALLERY_TYPES = frozenset({"ImageGallery", "MediaGallery", "VideoGallery"})


def needs_scripts(page: Candidate) -> str | None:
    """A page whose text would come by scripts: it says so, or it is an empty frame for them."""
    reading = page.reading
    if reading.words >= SHORT or next(page.tree.iter("script"), None) is None:
        return None
    unseen = " ".join(" ".join(element.itertext()) for element in page.tree.iter("noscript"))
    said = " ".join(block.text for block in (reading.blocks if page.is_stub else reading.kept))
    if found := _SCRIPTS.search(f"{said} {unseen if page.is_stub else ''}"):
        return f'it says "{found[0]}"'
    if not page.is_stub:
        return None
    frames = (e for e in page.tree.iter() if _SHELL.fullmatch((e.get("id") or str(e.tag)).lower()))
    empty = next((e for e in frames if len("".join(e.itertext()).split()) < SHORT), None)
    return f"its <{empty.tag}> is empty without scripts" if empty is not None else None


def video_or_gallery(page: Candidate) -> str | None:
    """A page around a player or a series of pictures, without an article's text."""
    if page.reading.words >= SHORT or (not page.is_stub and page.reading.head.jsonld.article):
        return None
    kind = page.reading.head.meta.get("og:type", "").lower()
    if kind.startswith("video") or page.types & VIDEO_TYPES:
        return "it is about a video"
    if page.types & GALLERY_TYPES:
        return "it is a series of pictures"
    if not page.is_stub:
        return None
    names = list(page.classes())
    if next(page.tree.iter("video", "video-js", "amp-video"), None) is not None or any(map(_PLAYER.search, names)):
        return "it holds a video player and hardly any text"
    pictures = sum(1 for _ in page.tree.iter("img", "amp-img"))
    if pictures >= LEAST_PICTURES and any(map(_GALLERY.search, names)):
        return f"it holds {pictures} pictures and hardly any text"
    return None


def empty(page: Candidate) -> str | None:
    """No text at all."""
    return None if page.reading.text or page.reading.lead else "no text was found in it"


def too_short(page: Candidate) -> str | None:
    """Less than a stub."""
    return f"{page.reading.words + len((page.reading.lead or '').split())} words" if page.is_stub else None
