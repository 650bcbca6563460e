// Where to go, and how the page begins.

async function goTo(place, { force = false } = {}) {
  if (place < 0 || place >= state.list.length) {
    refreshAll();
    return;
  }
  if (place === state.at && !force) return;
  const before = current();
  const beforeDocument = currentDocument();
  clearMarker();
  state.at = place;
  state.editing = false;
  state.choosing = null;
  const line = currentLine();
  if (beforeDocument && before) {
    const stretches = stretchesOf(before);
    forgetVersion(before, { putBack: true });
    redraw(beforeDocument, [...stretches, ...stretchesOf(before)]);
  }
  bringRowIntoView();
  const known = await documentFor(line.document);
  if (currentLine() !== line) return;
  if (state.shown !== known.number) showText(known);
  else redraw(known, stretchesOf(current()));
  bringIntoView(known, current().shown.start);
  refreshAll();
  const next = state.list[place + 1];
  if (next) documentFor(next.document).catch(() => {});
}

function step(by) {
  const place = Math.min(state.list.length - 1, Math.max(0, state.at + by));
  if (place === state.at) tell(by > 0 ? "This is the last statement of the list" : "This is the first statement of the list");
  return goTo(place);
}

function nextOpen() {
  const isOpen = (line) => ["open", "disputed", "proposed"].includes(line.decision);
  const after = state.list.findIndex((line, place) => place > state.at && isOpen(line));
  const place = after >= 0 ? after : state.list.findIndex(isOpen);
  if (place < 0) tell("Every statement of the list is decided");
  return place < 0 ? undefined : goTo(place);
}

function goToKey(number, key) {
  let place = state.list.findIndex((line) => line.document === number && line.key === key);
  if (place < 0 && state.lines.some((line) => line.document === number && line.key === key)) {
    for (const [name] of FILTERS) filters[name] = "";
    drawFilters();
    applyFilters();
    place = state.list.findIndex((line) => line.document === number && line.key === key);
  }
  return goTo(place >= 0 ? place : state.at, { force: true });
}

// All panes are drawn once when an action is over, however many of its steps ask for it.
let stale = false;

function refreshAll() {
  stale = true;
  if (!turns) drawAll();
}

function drawAll() {
  if (!stale) return;
  stale = false;
  drawList();
  drawListHead();
  drawCard();
  drawActions();
}

function nameRun({ run, person }) {
  document.title = `Review of ${run}`;
  document.getElementById("brand").textContent = `Review of ${run}`;
  document.getElementById("who").textContent = `${person.name}${isAdjudicating() ? ", adjudicating" : ""}`;
}

// Everything anew from the program: at the beginning, after a new run, after a refusal.
async function load() {
  let answer;
  try {
    answer = await ask("/api/run");
  } catch {
    standStill(0);
    return;
  }
  if (!answer.ok) {
    trouble(`This page cannot be shown: ${answer.problem}.`);
    return;
  }
  const kept = currentLine() && lineKey(currentLine());
  fetching.clear();
  Object.assign(state, { run: answer.data, lines: answer.data.statements, documents: new Map(), shown: null, marker: null, choosing: null, editing: false });
  trouble(answer.data.warnings.join(" "));
  nameRun(answer.data);
  drawFilters();
  applyFilters();
  if (kept) state.at = Math.max(0, state.list.findIndex((line) => lineKey(line) === kept));
  await goTo(state.at, { force: true });
  drawListHead();
  drawSaving();
}

async function enter() {
  // What was decided in one role must not be sent in another.
  while (sending) await sending;
  const { token, view } = addressParts();
  const changed = state.view !== view;
  state.view = view;
  for (const [name, id] of [["review", "to-review"], ["adjudicate", "to-adjudicate"], ["progress", "to-progress"]]) {
    const link = document.getElementById(id);
    link.href = `#${token}/${name}`;
    if (name === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.getElementById("desk").hidden = view === "progress";
  document.getElementById("figures").hidden = view !== "progress";
  if (view === "progress") {
    await showFigures();
    return;
  }
  if (changed) {
    state.at = -1;
    filters.decision = view === "adjudicate" ? "disputed" : "";
  }
  await load();
  listNode().focus({ preventScroll: true });
}

// Somebody has changed a rule and run again: the page shows the new run, in which decisions find their statements.
async function lookForNewRun() {
  // A note that is being written stays.
  if (document.activeElement.id === "note") return;
  if (!state.run || state.view === "progress" || state.still || waiting.length || turns || document.hidden) return;
  const answer = await ask("/api/stamp").catch(() => null);
  if (!answer) standStill(0);
  else if (answer.ok && answer.data.stamp !== state.run.stamp) {
    perform(async () => {
      await load();
      tell("This is a new run; decisions have found their statements again");
    });
  }
}

listenToFilters();
listenToScrolling();
listenToMouse();
listenToKeys();
listNode().addEventListener("click", (event) => {
  const row = event.target.closest("[data-place]");
  if (row) perform(() => goTo(Number(row.dataset.place)));
});
setInterval(lookForNewRun, 3000);
window.addEventListener("hashchange", enter);
new ResizeObserver(() => {
  measureList();
  if (state.run) drawList();
}).observe(listNode());
window.addEventListener("beforeunload", (event) => { if (waiting.length) event.preventDefault(); });
enter();
