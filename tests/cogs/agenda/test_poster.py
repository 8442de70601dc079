"""/agenda poster: the week as a picture, for one person, and for the channel when an editor wants that."""

import io

import pytest
from printing import opened, squeezed
from pypdf import PdfReader
from standing import at, stands
from town import Town, labels

from sandbox.people import Message, Result


async def files(town: Town, where: Message | Result | None) -> dict[str, bytes]:
    message = where.message if isinstance(where, Result) else where
    assert message is not None
    fetched = {}
    for attachment in message.attachments:
        fetched[str(attachment["filename"])] = await town.app.client.fetch(str(attachment["url"]))
    return fetched


def words(pdf: bytes) -> str:
    (page,) = PdfReader(io.BytesIO(pdf)).pages
    return squeezed(page.extract_text())


async def test_the_poster_of_this_week_comes_privately_with_a_pdf_to_print(town: Town) -> None:
    await stands(town, "Noise Night", at(13))
    answer = await town["Mila"].slash("agenda poster")
    assert answer.ephemeral
    assert "9–15 mrt 2026" in answer.text
    assert "1 evenement" in answer.text
    got = await files(town, answer)
    assert set(got) == {"poster-2026-w11-portrait-nl.png", "poster-2026-w11-portrait-nl.pdf"}
    assert opened(got["poster-2026-w11-portrait-nl.png"]).size == (1240, 1754)
    assert "NoiseNight" in words(got["poster-2026-w11-portrait-nl.pdf"])
    assert not answer.buttons, "only editors post"


async def test_theme_week_format_and_language_are_chosen(town: Town) -> None:
    await stands(town, "Noise Night", at(13))
    answer = await town["Mila"].slash(
        "agenda poster", theme="music", week="next", format="square", language="en"
    )
    got = await files(town, answer)
    assert set(got) == {"poster-2026-w12-square-en.png"}
    assert opened(got["poster-2026-w12-square-en.png"]).size == (1080, 1080)
    assert "0 evenementen" in answer.text


async def test_an_editor_posts_it_for_all_to_see(town: Town) -> None:
    await stands(town, "Noise Night", at(13))
    noor = town["Noor"]
    answer = await noor.slash("agenda poster", theme="music", format="instagram")
    assert len(labels_of(answer)) == 1
    assert answer.message is not None
    await noor.press(answer, custom_id="poster:music:2026-W11:instagram:nl")
    # Mila sees it: it is not private any more
    message = await town["Mila"].wait_for_message(answer.message.channel_id, _is_poster)
    assert "Muziek" in message.text
    assert set(await files(town, message)) == {"poster-2026-w11-instagram-nl.png"}


async def test_who_is_no_editor_any_more_posts_nothing(town: Town) -> None:
    noor = town["Noor"]
    answer = await noor.slash("agenda poster")
    await noor.has_roles()
    refused = await noor.press(answer, custom_id="poster:all:2026-W11:portrait:nl")
    assert refused.ephemeral
    assert "redacteuren" in refused.text.lower()


@pytest.mark.parametrize(
    ("options", "sentence"),
    [({"week": "ooit"}, "geen week"), ({"theme": "opera"}, "geen thema")],
)
async def test_what_cannot_be_is_refused_in_a_sentence(
    town: Town, options: dict[str, str], sentence: str
) -> None:
    answer = await town["Mila"].slash("agenda poster", **options)
    assert answer.ephemeral
    assert sentence in answer.text.lower()


async def test_themes_and_weeks_are_offered(town: Town) -> None:
    mila = town["Mila"]
    themes = await mila.complete("agenda poster", "theme", "mu")
    assert [value for _, value in themes.choices] == ["music"]
    everything = await mila.complete("agenda poster", "theme", "")
    assert everything.choices[0] == ("Alles", "all")
    weeks = await mila.complete("agenda poster", "week", "")
    assert weeks.choices[0] == ("week 11 · 9–15 mrt 2026", "2026-W11")
    assert len(weeks.choices) == 10


def _is_poster(message: Message) -> bool:
    return any(str(each["filename"]).startswith("poster-") for each in message.attachments)


def labels_of(answer: Result) -> list[str]:
    assert answer.message is not None
    return labels(answer.message)
