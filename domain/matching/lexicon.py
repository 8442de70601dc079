"""What agendas call things: a compact Dutch-English lexicon, each word with the idea behind it.

A word in here never tells two events apart by itself; a name that is not in here does. Words are written the
way `words.folded` leaves them. The first word of a line is the idea; the others mean the same.
"""

from typing import Final


def _ideas(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in text.strip().splitlines():
        first, *others = line.split()
        found.update(dict.fromkeys((first, *others), first))
    return found


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


EVENT_WORDS: Final = _ideas("""
avond avonden night nights nacht nachten evening nite abend
middag middagen afternoon
ochtend ochtenden morning
dag dagen day days
maandag monday
dinsdag tuesday
woensdag wednesday
donderdag thursday
vrijdag friday
zaterdag saturday
zondag sunday
week weken weeks
weekend weekeinde
maand month
feest feesten party parties fuif feestje party
festival fest festivals feestival festspiele
concert concerten concerts konzert optreden gig recital
livemuziek
voorstelling voorstellingen show shows performance performances spektakel
toneel play toneelstuk stage
theater theatre theatergroep toneelgroep gezelschap
film films movie movies cinema bioscoop bios vertoning filmvertoning screening screenings docu documentaire \
documentary filmprogramma
workshop workshops cursus cursussen course courses class classes les lessen lesson training basiscursus \
vervolgcursus
atelier ateliers studio studios
masterclass masterclasses
lezing lezingen lecture lectures talk talks praatje voordracht college vortrag
debat debatten debate debates discussie discussion gesprek gesprekken
opening openings vernissage openingsfeest
finissage closing slotdag sluiting
tentoonstelling tentoonstellingen exhibition exhibitions expo exposition expositie exposities exhibit \
ausstellung
rondleiding rondleidingen
tour tours tournee
wandeling wandelingen walk wandeltocht
markt markten market markets beurs fair
rommelmarkt vlooienmarkt
borrel borrels drinks drink vrijmibo
diner dinner eten maaltijd
brunch ontbijt breakfast
quiz
pubquiz
jamsessie jam jamsessies
openpodium
karaoke
disco
sessie sessies session sessions
cafe
club clubnacht clubnight klub
bijeenkomst meeting meetup meet ontmoeting gathering
repaircafe
premiere
tryout
presentatie presentation boekpresentatie
release album ep lp single releaseparty releasefeest
afterparty afterparties afterparties
preparty voorprogramma warmup
nagesprek aftertalk
inleiding inloop introductie intro introduction
meetgreet
kinder kinderen kids kind children child jeugd youth peuter peuters kleuters familie family
opendag
wedstrijd contest competition battle concours
programma programme program
editie edition serie series reeks
gasten guests guest special gast
support
groep group collectief collective stichting foundation
live
art kunst arts
muziek music musik
dans dance dansen tanz
""")

COMMON_WORDS: Final = _ideas("""
jazz
techno
punk
metal
hiphop rap
noise ruis
ambient
drone
house
klassiek klassieke classical classic klassieker
blues
folk
rock
pop
comedy cabaret standup
poezie poetry dichters poets gedichten
spokenword
opera
circus
yoga
kerst kerstmis christmas xmas
pasen paas easter
nieuwjaar nieuwjaars
oudjaar nye
halloween
zomer summer sommer
winter
lente voorjaar spring
herfst najaar autumn
zeefdruk zeefdrukken siebdruk siebdrukken screenprinting
solderen soldeer soldering
schrijf schrijven writing write schrijver
lezen reading
tekenen drawing teken
schilderen painting
keramiek ceramics pottery
naaien sewing
breien knitting
koken cooking
maker makers
stad steden city cities stads stadt
dorp village
straat street
huis houses
tuin garden tuinen gardens
zee sea
rivier river
water wateren waters
berg mountain
bos forest
maan moon
zon sun
ster sterren star stars
licht light lights
donker donkere dark
zwart zwarte black
wit witte white
rood rode red
blauw blauwe blue
groen groene green
oud oude old
klein kleine small little
groot grote big large
stil stille still silent stilte silence
vrij vrije
wereld world
toekomst future
morgen tomorrow
vandaag today
gisteren yesterday
leven life
dood death dode
liefde love
mens mensen people human
vrouw vrouwen woman women
man mannen men
droom dromen dream dreams
verhaal verhalen story stories
boek boeken book books
foto fotografie photo photography photos
video
spel spellen game games spiel
computer computers
robot robots
code coding programmeren
hack hacken hacking
geluid sound sounds
stem stemmen voice voices
beeld image images
brein brain
lichaam body
ruimte space spaces
tijd time
vrijplaats vrijplaatsen vrijplaatsoverleg
vinyl platen plaat records
kleding clothes
ruil swap
plant planten plants plantjes
fiets fietsen bike bikes
bibliotheek library bieb
museum musea
kerk church
orgel organ
koor choir
openlucht buiten outdoor
nieuwe nieuw new
laatste last
eerste first
lang lange long
buurt neighbourhood neighborhood
student studenten students
internationaal internationale international
experiment experimentele experimental experimenteel
elektronica elektronische electronic electronics electronica
""")

COMPOUND_TAILS: Final = tuple(
    sorted(
        _words("""
avond avonden nacht nachten middag dag dagen feest fest festival workshop cursus lezing lezingen concert
voorstelling markt beurs quiz cafe club film tocht wandeling route expo expositie tentoonstelling podium
sessie borrel diner brunch ontbijt show theater opera koor ruil debat gesprek presentatie opening openings
disco bios party night weekend week vertoning muziek spel battle overleg les lessen fair tour
"""),
        key=lambda word: (-len(word), word),
    )
)

GENRES: Final = _words("""
jazz techno punk metal hiphop noise ambient drone house klassiek blues folk rock pop comedy poezie
spokenword opera circus yoga kerst pasen nieuwjaar oudjaar halloween zomer winter lente herfst nieuwe
laatste eerste buurt student internationaal vinyl bibliotheek openlucht klein groot oud
""")
"""Common words that stand in very many titles: they weigh less than the others."""

ATTACHED: Final = {
    "opening": 25,
    "finissage": 25,
    "afterparty": 25,
    "preparty": 25,
    "nagesprek": 25,
    "inleiding": 25,
    "meetgreet": 25,
    "rondleiding": 25,
    "quiz": 25,
    "diner": 25,
    "brunch": 25,
    "masterclass": 12,
    "workshop": 12,
    "kinder": 12,
}
"""What hangs on to another event under its name, and what it costs when only one title says it."""

FORMS: Final = frozenset({"lezing", "debat", "tentoonstelling", "film", "markt", "borrel", *ATTACHED}) - {
    "kinder"
}
"""Forms of event of which one thing is seldom two at a time."""
