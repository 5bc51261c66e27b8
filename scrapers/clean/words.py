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
    learn|more|policy|view|see|articles?|login|sign
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
    today yesterday heute gestern date datum source quelle
    """)
)

# News agencies, in one case: they are sources of an article, not its authors.
AGENCIES = frozenset(
    listed("ap afp dpa apa sda ntb tt ritzau efe ansa lusa pap pa aap ians pti ani upi sid epd kna reuters bloomberg")
    + listed("belga anp dpa-afx keystone-sda xinhua tass interfax kyodo yonhap")
) | {
    "associated press",
    "the associated press",
    "agence france-presse",
    "press association",
    "europa press",
    "canadian press",
    "the canadian press",
}

# What a picture's credit begins with.
CREDIT = any_of(r"""
    photo(?:s|graphs?|graphy)?|pictures?|pics?|images?|infographic|credits?|crédits?
    foto(?:s|graf(?:in|ie)?)?|bild(?:er|nachweis|quelle)?|titelbild|imagen|imágenes|immagin[ei]
""")

# Class names and itemprops of an element that holds the lead, as whole parts of a name.
LEAD_NAMES = any_of(r"""
    stand-?first|sub-?title|sub-?head(?:line|ing)?|dek|deck|lead(?:-?text)?|lede|intro(?:duction)?|summary|abstract
    excerpt|article-?description|alternativeheadline|kicker-?text|strap(?:line)?
    chapo|chapeau|vorspann|teaser-?text|entradilla|bajada|sumario|copete|occhiello|sommario|sottotitolo|ingress|manchet
""")

# What a page says that takes its visitor for a machine.
CAPTCHA = any_of(r"""
    verify (?:that )?you are (?:a )?human
    are you a robot|i(?: am|['’]m) not a robot
    checking your browser before
    enable javascript and cookies to continue
    complete the (?:security check|captcha)
    unusual traffic from your
    press (?:&|and) hold
    attention required! \| cloudflare
    access to this page has been denied
    (?:bist du|sind sie) ein (?:mensch|roboter)|ich bin kein roboter
    je ne suis pas un robot|vérifiez que vous êtes (?:un )?humain
    no soy un robot|verifica que eres (?:un )?humano
    non sono un robot|ik ben geen robot
""")

# Phrases of a request for consent; one of them stands on many pages, two with little else make a wall.
CONSENT = any_of(r"""
    we (?:and our (?:\d+ )?partners|value your privacy)
    before you continue|accept all|reject all|manage (?:options|preferences|cookies)|your consent
    (?:privacy|cookie) settings|our partners (?:store|process)|store and/or access information on a device
    wir (?:und unsere (?:\d+ )?partner|benötigen ihre zustimmung|verwenden cookies)
    alle akzeptieren|alle ablehnen|zustimmen und weiter|ihre einwilligung|(?:datenschutz|cookie-)einstellungen
    mit werbung (?:weiterlesen|und cookies)
    nous et nos (?:\d+ )?partenaires|tout accepter|tout refuser|continuer sans accepter|vos choix|votre consentement
    nosotros y nuestros (?:\d+ )?socios|aceptar todo|rechazar todo|aceptar y continuar
    su consentimiento|configurar cookies
    noi e i nostri (?:\d+ )?partner|accetta tutto|rifiuta tutto|il tuo consenso
    alles accepteren|alles weigeren|uw toestemming
""")

# What an error page says when it was served as a page like any other.
NOT_FOUND = any_of(r"""
    page not found|404 not found|not found|nothing (?:was )?found
    page (?:does not|doesn['’]t|no longer) exists?
    page you(?:['’]re| are| were)? (?:looking for|requested)
    (?:article|story|page|content) (?:is )?(?:no longer|not) available
    we can(?:['’]t|not) find (?:that|the|this) page
    seite (?:wurde )?(?:leider )?nicht gefunden|seite existiert nicht|nicht gefunden
    artikel (?:ist )?nicht (?:mehr )?verfügbar
    page (?:non trouvée|introuvable|n['’]existe pas)|cette page n['’]existe|article introuvable
    página no (?:encontrada|existe)|no se (?:ha encontrado|encuentra) la página|contenido no disponible
    pagina non (?:trovata|esiste)|pagina niet gevonden|página não (?:encontrada|existe)
    siden (?:blev|ble) ikke (?:fundet|funnet)|sidan (?:kunde )?(?:inte )?hittades? inte|leathanach gan aimsiú
""")


def whole_words(pattern: str) -> re.Pattern[str]:
    """The pattern, found only as whole words, in any case."""
    return re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE)
