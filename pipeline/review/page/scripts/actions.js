// Every action with its key: the buttons, the keyboard and the list of keys are all made from this table.

const NEEDS_STATEMENT = () => Boolean(current());
const ACTIONS = [
  { keys: ["a"], label: "Accept", group: "Decide", run: accept, when: NEEDS_STATEMENT },
  { keys: ["x"], label: "Reject", group: "Decide", run: () => decideAndGo("reject"), when: NEEDS_STATEMENT },
  { keys: ["s"], label: "Skip", group: "Decide", run: () => decideAndGo("skip"), when: NEEDS_STATEMENT },
  { keys: ["u", "Ctrl+z"], label: "Undo", group: "Decide", run: undo },
  { keys: ["n"], label: "Note", group: "Decide", run: () => document.getElementById("note").focus(), when: NEEDS_STATEMENT },
  { keys: ["v"], label: "Other version", group: "Decide", run: nextVersion, when: isAdjudicating },
  { keys: ["ArrowDown", "j"], label: "Next", group: "Go", run: () => step(1) },
  { keys: ["ArrowUp", "k"], label: "Previous", group: "Go", run: () => step(-1) },
  { keys: [" "], label: "Next open", group: "Go", run: nextOpen },
  { keys: ["/"], label: "Filters", group: "Go", run: () => document.querySelector("#filters select").focus() },
  ...LABELS.map((label, place) => ({
    keys: [String(place + 1)], label: label[0], group: "Label", run: () => (state.marker ? addStatement(label) : relabel(label)),
    when: () => Boolean(state.marker || current()),
  })),
  { keys: ["p"], label: "Polarity", group: "Label", run: turnPolarity, when: NEEDS_STATEMENT },
  { keys: ["e"], label: "Next part", group: "Borders", run: () => turnPart(1), when: NEEDS_STATEMENT },
  { keys: ["Shift+E"], label: "Previous part", group: "Borders", run: () => turnPart(-1), when: NEEDS_STATEMENT },
  { keys: ["ArrowRight"], label: "End later", group: "Borders", run: () => arrow("end", 1) },
  { keys: ["ArrowLeft"], label: "End earlier", group: "Borders", run: () => arrow("end", -1) },
  { keys: ["Shift+ArrowRight"], label: "Begin later", group: "Borders", run: () => arrow("start", 1) },
  { keys: ["Shift+ArrowLeft"], label: "Begin earlier", group: "Borders", run: () => arrow("start", -1) },
  { keys: ["t"], label: "Type", group: "Borders", run: retype, when: () => Boolean(selectedPart() && selectedPart().span.type) },
  { keys: ["d", "Delete"], label: "Remove part", group: "Borders", run: removePart, when: () => Boolean(selectedPart()) },
  { keys: ["m"], label: "Mark words", group: "Add", run: markFromHere },
  { keys: ["c"], label: "Condition", group: "Add", run: () => addPart("conditions"), when: NEEDS_STATEMENT },
  { keys: ["h"], label: "Hedge", group: "Add", run: () => addPart("hedges"), when: NEEDS_STATEMENT },
  { keys: ["o"], label: "Other part", group: "Add", run: addOtherPart, when: NEEDS_STATEMENT },
  { keys: ["Escape"], label: "Cancel", group: "Add", run: letGo },
  { keys: ["?"], label: "All keys", group: "Go", run: showHelp },
];
const KEY_NAMES = { " ": "Space", ArrowDown: "↓", ArrowUp: "↑", ArrowRight: "→", ArrowLeft: "←", Escape: "Esc" };

function keyName(key) {
  return key.replace(/^(Shift\+|Ctrl\+)?(.*)$/s, (whole, shift, rest) => (shift || "").replace("Shift+", "⇧ ") + (KEY_NAMES[rest] || rest.toUpperCase()));
}

function turnPart(step) {
  const parts = partsOf(current().shown);
  state.part = state.editing ? (state.part + step + parts.length) % parts.length : step > 0 ? 0 : parts.length - 1;
  choosePart(parts[state.part]);
}

function choosePart(part) {
  const whole = current();
  selectPart(part);
  redraw(currentDocument(), stretchesOf(whole));
  bringIntoView(currentDocument(), part.span.start);
  refreshAll();
  tell(`${partName(part)}: arrow keys move its end, with Shift its beginning`);
}

// The arrow keys move whatever is in hand: the mark, or a border of the chosen part.
function arrow(border, step) {
  if (state.marker) {
    if (border === "start") stretchMarker(step);
    else moveMarker(step);
    return;
  }
  const part = selectedPart();
  if (!part) {
    tell("Choose a part first: E");
    return;
  }
  const span = movedBorder(currentDocument().words, part.span, border, step);
  if (span === part.span) return;
  correct(withPart(current().shown, part, span));
  selectPart({ field: part.field, span });
  redraw(currentDocument(), stretchesOf(current()));
  refreshAll();
}

