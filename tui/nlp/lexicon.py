"""English words about names, written from general knowledge of the language."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Return the words of `text`, which are parted by white space."""
    return frozenset(text.split())


DETERMINERS = word_set("the a an this that these those")
POSSESSIVES = word_set("'s ’s ' ’")
TITLES = word_set("""
    mr mrs ms dr prof sen rep gov gen lt col sgt capt maj adm sir lord lady dame president senator
    representative congressman congresswoman governor mayor minister secretary chancellor premier
    judge justice general colonel captain professor doctor ambassador pope king queen prince
    princess sens reps
""")
"""What stands before a person's name and is no part of it; lower case, without the full stop."""

BODIES = word_set("""
    agency alliance army association authority bank broadcaster bureau carmaker channel charity club
    coalition commission committee company conglomerate consortium corporation council department
    drugmaker federation firm force foundation giant government group institute institution league
    maker manufacturer militia ministry movement network newspaper operator organisation
    organization outlet paper party publisher regulator retailer service station supplier tank
    think-tank union university watchdog website
""")
"""Nouns whose name, put beside them, is an organisation's ("a news outlet, RT,")."""

COUNTRIES = word_set("US UK UAE USA USSR DC NYC LA")
"""All-caps names that are places, whatever stands beside them."""

SMALL_WORDS = word_set("of and for the on in to & de")
"""Words in a name that its acronym may leave out."""

PLACE_PREPOSITIONS = word_set("in at near outside across throughout")
NAME_SUFFIXES = word_set("Jr Jr. Sr Sr. II III IV")
COMPANY_FORMS = word_set(
    "Inc Inc. Corp Corp. Co Co. Ltd Ltd. LLC PLC plc AG SE GmbH Group Holdings"
)
