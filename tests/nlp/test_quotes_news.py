"""Longer sentences and short paragraphs, as they stand in newspapers: all quotes in each."""

from __future__ import annotations

from tests.nlp.told import Told, direct, each, indirect, mixed, read, told
from tui.nlp.pipeline import Pipeline


@each(
    {
        "called in a relative clause": read(
            "Lawmakers in Montevideo on Wednesday approved a law that bans single-use plastics by"
            " 2027, a step that the environment minister, Lucía Ferreira, called “long overdue.”",
            direct("long overdue.", cue="called", by="the environment minister, Lucía Ferreira"),
        ),
        "said in a statement": read(
            "The airline, which carries a third of all passengers on the route, said in a statement"
            " that the outage was caused by “a faulty update” and that customers would be refunded"
            " within seven days.",
            mixed(
                "that the outage was caused by “a faulty update” and that customers would be"
                " refunded within seven days",
                cue="said",
                by="The airline",
            ),
        ),
        "a speaker with a past": read(
            "“I have covered wars for twenty years, and I have never seen a city emptied so"
            " quickly,” said Hanna Lindqvist, a photographer who left Khartoum on one of the last"
            " buses.",
            direct(
                "I have covered wars for twenty years, and I have never seen a city emptied so"
                " quickly,",
                cue="said",
                by="Hanna Lindqvist",
            ),
        ),
        "what it called": read(
            "Mexico's foreign ministry summoned the ambassador on Monday and demanded an"
            " explanation for what it called “an unacceptable violation” of its airspace.",
            mixed(
                "an explanation for what it called “an unacceptable violation” of its airspace",
                cue="demanded",
                by="Mexico's foreign ministry",
            ),
        ),
        "a cry in the crowd": read(
            "“We didn’t vote for this,” one woman in the crowd yelled. Another held up a loaf of"
            " bread.",
            direct("We didn’t vote for this,", cue="yelled", by="one woman in the crowd"),
        ),
        "said of": read(
            "“It is not a question of if, but of when,” the volcanologist said of the next"
            " eruption.",
            direct("It is not a question of if, but of when,", cue="said", by="the volcanologist"),
        ),
        "a paragraph": read(
            "The strike began at midnight. Train drivers demand a pay rise of eight percent, but"
            " the state railway insists that it cannot afford more than four. “We are ready to sit"
            " down at any hour of the day,” its chief negotiator, Pavel Dvořák, said on Czech"
            " radio. “But we will not be blackmailed.”",
            indirect("a pay rise of eight percent", cue="demand", by="Train drivers"),
            indirect("that it cannot afford more than four", cue="insists", by="the state railway"),
            direct(
                "We are ready to sit down at any hour of the day,",
                "But we will not be blackmailed.",
                cue="said",
                by="its chief negotiator, Pavel Dvořák",
            ),
        ),
        "before a taxi": read(
            "“No comment,” said the lawyer before he got into a waiting taxi.",
            direct("No comment,", cue="said", by="the lawyer"),
        ),
    }
)
def test_with_marks(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "trailing, and a participle": read(
            "At least 14 people were killed when a bus plunged into a ravine in northern Pakistan,"
            " rescue officials said, warning that the number could rise as several passengers were"
            " in critical condition.",
            indirect(
                "At least 14 people were killed when a bus plunged into a ravine in northern"
                " Pakistan",
                cue="said",
                by="rescue officials",
            ),
            indirect(
                "that the number could rise as several passengers were in critical condition",
                cue="warning",
                by="rescue officials",
            ),
        ),
        "found that": read(
            "Scientists at the University of Otago have found that the birds remember human faces"
            " for years.",
            indirect(
                "that the birds remember human faces for years",
                cue="have found",
                by="Scientists at the University of Otago",
            ),
        ),
        "neither nor": read(
            "Neither the company nor the union would say how many of the 600 jobs at the plant in"
            " Gdynia are at risk.",
            indirect(
                "how many of the 600 jobs at the plant in Gdynia are at risk",
                cue="would say",
                by="Neither the company nor the union",
            ),
        ),
        "a clause with clauses": read(
            "Greta Solberg, 34, a teacher and mother of three, said she had waited eleven hours at"
            " the border with nothing but a bottle of water, while soldiers waved trucks through.",
            indirect(
                "she had waited eleven hours at the border with nothing but a bottle of water,"
                " while soldiers waved trucks through",
                cue="said",
                by="Greta Solberg",
            ),
        ),
        "a semicolon": read(
            "In a report published on Tuesday, the auditors said that nearly half of the money had"
            " been spent without receipts; the ministry disputes the figure.",
            indirect(
                "that nearly half of the money had been spent without receipts",
                cue="said",
                by="the auditors",
            ),
            indirect("the figure", cue="disputes", by="the ministry"),
        ),
        "what they do not believe": read(
            "Police in Bogotá say they do not believe the two robberies are linked.",
            indirect(
                "they do not believe the two robberies are linked",
                cue="say",
                by="Police in Bogotá",
            ),
        ),
        "attacked by somebody who says": read(
            "The deal was fiercely attacked by farmers, who say it will flood the market with cheap"
            " beef.",
            indirect("The deal", cue="was fiercely attacked", by="farmers"),
            indirect("it will flood the market with cheap beef", cue="say", by="who"),
        ),
    }
)
def test_without_marks(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "a survey of what people said": read(
            "More than half of the respondents said they would pay higher taxes if the money went"
            " to hospitals, according to the survey.",
            indirect(
                "More than half of the respondents said they would pay higher taxes if the money"
                " went to hospitals",
                cue="according to",
                by="the survey",
            ),
        ),
        "asked, arguing": read(
            "Ms. Adebayo's lawyers have asked a judge in Lagos to throw out the case, arguing that"
            " the police had searched her flat without a warrant.",
            indirect(
                "a judge in Lagos to throw out the case",
                cue="have asked",
                by="Ms. Adebayo's lawyers",
            ),
            indirect(
                "that the police had searched her flat without a warrant",
                cue="arguing",
                by="Ms. Adebayo's lawyers",
            ),
        ),
        "told a broadcaster": read(
            "Sweden will send two more field hospitals to the region, Defence Minister Karin"
            " Holmgren told the broadcaster SVT on Monday evening.",
            indirect(
                "Sweden will send two more field hospitals to the region",
                cue="told",
                by="Defence Minister Karin Holmgren",
            ),
        ),
        "in a subordinate clause": read(
            "Shares in the carmaker fell nine percent after it warned that profits would be lower"
            " than expected this year.",
            indirect("that profits would be lower than expected this year", cue="warned", by="it"),
        ),
        "denied and declined": read(
            "The ministry denied reports that it had sold the islands, but it declined to say who"
            " owns them now.",
            indirect("reports that it had sold the islands", cue="denied", by="The ministry"),
            indirect("who owns them now", cue="declined to say", by="it"),
        ),
        "complained about": read(
            "Why the dam failed is still unclear, but residents had complained about cracks in the"
            " wall.",
            indirect("cracks in the wall", cue="had complained about", by="residents"),
        ),
        "recalled, and nothing said": read(
            "It was the second time this year that the drug, which is sold in more than sixty"
            " countries, had been recalled."
        ),
    }
)
def test_in_the_thick_of_a_sentence(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected
