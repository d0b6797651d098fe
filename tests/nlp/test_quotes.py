"""Direct quotes and partly quoted ones: where their attribution stands and what it holds together.

The sentences here and in the files beside this one (`test_quotes_*.py`) are our own; what should be
found in them was written down before the detector had read them.
"""

from __future__ import annotations

from tests.nlp.told import Told, direct, each, indirect, mixed, read, told
from tui.nlp.pipeline import Pipeline


@each(
    {
        "said behind": read(
            "“Our hospital has been without power since Sunday night,” the director said on"
            " Tuesday.",
            direct(
                "Our hospital has been without power since Sunday night,",
                cue="said",
                by="the director",
            ),
        ),
        "verb before its subject": read(
            "“Nobody asked the fishermen about the new port,” said Joaquim Duarte, who heads their"
            " cooperative.",
            direct(
                "Nobody asked the fishermen about the new port,", cue="said", by="Joaquim Duarte"
            ),
        ),
        "a question": read(
            "“Who will pay for all of these empty stadiums?” asked Councillor Priya Nair.",
            direct(
                "Who will pay for all of these empty stadiums?",
                cue="asked",
                by="Councillor Priya Nair",
            ),
        ),
        "an exclamation": read(
            "“Not one more cent for the airline!” shouted a lawmaker from the opposition.",
            direct(
                "Not one more cent for the airline!",
                cue="shouted",
                by="a lawmaker from the opposition",
            ),
        ),
        "several sentences": read(
            "“The road is gone. The school is gone. Only the mosque is left,” a shopkeeper told"
            " Reuters by telephone.",
            direct(
                "The road is gone. The school is gone. Only the mosque is left,",
                cue="told",
                by="a shopkeeper",
            ),
        ),
    }
)
def test_attribution_behind_a_quote(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "said and a colon": read(
            "Speaking to reporters in Lima, President Rosa Quispe said: “The mine will stay closed"
            " for as long as I am in office.”",
            direct(
                "The mine will stay closed for as long as I am in office.",
                cue="said",
                by="President Rosa Quispe",
            ),
        ),
        "a comma": read(
            "A spokesman for the railway replied, “We have found no fault with the brakes.”",
            direct(
                "We have found no fault with the brakes.",
                cue="replied",
                by="A spokesman for the railway",
            ),
        ),
        "a letter": read(
            "In her letter to the board, Ms. Hartmann wrote: “I can no longer defend what this bank"
            " has become.”",
            direct(
                "I can no longer defend what this bank has become.", cue="wrote", by="Ms. Hartmann"
            ),
        ),
        "said before its subject": read(
            "Said one diplomat who attended the talks: “Nobody trusted anybody.”",
            direct("Nobody trusted anybody.", cue="Said", by="one diplomat who attended the talks"),
        ),
        "a relative clause between": read(
            "The driver, who had fled across the border after the crash, told a local radio"
            " station: “I panicked and I am sorry.”",
            direct("I panicked and I am sorry.", cue="told", by="The driver"),
        ),
    }
)
def test_attribution_before_a_quote(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "in the middle of a sentence": read(
            "“The vaccine is safe,” Dr. Amina Yusuf said, “and it reached our villages just in"
            " time.”",
            direct(
                "The vaccine is safe,",
                "and it reached our villages just in time.",
                cue="said",
                by="Dr. Amina Yusuf",
            ),
        ),
        "in the middle, verb first": read(
            "“If the glacier goes,” warned the geologist, “the whole valley will lose its water.”",
            direct(
                "If the glacier goes,",
                "the whole valley will lose its water.",
                cue="warned",
                by="the geologist",
            ),
        ),
        "between two sentences": read(
            "“We lost the match,” coach Dani Vidal said after the game. “We did not lose our"
            " pride.”",
            direct(
                "We lost the match,",
                "We did not lose our pride.",
                cue="said",
                by="coach Dani Vidal",
            ),
        ),
        "more than one sentence behind it": read(
            "“I have nothing to hide,” said the senator. “Ask me anything you like. I will"
            " answer.”",
            direct(
                "I have nothing to hide,",
                "Ask me anything you like. I will answer.",
                cue="said",
                by="the senator",
            ),
        ),
        "another one speaks next": read(
            "“The wall will be finished by spring,” the governor said. “It will never be"
            " finished,” his rival replied.",
            direct("The wall will be finished by spring,", cue="said", by="the governor"),
            direct("It will never be finished,", cue="replied", by="his rival"),
        ),
        "a cue of its own": read(
            "“The tunnel is dry,” the engineer said, adding: “It will open in May.”",
            direct("The tunnel is dry,", cue="said", by="the engineer"),
            direct("It will open in May.", cue="adding", by="the engineer"),
        ),
    }
)
def test_pieces_of_one_quote(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "object and as": read(
            "The health secretary dismissed the report as “pure fiction” on Friday.",
            mixed("the report as “pure fiction”", cue="dismissed", by="The health secretary"),
        ),
        "called": read(
            "Ukraine's ambassador called it “a stab in the back of every refugee.”",
            mixed(
                "it “a stab in the back of every refugee.”", cue="called", by="Ukraine's ambassador"
            ),
        ),
        "a clause with a part in marks": read(
            "Police said the man had been “known to the authorities” for years.",
            mixed("the man had been “known to the authorities” for years", cue="said", by="Police"),
        ),
        "a verb in marks": read(
            "The cruise line said it “deeply regrets” the delay and will compensate its"
            " passengers.",
            mixed(
                "it “deeply regrets” the delay and will compensate its passengers",
                cue="said",
                by="The cruise line",
            ),
        ),
        "two parts in marks": read(
            "Mr. Rao said the plan was “rushed” and would leave farmers “with nothing but debt.”",
            mixed(
                "the plan was “rushed” and would leave farmers “with nothing but debt.”",
                cue="said",
                by="Mr. Rao",
            ),
        ),
        "an order": read(
            "The Vatican urged both sides to show “the greatest restraint” before the talks in"
            " Doha.",
            mixed(
                "both sides to show “the greatest restraint” before the talks in Doha",
                cue="urged",
                by="The Vatican",
            ),
        ),
        "object and as, and a day": read(
            "The union dismissed the offer as “an insult” on Tuesday.",
            mixed("the offer as “an insult”", cue="dismissed", by="The union"),
        ),
    }
)
def test_partly_in_marks(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "a clause all in marks": read(
            "The striker said that “football owes me nothing at all.”",
            mixed("that “football owes me nothing at all.”", cue="said", by="The striker"),
        ),
        "an infinitive with its to in marks": read(
            "The rebels vowed “to fight to the last man.”",
            direct("to fight to the last man.", cue="vowed", by="The rebels"),
        ),
        "an infinitive with its to before them": read(
            "The rebels vowed to “fight to the last man.”",
            mixed("to “fight to the last man.”", cue="vowed", by="The rebels"),
        ),
        "a whole quote and a reported one": read(
            "The minister said the dam would hold. “There is no danger to anybody in the valley,”"
            " she said.",
            indirect("the dam would hold", cue="said", by="The minister"),
            direct("There is no danger to anybody in the valley,", cue="said", by="she"),
        ),
    }
)
def test_what_is_mixed_and_what_is_not(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected
