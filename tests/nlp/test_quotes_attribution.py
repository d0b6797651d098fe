"""Reported speech whose attribution stands behind it, in its middle or by itself."""

from __future__ import annotations

from tests.nlp.told import Told, direct, each, indirect, read, told
from tui.nlp.pipeline import Pipeline


@each(
    {
        "a person": read(
            "The bridge could reopen within a week, said Marta Solís, the city's chief engineer.",
            indirect("The bridge could reopen within a week", cue="said", by="Marta Solís"),
        ),
        "a study": read(
            "Wages have hardly moved in ten years, says a study by the trade unions.",
            indirect(
                "Wages have hardly moved in ten years", cue="says", by="a study by the trade unions"
            ),
        ),
        "reported": read(
            "The virus was found in three more herds on Monday, reported the agriculture ministry.",
            indirect(
                "The virus was found in three more herds on Monday",
                cue="reported",
                by="the agriculture ministry",
            ),
        ),
        "confirmed": read(
            "Two hikers were found alive in the snow, confirmed the mountain rescue service.",
            indirect(
                "Two hikers were found alive in the snow",
                cue="confirmed",
                by="the mountain rescue service",
            ),
        ),
    }
)
def test_inverted_behind(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "a ministry": read(
            "The talks will resume in Geneva next month, the foreign ministry said.",
            indirect(
                "The talks will resume in Geneva next month", cue="said", by="the foreign ministry"
            ),
        ),
        "when it was said": read(
            "More than a thousand homes were flooded overnight, officials in Queensland said on"
            " Wednesday.",
            indirect(
                "More than a thousand homes were flooded overnight",
                cue="said",
                by="officials in Queensland",
            ),
        ),
        "have confirmed": read(
            "The suspect had been released from prison only days earlier, police have confirmed.",
            indirect(
                "The suspect had been released from prison only days earlier",
                cue="have confirmed",
                by="police",
            ),
        ),
        "insisted": read(
            "No one will be forced to leave, the governor insisted.",
            indirect("No one will be forced to leave", cue="insisted", by="the governor"),
        ),
    }
)
def test_trailing(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "farmers say": read(
            "The drought, farmers say, is the worst that the region has seen in forty years.",
            indirect(
                "The drought",
                "is the worst that the region has seen in forty years",
                cue="say",
                by="farmers",
            ),
        ),
        "the minister added": read(
            "The treaty, the minister added, would not be renewed before the election.",
            indirect(
                "The treaty",
                "would not be renewed before the election",
                cue="added",
                by="the minister",
            ),
        ),
        "told the court": read(
            "Half of the crew, the union's lawyer told the court, had worked for thirty hours"
            " without a break.",
            indirect(
                "Half of the crew",
                "had worked for thirty hours without a break",
                cue="told",
                by="the union's lawyer",
            ),
        ),
        "between two clauses": read(
            "If the rains fail again, the agency warned, the whole district will have to be"
            " resettled.",
            indirect(
                "If the rains fail again",
                "the whole district will have to be resettled",
                cue="warned",
                by="the agency",
            ),
        ),
        "between a condition and what follows": read(
            "Unless the pumps are repaired, engineers say, the metro will be flooded again in"
            " autumn.",
            indirect(
                "Unless the pumps are repaired",
                "the metro will be flooded again in autumn",
                cue="say",
                by="engineers",
            ),
        ),
        "the court found": read(
            "Such a ban, the court found, would violate the constitution.",
            indirect("Such a ban", "would violate the constitution", cue="found", by="the court"),
        ),
    }
)
def test_in_the_middle(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "in front": read(
            "According to the coroner, the climber died of exposure two days after the storm.",
            indirect(
                "the climber died of exposure two days after the storm",
                cue="According to",
                by="the coroner",
            ),
        ),
        "in front, a long one": read(
            "According to a report by the United Nations, one in four wells in the province is"
            " contaminated.",
            indirect(
                "one in four wells in the province is contaminated",
                cue="According to",
                by="a report by the United Nations",
            ),
        ),
        "behind": read(
            "The gunman acted alone and left no letter, according to the police.",
            indirect(
                "The gunman acted alone and left no letter", cue="according to", by="the police"
            ),
        ),
        "behind, without a comma": read(
            "At least nine miners are still missing according to their union.",
            indirect(
                "At least nine miners are still missing", cue="according to", by="their union"
            ),
        ),
        "in the middle": read(
            "The money, according to the auditors, never reached the schools.",
            indirect(
                "The money", "never reached the schools", cue="according to", by="the auditors"
            ),
        ),
        "a quote": read(
            "“Prices have doubled since the dam broke,” according to a trader in Sinnar.",
            direct(
                "Prices have doubled since the dam broke,",
                cue="according to",
                by="a trader in Sinnar",
            ),
        ),
        "in the middle, of two experts": read(
            "The painting, according to two experts, is not by Vermeer at all.",
            indirect(
                "The painting", "is not by Vermeer at all", cue="according to", by="two experts"
            ),
        ),
    }
)
def test_according_to(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "a dash behind": read(
            "“We are all in the same boat this winter.” — Captain Ellen Moore",
            direct("We are all in the same boat this winter.", cue="—", by="Captain Ellen Moore"),
        ),
        "a short dash behind": read(
            "“This market is the soul of our city” – Councillor Ben Adeyemi",
            direct("This market is the soul of our city", cue="–", by="Councillor Ben Adeyemi"),
        ),
        "a name and a colon": read(
            "Tamara Ilic, baker: “I have sold bread on this corner for thirty years.”",
            direct("I have sold bread on this corner for thirty years.", cue=":", by="Tamara Ilic"),
        ),
        "a sentence and a colon": read(
            "The minister was blunt: “There will be no second chance for this company.”",
            direct("There will be no second chance for this company.", cue=":", by="The minister"),
        ),
        "another name and a colon": read(
            "Valeria Soto, street vendor: “The police come and take everything.”",
            direct("The police come and take everything.", cue=":", by="Valeria Soto"),
        ),
        "another sentence and a colon": read(
            "Her lawyer was unimpressed: “This is a paper tiger.”",
            direct("This is a paper tiger.", cue=":", by="Her lawyer"),
        ),
    }
)
def test_colons_and_dashes(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "a colon in front": read(
            "Minister: Taxes must rise", indirect("Taxes must rise", cue=":", by="Minister")
        ),
        "a poll": read(
            "Poll: Most Danes oppose new airport",
            indirect("Most Danes oppose new airport", cue=":", by="Poll"),
        ),
        "behind": read(
            "Taxes must rise, minister says",
            indirect("Taxes must rise", cue="says", by="minister"),
        ),
        "behind, an acronym": read(
            "Trade war would hurt everyone, IMF warns",
            indirect("Trade war would hurt everyone", cue="warns", by="IMF"),
        ),
        "an infinitive": read(
            "Rivera vows to fight extradition",
            indirect("to fight extradition", cue="vows", by="Rivera"),
        ),
        "single marks": read(
            "Prime minister: ‘We will not back down’",
            direct("We will not back down", cue=":", by="Prime minister"),
        ),
        "above an article": read(
            "Minister: Taxes must rise\n\n"
            "The government needs more money for schools, the finance minister said on Monday.",
            indirect("Taxes must rise", cue=":", by="Minister"),
            indirect(
                "The government needs more money for schools", cue="said", by="the finance minister"
            ),
        ),
        "an infinitive with an object": read(
            "Moreno threatens to leave coalition over mine",
            indirect("to leave coalition over mine", cue="threatens", by="Moreno"),
        ),
        "single marks, of a chief": read(
            "Union chief: ‘Nobody will cross the picket line’",
            direct("Nobody will cross the picket line", cue=":", by="Union chief"),
        ),
    }
)
def test_headlines(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected
