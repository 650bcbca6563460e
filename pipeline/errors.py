"""Errors that a user can mend: each says what is wrong, where, and what to do."""

from __future__ import annotations


class PipelineError(Exception):
    """Something a user can mend.

    `str(error)` is one line: the place (a file, a rule, an option), what is wrong there, and the remedy.
    """

    def __init__(self, place: str, problem: str, remedy: str = "") -> None:
        self.place = place
        self.problem = problem
        self.remedy = remedy
        text = f"{place}: {problem}" + (f"; {remedy}" if remedy else "")
        super().__init__(" ".join(text.split()))

    def __reduce__(self) -> tuple[type[PipelineError], tuple[str, str, str]]:
        """Errors travel between processes whole."""
        return type(self), (self.place, self.problem, self.remedy)


class ReadingError(PipelineError):
    """A source file cannot be read as an agreement."""


class RuleError(PipelineError):
    """A rule file is wrong; `place` names file, line and rule id."""


class RunError(PipelineError):
    """A run or its output folder is wrong."""


class AnnotationError(PipelineError):
    """An annotation does not fit its text or its format."""


class FetchError(PipelineError):
    """An instrument cannot be fetched, or the list of instruments is wrong."""
