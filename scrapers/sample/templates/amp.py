"""The Brackenholt Beacon: a plain page and an AMP page of the same article, dated by meta tags."""

from __future__ import annotations

from html import escape

from scrapers.sample.templates.view import ArticleView, Frame, alternates, body, isodate, links, menu, meta, style

_STYLE = style("amp")
_AMP_STYLE = """<style amp-boilerplate>body{visibility:visible}</style>
<script async src="/amp/v0.js"></script>"""


def _shell(frame: Frame, title: str, head: str, main: str, amp: bool = False) -> str:
    box = frame.publisher.furniture
    style = f"<style amp-custom>{_STYLE}</style>{_AMP_STYLE}" if amp else f"<style>{_STYLE}</style>"
    return f"""<!doctype html>
<html{" amp" if amp else ""} lang="en">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width,minimum-scale=1">
<title>{escape(title)}</title>
{head}{alternates(frame)}
{style}
</head>
<body>
<div class="bar"><b><a href="{frame.base}/">{escape(frame.publisher.name)}</a></b><ul>{menu(frame)}</ul></div>
<main>{main}</main>
<footer><p>{box.latest}</p><ul>{links(frame.latest)}</ul><p>{escape(box.imprint)}</p><p>{escape(box.cookies)}</p></footer>
</body>
</html>
"""


def page(frame: Frame, title: str, text: str) -> str:
    return _shell(frame, f"{title} – {frame.publisher.name}", "", f"<h1>{escape(title)}</h1>{text}")


def article(view: ArticleView) -> str:
    """The plain page."""
    return _article(view, amp=False)


def amp_article(view: ArticleView) -> str:
    """The AMP page; its canonical link leads to the plain page."""
    return _article(view, amp=True)


def _article(view: ArticleView, amp: bool) -> str:
    art, frame, box = view.article, view.frame, view.frame.publisher.furniture
    head = meta(
        [
            ("og:site_name", frame.publisher.name),
            ("og:type", "article"),
            ("og:title", f"{art.title} – {frame.publisher.name}"),
            ("og:description", art.lead),
            ("og:image", view.pictures[0][1]),
            ("article:published_time", isodate(art.published_at)),
            ("article:modified_time", isodate(view.changed_at) if view.changed_at else None),
            ("article:section", art.section_name),
        ]
    )
    head += meta([("author", view.byline)], "name") + f'<link rel="canonical" href="{view.url}">'
    if not amp and view.amp_url:
        head += f'<link rel="amphtml" href="{view.amp_url}">'
    main = f"""<h1>{escape(art.title)}</h1>
<h2 class="sub">{escape(art.lead)}</h2>
<p class="meta">{escape(view.byline)} | {view.printed_date}</p>
{_pictures(view, amp)}
<div class="article-text">
{body(view, (*view.paragraphs, *view.closing))}
</div>
<div class="promo"><p>{escape(box.newsletter)}</p></div>
<p class="meta">{escape(box.share)}</p>
<h3>{box.related}</h3><ul class="related">{links(view.related)}</ul>"""
    return _shell(frame, f"{art.title} – {frame.publisher.name}", head, main, amp)


def _pictures(view: ArticleView, amp: bool) -> str:
    image = '<amp-img src="{url}" alt="{alt}" width="720" height="400" layout="responsive"></amp-img>'
    pattern = image if amp else '<img src="{url}" alt="{alt}">'
    return "".join(
        f"<figure>{pattern.format(url=url, alt=escape(caption))}<figcaption>{escape(caption)}</figcaption></figure>"
        f'<p class="caption">{escape(caption)}</p>'
        for caption, url in view.pictures
    )
