"""Morgenfurter Bote: schema.org microdata in the markup of an older content management system."""

from __future__ import annotations

from html import escape

from scrapers.sample.templates.view import ArticleView, Frame, alternates, body, isodate, links, menu, meta, style

_STYLE = style("microdata")


def _shell(frame: Frame, title: str, head: str, main: str) -> str:
    box = frame.publisher.furniture
    return f"""<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{escape(title)}</title>
{head}{alternates(frame)}
<style>{_STYLE}</style>
</head>
<body><div id="seite">
<div class="kopf"><div class="titel"><a href="{frame.base}/">{escape(frame.publisher.name)}</a></div>
<div class="wetter">{escape(frame.weather)}</div><ul>{menu(frame)}</ul></div>
<div class="inhalt">{main}</div>
<div class="mehr"><b>{box.latest}</b><ul>{links(frame.latest)}</ul></div>
<div class="fuss"><p>{escape(box.imprint)}</p><p class="hinweis">{escape(box.cookies)}</p></div>
</div></body>
</html>
"""


def page(frame: Frame, title: str, text: str) -> str:
    return _shell(frame, f"{title} – {frame.publisher.name}", "", f"<h1>{escape(title)}</h1>{text}")


def article(view: ArticleView) -> str:
    art, frame, box = view.article, view.frame, view.frame.publisher.furniture
    head = meta([("og:site_name", frame.publisher.name), ("og:title", art.title)])
    head += f'<link rel="canonical" href="{view.url}">'
    changed = f'<meta itemprop="dateModified" content="{isodate(view.changed_at)}">' if view.changed_at else ""
    authors = " und ".join(f'<span itemprop="author">{escape(name)}</span>' for name in art.authors)
    section = f"{frame.base}{frame.publisher.section_path(art.section)}"
    main = f"""<div itemscope itemtype="https://schema.org/NewsArticle">
<div class="dachzeile"><a href="{section}" itemprop="articleSection">{art.section_name}</a></div>
<h1 itemprop="headline">{escape(art.title)}</h1>
<p class="vorspann" itemprop="description">{escape(art.lead)}</p>
<p class="autor">Von {authors},
<time itemprop="datePublished" datetime="{isodate(art.published_at)}">{view.printed_date} Uhr</time></p>{changed}
<span itemprop="publisher" itemscope itemtype="https://schema.org/Organization">
<meta itemprop="name" content="{escape(frame.publisher.name)}"></span>
<div class="teilen">{escape(box.share)}</div>
{_pictures(view)}
<div class="artikeltext" itemprop="articleBody">
{body(view, (*view.paragraphs, *view.closing))}
<p class="ausgabe">{escape(view.label or "")}</p>
</div></div>
<div class="post">{escape(box.newsletter)}</div>
<div class="mehr"><b>{box.related}</b><ul>{links(view.related)}</ul></div>"""
    return _shell(frame, f"{art.title} – {frame.publisher.name}", head, main)


def _pictures(view: ArticleView) -> str:
    return "".join(
        f'<div class="bild"><img itemprop="image" src="{url}" alt="{escape(caption)}">'
        f'<div class="bildunterschrift">{escape(caption)}</div><small class="bildtext">{escape(caption)}</small></div>'
        for caption, url in view.pictures
    )
