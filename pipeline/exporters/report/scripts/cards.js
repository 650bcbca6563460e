// Cards: a statement, a quote, a left-out word, each with its place and a citation to copy.

function readingLink(place, params, label) {
  const search = new URLSearchParams(params);
  return el("a", { href: `#/read/${encodeURIComponent(run.agreements[place].id)}?${search}` }, label);
}

function chip(statement) {
  return el("span", { class: `chip ${firmnessClass(statement)}` }, firmnessWords(statement));
}

function copyButtons(place, citation, page, quote) {
  const cited = pinpoint(place, citation, page);
  return [
    copyButton("Copy citation", () => cited),
    copyButton("Copy quote and citation", () => `“${quote()}” (${cited})`),
  ];
}

function sourceLine(place, citation, page, withAgreement) {
  return el("p", { class: "source" },
    withAgreement ? el("cite", {}, run.agreements[place].citeAs) : null,
    withAgreement && citation ? ", " : null,
    el("span", { class: "pinpoint" }, placeWords(place, citation, page)));
}

function originOf(span, statement) {
  if (!span.from) return span.end <= statement.start ? "before the clause" : "after the clause";
  return span.role === "disclaimer" ? `covers the ${span.from}` : `inherited from the ${span.from}`;
}

function elsewhereLines(statement) {
  const spans = outsideSpans(statement);
  const [covering, others] = [spans.filter((span) => span.role === "disclaimer"), spans.filter((span) => span.role !== "disclaimer")];
  const lines = (listed, label) => el("ul", { class: "elsewhere", "aria-label": label }, listed.map((span) => el("li", {},
    el("small", { class: `name for-${span.role}` }, spanName(span)), " ",
    el("q", {}, words(statement.place, span.start, span.end)), " ",
    el("span", { class: "origin" }, originOf(span, statement)))));
  // Treaties may disclaim so often that the disclaimers would bury the statement: they wait to be opened.
  return [
    others.length ? lines(others, "Said outside this clause") : null,
    covering.length ? el("details", { class: "covering" },
      el("summary", {}, `covered by ${counted(covering.length, "disclaimer")}`), lines(covering, "Disclaimers that cover it")) : null,
  ];
}

function statementCard(statement, { withAgreement = true, note = "", marks = [] } = {}) {
  return el("article", { class: "card", "aria-label": `${firmnessWords(statement)}, ${placeWords(statement.place, statement.citation, statement.page)}` },
    el("p", { class: "head" }, chip(statement), statement.actor ? el("span", { class: "who" }, statement.actor) : null),
    statementPassage(statement, marks),
    elsewhereLines(statement),
    note ? el("p", { class: "note" }, note) : null,
    sourceLine(statement.place, statement.citation, statement.page, withAgreement),
    el("p", { class: "actions" },
      readingLink(statement.place, { statement: statement.id }, "Read in context"),
      copyButtons(statement.place, statement.citation, statement.page, () => quoteOf(statement))));
}

function textCard(place, item, note, withAgreement) {
  const text = documentOf(place).text;
  const marks = item.marks.map(([start, end]) => ({ role: "mark", start, end, kind: "" }));
  return el("article", { class: "card" },
    el("blockquote", {}, passage(text, item.start, item.end, marks)),
    note ? el("p", { class: "note" }, note) : null,
    sourceLine(place, item.citation, item.page, withAgreement),
    el("p", { class: "actions" },
      readingLink(place, { at: item.marks.length ? item.marks[0][0] : item.start }, "Read in context"),
      copyButtons(place, item.citation, item.page, () => words(place, item.start, item.end))));
}

function quoteCard(place, quote) {
  if (quote.statement === undefined) return textCard(place, quote, quote.note || "", false);
  return statementCard(documentOf(place).statements[quote.statement], { withAgreement: false, note: quote.note || "" });
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
      span.from ? el("span", { class: "origin" }, ` ${originOf(span, statement)}`) : null)));
  }
  if (statement.topics.length) list.append(el("dt", {}, "Topics"), el("dd", {}, statement.topics.join(", ")));
  list.append(el("dt", {}, "Rules"), el("dd", { class: "rules" }, statement.rules.join(", ") || "–"));
  return list;
}
