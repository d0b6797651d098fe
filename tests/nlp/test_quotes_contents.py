"""Where a content ends: what the speaker says goes with it, what the writer adds does not."""

from __future__ import annotations

from tests.nlp.told import Told, direct, each, indirect, mixed, read, told
from tui.nlp.pipeline import Pipeline


@each(
    {
        "after a relative clause": read(
            "The prosecutor said the accused, who is 19, had confessed, but his lawyer was not in"
            " the room.",
            indirect("the accused, who is 19, had confessed", cue="said", by="The prosecutor"),
        ),
        "before the writer's judgement": read(
            "The army said it had taken the hill, a claim that could not be checked.",
            indirect("it had taken the hill", cue="said", by="The army"),
        ),
        "before a semicolon": read(
            "The firm said last week that it was in talks with a buyer; its shares have doubled"
            " since then.",
            indirect("that it was in talks with a buyer", cue="said", by="The firm"),
        ),
        "before what the speaker did": read(
            "The coach said: “We were tired,” before walking out of the room.",
            direct("We were tired,", cue="said", by="The coach"),
        ),
        "before another judgement": read(
            "The ministry said the ship was empty, a statement that its owners could not explain.",
            indirect("the ship was empty", cue="said", by="The ministry"),
        ),
        "before what the speaker did next": read(
            "The minister said: “That is a lie,” and left the studio.",
            direct("That is a lie,", cue="said", by="The minister"),
        ),
    }
)
def test_what_is_not_said(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "with a second date": read(
            "The mayor said the pool would open in June, weeks before the school holidays begin.",
            indirect(
                "the pool would open in June, weeks before the school holidays begin",
                cue="said",
                by="The mayor",
            ),
        ),
        "with a result": read(
            "Officials said the fire started in a kitchen and spread to four floors, killing eleven"
            " people.",
            indirect(
                "the fire started in a kitchen and spread to four floors, killing eleven people",
                cue="said",
                by="Officials",
            ),
        ),
        "with a condition in front": read(
            "The minister said that if the dam was not repaired by autumn, two villages would have"
            " to be moved.",
            indirect(
                "that if the dam was not repaired by autumn, two villages would have to be moved",
                cue="said",
                by="The minister",
            ),
        ),
        "with a reason": read(
            "Ms. Tran told the court that her brother, then 15, was beaten because he had refused"
            " to join the militia.",
            indirect(
                "that her brother, then 15, was beaten because he had refused to join the militia",
                cue="told",
                by="Ms. Tran",
            ),
        ),
        "with a dash": read(
            "He told me that he had seen the bear twice — once behind the church and once on the"
            " road to Narvik.",
            indirect(
                "that he had seen the bear twice — once behind the church and once on the road to"
                " Narvik",
                cue="told",
                by="He",
            ),
        ),
    }
)
def test_what_is_said_to_the_end(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "in parentheses": read(
            "The device (the company says it is the smallest in the world) costs less than a loaf"
            " of bread.",
            indirect("it is the smallest in the world", cue="says", by="the company"),
        ),
        "while": read(
            "While the owners say the ship was sound, the crew had complained about the engine for"
            " weeks.",
            indirect("the ship was sound", cue="say", by="the owners"),
            indirect("the engine", cue="had complained about", by="the crew"),
        ),
        "although": read(
            "Although he insists that he is innocent, Mr. Mbeki has left the board until the trial"
            " is over.",
            indirect("that he is innocent", cue="insists", by="he"),
        ),
        "an aside in the speaker": read(
            "The general — a veteran of four wars — said the talks had stalled over the price of"
            " gas.",
            indirect("the talks had stalled over the price of gas", cue="said", by="The general"),
        ),
        "between dashes, of many": read(
            "The law — critics call it “a licence to snoop” — takes effect in July.",
            mixed("it “a licence to snoop”", cue="call", by="critics"),
        ),
        "in parentheses, of many": read(
            "The village (officials say only nine people live there now) has a church and two"
            " bars.",
            indirect("only nine people live there now", cue="say", by="officials"),
        ),
    }
)
def test_put_into_another_sentence(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "what is won": read(
            "It is a war that the minister vowed to win.",
            indirect("to win", cue="vowed", by="the minister"),
        ),
        "who stole": read(
            "This is the man that police say stole the painting.",
            indirect("stole the painting", cue="say", by="police"),
        ),
        "what was safe": read(
            "The bridge, which experts had said was safe, collapsed on Sunday morning.",
            indirect("was safe", cue="had said", by="experts"),
        ),
        "what is kept, without a pronoun": read(
            "It was a promise the mayor had vowed to keep.",
            indirect("to keep", cue="had vowed", by="the mayor"),
        ),
    }
)
def test_the_relative_pronoun_is_part_of_what_is_said(
    pipeline: Pipeline, text: str, expected: list[Told]
) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "asked, and no answer": read(
            "“Where is my son?” she asked the guard. “Where have you taken him?” The guard looked"
            " away.",
            direct("Where is my son?", "Where have you taken him?", cue="asked", by="she"),
        ),
        "two people": read(
            "“We knew,” he said, “that the ice was thin.” His friend disagreed: “Nobody knew.”",
            direct("We knew,", "that the ice was thin.", cue="said", by="he"),
            direct("Nobody knew.", cue="disagreed", by="His friend"),
        ),
        "in the words of": read(
            "In the words of one delegate, “the house is on fire and the firemen are on strike.”",
            direct(
                "the house is on fire and the firemen are on strike.",
                cue="In the words of",
                by="one delegate",
            ),
        ),
        "a dash behind the speaker": read(
            "“I will sleep in the car if I have to,” said Timo Berg — and he did.",
            direct("I will sleep in the car if I have to,", cue="said", by="Timo Berg"),
        ),
        "in the words of another": read(
            "In the words of the referee, “it was the longest minute of my life.”",
            direct(
                "it was the longest minute of my life.", cue="In the words of", by="the referee"
            ),
        ),
    }
)
def test_quotes_among_others(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected
