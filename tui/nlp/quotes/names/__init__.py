"""Whom a speaker's mention stands for, over a whole article: plain words and entities, no spaCy.

`naming` begins: it asks what the mention is (`mentions`, `phrases`), then the people (`people`,
`titles`, `pronouns`), the bodies (`bodies`) or whoever was described so before (`descriptions`).
"""
