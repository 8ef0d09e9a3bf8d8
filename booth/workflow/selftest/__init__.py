"""The technician's test of every part: what was measured, a verdict, and what to do."""

from booth.workflow.selftest.report import Measure, Part, PartResult, Report, Verdict
from booth.workflow.selftest.run import Bench, run_selftest

__all__ = ["Bench", "Measure", "Part", "PartResult", "Report", "Verdict", "run_selftest"]
