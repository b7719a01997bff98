"""Threat 28: a library that the program uses tells somebody of the person."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

READING = """
from reader.jobs import job_named
document = job_named("extract_text").function("Anna Lund, mayor of Oslo, met Orbis Shipping on Monday. " * 5)
print(len(job_named("understand").function(document, "ENGINE").entities))
"""
TELLING_APART = """
from reader.analyse.meaning import vectors
print(len(vectors(["Ferry returns to Falmouth"])))
"""


@pytest.mark.parametrize(
    "program", [READING.replace("ENGINE", "encoder"), TELLING_APART], ids=["reading", "telling apart"]
)
def test_what_runs_the_models_keeps_no_record_in_the_persons_home(tmp_path: Path, program: str) -> None:
    """onnxruntime's official builds note an id of the device there, and what they are to send their maker."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("ORT_", "XDG_"))}
    told = subprocess.run(
        [sys.executable, "-c", program],
        env={**outside, "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert int(told.stdout) > 0
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_processes_that_read_texts_are_told_to_report_nothing() -> None:
    program = """
import os, reader.worker_process as worker
worker._be_modest(0)
print(os.environ["ORT_DISABLE_TELEMETRY"], os.environ["HF_HUB_DISABLE_TELEMETRY"])
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["1", "1"]
