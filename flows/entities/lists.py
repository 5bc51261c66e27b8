"""Words that tell people, organisations and places apart. Every list was written by hand for this package, from general
knowledge of English news prose, unless its comment says otherwise."""

from __future__ import annotations

import tomllib
from importlib.resources import files


def listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_COUNTRIES = tomllib.loads(files("flows.entities").joinpath("countries.toml").read_text("utf-8"))

DEMONYMS: dict[str, str] = {
    word.replace("-", " "): country for country, words in _COUNTRIES["demonyms"].items() for word in words.split()
}
COUNTRIES: dict[str, str] = {name: name for name in (*_COUNTRIES["demonyms"], *_COUNTRIES["aliases"])} | {
    alias: country for country, aliases in _COUNTRIES["aliases"].items() for alias in aliases
}

# Cities that newspapers spell in two ways.
CITIES: dict[str, str] = {alias: city for city, aliases in _COUNTRIES["cities"].items() for alias in (city, *aliases)}

# Not the end of a sentence, though a full stop follows.
ABBREVIATIONS = listed("""
    Mr Mrs Ms Dr Prof Sr Jr St Ste Gen Col Lt Maj Capt Cpt Sgt Cpl Adm Cmdr Rev Hon Fr Msgr Gov Sen Rep Pres Amb Supt
    Insp
    Inc Co Corp Ltd Bros Mt Ft No vs v Vol Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Messrs Mme Mlle Ave Blvd Rd
    Calif Conn Fla Ill Ind Mass Mich Minn Okla Ore Pa Penn Tenn Tex Va Wash Wis Ariz Ark Colo Del Ga Kan Ky Md Mo Mont
    Neb
    Nev al approx dept est etc fig no op pp p vol
""")

# Before a person's name.
TITLES = listed("""
    mr mrs ms miss mx dr prof professor sir dame lord lady baron baroness count countess duke duchess earl viscount
    prince
    princess king queen emperor empress tsar czar sultan emir sheikh shaikh imam ayatollah mullah rabbi pope cardinal
    archbishop bishop father fr rev reverend monsignor msgr pastor deacon sister brother saint st mother
    president vice-president premier chancellor minister secretary senator sen congressman congresswoman representative
    rep governor gov mayor ambassador amb councillor councilor commissioner chairman chairwoman chair chief director
    general gen colonel col lieutenant lt major maj captain capt sergeant sgt corporal cpl private admiral adm
    commander
    cmdr brigadier marshal inspector superintendent constable detective officer sheriff deputy judge justice attorney
    prosecutor spokesman spokeswoman spokesperson ceo cfo coach manager striker midfielder defender goalkeeper forward
    winger quarterback pitcher skipper actor actress singer author writer director producer economist analyst leader
    activist lawyer doctor engineer scientist researcher teacher professor
    mp mep msp td hon honourable honorable lord-mayor taoiseach tánaiste señor senor monsieur madame herr frau don doña
    comrade uncle aunt ex-president
""")

# At the end of a company's name.
CORPORATE = listed("""
    inc incorporated corp corporation co company companies ltd limited plc llc llp lp ag gmbh kg sa s.a. nv n.v. bv
    b.v.
    ab asa oyj oy a/s as spa s.p.a. srl pty pte sdn bhd kk holdings holding group partners & bros sons enterprises
    industries
""")

# In an organisation's name.
BODIES = listed("""
    ministry department office agency authority commission committee council board bureau court parliament congress
    senate assembly government cabinet treasury university college school institute institution academy faculty
    association federation union league club society foundation fund trust organisation organization alliance coalition
    party movement front brigade army navy force forces police guard corps regiment battalion division squadron
    bank airline airlines airways motors motor electric energy oil gas petroleum pharmaceuticals pharma
    laboratories systems technologies technology software networks network media press news times post herald tribune
    journal gazette telegraph guardian observer independent daily broadcasting television tv radio channel studios
    pictures records entertainment publishing publishers books capital securities investments insurance financial
    finance ventures services solutions consulting airlines railways railway united fc rovers wanderers athletic
    hotspur orchestra philharmonic choir ballet opera theatre museum gallery library hospital clinic church diocese
    archdiocese cathedral synagogue mosque ministries mission chamber tribunal secretariat directorate inspectorate
    center centre confederation consortium cooperative exchange stores supermarkets foods brewery breweries
    service administration team squad taskforce militia democrats republicans conservatives liberals labour greens
""")

