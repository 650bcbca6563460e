// Cards: a statement, a quote, a left-out word, each with its place and a citation to copy.

function readingAddress(place, params) {
  return `#/read/${encodeURIComponent(run.agreements[place].id)}?${new URLSearchParams(params)}`;
}

function readingLink(place, params, label) {
  return el("a", { href: readingAddress(place, params) }, label);
}

// How firm, as filled and empty dots: said in words beside them.
function readingDots(reading) {
  const full = READINGS.length - READINGS.indexOf(reading);
  return el("span", { class: "dots", "aria-hidden": "true" }, "●".repeat(full) + "○".repeat(READINGS.length - full));
}

function reasonLine(statement) {
  return statement.reading ? el("p", { class: "reason" },
    el("span", { class: `firmness ${statement.reading}` }, readingDots(statement.reading), ` ${statement.reading}`), ` ${statement.reason}`) : null;
}

function chip(statement) {
  return el("span", { class: `chip ${firmnessClass(statement)}` }, firmnessWords(statement));
}

// What the keys and the buttons of a card copy.
function copiesOf(place, citation, page, quote) {
  const cited = pinpoint(place, citation, page);
  return {
    citation: () => copy(cited, "citation"),
    quote: () => copy(`“${quote()}” (${cited})`, "quote and citation"),
  };
}

function card(properties, copies, links, ...children) {
  const node = el("article", { class: "card", ...properties }, ...children,
    el("p", { class: "actions" }, links,
      copyButton("Copy citation", copies.citation), copyButton("Copy quote and citation", copies.quote)));
  node.copies = copies;
  return node;
}

function sourceLine(place, citation, page, withAgreement) {
  return el("p", { class: "source" },
    withAgreement ? el("cite", {}, run.agreements[place].citeAs) : null,
    withAgreement && citation ? ", " : null,
    el("span", { class: "pinpoint" }, placeWords(place, citation, page)));
}

function originWords(span, statement) {
  if (!span.from) return span.end <= statement.start ? "before the clause" : "after the clause";
  return span.role === "disclaimer" ? `covers the ${span.from}` : `inherited from the ${span.from}`;
}

// What an inherited span comes from, and where its words stand.
function originOf(span, statement) {
  const citation = span.from ? citationAt(statement.place, span.start) : "";
  return el("span", { class: "origin" }, originWords(span, statement), citation
    ? [", ", readingLink(statement.place, { at: span.start }, citation)] : null);
}

function elsewhereLines(statement) {
  const spans = outsideSpans(statement);
  const [covering, others] = [spans.filter((span) => span.role === "disclaimer"), spans.filter((span) => span.role !== "disclaimer")];
  const lines = (listed, label) => el("ul", { class: "elsewhere", "aria-label": label }, listed.map((span) => el("li", {},
    el("small", { class: `name for-${span.role}` }, spanName(span)), " ",
    el("q", {}, words(statement.place, span.start, span.end)), " ", originOf(span, statement))));
  // Treaties may disclaim so often that the disclaimers would bury the statement: they wait to be opened.
  return [
    others.length ? lines(others, "Said outside this clause") : null,
    covering.length ? el("details", { class: "covering" },
      el("summary", {}, `covered by ${counted(covering.length, "disclaimer")}`), lines(covering, "Disclaimers that cover it")) : null,
  ];
}

function statementCard(statement, { withAgreement = true, note = "", brief = false } = {}) {
  const { place, citation, page } = statement;
  return card({ "aria-label": `${firmnessWords(statement)}, ${placeWords(place, citation, page)}` },
    copiesOf(place, citation, page, () => quoteOf(statement)),
    readingLink(place, { statement: statement.id }, "Read in context"),
    el("p", { class: "head" }, chip(statement), statement.actor ? el("span", { class: "who" }, statement.actor) : null),
    statementPassage(statement),
    brief ? null : elsewhereLines(statement),
    reasonLine(statement),
    note ? el("p", { class: "note" }, note) : null,
    isReviewed(statement) ? el("p", { class: "source reviewed" }, statement.reviewed) : null,
    sourceLine(place, citation, page, withAgreement));
}

// A state that says more than that a rule proposed the statement.
function isReviewed(statement) {
  return Boolean(statement.reviewed) && statement.reviewed !== "proposed by rule";
}

function textCard(place, item, note, withAgreement) {
  const text = documentOf(place).text;
  const marks = item.marks.map(([start, end]) => ({ role: "mark", start, end, kind: "" }));
  return card({}, copiesOf(place, item.citation, item.page, () => words(place, item.start, item.end)),
    readingLink(place, { at: item.marks.length ? item.marks[0][0] : item.start }, "Read in context"),
    el("blockquote", {}, passage(text, item.start, item.end, marks)),
    note ? el("p", { class: "note" }, note) : null,
    sourceLine(place, item.citation, item.page, withAgreement));
}

// A quote is a statement's number, with or without a note, or words that are no statement.
function quoteCard(place, quote, { withAgreement = false, brief = false } = {}) {
  const number = typeof quote === "number" ? quote : quote.statement;
  if (number === undefined) return textCard(place, quote, quote.note || "", withAgreement);
  return statementCard(documentOf(place).statements[number], { withAgreement, brief, note: quote.note || "" });
}

const DETAILS = [
  ["actor", "Who"], ["deontic", "Force word"], ["aim", "Does"], ["object", "What"], ["beneficiary", "For whom"],
  ["condition", "Conditions"], ["hedge", "Hedges"], ["time", "Times"], ["amount", "Amounts"],
  ["reference", "References"], ["element", "Elements"],
];

// Everything known of a statement, name by name.
function statementDetails(statement) {
  const list = el("dl", { class: "details" });
  for (const [role, label] of DETAILS) {
    const spans = spansOf(statement, role);
    if (!spans.length) continue;
    list.append(el("dt", {}, label), ...spans.map((span) => el("dd", {},
      el("q", {}, words(statement.place, span.start, span.end)),
      span.kind ? el("span", { class: "kind" }, ` ${span.kind}`) : null,
      span.from ? [" ", originOf(span, statement)] : null)));
  }
  list.append(...firmnessDetails(statement));
  if (statement.topics.length) list.append(el("dt", {}, "Topics"), el("dd", {}, statement.topics.map(topicTitle).join(", ")));
  list.append(el("dt", {}, "Rules"), el("dd", { class: "rules" }, statement.rules.join(", ") || "–"));
  return list;
}

const REGISTER_WORDS = {
  binding: "an instrument that binds", "non-binding": "an instrument, or a part, that is not to bind in law", political: "a political text",
};

// The three dimensions of firmness, kept apart.
function firmnessDetails(statement) {
  if (!statement.reading) return [];
  const listed = (grounds) => grounds.map(([kind, start, end]) => [`${kind} `, el("q", {}, words(statement.place, start, end))])
    .flatMap((entry, place) => (place ? ["; ", entry] : [entry]));
  return [
    el("dt", {}, "Obligation"), el("dd", {}, `${statement.force}, in ${REGISTER_WORDS[statement.register]}`),
    el("dt", {}, "Precision"), el("dd", {}, statement.precision.length ? listed(statement.precision) : "nothing named that makes it precise",
      statement.openVerb ? ["; “", statement.openVerb, "” leaves open what is to be done"] : null),
    el("dt", {}, "Delegation"), el("dd", {}, statement.delegation.length ? listed(statement.delegation) : "no organ named"),
  ];
}
