"""Quote marks: of every style, over lines and paragraphs, in each other, and what is none."""

from __future__ import annotations

import pytest

from tests.nlp.told import Told, direct, each, read, told
from tui.nlp.pipeline import Pipeline


@each(
    {
        "curly": read(
            "“Nobody in this town has clean water tonight,” said Mayor Teresa Okafor after the"
            " flood.",
            direct(
                "Nobody in this town has clean water tonight,",
                cue="said",
                by="Mayor Teresa Okafor",
            ),
        ),
        "typewriter": read(
            '"The ferry should never have left the harbour," coastguard chief Lars Holm told'
            " reporters.",
            direct(
                "The ferry should never have left the harbour,",
                cue="told",
                by="coastguard chief Lars Holm",
            ),
        ),
        "single typewriter": read(
            "'We have not been paid since March,' a nurse at the clinic in Lusaka complained.",
            direct(
                "We have not been paid since March,",
                cue="complained",
                by="a nurse at the clinic in Lusaka",
            ),
        ),
        "backticks": read(
            "``The harvest is lost,'' said Ahmed Bello, a farmer in Kano.",
            direct("The harvest is lost,", cue="said", by="Ahmed Bello"),
        ),
        "low and high": read(
            "„Europe must pay for its own defence,“ argued the Polish prime minister on Thursday.",
            direct(
                "Europe must pay for its own defence,", cue="argued", by="the Polish prime minister"
            ),
        ),
        "low and high, the other way": read(
            "„We will appeal the ruling,” said the club's lawyer.",
            direct("We will appeal the ruling,", cue="said", by="the club's lawyer"),
        ),
        "guillemets": read(
            "« The strike will go on until the government listens, » said union leader Claire"
            " Fontaine.",
            direct(
                "The strike will go on until the government listens,",
                cue="said",
                by="union leader Claire Fontaine",
            ),
        ),
        "guillemets that point inwards": read(
            "»The bridge was closed years ago,« said an engineer from Graz.",
            direct("The bridge was closed years ago,", cue="said", by="an engineer from Graz"),
        ),
        "single guillemets": read(
            "‹There is no money left in the fund,› the treasurer admitted.",
            direct("There is no money left in the fund,", cue="admitted", by="the treasurer"),
        ),
        "single curly, with apostrophes": read(
            "‘They’ve taken everything we own,’ said Rania Haddad, who fled the city.",
            direct("They’ve taken everything we own,", cue="said", by="Rania Haddad"),
        ),
        "corner brackets": read(
            "「The reactor is safe,」 the operator said in a statement.",
            direct("The reactor is safe,", cue="said", by="the operator"),
        ),
        "corner brackets, inverted": read(
            "「We will rebuild the temple,」 said the abbot.",
            direct("We will rebuild the temple,", cue="said", by="the abbot"),
        ),
    }
)
def test_styles(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "in the quote": read(
            "“The committee has looked at every document since 2015 and\n"
            "found nothing that would justify such a fine,” said its\n"
            "chairman on Monday.\n",
            direct(
                "The committee has looked at every document since 2015 and\n"
                "found nothing that would justify such a fine,",
                cue="said",
                by="its\nchairman",
            ),
        ),
        "in the cue": read(
            "“The road was built in two years by our own engineers,” the minister has\n"
            "repeatedly said.\n",
            direct(
                "The road was built in two years by our own engineers,",
                cue="has\nrepeatedly said",
                by="the minister",
            ),
        ),
        "after an abbreviation": read(
            "“The visas will be ready by the end of the week,” said a spokesman for the U.S.\n"
            "Embassy in Nairobi.\n",
            direct(
                "The visas will be ready by the end of the week,",
                cue="said",
                by="a spokesman for the U.S.\nEmbassy in Nairobi",
            ),
        ),
        "a sentence a line": read(
            "The captain said: “We saw the iceberg too late.\n"
            "The engines were already stopped.\n"
            "Nobody is to blame.”\n",
            direct(
                "We saw the iceberg too late.\n"
                "The engines were already stopped.\n"
                "Nobody is to blame.",
                cue="said",
                by="The captain",
            ),
        ),
        "before the attribution": read(
            "“The voters have made their choice and we respect it,”\r\n"
            "Senator Ruth Abebe said late on Sunday.\r\n",
            direct(
                "The voters have made their choice and we respect it,",
                cue="said",
                by="Senator Ruth Abebe",
            ),
        ),
    }
)
def test_line_breaks(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "only the last one closes": read(
            "The bishop said: “We have buried forty children this month.\n\n"
            "“The world has to know.”",
            direct(
                "We have buried forty children this month.",
                "The world has to know.",
                cue="said",
                by="The bishop",
            ),
        ),
        "three paragraphs": read(
            "“This airport was never meant for so many people,” said the mayor of Cork.\n\n"
            "“In summer they sleep on the floor.\n\n"
            "“In winter there is no heating.”\n\n"
            "The city has three hospitals and a university.",
            direct(
                "This airport was never meant for so many people,",
                "In summer they sleep on the floor.",
                "In winter there is no heating.",
                cue="said",
                by="the mayor of Cork",
            ),
        ),
        "the next one is whole": read(
            "“We came here with two bags and a dog,” Olga Marchenko said.\n\n"
            "“My children have slept on the floor since April.”",
            direct(
                "We came here with two bags and a dog,",
                "My children have slept on the floor since April.",
                cue="said",
                by="Olga Marchenko",
            ),
        ),
        "typewriter marks": read(
            "The coach told the club's website: \"It was the hardest season of my life.\n\n"
            '"But I would do it all over again."',
            direct(
                "It was the hardest season of my life.",
                "But I would do it all over again.",
                cue="told",
                by="The coach",
            ),
        ),
        "the next one has its own": read(
            "“The budget is balanced,” the treasurer said.\n\n"
            "“It is a fairy tale,” countered Yusuf Demir of the opposition.",
            direct("The budget is balanced,", cue="said", by="the treasurer"),
            direct("It is a fairy tale,", cue="countered", by="Yusuf Demir of the opposition"),
        ),
        "told a crowd": read(
            "The archbishop told the crowd: “Do not answer hatred with hatred.\n\n"
            "“Go home, and light a candle.”",
            direct(
                "Do not answer hatred with hatred.",
                "Go home, and light a candle.",
                cue="told",
                by="The archbishop",
            ),
        ),
    }
)
def test_paragraphs(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@each(
    {
        "single in double": read(
            "“He told me ‘never again’ when he left the party,” said Ivana Kos.",
            direct("He told me ‘never again’ when he left the party,", cue="said", by="Ivana Kos"),
        ),
        "double in single": read(
            "‘My boss said “sign it or go,” so I signed,’ the accountant testified.",
            direct(
                "My boss said “sign it or go,” so I signed,", cue="testified", by="the accountant"
            ),
        ),
        "a sentence in it": read(
            "The widow wrote: “The officer said to me: ‘Your son is a hero.’ I never saw him"
            " again.”",
            direct(
                "The officer said to me: ‘Your son is a hero.’ I never saw him again.",
                cue="wrote",
                by="The widow",
            ),
        ),
        "at its end": read(
            "\"People here still ask me, 'When will the trains come back?'\" the stationmaster"
            " said.",
            direct(
                "People here still ask me, 'When will the trains come back?'",
                cue="said",
                by="the stationmaster",
            ),
        ),
    }
)
def test_the_inner_quote_belongs_to_the_outer_one(
    pipeline: Pipeline, text: str, expected: list[Told]
) -> None:
    assert told(pipeline, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The workers’ union and the company’s owners met in Turin during the ’80s and ’90s.",
        'The pipe is 5" wide and 12\' long, and the new screens in the hall measure 27" each.',
        "A rock 'n' roll band from Galway opened the dogs' home in the '60s.",
        "O‘Brien’s pub and the drivers’ canteen stayed open all night during the fans’ march.",
    ],
    ids=["possessives and decades", "feet and inches", "typewriter apostrophes", "wrong ones"],
)
def test_apostrophes_inches_and_decades(pipeline: Pipeline, text: str) -> None:
    assert told(pipeline, text) == []


