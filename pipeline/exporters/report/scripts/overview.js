// Overview: one row an agreement, with the mix of force and the share of hedged commitments.

const OVERVIEW_COLUMNS = [
  { label: "Agreement", sort: (a) => a.title.toLowerCase() },
  { label: "Signed", sort: (a) => a.sortDate || "9999" },
  { label: "Commitments", sort: (a) => -(a.read ? a.kinds.commitment || 0 : -1) },
  { label: "Firmness of commitments", sort: (a) => -(a.read ? (a.forces.obligation || 0) / (a.kinds.commitment || 1) : -1) },
  { label: "Hedged", sort: (a) => -(a.read ? (a.hedged.own + a.hedged.elsewhere) / (a.kinds.commitment || 1) : -1) },
  { label: "Disclaimers", sort: (a) => -(a.read ? a.kinds.disclaimer || 0 : -1) },
  { label: "Left out", sort: (a) => -(a.read ? a.leftOut : -1) },
];

function overviewView(params, remember) {
  const examined = run.agreements.filter((agreement) => agreement.read && !agreement.reason);
  const total = examined.reduce((sum, agreement) => sum + (agreement.kinds.commitment || 0), 0);
  const body = el("tbody", {});
  const heads = OVERVIEW_COLUMNS.map((column, number) => overviewHead(column, number, body, remember));
  const table = el("table", { class: "overview" },
    el("caption", {}, "Agreements by date. Choose a column's name to sort by it."),
    el("thead", {}, el("tr", {}, heads)), body);
  const chosen = Number(params.get("sort") || 1);
  sortOverview(heads, body, OVERVIEW_COLUMNS[chosen] ? chosen : 1);
  return {
    title: "Overview",
    nodes: [
      el("h1", {}, "Overview"),
      el("p", { class: "lead" }, `${counted(examined.length, "agreement")} examined, ${counted(total, "commitment")} found.`),
      legend(),
      el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": "Table of agreements" }, table),
    ],
  };
}

function legend() {
  return el("section", { class: "legend", "aria-label": "How firmness is named" },
    el("p", {}, "From firmest to softest: ",
      FORCES.flatMap((force) => [el("span", { class: `chip ${force}` }, force), ` ${FORCE_WORDS[force]} `])),
    el("p", {}, el("span", { class: "key own" }), " hedged in its own words ",
      el("span", { class: "key elsewhere" }), " hedged only from elsewhere in the instrument"));
}

const FORCE_WORDS = {
  obligation: "(shall, agrees to)", pledge: "(will, commits to)", intention: "(intends to)", recommendation: "(should)",
};

function overviewHead(column, number, body, remember) {
  return el("th", { scope: "col" }, el("button", {
    type: "button",
    class: "sort",
    onclick: (event) => {
      sortOverview([...event.currentTarget.closest("tr").children], body, number);
      remember({ sort: String(number) });
    },
  }, column.label));
}

function sortOverview(heads, body, number) {
  heads.forEach((head, place) => {
    if (place === number) head.setAttribute("aria-sort", number < 2 ? "ascending" : "descending");
    else head.removeAttribute("aria-sort");
  });
  const key = OVERVIEW_COLUMNS[number].sort;
  const sorted = [...run.agreements].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.place - b.place));
  body.replaceChildren(...sorted.map(overviewRow));
}

function overviewRow(agreement) {
  const name = el("th", { scope: "row" },
    agreement.read ? readingLink(agreement.place, {}, agreement.title) : agreement.title,
    agreement.read && agreement.parties.length ? el("span", { class: "sub" }, agreement.parties.join(" · ")) : null,
    agreement.read && agreement.warnings.length
      ? el("details", { class: "warnings" }, el("summary", {}, counted(agreement.warnings.length, "warning")),
        el("ul", {}, agreement.warnings.map((warning) => el("li", {}, warning))))
      : null);
  if (!agreement.read || agreement.reason) {
    return el("tr", { class: "unexamined" }, name, el("td", { colspan: "6" }, `${agreement.reason}. Nothing is said about what it holds or lacks.`));
  }
  const count = agreement.kinds.commitment || 0;
  const statements = (params, label) => el("a", {
    href: `#/statements?${new URLSearchParams({ agreement: agreement.id, ...params })}`,
  }, label);
  return el("tr", {}, name,
    labelled("Signed", agreement.signed || "no date found"),
    labelled("Commitments", statements({ kind: "commitment" }, String(count))),
    labelled("Firmness", bar(FORCES.map((force) => [force, agreement.forces[force]]), count || 1),
      el("span", { class: "sub" }, forceWords(agreement))),
    labelled("Hedged", bar([["own", agreement.hedged.own], ["elsewhere", agreement.hedged.elsewhere]], count || 1),
      el("span", { class: "sub" }, hedgedWords(agreement, count))),
    labelled("Disclaimers", agreement.kinds.disclaimer ? statements({ kind: "disclaimer" }, String(agreement.kinds.disclaimer)) : "none found"),
    labelled("Left out", agreement.leftOut
      ? el("a", { href: `#/left-out?${new URLSearchParams({ agreement: agreement.id })}` }, String(agreement.leftOut)) : "none"));
}

function labelled(label, ...content) {
  return el("td", { "data-label": label }, content);
}

function hedgedWords({ hedged }, count) {
  const named = [
    hedged.own ? `${percent(hedged.own, count)} in own words` : "",
    hedged.elsewhere ? `${percent(hedged.elsewhere, count)} only from elsewhere` : "",
  ].filter(Boolean);
  return named.join(", ") || "no hedges found";
}

function forceWords(agreement) {
  const named = FORCES.filter((force) => agreement.forces[force]).map((force) => counted(agreement.forces[force], force));
  return named.join(" · ") || "no commitments found";
}
