"""`sektor tally`: check an exported decision, and count it again from the file alone."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from bot.i18n import Say
    from domain.assembly_export import CheckedRecord
    from domain.decisions.poll import Poll
    from domain.decisions.recomputing import Checked

SOUND, BROKEN, USAGE = 0, 1, 2


def tally(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE.json", help="What /decision export or /assembly export gave; - for standard input."
        ),
    ],
    seal: Annotated[
        str, typer.Option(metavar="SEAL", help="The seal that stands under the outcome on Discord.")
    ] = "",
    lang: Annotated[str, typer.Option(metavar="nl|en", help="The language to answer in.")] = "en",
) -> None:
    """Check that an exported decision is whole and untouched, and count it again.

    Nothing is looked up: no network, no database. Whoever has the file can do this, now or in ten years.

    Exit code 0: the file is sound and the count gives the outcome that it says. 1: it is not; from which
    entry on is said. 2: wrong usage.
    """
    from bot.i18n import LOCALES, Say
    from domain.assembly_export import is_record, recompute_record
    from domain.decisions.recomputing import Checked, recompute

    if lang not in LOCALES:
        _refuse(f"--lang {lang} is not one of {', '.join(LOCALES)}.")
    wanted = seal.strip().lower()
    if wanted and (len(wanted) < 8 or not set(wanted) <= set("0123456789abcdef")):
        _refuse("--seal is 8 to 64 of the digits 0-9 and a-f, as they stand under the outcome.")
    say, export = Say(lang), _read(file)
    checked = recompute_record(export) if is_record(export) else recompute(export)
    if not checked.sound:
        _tell_broken(checked, say)
        raise typer.Exit(BROKEN)
    former = _former(checked)
    if wanted and any(one.startswith(wanted) for one in former):
        typer.echo(
            say(
                "The seal that you gave is the one from before somebody was taken out of this record. The "
                "file says so itself; a copy from then can be laid beside it, number for person."
            )
        )
    elif not checked.seal.startswith(wanted):
        typer.echo(
            say(
                "NOT SOUND: this file is sealed with {seal}, and not with the seal that you gave. It is "
                "another "
                "file than the one on Discord.",
                seal=checked.seal,
            )
        )
        raise typer.Exit(BROKEN)
    if isinstance(checked, Checked):
        _tell_sound(checked, say)
    else:
        _tell_record(checked, say)


def _former(checked: "Checked | CheckedRecord") -> list[str]:
    """What a sound file was sealed with before."""
    told = getattr(checked, "poll", None) or getattr(checked, "record", None)
    return told.former_seals if told is not None else []


def _read(file: str) -> bytes:
    try:
        return sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes()
    except OSError as problem:
        _refuse(f"{file} cannot be read: {problem.strerror or problem}.")


def _tell_broken(checked: "Checked | CheckedRecord", say: "Say") -> None:
    assert checked.problem is not None
    why = say.value(checked.problem)
    if checked.entry is None:
        typer.echo(say("NOT SOUND: {why}", why=why))
    else:
        typer.echo(say("NOT SOUND from entry {entry} on: {why}", entry=checked.entry, why=why))


def _tell_sound(checked: "Checked", say: "Say") -> None:
    from domain.decisions.reasons import verdict_in_short
    from domain.decisions.register import name_of

    poll = checked.poll
    assert poll is not None
    name = name_of(poll.number)
    typer.echo(say("SOUND: {entries} entries, each sealed by the next.", entries=checked.entries))
    typer.echo(say("Seal: {seal} (compare it with the one under the outcome on Discord)", seal=checked.seal))
    typer.echo("")
    typer.echo(f"{name}: {poll.terms.title}")
    for line in _arithmetic(poll, say):
        typer.echo(f"  {line}")
    if poll.outcome is None:
        typer.echo(say("{name} is still running, so there is no outcome yet.", name=name))
    else:
        short = say.value(verdict_in_short(poll.terms, poll.outcome))
        typer.echo(say("So {name} is: {verdict}", name=name, verdict=short))


def _tell_record(checked: "CheckedRecord", say: "Say") -> None:
    """The record of the emergency stop: each assembly's vote, and where that leads."""
    from domain.assembly import Question
    from domain.decisions.register import name_of
    from domain.emergency import Stage

    record = checked.record
    assert record is not None
    typer.echo(say("SOUND: {entries} entries, each sealed by the next.", entries=checked.entries))
    typer.echo(say("Seal: {seal}", seal=checked.seal))
    typer.echo("")
    for one in record.gatherings.values():
        for vote in one.votes:
            held = vote.counted
            if held is None:
                continue
            stop = vote.question is Question.STOP
            what = say("the emergency stop") if stop else say("taking the emergency stop back")
            typer.echo(
                say(
                    "Assembly {number}, {what} ({decision}): {yes} yes, {no} no, {abstain} abstaining, "
                    "of {all}.",
                    number=str(one.number),
                    what=what,
                    decision=name_of(vote.decision),
                    yes=held.yes,
                    no=held.no,
                    abstain=held.abstain,
                    all=held.electorate,
                )
            )
    stage = {
        Stage.IDLE: say("at rest"),
        Stage.FIRST_PASSED: say("a first majority"),
        Stage.TRIGGERED: say("triggered"),
    }[record.state.stage]
    typer.echo(say("So the emergency stop is: {stage}", stage=stage))
    settlement = record.settlement()
    if settlement is not None:
        typer.echo(say("To divide: {left}.", left=say.money(settlement.left)))
        for number, cents in settlement.shares.items():
            typer.echo(f"  {record.ideas[int(number)].title}: {say.money(cents)}")


def _arithmetic(poll: "Poll", say: "Say") -> list[str]:
    return [say.value(sentence) for sentence in poll.outcome.why] if poll.outcome else []


def _refuse(sentence: str) -> NoReturn:
    typer.echo(f"sektor tally: {sentence}", err=True)
    raise typer.Exit(USAGE)
