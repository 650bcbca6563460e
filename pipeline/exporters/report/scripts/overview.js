// Overview: what the agreements hold as a whole, in small charts, a heat map, and a table with a row for each.

const OVERVIEW_ROWS = 50;
const BARS_SHOWN = 9;
const OVERVIEW_COLUMNS = [
  { label: "Agreement", sort: (a) => a.title.toLowerCase() },
  { label: "Signed", sort: (a) => a.sortDate || "9999" },
  { label: "Commitments", sort: (a) => -(a.read ? commitmentCount(a) : -1), number: true },
  { label: "Firmness of commitments", sort: (a) => -(a.read ? (a.forces.obligation || 0) / (commitmentCount(a) || 1) : -1) },
  { label: "Hedged", sort: (a) => -(a.read ? hedgedShare(a) : -1) },
  { label: "Disclaimers", sort: (a) => -(a.read ? a.kinds.disclaimer || 0 : -1), number: true },
  { label: "Left out", sort: (a) => -(a.read ? a.leftOut : -1), number: true },
];

function commitmentCount(agreement) {
  return agreement.kinds.commitment || 0;
}

function hedgedShare(agreement) {
  return (agreement.hedged.own + agreement.hedged.elsewhere) / (commitmentCount(agreement) || 1);
}

function overviewView(params, remember) {
  const examined = run.agreements.filter((agreement) => agreement.read && !agreement.reason);
  const aside = run.agreements.length - examined.length;
  const total = examined.reduce((sum, agreement) => sum + commitmentCount(agreement), 0);
  const rows = el("div", {});
  const draw = () => drawOverviewRows(rows, params, (choices) => {
    for (const [key, value] of Object.entries(choices)) params.set(key, value);
    remember(choices);
    draw();
  });
  draw();
  return {
    title: "Overview",
    nodes: [
      el("h1", {}, "Overview"),
      el("p", { class: "lead" }, `${counted(examined.length, "agreement")} examined, ${counted(total, "commitment")} found.`,
        aside ? ` ${counted(aside, "file")} could not be examined; nothing is said about what ${aside === 1 ? "it holds or lacks" : "they hold or lack"}.` : null),
      firmnessLegend(),
      total ? el("section", { class: "charts", "aria-label": "Charts" }, overviewCharts(examined)) : null,
      el("h2", {}, "Agreement by agreement"),
      rows,
    ],
  };
}

function statementsAddress(choices) {
  return `#/statements?${new URLSearchParams(choices)}`;
}

function overviewCharts(examined) {
  const sum = (name) => examined.reduce((all, agreement) => all + (agreement.forces[name] || 0), 0);
  const most = (field) => [...tallyOfCommitments(examined.map(({ place }) => place), field)].sort((a, b) => b[1] - a[1]).slice(0, BARS_SHOWN);
  const actors = most("actor").map(([actor, number]) => [actor, number, actorTitle(actor)]);
  const hedges = most("hedges");
  return [
    chart("Commitments by force", "", barList(FORCES.map((force) => [force, sum(force)]), { address: (force) => statementsAddress({ force }) })),
    chart("Hedges of commitments", "commitments with a hedge of the type, own or inherited", hedges.length
      ? barList(hedges, { className: "hedge", address: (hedge) => statementsAddress({ kind: "commitment", hedge }) })
      : el("p", { class: "empty" }, "No commitment is hedged.")),
    chart("Who commits itself", "commitments with the actor named", barList(actors, { className: "plain", address: (actor) => statementsAddress({ kind: "commitment", actor }) })),
    chart("Firm and hedged", "a dot for each agreement, larger with more commitments", scatter(examined.filter(commitmentCount).map((agreement) => ({
      place: agreement.place,
      across: (agreement.forces.obligation || 0) / commitmentCount(agreement),
      up: agreement.hedged.own / commitmentCount(agreement),
      size: 3 + Math.min(9, Math.sqrt(commitmentCount(agreement))),
      words: `${agreement.citeAs}: ${forceWords(agreement)}; ${hedgedWords(agreement, commitmentCount(agreement))}`,
    })), "obligations among commitments", "% hedged in own words")),
  ];
}

