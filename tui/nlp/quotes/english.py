"""The words by which English attributes a quote, written from general knowledge of the language.

Another language has a module like this one: forms of the verbs of saying, and how a phrase
attributes without a verb.
"""

from __future__ import annotations

from tui.nlp.lexicon import word_set

_SAYING = word_set("""
    say tell add state note explain argue claim insist announce declare report remark comment
    reply respond answer ask write tweet post warn caution admit concede acknowledge confirm deny
    assert contend maintain stress emphasize emphasise underline underscore observe mention recall
    suggest predict promise pledge vow urge demand complain joke quip muse shout cry yell whisper
    murmur mutter exclaim continue conclude begin testify allege boast lament elaborate reiterate
    repeat retort counter object agree disagree read recount reveal speculate clarify interject
    tease estimate charge indicate advise sigh laugh advocate plead inform signal opine snap fume
    suppose think believe wonder summarize chant sing proclaim point
""")
_JUDGING = word_set("""
    call describe praise criticize criticise denounce condemn dismiss slam blast hail label brand
    dub term characterize characterise refer decry deride mock tout laud applaud accuse blame
    welcome reject attack portray cite quote depict ridicule rebuke lambast lambaste defend thank
""")
_DOUBLED = word_set("admit quip jot dub brag snap slam chat plan rap star slap rebut")
_IRREGULAR = {
    "said": "say",
    "saying": "say",
    "told": "tell",
    "wrote": "write",
    "written": "write",
    "began": "begin",
    "begun": "begin",
    "beginning": "begin",
    "read": "read",
    "sang": "sing",
    "sung": "sing",
    "thought": "think",
    "retold": "retell",
    "cried": "cry",
    "cries": "cry",
}


def _forms(lemma: str) -> set[str]:
    """Return the forms of a regular verb."""
    if lemma.endswith("e"):
        return {lemma, f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing"}
    if lemma.endswith("y") and lemma[-2] not in "aeiou":
        return {lemma, f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"}
    stem = lemma + lemma[-1] if lemma in _DOUBLED else lemma
    third = f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else f"{lemma}s"
    return {lemma, third, f"{stem}ed", f"{stem}ing"}


CUE_VERBS: dict[str, str] = {
    **{form: lemma for lemma in sorted(_SAYING | _JUDGING) for form in _forms(lemma)},
    **_IRREGULAR,
}
"""Form -> lemma of the verbs that attribute."""

REPORTED_AS_PASSIVE = word_set("quote cite")
"""Verbs whose passive subject is the speaker ("was quoted as saying")."""

MENTION_PREPOSITIONS = word_set("of for at from with to")
"""They continue the noun phrase of a speaker ("a spokesman for the ministry")."""

RELATIVES = word_set("who which that whom")
NO_SPEAKERS = word_set("it this that there which what these those")
"""Subjects that name nobody, but for "it said" beside the quote."""

HE_OR_SHE = {"he": "he", "him": "he", "she": "she", "her": "she"}
GENDERED_TITLES = {"mr": "he", "sir": "he", "lord": "he", "mrs": "she", "ms": "she", "lady": "she"}
_HIS_NAMES = word_set("""
    Adam Alan Alexander Andrew Anthony Antonio Barack Ben Benjamin Bernie Bill Bob Boris Brian
    Carlos Charles Chris Christopher Chuck Daniel David Dmitry Donald Ed Edward Emmanuel Eric
    Frank Fred Gary George Greg Harry Henry Igor Ivan Jack James Jason Jeff Jim Joe John Jonathan
    Joseph José Juan Justin Keir Ken Kevin Larry Lindsey Luis Mark Marco Martin Matthew Michael
    Mike Mitch Mohammed Muhammad Narendra Nicolas Olaf Paul Peter Philip Recep Richard Robert
    Roger Ron Ronald Ryan Scott Sergei Sergey Stephen Steve Steven Ted Thomas Tim Timothy Tom Tony
    Viktor Vladimir Volodymyr Wang William Xi
""")
_HER_NAMES = word_set("""
    Alexandria Alice Amy Ana Andrea Angela Anna Anne Annalena Barbara Carol Catherine Christina
    Christine Claudia Deborah Diana Elena Elizabeth Emily Emma Giorgia Hannah Helen Hillary
    Jacinda Jane Janet Jennifer Jessica Julia Julie Kamala Karen Kate Katherine Kathleen Kelly
    Laura Linda Lisa Liz Maria Mary Megan Melania Michelle Nancy Natalie Nicole Olga Patricia
    Rachel Rebecca Ruth Sandra Sanna Sarah Sharon Sonia Stephanie Susan Svetlana Theresa Ursula
    Victoria
""")
FIRST_NAMES = {**dict.fromkeys(_HIS_NAMES, "he"), **dict.fromkeys(_HER_NAMES, "she")}
"""First names that nearly always belong to one who is called he, or she."""

FINITE_TAGS = word_set("VBD VBP VBZ MD")
