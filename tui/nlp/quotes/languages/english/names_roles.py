"""English nouns for persons and bodies: what else their bearers may be called, plurals, genders."""

from __future__ import annotations

from tui.nlp.lexicon import BODIES, word_set

# A line: what means the same, the neutral word first; then what they may be called as well.
# "prime_minister" is two words.
_ROLES = """
president > leader politician
premier prime_minister > leader politician
chancellor > leader politician
king > monarch leader
queen > monarch leader
prince > royal
crown_prince > prince royal leader
princess > royal
emperor > monarch leader
pope pontiff > leader
dictator > leader
ruler > leader
leader
vice_president > politician official
first_lady > woman person
senator > lawmaker politician
representative > congressperson lawmaker politician
congressperson congressman congresswoman > representative lawmaker politician
lawmaker legislator parliamentarian mp > politician
deputy > lawmaker politician official
councillor councilor councilman councilwoman > politician official
speaker > lawmaker politician leader
majority_leader > lawmaker politician leader
minority_leader > lawmaker politician leader
governor > politician official leader
mayor > politician official leader
minister > politician official
foreign_minister foreign_secretary > minister diplomat politician official
secretary > official
press_secretary > spokesperson official
attorney_general > official prosecutor
secretary_general > leader official chief
candidate contender hopeful > politician
nominee > candidate politician
republican > politician
democrat > politician
independent > politician
conservative tory > politician
liberal > politician
socialist > politician
politician
official
spokesperson spokesman spokeswoman > official representative
ambassador envoy > diplomat official
diplomat > official
commissioner > official
prosecutor > lawyer official
judge justice magistrate jurist
sheriff > officer official
officer policeman policewoman detective constable > official
commander > officer official
general admiral colonel major captain lieutenant sergeant > officer commander
soldier veteran
inspector investigator > official
adviser advisor aide counselor strategist consultant > official
assistant > aide
staffer > aide
director > chief official head executive
head > chief leader
chief > leader head official
chairperson chairman chairwoman chair > head leader
manager > official
campaign_manager > adviser aide
campaign_chairman > adviser aide
coordinator organizer organiser > activist
executive > businessperson
ceo chief_executive > executive boss businessperson head chief
founder cofounder > executive businessperson
owner > businessperson
boss > executive
businessperson businessman businesswoman tycoon mogul magnate entrepreneur industrialist
billionaire > businessperson
millionaire > businessperson
investor financier banker trader
analyst commentator pundit > expert
economist > expert analyst
expert specialist
researcher scientist > expert academic
professor lecturer > academic scholar expert researcher
historian > academic scholar expert
scholar academic > expert
lawyer attorney solicitor barrister counsel
activist campaigner advocate
dissident > activist
whistleblower
journalist reporter correspondent > writer
editor > journalist
columnist > journalist writer
host anchor presenter moderator
author writer novelist
poet > writer
blogger > writer
actor actress > star
singer musician > star artist
artist filmmaker
star celebrity
athlete player > star
coach
doctor physician surgeon > expert
nurse
teacher
student pupil
worker employee
farmer
driver
pilot
priest pastor reverend > cleric
bishop archbishop cardinal > cleric
imam rabbi ayatollah cleric
resident local neighbor neighbour
voter
supporter backer
opponent critic
rival challenger
member
delegate
source insider
witness bystander eyewitness
victim survivor
suspect defendant gunman attacker
protester demonstrator
refugee migrant
donor
father dad > parent
mother mom mum > parent
parent
husband > spouse
wife > spouse
widow
son > child
daughter > child
brother > sibling
sister > sibling
uncle
aunt
grandfather
grandmother
man gentleman > person
woman lady > person
boy > person
girl > person
teenager > person
person old
friend colleague
partner
predecessor
successor
newcomer
native
"""
_BODIES = """
company firm corporation business enterprise > organization
manufacturer maker carmaker automaker drugmaker chipmaker planemaker > company
retailer supplier operator contractor developer startup airline > company
giant conglomerate > company
publisher > company
bank lender > company institution
agency > organization body
service > agency organization
bureau > agency
authority regulator watchdog > agency organization body
ministry > department
department
organization organisation
group > organization
alliance bloc coalition > group organization
charity > group organization
foundation > group organization charity
association federation league society > group organization body
institute > group organization institution
institution
think-tank tank > group organization institute
union > group organization
council commission committee panel board > body
body
network broadcaster channel station > outlet company organization
outlet publication website site > organization
newspaper paper tabloid daily > outlet publication
magazine > outlet publication
university college > school institution
school
hospital clinic > institution
club
consortium > group
army military force militia > organization
movement > group organization
party > group organization
government administration regime cabinet
campaign
parliament legislature congress senate assembly > body
court tribunal
embassy mission consulate
office
fund trust > organization
laboratory lab > institution
team
chamber
"""
_KNOWN_BODIES = """
pentagon:department kremlin:government nato:alliance eu:bloc un:organization fbi:agency
cia:agency nsa:agency kgb:agency fsb:agency nasa:agency fema:agency epa:agency fda:agency
cdc:agency iaea:agency reuters:agency tass:agency afp:agency opec:group unicef:agency
unesco:agency who:organization imf:institution fed:bank congress:congress senate:senate
house:parliament duma:parliament knesset:parliament bundestag:parliament hamas:movement
hezbollah:movement taliban:movement cnn:network bbc:broadcaster nbc:network cbs:network
abc:network nhk:broadcaster rt:broadcaster gop:party aclu:group nra:group amnesty:group
greenpeace:group breitbart:website politico:website wikileaks:organization
"""
_BODY_ENDINGS = """
times:newspaper post:newspaper journal:newspaper herald:newspaper tribune:newspaper
guardian:newspaper telegraph:newspaper chronicle:newspaper gazette:newspaper globe:newspaper
observer:newspaper news:outlet television:network radio:station nations:organization
trust:organization watch:group airways:airline airlines:airline motors:company
"""
_OFFICES = word_set("""
    president premier chancellor king queen emperor pope governor mayor speaker chairperson ceo
    vice_president first_lady attorney_general secretary_general foreign_minister
    majority_leader minority_leader
""")
_HE = word_set("""
    mr sir lord king prince pope emperor father dad husband son brother uncle grandfather man
    gentleman boy bishop archbishop cardinal imam rabbi priest monk
""")
_SHE = word_set("""
    mrs ms miss madam lady dame queen princess mother mom mum wife daughter sister aunt
    grandmother woman girl actress widow nun first_lady
""")
_ABBREVIATIONS = """
sen:senator sens:senator rep:representative reps:representative gov:governor pres:president
gen:general col:colonel lt:lieutenant capt:captain maj:major sgt:sergeant adm:admiral
prof:professor dr:doctor rev:reverend amb:ambassador sec:secretary atty:attorney vp:vice_president
pm:prime_minister insp:inspector det:detective
"""
_IRREGULAR_PLURALS = {"children": "child", "people": "person", "wives": "wife", "media": "outlet"}


