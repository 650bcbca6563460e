// Stretches of text with their statements and qualifiers marked. Spans may overlap in any way, so the text is cut at
// every border and each piece knows all the spans that cover it.

const ROLE_NAMES = {
  actor: "actor", deontic: "force word", aim: "verb", object: "object", beneficiary: "for whom",
  condition: "condition", hedge: "hedge", time: "time", amount: "amount", reference: "reference", element: "element",
  disclaimer: "disclaimer",
};

function spanName(span) {
  return span.kind && (span.role === "condition" || span.role === "hedge") ? `${span.role}: ${span.kind}` : ROLE_NAMES[span.role];
}

function cutPieces(start, end, spans) {
  const borders = new Set([start, end]);
  for (const span of spans) {
    if (span.start > start && span.start < end) borders.add(span.start);
    if (span.end > start && span.end < end) borders.add(span.end);
  }
  const sorted = [...borders].sort((a, b) => a - b);
  const ordered = [...spans].sort((a, b) => a.start - b.start || b.end - a.end);
  const pieces = [];
  for (let number = 0; number + 1 < sorted.length; number += 1) {
    const [from, to] = [sorted[number], sorted[number + 1]];
    pieces.push({ start: from, end: to, covering: ordered.filter((span) => span.start < to && span.end > from) });
  }
  return pieces;
}

// One qualifier can belong to several statements (a fronted condition); on the page it is marked once, for all of them.
function distinct(spans) {
  const seen = new Map();
  for (const span of spans) {
    const key = `${span.role} ${span.start} ${span.end} ${span.kind}`;
    const first = seen.get(key);
    if (first) first.statements.push(...(span.statements || []));
    else seen.set(key, { ...span, statements: [...(span.statements || [])] });
  }
  return [...seen.values()];
}

function drawnSpans(statement, roles) {
  return statement.spans
    .filter(([role]) => roles.includes(role))
    .map(([role, start, end, kind, from]) => ({ role, start, end, kind, from }));
}

// The pieces of a text as nodes. `before(position)` may give nodes to put before the piece that begins there.
function passage(text, start, end, spans, { before = null, named = true } = {}) {
  const nodes = [];
  for (const piece of cutPieces(start, end, distinct(spans))) {
    if (before) nodes.push(...before(piece.start));
    const written = text.slice(piece.start, piece.end).replace(/\s+/g, " ");
    if (!piece.covering.length) {
      nodes.push(written);
      continue;
    }
    const classes = [...new Set(piece.covering.flatMap((span) => span.classes || [`is-${span.role}`]))];
    // Words that came or went are elements of their own, which a screen reader can name.
    const changed = piece.covering.find((span) => span.element);
    const node = el(changed ? changed.element : "span", { class: classes.join(" ") });
    const statements = [...new Set(piece.covering.flatMap((span) => span.statements))];
    if (statements.length) node.dataset.statements = statements.join(" ");
    for (const span of piece.covering) {
      const begins = span.start === piece.start || (span.start < start && piece.start === start);
      if (named && begins && QUALIFIERS.includes(span.role)) {
        node.append(el("small", { class: `name for-${span.role}` }, spanName(span)), " ");
      }
    }
    node.append(written);
    nodes.push(node);
  }
  return nodes;
}

const DRAWN_IN_CARDS = ["actor", "deontic", "aim", "condition", "hedge", "time", "amount"];

// The words of a statement with its parts marked.
function statementPassage(statement) {
  const { text } = documentOf(statement.place);
  return el("blockquote", {}, passage(text, statement.start, statement.end, drawnSpans(statement, DRAWN_IN_CARDS)));
}

// What is said of a statement outside its own clause: before it, in its chapeau, or elsewhere in the instrument.
const LISTED_BESIDE = ["actor", "deontic", "condition", "hedge", "disclaimer", "time", "amount"];

function outsideSpans(statement) {
  return statement.spans
    .filter(([role, start, end]) => LISTED_BESIDE.includes(role) && (end <= statement.start || start >= statement.end))
    .map(([role, start, end, kind, from]) => ({ role, start, end, kind, from }));
}
