"""What pages say that are no articles, or not all of one, in the languages that sources are mostly in.

Lists of regular expressions, one a line.
"""

from __future__ import annotations

import re

from scrapers.clean.words import any_of

# What a page says that takes its visitor for a machine.
CAPTCHA = any_of(r"""
    verify (?:that )?you(?: are|['’]re) (?:a |not a )?(?:human|robot|bot)
    confirm (?:that )?you(?: are|['’]re) (?:a )?human
    are you a (?:robot|human)\b|i(?: am|['’]m) not a robot|(?:making|make) sure you(?: are|['’]re) not a (?:ro)?bot
    (?:checking|verifying) (?:if the site connection|your browser before|you are human)
    enable javascript and cookies to continue|needs to review the security of your connection
    complete the (?:security check|captcha|challenge)|solve (?:the|this) (?:captcha|puzzle)
    (?:unusual|suspicious|automated) (?:traffic|activity|requests?) (?:from|on|coming)|detected unusual
    press (?:&|and) hold|attention required! \| cloudflare|slide (?:right )?to (?:secure|verify|complete)
    access to this (?:page|site|website) has been (?:denied|blocked)|pardon our interruption|you have been blocked
    (?:bist du|sind sie) ein (?:mensch|roboter)|(?:ich bin|sie sind|du bist) kein roboter
    ungewöhnliche (?:aktivität|zugriffe)
    je ne suis pas un robot|vous (?:êtes|n['’]êtes pas) (?:bien )?un (?:être )?(?:humain|robot)
    activité (?:inhabituelle|suspecte)
    no (?:soy|eres|es) un robot|(?:eres|es usted) (?:un )?(?:ser )?humano|actividad (?:inusual|sospechosa)
    non (?:sono|sei) un robot|attività (?:insolit|sospett)[ae]|verifica di essere umano
    (?:ik ben|u bent|je bent) (?:geen|een) (?:robot|mens)\b|ongebruikelijk verkeer
    não (?:sou|é) um robô|atividade (?:incomum|suspeita)|nie jestem robotem|nietypowy ruch|jag är inte en robot
    inte är en robot
    ロボットではありません|人間であることを確認|アクセスが(?:一時的に)?制限
""")

# Phrases of a request for consent; one of them stands on many pages, two with little else make a wall.
CONSENT = any_of(r"""
    we (?:and our (?:\d[\d,.]* )?(?:\w+ )?partners|value your privacy|care about your privacy|use cookies)
    before you continue|accept (?:all|and continue|& continue)|reject all
    manage (?:options|preferences|cookies|settings)
    (?:your|withdraw(?:ing)?) consent|legitimate interest|(?:privacy|cookie) (?:settings|preferences|policy)
    our (?:\d[\d,.]* )?partners|store and/or access information on a device|with ads and (?:tracking|cookies)
    pay or consent
    wir (?:und unsere (?:\d[\d.]* )?partner|benötigen ihre zustimmung|verwenden cookies)
    alle akzeptieren|alle ablehnen|(?:akzeptieren|zustimmen|einwilligen) und weiter
    (?:ihre|deine|die) (?:einwilligung|zustimmung)
    (?:datenschutz|privatsphäre|cookie)-?\s?einstellungen|mit werbung (?:weiter|und)|werbefrei
    berechtigte[sn]? interesse
    nous (?:et nos (?:\d[\d ]* )?partenaires|utilisons des cookies)|tout (?:accepter|refuser)
    accepter et (?:continuer|fermer)
    continuer sans accepter|(?:vos choix|votre (?:consentement|choix))|paramétrer (?:les|mes|vos) (?:cookies|choix)
    politique de cookies
    nosotros y nuestros (?:\d[\d.]* )?(?:socios|proveedores)
    (?:aceptar|rechazar) (?:todo|todas|y continuar|y cerrar)|utilizamos cookies
    (?:su|tu) consentimiento|(?:configurar|configuración de|política de) cookies|nuestros (?:\d[\d.]* )?socios
    noi e (?:i nostri )?(?:\d[\d.]* )?(?:terze parti|partner|fornitori)
    (?:accetta|rifiuta) (?:tutto|e chiudi|e continua)
    (?:il tuo|revocare il) consenso|(?:preferenze|informativa|gestisci) (?:sui |i )?cookie|utilizziamo i cookie
    wij (?:en onze (?:\d[\d.]* )?partners|gebruiken cookies)|alles (?:accepteren|weigeren)|(?:uw|je) toestemming
    cookie-?instellingen
    nós e (?:os )?nossos (?:\d[\d.]* )?parceiros|(?:aceitar|rejeitar) (?:tudo|todos|e (?:continuar|fechar))
    (?:o seu|seu) consentimento
    definições de (?:cookies|privacidade)|utilizamos cookies
    my i nasi (?:\d[\d ]* )?(?:zaufani )?partnerzy|nasi (?:\d[\d ]* )?(?:zaufani )?partnerzy
    (?:zaakceptuj|odrzuć) wszystk\w*
    przejdź do serwisu|(?:twoj\w+|wycofać|wyrażam) zgod\w+|ustawienia (?:zaawansowane|prywatności|cookies)
    pliki cookies
    vi (?:och våra (?:\d[\d ]* )?partners?|använder (?:cookies|kakor))|(?:godkänn|acceptera|neka|avvisa) alla
    ditt samtycke
    vi (?:og våre|og vores) (?:\d[\d ]* )?(?:partnere|samarbeidspartnere)|(?:godta|accepter|tillad|avvis) alle
    クッキー(?:の|を)(?:使用|設定|利用)|すべて(?:受け入れる|許可|同意|拒否)|(?:同意して|に同意)(?:続行|する|します)
    プライバシー(?:設定|ポリシー)
""")

