"""English, as far as quotes are concerned."""

from __future__ import annotations

from tui.nlp.lexicon import word_set
from tui.nlp.quotes.languages.english.cues import ADJECTIVES, NOUNS, PHRASAL, VERBS
from tui.nlp.quotes.languages.english.forms import noun_forms, phrasal_forms, verb_forms
from tui.nlp.quotes.languages.english.names import NAMES
from tui.nlp.quotes.languages.language import QuoteLanguage, Relations, Tags, cues_by_form

_LIGHT_VERBS = word_set("""
    make give issue express voice have release offer send deliver publish repeat reiterate put
    announce present take hold share raise file level renew
""")

_PHRASAL = cues_by_form(PHRASAL, phrasal_forms)

_ACCORDING = (
    ("according", "to"),
    ("in", "the", "words", "of"),
    ("in", "the", "view", "of"),
    ("in", "the", "opinion", "of"),
)

ENGLISH = QuoteLanguage(
    code="en",
    verbs=cues_by_form(VERBS, verb_forms),
    phrasal=_PHRASAL,
    phrasal_heads=frozenset(form.partition("_")[0] for form in _PHRASAL),
    nouns=cues_by_form(NOUNS, noun_forms),
    adjectives=cues_by_form(ADJECTIVES, lambda lemma: (lemma,)),
    verb_forms=verb_forms,
    noun_forms=noun_forms,
    # The relations of the CLEAR style (Choi and Palmer 2012), in which spaCy's English models are
    # trained, and the tags of the Penn Treebank.
    relations=Relations(
        subject=word_set("nsubj csubj"),
        passive_subject=word_set("nsubjpass csubjpass"),
        agent=word_set("agent"),
        object=word_set("dobj"),
        clause=word_set("ccomp"),
        infinitive=word_set("xcomp"),
        preposition=word_set("prep"),
        prepositional_object=word_set("pobj"),
        prepositional_clause=word_set("pcomp"),
        inserted=word_set("parataxis"),
        predicate=word_set("oprd"),
        complement=word_set("acomp oprd attr"),
        relative=word_set("relcl"),
        adnominal=word_set("acl"),
        adverbial=word_set("advcl"),
        apposition=word_set("appos"),
        conjunct=word_set("conj"),
        coordinator=word_set("cc"),
        possessor=word_set("poss"),
        modifier=word_set("amod nummod compound nmod"),
        particle=word_set("prt"),
        auxiliary=word_set("aux auxpass"),
        passive_auxiliary=word_set("auxpass"),
        negation=word_set("neg"),
        adverb=word_set("advmod npadvmod"),
        marker=word_set("mark"),
        climbs=word_set("conj xcomp advcl pcomp prep ccomp dep acl aux acomp attr oprd"),
        nominal=word_set("amod compound pobj nsubj nsubjpass"),
    ),
    tags=Tags(
        verb=("VB",),
        finite=("VBD", "VBP", "VBZ", "MD"),
        bare=("VBG", "VB"),
        past=("VBD", "VBN"),
        participle=("VBN",),
        gerund=("VBG",),
        noun=("NN",),
        proper=("NNP",),
        pronoun=("PRP", "WP", "WDT"),
        adverb=("RB",),
        question=("W",),
        subordinator=("IN",),
        possessive=("POS",),
        phrase=("NN", "PRP", "JJ", "DT", "CD", "POS", "HYPH", "VBN", "FW"),
    ),
    always_cues=word_set("said"),
    quoted_as=word_set("quote cite"),
    seeming=word_set("seem appear"),
    light_verbs=frozenset(form for lemma in _LIGHT_VERBS for form in verb_forms(lemma)),
    asking=word_set("ask wonder question inquire enquire know"),
    questions=word_set("if whether"),
    according=_ACCORDING,
    according_starts=frozenset(words[0] for words in _ACCORDING),
    complementizers=word_set("that"),
    as_words=word_set("as"),
    as_complements=word_set("it this"),
    infinitive=word_set("to"),
    about=word_set("about of on for against over"),
    toward=word_set("refer allude object respond react attest"),
    blamed_for=word_set("for of over about"),
    felt_about=word_set("of about in at with by for over on to toward towards"),
    sources=word_set("by from among"),
    does=word_set("for of from"),
    settings=word_set("on during at after before while since until"),
    occasions=word_set("""
        statement interview speech briefing conference address letter email memo post tweet
        message report article column essay book filing testimony hearing call debate rally
        release podcast video broadcast appearance remarks comments meeting tweets
    """),
    no_topics=word_set("condition behalf record background"),
    relatives=word_set("who which that whom"),
    bare_relative=word_set("that"),
    expletives=word_set("it"),
    pointers=word_set("this that it these those what which"),
    no_speakers=word_set("this there what these"),
    quantifiers=word_set("many some others few both most several those all"),
    genitive=word_set("of"),
    mention_prepositions=word_set("of for at from with to in on by"),
    breaks_mention=word_set("but as while"),
    headline_speakers=word_set("""
        poll study report survey source sources official officials police court analysis expert
        experts analysts researchers scientists paper memo document documents review
    """),
    names=NAMES,
)
