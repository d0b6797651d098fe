"""How English words change: the forms of verbs and nouns from their lemma.

Written from grammar, for the words of the cue tables; not a morphology of the language.
"""

from __future__ import annotations

import re

from tui.nlp.lexicon import word_set

_VOWELS = "aeiou"
_SHORT = re.compile("[^aeiou]+[aeiou][^aeiouwxy]")
_DOUBLED = word_set("""
    admit quip rebut commit permit submit refer infer prefer concur abhor control rebel regret
    forbid
""")
"""Longer verbs that double their last letter: "admitted"."""

_IRREGULAR = {
    "bring": "brings brought bringing",
    "lay": "lays laid laying",
    "strike": "strikes struck striking",
    "set": "sets setting",
    "shoot": "shoots shot shooting",
    "speak": "speaks spoke spoken speaking",
    "say": "says said saying",
    "write": "writes wrote written writing",
    "begin": "begins began begun beginning",
    "think": "thinks thought thinking",
    "know": "knows knew known knowing",
    "feel": "feels felt feeling",
    "find": "finds found finding",
    "tell": "tells told telling",
    "read": "reads reading",
    "hold": "holds held holding",
    "see": "sees saw seen seeing",
    "hear": "hears heard hearing",
    "show": "shows showed shown showing",
    "sing": "sings sang sung singing",
    "swear": "swears swore sworn swearing",
    "mean": "means meant meaning",
    "understand": "understands understood understanding",
    "make": "makes made making",
    "give": "gives gave given giving",
    "put": "puts putting",
    "take": "takes took taken taking",
    "go": "goes went gone going",
    "fight": "fights fought fighting",
    "seek": "seeks sought seeking",
    "forget": "forgets forgot forgotten forgetting",
    "teach": "teaches taught teaching",
    "bet": "bets betting",
    "let": "lets letting",
    "dream": "dreams dreamed dreamt dreaming",
    "learn": "learns learned learnt learning",
    "choose": "chooses chose chosen choosing",
    "withdraw": "withdraws withdrew withdrawn withdrawing",
    "foresee": "foresees foresaw foreseen foreseeing",
    "uphold": "upholds upheld upholding",
    "overrule": "overrules overruled overruling",
    "forbid": "forbids forbade forbidden forbidding",
    "sneer": "sneers sneered sneering",
    "hit": "hits hitting",
    "lie": "lies lied lying",
    "spell": "spells spelled spelt spelling",
}


def verb_forms(lemma: str) -> tuple[str, ...]:
    """Return the forms of a verb: "deny" -> "deny", "denies", "denied", "denying"."""
    if lemma in _IRREGULAR:
        return (lemma, *_IRREGULAR[lemma].split())
    if lemma.endswith("ee"):
        return lemma, f"{lemma}s", f"{lemma}d", f"{lemma}ing"
    if lemma.endswith("e"):
        return lemma, f"{lemma}s", f"{lemma}d", f"{lemma[:-1]}ing"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma, f"{lemma[:-1]}ies", f"{lemma[:-1]}ied", f"{lemma}ing"
    stem = lemma + lemma[-1] if _doubles(lemma) else lemma
    return lemma, third_person(lemma), f"{stem}ed", f"{stem}ing"


def _doubles(lemma: str) -> bool:
    """Tell whether the last letter is doubled: in "blog", "tut", not in "claim", "warn", "vow"."""
    return lemma in _DOUBLED or bool(_SHORT.fullmatch(lemma))


def third_person(lemma: str) -> str:
    """Return the form with "s", of a verb or of a noun."""
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return f"{lemma[:-1]}ies"
    return f"{lemma}es" if lemma.endswith(("s", "sh", "ch", "x", "z")) else f"{lemma}s"


def noun_forms(lemma: str) -> tuple[str, ...]:
    """Return the singular and the plural of a noun."""
    return lemma, third_person(lemma)


def phrasal_forms(lemma: str) -> tuple[str, ...]:
    """Return the forms of a verb with its particle: "brought_up"."""
    verb, _, particle = lemma.partition("_")
    return tuple(f"{form}_{particle}" for form in verb_forms(verb))
