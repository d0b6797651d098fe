"""The settings: who wins, and what is said about a wrong `pullquote.toml`."""

from __future__ import annotations

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tui.config import Flags, ReaderSettings, checked_annotator, find_config, load_settings
from tui.errors import PullquoteError
from tui.model.cue_words import FRAMES, CueWords
from tui.model.scheme import DEFAULT_SCHEME, Attribute, Choice

LABELS = """
[[labels]]
name = "frame"
key = "f"
multiple = true
description = "How it is put."

[[labels.attributes]]
name = "about"
kind = "target"
prompt = "About what?"

[[labels.attributes]]
name = "tone"
kind = "choice"
choices = [{ value = "GOOD", key = "g" }, { value = "BAD", key = "b", description = "ill" }]
"""


def write(folder: Path, text: str) -> Path:
    file = folder / "pullquote.toml"
    file.write_text(text, encoding="utf-8")
    return file


def complaint(folder: Path, text: str) -> str:
    """Return what is said about a `pullquote.toml` of this text, less the file's name."""
    file = write(folder, text)
    with pytest.raises(PullquoteError) as caught:
        load_settings(folder=folder, environment={})
    assert caught.value.message.startswith(str(file))
    assert caught.value.hint
    return str(caught.value).removeprefix(str(file))


def test_defaults_hold_without_a_file(tmp_path: Path) -> None:
    settings = load_settings(Flags(annotator="ada"), folder=tmp_path, environment={})
    assert settings.annotator == "ada"
    assert settings.annotations == tmp_path / "annotations"
    assert settings.scheme == DEFAULT_SCHEME
    assert settings.reader == ReaderSettings()
    assert settings.cues == CueWords()
    assert settings.file is None


def test_paths_are_taken_from_the_files_folder(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        'annotator = "ada"\nannotations = "kept"\ncache = "../c"\nstate = "s"\n'
        'model = "my/model"\n',
    )
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    settings = load_settings(folder=below, environment={})
    assert settings.file == file
    assert settings.annotations == tmp_path / "kept"
    assert settings.cache == tmp_path / ".." / "c"
    assert settings.state == tmp_path / "s"
    assert settings.model == str(tmp_path / "my" / "model")


def test_a_models_name_is_no_path(tmp_path: Path) -> None:
    write(tmp_path, 'annotator = "ada"\nmodel = "en_core_web_lg"\n')
    assert load_settings(folder=tmp_path, environment={}).model == "en_core_web_lg"


def test_the_reader_table(tmp_path: Path) -> None:
    write(
        tmp_path,
        'annotator = "ada"\n[reader]\nmeasure = 60\nadvance = false\ntheme = "nord"\n'
        'hidden_entities = ["DATE"]\nentities = false\n'
        "indirect = false\nattitudes = true\nmin_confidence = 1\n"
        'palette = "safe"\nmonochrome = true\n',
    )
    assert load_settings(folder=tmp_path, environment={}).reader == ReaderSettings(
        measure=60,
        advance=False,
        theme="nord",
        hidden_entities=("DATE",),
        entities=False,
        indirect=False,
        attitudes=True,
        min_confidence=1,
        palette="safe",
        monochrome=True,
    )


def test_own_cue_words(tmp_path: Path) -> None:
    write(
        tmp_path,
        'annotator = "ada"\n[cues.verbs]\ngreenlight = ["object"]\nsay = []\n'
        '[cues.nouns]\nsoundbite = ["clause"]\n',
    )
    cues = load_settings(folder=tmp_path, environment={}).cues
    assert cues == CueWords({"greenlight": ("object",), "say": ()}, {"soundbite": ("clause",)})


def test_the_order_of_cue_words_and_frames_is_no_difference(tmp_path: Path) -> None:
    digests = set()
    for text in (
        'a = ["to", "clause"]\nb = []\n',
        'b = []\na = ["clause", "to", "clause"]\n',
    ):
        write(tmp_path, f'annotator = "ada"\n[cues.verbs]\n{text}')
        digests.add(load_settings(folder=tmp_path, environment={}).cues.digest)
    assert len(digests) == 1


def test_labels_replace_the_built_in_scheme(tmp_path: Path) -> None:
    write(tmp_path, '[scheme]\nneither_key = "0"\n' + LABELS)
    scheme = load_settings(Flags(annotator="ada"), folder=tmp_path, environment={}).scheme
    (label,) = scheme.labels
    assert (label.name, label.key, label.sign, label.multiple) == ("frame", "f", "F", True)
    assert label.attributes == (
        Attribute("about", "target", (), "About what?"),
        Attribute("tone", "choice", (Choice("GOOD", "g"), Choice("BAD", "b", "ill"))),
    )
    assert (scheme.neither_key, scheme.unsure_key) == ("0", "m")


