// Words marked for something new: by selecting them with the mouse, or word by word with the keyboard.

// Begin at the chosen part or the statement; pressed again, go on to the next deontic word that made no statement.
function markFromHere() {
  const known = state.documents.get(state.shown);
  if (!known) return;
  if (state.marker) {
    const leftOut = known.leftOut.find(([start]) => start > state.marker.start);
    if (leftOut) setMarker(known, wholeWords(known.words, leftOut[0], leftOut[1]));
    tell(leftOut ? `Made no statement: ${leftOut[2]}` : "No further deontic word was left out of this text");
    return;
  }
  const whole = current();
  const span = selectedPart() ? selectedPart().span : whole ? whole.shown : { start: 0 };
  setMarker(known, wholeWords(known.words, span.start, span.start + 1));
  tell("Marking: arrow keys move the mark, with Shift they stretch it; M again goes to the next word left out");
}

function setMarker(known, marker) {
  const before = state.marker;
  state.marker = marker;
  state.choosing = null;
  redraw(known, [before, marker].filter(Boolean));
  if (marker) bringIntoView(known, marker.start);
  drawActions();
}

function clearMarker() {
  const known = state.documents.get(state.shown);
  if (state.marker && known) setMarker(known, null);
  state.marker = null;
}

// Move the mark by words; a mark of several words becomes one word again.
function moveMarker(step) {
  const known = state.documents.get(state.shown);
  const { words } = known;
  const place = step > 0 ? wordAt(words, state.marker.end - 1) : wordAt(words, state.marker.start);
  const next = Math.min(words.starts.length - 1, Math.max(0, place + step));
  setMarker(known, { start: words.starts[next], end: words.ends[next] });
}

function stretchMarker(step) {
  const known = state.documents.get(state.shown);
  setMarker(known, movedBorder(known.words, state.marker, "end", step));
}

function markedWords() {
  return shortened(state.documents.get(state.shown).text.slice(state.marker.start, state.marker.end));
}

function addPart(field) {
  if (!state.marker) {
    markFromHere();
    return;
  }
  const span = { start: state.marker.start, end: state.marker.end };
  const add = (type) => {
    clearMarker();
    correct(withNewPart(current().shown, field, type ? { ...span, type } : span));
    selectPart({ field, span });
  };
  if (state.run.vocabulary.types[field]) chooseType(field, add);
  else add(null);
}

function addOtherPart() {
  if (!current()) return;
  if (!state.marker) {
    markFromHere();
    return;
  }
  choose("What is it?", OTHER_PARTS.map((field) => PART_NAMES[field]), (name) => addPart(OTHER_PARTS.find((field) => PART_NAMES[field] === name)));
}

// A statement that no rule proposed; a deontic word that was left out and lies in it becomes its force word.
async function addStatement([, kind, force]) {
  const known = state.documents.get(state.shown);
  const { start, end } = state.marker;
  const annotation = newAnnotation(start, end, kind, force);
  const leftOut = known.leftOut.find(([from, to]) => from >= start && to <= end);
  if (leftOut) annotation.deontic = { start: leftOut[0], end: leftOut[1] };
  clearMarker();
  await addToRun(known, annotation);
}
