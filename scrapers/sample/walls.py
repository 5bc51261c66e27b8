"""The bodies of pages that are linked like articles and are none: consent walls, missing pages, videos without text."""

from __future__ import annotations

_CONSENT = {
    "en": """
<form>
<p>We value your privacy. We and our 41 partners store and read small files on your device, measure how often
pages are opened and show advertisements that suit you.</p>
<p>You may accept all of it, refuse all of it or choose for each partner. Your choice is kept for six months and
can be changed at any time at the foot of every page. Partners may rely on legitimate interest; you may
object.</p>
<button>Accept all</button><button>Refuse all</button><button>Manage choices</button></form>
""",
    "de": """
<form>
<p>Ihre Privatsphäre ist uns wichtig. Wir und unsere 37 Partner speichern und lesen kleine Dateien auf Ihrem
Gerät, messen die Nutzung und zeigen Werbung, die zu Ihnen passt.</p>
<p>Sie können allem zustimmen, alles ablehnen oder für jeden Partner wählen. Ihre Wahl gilt sechs Monate und
lässt sich am Fuß jeder Seite ändern. Manche Partner berufen sich auf berechtigtes Interesse; dem können Sie
widersprechen.</p>
<button>Alle akzeptieren</button><button>Alle ablehnen</button></form>
""",
}
_MISSING = {
    "en": """
<p>Sorry, the page you are looking for cannot be found. It may have been moved or deleted, or the address may
have been typed wrongly.</p>
<p>Please go back to the front page, use the search box above, or write to our readers' desk if you think that
something should be here. Error 404.</p>
""",
    "es": """
<p>Lo sentimos, la página que busca no existe. Puede que se haya movido o borrado, o que la dirección esté mal
escrita.</p>
<p>Vuelva a la portada, use el buscador o escriba a nuestra redacción si cree que aquí debería haber algo. Error
404.</p>
""",
}
_VIDEO = {
    "en": """
<video controls width="640" height="360" poster="/media/1.svg"></video>
<p>Running time: 1:12.</p>
"""
}
_BODIES = {"consent": _CONSENT, "missing": _MISSING, "video": _VIDEO}


def wall(kind: str, language: str) -> str:
    """The HTML below the headline of a page of that kind ("consent", "missing", "video")."""
    return _BODIES[kind][language]
