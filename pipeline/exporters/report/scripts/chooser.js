// Which agreements a table shows: all, or those ticked; the choice stands in the address.

const CHOICES_LISTED = 200;

function chosenPlaces(params) {
  const chosen = (params.get("agreements") || "").split("|").filter(Boolean).map(placeOf).filter((place) => place >= 0);
  return chosen.length ? chosen : run.agreements.map((agreement) => agreement.place);
}

function chooser(places, remember) {
  const chosen = new Set(places.length === run.agreements.length ? [] : places);
  const list = el("ul", { class: "choices" });
  const details = el("details", { class: "chooser" },
    el("summary", {}, chosen.size ? `${counted(chosen.size, "agreement")} chosen of ${run.agreements.length}` : "Choose agreements"));
  const draw = (wanted) => list.replaceChildren(...run.agreements
    .filter((agreement) => agreement.citeAs.toLowerCase().includes(wanted)).slice(0, CHOICES_LISTED)
    .map((agreement) => el("li", {}, el("label", {}, el("input", {
      type: "checkbox", value: agreement.id, checked: chosen.has(agreement.place),
      onchange: (event) => { if (event.target.checked) chosen.add(agreement.place); else chosen.delete(agreement.place); },
    }), " ", agreement.citeAs))));
  const apply = (picked) => remember({
    agreements: picked.sort((a, b) => a - b).map((place) => run.agreements[place].id).join("|"), page: "", cell: "",
  }, { redraw: true });
  details.addEventListener("toggle", () => { if (details.open && !list.children.length) draw(""); });
  const find = searchField("Find an agreement", "find", "");
  find.addEventListener("input", (event) => draw(event.target.value.toLowerCase()));
  details.append(
    find, list,
    el("p", { class: "actions" },
      el("button", { type: "button", onclick: () => apply([...chosen]) }, "Show chosen"),
      el("button", { type: "button", class: "quiet", onclick: () => apply([]) }, "Show all")));
  return details;
}
