"""Where cues begin and end, who speaks on, and what belongs to somebody else's words."""

from __future__ import annotations

from tests.nlp.told import Told, attitude, direct, each, indirect, read, told
from tui.nlp.pipeline import Pipeline


@each(
    {
        "auxiliary and adverb": read(
            "The chairman has repeatedly said that the club is not for sale.",
            indirect("that the club is not for sale", cue="has repeatedly said", by="The chairman"),
        ),
        "negation": read(
            "The actor did not deny that he had been paid for the speech.",
            indirect("that he had been paid for the speech", cue="did not deny", by="The actor"),
        ),
        "contraction": read(
            "The owner doesn’t deny that the boat was overloaded.",
            indirect("that the boat was overloaded", cue="doesn’t deny", by="The owner"),
        ),
        "particle": read(
            "Critics pointed out that the road leads nowhere.",
            indirect("that the road leads nowhere", cue="pointed out", by="Critics"),
        ),
        "went on to say": read(
            "The witness went on to say that the car had no lights.",
            indirect("that the car had no lights", cue="went on to say", by="The witness"),
        ),
        "would later": read(
            "The firm would later admit that the figures were wrong.",
            indirect("that the figures were wrong", cue="would later admit", by="The firm"),
        ),
        "adverb behind": read(
            "The general said again that no civilians had been harmed.",
            indirect("that no civilians had been harmed", cue="said again", by="The general"),
        ),
        "are now saying": read(
            "Doctors are now saying that the boy may never walk again.",
            indirect("that the boy may never walk again", cue="are now saying", by="Doctors"),
        ),
        "behind a quote": read(
            '"We were never told about the leak," the plant\'s manager later admitted.',
            direct(
                "We were never told about the leak,", cue="later admitted", by="the plant's manager"
            ),
        ),
        "no adverb of a date, behind a quote": read(
            "“The verdict is a disgrace,” her brother said early on Thursday.",
            direct("The verdict is a disgrace,", cue="said", by="her brother"),
        ),
        "no adverb of a date": read(
            "The institute said late last night that the quake had a magnitude of 6.1.",
            indirect("that the quake had a magnitude of 6.1", cue="said", by="The institute"),
        ),
    }
)
def test_cues(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "a person who": read(
            "Lena Fischer, who said she had seen the crash, was interviewed twice.",
            indirect("she had seen the crash", cue="said", by="who"),
        ),
        "a body which": read(
            "The regulator fined the brokerage, which denied that it had misled its clients.",
            indirect("that it had misled its clients", cue="denied", by="which"),
        ),
        "an infinitive": read(
            "A driver who claimed to be a doctor was stopped at the checkpoint.",
            indirect("to be a doctor", cue="claimed", by="who"),
        ),
        "without commas": read(
            "Villagers who say the dam will ruin them have blocked the road.",
            indirect("the dam will ruin them", cue="say", by="who"),
        ),
        "an attitude": read(
            "The teachers, who want smaller classes, marched through the capital.",
            attitude("smaller classes", cue="want", by="who"),
        ),
    }
)
def test_relative_clauses(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "and added": read(
            "The minister said the bridge was safe and added that it would be inspected in June.",
            indirect("the bridge was safe", cue="said", by="The minister"),
            indirect("that it would be inspected in June", cue="added", by="The minister"),
        ),
        "but warns": read(
            "The board says profits will rise but warns that costs are out of control.",
            indirect("profits will rise", cue="says", by="The board"),
            indirect("that costs are out of control", cue="warns", by="The board"),
        ),
        "and vowed": read(
            "The senator dismissed the charge as absurd and vowed to clear her name.",
            indirect("the charge as absurd", cue="dismissed", by="The senator"),
            indirect("to clear her name", cue="vowed", by="The senator"),
        ),
        "saying": read(
            "The union rejected the offer, saying that it did not even cover inflation.",
            indirect("the offer", cue="rejected", by="The union"),
            indirect("that it did not even cover inflation", cue="saying", by="The union"),
        ),
        "warning, after no cue": read(
            "The company recalled the toys on Monday, warning that the magnets could be swallowed.",
            indirect("that the magnets could be swallowed", cue="warning", by="The company"),
        ),
        "adding a quote": read(
            "Mr. Haile said he was innocent, adding: “I was not even in the country that day.”",
            indirect("he was innocent", cue="said", by="Mr. Haile"),
            direct("I was not even in the country that day.", cue="adding", by="Mr. Haile"),
        ),
        "saying, after no cue": read(
            "The carrier grounded all of its jets on Friday, saying it had found cracks in two"
            " engines.",
            indirect("it had found cracks in two engines", cue="saying", by="The carrier"),
        ),
        "blaming": read(
            "The factory laid off 300 workers in May, blaming the price of steel.",
            indirect("the price of steel", cue="blaming", by="The factory"),
        ),
    }
)
def test_one_subject_says_two_things(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "a pronoun": read(
            "The analyst said that growth was slowing. She added that exports had fallen for a"
            " fifth month.",
            indirect("that growth was slowing", cue="said", by="The analyst"),
            indirect("that exports had fallen for a fifth month", cue="added", by="She"),
        ),
        "a quote of its own": read(
            "The surgeon said that the operation had gone well. “He will be home by Sunday.”",
            indirect("that the operation had gone well", cue="said", by="The surgeon"),
            direct("He will be home by Sunday.", by="The surgeon"),
        ),
        "after a mood": read(
            "The mayor was furious. “They have sold the park behind our backs.”",
            direct("They have sold the park behind our backs.", by="The mayor"),
        ),
        "another quote of its own": read(
            "The ministry said that the epidemic was under control. “There is no reason for panic"
            " in any part of the country.”",
            indirect("that the epidemic was under control", cue="said", by="The ministry"),
            direct("There is no reason for panic in any part of the country.", by="The ministry"),
        ),
    }
)
def test_the_next_sentence(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "in a clause": read(
            "The lawyer said her client believed that the police had lied.",
            indirect("her client believed that the police had lied", cue="said", by="The lawyer"),
        ),
        "after according to": read(
            "According to the magazine, the king told friends that he would abdicate.",
            indirect(
                "the king told friends that he would abdicate",
                cue="According to",
                by="the magazine",
            ),
        ),
        "in an object": read(
            "The bishop rejected claims that the church had protected the priest.",
            indirect(
                "claims that the church had protected the priest", cue="rejected", by="The bishop"
            ),
        ),
        "in a quote": read(
            "“My father always said that we would never leave,” Samir Haddad recalled.",
            direct(
                "My father always said that we would never leave,",
                cue="recalled",
                by="Samir Haddad",
            ),
        ),
        "an attitude in a clause": read(
            "The paper reported that the mayor wanted to resign.",
            indirect("that the mayor wanted to resign", cue="reported", by="The paper"),
        ),
    }
)
def test_what_others_say_in_it_is_no_quote(
    pipeline: Pipeline, text: str, expected: list[Told]
) -> None:
    assert told(pipeline, text) == expected
