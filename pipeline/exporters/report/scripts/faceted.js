// Lists that are filtered by facets and searched by words, over the index alone: a text is read only when it is
// searched or shown. What is chosen stands in the address.

const ANY = ["", "any"];
const ITEMS_A_PAGE = 1500;
const OPTIONS_LISTED = 300;
const SLICE_MILLISECONDS = 25;

// A list is described by `title`, `lead`, `noun`, `empty`, `columns(place)` of the index, `facets`, `sorts`, `card(place, number)`
// and `height` of a card. A facet has `name`, `label`, `values(place, number)` (its options' keys) and may have `options(tally)`,
// `title(key)` and `none`, the words for what has no value; "+" then stands for any value, "-" for none.
function facetedView(spec, params, remember) {
  const count = el("p", { class: "lead", role: "status" });
  const holder = el("div", {});
  const selects = new Map(spec.facets.map((facet) => [facet.name, choice(facet.label, facet.name, [ANY], "")]));
  const form = el("form", { class: "filters", role: "search", "aria-label": `Filter the ${spec.noun}s` },
    searchField("Words", "words", params.get("words") || "", "words, or “an exact phrase”"), [...selects.values()],
    spec.sorts.length > 1 ? choice("Order", "sort", spec.sorts.map(([name, label]) => [name, label]), params.get("sort") || "") : null,
    el("button", { type: "reset" }, "Clear"));
  const view = { title: spec.title, nodes: [el("h1", {}, spec.title), spec.lead ? el("p", { class: "lead" }, spec.lead) : null, form, count, holder] };
  const wanted = Object.fromEntries([...selects.keys(), "words", "sort", "page"].map((name) => [name, params.get(name) || ""]));
  let search = null;
  const draw = async () => {
    if (search) search.stopped = true;
    search = { stopped: false };
    const mine = search;
    const worded = await searchWords(spec, wanted.words, mine, (done, all) => { count.textContent = `Searching: ${done} of ${counted(all, "agreement")} …`; });
    if (mine.stopped) return;
    const { found, tallies, total } = sift(spec, wanted, worded);
    for (const facet of spec.facets) fillOptions(selects.get(facet.name).querySelector("select"), facet, tallies.get(facet.name), wanted[facet.name]);
    const sorted = sortItems(spec, found, wanted.sort);
    const shown = pageOf(new URLSearchParams({ page: wanted.page }), sorted.length, ITEMS_A_PAGE);
    if (view.list) view.list.close();
    view.list = new WindowedList(sorted.slice(shown.first, shown.last), ([place, number]) => spec.card(place, number), { itemHeight: spec.height });
    const turn = (page) => { wanted.page = page; draw(); scrollTo(0, 0); };
    holder.replaceChildren(...[found.length ? null : el("p", { class: "empty" }, spec.empty), pager(shown, turn), view.list.node, pager(shown, turn)].filter(Boolean));
    count.textContent = `${found.length.toLocaleString("en")} of ${counted(total, spec.noun)}`;
    remember(wanted);
  };
  const changed = () => { Object.assign(wanted, Object.fromEntries(new FormData(form)), { page: "" }); return draw(); };
  redrawOnInput(form, changed);
  form.addEventListener("reset", (event) => { event.preventDefault(); clearForm(form); changed(); });
  view.close = () => {
    search.stopped = true;
    if (view.list) view.list.close();
  };
  view.ready = draw;
  return view;
}

function clearForm(form) {
  for (const field of form.elements) {
    if (field.tagName === "SELECT") field.selectedIndex = 0;
    else if (field.tagName === "INPUT") field.value = "";
  }
}

// Every item is held against every facet. One that fails a single facet still counts among the options of that facet:
// they say what choosing them would find.
function sift(spec, wanted, worded) {
  const tallies = new Map(spec.facets.map((facet) => [facet.name, { counts: new Map(), any: 0, none: 0 }]));
  const active = spec.facets.filter((facet) => wanted[facet.name]);
  const found = [];
  let total = 0;
  for (const { place } of readAgreements()) {
    const size = spec.columns(place).start.length;
    total += size;
    const here = worded && worded.get(place);
    if (worded && !here) continue;
    for (let number = 0; number < size; number += 1) {
      if (here && !here.has(number)) continue;
      const failed = active.filter((facet) => !matchesFacet(facet, place, number, wanted[facet.name]));
      if (!failed.length) found.push([place, number]);
      if (failed.length > 1) continue;
      for (const facet of failed.length ? failed : spec.facets) count(tallies.get(facet.name), facet.values(place, number));
    }
  }
  return { found, tallies, total };
}

function count(tally, values) {
  if (values.length) tally.any += 1;
  else tally.none += 1;
  for (const value of values) tally.counts.set(value, (tally.counts.get(value) || 0) + 1);
}

function matchesFacet(facet, place, number, value) {
  const values = facet.values(place, number);
  if (facet.none && value === "+") return values.length > 0;
  if (facet.none && value === "-") return values.length === 0;
  return values.includes(value);
}

function fillOptions(select, facet, tally, chosen) {
  const title = facet.title || ((key) => key);
  const label = (words, number) => `${words} (${number.toLocaleString("en")})`;
  const keys = facet.order ? facet.order.filter((key) => tally.counts.has(key))
    : [...tally.counts.keys()].sort((a, b) => tally.counts.get(b) - tally.counts.get(a) || (title(a) < title(b) ? -1 : 1)).slice(0, OPTIONS_LISTED);
  const options = keys.map((key) => [key, label(title(key), tally.counts.get(key))]);
  if (facet.none) options.unshift(["+", label("any at all", tally.any)], ["-", label(facet.none, tally.none)]);
  // What is chosen stays on the list, even where nothing is left of it.
  if (chosen && !options.some(([key]) => key === chosen)) options.unshift([chosen, label(title(chosen), tally.counts.get(chosen) || 0)]);
  select.replaceChildren(...[ANY, ...options].map(([value, text]) => el("option", { value }, text)));
  select.value = chosen;
}

function sortItems(spec, found, order) {
  const sort = spec.sorts.find(([name]) => name === order);
  if (!sort || !sort[2]) return found;
  const keyed = found.map((item) => [sort[2](...item), item]);
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
}

// --- words ---

function soughtTerms(words) {
  const folded = words.toLowerCase().replace(/\s+/g, " ");
  return [...folded.matchAll(/["“”]([^"“”]+)["“”]?|([^\s"“”]+)/g)].map(([, phrase, word]) => (phrase || word).trim()).filter(Boolean);
}

// The items whose words hold every term: place -> numbers, or null where nothing is sought. Texts are searched in short
// slices of time, so that the page stays at hand.
async function searchWords(spec, words, mine, progress) {
  const terms = soughtTerms(words);
  if (!terms.length) return null;
  const found = new Map();
  const readable = readAgreements();
  let until = performance.now() + SLICE_MILLISECONDS;
  for (const [done, { place }] of readable.entries()) {
    const numbers = searchDocument(spec, place, terms);
    if (numbers.size) found.set(place, numbers);
    if (performance.now() < until) continue;
    progress(done + 1, readable.length);
    await new Promise((resolve) => { setTimeout(resolve); });
    if (mine.stopped) return found;
    until = performance.now() + SLICE_MILLISECONDS;
  }
  return found;
}

// Only the text is read, and only where it holds every word at all.
function searchDocument(spec, place, terms) {
  const numbers = new Set();
  const { start, end } = spec.columns(place);
  const text = textOf(place);
  const lower = text.toLowerCase();
  if (!terms.every((term) => term.includes(" ") || lower.includes(term))) return numbers;
  // In rare scripts small letters are longer than capitals; then offsets hold in the text alone.
  const stretch = lower.length === text.length ? (number) => lower.slice(start[number], end[number])
    : (number) => text.slice(start[number], end[number]).toLowerCase();
  const phrases = terms.some((term) => term.includes(" "));
  for (let number = 0; number < start.length; number += 1) {
    const words = phrases ? stretch(number).replace(/\s+/g, " ") : stretch(number);
    if (terms.every((term) => words.includes(term))) numbers.add(number);
  }
  return numbers;
}
