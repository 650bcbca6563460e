// What the page knows: a line on every statement of the run, the documents looked at so far, and where we are.

const state = {
  view: "review", run: null, lines: [], list: [], at: -1, documents: new Map(), shown: null,
  part: 0, editing: false, marker: null, choosing: null, still: false,
};

const LABELS = [
  ["obligation", "commitment", "obligation"], ["pledge", "commitment", "pledge"], ["intention", "commitment", "intention"],
  ["recommendation", "commitment", "recommendation"], ["permission", "permission", null], ["disclaimer", "disclaimer", null],
  ["term", "term", null],
];
const DECIDED = {
  open: "open", accept: "accepted", reject: "rejected", correct: "corrected", skip: "skipped", add: "added",
  proposed: "open", reviewed: "agreed", disputed: "disputed", adjudicated: "adjudicated",
};

function labelOf(thing) {
  return thing.force || thing.kind;
}

function lineKey(line) {
  return `${line.document} ${line.key}`;
}

function currentLine() {
  return state.list[state.at] || null;
}

function currentDocument() {
  const line = currentLine();
  return line ? state.documents.get(line.document) || null : null;
}

function current() {
  const line = currentLine();
  const known = line && state.documents.get(line.document);
  return known ? known.statements.get(line.key) || null : null;
}

function lineOf(whole) {
  return state.lines.find((line) => line.document === whole.document && line.key === whole.key);
}

function isAdjudicating() {
  return state.view === "adjudicate";
}

// What a decision makes of the statement, as the list shows it before the program has answered.
function updateLine(line, whole) {
  if (!line) return;
  line.decision = isAdjudicating() ? "adjudicated" : whole.mine ? whole.mine.decision : "open";
  line.kind = whole.shown.kind;
  line.force = whole.shown.force;
  line.negative = whole.shown.polarity === "negative";
  line.hedges = [...new Set(whole.shown.hedges.map((span) => span.type))].sort();
  line.note = Boolean(whole.mine && whole.mine.note);
}

// A document is fetched once, however many ask for it meanwhile.
const fetching = new Map();

async function documentFor(number) {
  if (state.documents.has(number)) return state.documents.get(number);
  if (!fetching.has(number)) fetching.set(number, fetchDocument(number).finally(() => fetching.delete(number)));
  return fetching.get(number);
}

async function fetchDocument(number) {
  const documents = state.documents;
  const { ok, data, problem } = await ask(`/api/documents/${number}`);
  if (!ok) throw new Error(problem);
  // Everything was loaded anew meanwhile: what has come belongs to the past.
  if (documents !== state.documents) return documentFor(number);
  keepDocument(data);
  return state.documents.get(number);
}

function keepDocument(data) {
  const statements = new Map(data.statements.map((whole) => [whole.key, remembered(whole)]));
  const paragraphs = paragraphsOf(data);
  const paragraphStarts = paragraphs.map((paragraph) => paragraph.start);
  state.documents.set(data.number, { ...data, statements, words: wordsOf(data.text), paragraphs, paragraphStarts });
}

// The id of the decision on the disk, by which the program sees whether another window has decided meanwhile.
function remembered(whole) {
  return { ...whole, savedId: whole.mine ? whole.mine.id : null };
}

// Paragraphs begin behind empty lines and where a provision begins.
function paragraphsOf({ text, provisions }) {
  const borders = new Set([0]);
  for (const match of text.matchAll(/\n[^\S\n]*\n\s*/g)) borders.add(match.index + match[0].length);
  for (const [start] of provisions) borders.add(start);
  const headings = new Set(provisions.filter(([, kind]) => kind === "title").map(([start]) => start));
  const starts = [...borders].filter((start) => start < text.length).sort((a, b) => a - b);
  return starts.map((start, place) => ({
    start, end: starts[place + 1] ?? text.length, node: null, heading: headings.has(start),
  }));
}
