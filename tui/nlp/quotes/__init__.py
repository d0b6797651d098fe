"""Finding quotes, their cues and their speakers.

`component` puts the rest into a spaCy pipeline. `detector` asks the `rules` for candidates, each
of which knows one sort of attribution, and gives what they propose its borders; `names` tells,
over a whole article, whom a speaker's mention stands for. What depends on the language is in
`languages`.
"""
