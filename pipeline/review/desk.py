"""What the page asks for and what it is answered: data to show, decisions to keep.

Nothing a request holds is used as a name of a file: documents are numbers, statements are looked up among those of the
run, and the reviewer is known from the token.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from pipeline.annotation.store import Row
from pipeline.comparison.clauses import why_unclaimed
from pipeline.comparison.run_rows import DocumentRows
from pipeline.errors import PipelineError
from pipeline.review.board import NO_DOUBT, Board, Entry, Person, vocabulary
from pipeline.review.decisions import name_of_added, new_decision, not_undone
from pipeline.review.doubt import Doubt
from pipeline.review.loaded_run import LoadedRun, read_run, stamp_of
from pipeline.review.progress import progress_of
from pipeline.review.store import ReviewStore
from pipeline.review.wire import Offsets, from_page

LONGEST_NOTE = 4000
PLACE = "the page"


class RequestError(PipelineError):
    """A request that cannot be answered; `status` is the HTTP status that says so."""

    def __init__(self, status: int, problem: str, remedy: str = "load the page again") -> None:
        super().__init__(PLACE, problem, remedy)
        self.status = status


class Desk:
    """The run, the store, and everything that is asked of them. Safe to use from several threads."""

    def __init__(self, folder: Path, store: ReviewStore) -> None:
        self.folder = folder
        self.store = store
        self._lock = threading.Lock()
        self._run = read_run(folder)
        self._doubts: dict[tuple[str, str], Doubt] = {}

    def overview(self, person: Person) -> Row:
        """The documents, and a line on every statement of the run."""
        board = self._board(person, self._current_run())
        self._doubts = board.run.doubts(self.store.decisions())
        return {
            **self._heading(person),
            "stamp": board.run.stamp,
            "vocabulary": vocabulary(),
            "documents": [{"id": d.document_id, "title": d.title} for d in board.run.documents],
            "statements": [
                self._light(board, entry, number)
                for number in range(len(board.run.documents))
                for entry in board.entries(number)
            ],
            "warnings": self.store.warnings(),
            "lost": sum(one.lost for one in board.standings),
        }

    def document(self, person: Person, number: int) -> Row:
        """One document's text with all that is said of its statements."""
        run = self._current_run()
        document = _document(run, number)
        board = self._board(person, run, document.document_id)
        offsets = board.run.offsets[number]
        return {
            "number": number,
            "text": document.text,
            "pages": [offsets.to_page(start) for start in document.document.get("page_starts") or [0]],
            "provisions": [[offsets.to_page(p["start"]), p["kind"]] for p in document.document.get("provisions") or ()],
            "leftOut": [
                [offsets.to_page(u["start"]), offsets.to_page(u["end"]), why_unclaimed(u)] for u in document.unclaimed
            ],
            "statements": [board.whole(entry, number) for entry in board.entries(number)],
        }

    def stamp(self) -> Row:
        """What tells the page that a new run has taken the place of the one it shows."""
        return {"stamp": stamp_of(self.folder)}

    def decide(self, person: Person, request: Row) -> Row:
        """Keep a decision; the statement as it is now. RequestError where it cannot be kept, with the reason."""
        run = self._current_run()
        if request.get("stamp") != run.stamp:
            raise RequestError(409, "there is a new run")
        document = _document(run, request.get("document"))
        board = self._board(person, run, document.document_id)
        entry = _entry(board, document.document_id, request)
        fields = _fields(request, entry, document, run.offsets[request["document"]])
        about = _statement(board, entry, fields["correction"])
        decision = new_decision(reviewer=person.name, role=person.role, **about, **fields)
        last = entry.mine.decision.id if entry and entry.mine else None
        if request.get("after") != last or not self.store.append(decision, after=last):
            raise RequestError(409, "this statement was decided in another window", "look at it again")
        return self._reply(person, decision.document_id, entry.statement_id if entry else decision.statement_id)

    def undo(self, person: Person) -> Row:
        """Take back this person's last decision on the run that still stands; the statement as it is now."""
        run = self._current_run()
        own = [
            d
            for d in not_undone(self.store.decisions())
            if (d.reviewer, d.role) == (person.name, person.role) and d.document_id in run.numbers
        ]
        if not own:
            raise RequestError(404, "nothing is left to undo", "")
        last = own[-1]
        board = self._board(person, run, last.document_id)
        shown = next((s.statement_id for s in board.standings if s.decision.id == last.id), last.statement_id)
        decision = new_decision(
            decision="undo",
            reviewer=person.name,
            role=person.role,
            document_id=last.document_id,
            statement_id=last.statement_id,
            anchor=last.anchor,
            rules=run.rules,
            undoes=last.id,
        )
        if not self.store.append(decision, after=last.id):
            raise RequestError(409, "another window has just decided something", "undo again")
        return self._reply(person, last.document_id, shown) | {"undone": last.decision}

    def progress(self, person: Person) -> Row:
        """How far each reviewer is in each document, how they agree, and what decisions lost their words."""
        board = self._board(Person(person.name, "adjudicator"), self._current_run())
        return {**self._heading(person), **progress_of(board)}

    def _heading(self, person: Person) -> Row:
        return {"run": self.folder.resolve().name, "person": {"name": person.name, "role": person.role}}

    # --- parts --------------------------------------------------------------------------------------

    def _current_run(self) -> LoadedRun:
        with self._lock:
            if stamp_of(self.folder) != self._run.stamp:
                self._run = read_run(self.folder)
            return self._run

    def _board(self, person: Person, run: LoadedRun, document_id: str | None = None) -> Board:
        """What a person sees of the run, or of one document: a key on one waits for no other."""
        return Board(run, self.store.decisions(document_id), person)

    def _light(self, board: Board, entry: Entry, number: int) -> Row:
        document_id = board.run.documents[number].document_id
        return board.light(entry, number, self._doubts.get((document_id, entry.statement_id), NO_DOUBT))

    def _reply(self, person: Person, document_id: str, statement_id: str) -> Row:
        board = self._board(person, self._current_run(), document_id)
        number = board.run.numbers[document_id]
        entry = board.entry(number, statement_id)
        return {
            "document": number,
            "key": statement_id,
            "statement": board.whole(entry, number) if entry else None,
            "line": self._light(board, entry, number) if entry else None,
        }


