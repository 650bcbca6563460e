// Alignment: provisions that agreements share, side by side. Of two chosen agreements also what only one of them has.

const DIFFERS = [
  ["", "in any way or none"], ["same", "in names alone"], ["words", "in words"], ["force", "in force"], ["hedges", "in hedges"],
  ["conditions", "in conditions"], ["times", "in times"], ["amounts", "in amounts"],
  ["stronger", "later one stronger"], ["weaker", "later one weaker"],
];
const PROVISION_HEIGHT = 420;

function pairsOf(number) {
  const { inBlock } = block("alignment");
  return block(`pairs-${Math.floor(number / inBlock)}`)[number % inBlock];
}

function alignmentView(params, remember) {
  const data = block("alignment");
  const view = { title: "Alignment", nodes: null, list: null, close: () => view.list && view.list.close() };
  const nodes = [el("h1", {}, "Alignment")];
  if (!data.aligned) {
    view.nodes = [...nodes, el("p", { class: "empty" }, `These agreements hold ${data.statements.toLocaleString("en")} statements, more than the ${data.most.toLocaleString("en")} that are set against each other here. Compare a smaller number of agreements to see what they share.`)];
    return view;
  }
  const examined = run.agreements.filter((agreement) => agreement.read && !agreement.reason);
  const named = examined.map((agreement) => [agreement.id, agreement.citeAs]);
  const field = (label, name, options) => choice(label, name, options, params.get(name) || "");
  const form = el("form", { class: "filters", role: "search", "aria-label": "Filter the shared provisions" },
    field("Agreement", "one", [["", "any"], ...named]), field("and agreement", "other", [["", "any"], ...named]),
    field("Differs", "differs", DIFFERS), field("Show", "show", [["", "what they share"], ["alone", "what one has alone"]]),
    searchField("Words", "words", params.get("words") || "", "of the heading or of any of the statements"));
  const count = el("p", { class: "lead", role: "status" });
  const holder = el("div", {});
  const draw = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const both = [wanted.one, wanted.other].filter(Boolean).map(placeOf).filter((place) => place >= 0).sort((a, b) => a - b);
    const pair = new Set(both).size === 2 ? both : null;
    form.elements.show.disabled = !pair;
    if (view.list) view.list.close();
    if (pair && wanted.show === "alone") view.list = aloneList(pair, wanted, count);
    else view.list = sharedList(data, both, wanted, count);
    holder.replaceChildren(view.list.items.length ? view.list.node : el("p", { class: "empty" }, "Nothing fits. What stands in one agreement alone is shown by choosing two agreements and “what one has alone”."));
    remember(wanted);
  };
  redrawOnInput(form, draw);
  draw();
  view.nodes = [...nodes,
    el("p", { class: "lead" }, "Statements of different agreements that say the same, by their words, names of actors left aside. The earlier agreement stands first."),
    pairsKey(), form, count, holder];
  return view;
}

function sharedList(data, both, wanted, count) {
  const found = data.provisions.map((provision, number) => ({ provision, number }))
    .filter(({ provision }) => both.every((place) => provision.members.some(([member]) => member === place)))
    .map((entry) => ({ ...entry, pairs: shownPairs(entry, both) }))
    .filter(({ pairs }) => !wanted.differs || pairs.some((pair) => differsIn(pair, wanted.differs)))
    .filter(({ provision }) => holdsWords(provision, wanted.words));
  // Of two chosen agreements the earlier one gives the order.
  const numberIn = ({ provision }) => provision.members.find(([member]) => member === both[0])[1];
  if (both.length) found.sort((a, b) => numberIn(a) - numberIn(b));
  count.textContent = `${counted(found.length, "provision")} of ${data.provisions.length.toLocaleString("en")} shared by two or more agreements.${both.length === 2 ? ` ${templateWords(data, both)}` : ""}`;
  return new WindowedList(found, provisionCard, { itemHeight: PROVISION_HEIGHT });
}

// How much of each of two agreements the other has too.
function templateWords(data, both) {
  const shared = data.provisions.map((provision, number) => ({ provision, number }))
    .filter(({ provision }) => both.every((place) => provision.members.some(([member]) => member === place)));
  const same = shared.filter((entry) => shownPairs(entry, both).every((pair) => pair.sameWords)).length;
  const shares = both.map((place) => `${shared.length} of ${counted(documentOf(place).statements.length, "statement")} (${percent(shared.length, documentOf(place).statements.length)}) of ${run.agreements[place].citeAs}`);
  return `${shares.join(" and ")} have a counterpart in the other, ${same} of them in the same words but for names.`;
}

// Of a provision the pair of the two chosen agreements, or those with its first statement.
function shownPairs({ provision, number }, both) {
  const pairs = pairsOf(number);
  const placeIn = (member) => provision.members[member][0];
  const chosen = both.length === 2 ? pairs.filter(({ members }) => members.every((member) => both.includes(placeIn(member)))) : [];
  return chosen.length ? chosen : pairs.filter(({ members }) => members[0] === 0);
}

function differsIn(pair, way) {
  if (way === "same") return pair.sameWords;
  if (way === "words") return !pair.sameWords;
  if (way === "stronger" || way === "weaker") return pair.strength === way;
  return pair.differences.some(([aspect]) => aspect === way);
}

function holdsWords(provision, sought) {
  const terms = soughtTerms(sought);
  if (!terms.length) return true;
  const texts = [provision.label, ...provision.members.map((member) => quoteOf(statementAt(member)))];
  return texts.some((text) => terms.every((term) => text.toLowerCase().includes(term)));
}

function provisionCard({ provision, pairs }) {
  const [first, ...rest] = pairs;
  const shown = (pair) => sideBySide(...pair.members.map((member) => provision.members[member]), pair);
  return el("section", { class: "provision", "aria-label": provision.label },
    el("h2", {}, provision.label),
    pairs.length === 1 && provision.members.length === 2 ? null : el("p", { class: "sub" }, `in ${counted(provision.members.length, "agreement")}: `, provision.members.map((member, place) => {
      const { citation, page } = statementAt(member);
      return [place ? "; " : null, readingLink(member[0], { statement: statementAt(member).id }, `${run.agreements[member[0]].title}${citation ? `, ${placeWords(member[0], citation, page)}` : ""}`)];
    })),
    shown(first),
    rest.length ? el("details", { class: "further" }, el("summary", {}, `${counted(rest.length, "further agreement")} set against the first`), rest.map(shown)) : null);
}

// Statements that have no counterpart in the other of two agreements.
function aloneList(both, wanted, count) {
  const shared = new Map(both.map((place) => [place, new Set()]));
  for (const { members } of block("alignment").provisions) {
    if (!both.every((place) => members.some(([member]) => member === place))) continue;
    for (const [place, number] of members) if (shared.has(place)) shared.get(place).add(number);
  }
  const alone = (place) => documentOf(place).statements.filter((statement) => !shared.get(place).has(statement.number));
  const terms = soughtTerms(wanted.words);
  const found = both.flatMap(alone).filter((statement) => terms.every((term) => quoteOf(statement).toLowerCase().includes(term)));
  count.textContent = both.map((place) => `${alone(place).length} of ${counted(documentOf(place).statements.length, "statement")} of ${run.agreements[place].citeAs} without a counterpart in the other`).join("; ");
  return new WindowedList(found, (statement) => statementCard(statement), { itemHeight: 240 });
}
