// How far the review is, where reviewers agree, and which decisions lost their words.

async function showFigures() {
  const place = document.getElementById("figures");
  const { ok, data, problem } = await ask("/api/progress");
  if (!ok) {
    trouble(problem);
    return;
  }
  place.replaceChildren(el("h1", {}, "Progress"), progressTable(data), ...lostList(data));
}

function share(part, whole) {
  return whole ? `${part} of ${whole} (${percent(part, whole)})` : "none to decide";
}

function progressTable({ reviewers, documents }) {
  if (!reviewers.length) return el("p", { class: "lead" }, "Nobody has decided anything in this run yet.");
  const head = ["Agreement", "Statements", ...reviewers, "Alike", "Disputed", "Adjudicated"];
  const rows = documents.map((one) => el("tr", {}, el("th", { scope: "row" }, one.title), el("td", {}, String(one.statements)),
    reviewers.map((name) => el("td", {}, share(one.decided[name], one.statements))),
    ["reviewed", "disputed", "adjudicated"].map((name) => el("td", {}, String(one.states[name] || "·")))));
  return el("div", { class: "scroller" }, el("table", {},
    el("caption", {}, "Statements that each reviewer has decided; alike: nobody differs; disputed: somebody does, and nobody has settled it."),
    el("thead", {}, el("tr", {}, head.map((name) => el("th", { scope: "col" }, name)))), el("tbody", {}, rows)));
}

function lostList({ lost, moved }) {
  const found = moved ? el("p", {}, `${counted(moved, "decision")} found ${moved === 1 ? "its" : "their"} words at another place of a changed text.`) : "";
  if (!lost.length) return [el("h2", {}, "Lost"), found, el("p", {}, "No decision has lost its words.")];
  const items = lost.map((one) => el("li", {}, `${one.document}: ${one.reviewer} ${DECIDED[one.decision]} `, el("q", {}, one.quote), one.note ? ` (${one.note})` : ""));
  return [el("h2", {}, "Lost"), found,
    el("p", {}, "The words of these decisions stand nowhere in the texts of this run any more. They stay in the reviewers' files."), el("ul", { class: "lost" }, items)];
}