// How many commitments of these agreements have each name of an index field.
function tallyOfCommitments(places, field) {
  const names = indexOf()[field];
  const counts = new Map();
  for (const place of places) {
    const columns = columnsOf(place);
    columns[field].forEach((entry, number) => {
      if (columns.kind[number] >= FORCES.length) return;
      for (const one of Array.isArray(entry) ? entry : [entry]) if (one >= 0) counts.set(names[one], (counts.get(names[one]) || 0) + 1);
    });
  }
  return counts;
}

function firmnessLegend() {
  return el("section", { class: "legend", "aria-label": "How firmness is named" },
    el("p", {}, "From firmest to softest: ",
      FORCES.flatMap((force) => [el("span", { class: `chip ${force}` }, force), ` ${FORCE_WORDS[force]} `])),
    el("p", {}, el("span", { class: "key own" }), " hedged in its own words ",
      el("span", { class: "key elsewhere" }), " hedged only from elsewhere in the instrument"));
}

const FORCE_WORDS = {
  obligation: "(shall, agrees to)", pledge: "(will, commits to)", intention: "(intends to)", recommendation: "(should)",
};

// --- the heat map and the table, a page of agreements at a time ---

// What the heat map may show: its names in order, how many commitments of an agreement have each, where a cell leads.
const HEATS = [
  {
    name: "topics", label: "Topics by group", names: topicGroupNames, tally: tallyOfGroups,
    address: (agreement, group) => `#/matrix?${new URLSearchParams({ part: group, agreements: agreement.id })}`,
    title: (group) => group.split("/")[1],
  },
  { name: "forces", label: "Forces", names: () => FORCES, tally: (place) => new Map(Object.entries(run.agreements[place].forces)), facet: "force" },
  { name: "firmness", label: "Firmness", names: () => READINGS, tally: (place) => tallyOfCommitments([place], "reading"), facet: "reading" },
  { name: "hedges", label: "Hedges by type", names: () => indexOf().hedges, tally: (place) => tallyOfCommitments([place], "hedges"), facet: "hedge" },
  { name: "conditions", label: "Conditions by type", names: () => indexOf().conditions, tally: (place) => tallyOfCommitments([place], "conditions"), facet: "condition" },
];
const GIVEN_ORDER = new Set(["topics", "forces", "firmness"]);

function groupOf(topic) {
  return topic && topic.taxonomy && topic.group ? `${topic.taxonomy}/${topic.group}` : null;
}

function topicGroupNames() {
  return [...new Set(run.topics.map(groupOf).filter(Boolean))];
}

// How many commitments of an agreement have a topic of each group, a commitment once a group.
function tallyOfGroups(place) {
  const { kind, topics } = columnsOf(place);
  const counts = new Map();
  topics.forEach((entries, number) => {
    if (kind[number] >= FORCES.length) return;
    const groups = new Set(entries.map((entry) => groupOf(topicsById().get(indexOf().topics[entry]))).filter(Boolean));
    for (const group of groups) counts.set(group, (counts.get(group) || 0) + 1);
  });
  return counts;
}

function drawOverviewRows(holder, params, change) {
  const order = OVERVIEW_COLUMNS[Number(params.get("sort") || 1)] ? Number(params.get("sort") || 1) : 1;
  const sorted = sortedAgreements(order);
  const page = pageOf(params, sorted.length, OVERVIEW_ROWS);
  const shown = sorted.slice(page.first, page.last);
  const turn = (to) => change({ page: to });
  const examined = shown.filter((agreement) => agreement.read && !agreement.reason);
  holder.replaceChildren(...[
    pager(page, turn),
    el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": "Table of agreements" }, overviewTable(shown, order, change)),
    pager(page, turn),
    examined.length ? overviewHeat(examined, params, change) : null,
  ].filter(Boolean));
}

