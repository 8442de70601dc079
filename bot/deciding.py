"""What kinds, rules and the like are called, in one language."""

from bot.i18n import Say
from domain.decisions.kinds import Kind, Openness, Rule, Verdict, Voters
from domain.decisions.thresholds import HALF, Fraction


def kind_name(kind: Kind, say: Say) -> str:
    return {
        Kind.MOTION: say("Yes or no"),
        Kind.CHOICE: say("Choose one"),
        Kind.APPROVAL: say("Choose several"),
        Kind.RANKED: say("Put in order"),
        Kind.SCORE: say("Give points"),
        Kind.CONSENT: say("Consent: no objections"),
        Kind.ADVICE: say("Advice round"),
        Kind.RECORD: say("Decided alone, inside the mandate"),
    }[kind]


def kind_hint(kind: Kind, say: Say) -> str:
    return {
        Kind.MOTION: say("Yes, no or abstain"),
        Kind.CHOICE: say("The most votes win"),
        Kind.APPROVAL: say("Everything one can live with; the most votes win"),
        Kind.RANKED: say("The last one drops out until one has more than half"),
        Kind.SCORE: say("0 to 5 points for each; the most points win"),
        Kind.CONSENT: say("Goes through unless somebody has an objection, with a reason"),
        Kind.ADVICE: say("People advise, the owner decides and says why"),
        Kind.RECORD: "",
    }[kind]


def rule_name(rule: Rule, say: Say) -> str:
    return {
        Rule.SIMPLE: say("Simple majority: more yes than no"),
        Rule.TWO_THIRDS: say("Two thirds of yes and no together"),
        Rule.ABSOLUTE: say("More than half of all who may vote say yes"),
        Rule.UNANIMOUS: say("Everyone who may vote says yes"),
        Rule.MOST_VOTES: say("The most votes win"),
        Rule.MOST_APPROVALS: say("The most approvals win"),
        Rule.INSTANT_RUNOFF: say("The last one drops out until one has more than half"),
        Rule.HIGHEST_SCORE: say("The most points win"),
        Rule.CONSENT: say("Nobody has an objection"),
        Rule.OWNER: say("The owner decides, with reasons"),
        Rule.SHARES: say("Each gets a part, by its approvals"),
    }[rule]


def quorum_name(quorum: Fraction, say: Say) -> str:
    if quorum.over == 0:
        return say("No quorum: one vote is enough")
    if quorum == HALF:
        return say("Quorum: more than half take part")
    return say("Quorum: more than {over}/{of} take part", over=quorum.over, of=quorum.of)


def openness_name(openness: Openness, say: Say) -> str:
    return {
        Openness.OPEN: say("Open: everyone sees who votes what"),
        Openness.HIDDEN: say("Hidden: who voted what is seen after the close"),
        Openness.SECRET: say("Secret: nobody ever sees who voted what"),
    }[openness]


def voters_name(voters: Voters, of: str, say: Say) -> str:
    """`of` is the sector's name, the role's mention or what people were present at."""
    return {
        Voters.HEADS: say("the sector heads"),
        Voters.SECTOR: say("sector {sector}, with its helpers", sector=of),
        Voters.MEMBERS: say("all members"),
        Voters.ROLE: say("who has the role {role}", role=of),
        Voters.PRESENT: say("who is present at {meeting}", meeting=of),
        Voters.CONVENED: say("who was convened to the general assembly"),
    }[voters]


def verdict_sign(verdict: Verdict) -> str:
    return {
        Verdict.ADOPTED: "✅",
        Verdict.REJECTED: "❌",
        Verdict.INVALID: "🚫",
        Verdict.TIED: "⚖️",
        Verdict.ADVISED: "💬",
        Verdict.CALLED_OFF: "🛑",
    }[verdict]


def verdict_name(verdict: Verdict, say: Say) -> str:
    return {
        Verdict.ADOPTED: say("adopted"),
        Verdict.REJECTED: say("rejected"),
        Verdict.INVALID: say("invalid: too few took part"),
        Verdict.TIED: say("a tie"),
        Verdict.ADVISED: say("waits for its owner"),
        Verdict.CALLED_OFF: say("called off"),
    }[verdict]
