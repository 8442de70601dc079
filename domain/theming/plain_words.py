"""What looks like a word for a theme and is none, and the last parts of compounds that carry no theme."""

from typing import Final

SILENT: Final = """
    concertgebouw, concertzaal, concert hall, muziekcentrum, muziekkwartier, muziekgebouw, muziekschool,
    muziekwinkel, theaterzaal, theaterplein, theatercafé, theaterbar, theaterrestaurant, theaterhotel, in
    het theater, in de bioscoop, opera house, operagebouw, danshuis, dansschool, filmtheater, cinemabar,
    filmzaal, theatre hall, theatre bar, poppodium, kunstacademie, kunsthal, kunstmuseum, london
    underground, underground parking, underground station, underground car park, ondergronds, ondergrondse,
    open house, open huis, full house, house rules, house of, in house, in-house, coffee house, house
    warming, housewarming, house tour, guest house, tiny house, tiny houses, on the house, house keeping,
    armband, halsband, wristband, polsbandje, hoofdband, lopende band, elastic band, rubber band, banden,
    autobanden, fietsbanden, lekke band, hechte band, band smeden, band met, bandbreedte, soul food,
    soulfood, rock climbing, rock bottom, rock 'n roll lifestyle, rocks, pop-up, popup, pop up, popcorn,
    popart, white noise, noise cancelling, noise cancellation, metal detector, metaal, hardcore gamers,
    hardcore fans, acid reflux, jungle speeltuin, speeltuin, funky, folklore, game over, the name of the
    game, board game, bordspel, bordspellen, bordspellenavond, card game, ball game, end game, gameplan,
    game plan, game changer, role-playing, wild game, club sandwich, boekenclub, book club, voetbalclub,
    sportclub, football club, travel club, tennisclub, golfclub, stage lopen, stages lopen, stageplek,
    stagemarkt, stagebureau, the next stage, early stage, stand-up paddle, stand up paddle, stand-up
    paddling, stand-up meeting, standup meeting, musical journey, musical evening, musical chairs, musical
    instrument, musical instruments, musical talent, high performance, performance factory, performance
    management, performance review, live performance by, live performances by, musical performance, vocal
    performance, filmster, filmrol, drama queen, familiedrama, wereldtoneel, strijdtoneel, van het toneel
    verdwijnen, ten tonele, dans op de vulkaan, dansen naar de pijpen, rave reviews, verhaal halen,
    kunststof, kunstgras, kunstmest, kunstgebit, kunstijsbaan, kookkunst, levenskunst, kunstmatig, video
    call, videobellen, foto's verboden, fotos worden gemaakt, digitaal kaartje, digitale kaarten, digital
    ticket, photo id, disco soup, discosoep, koorddansen, vogelzang, platenbon, drone race, drones vliegen,
    drone flying, drone vliegen, krakeling, notenkraken, acid rain, reggae reggae sauce, techno park, game
    reserve, vinyl flooring, vinylvloer, vinyl vloer, guitar hero, piano bar, pianobar
"""
"""Phrases that are read before anything shorter within them, and then say nothing."""

EMPTY_HEADS: Final = """
    avond, avondje, middag, ochtend, nacht, dag, weekend, week, weken, maand, seizoen, festival, fest,
    feest, feestje, party, voorstelling, programma, workshop, cursus, les, clinic, masterclass, sessie,
    sessies, show, gala, quiz, markt, beurs, café, club, groep, gezelschap, collectief, vereniging,
    ensemble, toernooi, battle, marathon, reeks, serie, liefhebber, maker, fan, podium, experience, college,
    lezing, route, wandeling, kamp, reis, project, productie, première, uur, uurtje, picknick, special,
    event, evenement, spektakel, werk, stuk, vertoning, opening, matinee, estafette, wedstrijd, slam, lab,
    lunch, diner, brunch, ontbijt, tour, parade, act, team, jam, scene, cultuur, muzikant, artiest, speler,
    spel, talent, salon, tuin, circuit, crew, platform, atelier, competitie, challenge, presentatie,
    ervaring, ontmoeting, borrel, proeverij, opnames, opname, video's, zondag, vrijdag, zaterdag, donderdag
"""
"""Last parts of compounds that leave the meaning to the first part: filmavond, muziekfestival."""
