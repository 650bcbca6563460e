// Heat map: agreements down, what they hold across. A cell has its number in figures and, by five steps, in shade.

const HEAT_STEPS = 5;

// `columns` are { key, label, address(agreement), number(agreement), share(agreement) }; the share, 0 to 1, gives the shade.
function heatMap(agreements, columns, caption) {
  return el("table", { class: "heat" },
    el("caption", {}, caption),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Agreement"),
      columns.map((column) => el("th", { scope: "col" }, el("span", {}, column.label))))),
    el("tbody", {}, agreements.map((agreement) => el("tr", {},
      el("th", { scope: "row" }, readingLink(agreement.place, {}, agreement.title),
        agreement.signed ? el("span", { class: "sub" }, agreement.signed) : null),
      columns.map((column) => heatCell(agreement, column))))));
}

function heatCell(agreement, column) {
  const number = column.number(agreement);
  if (!number) return el("td", { class: "heat-none" }, el("span", { class: "unseen" }, "none"), el("span", { "aria-hidden": "true" }, "·"));
  const step = Math.min(HEAT_STEPS, Math.ceil(column.share(agreement) * HEAT_STEPS)) || 1;
  return el("td", { class: `heat-${step}` }, el("a", { href: column.address(agreement) }, number.toLocaleString("en")));
}

function heatKey(words) {
  const steps = Array.from({ length: HEAT_STEPS }, (_, place) => el("span", { class: `swatch heat-${place + 1}` },
    `${Math.round((100 * place) / HEAT_STEPS)}–${Math.round((100 * (place + 1)) / HEAT_STEPS)} %`));
  return el("p", { class: "heat-key" }, `${words} `, steps);
}
