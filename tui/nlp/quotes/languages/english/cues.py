"""The English words that attribute, with their frames: written from grammar and general knowledge.

A line is one or more frames and the lemmas that have just these; the frames are explained in
`tui.model.cue_words`. A project adds to them in its `pullquote.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator

from tui.model.cue_words import FRAMES, Frame

_VERBS = """
clause quote: say state argue assert contend insist reason exclaim theorize theorise interject
    postulate posit surmise recall quip joke muse opine gush crow tease blurt chime intone
    rejoin gripe grouse whine attest ascertain counter retort reflect editorialize hypothesize
    add maintain
clause quote about: comment remark write tweet post complain boast brag rant speculate elaborate
    lament blog preach text email grumble vent
clause quote object: note explain announce remark reveal disclose report mention confirm deny
    acknowledge concede admit underline underscore emphasize emphasise stress reiterate repeat
    predict forecast estimate assess observe conclude allege affirm proclaim declare profess
    divulge detail articulate clarify recount summarize summarise relate specify outline
    intimate imply insinuate suggest recommend propose advocate document testify signal bemoan
    decry relay voice echo caution certify
clause quote: charge
clause quote to: claim
clause quote told: tell remind assure reassure notify
clause quote told about: inform warn caution advise alert brief
clause quote told to about: ask
clause quote to: vow pledge threaten swear promise
clause quote object to: promise threaten offer vow
clause quote about to: agree disagree
clause quote told object: urge demand request
clause quote told: order instruct direct command
clause: indicate illustrate highlight discover calculate
clause object: decree stipulate mandate guarantee confide question dispute rebut refute cite
    discuss debate address
clause: show prove demonstrate find determine establish rule
clause quote: respond reply answer
clause quote about: testify plead protest inquire enquire apologize apologise
clause quote: object
quote: continue begin conclude point finish call shout yell cry whisper murmur mutter sigh laugh
    smile grin nod snap snarl sneer snort groan moan chuckle giggle scoff thunder roar bark
    bellow sob stammer chant sing recite joke fume go open start read wink shrug deadpan sum
quote about: speak talk
object quote about: question condemn criticize criticise denounce decry deplore slam blast
    lambaste lambast berate assail rip rap pan chide rebuke reprimand scold chastise castigate
    excoriate attack mock ridicule deride belittle disparage insult taunt scorn blame praise
    applaud commend laud hail tout extol celebrate salute congratulate thank welcome endorse
    embrace champion defend justify rationalize downplay dismiss reject rebuff repudiate disavow
    renounce disown rubbish trash slander smear invoke quote discredit contradict challenge
    counter rescind retract spurn veto reference reaffirm herald savage trumpet decry
object as: describe portray characterize characterise depict denounce decry condemn hail tout
    praise dismiss cite brand label frame slam blast criticize criticise attack deride mock
    celebrate recommend ridicule paint bill
as: cast present pitch represent peg
predicate: call dub label brand deem pronounce declare nickname proclaim term name
about: accuse blame criticize criticise chide chastise praise rail weigh lash brag gloat crow
    hint allude refer apologize apologise call push press lobby campaign demonstrate rally
    protest argue inveigh plead opt
to: offer volunteer agree pledge vote
told: urge encourage exhort implore beseech invite counsel press push pressure persuade convince
    call order tell ask forbid challenge dare
clause quote told: advise
as about: refer

attitude clause: think believe feel know doubt suspect assume presume suppose guess imagine hope
    wish expect fear worry realize realise recognize recognise understand remember forget learn
    hear read see sense dream conclude decide resolve agree reckon figure foresee anticipate
    envision envisage fret regret marvel wonder care appreciate trust
attitude clause object: fear anticipate regret recognize recognise doubt appreciate envision
    foresee suspect
attitude clause to: seem appear
attitude to: want plan intend hope aim seek wish expect prefer hesitate mean resolve desire long
    yearn aspire elect like love hate refuse decline
attitude object: want oppose favor favour back prefer love hate dislike despise support loathe
    admire respect resent abhor detest desire value cherish ignore disregard trust distrust
    mistrust reject contemplate weigh mull
attitude predicate: consider deem judge believe think
attitude as: regard see view perceive treat recognize recognise accept
attitude about: worry care wonder hope wish long dream fret agonize agonise disapprove approve
    disagree agree
