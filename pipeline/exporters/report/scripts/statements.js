// Statements: all of them, filtered, sorted, searched; what is chosen stands in the address.

const ANY = ["", "any"];
const SORTS = [["place", "date and place"], ["firm", "firmest first"], ["hedged", "most hedged first"], ["actor", "actor"]];
const TYPING_PAUSE = 150;
const ACTORS_LISTED = 300;

function tally(items, names) {
  const counts = new Map();
  for (const item of items) for (const name of names(item)) counts.set(name, (counts.get(name) || 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
}

function typesOf(statement, role) {
  return new Set(statement.spans.filter((span) => span[0] === role).map((span) => span[3]));
}

function countedOptions(pairs) {
  return pairs.map(([name, count]) => [name, `${name} (${count.toLocaleString("en")})`]);
}

function statementsView(params, remember) {
  const all = gathered("statements");
  const qualified = (role, none) => [ANY, ["+", `with any ${role}`], ["-", none], ...countedOptions(tally(all, (item) => typesOf(item, role)))];
  const field = (label, name, options) => choice(label, name, options, params.get(name) || "");
  const form = el("form", { class: "filters", role: "search", "aria-label": "Filter the statements" },
    searchField("Words", "words", params.get("words") || ""),
    field("Agreement", "agreement", [ANY, ...readAgreements().map((agreement) => [agreement.id, agreement.citeAs])]),
    field("Actor", "actor", [ANY, ["-", "no actor named"],
      ...countedOptions(tally(all, (item) => (item.actor ? [item.actor] : []))).slice(0, ACTORS_LISTED)]),
    field("Kind", "kind", [ANY, ...KINDS.map((kind) => [kind, kind])]),
    field("Force", "force", [ANY, ...FORCES.map((force) => [force, force])]),
    field("Hedge", "hedge", qualified("hedge", "without hedge")),
    field("Condition", "condition", qualified("condition", "without condition")),
    choice("Order", "sort", SORTS, params.get("sort") || "place"),
    el("button", { type: "reset" }, "Clear"));
  const count = el("p", { class: "lead", role: "status" });
  const holder = el("div", {});
  const view = { title: "Statements", nodes: [el("h1", {}, "Statements"), form, count, holder], list: null };
  const draw = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const found = sortStatements(all.filter((statement) => matches(statement, wanted)), wanted.sort);
    if (view.list) view.list.close();
    view.list = new WindowedList(found, (statement) => statementCard(statement), { itemHeight: 210 });
    holder.replaceChildren(view.list.node);
    count.textContent = `${found.length.toLocaleString("en")} of ${counted(all.length, "statement")}`;
    remember({ ...wanted, sort: wanted.sort === "place" ? "" : wanted.sort });
  };
  let timer = 0;
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(draw, TYPING_PAUSE); });
  form.addEventListener("reset", (event) => { event.preventDefault(); clearForm(form); draw(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); draw(); });
  view.close = () => { clearTimeout(timer); view.list.close(); };
  draw();
  return view;
}

function clearForm(form) {
  for (const field of form.elements) {
    if (field.tagName === "SELECT") field.selectedIndex = 0;
    else if (field.tagName === "INPUT") field.value = "";
  }
}

function matches(statement, wanted) {
  if (wanted.agreement && run.agreements[statement.place].id !== wanted.agreement) return false;
  if (wanted.kind && statement.kind !== wanted.kind) return false;
  if (wanted.force && statement.force !== wanted.force) return false;
  if (wanted.actor && statement.actor !== (wanted.actor === "-" ? "" : wanted.actor)) return false;
  if (!matchesType(statement, "hedge", wanted.hedge)) return false;
  if (!matchesType(statement, "condition", wanted.condition)) return false;
  const sought = wanted.words.toLowerCase().split(/\s+/).filter(Boolean);
  return sought.every((word) => searchable(statement, statement.start, statement.end).includes(word));
}

function matchesType(statement, role, wanted) {
  if (!wanted) return true;
  const types = typesOf(statement, role);
  if (wanted === "+") return types.size > 0;
  if (wanted === "-") return types.size === 0;
  return types.has(wanted);
}

function softness(statement) {
  const rank = FORCES.indexOf(statement.force);
  return (rank < 0 ? FORCES.length : rank) * 100 + hedgeCount(statement);
}

function hedgeCount(statement) {
  return statement.spans.filter((span) => span[0] === "hedge").length;
}

function sortStatements(found, order) {
  if (order === "firm") return found.sort((a, b) => softness(a) - softness(b));
  if (order === "hedged") return found.sort((a, b) => hedgeCount(b) - hedgeCount(a));
  if (order === "actor") return found.sort((a, b) => (a.actor || "\uffff").localeCompare(b.actor || "\uffff", "en"));
  return found;
}