@each(
    {
        "a plural possessive in single marks": read(
            "'It was the teachers' choice and not ours,' the headmaster said.",
            direct("It was the teachers' choice and not ours,", cue="said", by="the headmaster"),
        ),
        "inches in double marks": read(
            'The carpenter said: "The beam was 6" too short and nobody noticed."',
            direct('The beam was 6" too short and nobody noticed.', cue="said", by="The carpenter"),
        ),
        "a decade in single marks": read(
            "‘Nothing here has changed since the ’70s,’ a resident of Gdansk said.",
            direct(
                "Nothing here has changed since the ’70s,", cue="said", by="a resident of Gdansk"
            ),
        ),
    }
)
def test_apostrophes_in_a_quote(pipeline: Pipeline, text: str, expected: list[Told]) -> None:
    assert told(pipeline, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The so-called “green corridor” opened on Sunday with a parade through the old town.",
        "Some of the “volunteers” wore the boots of the regular army.",
        "The “smart” bins were emptied by hand for most of the summer.",
        "His new film, “The Long Winter,” opens in Rome next week.",
        "The choir sang “Bella Ciao” as the coffin was carried out of the church.",
        "The museum paid two million pounds for “Girl with a Lamp” at an auction in London.",
        "Her third novel, “Salt and Iron”, was translated into forty languages.",
    ],
)
def test_scare_quotes_and_titles_are_not_said(pipeline: Pipeline, text: str) -> None:
    assert told(pipeline, text) == []
