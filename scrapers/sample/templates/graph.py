"""The Lorvenian Record: a JSON-LD @graph of article, page, breadcrumbs and organisation."""

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

_STYLE = style("graph")


def _shell(frame: Frame, title: str, head: str, main: str) -> str:
    box = frame.publisher.furniture
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{escape(title)}</title>
{head}{alternates(frame)}
<style>{_STYLE}</style>
</head>
<body>
<div class="site" role="banner"><a class="name" href="{frame.base}/">{escape(frame.publisher.name)}</a>
<ul>{menu(frame)}</ul></div>
{main}
<div class="more"><strong>{box.latest}</strong><ul>{links(frame.latest)}</ul></div>
<div class="end"><p>{escape(box.imprint)}</p><p class="privacy">{escape(box.cookies)}</p></div>
</body>
</html>
"""


def page(frame: Frame, title: str, text: str) -> str:
    main = f'<div class="entry"><h1>{escape(title)}</h1>{text}</div>'
    return _shell(frame, f"{title} · {frame.publisher.name}", "", main)


def article(view: ArticleView) -> str:
    art, frame, box = view.article, view.frame, view.frame.publisher.furniture
    head = meta([("description", art.lead)], "name") + meta([("og:image", view.pictures[0][1])])
    head += f'<link rel="canonical" href="{view.url}">{json_ld(_graph(view))}'
    gate = f'<div class="gate">{escape(box.paywall)}</div>' if art.paywalled else ""
    main = f"""<article class="entry" id="article">
<h1>{escape(art.title)}</h1>
<p class="dek">{escape(art.lead)}</p>
<p class="credit">{escape(view.byline)} — {view.printed_date} — {escape(box.share)}</p>
{_media(view)}
<section class="entry-content">
{body(view, view.paragraphs)}
</section>
{gate}</article>
<div class="signup"><p>{escape(box.newsletter)}</p></div>
<div class="more"><strong>{box.related}</strong><ul>{links(view.related)}</ul></div>"""
    return _shell(frame, f"{art.title} · {frame.publisher.name}", head, main)


def _media(view: ArticleView) -> str:
    return "".join(
        f'<div class="media"><img src="{url}" alt="{escape(caption)}">'
        f'<div class="media-caption">{escape(caption)}</div>'
        f'<div class="lightbox" aria-hidden="true"><p class="lightbox-caption">{escape(caption)}</p></div></div>'
        for caption, url in view.pictures
    )


def _graph(view: ArticleView) -> dict[str, object]:
    art, base, name = view.article, view.frame.base, view.frame.publisher.name
    organisation = {"@type": "Organization", "@id": f"{base}/#us", "name": name, "url": f"{base}/"}
    webpage = {"@type": "WebPage", "@id": view.url, "name": art.title, "isPartOf": {"@id": f"{base}/#us"}}
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Front page", "item": f"{base}/"},
            {"@type": "ListItem", "position": 2, "name": art.section_name},
        ],
    }
    people = [{"@type": "Person", "@id": f"{base}/#author{i}", "name": n} for i, n in enumerate(art.authors)]
    report = {
        "@type": "ReportageNewsArticle",
        "@id": f"{view.url}#article",
        "mainEntityOfPage": {"@id": view.url},
        "headline": art.title,
        "description": art.lead,
        "articleSection": art.section_name,
        "image": {"@type": "ImageObject", "url": view.pictures[0][1], "caption": view.pictures[0][0]},
        "datePublished": isodate(art.published_at),
        "dateModified": isodate(view.changed_at or art.published_at),
        "author": [{"@id": person["@id"]} for person in people],
        "publisher": {"@id": f"{base}/#us"},
        "isAccessibleForFree": "False" if art.paywalled else "True",
    }
    return {"@context": "https://schema.org", "@graph": [organisation, webpage, crumbs, *people, report]}
