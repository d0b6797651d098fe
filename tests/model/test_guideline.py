"""Guidelines: their sections, what they say in short, what is made up where they say nothing."""

from __future__ import annotations

from hypothesis import given

from tests.builders import any_text, nasty_text
from tui.model.guideline import plain, read_guideline, split
from tui.model.scheme import DEFAULT_SCHEME, Attribute, Choice, LabelType, Scheme
from tui.services.guidelines import guideline_of

CHOICES = (Choice("YES", "y", "it is"), Choice("NO", "n", "it is not"))
SCHEME = Scheme(
    (
        LabelType("Promise", "p", "P", attributes=(Attribute("dated", "choice", CHOICES, "When?"),),
                  description="Something will be done."),
        LabelType("threat", "h", "T"),
    )
)  # fmt: skip
TEXT = """\
Read all of it.

# threat

A *threat* is `bad`.

```
# no heading
```

## dated

### NO

Not at all.

### YES: with a date

- “On Monday.”
- See [the list](http://example.org).

# Neither

Nothing of it.

# Sources

Books.
"""


def test_it_has_a_section_a_label_and_what_is_about_all_first() -> None:
    guideline = read_guideline(SCHEME, TEXT)
    assert [section.name for section in guideline.sections] == [
        "about", "Promise", "threat", "neither",
    ]  # fmt: skip
    about, promise, threat, neither = (section.text for section in guideline.sections)
    assert about.startswith("Read all of it.")
    assert about.endswith("# Sources\n\nBooks.")
    assert "# no heading" in threat
    assert "### YES: with a date" in threat
    assert neither == "# Neither\n\nNothing of it."
    assert "Something will be done." in promise, "made of what the scheme says"
    assert "### YES\n\nit is" in promise
    assert [guideline.number_of(name) for name in ("THREAT", "neither", "unsure")] == [2, 3, 0]


def test_in_short_it_tells_what_is_said_of_a_value() -> None:
    guideline = read_guideline(SCHEME, TEXT)
    assert guideline.brief("threat", "YES") == "“On Monday.” · See the list."
    assert guideline.brief("threat", "NO") == "Not at all."
    assert guideline.brief("threat", "MAYBE").startswith("A threat is bad.")
    assert guideline.brief("promise", "NO") == "it is not"
    assert guideline.brief("nothing") == ""


def test_a_labels_own_guideline_comes_before_the_schemes() -> None:
    promise, threat = SCHEME.labels
    for own in ("My own.", "# threat\n\nMy own.", "## YES\n\nyes\n"):
        scheme = SCHEME._replace(labels=(promise, threat._replace(guideline=own)))
        guideline = read_guideline(scheme, TEXT)
        text = guideline.sections[2].text
        assert text.startswith("# threat\n\n")
        assert "bad" not in text
    assert guideline.brief("threat", "YES") == "yes"


def test_the_built_in_guideline_speaks_of_every_label_and_value() -> None:
    guideline = guideline_of(DEFAULT_SCHEME)
    names = [section.name for section in guideline.sections]
    assert names == ["about", "stance", "claim", "neither", "unsure"]
    first: dict[str, str] = {}
    for label in DEFAULT_SCHEME.labels:
        for attribute in label.attributes:
            for choice in attribute.choices:
                first[choice.value] = guideline.brief(label.name, choice.value)
        first[label.name] = guideline.brief(label.name)
    assert len(set(first.values())) == len(first) == 8
    assert all(len(text) > 60 for text in first.values())
    assert first["AGAINST"].startswith("The speaker opposes the target")


@given(any_text | nasty_text)
def test_any_text_is_a_guideline(text: str) -> None:
    guideline = read_guideline(DEFAULT_SCHEME, text)
    assert {"stance", "claim"} <= {section.name for section in guideline.sections}
    for part in split(text):
        assert "\n" not in plain(part.text)
