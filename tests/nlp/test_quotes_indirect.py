"""Reported speech without quote marks: clauses and questions, and what is no speech."""

from __future__ import annotations

import pytest

from tests.nlp.told import Told, each, indirect, read, told
from tui.nlp.pipeline import Pipeline


@each(
    {
        "said that": read(
            "The central bank said on Thursday that inflation would fall below three percent by the"
            " end of next year.",
            indirect(
                "that inflation would fall below three percent by the end of next year",
                cue="said",
                by="The central bank",
            ),
        ),
        "concluded that": read(
            "Investigators have concluded that the pilot ignored two signals before the helicopter"
            " hit the cliff.",
            indirect(
                "that the pilot ignored two signals before the helicopter hit the cliff",
                cue="have concluded",
                by="Investigators",
            ),
        ),
        "confirmed that": read(
            "Kenya's health ministry confirmed that eleven people had died of cholera in the camp"
            " since Friday.",
            indirect(
                "that eleven people had died of cholera in the camp since Friday",
                cue="confirmed",
                by="Kenya's health ministry",
            ),
        ),
        "allege that": read(
            "Prosecutors allege that the former treasurer moved the money through a shell company"
            " in Cyprus.",
            indirect(
                "that the former treasurer moved the money through a shell company in Cyprus",
                cue="allege",
                by="Prosecutors",
            ),
        ),
        "ruled that": read(
            "A court in Madrid ruled that the singer must pay back taxes of six million euros.",
            indirect(
                "that the singer must pay back taxes of six million euros",
                cue="ruled",
                by="A court in Madrid",
            ),
        ),
    }
)
def test_with_that(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "it would": read(
            "The airline said it would cancel forty flights a day until the strike was over.",
            indirect(
                "it would cancel forty flights a day until the strike was over",
                cue="said",
                by="The airline",
            ),
        ),
        "residents say": read(
            "Residents say the smell from the tannery has become unbearable this summer.",
            indirect(
                "the smell from the tannery has become unbearable this summer",
                cue="say",
                by="Residents",
            ),
        ),
        "told somebody": read(
            "Mr. Okello told the inquiry he had never met the contractor.",
            indirect("he had never met the contractor", cue="told", by="Mr. Okello"),
        ),
        "announced": read(
            "The company announced it was closing its last factory in Wales.",
            indirect("it was closing its last factory in Wales", cue="announced", by="The company"),
        ),
        "when it was said": read(
            "Turkey said on Saturday it had no troops in the town.",
            indirect("it had no troops in the town", cue="said", by="Turkey"),
        ),
        "on Friday": read(
            "Norway said on Friday it would buy the gas.",
            indirect("it would buy the gas", cue="said", by="Norway"),
        ),
    }
)
def test_without_that(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "when": read(
            "The spokesman did not say when the border would reopen.",
            indirect("when the border would reopen", cue="did not say", by="The spokesman"),
        ),
        "whether": read(
            "Reporters asked whether the army had fired first.",
            indirect("whether the army had fired first", cue="asked", by="Reporters"),
        ),
        "why": read(
            "The captain explained why he had turned the ship around.",
            indirect("why he had turned the ship around", cue="explained", by="The captain"),
        ),
        "how much": read(
            "The committee will not reveal how much the statue cost.",
            indirect("how much the statue cost", cue="will not reveal", by="The committee"),
        ),
        "if": read(
            "A journalist from Oslo asked the champion if he had ever taken drugs.",
            indirect("if he had ever taken drugs", cue="asked", by="A journalist from Oslo"),
        ),
        "who": read(
            "She refused to say who had paid for the flights.",
            indirect("who had paid for the flights", cue="refused to say", by="She"),
        ),
        "if, of a reader": read(
            "A reader from Leeds asked the columnist if she had ever voted.",
            indirect("if she had ever voted", cue="asked", by="A reader from Leeds"),
        ),
    }
)
def test_questions(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The ferry left Piraeus at dawn and reached the island shortly before noon.",
        "Rain added to the misery of the families who slept in the stadium.",
        "The bell called the monks to prayer while soldiers searched the cellar.",
        "The said contract was signed in March 2019 at the company's office in Oslo.",
        "The thermometer at the station read minus thirty on Tuesday morning.",
        "A nine-member panel will hold its first hearing in the old customs house.",
        "The shares closed up four percent, and the yen was little changed against the dollar.",
        "The score at half time: Ghana 2, Chile 1.",
        "The company recalled 40,000 heaters after two fires in Hamburg.",
        "The priest called the children to the altar and gave each of them a candle.",
        "Despite warnings in four languages, tourists began to climb the cliff at noon.",
        "She charged the phone, pointed the camera at the sea and waited.",
        "The judge ordered a coffee and read the paper until ten.",
    ],
)
def test_narration_is_not_said(pipeline: Pipeline, text: str) -> None:
    assert told(pipeline, text) == []
