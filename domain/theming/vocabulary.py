"""The words that speak for the themes that a community starts with, in Dutch and English.

An entry is a word or a phrase; plurals are understood. `film~` is also read as the first part of a Dutch
compound whose last part says nothing of its own (filmavond, filmliefhebbers); `~concert` also as the last
part, which in Dutch says what the whole is: a muziekfilm is a film, filmmuziek is music. One word may speak
for several themes.
"""

from collections.abc import Mapping
from typing import Final

from domain.theming.evidence import CLEAR, FAIR, HINT, STRONG

UNDERGROUND: Final[Mapping[int, str]] = {
    STRONG: """
        rave~, ~rave, free party, freeparty, freetekno, free tekno, teknival, squat~, squatters, squatting,
        kraakpand, kraker, kraakbeweging, kraakcafé, vrijplaats~, vrije ruimte, autonomous space, autonoom
        centrum, autonomous centre, social centre, infoshop, volkskeuken, volxkeuken, vokü, people's
        kitchen, food not bombs, zine~, zinefest, zine fair, fanzine, punkrock, hardcore punk, ~punkband,
        punkshow, powerviolence, grindcore, crust, crust punk, d-beat, dbeat, harsh noise, noise night,
        noise show, noise music, anarchist, anarchistisch, anarchistische, anarchisme, anarchism, antifa,
        antifascist, antifascistisch, antifascistische, black metal, death metal, weggeefwinkel, free shop,
        freeshop, gabber~, tekno, hardtek
    """,
    CLEAR: """
        punk~, ~punk, punker, hardcore, noise, noise rock, diy, do it yourself, underground~, hardcore
        techno, sludge, sludge metal, doom metal, stoner metal, stoner, stoner doom, breakcore, industrial,
        ebm, soundsystem culture, illegale rave, illegal rave, illegaal feest, kraken, kraakverbod,
        vrijstaat, krakers, guerrilla gardening, zelforganisatie, self-organised, self-organized, squat bar,
        distro, kraak~, anarchisten, grind
    """,
    FAIR: """
        doom, post-punk, postpunk, drone, drones, experimentele muziek, experimental music, soundsystem,
        sound system, acid~, acid techno, hardstyle, veganistisch eten, illegaal, illegale, subcultuur,
        subculture, tegencultuur, counterculture, zeefdruk, screen printing, patches, queer, metal, cold
        wave, warehouse, benefiet~, benefit gig, activist, activisten, activisme, collectief, plenum,
        psytrance
    """,
    HINT: """
        techno~, experimenteel, experimentele, experimental, vegan, kelder, loods, bunker, benefit
    """,
}

MEDIA: Final[Mapping[int, str]] = {
    STRONG: """
        film~, ~film, filmvertoning, cinema~, bioscoop~, documentaire~, ~documentaire, documentary, docu~,
        film screening, screening, movie, movie night, arthouse, arthousefilm, filmhuis, buitenbios,
        openluchtbios, bios, short film, shorts, animatie~, animatiefilm, animation, stop-motion,
        stopmotion, game jam, gamejam, gaming~, gamen, videogame~, video game, retro gaming, esports,
        e-sports, lan-party, lanparty, hackathon~, hackerspace, hackercamp, makerspace, maker faire, fablab,
        hackers, hacken, hacking, 3d-printen, 3d-printer, 3d printing, arduino, raspberry pi, solderen,
        soldering, creative coding, live coding, livecoding, algorave, mediakunst~, media-art, media art,
        new media, nieuwe media, videokunst~, video art, digitale kunst, digital art, net art, netart,
        glitch art, virtual reality, augmented reality, mixed reality, projection mapping, videomapping,
        video mapping, motion capture, fotografie~, ~fotografie, photography, photographer, fotograaf,
        fotografen, fototentoonstelling, foto-expositie, fotoexpo, photo exhibition, fotowandeling, photo
        walk, darkroom, doka, video-installatie, video installation, film festival, film in concert,
        filmconcert, stomme film, silent movie, silent film, lichtkunst~, light art, vj, vjs
    """,
    CLEAR: """
        game~, game night, playtest, indie game, console, nintendo, playstation, xbox, mario kart,
        tentoonstelling~, ~tentoonstelling, expositie~, ~expositie, expo~, ~expo, exhibition, exhibit,
        vernissage, finissage, coderdojo, programmeren, coding, robotica, robotics, robot~, ai-kunst, ai
        art, machine learning, generatieve ai, generative ai, generative art, generatieve kunst, kunstmatige
        intelligentie, artificial intelligence, podcast~, radiomaken, radio maken, video~, videomaker,
        vlog~, vhs, 35 mm, 16 mm, visuals, audiovisueel, audiovisuele, audiovisual, interactieve
        installatie, interactive installation, playable, soldeer~, elektronica, open source, hardware
        hacking, ham radio, zendamateur, minecraft, 3d-modelleren, 3d-modellen, 3d modelling, witte doek,
        hacker~, vr~, vr-bril, vr headset, foto~, cyberpunk, pixel art, mediawijsheid, media literacy,
        cultfilm, cult film, filmmaker, big screen, groot doek, groot scherm, nagesprek met de regisseur,
        zeefdrukken, risograph, risoprint, riso
    """,
    FAIR: """
        kunst~, kunstenaar, kunstenares, galerie~, gallery, installatie, installation, fotos, photo,
        schilderij, schilderijen, beeldend, beeldende, tekening, digitaal, digitale, digital, pixels,
        glitch~, code, programming, sensors, sensoren, makers, technologie, technology, tech, animated,
        animator, camera, artwork, collages, keramiek, beelden, laptop, ondertiteld, subtitles, subtitled,
        regisseur, director, reportage, hardware, privacy, ai, algoritme, algoritmes, algorithm, cyber~,
        robots, online cultuur, internetcultuur, computers, pc, pcs, flipperkast, arcade, esport, speedrun,
        media
    """,
    HINT: """
        regie, scherm, screen, ontwerp, design, art, artist, artists, interactief, interactieve,
        interactive, data, escape room, radio, print
    """,
}

MUSIC: Final[Mapping[int, str]] = {
    STRONG: """
        concert~, ~concert, livemuziek, live muziek, live music, muziek~, ~muziek, music festival,
        muziekfestival, popmuziek, jamsessie, jam session, singer-songwriter, singer songwriter, orkest~,
        ~orkest, orchestra, symphony, symfonie~, philharmonic, filharmonisch, kamermuziek, chamber music,
        strijkkwartet, string quartet, clubnacht, club night, clubnight, coverband, tribute band,
        tributeband, big band, bigband, brassband, bandavond, battle of the bands, album release,
        albumrelease, albumpresentatie, cd-presentatie, ep release, ep-release, release show, releaseshow,
        platenbeurs, record fair, record store day, drum & bass, drum and bass, drum n bass, drumnbass, dnb,
        deep house, tech house, house music, dubstep, hiphop~, hip-hop show, rapper, jazz~, ~jazz, blues~,
        film music, filmmuziek, film score, soundtrack live, popquiz, muziekquiz, music quiz, karaoke~,
        koor~, ~koor, choir, zangkoor, recital, popronde, dweilorkest, dweilfestival, harmonieorkest,
        blaasorkest, silent disco, fanfare~, beatmaking, songwriting, theaterconcert, filmconcert, film in
        concert, muziektheater, gospel~, rock n roll, rocknroll, indierock, indie rock, post-rock, postrock,
        punkrock, pop punk, poppunk, punk rock, punkband, heavy metal, metalband, dj set, dj-set, vinyl
        night, algorave, oratorium, requiem, matthäus-passion, matthäus passion, afstudeerconcert
    """,
    CLEAR: """
        techno~, trance, dj~, disco~, house party, houseparty, zingt, sings, chanson, debuutalbum, debut
        album, gitarist, guitarist, bassist, drummer, pianist, zanger, zangeres, singer, vocalist, rock~,
        ~rock, indierocker, folk, soul~, neo-soul, funk~, reggae~, ska, dancehall, reggaeton, latin,
        salsaband, rap, metal~, ~metal, indie band, synthpop, electro~, elektronische muziek, electronic
        music, ambient~, dub, jungle, breakbeat, garage rock, uk garage, hardstyle, psytrance, eurodance,
        fado, flamenco gitaar, bluegrass, americana, country music, rebetiko, klezmer, samba, afrobeat,
        afrobeats, wereldmuziek, world music, piano~, pianotrio, cello, viool, orgel~, harp, saxofoon~,
        saxophone, gitaar~, guitar, synths, synthesizer, modular synth, draaien, vinyl~, zang~, ~zang,
        zingen, singing, sing-along, meezing~, meezingen, songs, liedjes, mezzosopraan, sopraan, tenor,
        bariton, dirigent, conductor, componist, composer, ensemble~, a capella, a cappella, optreden,
        optredens, popfestival, live band, live bands, liveband, live set, livesets, backline, bands, album,
        jam, open podium, open mic, open mic night, jammen, harmonie~, percussie~, percussion, beatbox~,
        beatboxer, smartlap~, schlager~, apres-ski, kapel, blaaskapel, shanty~, troubadour, crooner,
        volksmuziek, post-punk, postpunk, new wave, black metal, death metal, doom metal, sludge, stoner,
        grindcore, hardcore punk, crust punk, popconcert, luistersessie, listening session, popacademie,
        songwriter, discotheek, dansnacht, muzikant~, muzikanten, musician, musicians, music
    """,
    FAIR: """
        band~, support act, voorprogramma, line-up, lineup, tournee, dansvloer, dance floor, dancefloor,
        rave~, tekno, gabber~, punk~, punkers, ~punk, hardcore, house, pop, hits, beats, mcs, lp, platen,
        dweil, drums, drumstel, bas, strijkers, blazers, noise show, harsh noise, crust, dbeat, d-beat,
        soundsystem, sound system, breaks, acid techno, synth, klassieke muziek, klassiek, bach, mozart,
        beethoven, schubert, mahler, brahms, vivaldi, chopin, tribute, the music of, session, sessie,
        residents, party~, feestband, foute, après-ski, doom, ebm, industrial, cold wave, wave, opera,
        musical, album tour, plaat, podia, kwartet, quartet, trio, kwintet, frontman, artiesten, accordeon,
        trompet, folkpop, popgroep, songteksten, melodieus, stages, tracks, dubplate, experimentele muziek,
        experimental music, drones, muzikaal, muzikale, musicus, bpm, ableton
    """,
    HINT: """
        live, club~, support, tour, acts, act, doors, zaal open, podium, stage, melodie, geluid, sound,
        dansen, dance, festival
    """,
}

