"""Where the mention of a speaker begins and ends."""

from __future__ import annotations

from tests.nlp.told import Told, direct, each, indirect, read, told
from tui.nlp.pipeline import Pipeline


@each(
    {
        "spokesman for": read(
            "A spokesman for the ministry of justice said the prisoner had died in his cell.",
            indirect(
                "the prisoner had died in his cell",
                cue="said",
                by="A spokesman for the ministry of justice",
            ),
        ),
        "name, description": read(
            "Haruki Endo, an economist at a Tokyo think tank, said the yen would recover.",
            indirect("the yen would recover", cue="said", by="Haruki Endo"),
        ),
        "name, age": read(
            "Neighbor John Ruiz, 61, said he heard three shots.",
            indirect("he heard three shots", cue="said", by="Neighbor John Ruiz"),
        ),
        "description, name": read(
            "The group's chief executive, Birgit Olsen, said demand was falling in every market.",
            indirect(
                "demand was falling in every market",
                cue="said",
                by="The group's chief executive, Birgit Olsen",
            ),
        ),
        "description, name of a body": read(
            "The country's main opposition party, the Civic Union, said it would boycott the vote.",
            indirect(
                "it would boycott the vote",
                cue="said",
                by="The country's main opposition party, the Civic Union",
            ),
        ),
        "description, description": read(
            "The head of the election commission, a former judge, said the count was complete.",
            indirect(
                "the count was complete", cue="said", by="The head of the election commission"
            ),
        ),
        "description, name of a firm": read(
            "The world's largest coffee exporter, the Bari Group, said frost had destroyed a third"
            " of the crop.",
            indirect(
                "frost had destroyed a third of the crop",
                cue="said",
                by="The world's largest coffee exporter, the Bari Group",
            ),
        ),
    }
)
def test_speakers_and_their_appositions(
    pipeline: Pipeline, text: str, expected: list[Told]
) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "titles": read(
            "Former Foreign Secretary Sir Alan Reid said the treaty was dead.",
            indirect(
                "the treaty was dead", cue="said", by="Former Foreign Secretary Sir Alan Reid"
            ),
        ),
        "when, between": read(
            "NATO Secretary General Erik Dahl on Tuesday said the exercise had ended.",
            indirect("the exercise had ended", cue="said", by="NATO Secretary General Erik Dahl"),
        ),
        "two": read(
            "Maria and Tomas Novak said they had lost everything in the fire.",
            indirect(
                "they had lost everything in the fire", cue="said", by="Maria and Tomas Novak"
            ),
        ),
        "adjective behind": read(
            "Two people familiar with the negotiations said the price was close to a billion"
            " dollars.",
            indirect(
                "the price was close to a billion dollars",
                cue="said",
                by="Two people familiar with the negotiations",
            ),
        ),
        "relative clause behind": read(
            "One of the surgeons who treated the victims said most of them were under thirty.",
            indirect(
                "most of them were under thirty",
                cue="said",
                by="One of the surgeons who treated the victims",
            ),
        ),
        "no noun": read(
            "Many in the village said the flood had come at night.",
            indirect("the flood had come at night", cue="said", by="Many in the village"),
        ),
        "of a body": read(
            "Colonel Adama Traoré of the border police said eleven smugglers were under arrest.",
            indirect(
                "eleven smugglers were under arrest",
                cue="said",
                by="Colonel Adama Traoré of the border police",
            ),
        ),
    }
)
def test_speakers(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "behind a quote, until when": read(
            "“We have nothing left to sell,” said the owner of the bakery on Tuesday evening.",
            direct("We have nothing left to sell,", cue="said", by="the owner of the bakery"),
        ),
        "behind a quote, on which condition": read(
            "“It was over in seconds,” said a waiter on condition of anonymity.",
            direct("It was over in seconds,", cue="said", by="a waiter"),
        ),
        "a relative clause, verb first": read(
            "Said a pensioner who has lived on the square since the war: “They fixed the fountain"
            " and forgot the houses.”",
            direct(
                "They fixed the fountain and forgot the houses.",
                cue="Said",
                by="a pensioner who has lived on the square since the war",
            ),
        ),
        "by whom a survey is": read(
            "According to a survey by the University of Porto, two out of three nurses have thought"
            " about leaving.",
            indirect(
                "two out of three nurses have thought about leaving",
                cue="According to",
                by="a survey by the University of Porto",
            ),
        ),
        "a participle": read(
            "People living near the refinery say their children wake up with headaches.",
            indirect(
                "their children wake up with headaches",
                cue="say",
                by="People living near the refinery",
            ),
        ),
        "a participle that could be a cue": read(
            "The man accused of the murder told the jury he had been asleep in his van.",
            indirect(
                "he had been asleep in his van", cue="told", by="The man accused of the murder"
            ),
        ),
        "anyone who": read(
            "Anyone who was there will tell you that the exits were locked.",
            indirect("that the exits were locked", cue="will tell", by="Anyone who was there"),
        ),
    }
)
def test_speakers_and_what_goes_with_them(
    pipeline: Pipeline, text: str, expected: list[Told]
) -> None:
    assert told(pipeline, text) == expected
