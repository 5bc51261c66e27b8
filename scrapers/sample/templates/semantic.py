"""The Dunmarrow Courier: HTML5 elements and a JSON-LD NewsArticle."""

from __future__ import annotations

from html import escape

from scrapers.sample.templates.view import (
    ArticleView,
    Frame,
    alternates,
    body,
    isodate,
    json_ld,
    links,
    menu,
    meta,
    style,
)

_STYLE = style("semantic")


def _shell(frame: Frame, title: str, head: str, main: str) -> str:
    box = frame.publisher.furniture
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{escape(title)}</title>
{head}{alternates(frame)}
<style>{_STYLE}</style>
</head>
<body>
<header class="top"><p class="masthead"><a href="{frame.base}/">{escape(frame.publisher.name)}</a></p>
<div class="weather">{escape(frame.weather)}</div>
<nav aria-label="Sections"><ul>{menu(frame)}</ul></nav></header>
<div class="columns"><main>{main}</main>
<aside class="rail"><h2>{box.latest}</h2><ul>{links(frame.latest)}</ul></aside></div>
<footer><p>{escape(box.imprint)}</p><div class="cookie-notice">{escape(box.cookies)}</div></footer>
</body>
</html>
"""


def page(frame: Frame, title: str, text: str) -> str:
    return _shell(frame, f"{title} | {frame.publisher.name}", "", f"<h1>{escape(title)}</h1>{text}")


def article(view: ArticleView) -> str:
    art, box = view.article, view.frame.publisher.furniture
    head = meta(
        [
            ("og:type", "article"),
            ("og:title", art.title),
            ("og:description", art.lead),
            ("og:url", view.url),
            ("og:image", view.pictures[0][1]),
            ("og:site_name", view.frame.publisher.name),
        ]
    )
    head += f'<link rel="canonical" href="{view.url}">{json_ld(_news_article(view))}'
    wall = f'<div class="wall"><p>{escape(box.paywall)}</p></div>' if art.paywalled else ""
    label = f'<p class="label">{escape(view.label)}</p>' if view.label else ""
    section = view.frame.base + view.frame.publisher.section_path(art.section)
    first, *others = (_figure(caption, url) for caption, url in view.pictures)
    main = f"""<article>
<header><p class="kicker"><a href="{section}">{art.section_name}</a></p>
<h1>{escape(art.title)}</h1>
<p class="standfirst">{escape(art.lead)}</p>
<p class="byline">By <a rel="author" href="{view.frame.base}/">{escape(view.byline)}</a> ·
<time datetime="{isodate(art.published_at)}">{view.printed_date}</time></p>
<div class="share">{escape(box.share)}</div></header>
{first}
<div class="story-body">
{body(view, view.paragraphs[:2])}
{"".join(others)}
{body(view, (*view.paragraphs[2:], *view.closing))}
{label}</div>{wall}
<section class="newsletter"><p>{escape(box.newsletter)}</p></section>
<section class="related"><h2>{box.related}</h2><ul>{links(view.related)}</ul></section>
</article>"""
    return _shell(view.frame, f"{art.title} | {view.frame.publisher.name}", head, main)


def _figure(caption: str, url: str) -> str:
    text = escape(caption)
    return (
        f'<figure><img src="{url}" alt="{text}" width="680" height="380">'
        f'<span class="caption-mobile">{text}</span><figcaption>{text}</figcaption></figure>'
    )


def _news_article(view: ArticleView) -> dict[str, object]:
    art = view.article
    found: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": art.title,
        "description": art.lead,
        "url": view.url,
        "image": [url for _, url in view.pictures],
        "datePublished": isodate(art.published_at),
        "dateModified": isodate(view.changed_at or art.published_at),
        "author": [{"@type": "Person", "name": name} for name in art.authors],
        "publisher": {"@type": "NewsMediaOrganization", "name": view.frame.publisher.name},
        "articleSection": art.section_name,
        "isAccessibleForFree": not art.paywalled,
    }
    if art.paywalled:
        found["hasPart"] = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".wall"}
    return found
