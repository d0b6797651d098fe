"""Label Studio's own library takes what we write for it."""

from __future__ import annotations

import json
import warnings
from typing import Any

import pytest

from tests.formats.exchange.hard import hard
from tests.formats.exchange.writing import written
from tui.formats.exchange.label_studio import FORMAT

pytest.importorskip("xmljson", reason="make installs it: tests/readers.txt")


def interface(config: str) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own
        from label_studio_sdk.label_interface.interface import LabelInterface

        return LabelInterface(config)


def test_its_labelling_interface_takes_every_task() -> None:
    files = written(FORMAT, *hard()).files
    label_studio = interface(files["label-studio.xml"].decode())
    (tasks,) = (json.loads(data) for name, data in files.items() if name.endswith(".json"))
    assert len(tasks) == len(hard())
    for task in tasks:
        assert label_studio.validate_task({"data": task["data"]})
        for annotation in task["annotations"]:
            assert label_studio.validate_annotation(annotation)
    assert not label_studio.validate_task({"data": {}}), "it does look"
    assert not label_studio.validate_annotation({"result": [{"from_name": "nobody"}]})