# In a place's name.
GROUND = listed("""
    river lake sea ocean bay gulf strait channel island islands isle isles peninsula cape mount mountain mountains hill
    hills valley desert forest park plateau basin coast beach falls canyon creek reef county district province region
    state territory prefecture municipality borough parish city town village township street road avenue boulevard lane
    square bridge highway airport harbour harbor port station stadium palace castle tower square gardens heights
    north south east west northern southern eastern western central upper lower
""")

# Religions and persuasions: people of a kind, not one entity.
PERSUASIONS = listed("""
    Muslim Muslims Christian Christians Jewish Jew Jews Catholic Catholics Protestant Protestants Orthodox Hindu Hindus
    Buddhist Buddhists Sikh Sikhs Sunni Sunnis Shia Shiite Shiites Shi'ite Shi'ites Mormon Mormons Evangelical
    Evangelicals Lutheran Methodist Baptist Anglican Anglicans Islam Islamic Islamist Islamists Christianity Judaism
    Hinduism Buddhism Catholicism Protestantism Democrat Democrats Republican Republicans Communist Communists
    Socialist
    Socialists Liberal Liberals Conservative Conservatives Nazi Nazis Fascist Fascists Marxist Marxists Tory Tories
    Zionist Zionists Western Westerner Westerners Nationalist Nationalists Unionist Unionists Loyalist Loyalists
    Democratic Libertarian Maoist Trotskyist Puritan Quaker Quakers Jesuit Jesuits Semitic Semitism Caucasian Black
    White
    Athenians Spartans Phoenicians Aborigines Aboriginal Indigenous Inuit Sami Bantu Caribs Apache Cherokee Sioux
    Navajo
    Visigoths Goths Vikings Celts Celtic Slavs Slavic Germanic Nordic Aryan Semites Gypsies Creole Creoles
    Zoroastrian Bahá'í Alawite Alawites Druze Wahhabi Salafi
""")

MONTHS_AND_DAYS = listed("""
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep
    sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
""")

# After a person's name.
HONOURS = listed("phd md mp mep msp td obe mbe cbe kbe qc kc sj esq")
NUMBERS = listed("jr sr junior senior i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi")

# Do not count among the words of a name.
LINK_WORDS = listed("the and of for in & de la du des der die das el")

# What may follow a place without changing it, after case and dots are gone.
PLACE_TAILS = (", dc", " dc")

# Short forms of given names, each with the one it mostly stands for.
NICKNAMES = dict(
    pair.split("=")
    for pair in listed("""
    bill=william billy=william will=william bob=robert rob=robert bobby=robert dick=richard rick=richard rich=richard
    jim=james jimmy=james jack=john johnny=john joe=joseph mike=michael mick=michael tom=thomas tommy=thomas
    tony=anthony dan=daniel danny=daniel dave=david ed=edward eddie=edward ted=edward ben=benjamin sam=samuel
    chris=christopher nick=nicholas matt=matthew greg=gregory jeff=jeffrey steve=stephen alex=alexander andy=andrew
    pat=patrick pete=peter phil=philip ron=ronald ken=kenneth don=donald doug=douglas fred=frederick charlie=charles
    chuck=charles larry=lawrence gerry=gerald jerry=gerald harry=henry hank=henry gus=augustus kate=katherine
    kathy=katherine liz=elizabeth beth=elizabeth betty=elizabeth sue=susan maggie=margaret meg=margaret peggy=margaret
    jen=jennifer jenny=jennifer becky=rebecca debbie=deborah barb=barbara cindy=cynthia vicky=victoria abby=abigail
    toby=tobias bram=abraham lena=magdalena leo=leopold niko=nikola ravi=ravindra bernie=bernard gene=eugene jamie=james
    katie=katherine len=leonard nate=nathaniel rob=robert tim=timothy vince=vincent walt=walter zach=zachary
    """)
)

# The commonest words of English prose, and of other languages of Latin letters: those that English does not have.
FUNCTION_WORDS = listed("the of and to that is with it by from his her this which but not in for on are was have you")
FOREIGN_WORDS = listed("""
    der das und ist nicht von mit dem ein eine auf für sich im zu den wird sind auch
    que não uma os em para dos com ao mais foi são el los las una con por del le les des et une dans est pas pour du sur
    il che di per della è gli non och att det som på är för inte med av ett er og til ikke af jeg har fra ble
    je se na su za koji bi kako nije het een van zijn niet aan w z się nie jest
""")

# Ranks that news does not count to the name, and nobility and clergy, which it mostly does not.
RANKS = listed("""
    mr mrs ms miss mx dr prof professor president minister senator sen congressman congresswoman rep gov governor mayor
    gen general col colonel lt lieutenant maj major capt captain sgt sergeant cpl corporal cmdr commander admiral adm
    judge justice attorney secretary chairman chairwoman coach chancellor premier spokesman spokeswoman detective
    officer
    adv advocate inspector constable sheriff ambassador director . prime vice former ex late then chief rev reverend hon
    sir dame lord lady king queen prince princess pope emperor empress tsar czar count countess baron baroness duke
    duchess earl viscount cardinal archbishop bishop sheikh sheik imam ayatollah rabbi father sister brother sultan
    emir
""")

