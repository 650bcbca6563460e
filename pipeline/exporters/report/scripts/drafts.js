// Drafts: what became of each statement of one draft in the next.

const CHANGES = {
  firmed: "▲ firmed", softened: "▼ softened", mixed: "◆ firmer in one respect, softer in another", added: "+ added", dropped: "− dropped",
  reworded: "≈ reworded", unchanged: "= unchanged",
};

function draftsView(params, remember) {
  const view = { title: "Drafts", nodes: null, list: null, close: () => view.list && view.list.close() };
  if (!document.getElementById("drafts")) {
    view.nodes = [el("h1", {}, "Drafts"), el("p", { class: "empty" }, "This page compares no drafts. “hedgerow compare OLD NEW” makes one that does.")];
    return view;
  }
  const data = block("drafts");
  const number = (change) => data.changes.filter((one) => one.change === change).length;
  const form = el("form", { class: "filters", role: "search", "aria-label": "Filter the changes" },
    choice("Change", "change", [["", "all but unchanged"], ["all", "all"],
      ...Object.entries(CHANGES).map(([change, words]) => [change, `${words} (${number(change)})`]), ["moved", `moved (${data.changes.filter((one) => one.moved).length})`]],
    params.get("change") || ""),
    searchField("Words", "words", params.get("words") || ""));
  const count = el("p", { class: "lead", role: "status" });
  const holder = el("div", {});
  const draw = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const terms = soughtTerms(wanted.words);
    const found = data.changes.filter((one) => fitsChange(one, wanted.change)
      && [one.old, one.new].some((side) => side && terms.every((term) => quoteOf(statementAt(side)).toLowerCase().includes(term))));
    if (view.list) view.list.close();
    view.list = new WindowedList(found, changeCard, { itemHeight: 340 });
    holder.replaceChildren(found.length ? view.list.node : el("p", { class: "empty" }, "No change of this kind."));
    count.textContent = `${found.length} of ${counted(data.changes.length, "statement")}`;
    remember(wanted);
  };
  redrawOnInput(form, draw);
  draw();
  view.nodes = [
    el("h1", {}, "From draft to draft"),
    el("p", { class: "lead" }, `From ${run.agreements[data.old].citeAs} to ${run.agreements[data.new].citeAs}: ${number("firmed")} firmed, ${number("softened")} softened, ${number("mixed")} both, ${number("added")} added, ${number("dropped")} dropped, ${number("reworded")} reworded, ${number("unchanged")} unchanged.`),
    pairsKey(), form, count, holder,
  ];
  return view;
}

function fitsChange(one, wanted) {
  if (wanted === "all") return true;
  if (wanted === "moved") return one.moved;
  return wanted ? one.change === wanted : one.change !== "unchanged";
}

function changeCard(one) {
  const side = { added: "stronger", firmed: "stronger", dropped: "weaker", softened: "weaker" }[one.change] || "";
  const head = el("p", {}, el("span", { class: `strength ${side}` }, CHANGES[one.change]), ` ${one.reason}`);
  return el("section", { class: "provision" }, head, one.pair ? sideBySide(one.old, one.new, one.pair, { withStrength: false })
    : statementCard(statementAt(one.new || one.old)));
}
