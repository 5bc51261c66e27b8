"""El Candil de Valdemira: OpenGraph and article: meta tags, with the time as a local one."""

from __future__ import annotations

from datetime import timedelta, timezone
from html import escape

from scrapers.sample.templates.view import ArticleView, Frame, alternates, body, links, menu, meta, style

_ZONE = timezone(timedelta(hours=1))
_CREDIT = "Foto: archivo de El Candil"
_STYLE = style("opengraph")


def _shell(frame: Frame, title: str, head: str, main: str) -> str:
    box = frame.publisher.furniture
    return f"""<!DOCTYPE html>
<html lang="es" prefix="og: https://ogp.me/ns#">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{escape(title)}</title>
{head}{alternates(frame)}
<style>{_STYLE}</style>
</head>
<body>
<div class="cabecera"><div class="tiempo">{escape(frame.weather)}</div>
<a class="rotulo" href="{frame.base}/">{escape(frame.publisher.name)}</a>
<ul>{menu(frame)}</ul></div>
<main class="cuerpo">{main}</main>
<div class="final"><p>{box.latest}</p><ul>{links(frame.latest)}</ul>
<p>{escape(box.imprint)}</p><p>{escape(box.cookies)}</p></div>
</body>
</html>
"""


def page(frame: Frame, title: str, text: str) -> str:
    return _shell(frame, f"{title} - {frame.publisher.name}", "", f"<h1>{escape(title)}</h1>{text}")


def article(view: ArticleView) -> str:
    art, frame, box = view.article, view.frame, view.frame.publisher.furniture
    changed = view.changed_at.astimezone(_ZONE).isoformat() if view.changed_at else None
    head = meta(
        [
            ("og:type", "article"),
            ("og:locale", "es"),
            ("og:site_name", frame.publisher.name),
            ("og:title", art.title),
            ("og:description", art.lead),
            ("og:url", view.url),
            ("og:image", view.pictures[0][1]),
            ("article:published_time", art.published_at.astimezone(_ZONE).isoformat()),
            ("article:modified_time", changed),
            ("article:section", art.section_name),
            *(("article:author", name) for name in art.authors),
        ]
    )
    head += f'<link rel="canonical" href="{view.url}">'
    main = f"""<article>
<h1>{escape(art.title)}</h1>
<h2 class="entradilla">{escape(art.lead)}</h2>
<div class="firma"><span class="autor">{escape(view.byline)}</span> · {view.printed_date}</div>
{_figures(view)}
<div class="texto">
{body(view, (*view.opening, *view.paragraphs, *view.closing))}
</div>
<div class="caja">{escape(box.share)}</div></article>
<div class="caja"><p>{escape(box.newsletter)}</p></div>
<div class="caja"><b>{box.related}</b><ul>{links(view.related)}</ul></div>"""
    return _shell(frame, f"{art.title} - {frame.publisher.name}", head, main)


def _figures(view: ArticleView) -> str:
    return "".join(
        f'<figure><img src="{url}" alt="{escape(caption)}"><figcaption>{escape(caption)} '
        f"<i>{_CREDIT}</i></figcaption></figure>"
        f'<p class="pie">{escape(caption)}</p>'
        for caption, url in view.pictures
    )
