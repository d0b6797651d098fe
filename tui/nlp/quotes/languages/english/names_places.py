"""Countries and American states in English, with their people and their abbreviations."""

from __future__ import annotations

# A line: a place, its people and what belongs to it.
_PLACES = """
us|u.s|usa|u.s.a|united states|america|american|americans
uk|u.k|united kingdom|britain|great britain|british|briton|britons
uae|united arab emirates|emirati|emiratis
eu|e.u|european union|europe|european|europeans
russia|russian|russians|soviet
china|chinese
japan|japanese
germany|german|germans
france|french|frenchman|frenchwoman
italy|italian|italians
spain|spanish|spaniard
portugal|portuguese
england|english
scotland|scottish|scot|scots
wales|welsh
ireland|irish
netherlands|dutch|holland
belgium|belgian|belgians
switzerland|swiss
austria|austrian|austrians
poland|polish|pole|poles
czech republic|czech|czechs
hungary|hungarian|hungarians
romania|romanian|romanians
bulgaria|bulgarian|bulgarians
serbia|serbian|serb|serbs
croatia|croatian|croat
greece|greek|greeks
turkey|turkish|turk|turks|türkiye
ukraine|ukrainian|ukrainians
belarus|belarusian
georgia|georgian|georgians|ga
sweden|swedish|swede
norway|norwegian|norwegians
denmark|danish|dane
finland|finnish|finn
israel|israeli|israelis
palestine|palestinian|palestinians
egypt|egyptian|egyptians
syria|syrian|syrians
iraq|iraqi|iraqis
iran|iranian|iranians
saudi arabia|saudi|saudis
yemen|yemeni|yemenis
qatar|qatari
lebanon|lebanese
jordan|jordanian
libya|libyan|libyans
afghanistan|afghan|afghans
pakistan|pakistani|pakistanis
india|indian|indians
bangladesh|bangladeshi
myanmar|burma|burmese
thailand|thai
vietnam|vietnamese
philippines|philippine|filipino|filipinos
indonesia|indonesian
malaysia|malaysian
taiwan|taiwanese
south korea|south korean|south koreans
north korea|north korean|north koreans
korea|korean|koreans
australia|australian|australians
new zealand|new zealander
canada|canadian|canadians
mexico|mexican|mexicans
cuba|cuban|cubans
venezuela|venezuelan|venezuelans
colombia|colombian
brazil|brazilian|brazilians
argentina|argentine|argentinian
chile|chilean
peru|peruvian
nigeria|nigerian|nigerians
kenya|kenyan
ethiopia|ethiopian
south africa|south african|south africans
sudan|sudanese
somalia|somali|somalis
alabama|ala
arizona|ariz
arkansas|ark
california|calif|californian
colorado|colo
connecticut|conn
delaware|del
florida|fla
illinois|ill
indiana|ind
kansas|kan
kentucky|ky
louisiana|la
massachusetts|mass
maryland|md
michigan|mich
minnesota|minn
mississippi|miss
missouri|mo
montana|mont
nebraska|neb
nevada|nev
new hampshire|n.h
new jersey|n.j
new mexico|n.m
new york|n.y|new yorker
north carolina|n.c
north dakota|n.d
oklahoma|okla
oregon|ore
pennsylvania|pa
rhode island|r.i
south carolina|s.c
south dakota|s.d
tennessee|tenn
texas|tex|texan
virginia|va
vermont|vt
washington state|wash
west virginia|w.va
wisconsin|wis
wyoming|wyo
"""


def _places(table: str) -> dict[str, str]:
    """Return of each word the first one of its line."""
    found: dict[str, str] = {}
    for line in table.strip().splitlines():
        words = line.split("|")
        found.update(dict.fromkeys(words, words[0]))
    return found


PLACES = _places(_PLACES)