def test_flags_win_over_environment_over_file(tmp_path: Path) -> None:
    write(tmp_path, 'annotator = "filed"\nannotations = "filed"\nmodel = "filed"\n')
    environment = {
        "PULLQUOTE_ANNOTATIONS": str(tmp_path / "env"),
        "PULLQUOTE_MODEL": "env",
        "PULLQUOTE_CACHE": str(tmp_path / "env-cache"),
        "PULLQUOTE_STATE": str(tmp_path / "env-state"),
        "PULLQUOTE_ANNOTATOR": "env",
    }
    by_environment = load_settings(folder=tmp_path, environment=environment)
    assert by_environment.annotations == tmp_path / "env"
    assert by_environment.model == "env"
    assert by_environment.cache == tmp_path / "env-cache"
    assert by_environment.state == tmp_path / "env-state"
    flags = Flags(annotator="flag", annotations=tmp_path / "flag", model="flag")
    by_flags = load_settings(flags, folder=tmp_path, environment=environment)
    assert by_flags.annotations == tmp_path / "flag"
    assert by_flags.model == "flag"
    assert by_flags.annotator == "flag"


def test_the_annotators_file_wins_over_the_environment(tmp_path: Path) -> None:
    write(tmp_path, 'annotator = "filed"\n')
    environment = {"PULLQUOTE_ANNOTATOR": "env"}
    assert load_settings(folder=tmp_path, environment=environment).annotator == "filed"


def test_an_empty_annotator_flag_is_a_slip(tmp_path: Path) -> None:
    with pytest.raises(PullquoteError, match="no annotator's name"):
        load_settings(Flags(annotator=""), folder=tmp_path, environment={})


@pytest.mark.parametrize("name", ["", " ", "a/b", "..", ".hidden", "a\nb", " ada", "x" * 81])
def test_names_that_cannot_name_a_folder(name: str) -> None:
    with pytest.raises(PullquoteError):
        checked_annotator(name)


@pytest.mark.parametrize("name", ["ada", "Ada L.", "ada@news.org", "zoë", "李"])
def test_names_that_can(name: str) -> None:
    assert checked_annotator(name) == name


def test_a_named_file_has_to_be_there(tmp_path: Path) -> None:
    with pytest.raises(PullquoteError, match=r"there is no .*nothing\.toml"):
        load_settings(Flags(config=tmp_path / "nothing.toml"), folder=tmp_path, environment={})


def test_the_environment_may_name_the_file(tmp_path: Path) -> None:
    environment = {"PULLQUOTE_CONFIG": str(tmp_path / "x.toml")}
    found = find_config(Flags(), environment=environment, folder=tmp_path)
    assert found == tmp_path / "x.toml"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('annotator = "ada"\nmodel = lg\n', ":2: this is no TOML"),
        ("annotator = 3\n", ": annotator: "),
        ('anotator = "ada"\n', ": anotator: unknown key (did you mean annotator?)"),
        ('annotator = "a/b"\n', ": annotator: 'a/b' cannot be an annotator's name"),
        ('cache = ""\n', ": cache: "),
        ('model = "a\\u0000b"\n', ": model: "),
        ("[reader]\nmeasure = 39\n", ": reader.measure: out of range (choose a number from 40"),
        ("[reader]\nmeasure = 121\n", ": reader.measure: out of range (choose a number from 40"),
        (
            "[reader]\nmin_confidence = 1.1\n",
            ": reader.min_confidence: out of range (choose a number from 0 to 1)",
        ),
        ("[reader]\nmin_confidence = nan\n", ": reader.min_confidence: out of range"),
        ('[reader]\nhidden_entities = "DATE"\n', ": reader.hidden_entities: it is no list"),
        ("reader = 3\n", ": reader: it is no table (begin it with [reader])"),
        (
            '[cues.verbs]\ngreenlight = ["clause", "objekt"]\n',
            ": cues.verbs.greenlight[1]: there is no frame 'objekt' (did you mean object?)",
        ),
        (
            '[cues.nouns]\ngist = ["zzz"]\n',
            f": cues.nouns.gist[0]: there is no frame 'zzz' (the frames are {', '.join(FRAMES)})",
        ),
        (
            '[cues.verbs]\nmutter = ["attitude"]\n',
            ": cues.verbs.mutter: attitude is a sort, and no frame by itself",
        ),
        ('[cues.nouns]\ngist = ["object"]\n', ": cues.nouns.gist: a noun has no frame 'object'"),
        ('[cues.verbs]\nwave = "object"\n', ": cues.verbs.wave: it is no list (put it in"),
        ("[cues]\nverb = {}\n", ": cues.verb: unknown key (did you mean verbs?)"),
        ("[cues]\nverbs = 3\n", ": cues.verbs: it is no table (begin it with [cues.verbs])"),
        *(
            (f'[cues.verbs]\n"{word}" = []\n', f": cues.verbs.{word}: a cue is one word in small")
            for word in ("give up", "Say", "fact-check", "s4y", "")
        ),
        ("[reader]\nmeasure = true\n", ": reader.measure: "),
        ("[reader]\nwidth = 80\n", ": reader.width: unknown key (the keys here are measure"),
        ('[scheme]\nneither_key = "xx"\n', ": scheme.neither_key: a key is one character"),
        ('[scheme]\nneither_key = "m"\n', ": scheme.neither_key: the key 'm' is used"),
        ("labels = []\n", ": labels: it is empty"),
        ('[[labels]]\nname = "a"\n', ": labels[0].key: it is missing"),
        ('[[labels]]\nname = "a"\nkey = " "\n', ": labels[0].key: a key is one"),
        ('[[labels]]\nname = "a"\nkey = "a"\ncolour = "blurple"\n', ": labels[0].colour: a col"),
        ('[[labels]]\nname = "a"\nkey = "x"\n', ": scheme.neither_key: the key 'x' is used"),
        (LABELS + LABELS, ": labels[1]: the name 'frame' is taken"),
        (LABELS.replace('"about"', '"tone"'), ": labels[0].attributes[1]: the name 'tone'"),
        (LABELS.replace('"about"', '"label"'), ": labels[0].attributes[0].name: an attribute"),
        (LABELS.replace('"b"', '"g"'), ": labels[0].attributes[1].choices[1]: the key 'g'"),
        (LABELS.replace('"BAD"', '"GOOD"'), ": labels[0].attributes[1].choices[1]: the value"),
        (LABELS.replace('"choice"', '"target"'), ": labels[0].attributes[1].choices: a target"),
        (LABELS.replace('"target"', '"choice"'), ": labels[0].attributes[0].choices: about is"),
        (LABELS.replace('"target"', '"number"'), ": labels[0].attributes[0].kind: "),
        (LABELS.replace("value =", "values ="), ": labels[0].attributes[1].choices[0].value: it"),
    ],
)
def test_each_mistake_is_named_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    assert complaint(tmp_path, text).startswith(said)


