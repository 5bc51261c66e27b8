"""Words of the trade in the languages that sources are mostly in, for the rules that read single lines.

Lists of words are one text each, parted by white space; lists of phrases have regular expressions, one a line.
"""

from __future__ import annotations

import re


def listed(text: str) -> tuple[str, ...]:
    """The words of a text, in its order."""
    return tuple(text.split())


def any_of(phrases: str) -> str:
    """One regular expression for all lines of a text."""
    return "|".join(line.strip() for line in phrases.strip().splitlines())


_MONTHS = """
january jan januar janvier enero ene gennaio gen janeiro januari styczeń stycznia jänner janv
february feb februar février févr fév febrero febbraio febr fevereiro fev februari lutego feber
march mar märz mär mrz mars marzo março maart mrt marca marts
april apr avril avr abril abr aprile kwietnia
may mai mayo maggio mag maio mei maj maja
june jun juni juin junio giugno giu junho czerwca
july jul juli juillet juil julio luglio lug julho lipca
august aug août agosto ago augustus augusti sierpnia
september sep sept septembre septiembre settembre set setembro września
october oct oktober okt octobre octubre ottobre ott outubro out października
november nov novembre noviembre novembro listopada
december dec dezember dez décembre déc diciembre dic dicembre dezembro desember des grudnia
"""

# Names and usual short forms of the months, in one case, to their numbers.
MONTHS = {word: number for number, line in enumerate(_MONTHS.strip().splitlines(), 1) for word in line.split()}

WEEKDAYS = frozenset(
    listed("""
    monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
    montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so
    lundi mardi mercredi jeudi vendredi samedi dimanche
    lunes martes miércoles jueves viernes sábado domingo
    lunedì martedì mercoledì giovedì venerdì sabato domenica
    maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
    """)
)

# What is left of a line that only says when, besides weekdays and months.
DATE_WORDS = WEEKDAYS | set(
    listed("""
    published updated posted last modified first on at am pm a.m p.m the of and st nd rd th date
    gmt utc bst cet cest est edt et pt pst pdt ist
    uhr um stand vom veröffentlicht aktualisiert erstellt und den der datum
    publié mis mise à jour le modifié h publicado actualizado el de del a las fecha
    pubblicato aggiornato il alle data gepubliceerd bijgewerkt op om hrs
    """)
)

# What stands before the time of a change.
CHANGED = any_of(r"""
    updated?|last modified|modified|edited|reviewed
    aktualisiert|geändert|änderung|zuletzt bearbeitet|stand
    mis(?:e)? à jour|modifié|actualizado|modificado|aggiornato|atualizado|bijgewerkt|gewijzigd
    oppdatert|opdateret|uppdaterad|zaktualizowano|更新
""")

# What a byline begins with.
BY = any_of(r"""
    (?:written|posted|published|reported|reviewed|words|story|text|article)?\s*by
    (?:veröffentlicht|geschrieben|ein artikel|ein beitrag|eine analyse|ein kommentar)?\s*vo[nm]
    (?:escrito|publicado|publié|rédigé)?\s*(?:par|por)
    (?:scritto|a cura|geschreven)?\s*(?:da|di|door)
    av
    af
    przez
    texte?
    autor(?:in)?
    author
    auteur
    autore
    redaktion
""")

# Small words within names.
PARTICLES = frozenset(
    listed("de da di do del della des dos du d' la le van von vom zu zum zur der den ter ten te af av al el y e i")
    + listed("bin ibn ben")
)

# Words that make a name a role or a desk. Matched as whole words.
ROLES = any_of(r"""
    editors?|reporters?|correspondents?|writers?|journalists?|columnist|contributors?|producer|analyst
    professor|lecturer|staff|team|newsroom|desk|bureau|photograph(?:er)?|senior|chief|director|manager|ceo|founder
    redaktion(?:en)?|redakteur(?:in)?|redaktør|korrespondent(?:in)?|journalistin?|autor(?:in)?|volontär(?:in)?
    rédaction|rédact(?:eur|rice)|journaliste|redacción|reda[cç][aã]o|redactora?|periodista|redazione|giornalista|redactie
    agency|agencies|agentur(?:en)?|agencias?|news|media|press|fotograf(?:in)?
    follow|share|comments?|updated|published|posted|written|edited|edition|reviewed|subscribe|contact|email|profile
    minutes?|min|read|expert|specialist|ad[vw]i[sz]er|advisor|consultant|engineer|developer|strategist|e\.v
    learn|more|policy|view|see|articles?|login|sign|attorney|lawyer|nurse|dietitian
    veröffentlicht|publiziert|eingetragen|gespeichert|erstellt
""")

