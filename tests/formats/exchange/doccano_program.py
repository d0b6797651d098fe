"""`python -m tests.formats.exchange.doccano_program IN OUT`: through doccano and back.

doccano's own code takes the file IN in, with its models in a database in memory, as its server does
for a project with spans that overlap and relations, and gives all of it out again to the file OUT.
What it finds wrong is printed, as JSON. It is a process by itself: Django is set up once for all.
"""

from __future__ import annotations

import json
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

import django
from django.conf import settings

APPS = ["projects", "roles", "examples", "label_types", "labels", "data_import", "data_export"]
THEIRS = ["auth", "contenttypes", "polymorphic", "django_drf_filepond"]


def main() -> None:
    """Set doccano up, and have it take the one file in and write the other."""
    source, target = map(Path, sys.argv[1:])
    sys.path.insert(0, _backend())  # as its server has it: its parts import each other from there
    with tempfile.TemporaryDirectory() as uploads:
        settings.configure(
            DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}},
            DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
            DJANGO_DRF_FILEPOND_FILE_STORE_PATH=uploads,
            DJANGO_DRF_FILEPOND_UPLOAD_TMP=uploads,
            INSTALLED_APPS=[
                "django.contrib.auth",
                "django.contrib.contenttypes",
                *THEIRS[2:],
                *APPS,
            ],
            MEDIA_ROOT=uploads,
            MIGRATION_MODULES=dict.fromkeys([*THEIRS, *APPS]),  # tables as the models are now
            USE_TZ=True,
        )
        django.setup()
        _through(source, target)


def _backend() -> str:
    package = find_spec("backend")
    assert package is not None
    assert package.submodule_search_locations
    return package.submodule_search_locations[0]


def _through(source: Path, target: Path) -> None:
    from data_export.models import ExportedExample
    from data_export.pipeline.dataset import Dataset
    from data_export.pipeline.factories import (
        create_comment,
        create_formatter,
        create_labels,
        create_writer,
    )
    from data_export.pipeline.services import ExportApplicationService
    from data_import.datasets import load_dataset
    from data_import.pipeline.catalog import JSONL, RELATION_EXTRACTION
    from data_import.pipeline.readers import FileName
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from projects.models import ProjectType, SequenceLabelingProject

    call_command("migrate", run_syncdb=True, verbosity=0)
    user = User.objects.create(username="admin")
    project = SequenceLabelingProject.objects.create(
        name="quotes",
        project_type=ProjectType.SEQUENCE_LABELING,
        created_by=user,
        allow_overlapping=True,
        use_relation=True,
    )
    file = FileName(full_path=str(source), generated_name=source.name, upload_name=source.name)
    taken = load_dataset(RELATION_EXTRACTION, JSONL, [file], project)
    taken.save(user)
    examples = ExportedExample.objects.filter(project=project)
    labels, comments = create_labels(project, examples), create_comment(examples)
    given = Dataset(examples, labels, comments, is_text_project=True)
    formatters, writer = create_formatter(project, JSONL.name), create_writer(JSONL.name)
    ExportApplicationService(given, formatters, writer).export(str(target))
    sys.stdout.write(json.dumps([error.dict() for error in taken.errors]))


if __name__ == "__main__":
    main()
