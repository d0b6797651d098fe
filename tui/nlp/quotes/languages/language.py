"""What the detector has to know of a language; a package beside this module fills it in for each.

Words are in lower case, with typewriter's apostrophes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from tui.model.cue_words import CueWords, Frame
from tui.nlp.quotes.languages.name_words import NameWords

Words = frozenset[str]
Cues = Mapping[str, "Cue"]


class Cue(NamedTuple):
    """A word that attributes: its lemma, and in which frames."""

    lemma: str
    frames: frozenset[Frame]

    @property
    def is_attitude(self) -> bool:
        """Whether it tells what somebody thinks or wants, and nothing that was said."""
        return "attitude" in self.frames


class Relations(NamedTuple):
    """What the language's parser calls the relation of a word to its head.

    Attributes:
        subject, passive_subject, agent, object: Of a verb.
        clause, infinitive: What a verb or a noun says: with a subject of its own, and without.
        preposition, prepositional_object, prepositional_clause: A preposition, what it leads to.
        inserted: A verb of saying put into another sentence ("The deal, he said, is off").
        predicate: What an object is called ("called it a farce").
        complement: An adjective with "to be".
        relative, adnominal, adverbial: Clauses that belong to a noun, and to a verb.
        apposition, conjunct, coordinator, possessor: In noun phrases and beyond.
        particle, auxiliary, passive_auxiliary, negation, adverb, marker: Small words of a verb.
        modifier: Words before a noun that say what it is of.
        climbs: From a verb without a subject up to one that may have it.
        nominal: In which a verb's form is no verb ("a called meeting").
    """

    subject: Words
    passive_subject: Words
    agent: Words
    object: Words
    clause: Words
    infinitive: Words
    preposition: Words
    prepositional_object: Words
    prepositional_clause: Words
    inserted: Words
    predicate: Words
    complement: Words
    relative: Words
    adnominal: Words
    adverbial: Words
    apposition: Words
    conjunct: Words
    coordinator: Words
    possessor: Words
    modifier: Words
    particle: Words
    auxiliary: Words
    passive_auxiliary: Words
    negation: Words
    adverb: Words
    marker: Words
    climbs: Words
    nominal: Words


class Tags(NamedTuple):
    """What its tagger calls parts of speech: beginnings of tags, for `str.startswith`.

    Attributes:
        finite: Verbs that make a sentence; `bare` those that never do.
        question: Words that ask or relate ("which").
        subordinator: Words that begin a subordinate clause, and prepositions.
        possessive: The mark of a possessive that is a word of its own.
        phrase: What a noun phrase may be made of.
    """

    verb: tuple[str, ...]
    finite: tuple[str, ...]
    bare: tuple[str, ...]
    past: tuple[str, ...]
    participle: tuple[str, ...]
    gerund: tuple[str, ...]
    noun: tuple[str, ...]
    proper: tuple[str, ...]
    pronoun: tuple[str, ...]
    adverb: tuple[str, ...]
    question: tuple[str, ...]
    subordinator: tuple[str, ...]
    possessive: tuple[str, ...]
    phrase: tuple[str, ...]


class QuoteLanguage(NamedTuple):
    """A language, as far as quotes are concerned.

    Attributes:
        code: spaCy's code of it ("en").
        verbs: Form -> cue.
        phrasal: Likewise for verbs with a particle, "brought_up"; `nouns` and `adjectives`.
        phrasal_heads: The forms of these verbs without the particle.
        verb_forms: Returns all forms of a lemma; `noun_forms` likewise.
        always_cues: Forms that are verbs whatever the tagger says.
        quoted_as: Verbs whose passive subject speaks ("was quoted as saying").
        seeming: Verbs whose subject belongs to what they tell ("the deal seems to be off").
        light_verbs: Forms of verbs that only lend their subject to a noun ("made a claim").
        asking: Verbs that a clause with one of `questions` belongs to ("asked if").
        according: Phrases that attribute to what follows them, as words; `according_starts` are
            their first ones.
        complementizers: "that".
        as_words: "as".
        as_complements: What may be the object in "as she put it".
        infinitive: "to".
        about: Prepositions that lead to what is spoken of.
        toward: Verbs that have `infinitive`'s word as such a preposition ("refer to").
        blamed_for: Those that lead to what somebody is blamed or praised for.
        felt_about: Those that lead from an adjective to what somebody feels about.
        sources: Those that lead from a noun to who says it ("claims by").
        does: Those between somebody and what he does ("criticised her for saying").
        settings: Those that tell where and when a thing was said ("during").
        occasions: Nouns for where it was said ("in a statement"): neither content nor speaker.
        no_topics: Nouns after such a preposition that are none ("spoke on condition of").
        relatives: Pronouns that stand for the noun before them; `bare_relative` the one by which
            nobody would call a speaker ("that").
        expletives: Subjects that stand for nothing ("it is clear").
        pointers: Pronouns that by themselves are no content ("announced this").
        no_speakers: Subjects that name nobody.
        quantifiers: Words that name speakers without a noun ("many argue").
        genitive: "of".
        mention_prepositions: They go on with a speaker's noun phrase.
        breaks_mention: Words at which it is over.
        names: The words about names.
        headline_speakers: Nouns for what speaks in a headline ("Poll: ..."), beside names.
    """

    code: str
    verbs: Cues
    phrasal: Cues
    phrasal_heads: Words
    nouns: Cues
    adjectives: Cues
    verb_forms: Callable[[str], Iterable[str]]
    noun_forms: Callable[[str], Iterable[str]]
    relations: Relations
    tags: Tags
    always_cues: Words
    quoted_as: Words
    seeming: Words
    light_verbs: Words
    asking: Words
    questions: Words
    according: tuple[tuple[str, ...], ...]
    according_starts: Words
    complementizers: Words
    as_words: Words
    as_complements: Words
    infinitive: Words
    about: Words
    toward: Words
    blamed_for: Words
    felt_about: Words
    sources: Words
    does: Words
    settings: Words
    occasions: Words
    no_topics: Words
    relatives: Words
    bare_relative: Words
    expletives: Words
    pointers: Words
    no_speakers: Words
    quantifiers: Words
    genitive: Words
    mention_prepositions: Words
    breaks_mention: Words
    headline_speakers: Words
    names: NameWords

    @property
    def subjects(self) -> Words:
        """The relations of a subject, active and passive."""
        return self.relations.subject | self.relations.passive_subject

    def may_be_cue(self, form: str) -> bool:
        """Tell whether a word can be a cue, or the first word of one."""
        if form in self.verbs or form in self.nouns or form in self.adjectives:
            return True
        return form in self.phrasal_heads or form in self.according_starts

    def extended(self, words: CueWords) -> QuoteLanguage:
        """Return the language with a project's own cue words added, changed or taken out."""
        return self._replace(
            verbs=_extended(self.verbs, words.verbs, self.verb_forms),
            nouns=_extended(self.nouns, words.nouns, self.noun_forms),
        )


def cues_by_form(
    lemmas: Mapping[str, Iterable[Frame]], forms: Callable[[str], Iterable[str]]
) -> dict[str, Cue]:
    """Return form -> cue for a table of lemmas."""
    return {
        form: Cue(lemma, frozenset(frames))
        for lemma, frames in lemmas.items()
        for form in forms(lemma)
    }


def _extended(
    known: Cues, own: Mapping[str, tuple[Frame, ...]], forms: Callable[[str], Iterable[str]]
) -> Cues:
    kept = {form: cue for form, cue in known.items() if cue.lemma not in own}
    return kept | cues_by_form({lemma: f for lemma, f in own.items() if f}, forms)