def _document(run: LoadedRun, number: Any) -> DocumentRows:
    if type(number) is not int or not 0 <= number < len(run.documents):
        raise RequestError(404, "there is no such document")
    return run.documents[number]


def _entry(board: Board, document_id: str, request: Row) -> Entry | None:
    """The statement a request is about; None where it adds one."""
    key = request.get("statement")
    if key is None and request.get("decision") == "add":
        return None
    entry = board.entry(board.run.numbers[document_id], str(key))
    if entry is None:
        raise RequestError(404, "there is no such statement")
    return entry


def _statement(board: Board, entry: Entry | None, correction: Row | None) -> dict[str, Any]:
    """The fields of a decision that say which statement it is on."""
    if entry is None:
        assert correction is not None
        name = name_of_added(correction, board.person.name)
        return {**board.anchored(correction), "statement_id": name, "proposed": None}
    if entry.row is not None:
        name = entry.mine.decision.statement_id if entry.mine else entry.statement_id
        return {**board.anchored(entry.row), "statement_id": name, "proposed": entry.row}
    first = entry.standings[0].decision
    return {
        "document_id": first.document_id,
        "anchor": first.anchor,
        "rules": board.run.rules,
        "statement_id": first.statement_id,
        "proposed": first.proposed,
    }


def _fields(request: Row, entry: Entry | None, document: DocumentRows, offsets: Offsets) -> dict[str, Any]:
    """Decision, correction and note of a request, checked."""
    decision, note = request.get("decision"), request.get("note", "")
    if decision not in ("accept", "reject", "correct", "skip", "add"):
        raise RequestError(422, "sent no decision")
    if not isinstance(note, str) or len(note) > LONGEST_NOTE:
        raise RequestError(422, f"sent a note longer than {LONGEST_NOTE} characters", "make it shorter")
    correction = None
    if decision in ("correct", "add"):
        correction = from_page(request.get("annotation"), document.document_id, document.text, offsets)
    elif decision == "accept" and (entry is None or entry.row is None):
        raise RequestError(422, "accepted a statement that no rule proposed")
    # A lone half of a surrogate pair is no character and cannot be written.
    return {"decision": decision, "correction": correction, "note": note.encode("utf-8", "replace").decode("utf-8")}
