// Two statements side by side: what differs in words, in force and in qualifiers.

const STRENGTHS = {
  stronger: "▲ stronger", equal: "= equal", weaker: "▼ weaker", mixed: "◆ mixed", "no counterpart found": "○ no counterpart found",
};
const EFFECTS = { firmer: "▲ firmer", softer: "▼ softer", neither: "◇ otherwise" };
const RUN_SIZE = 5;

function strengthChip(strength) {
  return el("span", { class: `strength ${strength.replaceAll(" ", "-")}` }, STRENGTHS[strength]);
}

function statementAt([place, number]) {
  return documentOf(place).statements[number];
}

// The runs of one side as spans over its statement. Empty runs have no words to mark.
function runSpans(pair, side, statement) {
  const kinds = block("alignment").runKinds;
  const spans = [];
  for (let at = 0; at < pair.runs.length; at += RUN_SIZE) {
    const kind = kinds[pair.runs[at]];
    const [start, end] = pair.runs.slice(at + 1 + 2 * side, at + 3 + 2 * side).map((offset) => offset + statement.start);
    if (kind === "same" || start === end) continue;
    const element = kind === "name" ? null : side ? "ins" : "del";
    spans.push({ role: "run", start, end, kind, element, classes: [kind === "name" ? "is-other-name" : `is-${element}`] });
  }
  return spans;
}

function sideOf(pair, side, statement) {
  const { place, citation, page } = statement;
  const spans = [...drawnSpans(statement, DRAWN_IN_CARDS), ...runSpans(pair, side, statement)];
  return card({ class: "card side", "aria-label": run.agreements[place].citeAs }, copiesOf(place, citation, page, () => quoteOf(statement)),
    readingLink(place, { statement: statement.id }, "Read in context"),
    el("p", { class: "source" }, el("cite", {}, run.agreements[place].citeAs), citation ? ", " : null,
      el("span", { class: "pinpoint" }, placeWords(place, citation, page))),
    el("p", { class: "head" }, chip(statement), statement.actor ? el("span", { class: "who" }, statement.actor) : null),
    el("blockquote", {}, passage(documentOf(place).text, statement.start, statement.end, spans)),
    reasonLine(statement));
}

// `left` and `right` are [place, number]; the words on strength speak of the right one, which stands second.
function sideBySide(left, right, pair, { withStrength = true } = {}) {
  const [first, second] = [statementAt(left), statementAt(right)];
  return el("div", { class: "pair" },
    el("div", { class: "sides" }, sideOf(pair, 0, first), sideOf(pair, 1, second)),
    withStrength || pair.differences.length ? el("div", { class: "differences" },
      withStrength ? el("p", {}, strengthChip(pair.strength), ` ${pair.sameWords && pair.strength === "equal" ? "the same words, but for names" : pair.reason}`) : null,
      pair.differences.length ? el("ul", {}, pair.differences.map(([aspect, effect, reason]) => el("li", {},
        el("span", { class: `effect ${effect}` }, EFFECTS[effect]), ` ${aspect}: ${reason}`))) : null) : null);
}

function pairsKey() {
  return el("p", { class: "matrix-key" }, el("del", { class: "is-del" }, "words of the first alone"), " · ",
    el("ins", { class: "is-ins" }, "words of the second alone"), " · ", el("span", { class: "is-other-name" }, "another name"),
    " · stronger, equal or weaker is said of the second, from its force and qualifiers.");
}
