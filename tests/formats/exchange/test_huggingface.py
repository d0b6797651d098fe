"""The folder that `datasets` opens, read by `datasets` itself, offline."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
import yaml

from tests.formats.builders import annotation, article
from tests.formats.exchange.hard import hard
from tests.formats.exchange.tables import FRAMES, articles, decided, framed
from tests.formats.exchange.writing import Written, written
from tui.errors import PullquoteError
from tui.formats.annotated import Annotated
from tui.formats.exchange.huggingface import FORMAT
from tui.formats.format import Options
from tui.model.label import Label
from tui.model.scheme import Attribute, Choice, LabelType, Scheme

# What a training script does, and what it finds, as JSON.
_LOADS = """
import json, sys
import datasets
datasets.disable_progress_bars()
found = datasets.load_dataset(sys.argv[1])
told = {}
for name, split in found.items():
    told[name] = {"features": split.features._to_yaml_list(), "rows": list(split)}
print(json.dumps(told))
"""


def loaded(made: Written, folder: Path) -> dict[str, dict[str, Any]]:
    """Write an export to a folder and have `datasets` load it, in a process of its own."""
    for name, data in made.files.items():
        path = folder / "export" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    environment = os.environ | {
        "HF_HUB_OFFLINE": "1",
        "HF_HOME": str(folder / "cache"),
        "HF_DATASETS_CACHE": str(folder / "cache" / "datasets"),
    }
    done = subprocess.run(
        [sys.executable, "-c", _LOADS, str(folder / "export")],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "Ignoring" not in done.stderr, "it did not understand the card"
    told = json.loads(done.stdout)
    assert isinstance(told, dict)
    return told


def header(made: Written) -> dict[str, Any]:
    """Return what the card tells the hub."""
    _, head, _ = made.files["README.md"].decode("utf-8").split("---\n", 2)
    found = yaml.safe_load(head)
    assert isinstance(found, dict)
    return found


def rows(made: Written, name: str = "train") -> list[dict[str, Any]]:
    """Read a split without `datasets`."""
    table = pq.read_table(io.BytesIO(made.files[f"data/{name}-00000-of-00001.parquet"]))
    found = table.to_pylist()
    assert isinstance(found, list)
    return found


def in_three() -> Mapping[str, Sequence[Annotated]]:
    return {"train": hard()[:2], "dev": hard()[2:3], "test": hard()[3:]}


def check_places(row: Mapping[str, Any]) -> None:
    """Check every offset of a row against its article."""
    article = articles()[row["article"]].article
    text = article.text
    assert row["article_sha256"] == article.sha256
    targets = [stance["target"] for stance in row["stance"]]
    places = [row, *row["fragments"], row["cue"], row["mention"], *targets]
    for place in places:
        if place and place["start"] is not None:
            assert text[place["start"] : place["end"]] == place["text"]
    assert text[: row["start"]].endswith(row["prefix"])
    assert text[row["end"] :].startswith(row["suffix"])
    if row["context"] is not None:
        at = row["start"] - row["context_start"]
        assert row["context"][at:].startswith(row["text"])
        assert text[row["context_start"] :].startswith(row["context"])


def test_datasets_loads_all_of_it_as_the_card_says(tmp_path: Path) -> None:
    made = written(FORMAT, parts=in_three(), options=Options(context=1))
    found = loaded(made, tmp_path)
    info = header(made)["dataset_info"]
    assert list(found) == ["train", "validation", "test"]
    counts = {split["name"]: split["num_examples"] for split in info["splits"]}
    assert counts == {name: len(split["rows"]) for name, split in found.items()}
    assert counts == {"train": 8, "validation": 2, "test": 1}
    for split in found.values():
        assert split["features"] == info["features"]
        for row in split["rows"]:
            check_places(row)
    (loaded_row, *_) = found["train"]["rows"]
    assert loaded_row["date"] == "2026-01-02", "a date stays the text it is"


def test_a_column_that_is_empty_in_one_split_has_its_type(tmp_path: Path) -> None:
    bare = annotation(speaker=None, cue=None, confidence=None, detector=None, decision="neither")
    bare = replace(bare, labels=())
    one, two = Annotated(article(), (bare,)), hard()[0]
    made = written(FORMAT, parts={"train": [one], "test": [two]})
    found = loaded(made, tmp_path)
    assert found["train"]["features"] == found["test"]["features"]
    (row,) = found["train"]["rows"]
    assert (row["cue"], row["speaker"], row["confidence"], row["stance"]) == (None, None, None, [])


def test_a_row_for_each_annotation_with_all_that_it_says() -> None:
    made = written(FORMAT, *hard())
    found = rows(made)
    assert len(found) == made.tally.count == 11
    for row in found:
        check_places(row)
        one = decided()[row["id"]]
        assert row["text"] == one.content.text
        assert row["labels"] == [label.name for label in one.labels]
        for name in ("stance", "claim"):
            kept = [Label.from_json({"label": name} | values) for values in row[name]]
            assert kept == [label for label in one.labels if label.name == name]
        assert row["speaker"] == (one.speaker.name if one.speaker else None)
        assert (row["decision"], row["note"], row["origin"]) == (one.decision, one.note, one.origin)
        assert (row["created"], row["updated"]) == (one.created, one.updated)
        assert (row["confidence"], row["seconds"]) == (one.confidence, one.seconds)
        assert row["context"] is None


def test_the_card_counts_defines_and_cites() -> None:
    made = written(FORMAT, parts=in_three(), options=Options(licence="CC BY 4.0"))
    card = made.files["README.md"].decode("utf-8")
    head = header(made)
    assert head["license"] == "cc-by-4.0"
    assert head["size_categories"] == ["n<1K"]
    assert [one["split"] for one in head["configs"][0]["data_files"]] == [
        "train",
        "validation",
        "test",
    ]
    assert "11 decisions on quotes in 4 articles, by 3 annotators" in card
    for line in (
        "|  | train | validation | test |",
        "| rows | 8 | 2 | 1 |",
        "| stance | 3 | 1 | 0 |",
        "| stance polarity AGAINST | 2 | 0 | 0 |",
        "| claim check\\_worthiness CFS | 1 | 1 | 1 |",
        "| neither | 2 | 0 | 0 |",
        "| unsure | 1 | 0 | 0 |",
        "    - CFS: check-worthy factual statement",
    ):
        assert f"\n{line}\n" in card
    for doi in ("10.18653/v1/S16-1003", "10.1145/3097983.3098131"):
        assert doi in card


def test_nobody_is_cited_for_labels_that_are_ones_own() -> None:
    made = written(FORMAT, Annotated(article(), (framed,)), options=Options(FRAMES))
    card = made.files["README.md"].decode("utf-8")
    assert "SemEval" not in card
    assert "| frame tone BAD | 1 |" in card
    (row,) = rows(made)
    assert (row["labels"], row["frame"]) == (["frame", "irony"], [{"tone": "BAD"}])
    assert "irony" not in row, "it has no attributes"


@pytest.mark.parametrize("name", ["text", "a: b", '"', "- x\n#", "null", "é\x85\u2028\ufffe🇯🇵"])
def test_a_label_called_anything_is_a_column(name: str, tmp_path: Path) -> None:
    attribute = Attribute(name, "choice", (Choice("yes: no", "y", "*a* | <b>"),), name)
    scheme = Scheme((LabelType(name, "f", "F", attributes=(attribute,), description=name),))
    one = annotation(labels=(Label(name, ((name, "yes: no"),)),))
    made = written(FORMAT, Annotated(article(), (one,)), options=Options(scheme, licence=name))
    columns = [feature["name"] for feature in header(made)["dataset_info"]["features"]]
    (row,) = rows(made)
    assert columns == list(row)
    column = "text_label" if name == "text" else name
    assert row[column] == [{name: "yes: no"}]
    if name in ("text", "a: b"):
        assert loaded(made, tmp_path)["train"]["rows"] == [row]


def test_a_licence_that_the_hub_does_not_know_is_another() -> None:
    one = Annotated(article(), (annotation(),))
    head = header(written(FORMAT, one, options=Options(licence="ask “Ada”: first")))
    assert (head["license"], head["license_name"]) == ("other", "ask “Ada”: first")
    assert header(written(FORMAT, one))["license"] == "unknown"


def test_a_split_without_rows_is_left_out(tmp_path: Path) -> None:
    parts = {"train": hard(), "dev": [], "test": []}
    made = written(FORMAT, parts=parts)
    assert sorted(made.files) == ["README.md", "data/train-00000-of-00001.parquet"]
    assert list(loaded(made, tmp_path)) == ["train"]


def test_more_rows_than_one_group_holds() -> None:
    many = tuple(annotation(id=f"id-{number}") for number in range(4001))
    made = written(FORMAT, Annotated(article(), many))
    assert [row["id"] for row in rows(made)] == [one.id for one in many]
    assert made.tally.count == 4001


def test_the_same_annotations_give_the_same_bytes() -> None:
    assert written(FORMAT, *hard()).files == written(FORMAT, *hard()).files


def test_it_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(PullquoteError, match="huggingface needs pyarrow") as caught:
        written(FORMAT, *hard())
    assert "pip install" in str(caught.value.hint)
