"""The Kelverport Ledger: nested div and span, no JSON-LD, the date only in <time>."""

from __future__ import annotations

from html import escape

from scrapers.sample.templates.view import ArticleView, Frame, alternates, body, isodate, links, menu, meta, style

_STYLE = style("soup")


def _shell(frame: Frame, title: str, head: str, main: str) -> str:
    box = frame.publisher.furniture
    return f"""<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html lang="en">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{escape(title)}</title>
{head}{alternates(frame)}
<style>{_STYLE}</style>
</head>
<body><div id="wrap">
<div class="head"><div class="wx">{escape(frame.weather)}</div>
<div class="logo"><a href="{frame.base}/">{escape(frame.publisher.name)}</a></div>
<div class="nav"><ul>{menu(frame)}</ul></div></div>
<div class="l-main">{main}</div>
<div class="l-side"><div class="box"><b>{box.latest}</b><ul>{links(frame.latest)}</ul></div></div>
<div class="clear"></div>
<div class="ft"><div>{escape(box.imprint)}</div><div id="ck">{escape(box.cookies)}</div></div>
</div></body>
</html>
"""


def page(frame: Frame, title: str, text: str) -> str:
    return _shell(frame, f"{title} - {frame.publisher.name}", "", f'<div class="hd">{escape(title)}</div>{text}')


def article(view: ArticleView) -> str:
    art, frame, box = view.article, view.frame, view.frame.publisher.furniture
    head = meta([("og:site_name", frame.publisher.name), ("og:title", art.title), ("og:image", view.pictures[0][1])])
    head += f'<link rel="canonical" href="{view.url}">'
    updated = f' <span class="upd">(updated {view.changed_at:%H:%M})</span>' if view.changed_at else ""
    label = f'<div class="txt">{escape(view.label)}</div>' if view.label else ""
    section = f"{frame.base}{frame.publisher.section_path(art.section)}"
    main = f"""<div class="crumb breadcrumb"><a href="{frame.base}/">Front page</a> &gt;
<a href="{section}">{art.section_name}</a></div>
<h1 class="hd">{escape(art.title)}</h1>
<div class="by"><span class="author">By {escape(view.byline)}</span>
<time datetime="{isodate(art.published_at)}">{view.printed_date}</time>{updated}</div>
<div class="tools">{escape(box.share)}</div>
<div class="content article-body">
<div class="intro">{escape(art.lead)}</div>
{_pictures(view)}
{body(view, (*view.opening, *view.paragraphs), "div", ' class="txt"')}
{label}</div>
<div class="box"><div>{escape(box.newsletter)}</div></div>
<div class="box"><b>{box.related}</b><ul>{links(view.related)}</ul></div>"""
    return _shell(frame, f"{art.title} - {frame.publisher.name}", head, main)


def _pictures(view: ArticleView) -> str:
    return "".join(
        f'<div class="pic"><div class="cap">{escape(caption)}</div><img src="{url}" alt="" title="{escape(caption)}">'
        f'<div class="cap"><span>{escape(caption)}</span></div></div>'
        for caption, url in view.pictures
    )