def test_a_file_that_is_no_utf8_is_named(tmp_path: Path) -> None:
    (tmp_path / "pullquote.toml").write_bytes(b'annotator = "\xff"\n')
    with pytest.raises(PullquoteError, match="is not UTF-8"):
        load_settings(folder=tmp_path, environment={})


def test_a_file_that_is_a_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(PullquoteError, match="cannot read"):
        load_settings(Flags(config=tmp_path), folder=tmp_path, environment={})


def test_pydantic_waits_until_there_is_a_file(tmp_path: Path) -> None:
    code = (
        "import sys; from tui.config import load_settings; load_settings(annotator_needed=False);"
        "print('pydantic' in sys.modules)"
    )
    root = Path(__file__).parent.parent
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(root), "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout == "False\n"


_names = st.text(st.characters() | st.sampled_from("./\\~ -_@:\0\u0301\u202e"), max_size=90)


@given(_names)
@example("..")
@example("NUL.x")
@example("日" * 80)
@example("e\u0301")
@example("Å")
@example("𝔘" * 80)
def test_a_name_that_can_be_is_one_folder_everywhere(name: str) -> None:
    try:
        checked_annotator(name)
    except PullquoteError as error:
        assert len(str(error)) < 300  # noqa: PT017
        return
    assert (Path("/store") / name).parent == Path("/store")
    assert name not in {"", ".", ".."}
    assert unicodedata.normalize("NFC", name) == name
    assert len(name.encode()) <= 255
    assert name.isprintable()
    assert name.split(".")[0].strip().lower() not in {"con", "nul", "aux", "prn", "com1", "lpt9"}


def test_how_articles_are_read(tmp_path: Path) -> None:
    file = '[articles]\nencoding = "windows-1252"\ncolumns = { text = "Body", title = "H, 1" }\n'
    write(tmp_path, 'annotator = "ada"\n' + file)
    reading = load_settings(folder=tmp_path, environment={}).reading
    assert reading == ("cp1252", (("text", "Body"), ("title", "H, 1")))
    flags = Flags(encoding="utf-16", columns="text=Story,id=Nr")
    reading = load_settings(flags, folder=tmp_path, environment={}).reading
    assert reading == ("utf-16", (("id", "Nr"), ("text", "Story"), ("title", "H, 1")))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        *(("klingon", "there is no encoding 'klingon'"), ("rot13", "there is no encoding 'rot13'")),
        *(("zlib", "there is no encoding 'zlib'"), ("base64", "there is no encoding 'base64'")),
        *(("idna", "is no encoding of text"), ("unicode_escape", "is no encoding of text")),
        *(("\0", "there is no encoding"), ("../x", "there is no encoding"), ("é", "there is no")),
    ],
)
def test_what_is_no_encoding_of_text(tmp_path: Path, name: str, said: str) -> None:
    with pytest.raises(PullquoteError, match=said):
        load_settings(Flags(annotator="ada", encoding=name), folder=tmp_path, environment={})


def test_wrong_encodings_and_columns_in_a_file(tmp_path: Path) -> None:
    assert complaint(tmp_path, '[articles]\nencoding = "rot13"\n').startswith(
        ": articles.encoding: there is no encoding 'rot13' of text (encodings are called"
    )
    assert complaint(tmp_path, '[articles]\ncolumns = { body = "x" }\n').startswith(
        ": articles.columns: an article has no part 'body' that a column could be (the parts are"
    )
    for flag in ("text", "text=", "body=x", ""):
        with pytest.raises(PullquoteError, match=r"an article has no part|no column is named"):
            load_settings(Flags(annotator="ada", columns=flag), folder=tmp_path, environment={})
