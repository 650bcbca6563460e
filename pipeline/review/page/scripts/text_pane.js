// The agreement's text. Each piece of it knows its offset, so that places on the screen and in the text find each other.

// What is out of sight is not laid out, block by block, so that long agreements answer as quickly as short ones.
const BLOCK_OF_PARAGRAPHS = 20;
const TEXT_PANE = () => document.getElementById("text-pane");

function showText(known) {
  if (state.shown === known.number) return;
  state.shown = known.number;
  const blocks = [];
  known.paragraphs.forEach((paragraph, place) => {
    paragraph.node = el(paragraph.heading ? "h2" : "p", { class: "paragraph", "data-paragraph": String(place) });
    drawParagraph(known, paragraph);
    if (place % BLOCK_OF_PARAGRAPHS === 0) blocks.push(el("div", { class: "block" }));
    blocks.at(-1).append(paragraph.node);
  });
  const title = state.run.documents[known.number].title;
  TEXT_PANE().replaceChildren(el("div", { class: "sheet" }, el("p", { class: "sheet-title" }, title), blocks));
}

function drawParagraph(known, paragraph) {
  const spans = [];
  const open = current();
  for (const whole of known.statements.values()) {
    if (touches(whole, open, paragraph)) spans.push(...spansOf(whole, open));
  }
  if (state.marker) spans.push({ ...state.marker, role: "marker", classes: ["is-marker"] });
  const inside = spans.filter((span) => span.start < paragraph.end && span.end > paragraph.start);
  for (const [start, end, why] of known.leftOut) {
    if (start < paragraph.end && end > paragraph.start) inside.push({ start, end, why, role: "left-out", classes: ["is-left-out"] });
  }
  paragraph.node.replaceChildren(...pieceNodes(known, paragraph, inside));
}

// Parts of a statement may stand outside its clause: a fronted condition, the actor of a chapeau.
function touches(whole, open, paragraph) {
  const inside = ({ start, end }) => start < paragraph.end && end > paragraph.start;
  return inside(whole.shown) || (whole === open && partsOf(whole.shown).some(({ span }) => inside(span)));
}

function spansOf(whole, open) {
  const decision = whole.mine ? whole.mine.decision : "open";
  const clause = { start: whole.shown.start, end: whole.shown.end, statement: whole.key };
  if (whole !== open) return [{ ...clause, role: "statement", classes: ["is-statement", `was-${decision}`] }];
  const selected = selectedPart();
  return partsOf(whole.shown).map((part) => {
    const chosen = selected && samePart(part, selected);
    const classes = part.field === "clause" ? ["is-current", `was-${decision}`] : [`is-${PART_ROLES[part.field] || "other"}`];
    if (chosen) classes.push("is-chosen");
    return { ...part.span, statement: whole.key, role: PART_ROLES[part.field] || part.field, part, chosen, classes };
  });
}

function pieceNodes(known, paragraph, spans) {
  const nodes = [];
  for (const piece of cutPieces(paragraph.start, paragraph.end, spans)) {
    const classes = [...new Set(piece.covering.flatMap((span) => span.classes))];
    const node = el("span", { class: classes.join(" ") || null, "data-at": String(piece.start) }, known.text.slice(piece.start, piece.end));
    const statements = [...new Set(piece.covering.map((span) => span.statement).filter(Boolean))];
    if (statements.length) node.dataset.statements = statements.join(" ");
    for (const span of piece.covering) {
      if (span.why) node.title = `Made no statement: ${span.why}`;
      if (span.part && span.start === piece.start && ["conditions", "hedges"].includes(span.part.field)) {
        node.dataset.name = partName(span.part);
      }
      if (span.chosen && span.start === piece.start) nodes.push(handle("start"));
    }
    nodes.push(node);
    if (piece.covering.some((span) => span.chosen && span.end === piece.end)) nodes.push(handle("end"));
  }
  return nodes;
}

function handle(border) {
  return el("span", { class: `handle ${border}`, "data-border": border, "aria-hidden": "true" });
}

// Draw again only the paragraphs that some stretches of text lie in.
function redraw(known, stretches) {
  if (state.shown !== known.number) return;
  for (const paragraph of known.paragraphs) {
    if (stretches.some(({ start, end }) => start < paragraph.end && end > paragraph.start)) drawParagraph(known, paragraph);
  }
}

function stretchesOf(whole) {
  return whole ? partsOf(whole.shown).map((part) => part.span) : [];
}

function paragraphAt(known, offset) {
  return known.paragraphs[placeAfter(known.paragraphStarts, offset) - 1] || known.paragraphs[0];
}

function pieceAt(known, offset) {
  const pieces = [...paragraphAt(known, offset).node.querySelectorAll("[data-at]")];
  return pieces.findLast((piece) => Number(piece.dataset.at) <= offset) || null;
}

function bringIntoView(known, offset) {
  const piece = pieceAt(known, offset);
  if (!piece) return;
  const box = piece.getBoundingClientRect();
  const frame = TEXT_PANE().getBoundingClientRect();
  if (box.top >= frame.top + 60 && box.bottom <= frame.bottom - 100) return;
  scrollTextTo(known, offset, frame.height / 3);
}

// Have a place in the text stand so far below the upper edge. What was out of sight has no height of its own yet:
// once it is laid out, the place is looked up again.
function scrollTextTo(known, offset, below, again = true) {
  const piece = pieceAt(known, offset);
  if (!piece || state.shown !== known.number) return;
  const pane = TEXT_PANE();
  quietly("text", () => { pane.scrollTop += piece.getBoundingClientRect().top - pane.getBoundingClientRect().top - below; });
  if (again) requestAnimationFrame(() => scrollTextTo(known, offset, below, false));
}

// The offset in the text of a place in the page; null outside the text.
function offsetOf(node, offset) {
  const element = node.nodeType === Node.TEXT_NODE ? node.parentElement : node.childNodes[offset] || node.lastChild || node;
  const piece = element.closest ? element.closest("[data-at]") || element.querySelector("[data-at]") : null;
  if (!piece || !TEXT_PANE().contains(piece)) return null;
  return Number(piece.dataset.at) + (node.nodeType === Node.TEXT_NODE ? offset : 0);
}
