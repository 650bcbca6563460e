// The mouse in the text: a click chooses, a selection marks words, a handle drags a border.

function placeUnder(event) {
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(event.clientX, event.clientY);
    return caret && offsetOf(caret.offsetNode, caret.offset);
  }
  const range = document.caretRangeFromPoint(event.clientX, event.clientY);
  return range && offsetOf(range.startContainer, range.startOffset);
}

function listenToMouse() {
  const pane = TEXT_PANE();
  pane.addEventListener("pointerdown", (event) => {
    if (event.target.classList.contains("handle") && !state.still) beginDrag(event);
  });
  pane.addEventListener("mouseup", () => setTimeout(takeSelection));
  pane.addEventListener("click", (event) => perform(() => chooseInText(event)));
}

function beginDrag(event) {
  event.preventDefault();
  const { border } = event.target.dataset;
  const part = selectedPart();
  const known = currentDocument();
  const whole = current();
  const first = whole.shown;
  const pane = TEXT_PANE();
  const move = (moving) => {
    const offset = placeUnder(moving);
    if (offset === null) return;
    const span = draggedTo(known, part.span, border, offset);
    const before = stretchesOf(whole);
    whole.shown = withPart(first, part, span);
    selectPart({ field: part.field, span });
    redraw(known, [...before, ...stretchesOf(whole)]);
  };
  const end = () => {
    pane.removeEventListener("pointermove", move);
    for (const name of ["pointerup", "pointercancel"]) document.removeEventListener(name, end);
    const changed = whole.shown;
    whole.shown = first;
    if (JSON.stringify(changed) !== JSON.stringify(first)) {
      correct(changed);
    }
    getSelection().removeAllRanges();
    refreshAll();
  };
  pane.addEventListener("pointermove", move);
  for (const name of ["pointerup", "pointercancel"]) document.addEventListener(name, end);
}

// The span with a border at the word under the pointer, at least one word long.
function draggedTo({ words }, span, border, offset) {
  const word = wordAt(words, offset);
  if (border === "end") return { ...span, end: Math.max(words.ends[word], words.ends[wordAt(words, span.start)]) };
  return { ...span, start: Math.min(words.starts[word], words.starts[wordAt(words, span.end - 1)]) };
}

function takeSelection() {
  const selection = getSelection();
  const known = state.documents.get(state.shown);
  if (!known || selection.isCollapsed || !selection.toString().trim() || state.still) return;
  const from = offsetOf(selection.anchorNode, selection.anchorOffset);
  const to = offsetOf(selection.focusNode, selection.focusOffset);
  if (from === null || to === null || from === to) return;
  selection.removeAllRanges();
  setMarker(known, wholeWords(known.words, from, to));
}

async function chooseInText(event) {
  const piece = event.target.closest("[data-statements]");
  if (!piece || state.marker || !getSelection().isCollapsed) return;
  const offset = placeUnder(event) ?? Number(piece.dataset.at);
  const keys = piece.dataset.statements.split(" ");
  const whole = current();
  if (whole && keys.includes(whole.key)) {
    const under = partsOf(whole.shown).filter(({ span }) => span.start <= offset && offset < span.end);
    const smallest = under.sort((a, b) => a.span.end - a.span.start - (b.span.end - b.span.start))[0];
    if (smallest && keys.length === 1) {
      choosePart(smallest);
      return;
    }
  }
  const known = state.documents.get(state.shown);
  const others = keys.map((key) => known.statements.get(key)).filter((one) => one && one !== whole);
  others.sort((a, b) => a.shown.end - a.shown.start - (b.shown.end - b.shown.start));
  if (others.length) await goToKey(known.number, others[0].key);
}
