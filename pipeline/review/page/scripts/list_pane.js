// The list of statements. Rows are of one height, and only those in view are made.

const ROW_HEIGHT = 84;
const SPARE_ROWS = 4;
// Kept here, for asking the page where it stands makes it lay everything out anew.
const listFrame = { top: 0, height: 0 };

function listNode() {
  return document.getElementById("list");
}

function drawList() {
  const space = document.getElementById("list-space");
  space.style.height = `${state.list.length * ROW_HEIGHT}px`;
  const first = Math.max(0, Math.floor(listFrame.top / ROW_HEIGHT) - SPARE_ROWS);
  const last = Math.min(state.list.length, Math.ceil((listFrame.top + listFrame.height) / ROW_HEIGHT) + SPARE_ROWS);
  const rows = [];
  for (let place = first; place < last; place += 1) rows.push(listRow(state.list[place], place));
  space.replaceChildren(...rows);
  if (state.at >= 0) listNode().setAttribute("aria-activedescendant", `row-${state.at}`);
}

function listRow(line, place) {
  const several = state.run.documents.length > 1 && !filters.document;
  const row = el("div", {
    class: `row was-${line.decision}${place === state.at ? " is-here" : ""}`,
    id: `row-${place}`, role: "option", "aria-selected": String(place === state.at), "data-place": String(place),
  },
  el("p", { class: "row-head" },
    el("span", { class: `chip ${labelOf(line)}` }, labelOf(line) + (line.negative ? ", not" : "")),
    el("span", { class: "row-where" }, several ? `${line.citation || "text"} · ${state.run.documents[line.document].title}` : line.citation),
    el("span", { class: "row-decision" }, DECIDED[line.decision], line.note ? " ✎" : "")),
  el("p", { class: "row-quote" }, line.quote));
  if (filters.order === "doubt" && line.reasons.length) row.lastChild.prepend(el("em", {}, `${line.reasons.join("; ")}. `));
  row.style.top = `${place * ROW_HEIGHT}px`;
  return row;
}

function scrollList(top) {
  listFrame.top = Math.max(0, Math.min(top, state.list.length * ROW_HEIGHT - listFrame.height));
  quietly("list", () => { listNode().scrollTop = listFrame.top; });
}

function bringRowIntoView() {
  const top = state.at * ROW_HEIGHT;
  if (top >= listFrame.top + ROW_HEIGHT && top + 2 * ROW_HEIGHT <= listFrame.top + listFrame.height) return;
  scrollList(top - listFrame.height / 3);
}

function measureList() {
  listFrame.height = listNode().clientHeight;
  listFrame.top = listNode().scrollTop;
}

function drawListHead() {
  const decided = state.list.filter((line) => !["open", "proposed", "disputed"].includes(line.decision)).length;
  const all = state.lines.length === state.list.length ? "" : ` of ${state.lines.length}`;
  const done = isAdjudicating() ? `${decided} settled` : `${decided} decided`;
  const lost = state.run.lost ? `; ${counted(state.run.lost, "decision")} lost ${state.run.lost === 1 ? "its" : "their"} words, see Progress` : "";
  document.getElementById("list-head").textContent = `${counted(state.list.length, "statement")}${all}, ${done}${lost}`;
}