function overviewHeat(agreements, params, change) {
  const heats = HEATS.filter((heat) => heat.names().length);
  const heat = heats.find(({ name }) => name === params.get("heat")) || heats[0];
  const select = choice("Heat map of", "heat", heats.map(({ name, label }) => [name, label.toLowerCase()]), heat.name);
  select.addEventListener("change", (event) => {
    change({ heat: event.target.value });
    document.getElementById("choose-heat").focus();
  });
  const tallies = new Map(agreements.map(({ place }) => [place, heat.tally(place)]));
  const sum = (value) => [...tallies.values()].reduce((all, counts) => all + (counts.get(value) || 0), 0);
  const used = heat.names().filter(sum);
  const ordered = GIVEN_ORDER.has(heat.name) ? used : used.sort((a, b) => sum(b) - sum(a));
  const columns = ordered.map((value) => ({
    label: heat.title ? heat.title(value) : value,
    number: ({ place }) => tallies.get(place).get(value) || 0,
    share: (agreement) => (tallies.get(agreement.place).get(value) || 0) / (commitmentCount(agreement) || 1),
    address: (agreement) => (heat.address ? heat.address(agreement, value)
      : statementsAddress({ agreement: agreement.id, kind: "commitment", [heat.facet]: value })),
  }));
  return el("section", { class: "heat-section", "aria-label": "Heat map" },
    el("h2", {}, "Heat map"),
    el("div", { class: "tools" }, select, heatKey("Share of the commitments:")),
    el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": `Heat map: ${heat.label.toLowerCase()}` },
      heatMap(agreements, columns, `${heat.label}: how many commitments of each agreement.`)));
}

function sortedAgreements(number) {
  const key = OVERVIEW_COLUMNS[number].sort;
  return [...run.agreements].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.place - b.place));
}

function overviewTable(agreements, order, change) {
  const heads = OVERVIEW_COLUMNS.map((column, number) => el("th", {
    scope: "col",
    class: column.number ? "figure" : null,
    "aria-sort": number === order ? (number < 2 ? "ascending" : "descending") : null,
  }, el("button", {
    type: "button", class: "sort", "data-column": String(number),
    onclick: () => {
      change({ sort: String(number), page: "" });
      document.querySelector(`.sort[data-column="${number}"]`).focus();
    },
  }, column.label)));
  return el("table", { class: "overview" },
    el("caption", {}, "Choose a column's name to sort by it."),
    el("thead", {}, el("tr", {}, heads)), el("tbody", {}, agreements.map(overviewRow)));
}

function overviewRow(agreement) {
  const name = el("th", { scope: "row" },
    agreement.read ? readingLink(agreement.place, {}, agreement.title) : agreement.title,
    agreement.read && agreement.parties.length ? el("span", { class: "sub parties", title: agreement.parties.join(" · ") }, agreement.parties.join(" · ")) : null,
    agreement.read && agreement.warnings.length
      ? el("details", { class: "warnings" }, el("summary", {}, counted(agreement.warnings.length, "warning")),
        el("ul", {}, agreement.warnings.map((warning) => el("li", {}, warning))))
      : null);
  if (!agreement.read || agreement.reason) {
    return el("tr", { class: "unexamined" }, name, el("td", { colspan: "6" }, `${agreement.reason}. Nothing is said about what it holds or lacks.`));
  }
  const total = commitmentCount(agreement);
  const statements = (choices, label) => el("a", { href: statementsAddress({ agreement: agreement.id, ...choices }) }, label);
  return el("tr", {}, name,
    labelled("Signed", agreement.signed || "no date found"),
    figure("Commitments", statements({ kind: "commitment" }, String(total))),
    labelled("Firmness", bar(FORCES.map((force) => [force, agreement.forces[force]]), total || 1),
      el("span", { class: "sub" }, forceWords(agreement))),
    labelled("Hedged", bar([["own", agreement.hedged.own], ["elsewhere", agreement.hedged.elsewhere]], total || 1),
      el("span", { class: "sub" }, hedgedWords(agreement, total))),
    figure("Disclaimers", agreement.kinds.disclaimer ? statements({ kind: "disclaimer" }, String(agreement.kinds.disclaimer)) : "none found"),
    figure("Left out", agreement.leftOut
      ? el("a", { href: `#/left-out?${new URLSearchParams({ agreement: agreement.id })}` }, String(agreement.leftOut)) : "none"));
}

function labelled(label, ...content) {
  return el("td", { "data-label": label }, content);
}

function figure(label, content) {
  return el("td", { "data-label": label, class: "figure" }, content);
}

function hedgedWords({ hedged }, total) {
  const named = [
    hedged.own ? `${percent(hedged.own, total)} in own words` : "",
    hedged.elsewhere ? `${percent(hedged.elsewhere, total)} only from elsewhere` : "",
  ].filter(Boolean);
  return named.join(", ") || "no hedges found";
}

function forceWords(agreement) {
  const named = FORCES.filter((force) => agreement.forces[force]).map((force) => counted(agreement.forces[force], force));
  return named.join(" · ") || "no commitments found";
}
