"""What words of this field are called in the other language, so that an English question finds a Dutch text
and the other way round, also where no glossary stands in the knowledge base.

English = Dutch, each side one or more ways to say it; words are looked up by their stems. Written
by hand for this; the glossary of the knowledge base comes first and adds to it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from domain.searching.stems import stem

Said = tuple[str, ...]
"""A way to say something, as words."""
LONGEST_TERM: Final = 3
_ONE_SLIP_FROM: Final = 5
_TWO_SLIPS_FROM: Final = 7

_PAIRS: Final = """
abroad = buitenland | absence = verzuim, afwezigheid | abuse = misbruik, mishandeling
accept = accepteren, aannemen | accessible, accessibility = toegankelijk, toegankelijkheid
accident = ongeval, ongeluk | account = rekening, account | accountant = boekhouder, accountant
accounts, bookkeeping = boekhouding, administratie | activate = activeren | activity = activiteit
actor = acteur | address = adres | admission, entry = toegang, entree | adult = volwassene
adopt, adoption = adopteren, adoptie | advance = voorschot | advertise, advertising = adverteren, reclame
advice, advise = advies, adviseren | age = leeftijd | agency = instantie, bureau
agree, agreement = overeenkomst, afspraak | aircraft, airplane, plane = vliegtuig
airport = luchthaven, vliegveld | alcohol, liquor = alcohol, drank
allowance, benefit = toeslag, uitkering, vergoeding | allowed, permitted = toegestaan, verboden
ambulance = ambulance | animal = dier | annual, yearly = jaarlijks | annual report = jaarverslag
apartment, flat = appartement, woning | appeal = beroep, bezwaar | application = aanvraag
apply, request = aanvragen, aanvraag | appointment = afspraak | architect = architect | arrest = aanhouding
arrive, arrival = aankomst, aankomen | art = kunst | artist = kunstenaar, artiest | assault = mishandeling
assembly = vergadering | assessment = beoordeling, aanslag | association = vereniging | asylum = asiel
audience = publiek | audit = controle | authorise, authorize, authorisation = machtigen, machtiging
baby = baby | balcony = balkon | bank = bank | bank account = bankrekening
bankrupt, bankruptcy = failliet, faillissement | bar, pub = cafe, horeca | bathroom = badkamer
bicycle, bike, cycle = fiets | bill = rekening, factuur | bin = container, afvalbak | bird = vogel
birth = geboorte | birth certificate = geboorteakte | blind = blind | blood = bloed | board = bestuur
boat = boot | body = lichaam | bond = obligatie | book = boek, boeken | border = grens | borrow = lenen
bridge = brug | broken, broke = kapot, stuk | brother = broer | budget = begroting, budget
build, construction = bouwen, bouw | building = gebouw, pand | bulky waste = grofvuil | burglary = inbraak
burial, bury = begraven, begrafenis | bus = bus | business, company = bedrijf, onderneming
buy, purchase = kopen, aankoop | camera = camera | camping, camp = kamperen
cancel = annuleren, opzeggen, afgelasten | cancer = kanker | car = auto | care = zorg | carer = mantelzorger
cash = contant | cat = kat | cemetery = begraafplaats | certificate = verklaring, bewijs, akte
chamber of commerce = kvk, koophandel | change = wijzigen, veranderen, wijziging | charge = kosten
charging point = laadpaal | charity = goede doel | cheap = goedkoop | check = controleren
child, kid, children = kind, kinderen | child benefit = kinderbijslag
childcare, daycare, nursery = kinderopvang | church = kerk | cinema = bioscoop, filmhuis | citizen = burger
citizenship, nationality = nationaliteit, nederlanderschap
citizen, dutch citizen = nederlanderschap, nederlander | city = stad
city hall, town hall = stadhuis, gemeentehuis | civil servant = ambtenaar | claim = claim, aanvragen
class, course, lesson = cursus, les | clean, cleaning = schoonmaken, schoonmaak
client, customer = klant, opdrachtgever | climate = klimaat | close, closed = sluiten, gesloten
clothes, clothing = kleding | club = club, vereniging | coach = coach
cohabitation, living together = samenwonen, samenlevingscontract | collect = ophalen | college = hogeschool
commission = commissie | committee = commissie | community = gemeenschap, buurt
compensation = schadevergoeding, vergoeding | complaint, complain = klacht, klagen
compulsory, mandatory, obligatory = verplicht, verplichting | computer = computer
concert, gig = concert, optreden | condition = voorwaarde | consent, permission = toestemming
consumer = consument | contract = contract, overeenkomst | contribution = bijdrage
cooperative = cooperatie | copy = kopie, afschrift | copyright = auteursrecht
cost, price = kosten, prijs, tarief | costume = kostuum | council = gemeenteraad, raad
counter, desk = balie, loket | country = land | court = rechtbank, rechter | cremation = crematie
crime = misdrijf, misdaad | crossing = oversteekplaats | culture, cultural = cultuur, cultureel
cure = genezing | customs = douane | damage = schade | dance = dans | danger, dangerous = gevaar, gevaarlijk
date = datum | daughter = dochter | dead, death, die, died = overlijden, dood, overleden
deadline = termijn, uiterlijk | deaf = doof | debt = schuld, schulden
decide, decision = besluit, beslissing | declaration, declare = verklaring, aangifte
deduct, deductible = aftrekken, aftrekbaar | degree = diploma | delay, delayed = vertraging, vertraagd
demolish = slopen | demonstration, protest = demonstratie | dentist = tandarts | depart = vertrekken
deposit = borg, waarborgsom | deregister, unsubscribe = uitschrijven
disability, disabled = handicap, gehandicapt, arbeidsongeschikt
disabled parking = gehandicaptenparkeerkaart | discount = korting | discrimination = discriminatie
disease, illness, ill, sick = ziekte, ziek | dismiss, dismissal, fired = ontslag, ontslaan
divorce = scheiden, echtscheiding, scheiding | doctor, gp, physician = arts, huisarts, dokter
document = document, papieren | dog = hond | donate, donation = doneren, donatie, gift | donor = donor
dormer = dakkapel | drink = drank, drinken | drive = rijden
driving licence, driving license, driver licence = rijbewijs | drug, drugs = drugs | duty = plicht
dyslexia = dyslexie | early = vroeg | earn, earnings = verdienen, inkomsten | earplugs = oordoppen
eat = eten | education = onderwijs, opleiding | elderly = ouderen
elect, election = verkiezing, verkiezingen | electricity = stroom, elektriciteit
emergency, urgent = spoed, nood | employee, staff = werknemer, personeel | employer = werkgever
employment = werk, dienstverband | energy = energie | entrepreneur = ondernemer
entitled, eligible = recht, aanmerking | environment = milieu, omgeving | equipment = apparatuur
euthanasia = euthanasie | event = evenement | evict, eviction = ontruiming, huisuitzetting
evidence, proof = bewijs | exam, examination = examen | exchange = omwisselen, ruilen
exemption = vrijstelling, ontheffing | exhibition, exhibit = expositie, tentoonstelling, exposeren
expense = uitgave, onkosten | expire, expired = verlopen, vervallen | export = uitvoer, export
extend, renew, renewal, extension = verlengen, verlenging | extension = uitstel | extract = uittreksel
fair = kermis, eerlijk | family = gezin, familie | farm, farmer = boerderij, boer | father, dad = vader
fee = leges, tarief, kosten | fence = schutting, hek | festival = festival | file = indienen
film, movie = film | finance = financiering | financial = financieel | fine, ticket = boete, bekeuring
fingerprint = vingerafdruk | fire = brand, vuur | fire brigade = brandweer | fireworks = vuurwerk
first aid = ehbo | fish, fishing = vissen, vis | flight = vlucht, vliegtuig | flood = overstroming
flu = griep | food = voedsel, eten | food bank = voedselbank
foreign, foreigner = buitenlands, buitenlander | foundation = stichting | fraud, scam = fraude, oplichting
free, free of charge = gratis, kosteloos | freelance, freelancer = zzp, zelfstandige | friend = vriend
funding, fund = subsidie, fonds, financiering | funeral = uitvaart, begrafenis | furniture = meubels
gallery = galerie | gambling = gokken | game = spel, game | garbage, waste, trash, rubbish = afval, vuilnis
garden, yard = tuin | gas = gas | gender = geslacht | gift = schenking, cadeau, gift | glasses = bril
government = overheid | graffiti = graffiti | grant, subsidy = subsidie | grass = gras | green = groen
ground = grond | group = groep | guardian = voogd | guest = gast | hairdresser = kapper | hall = zaal
headphones = koptelefoon | health = gezondheid | health insurance, healthcare insurance = zorgverzekering
healthcare allowance = zorgtoeslag | hearing = gehoor | heat, heating = warmte, verwarming
heat pump = warmtepomp | help, assistance, support = hulp, ondersteuning | high school = middelbare school
hire, recruit = aannemen, inhuren | holiday, vacation = vakantie, vakantiedagen | homeless = dakloos
hospital = ziekenhuis | hour = uur, uren | house, home, housing = huis, woning, huisvesting
housing association = woningcorporatie | rent benefit, housing benefit, rent allowance = huurtoeslag
husband, spouse, wife = echtgenoot, man, vrouw, partner
identification, identity = identiteit, identiteitsbewijs | identity card = identiteitskaart
immigrant, immigration = immigratie, vreemdeling | income = inkomen | income tax = inkomstenbelasting
increase, raise = verhoging, verhogen | industry = industrie | inform = informeren
information = informatie, gegevens | inherit, inheritance = erfenis, erven | inheritance tax = erfbelasting
injury = letsel | inspection = keuring, inspectie | install = installeren, plaatsen
instalment, instalments = termijnen, betalingsregeling | insulation = isolatie
insurance, insure, insured = verzekering, verzekerd | integration = inburgering, integratie
interest = rente | internet = internet | interpreter = tolk | invoice = factuur
invite, invitation = uitnodiging | job = baan, werk | judge = rechter | jury = jury | key = sleutel
kitchen = keuken | landlord = verhuurder, huisbaas | language = taal
law, legal = wet, juridisch, rechtsbijstand | lawyer = advocaat | lease = huurcontract | leave = verlof
legalise = legaliseren | lend = uitlenen | letter = brief
liability, liable = aansprakelijkheid, aansprakelijk | library = bibliotheek
licence, license, permit = vergunning | licence plate, registration = kenteken, registratie, inschrijving
lift = lift | light = licht | litter = zwerfafval | live = wonen | loan = lening | local = plaatselijk
lose, lost = verliezen, kwijt, vermist | low = laag | luggage = bagage | machine = machine
mail, post = post | maintenance = onderhoud | maternity leave = zwangerschapsverlof
map = plattegrond, kaart | market = markt | market stall = standplaats, kraam
marriage, marry, married = trouwen, huwelijk, gehuwd | maximum = maximaal, maximum | mayor = burgemeester
meal = maaltijd | medicine, medication = medicijnen, geneesmiddelen | meeting = vergadering, bijeenkomst
member, membership = lid, lidmaatschap | mental = geestelijk, psychisch | midwife = verloskundige
military = leger, defensie | minimum wage = minimumloon | minister = minister | minor = minderjarig
missing = vermist | mistake, error = fout | money = geld | month = maand
monument, heritage = monument, erfgoed | moped, scooter = bromfiets, scooter | mortgage = hypotheek
mother, mum = moeder | move, moving, relocate = verhuizen, verhuizing
municipality, municipal = gemeente, gemeentelijk | museum = museum | music = muziek | musician = muzikant
name = naam | nature = natuur | neighbour, neighbor = buren, buurman, buurt
neighbourhood, neighborhood, district = wijk, buurt | newborn = pasgeboren | news = nieuws | night = nacht
noise, noisy = geluid, lawaai, geluidsoverlast | notary = notaris
notice, notice period = opzegtermijn, opzeggen | notify, notification = melden, melding
nuisance = overlast | number = nummer, aantal | nurse = verpleegkundige | nursing home = verpleeghuis
objection, object = bezwaar | offence = overtreding | office = kantoor | official = officieel | old = oud
open, opening hours = openingstijden, open | opera = opera | organ donor = orgaandonor
organise, organize, organiser = organiseren, organisator | own = eigen | owner = eigenaar
paint, painting = schilderij, verf | parent = ouder, ouders | parental leave = ouderschapsverlof
park = park | parking, park = parkeren | parking permit = parkeervergunning
parliament = tweede kamer, parlement | part-time = deeltijd | partner = partner | party = feest
passport = paspoort | passport photo = pasfoto | password = wachtwoord | patient = patient
pay, payment = betalen, betaling | pension, retirement, retire = pensioen, aow
state pension, old age pension = aow | performance, perform = optreden, voorstelling
perform, performer = artiest | person = persoon | personal data, privacy = persoonsgegevens, privacy
pet = huisdier | pharmacy = apotheek | phone, telephone = telefoon | photo, photograph, picture = foto
plan = plan | play = spelen, toneel | playground = speeltuin, speelplaats | police = politie
policy = beleid | pool, swimming pool = zwembad | poor, poverty = armoede, minima
post office = postkantoor | poster = poster, affiche | pregnant, pregnancy = zwanger, zwangerschap
premises, venue = locatie, ruimte, zaal | premium = premie | press release = persbericht
prevent = voorkomen | primary school = basisschool | print, printing = drukken, printen
prison = gevangenis | private = particulier, prive | problem = probleem | procedure = procedure
profit = winst | project = project | property = eigendom, vastgoed
property tax = onroerendezaakbelasting, ozb | property value = woz | public = openbaar, publiek
public transport = openbaar vervoer | publish = publiceren | rabbit = konijn | radio = radio
railway, train = trein, spoor | rain = regen | rat, mouse = rat, muis, ongedierte | read = lezen
receipt = bon, kwitantie | receive = ontvangen, krijgen | record = register, opname
recycling, recycle = recycling, hergebruik | reduce, reduction = verlagen, verlaging, korting
refugee = vluchteling | refund, reimburse, reimbursement = terugbetaling, terugkrijgen, vergoeding
refuse = weigeren | register, registration, enrol, sign up = inschrijven, aanmelden, registreren
rehearsal = repetitie | rehearsal room = oefenruimte, repetitieruimte | relative = familielid
remove = verwijderen | rent = huur, huren | renovate, renovation = verbouwen, renovatie
rental = huur, verhuur | repair, fix = reparatie, repareren, herstellen | repay = terugbetalen, aflossen
report = melden, aangifte, verslag | residence permit = verblijfsvergunning
resident, inhabitant = bewoner, inwoner | resign = ontslag nemen | restaurant = restaurant, horeca
return = terugsturen, retour, aangifte | tax return = belastingaangifte, aangifte
review, revision = herziening | right = recht | risk = risico | road = weg
road tax = wegenbelasting, motorrijtuigenbelasting | roof = dak | room = kamer, ruimte
rule, regulation = regel, regeling | safe, safety, security = veiligheid, veilig, beveiliging
salary, wage, wages = loon, salaris | sale, sell = verkoop, verkopen | save, savings = sparen, spaargeld
scholarship = beurs | school = school | sculpture = beeld | sector = sector | send = sturen, verzenden
separate = scheiden, gescheiden | service = dienst, dienstverlening | severance pay = transitievergoeding
sewer = riool | share = delen | shed = schuur | shop, store = winkel
sick leave = ziekteverzuim, ziekmelden | sign, signature = ondertekenen, handtekening
single parent = alleenstaande ouder | sister = zus | ski = ski | skin = huid | smoke, smoking = roken, rook
snow, ice = sneeuw, gladheid | social security = sociale zekerheid
social housing = sociale huurwoning, huurwoning | solar panel = zonnepanelen | soldier = militair
son = zoon | sound = geluid | space = ruimte | speak, speech = inspreken, spreken | speed = snelheid
spend = uitgeven | sponsor = sponsor | sport, sports = sport | sports hall = sporthal | square = plein
stage = podium | stairs = trap | station = station | start = beginnen, starten | state = staat, rijk
stay = verblijf | stolen, steal, theft = gestolen, diefstal | storage = opslag | storm = storm
stranger = onbekende, vreemde | street = straat | street party = straatfeest | strike = staking
student = student | student finance = studiefinanciering
student loan, student debt = studieschuld, studielening | studio = atelier, studio
study = studie, studeren | sublet = onderhuur | submit, hand in = indienen | summer = zomer
surgery = operatie | surname, last name = achternaam | swap = ruilen | swim, swimming = zwemmen
tax, taxes = belasting | tax office = belastingdienst | taxi = taxi | teacher = leraar, docent
temporary = tijdelijk | tenancy = huur | tenant = huurder | tent = tent | terrace = terras | test = test
theatre, theater = theater | therapy = therapie | ticket = kaartje, ticket | time = tijd | tobacco = tabak
toilet = toilet | toll = tol | tourist = toerist | toy = speelgoed | trade = handel | trade union = vakbond
traffic = verkeer | training = training, opleiding | transfer = overschrijven, overdragen
translate, translation = vertalen, vertaling | transport = vervoer | travel, trip, journey = reis, reizen
tree = boom | trial = proef, proeftijd | truck, lorry = vrachtwagen | tuition = collegegeld
twins = tweeling | unemployed, unemployment = werkloos, werkloosheid
unemployment benefit = ww, werkloosheidsuitkering | university = universiteit
vaccine, vaccination, vaccinated = vaccinatie, inenting | valid = geldig | value = waarde | vat = btw
vehicle = voertuig | victim = slachtoffer | video = video | village = dorp | visa = visum
visit, visitor = bezoek, bezoeker | volunteer, volunteering = vrijwilliger | vote, voting = stemmen, stem
wait, waiting list = wachtlijst, wachten | wall = muur | war = oorlog | warning = waarschuwing
warranty, guarantee = garantie | wash, washing machine = wasmachine | water = water
wedding = bruiloft, trouwen | week = week | weekend = weekend | welfare, social assistance = bijstand
wheelchair = rolstoel | will = testament | wind = wind | window = raam | wine = wijn | witness = getuige
woman = vrouw | wood = hout | word = woord | work = werk, werken | worker = werknemer
work permit = werkvergunning, tewerkstellingsvergunning | workshop = werkplaats, workshop | world = wereld
write = schrijven | year = jaar | young, youth = jong, jeugd, jongeren | zoo = dierentuin
"""


def _words(side: str) -> list[Said]:
    return [tuple(said.split()) for said in side.split(",")]


@cache
def _dictionary(language: str) -> Mapping[Said, Sequence[Said]]:
    """From this language to the other, by stems."""
    found: dict[Said, list[Said]] = defaultdict(list)
    for line in _PAIRS.strip().splitlines():
        for pair in line.split("|"):
            english, _, dutch = pair.partition("=")
            here, there = (english, dutch) if language == "en" else (dutch, english)
            for said in _words(here):
                key = tuple(stem(word, language) for word in said)
                found[key] += [other for other in _words(there) if other not in found[key]]
    return found


@cache
def _singles(language: str) -> tuple[frozenset[str], list[str]]:
    """All words of the dictionary in this language: their stems, and the words as they are written."""
    sides = [
        pair.partition("=")[0 if language == "en" else 2] for pair in _PAIRS.replace("\n", "|").split("|")
    ]
    words = sorted({word for side in sides for said in _words(side) for word in said})
    return frozenset(stem(word, language) for word in words), words


def spelled(word: str, language: str) -> str:
    """The word of the dictionary that is meant, as far as one can tell; the word itself if none is near."""
    stems, words = _singles(language)
    if len(word) < _ONE_SLIP_FROM or stem(word, language) in stems:
        return word
    most = 2 if len(word) >= _TWO_SLIPS_FROM else 1
    near = process.extractOne(word, words, scorer=OSA.distance, score_cutoff=most)
    return str(near[0]) if near else word


def in_the_other_language(words: Sequence[str], language: str) -> Iterator[tuple[range, Sequence[Said]]]:
    """For each term among these words, where it stands, and what it is called in the language that is not
    `language`; the longest term first, and no word of it again in a shorter one."""
    dictionary = _dictionary(language)
    stems = [stem(word, language) for word in words]
    taken: set[int] = set()
    for size in range(min(LONGEST_TERM, len(words)), 0, -1):
        for start in range(len(words) - size + 1):
            place = range(start, start + size)
            said = dictionary.get(tuple(stems[start : start + size]))
            if said and taken.isdisjoint(place):
                taken.update(place)
                yield place, said