# Words that are in a paper's name and hardly ever in a person's. Matched as whole words.
PAPERS = any_of(r"""
    the|times|post|herald|tribune|guardian|journal|gazette|magazine?|daily|weekly|online|today|radio|tv|blog|independent
    mirror|express|echo|chronicle|standard|telegraph|review|report|institute|university|foundation|association|group
    inc|ltd|gmbh|zeitung|nachrichten|anzeiger|kurier|rundschau|tagblatt|blatt|presse|welt|die|der|das|praxis
    les?|la|el|il|diario|periódico|corriere|giornale|dagblad|avis|tidning
""")

# What stands where a name should be and names nobody.
NOBODY = WEEKDAYS | set(
    listed("""
    admin administrator author authors anonymous editor publisher guest unknown none null by webmaster user editorial
    staff redaktion online the various name more posted publiziert geschrieben veröffentlicht twitter facebook instagram
    today yesterday heute gestern date datum source quelle follow folgen gefolgt suivre seguir segui volgen
    """)
)

_AGENCIES = """
AP: ap, associated press, the associated press, ap news, associated press writer
AFP: afp, agence france-presse, agence france presse, afp news
Reuters: reuters, thomson reuters, reuters staff
dpa: dpa, deutsche presse-agentur, dpa-infocom, dpa-afx, dpa international
PA: pa, pa media, press association, the press association, pa news agency
UPI: upi, united press international
Bloomberg: bloomberg, bloomberg news
EFE: efe, agencia efe
Europa Press: europa press, europapress
ANSA: ansa, agenzia ansa
Adnkronos: adnkronos
AGI: agi
APA: apa, austria presse agentur
Keystone-SDA: sda, ats, keystone-sda, keystone-ats, awp
epd: epd, evangelischer pressedienst
KNA: kna
SID: sid, sport-informations-dienst
ANP: anp, algemeen nederlands persbureau
Belga: belga, agence belga
Lusa: lusa, agência lusa
PAP: pap, polska agencja prasowa
NTB: ntb
TT: tt, tt nyhetsbyrån
Ritzau: ritzau, ritzaus bureau
STT: stt
ČTK: čtk, ctk
MTI: mti
AAP: aap, australian associated press
The Canadian Press: canadian press, the canadian press, la presse canadienne
PTI: pti, press trust of india
ANI: ani, asian news international
IANS: ians
Xinhua: xinhua, 新华社, 新华网
TASS: tass, тасс
Interfax: interfax, интерфакс
Kyodo: kyodo, kyodo news, 共同通信, 共同
Jiji: jiji, jiji press, 時事通信
Yonhap: yonhap, 연합뉴스
Anadolu: aa, anadolu agency, anadolu ajansı
"""

# News agencies by all their names in one case, to the usual one: they are sources of an article, not its authors.
AGENCIES = {
    alias.strip(): name
    for name, _, aliases in (line.partition(":") for line in _AGENCIES.strip().splitlines())
    for alias in aliases.split(",")
}

# What names the source of a text.
SOURCE = any_of(r"""
    source|quelle|mit material von|fuente|fonte|bron|kilde|källa|źródło|avec|with
""")

# What a picture's credit begins with.
CREDIT = any_of(r"""
    photo(?:s|graphs?|graphy)?|pictures?|pics?|images?|infographic|credits?|crédits?
    foto(?:s|graf(?:in|ie)?)?|bild(?:er|nachweis|quelle)?|titelbild|imagen|imágenes|immagin[ei]
""")

# Class names of an element that holds a caption.
CAPTION_NAMES = any_of(r"""
    caption|(?:^|[\s_-])cap(?:$|[\s_-])
    bildunter(?:schrift|zeile)|bildtext|l[ée]gende?(?:$|[\s_-])|didascalia|pie-?(?:de-?)?foto|fototekst
""")

# Class names and itemprops of a box about an author.
BIO_NAMES = any_of(r"""
    author[-_]?(?:bio|box|info|card|profile|desc(?:ription)?|about)|about[-_]?(?:the[-_]?)?author
    \bbio(?:graphy)?\b|contributor[-_]?(?:bio|box|info)|autoren?[-_]?(?:box|info)
""")

# Class names and itemprops of an element that holds the lead, as whole parts of a name.
LEAD_NAMES = any_of(r"""
    stand-?first|sub-?title|sub-?head(?:line|ing)?|sub(?:line)?|dek|deck|lead(?:-?text)?|lede|intro(?:duction)?|summary|abstract
    excerpt|article-?description|alternativeheadline|kicker-?text|strap(?:line)?
    chapo|chapeau|vorspann|teaser-?text|entradilla|bajada|sumario|copete|occhiello|sommario|sottotitolo|ingress|manchet
""")


def whole_words(pattern: str) -> re.Pattern[str]:
    """The pattern, found only as whole words, in any case."""
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