function retype() {
  const part = selectedPart();
  chooseType(part.field, (type) => {
    correct(withPart(current().shown, part, { ...part.span, type }));
    selectPart(part);
  });
}

function removePart() {
  const part = selectedPart();
  if (part.field === "clause") {
    tell("The clause is the statement itself: X rejects it");
    return;
  }
  state.editing = false;
  correct(withPart(current().shown, part, null));
}

function letGo() {
  if (state.choosing) state.choosing = null;
  else if (state.marker) clearMarker();
  else if (state.editing) {
    state.editing = false;
    redraw(currentDocument(), stretchesOf(current()));
  }
  refreshAll();
}

// In adjudication: show what the next reviewer made of it, and after the last what the rules proposed.
function nextVersion() {
  const whole = current();
  if (!whole) return;
  const choices = [...whole.versions.map((version) => [version.by, version.annotation, version.decision]), ...(whole.proposed ? [["the rules", whole.proposed, ""]] : [])];
  whole.versionAt = ((whole.versionAt ?? -1) + 1) % choices.length;
  const [by, annotation, decision] = choices[whole.versionAt];
  const before = stretchesOf(whole);
  whole.unshown ??= whole.shown;
  whole.rejectedVersion = decision === "reject";
  whole.shown = annotation || whole.proposed || whole.shown;
  whole.version = whole.rejectedVersion ? `${by} rejects it` : `as ${by} ${by === "the rules" ? "propose" : "has"} it`;
  redraw(currentDocument(), [...before, ...stretchesOf(whole)]);
  refreshAll();
}

// A version that was only looked at is put back; one that was decided on has become what is shown.
function forgetVersion(whole, { putBack }) {
  if (putBack && whole.unshown) whole.shown = whole.unshown;
  Object.assign(whole, { unshown: null, version: null, versionAt: -1, rejectedVersion: false });
}

// What the buttons show depends on little; they are made anew only when that has changed.
let actionsShown = null;

function drawActions() {
  const marked = state.marker ? markedWords() : "";
  const usable = ACTIONS.map((action) => !action.when || action.when());
  const showing = JSON.stringify([state.choosing && [state.choosing.title, state.choosing.options], marked, usable, isAdjudicating()]);
  if (showing === actionsShown) return;
  actionsShown = showing;
  const hint = marked && el("p", { class: "hint" }, "Marked: ", el("q", {}, marked),
    " — C condition, H hedge, O another part of this statement; 1 to 7 a new statement; Esc cancels");
  document.getElementById("action-bar").replaceChildren(...(state.choosing ? [choosingRow()] : [hint, ...groupRows()].filter(Boolean)));
}

function groupRows() {
  const groups = [...new Set(ACTIONS.map((action) => action.group))];
  return groups.map((group) => el("div", { class: "group", role: "group", "aria-label": group },
    el("span", { class: "group-name" }, group),
    ACTIONS.filter((action) => action.group === group && (action.label !== "Other version" || isAdjudicating())).map((action) =>
      actionButton(action.label, action.keys[0], () => (action.when && !action.when() ? undefined : action.run()), action.when && !action.when()))));
}

function choosingRow() {
  const { title, options } = state.choosing;
  return el("div", { class: "group choosing", role: "group", "aria-label": title }, el("span", { class: "group-name" }, title),
    options.map((option, place) => actionButton(option, String(place + 1), () => chosen(place), false)),
    actionButton("Cancel", "Escape", letGo, false));
}

function actionButton(label, key, run, disabled) {
  return el("button", { type: "button", disabled, "aria-keyshortcuts": key === " " ? "Space" : key, onclick: () => act(run) },
    label, " ", el("kbd", {}, keyName(key)));
}

// One thing after another: a key pressed while a document is still being fetched waits for it, and is not lost.
let turn = Promise.resolve();
let turns = 0;

function perform(run) {
  turns += 1;
  drawSaving();
  turn = turn.then(() => (state.still ? undefined : run()))
    .catch((error) => {
      trouble(`Something went wrong: ${error.message}. Load the page again.`);
      reportError(error);
    })
    .finally(() => {
      turns -= 1;
      drawAll();
      drawSaving();
    });
}

function performAction(action) {
  perform(() => (action.when && !action.when() ? undefined : action.run()));
}

// A click is done like a key: the focus goes back to the list, so that the next key finds its place.
function act(run) {
  perform(run);
  listNode().focus({ preventScroll: true });
}