# What an error page says when it was served as a page like any other.
NOT_FOUND = any_of(r"""
    page not found|404 not found|\bnot found|nothing (?:was )?found|error 404|404 error
    page (?:does not|doesn['’]t|no longer) exists?|page (?:has|may have) (?:been )?(?:moved|removed|deleted|expired)
    page you(?:['’]re| are| were|['’]ve)? (?:looking for|requested|trying to)
    (?:article|story|page|content) (?:is )?(?:no longer|not) available
    (?:this|the) (?:article|story) has (?:expired|been removed)
    (?:can(?:['’]t|not)|could ?n(?:['’]t|ot)|unable to) (?:seem to )?find (?:that|the|this) (?:page|article|story)
    seite (?:wurde )?(?:leider )?nicht (?:gefunden|mehr verfügbar|verfügbar)|seite existiert nicht|\bnicht gefunden
    (?:artikel|beitrag|inhalt) (?:ist )?(?:leider )?nicht (?:mehr )?(?:verfügbar|abrufbar)
    page (?:non trouvée|introuvable|n['’]existe (?:pas|plus))|cette page n['’](?:existe|est)|article introuvable
    (?:article|contenu|page) n['’]est (?:plus|pas) disponible
    página no (?:encontrada|existe|disponible)|no (?:se ha|hemos|se pudo) encontrad?[or]* (?:la|esta) página
    no se encuentra la página
    contenido no disponible|(?:página|noticia) (?:que busca|solicitada) no
    pagina non (?:trovata|esiste|disponibile)|contenuto non (?:trovato|disponibile)
    articolo non (?:trovato|disponibile)
    pagina (?:niet gevonden|bestaat niet)|artikel niet gevonden
    (?:pagina|artikel) (?:is )?niet (?:meer )?(?:beschikbaar|gevonden)
    página não (?:encontrada|existe|disponível)|conteúdo não (?:encontrado|disponível)
    não (?:encontramos|foi encontrada)
    strona nie (?:została (?:odnaleziona|znaleziona)|istnieje)|nie (?:znaleziono|ma takiej) stron[ya]
    siden (?:blev |ble )?(?:ikke )?(?:fundet|funnet|finnes ikke|findes ikke|eksisterer ikke)
    sidan (?:kunde )?(?:inte )?(?:hittades? inte|hittas|finns inte)|kunde inte hitta (?:den sidan|sidan)
    sivua ei (?:löytynyt|löydy)|leathanach gan aimsiú|sayfa bulunamadı|страница не найдена
    stránka (?:nebyla )?nenalezena
    (?:ページ|記事)(?:が|は)?(?:見つかりません|存在しません|削除され)|お探しのページ
    페이지를 찾을 수 없|找不到(?:页面|頁面|该页)
""")