attitude told: want expect prefer like
"""

_NOUNS = """
clause: claim statement allegation assertion contention accusation charge suggestion argument
    announcement declaration remark comment report rumor rumour complaint warning prediction
    admission acknowledgment insistence assurance revelation disclosure notion implication
    testimony finding conclusion denial confirmation promise pledge threat hint reminder
    proposal recommendation demand request call suggestion speculation evidence
about: criticism accusation allegation comment remark question statement claim complaint
    condemnation denunciation praise endorsement denial description characterization
    characterisation depiction portrayal mention threat warning promise prediction assessment
    estimate account discussion announcement call demand speech interview story report review
    dismissal rejection attack debate talk
to: promise pledge vow threat call request demand proposal offer refusal order warning
    invitation agreement recommendation
attitude clause: belief hope fear concern worry expectation view opinion conviction suspicion
    feeling impression doubt assumption understanding sense idea theory consensus perception
    confidence certainty
attitude to: desire plan intention decision wish willingness determination attempt hope
    reluctance eagerness ambition commitment unwillingness inability effort bid push
attitude about: support opposition view opinion belief concern worry fear hope attitude stance
    position idea expectation skepticism scepticism doubt dissatisfaction frustration anger
    disappointment enthusiasm commitment resentment admiration disdain contempt outrage anxiety
    optimism pessimism
"""


_PHRASAL = """
clause quote object: point_out make_out spell_out lay_out set_out sum_up write_in
clause quote: fire_back shoot_back hit_back fess_up
object: bring_up call_out play_down play_up talk_up talk_down rule_out rule_in shrug_off
    brush_off laugh_off speak_up lay_down back_up take_on wave_off write_off call_off turn_down
    slap_down shoot_down pass_along pass_on strike_down sign_off
about: speak_out lash_out push_back fire_back hit_back strike_back double_down weigh_in speak_up
    hit_out call_out back_up sign_on
attitude clause: figure_out find_out make_up
attitude about: double_down look_forward give_up
"""

_ADJECTIVES = """
attitude clause: sure certain confident aware unaware afraid hopeful glad happy proud sorry
    concerned worried convinced surprised shocked disappointed skeptical sceptical doubtful
    optimistic pessimistic adamant unsure uncertain clear obvious apparent evident unclear
    likely unlikely grateful thankful
attitude to: willing unwilling reluctant eager ready determined keen anxious prepared afraid
    hesitant poised loath unable
attitude about: critical skeptical sceptical supportive wary proud afraid fearful aware unaware
    sure unsure certain confident optimistic pessimistic concerned worried angry upset happy
    unhappy excited enthusiastic nervous dismissive disappointed apologetic hopeful grateful
    mindful suspicious leery distrustful contemptuous scornful clear upfront frank candid vocal
"""


def _parsed(table: str) -> Iterator[tuple[str, tuple[Frame, ...]]]:
    """Yield each lemma with its frames, line by line; a line without a colon goes on."""
    frames: tuple[Frame, ...] = ()
    for line in table.splitlines():
        head, colon, rest = line.partition(":")
        if colon:
            named = head.split()
            frames = tuple(frame for frame in FRAMES if frame in named)
        for lemma in (rest if colon else line).split():
            yield lemma, frames


def _frames_by_lemma(table: str) -> dict[str, tuple[Frame, ...]]:
    """Return lemma -> frames. What can be said is no mere attitude, though it can be both."""
    said: dict[str, set[Frame]] = {}
    thought: dict[str, set[Frame]] = {}
    for lemma, frames in _parsed(table):
        (thought if "attitude" in frames else said).setdefault(lemma, set()).update(frames)
    found = dict(thought)
    for lemma, spoken in said.items():
        found[lemma] = (found.get(lemma, set()) | spoken) - {"attitude"}
    return {lemma: tuple(f for f in FRAMES if f in frames) for lemma, frames in found.items()}


VERBS = _frames_by_lemma(_VERBS)
NOUNS = _frames_by_lemma(_NOUNS)
PHRASAL = _frames_by_lemma(_PHRASAL)
"""Verbs with a particle: "bring_up"."""
ADJECTIVES = _frames_by_lemma(_ADJECTIVES)
