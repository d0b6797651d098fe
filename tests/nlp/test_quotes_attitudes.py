"""What somebody thinks, wants or feels: found, and told apart from what is said."""

from __future__ import annotations

from tests.nlp.told import Told, attitude, each, read, told
from tui.nlp.pipeline import Pipeline


@each(
    {
        "think": read(
            "Most economists think the recession is over.",
            attitude("the recession is over", cue="think", by="Most economists"),
        ),
        "hope that": read(
            "The organisers hope that the festival will bring tourists back to the coast.",
            attitude(
                "that the festival will bring tourists back to the coast",
                cue="hope",
                by="The organisers",
            ),
        ),
        "fear that": read(
            "Many parents fear that the school will be closed.",
            attitude("that the school will be closed", cue="fear", by="Many parents"),
        ),
        "never believed": read(
            "The inspector never believed that the fire was an accident.",
            attitude("that the fire was an accident", cue="never believed", by="The inspector"),
        ),
        "fears": read(
            "Amid fears that the levee would break, volunteers filled sandbags through the night.",
            attitude("that the levee would break", cue="fears"),
        ),
    }
)
def test_what_is_thought(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "wants to": read(
            "Norway wants to build a second tunnel under the fjord.",
            attitude("to build a second tunnel under the fjord", cue="wants", by="Norway"),
        ),
        "wants somebody to": read(
            "The committee wants the bank to publish its contracts.",
            attitude("the bank to publish its contracts", cue="wants", by="The committee"),
        ),
        "expect somebody to": read(
            "Analysts expect the bank to raise rates again in June.",
            attitude("the bank to raise rates again in June", cue="expect", by="Analysts"),
        ),
        "is expected to": read(
            "The queen is expected to open the new parliament in May.",
            attitude("The queen", "to open the new parliament in May", cue="is expected"),
        ),
        "are believed to": read(
            "Several hostages are believed to be held in the eastern part of the city.",
            attitude(
                "Several hostages",
                "to be held in the eastern part of the city",
                cue="are believed",
            ),
        ),
    }
)
def test_what_is_wanted_and_expected(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "support": read(
            "The Greens support a ban on short flights.",
            attitude("a ban on short flights", cue="support", by="The Greens"),
        ),
        "oppose": read(
            "Small farmers oppose the trade agreement with Brazil.",
            attitude("the trade agreement with Brazil", cue="oppose", by="Small farmers"),
        ),
        "confident": read(
            "The coach is confident that his team can win the cup.",
            attitude("that his team can win the cup", cue="is confident", by="The coach"),
        ),
        "worried about": read(
            "Investors are worried about the rising debt of the power company.",
            attitude(
                "the rising debt of the power company", cue="are worried about", by="Investors"
            ),
        ),
    }
)
def test_what_is_felt(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected
