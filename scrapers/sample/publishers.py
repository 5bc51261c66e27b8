"""The six publishers of the sample press: who they are and what stands around their articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Furniture:
    """What a publisher's pages carry besides the article; none of it belongs to any article.

    `label` is the last paragraph inside the article's element (None: there is none), `sunday_label` the one of Sundays.
    `weather_in_text`: the weather is the first paragraph of the text too; `newsletter_in_text`: the newsletter is a
    paragraph like any other at the text's end, before the label.
    """

    menu: tuple[str, ...]
    share: str
    related: str
    latest: str
    newsletter: str
    cookies: str
    imprint: str
    paywall: str
    label: str | None = None
    sunday_label: str | None = None
    weather: bool = False
    weather_in_text: bool = False
    newsletter_in_text: bool = False

    def label_on(self, day: date) -> str | None:
        return self.sunday_label if self.sunday_label and day.weekday() == 6 else self.label

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that must never be found in an article, the links of the menu aside."""
        boxes = (self.share, self.related, self.newsletter, self.cookies, self.imprint, self.paywall)
        return (*boxes, *(label for label in (self.label, self.sunday_label) if label))


@dataclass(frozen=True, slots=True)
class Standing:
    """A line that recurs inside of articles and is part of them: it stands `before_end` paragraphs before the end of
    every `every`-th story of the paper's own. `heading`: it is marked up as one."""

    text: str
    before_end: int
    every: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Publisher:
    """One publisher. `id` is its source id, `host` the first part of its `.localhost` name.

    `path` is the pattern of an article's path; `feed` and `feed_path` the one feed it has (None: none), with the newest
    `feed_length` articles (None: all). `volume` is articles on a weekday and on a day of the weekend.
    `gzip`: it compresses for who accepts that; `paywalled`: some articles are for subscribers; `live`: a page is made
    anew for each reader, with today's weather and latest news, where others keep the page of the day they made it.
    """

    id: str
    name: str
    city: str
    language: str
    template: str
    sections: dict[str, str]
    path: str
    furniture: Furniture
    volume: tuple[int, int]
    authors: tuple[str, ...]
    feed: str | None = None
    feed_path: str | None = None
    feed_length: int | None = None
    gzip: bool = False
    paywalled: bool = False
    live: bool = False
    standing: tuple[Standing, ...] = ()

    @property
    def host(self) -> str:
        return f"{self.id}.localhost"

    def base(self, port: int) -> str:
        """The address of the front page without its slash."""
        return f"http://{self.host}:{port}"

    def section_path(self, section: str) -> str:
        """The path of a section's page; `section` is the key, as topics have it."""
        return f"/{slug(self.sections[section])}/"


def slug(text: str) -> str:
    """`text` for a path: letters a-z, digits and hyphens, at most 70 of them."""
    plain = text.lower().translate(str.maketrans("áàäéèíìóòöúùüñ", "aaaeeiiooouuun")).replace("ß", "ss")
    words = "".join(letter if letter.isascii() and letter.isalnum() else " " for letter in plain.replace("'", ""))
    return "-".join(words.split())[:70].rstrip("-")


_ENGLISH = {
    "politics": "Politics",
    "business": "Business",
    "region": "Region",
    "courts": "Courts",
    "sport": "Sport",
    "culture": "Culture",
    "science": "Science",
}

COURIER = Publisher(
    id="courier",
    name="The Dunmarrow Courier",
    city="Dunmarrow",
    language="en",
    template="semantic",
    sections=_ENGLISH,
    path="/{section}/{year}/{month:02}/{day:02}/{slug}",
    volume=(6, 6),
    authors=("Harriet Lomquist", "Declan Moorsby", "Agnes Tiverell", "Oscar Bellandine"),
    feed="rss",
    feed_path="/feed.xml",
    feed_length=40,
    gzip=True,
    paywalled=True,
    live=True,
    standing=(Standing("What happens next", before_end=1, every=3, heading=True),),
    furniture=Furniture(
        menu=("Home", "Crossword", "Tide tables", "Obituaries", "Subscribe"),
        share="Share this story: by post · by e-mail · copy the link",
        related="More from the Courier",
        latest="Latest",
        newsletter="The Morning Tide: what matters in Dunmarrow, in your inbox before the first tram. Sign up free.",
        cookies="We use cookies to count readers. Accept all or choose.",
        imprint="© The Dunmarrow Courier Printing Society. All rights reserved.",
        paywall="This story is for subscribers. Read on from four crowns a month.",
        label="Dunmarrow Courier",
        sunday_label="Sunday Courier",
        weather=True,
        newsletter_in_text=True,
    ),
)
LEDGER = Publisher(
    id="ledger",
    name="Kelverport Ledger",
    city="Kelverport",
    language="en",
    template="soup",
    sections=_ENGLISH,
    path="/news/{slug}-{number}.html",
    volume=(5, 2),
    authors=("Mona Quarriden", "Stellan Griebst", "Fay Ollerenby"),
    standing=(Standing("The Ledger put the figures to all those who are named here.", before_end=2, every=4),),
    furniture=Furniture(
        menu=("Front page", "Ships in port", "Classified", "Archive", "About us"),
        share="Send to a friend | Print this page | Text size A A A",
        related="You may also like",
        latest="Most read today",
        newsletter="Get the Ledger on your telephone every evening at six. Enter your address below.",
        cookies="By using this site you agree to our rules on cookies.",
        imprint="Kelverport Ledger, Customs Yard. Printed every weekday since the great frost.",
        paywall="Please sign in to read the rest.",
        label="Kelverport Ledger – Late Edition",
        weather=True,
        weather_in_text=True,
    ),
)
BEACON = Publisher(
    id="beacon",
    name="Brackenholt Beacon",
    city="Brackenholt",
    language="en",
    template="amp",
    sections=_ENGLISH,
    path="/article/{number}/{slug}",
    volume=(4, 4),
    authors=("Idris Fennimark", "Ruth Callowend", "Tamsin Oxhide"),
    feed="atom",
    feed_path="/atom.xml",
    feed_length=30,
    gzip=True,
    standing=(
        Standing("The Beacon is owned by its readers, and some of them may own land near by.", before_end=3, every=2),
    ),
    furniture=Furniture(
        menu=("Today", "Valley", "Video", "Weather", "Contact"),
        share="Share on your favourite network",
        related="Related stories",
        latest="Just in",
        newsletter="Beacon Briefing: five stories, three minutes, every morning. Join 18,000 readers.",
        cookies="This page stores small files on your device.",
        imprint="Brackenholt Beacon Media Cooperative",
        paywall="Members read more.",
        newsletter_in_text=True,
    ),
)
RECORD = Publisher(
    id="record",
    name="The Lorvenian Record",
    city="Dunmarrow",
    language="en",
    template="graph",
    sections=_ENGLISH,
    path="/a/{slug}-{number}",
    volume=(6, 6),
    authors=("Leocadia Hurstamble", "Benedict Oyarsun", "Sorcha Dunvillin", "Pim Aldersgill"),
    feed="json",
    feed_path="/feed.json",
    gzip=True,
    paywalled=True,
    standing=(
        Standing("The background", before_end=4, every=2, heading=True),
        Standing("Where things stand", before_end=1, every=3),
    ),
    furniture=Furniture(
        menu=("Sections", "Opinion", "Podcasts", "Games", "Log in"),
        share="Gift this article",
        related="Read next",
        latest="In other news",
        newsletter="Sign up for The Record at Noon, our daily digest of politics and business.",
        cookies="Your privacy: we and 41 partners would like to remember you.",
        imprint="The Lorvenian Record is published by Record House.",
        paywall="You have read your free articles this month. Subscribe to continue.",
    ),
)
BOTE = Publisher(
    id="bote",
    name="Morgenfurter Bote",
    city="Morgenfurt",
    language="de",
    template="microdata",
    sections={"politics": "Politik", "business": "Wirtschaft", "region": "Region", "culture": "Kultur"},
    path="/{section}/{slug}-{number}.html",
    volume=(5, 1),
    authors=("Hedwig Rauhlender", "Timo Achternbeck", "Sabine Quastorf"),
    feed="rdf",
    feed_path="/index.rdf",
    feed_length=25,
    standing=(Standing("Wie es weitergeht", before_end=1, every=3, heading=True),),
    furniture=Furniture(
        menu=("Startseite", "Anzeigen", "Trauer", "E-Paper", "Abo"),
        share="Artikel teilen: Brief, E-Mail, Kurznachricht",
        related="Lesen Sie auch",
        latest="Meistgelesen",
        newsletter="Der Bote am Morgen: Bestellen Sie unseren kostenlosen Newsletter für das ganze Tal.",
        cookies="Wir verwenden Cookies, um unser Angebot zu verbessern.",
        imprint="© Morgenfurter Bote Verlagsgesellschaft. Alle Rechte vorbehalten.",
        paywall="Weiterlesen mit Bote plus.",
        label="Morgenfurter Bote, gedruckte Ausgabe",
        weather=True,
        newsletter_in_text=True,
    ),
)
CANDIL = Publisher(
    id="candil",
    name="El Candil de Valdemira",
    city="Valdemira",
    language="es",
    template="opengraph",
    sections={
        "politics": "Política",
        "business": "Economía",
        "region": "Comarca",
        "culture": "Cultura",
        "sport": "Deportes",
    },
    path="/{year}/{month:02}/{day:02}/{section}/{slug}/",
    volume=(4, 4),
    live=True,
    authors=("Rosaura Bellmunte", "Iñigo Torvalles", "Candela Ruzarmo"),
    standing=(Standing("Este diario pidió una respuesta a todas las partes citadas.", before_end=2, every=2),),
    furniture=Furniture(
        menu=("Portada", "Cartas", "Tiempo", "Esquelas", "Suscríbete"),
        share="Compartir · Imprimir · Guardar",
        related="Te puede interesar",
        latest="Lo último",
        newsletter="Recibe cada mañana las noticias de Valdemira. Apúntate gratis a nuestro boletín.",
        cookies="Usamos galletas propias para medir visitas.",
        imprint="Editorial El Candil, Valdemira. Prohibida la reproducción total.",
        paywall="Contenido para suscriptores.",
        weather=True,
        weather_in_text=True,
        newsletter_in_text=True,
    ),
)
PUBLISHERS = (COURIER, LEDGER, BEACON, RECORD, BOTE, CANDIL)
ENGLISH_PUBLISHERS = tuple(publisher for publisher in PUBLISHERS if publisher.language == "en")
WIRE = "Lorvenian Wire Service"
