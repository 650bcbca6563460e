// The paragraphs of an agreement with its statements marked and their qualifiers named.

const READING_ROLES = ["actor", "deontic", "aim", "condition", "hedge", "time", "amount"];
const HEADED = new Set(["title", "part", "annex", "article", "section", "preamble", "signature"]);
const HIGH_HEADINGS = new Set(["title", "part", "annex", "preamble"]);
const LONGEST_HEADING = 160;

// Paragraphs end at blank lines and where a provision begins.
function paragraphsOf(data) {
  const kinds = new Map();
  for (const [start, , kind, heading, citation] of data.provisions) {
    if (!kinds.has(start)) kinds.set(start, { kind, heading, citation });
  }
  const starts = new Set([0, ...kinds.keys()]);
  for (const gap of data.text.matchAll(/\n[^\S\n]*\n\s*/g)) starts.add(gap.index + gap[0].length);
  const sorted = [...starts].filter((start) => start < data.text.length).sort((a, b) => a - b);
  const paragraphs = sorted.map((start, number) => {
    const end = sorted[number + 1] === undefined ? data.text.length : sorted[number + 1];
    return { start, end: start + data.text.slice(start, end).trimEnd().length, provision: kinds.get(start) };
  }).filter((paragraph) => paragraph.end > paragraph.start);
  paragraphs.forEach((paragraph, number) => { paragraph.gap = number ? paragraphs[number - 1].end : 0; });
  share(paragraphs, data.statements, "statements", (statement) => reach(statement));
  share(paragraphs, data.leftOut, "leftOut", (item) => [item.start, item.end]);
  return paragraphs;
}

// A statement with the qualifiers that stand just outside it; what is inherited from afar is not drawn there.
function reach(statement) {
  let [start, end] = [statement.start, statement.end];
  for (const [role, from, to, , inherited] of statement.spans) {
    if (inherited || !READING_ROLES.includes(role)) continue;
    start = Math.min(start, from);
    end = Math.max(end, to);
  }
  return [start, end];
}

function share(paragraphs, items, name, reachOf) {
  for (const paragraph of paragraphs) paragraph[name] = [];
  for (const item of items) {
    const [start, end] = reachOf(item);
    for (let place = lastBefore(paragraphs, start); place < paragraphs.length && paragraphs[place].start < end; place += 1) {
      if (paragraphs[place].end > start) paragraphs[place][name].push(item);
    }
  }
}

function lastBefore(paragraphs, offset) {
  let [low, high] = [0, paragraphs.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (paragraphs[middle].start <= offset) low = middle;
    else high = middle - 1;
  }
  return Math.max(low, 0);
}

function isHeading(data, paragraph) {
  const { provision, start, end } = paragraph;
  if (!provision || !HEADED.has(provision.kind) || paragraph.statements.length) return false;
  return end - start <= LONGEST_HEADING && !/[.;,]$/.test(data.text.slice(start, end));
}

function readingParagraph(data, paragraph, inherited) {
  const spans = paragraph.statements.flatMap((statement) => [
    { role: "statement", start: statement.start, end: statement.end, kind: statement.id, classes: ["is-statement", firmnessClass(statement)] },
    ...drawnSpans(statement, READING_ROLES).filter((span) => !span.from || (span.start >= statement.start && span.end <= statement.end)),
  ].map((span) => ({ ...span, statements: [statement.number] })));
  for (const item of paragraph.leftOut) spans.push({ role: "left-out", start: item.start, end: item.end, kind: item.why });
  const pages = pagesWithin(data, paragraph);
  // A border without a name of its own, so that the text is cut where the page begins.
  for (const at of pages.keys()) spans.push({ role: "page", start: at, end: paragraph.end, kind: "", classes: [] });
  const begins = new Map();
  for (const statement of paragraph.statements) {
    if (statement.start < paragraph.start) continue;
    begins.set(statement.start, [...(begins.get(statement.start) || []), statement]);
  }
  const before = (offset) => [
    pages.has(offset) ? el("small", { class: "page" }, `p. ${pages.get(offset)}`) : null,
    ...(begins.get(offset) || []).flatMap((statement) => [statementTag(statement), inheritedMarks(statement, inherited)]),
  ].filter(Boolean);
  const nodes = passage(data.text, paragraph.start, paragraph.end, spans, { before });
  const name = isHeading(data, paragraph) ? (HIGH_HEADINGS.has(paragraph.provision.kind) ? "h2" : "h3") : "p";
  const kind = paragraph.provision ? ` ${paragraph.provision.kind}` : "";
  return el(name, { class: `paragraph${kind}`, "data-start": String(paragraph.start) }, nodes);
}

// Where in a paragraph, or in the gap before it, a page begins: offset -> number of the page.
function pagesWithin(data, paragraph) {
  const pages = new Map();
  if (data.pages.length < 2) return pages;
  data.pages.forEach((start, number) => {
    const first = paragraph.gap === 0 && start === 0;
    if (first || (start >= paragraph.gap && start < paragraph.end && start > 0)) pages.set(Math.max(start, paragraph.start), number + 1);
  });
  return pages;
}

function statementTag(statement) {
  const tag = el("button", {
    type: "button",
    class: `tag ${firmnessClass(statement)}`,
    "data-statement": statement.id,
    "data-statements": String(statement.number),
    "aria-label": `${firmnessWords(statement)}${statement.actor ? ` of ${statement.actor}` : ""}, open`,
    onclick: (event) => {
      event.stopPropagation();
      showStatements([statement], event.currentTarget);
    },
  }, firmnessWords(statement));
  tag.copies = copiesOf(statement.place, statement.citation, statement.page, () => quoteOf(statement));
  return tag;
}

