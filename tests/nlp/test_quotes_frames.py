"""What a cue takes: objects, infinitives, predicates, prepositions, and nouns as cues."""

from __future__ import annotations

from tests.nlp.told import Told, direct, each, indirect, read, told
from tui.nlp.pipeline import Pipeline


@each(
    {
        "added": read(
            "The spokeswoman added that no passengers had been hurt.",
            indirect("that no passengers had been hurt", cue="added", by="The spokeswoman"),
        ),
        "emphasized": read(
            "Beijing emphasized its right to patrol the strait.",
            indirect("its right to patrol the strait", cue="emphasized", by="Beijing"),
        ),
        "stressed": read(
            "She stressed the need for a free press in a speech to students in Accra.",
            indirect("the need for a free press", cue="stressed", by="She"),
        ),
        "dismissed as": read(
            "The defence minister dismissed the reports as enemy propaganda.",
            indirect("the reports as enemy propaganda", cue="dismissed", by="The defence minister"),
        ),
        "described as": read(
            "Opposition leaders have described the vote as a farce.",
            indirect("the vote as a farce", cue="have described", by="Opposition leaders"),
        ),
        "underlined": read(
            "He underlined the importance of the river in an interview with a Hungarian daily.",
            indirect("the importance of the river", cue="underlined", by="He"),
        ),
    }
)
def test_objects_of_saying(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "criticised": read(
            "Amnesty International criticised the arrest of two journalists in Minsk.",
            indirect(
                "the arrest of two journalists in Minsk",
                cue="criticised",
                by="Amnesty International",
            ),
        ),
        "called": read(
            "The archbishop called the law an insult to the poor.",
            indirect("the law an insult to the poor", cue="called", by="The archbishop"),
        ),
        "endorsed": read(
            "Four former presidents have endorsed the general's candidacy.",
            indirect("the general's candidacy", cue="have endorsed", by="Four former presidents"),
        ),
        "rejected": read(
            "Brussels rejected the offer within hours.",
            indirect("the offer", cue="rejected", by="Brussels"),
        ),
        "denied": read(
            "Denmark's prime minister denied the allegations on Sunday.",
            indirect("the allegations", cue="denied", by="Denmark's prime minister"),
        ),
        "condemned by": read(
            "The ruling was condemned by press freedom groups in Istanbul.",
            indirect("The ruling", cue="was condemned", by="press freedom groups in Istanbul"),
        ),
        "rejected by": read(
            "The appeal was rejected by the court in Strasbourg.",
            indirect("The appeal", cue="was rejected", by="the court in Strasbourg"),
        ),
    }
)
def test_object_frames(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "vowed": read(
            "The guerrillas vowed to fight on until the last prisoner was free.",
            indirect(
                "to fight on until the last prisoner was free", cue="vowed", by="The guerrillas"
            ),
        ),
        "promised": read(
            "The retailer has promised to pay its suppliers by Friday.",
            indirect("to pay its suppliers by Friday", cue="has promised", by="The retailer"),
        ),
        "threatened": read(
            "Iran threatened to close the strait to all tankers.",
            indirect("to close the strait to all tankers", cue="threatened", by="Iran"),
        ),
        "claimed": read(
            "The builder claimed to have lost every receipt.",
            indirect("to have lost every receipt", cue="claimed", by="The builder"),
        ),
        "claimed, another time": read(
            "The defendant claimed to have found the watch in a taxi.",
            indirect("to have found the watch in a taxi", cue="claimed", by="The defendant"),
        ),
        "swore": read(
            "The guards swore to defend the palace as long as the king was inside.",
            indirect(
                "to defend the palace as long as the king was inside", cue="swore", by="The guards"
            ),
        ),
    }
)
def test_infinitives(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "it was announced": read(
            "It was announced late on Friday that the summit had been called off.",
            indirect("that the summit had been called off", cue="was announced"),
        ),
        "it is alleged": read(
            "It is alleged that the officers took bribes from the smugglers.",
            indirect("that the officers took bribes from the smugglers", cue="is alleged"),
        ),
        "it has been claimed": read(
            "It has been claimed that the painting was stolen during the war.",
            indirect("that the painting was stolen during the war", cue="has been claimed"),
        ),
        "is said to": read(
            "The minister is said to have flown home before the vote.",
            indirect("The minister", "to have flown home before the vote", cue="is said"),
        ),
        "were reported to": read(
            "Three soldiers were reported to have been wounded near the border.",
            indirect("Three soldiers", "to have been wounded near the border", cue="were reported"),
        ),
        "were told": read(
            "Passengers were told that the train would not stop in Basel.",
            indirect("that the train would not stop in Basel", cue="were told"),
        ),
        "it was confirmed": read(
            "It was confirmed early on Monday that the general had died.",
            indirect("that the general had died", cue="was confirmed"),
        ),
        "is reported to": read(
            "The president is reported to have signed the order on the plane.",
            indirect("The president", "to have signed the order on the plane", cue="is reported"),
        ),
    }
)
def test_passives_without_a_source(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "the claim": read(
            "The claim that the elections were rigged spread quickly through the villages.",
            indirect("that the elections were rigged", cue="claim"),
        ),
        "his promise": read(
            "His promise to cut fuel prices came two weeks before the election.",
            indirect("to cut fuel prices", cue="promise", by="His"),
        ),
        "rumours": read(
            "There were rumours that the king had left the country by boat.",
            indirect("that the king had left the country by boat", cue="rumours"),
        ),
        "a light verb": read(
            "The committee issued a warning that the reservoir was nearly empty.",
            indirect(
                "that the reservoir was nearly empty", cue="issued a warning", by="The committee"
            ),
        ),
        "another light verb": read(
            "The government gave an assurance that nobody would lose a pension.",
            indirect(
                "that nobody would lose a pension", cue="gave an assurance", by="The government"
            ),
        ),
    }
)
def test_nouns(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "told that": read(
            "The judge told the jury that the confession could not be used.",
            indirect("that the confession could not be used", cue="told", by="The judge"),
        ),
        "told to": read(
            "The coach told his players to forget the first half.",
            indirect("his players to forget the first half", cue="told", by="The coach"),
        ),
        "urged": read(
            "The WHO urged governments to share their data on the new strain.",
            indirect(
                "governments to share their data on the new strain", cue="urged", by="The WHO"
            ),
        ),
        "asked": read(
            "The widow asked the court to release her husband's letters.",
            indirect("the court to release her husband's letters", cue="asked", by="The widow"),
        ),
        "warned not to": read(
            "The mayor warned residents not to drink the water.",
            indirect("residents not to drink the water", cue="warned", by="The mayor"),
        ),
        "called on": read(
            "France has called on both armies to stop the shelling of the hospital.",
            indirect(
                "both armies to stop the shelling of the hospital", cue="has called on", by="France"
            ),
        ),
    }
)
def test_orders(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "warned of": read(
            "Aid agencies warned of a famine in the north.",
            indirect("a famine in the north", cue="warned of", by="Aid agencies"),
        ),
        "accused of": read(
            "The opposition accused the police of beating two students.",
            indirect("the police of beating two students", cue="accused", by="The opposition"),
        ),
        "apologised for": read(
            "The airline apologised for the delays over the holidays.",
            indirect("the delays over the holidays", cue="apologised for", by="The airline"),
        ),
        "called for": read(
            "Unions called for a general strike against the pension reform.",
            indirect("a general strike against the pension reform", cue="called for", by="Unions"),
        ),
        "spoke of": read(
            "The ambassador spoke of a new chapter between the two nations.",
            indirect("a new chapter between the two nations", cue="spoke of", by="The ambassador"),
        ),
        "blamed on": read(
            "The manager blamed the defeat on the referee.",
            indirect("the defeat on the referee", cue="blamed", by="The manager"),
        ),
    }
)
def test_prepositions(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "the paper quoted": read(
            "The newspaper quoted the general as saying the war could last for years.",
            indirect("the war could last for years", cue="saying", by="the general"),
        ),
        "was quoted": read(
            "The prime minister was quoted as saying that the talks had failed.",
            indirect(
                "that the talks had failed", cue="was quoted as saying", by="The prime minister"
            ),
        ),
        "in marks": read(
            "The agency quoted an unnamed official as saying: “The rocket was ours.”",
            direct("The rocket was ours.", cue="saying", by="an unnamed official"),
        ),
        "cited": read(
            "State television cited the president as saying that there was no shortage of bread.",
            indirect("that there was no shortage of bread", cue="saying", by="the president"),
        ),
        "a magazine": read(
            "The magazine quoted a neighbour as saying that the shutters had been closed for a"
            " month.",
            indirect(
                "that the shutters had been closed for a month", cue="saying", by="a neighbour"
            ),
        ),
    }
)
def test_quoted_as_saying(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected
