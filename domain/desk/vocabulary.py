"""Which words belong to which sector, in Dutch and English; by the sector's key.

Four strengths: `deciding` words name the matter itself, whatever it is for (a permit for a festival);
`telling` words hardly ever mean another sector, `likely` ones usually do not, `hints` decide only where
nothing else does. What is merely the occasion of a question (the festival) is no more than likely. A phrase
is written with underscores. Compounds and other forms of a word need no line of their own (`terrasvergunning`
is of `terras` and of `vergunning`). A sector that a community added or whose key is not here is known by the
words of its own name.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Words:
    deciding: str = ""
    telling: str = ""
    likely: str = ""
    hints: str = ""


DECIDING: Final = 4.5
TELLING: Final = 3.0
LIKELY: Final = 2.0
HINT: Final = 1.0

SECTOR_WORDS: Final[dict[str, Words]] = {
    "vergunningen": Words(
        deciding="""
        vergunning vergunningen ontheffing geluidsontheffing geluidsoverlast permit permits exemption
        """,
        telling="""
        vergunning vergunningen vergunningplichtig ontheffing geluidsontheffing terras sluitingstijd
        openingstijd openingstijden sluitingstijden eindtijd apv handhaving handhaver brandveiligheid
        brandweer geluidsoverlast geluidsnorm decibel db overlast omwonenden demonstratie demonstreren
        betoging optocht bestemmingsplan omgevingsplan omgevingswet omgevingsvergunning schenken
        schenkvergunning tappen meldplicht veiligheidsplan nooduitgang vluchtweg risicoklasse wegafsluiting
        verkeersbesluit tapvergunning evenementenvergunning geluidsmeting bibob vuurwerk kampvuur permit
        permits permission licence license exemption terrace closing_time closing_times opening_hours
        closing_hours curfew enforcement fire_safety fire_department fire_brigade noise_complaint
        noise_complaints noise_limit decibels demonstration demonstrate protest zoning safety_plan
        emergency_exit road_closure street_closure bylaw bylaws
        """,
        likely="""
        melden melding alcohol drank bier wijn tap sterkedrank horecawet geluid volume burgemeester politie
        ambtenaar boete waarschuwing toestemming toegestaan verboden legaal illegaal wet regels straat plein
        park buiten buren inspectie keuring controle capaciteit bezettingsgraad afzetten kraampje foodtruck
        noise loud neighbours neighbors police fine warning allowed illegal legal forbidden law rules
        regulations beer wine liquor serve street square outdoors outside inspection capacity mayor
        register_an_event notify notification municipality march safety
        """,
        hints="""
        mag mogen may_we can_we are_we_allowed open sluiten gemeente stad avond nacht uur laat termijn
        aanvragen hard veiligheid rave late night o'clock city council deadline apply
        """,
    ),
    "locatie": Words(
        deciding="""
        huurcontract oefenruimte repetitieruimte rehearsal_space rehearsal_room
        """,
        telling="""
        ruimte ruimtes werkruimte oefenruimte oefenhok repetitieruimte repeteren repetitielokaal atelier
        ateliers studio pand panden vastgoed gebouw gebouwen huren huur huurcontract huurprijs huurder
        verhuurder verhuren verhuur leegstand leegstaand leegstaande broedplaats broedplaatsen vrijplaats
        loods hal fabriek kelder kantoorruimte winkelpand etalage antikraak kraken kraakpand opslag
        opslagruimte verhuizen huisvesting eigenaar vierkante_meter m2 onderhuur onderhuren
        gebruiksovereenkomst bruikleen ontruiming uitgezet space spaces rehearsal rehearse rehearsal_space
        rehearsal_room studios workspace building buildings warehouse_space rent rental renting lease
        leasing landlord landlady tenant sublet vacant vacancy empty_building property properties
        real_estate premises storage store_our store_my squat squatting eviction evicted square_metres hub
        incubator owner owns
        """,
        likely="""
        plek plekken locatie locaties zaal zalen verdieping sleutel werkplaats werkplek garage lokaal
        container terrein leeg tijdelijk broeinest vestigen onderdak venue venues place location locations
        room hall shed basement workshop_space factory warehouse empty temporary pop-up popup free_zone
        floor square_meter move_out
        """,
        hints="""
        goedkoop betaalbaar zoeken kwijt contract cheap affordable find lose losing
        """,
    ),
    "promotie": Words(
        deciding="""
        promotie persbericht poster posters flyer flyers fotograaf bezoekers promotion press_release
        photographer visitors
        """,
        telling="""
        promotie promoten poster posters affiche affiches flyer flyers flyeren folder persbericht pers
        journalist krant radio instagram insta facebook tiktok socials social_media nieuwsbrief publiciteit
        reclame adverteren advertentie campagne logo huisstijl ontwerper vormgever vormgeving grafisch
        website fotograaf foto's fotos aftermovie trailer kaartverkoop ticketverkoop ticketshop kaartjes
        bekendheid zichtbaarheid marketing promotion promote promoting leaflet press press_release newspaper
        newsletter publicity advertise advertising advertisement campaign branding designer graphic
        photographer photos tickets ticket_sales ticketing ticket_shop visibility audience
        """,
        likely="""
        publiek bezoekers doelgroep delen ontwerp ontwerpen drukken drukker drukwerk plakken ophangen foto
        video uitverkopen kaartje ticket bereik bereiken aankondigen aankondiging artikel interview visitors
        share design print printing photo sell_out reach announce announcement crowd followers article hype
        """,
        hints="""
        ontdekken opvallen meer_mensen trekken bekend attention more_people attract spread_the_word known
        post
        """,
    ),
    "financien": Words(
        deciding="""
        subsidie subsidieaanvraag begroting btw factuur sponsor subsidy grant grants funding budget vat
        invoice
        """,
        telling="""
        subsidie subsidies subsidieaanvraag fonds fondsen fondsenwerving begroting dekkingsplan budget btw
        factuur facturen factureren belasting belastingdienst gage gages uurtarief honorarium sponsor
        sponsors sponsoring sponsorgeld donatie donaties gift giften schenking crowdfunding lening schuld
        schulden verantwoording verantwoorden jaarrekening boekhouding boekhouder vrijwilligersvergoeding
        onkosten onkostenvergoeding reiskostenvergoeding anbi verzekering verzekeren verzekerd zzp
        eenmanszaak cultuurfonds mondriaan stimuleringsfonds kcipo cofinanciering financiering loon salaris
        verloning bankrekening projectplan afgewezen subsidy grant grants funding fund funds fundraising vat
        invoice invoices tax taxes fee fees sponsorship donation donations loan debt debts accounting
        bookkeeping accountant annual_accounts expenses reimbursement insurance insure insured freelancer
        self-employed financing tax_deductible wage wages salary bank_account payroll
        """,
        likely="""
        geld betalen betaling betaald kosten bedrag euro prijs tarief vergoeding aanvraag financieel
        bijdrage inkomsten uitgaven winst verlies rekening bezwaar beschikking regeling penningmeester
        verdienen eerlijk money pay paid payment paying costs amount euros price rate compensation allowance
        application financial income profit loss bill gift gifts earn treasurer fair
        """,
        hints="""
        aanvragen kost duur offerte cost expensive quote apply afford
        """,
    ),
    "community": Words(
        deciding="""
        onderzoek scriptie research thesis
        """,
        telling="""
        onderzoek onderzoeker onderzoeken scriptie stage stagiair afstuderen workshop workshops cursus
        cursussen les lessen leren kennis kennisbank netwerk netwerken samenwerken samenwerking
        internationals international expat taalcafe taalles cultuurnota cultuurbeleid nachtvisie beleid
        community gemeenschap ontmoeten kennismaken bassist gitarist zanger zangeres toetsenist bandlid
        bandleden mentor bijscholing inclusie diversiteit research researcher thesis internship intern
        course courses class classes lesson lessons learn learning teach teaching knowledge network
        networking collaborate collaboration collaborators culture_policy cultural_policy night_vision
        policy meet meetup meetups guitarist singer drummer vocalist bandmate inclusion diversity
        """,
        likely="""
        studenten student universiteit saxion hogeschool nieuwkomer nieuw_in verhuisd engels nederlands taal
        andere_makers andere_kunstenaars collectief collectieven vrienden groep interview interviewen
        gezelschap meedoen bijeenkomst students university newcomer moved_here english dutch language
        other_artists other_makers collective collectives friends people coders creative_coders like-minded
        gather
        """,
        hints="""
        iemand wie_wil samen ken makers kunstenaars anyone someone together artists who_wants
        """,
    ),
    "evenementen": Words(
        deciding="""
        draaiboek line-up geluidsinstallatie geluidsman geluidstechnicus lineup run_sheet sound_engineer
        """,
        telling="""
        organiseren organisatie_van draaiboek line-up lineup headliner programmering programmeren boeken
        boeking rider soundcheck backline geluidsinstallatie geluidsset pa pa-set geluidstechnicus
        geluidsman lichtman licht lichtset rookmachine podia podiumbouw ehbo garderobe kassa deurteam
        beveiliger beveiliging invaller buma sena muzieklicentie opbouw opbouwen afbouw afbreken planning
        productie backstage catering beamer projector microfoon microfoons mengtafel aggregaat organise
        organize organising organizing run_sheet running_order programming book booking sound_system
        pa_system sound_engineer sound_technician lights lighting smoke_machine stage first_aid cloakroom
        security build_up tear_down production microphone microphones mixer generator toilets
        """,
        likely="""
        evenement evenementen festival festivals podium optreden optredens dj dj's act acts band bands
        artiest artiesten lenen datum agenda vrijwilligers deur bar opening zaterdag vrijdag filmavond event
        events gig gigs djs artist borrow date calendar volunteers door night film_night performance screen
        """,
        hints="""
        eerste plannen spelen avond concert concerten feest feestje show voorstelling expositie concerts
        party shows exhibition first plan help_build saturday friday play
        """,
    ),
    "sektor": Words(
        deciding="""
        lidmaatschap ledenvergadering statuten klacht membership statutes complaint
        """,
        telling="""
        sektor lid leden lidmaatschap lid_worden alv ledenvergadering algemene_ledenvergadering bestuur
        bestuurslid bestuursleden voorzitter secretaris statuten huishoudelijk_reglement stichting
        vereniging rechtsvorm rechtspersoon notaris kvk kamer_van_koophandel inschrijven oprichten
        oprichting sectorhoofd sectorhoofden hoofd klacht klachten klagen privacy gegevens persoonsgegevens
        avg stemming stemrecht stemmen besluit besluiten noodknop verkiezing verkiesbaar mandaat
        aansprakelijk aansprakelijkheid ubo contributie bot discord integriteit vertrouwenspersoon member
        membership become_a_member general_assembly general_meeting assembly board board_member chair
        chairperson secretary statutes articles_of_association foundation association legal_form
        legal_entity notary chamber_of_commerce incorporate sector_head sector_heads complaint complaints
        complain personal_data gdpr vote votes voting ballot proposal decision decisions election elected
        mandate liable liability emergency_stop integrity confidential_adviser
        """,
        likely="""
        vergadering vergaderen word_lid aanmelden steunen supporter informele_vereniging akte jurist
        juridisch contract samenwerkingsovereenkomst join register support lawyer agreement found set_up_a
        propose meeting
        """,
        hints="""
        organisatie organisation organization behind
        """,
    ),
}