# Before the name of a people or a place, without being part of it.
DIRECTIONS = listed("""
    north south east west northern southern eastern western central northeastern northwestern southeastern southwestern
    north-east north-west south-east south-west latin native - pro anti ex former upper lower mainland
""")

# Companies, brands, media, clubs and parties of one word. Some are other things as well: the model weighs them.
BRANDS = listed("""
    Uber Airbnb Snapchat Snap Reddit Instagram WhatsApp TikTok LinkedIn Pinterest Tinder Spotify Skype Zoom Slack
    Dropbox PayPal
    Adidas Nike Puma Reebok Pepsi PepsiCo Coca-Cola Nestle Nestlé Unilever Danone Heineken Carlsberg Guinness Diageo
    Starbucks McDonald's McDonalds KFC Subway IKEA Ikea Tesco Sainsbury's Asda Morrisons Lidl Aldi Carrefour Costco
    Nokia Ericsson Motorola BlackBerry HTC LG Panasonic Toshiba Hitachi Fujitsu Canon Nikon Philips Siemens Bosch SAP
    Oracle Cisco Qualcomm Nvidia AMD Dell HP Lenovo Xiaomi Foxconn TSMC Adobe Salesforce Wikipedia Yahoo eBay Groupon
    Renault Peugeot Citroën Citroen Fiat Audi Porsche Mercedes Daimler Volvo Saab Skoda Hyundai Kia Nissan Mazda
    Mitsubishi
    Suzuki Chrysler Chevrolet Jeep Jaguar Bentley Ferrari Lamborghini Maserati Opel Vauxhall Embraer Bombardier
    Vodafone Verizon AT&T T-Mobile Telefonica Telefónica Safaricom MTN Airtel Comcast Sprint O2 BT Eircom
    Citigroup Citibank Santander BBVA Lloyds NatWest RBS AIB Allianz Aviva AXA Prudential BlackRock Blackstone KPMG
    Deloitte PwC Accenture McKinsey Moody's Visa Mastercard MasterCard Amex Equifax Enron
    Aramco Chevron ConocoPhillips Petrobras Eni Repsol Equinor Statoil Lukoil Glencore Vale Rio ArcelorMittal Monsanto
    Bayer
    BASF Novartis Roche Sanofi GSK GlaxoSmithKline Merck Moderna BioNTech AbbVie Amgen Lilly
    easyJet Aer Emirates Qantas KLM Alitalia Aeroflot Delta JetBlue DHL FedEx UPS Maersk Hilton Marriott Hyatt
    Disney Pixar Warner Paramount Marvel Nintendo Sega Lego LEGO Mattel Hasbro Gucci Prada Chanel Dior LVMH Zara H&M
    Primark
    ITV ESPN HBO MTV PBS NPR CNBC MSNBC Breitbart BuzzFeed HuffPost Politico Vox Slate Wired Forbes Fortune Newsweek
    Economist
    Guardian Telegraph Independent Mirror Spiegel Bild Monde Figaro País Repubblica Izvestia Pravda TASS Interfax RIA
    Bloomberg Kyodo Yonhap DPA dpa PA AP ANSA EFE Xinhua Tass GCHQ MI5 MI6 NASCAR WADA ICANN
    Apple Amazon Ford Shell Total BP Orange Target Gap Oracle Alphabet Meta Tesla Chase Continental United Virgin Sun
    Times
    Chelsea Liverpool Everton Tottenham Spurs Barcelona Milan Inter Ajax Celtic Rangers Porto Benfica Lakers Celtics
    Yankees Mets Dodgers Giants Cubs Knicks Bulls Patriots Cowboys Packers Steelers Raiders
    GOP Labour Tories Ukip UKIP Likud Kadima Hezbollah PKK YPG FARC ETA Farc SDLP Podemos Syriza AfD CSU SPD PSOE ANC
    Zanu-PF
""")

# Ranks without which a single name says little.
CROWNS = listed("king queen prince princess pope emperor empress tsar czar saint cardinal sultan emir caliph")

# The head of an organisation's name, whatever else is in it.
HEADS = listed("""
    ministry department commission committee council association federation party university college institute agency
    authority bureau foundation inc corp corporation ltd plc llc gmbh airlines airways bank senate parliament congress
    army navy police orchestra newspaper society community union league
""")
