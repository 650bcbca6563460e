// How far the review is, where reviewers agree, and which decisions lost their words.

async function showFigures() {
  const place = document.getElementById("figures");
  place.replaceChildren(el("p", { class: "lead", role: "status" }, "Counting …"));
  const { ok, data, problem } = await ask("/api/progress");
  if (!ok) {
    trouble(problem);
    return;
  }
  nameRun(data);
  place.replaceChildren(el("h2", {}, "Progress"), progressTable(data), el("h2", {}, "Agreement"), ...agreementParts(data), ...lostList(data));
}

function share(part, whole) {
  return whole ? `${part} of ${whole} (${percent(part, whole)})` : "none to decide";
}

function progressTable({ reviewers, documents }) {
  if (!reviewers.length) return el("p", { class: "lead" }, "Nobody has decided anything in this run yet.");
  const head = ["Agreement", "Statements", ...reviewers, "Undisputed", "Disputed", "Adjudicated"];
  const rows = documents.map((one) => el("tr", {}, el("th", { scope: "row" }, one.title), el("td", {}, String(one.statements)),
    reviewers.map((name) => el("td", {}, share(one.decided[name], one.statements))),
    ["reviewed", "disputed", "adjudicated"].map((name) => el("td", {}, String(one.states[name] || "·")))));
  return el("div", { class: "scroller" }, el("table", {},
    el("caption", {}, "How many statements each reviewer has decided. Undisputed: whoever judged them agrees. Disputed: reviewers differ, and nobody has settled it."),
    el("thead", {}, el("tr", {}, head.map((name) => el("th", { scope: "col" }, name)))), el("tbody", {}, rows)));
}

function figure(value) {
  return value === null ? "–" : value.toFixed(2);
}

function figureTable(caption, head, rows) {
  return el("div", { class: "scroller measures" }, el("table", {}, el("caption", {}, caption),
    el("thead", {}, el("tr", {}, head.map((name) => el("th", { scope: "col" }, name)))),
    el("tbody", {}, rows.map(([name, ...cells]) => el("tr", {}, el("th", { scope: "row" }, name), cells.map((cell) => el("td", {}, cell)))))));
}

function agreementParts({ agreement }) {
  if (!agreement.pairs.length) return [el("p", { class: "lead" }, "Agreement is measured once two people have reviewed the same statements, each without seeing the other’s decisions.")];
  const alpha = Object.entries(agreement.alpha).map(([name, value]) => [name, figure(value)]);
  return [
    figureTable("Krippendorff’s nominal alpha over everybody: 1 is full agreement, 0 what chance would give; – where it is not defined.", ["Label", "Alpha"], alpha),
    ...agreement.pairs.flatMap(pairParts),
  ];
}

function pairParts(pair) {
  const warned = [...pair.warnings, ...pair.labels.flatMap((label) => label.warnings.map((warning) => `${label.name}: ${warning}`))];
  return [
    el("h3", {}, `${pair.one} and ${pair.other}: ${counted(pair.units, "statement")} judged by both`),
    warned.length ? el("div", { class: "warned" }, el("p", {}, "To be taken with care:"), el("ul", {}, warned.map((warning) => el("li", {}, warning)))) : "",
    figureTable("Labels. Observed is the share alike, kappa (Cohen) corrects it for chance.", ["Label", "Statements", "Observed", "Kappa"],
      pair.labels.map((label) => [label.name, String(label.units), figure(label.observed), figure(label.kappa)])),
    figureTable("Spans of the statements that both hold to be some, as F1: of the same borders, and of those that share half of the longer.",
      ["Span", pair.one, pair.other, "Exact", "Overlapping"],
      pair.spans.map((span) => [span.name, String(span.one), String(span.other), figure(span.exact_f1), figure(span.overlap_f1)])),
  ];
}

function lostList({ lost, moved }) {
  const found = moved ? el("p", {}, `${counted(moved, "decision")} found ${moved === 1 ? "its" : "their"} words at another place of a changed text.`) : "";
  if (!lost.length) return [el("h2", {}, "Lost"), found, el("p", {}, "No decision has lost its words.")];
  const items = lost.map((one) => el("li", {}, `${one.document}: ${one.reviewer} ${DECIDED[one.decision]} `, el("q", {}, one.quote), one.note ? ` (${one.note})` : ""));
  return [el("h2", {}, "Lost"), found,
    el("p", {}, "The words of these decisions stand nowhere in the texts of this run any more. They stay in the reviewers' files."), el("ul", { class: "lost" }, items)];
}
