// The text and the list scroll together: the one the reader moves leads, the other follows.

let leader = null;
const quietUntil = { text: 0, list: 0 };

// Scroll a pane without that being taken for the reader's own scrolling.
function quietly(pane, scroll) {
  quietUntil[pane] = performance.now() + 200;
  scroll();
}

function leads(pane) {
  return leader === pane && performance.now() > quietUntil[pane] && filters.order === "text" && state.list.length > 0;
}

function listenToScrolling() {
  const list = listNode();
  const text = TEXT_PANE();
  for (const [pane, name] of [[list, "list"], [text, "text"]]) {
    for (const event of ["wheel", "touchstart", "pointerdown", "keydown"]) {
      pane.addEventListener(event, () => { leader = name; }, { passive: true });
    }
  }
  list.addEventListener("scroll", () => {
    measureList();
    drawList();
    if (leads("list")) textFollows();
  });
  text.addEventListener("scroll", () => { if (leads("text")) listFollows(); });
}

function textFollows() {
  const line = state.list[Math.floor(listFrame.top / ROW_HEIGHT)];
  const known = line && state.documents.get(line.document);
  if (!known || state.shown !== line.document) return;
  scrollTextTo(known, line.start, 20);
}

function listFollows() {
  const known = state.documents.get(state.shown);
  if (!known) return;
  const top = TEXT_PANE().getBoundingClientRect().top + 10;
  const paragraph = known.paragraphs.find((candidate) => candidate.node.getBoundingClientRect().bottom > top);
  if (!paragraph) return;
  const place = state.list.findIndex((line) => line.document === known.number && line.start >= paragraph.start);
  if (place >= 0) scrollList(place * ROW_HEIGHT);
  drawList();
}