# What a page says whose content comes by scripts alone.
SCRIPTS = any_of(r"""
    (?:enable|turn on|activate|requires?|needs?|without) java ?script
    java ?script (?:is )?(?:disabled|required|must be|to be enabled|enabled)
    java ?script (?:aktivieren|ist deaktiviert|einschalten)|aktivieren sie (?:bitte )?java ?script
    (?:ohne|benötigt) java ?script
    activ(?:er|ez) (?:le )?java ?script|java ?script (?:est )?désactivé|activ(?:ar|e|a) java ?script
    (?:habilit\w+|ativ\w+) (?:o )?java ?script
    (?:abilita|attiva)(?:re)? java ?script|java ?script (?:in te schakelen|inschakelen)|schakel java ?script in
    włącz\w* (?:obsługę )?java ?script
    aktivera java ?script|java ?script を有効
""")

# A wall that a reader sees in the place of an article's rest. Only what asks for a subscription to read on: an
# invitation to a newsletter, or to support the paper, is none.
PAYWALL = any_of(r"""
    (?:subscribe|log in|sign in|register|join)(?: now| today)? (?:or \w+ (?:in )?)?to (?:continue|keep) reading
    (?:subscribe|sign in|log in|register) to (?:read|unlock|access) (?:the|this) (?:full |entire )?(?:article|story)
    to (?:continue|keep) reading(?: this (?:article|story))?,? (?:please )?(?:subscribe|log in|sign in|register|become)
    this (?:article|story|content) is (?:only )?(?:for|available to|reserved for) (?:our )?(?:paying )?subscribers
    (?:subscribers|members)[- ]only (?:article|story|content)|already a (?:subscriber|member)\?
    you(?:['’]ve| have) (?:reached|read|used) (?:your|all|the) .{0,30}(?:free|complimentary) (?:articles?|stories)
    (?:jetzt )?(?:weiterlesen|weiter lesen) (?:mit|im) .{0,20}(?:abo|plus|\+|probemonat)
    um (?:diesen artikel )?weiter\s?zu\s?lesen
    diese[rs]? (?:artikel|beitrag|inhalt|text) ist (?:nur |exklusiv )?für .{0,20}(?:abonnent\w*|mitglieder|plus)
    (?:sie|du) (?:sind|haben|bist|hast) (?:schon|bereits) (?:ein )?(?:abo\b|abonnent\w*|abonniert)
    (?:abonnez|connectez|inscrivez)[- ]vous pour (?:lire|continuer|accéder|poursuivre)
    (?:cet )?article (?:est )?(?:réservé|exclusivement) (?:à |aux )?(?:nos )?abonnés
    il vous reste .{0,12}% de cet article à lire|la suite est réservée|déjà abonné
    (?:suscríbe(?:te|se)|inicia sesión|regístra(?:te|se)) para (?:seguir|continuar|leer)
    (?:contenido|artículo|noticia) (?:exclusiv[oa] )?(?:solo )?para (?:los )?suscriptores
    (?:abbonati|accedi|registrati) per (?:continuare|leggere|proseguire)
    (?:contenuto|articolo) (?:riservato|esclusivo) (?:agli|per gli) abbonati
    (?:neem een|word) abonne(?:e|ment) (?:en|om) .{0,12}lees\w*
    (?:dit )?artikel is (?:exclusief|alleen) voor (?:onze )?abonnees|verder lezen\?|al abonnee
    (?:assine|subscreva|entre|faça login) (?:agora )?para (?:continuar|ler|ter acesso)
    (?:conteúdo|artigo|matéria) (?:exclusiv[oa] )?(?:para|a) (?:os )?assinantes|já é assinante
    (?:kup|wykup) (?:dostęp|prenumeratę|subskrypcję)
    (?:treść|artykuł) (?:dostępn[ya] )?(?:tylko )?dla (?:prenumeratorów|subskrybentów)
    (?:bli|logga in|köp) .{0,20}(?:prenumerant|för att läsa)
    (?:bliv|bli|log ind|logg inn) .{0,20}(?:abonnent|for at læse|for å lese)
    この(?:記事|コンテンツ)は(?:有料|会員|購読者)|(?:続き|全文)(?:を(?:読む|お読み)|は).{0,20}(?:会員|登録|購読)|残り\s*\d+\s*文字
""")


def finder(phrases: str) -> re.Pattern[str]:
    """Finds any of the phrases in any case, from the beginning of a word: to try each of them at each letter takes five
    times as long. (Scripts without spaces have no beginnings of words.)"""
    return re.compile(rf"(?<![a-zà-ž])(?:{phrases})", re.IGNORECASE)