_MEN_WITH_S = word_set("human german roman")


def split_words(text: str) -> tuple[str, ...]:
    """Return the words of `text`; one with an underscore is two."""
    return tuple(word.replace("_", " ") for word in text.split())


def _alike(table: str) -> dict[str, tuple[str, ...]]:
    """Return of each word the first one of its line, and what that may be called as well."""
    found: dict[str, tuple[str, ...]] = {}
    for line in table.strip().splitlines():
        same, _, also = line.partition(">")
        for word in split_words(same):
            found[word] = (split_words(same)[0], *split_words(also))
    return found


def read_pairs(table: str) -> dict[str, str]:
    """Return the pairs of a table of "left:right"."""
    return {left: right for left, _, right in (p.partition(":") for p in table.split())}


def _plural(noun: str) -> str:
    if noun.endswith("man") and noun not in _MEN_WITH_S:
        return f"{noun[:-2]}en"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "sh", "ch", "x", "z")) else f"{noun}s"


def _gender(noun: str) -> str:
    """Return what a noun like "chairwoman" tells."""
    if noun in _SHE or noun.endswith("woman"):
        return "she"
    return "he" if noun in _HE or noun.endswith("man") else ""


ROLES = _alike(_ROLES)
ALL_BODIES = {**{body: (body,) for body in sorted(BODIES)}, **_alike(_BODIES)}
KNOWN_BODIES = read_pairs(_KNOWN_BODIES)
BODY_ENDINGS = read_pairs(_BODY_ENDINGS)
OFFICES = frozenset(split_words(" ".join(_OFFICES)))
ABBREVIATIONS = {k: v.replace("_", " ") for k, v in read_pairs(_ABBREVIATIONS).items()}
GENDERS = {noun: _gender(noun) for noun in sorted({*ROLES, *_HE, *_SHE}) if _gender(noun)}
PLURALS = {
    **{_plural(noun): noun for noun in (*ALL_BODIES, *ROLES) if " " not in noun},
    **_IRREGULAR_PLURALS,
}