THEATRE: Final[Mapping[int, str]] = {
    STRONG: """
        theater~, theatre, theatrical performance, theatervoorstelling, toneel~, toneelstuk, ~toneel,
        toneelgroep, toneelvereniging, cabaret~, ~cabaret, cabaretier, kleinkunst~, stand-up comedy, standup
        comedy, stand-up, standup, stand up comedy, comedian, comedy night, comedy~, improvisatietheater,
        improtheater, improv, improvised theatre, theatersport, theatresports, poppentheater, poppenkast,
        puppet show, puppet theatre, puppetry, figurentheater, schimmenspel, straattheater~, street theatre,
        jeugdtheater, kindertheater, muziektheater~, danstheater, dance theatre, locatietheater,
        huiskamertheater, wijktheater, verteltheater, voorleestheater, buurttheater, amateurtheater,
        objecttheater, bewegingstheater, beeldend theater, mime~, pantomime, clown~, circus~, ~circus,
        acrobaat, acrobaten, acrobatiek, acrobats, acrobatics, jongleren, juggling, trapeze, variété,
        burlesque, spoken word, poetry slam, slam poetry, poëzie~, poetry, poem, ballet~, ~ballet, danser,
        danseres, choreografie, choreograaf, choreography, choreographer, dansvoorstelling~, dance show,
        dance performance, dance company, hedendaagse dans, contemporary dance, modern dance, breakdance~,
        breakdancers, monoloog, monologen, monologue, play by, blijspel, klucht, komedie, tragedie,
        shakespeare, tsjechov, chekhov, ibsen, musical~, opera~, operette, reisopera, performance art, live
        art, drag show, drag night, drag queen, drag queens, drag kings, dragqueen, voguing, vogue ball,
        storytelling, verhalenavond, verteller, vertellers, oudejaarsconference, theaterconcert, theatre
        show, one-man show, one man show, eenakter, contact improvisation, musicaltheater, open podium
        poëzie
    """,
    CLEAR: """
        acteur, actrice, acteurs, actors, actor, actress, dans~, ~dans, volksdans, dansgezelschap, dichter~,
        poet, gedicht, gedichten, poems, voordracht, voordragen, goochelaar, illusionist, magic show, revue,
        slapstick, op de planken, performance, performances, ~voorstelling, tango~, streetdance, scènes,
        toneelschool, dramaturg, vuurspuwers, steltlopers, op stelten, conference, comedians, gezelschap,
        lip sync, theatermaker, theatermakers, cabaretiers, performancekunst, durational
    """,
    FAIR: """
        voorstelling, voorstellingen, improviseren, improvisatie, regie, toneelbeeld, try-out, tryout,
        première, decor, dancers, dansers, contemporary, komisch, hilarisch, drama, humor, jonge
        makers, moderne dans, jeugdvoorstelling, familievoorstelling, sprookje~, verhalen, verhaal, stories,
        drag, poppen, spelers
    """,
    HINT: """
        show, scene, podium, stage, spel, spelen, act, grappen, dance
    """,
}

VOCABULARY: Final[Mapping[str, Mapping[int, str]]] = {
    "underground": UNDERGROUND,
    "media": MEDIA,
    "music": MUSIC,
    "theatre": THEATRE,
}

SCENES: Final = frozenset({"underground"})
"""Themes that say where something belongs, not what it is: they go together with any other theme."""
