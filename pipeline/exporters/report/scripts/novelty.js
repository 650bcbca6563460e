// Novelty: what an agreement has that the earlier ones at hand have not, and what it says more firmly or less.

const STANDINGS = ["no counterpart found", "stronger", "mixed", "equal", "weaker"];

function noveltyView(params, remember, id) {
  const view = { title: "Novelty", nodes: [el("h1", {}, "Novelty")], list: null, close: () => view.list && view.list.close() };
  const dated = run.agreements.filter(({ place }) => document.getElementById(`novelty-${place}`));
  if (!dated.length) {
    view.nodes.push(el("p", { class: "empty" }, block("alignment").aligned
      ? "No agreement here has an earlier one to be held against: at least two dated agreements are needed."
      : "There are too many statements to set them all against each other. Compare a smaller number of agreements to see what is new in each."));
    return view;
  }
  const named = run.agreements[placeOf(id)];
  const agreement = named && dated.includes(named) ? named : dated[dated.length - 1];
  const data = block(`novelty-${agreement.place}`);
  const against = (params.get("against") || "").split("|").map(placeOf).filter((place) => data.against.includes(place));
  const looked = against.length ? against : data.against;
  const verdicts = data.verdicts.map((verdict) => verdictAgainst(verdict, looked));
  const holder = el("div", {});
  const count = el("p", { class: "lead", role: "status" });
  const form = el("form", { class: "filters", role: "search", "aria-label": "Filter the statements" },
    choice("Standing", "standing", [ANY, ...STANDINGS.map((standing) => [standing, standing])], params.get("standing") || ""),
    choice("Kind", "kind", [ANY, ...KINDS.map((kind) => [kind, kind])], params.get("kind") || ""),
    searchField("Words", "words", params.get("words") || ""));
  const draw = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const terms = soughtTerms(wanted.words);
    const found = verdicts.filter(({ standing, statement }) => (!wanted.standing || standing === wanted.standing)
      && (!wanted.kind || documentOf(agreement.place).statements[statement].kind === wanted.kind)
      && terms.every((term) => quoteOf(statementAt([agreement.place, statement])).toLowerCase().includes(term)));
    if (view.list) view.list.close();
    view.list = new WindowedList(found, (verdict) => verdictCard(agreement, verdict, looked), { itemHeight: 360 });
    holder.replaceChildren(found.length ? view.list.node : el("p", { class: "empty" }, "No statement fits."));
    count.textContent = `${found.length} of ${counted(verdicts.length, "statement")}`;
    remember(wanted);
  };
  redrawOnInput(form, draw);
  draw();
  view.title = `Novelty of ${agreement.title}`;
  view.nodes = [
    el("h1", {}, `What is new in ${agreement.title}`),
    el("p", { class: "lead" }, noveltyWords(agreement, verdicts, looked)),
    el("div", { class: "tools" }, agreementChooser("novelty", agreement, dated), againstChooser(data.against, looked, remember)),
    standingChart(agreement, verdicts),
    takenOverTable(data.takenOver.filter(({ place }) => looked.includes(place))),
    el("h2", {}, "Statement by statement"), pairsKey(), form, count, holder,
  ];
  view.turn = (by) => turnTo("novelty", agreement, dated, by);
  return view;
}

// Of all counterparts those in the agreements looked in; the first of them decides.
function verdictAgainst(verdict, looked) {
  const found = verdict.counterparts.filter(({ left }) => looked.includes(left[0]));
  const nearest = verdict.nearest && looked.includes(verdict.nearest[0]) ? verdict.nearest : null;
  return { statement: verdict.statement, standing: found.length ? found[0].strength : "no counterpart found", found, nearest };
}

function namesOfAgreements(places) {
  const names = places.map((place) => run.agreements[place].citeAs);
  return names.length > 4 ? `${counted(names.length, "earlier agreement")} at hand` : names.join(", ");
}

function noveltyWords(agreement, verdicts, looked) {
  const number = (name) => verdicts.filter(({ standing }) => standing === name).length;
  return `Held against ${namesOfAgreements(looked)}. Of ${counted(verdicts.length, "statement")}, ${number("no counterpart found")} have no counterpart there; of the others ${number("stronger")} are stronger, ${number("mixed")} firmer in one respect and softer in another, ${number("equal")} equal and ${number("weaker")} weaker. That no counterpart was found says so of these texts, by their words, and no more.`;
}

function standingChart(agreement, verdicts) {
  const tallied = STANDINGS.map((standing) => [standing, verdicts.filter((verdict) => verdict.standing === standing).length]);
  return chart("How its statements stand to the earlier ones", "", barList(tallied, {
    className: "plain", address: (standing) => `#/novelty/${encodeURIComponent(agreement.id)}?${new URLSearchParams({ standing })}`,
  }));
}

function againstChooser(all, looked, remember) {
  if (all.length < 2) return null;
  const chosen = new Set(looked);
  return el("details", { class: "chooser against" },
    el("summary", {}, looked.length === all.length ? "Held against all earlier agreements" : `Held against ${looked.length} of ${counted(all.length, "earlier agreement")}`),
    el("ul", { class: "choices" }, all.map((place) => el("li", {}, el("label", {}, el("input", {
      type: "checkbox", checked: chosen.has(place), onchange: (event) => { if (event.target.checked) chosen.add(place); else chosen.delete(place); },
    }), " ", run.agreements[place].citeAs)))),
    el("p", { class: "actions" },
      el("button", { type: "button", onclick: () => remember({ against: [...chosen].map((place) => run.agreements[place].id).join("|") }, { redraw: true }) }, "Hold against these"),
      el("button", { type: "button", class: "quiet", onclick: () => remember({ against: "" }, { redraw: true }) }, "All")));
}

function takenOverTable(sources) {
  const giving = sources.filter(({ found }) => found);
  if (!giving.length) return null;
  return el("section", {}, el("h2", {}, "How much was taken over"),
    el("p", { class: "lead" }, "Words are counted in the statements that have a counterpart: so many of them stand in the counterpart too. An earlier agreement that is not listed has no counterpart of any statement."),
    el("div", { class: "scroller", tabindex: "0", role: "region", "aria-label": "How much was taken over" }, el("table", {},
      el("thead", {}, el("tr", {}, ["From", "Statements with a counterpart", "The same words, but for names", "Words kept"]
        .map((name, place) => el("th", { scope: "col", class: place ? "figure" : null }, name)))),
      el("tbody", {}, giving.map((source) => el("tr", {},
        el("th", { scope: "row" }, run.agreements[source.place].citeAs),
        figure("Statements", `${source.found} of ${source.statements} (${percent(source.found, source.statements)})`),
        figure("Same words", source.found ? String(source.sameWords) : "–"),
        figure("Words kept", source.words ? `${percent(source.wordsKept, source.words)} of ${source.words.toLocaleString("en")}` : "–")))))));
}

function verdictCard(agreement, { statement, standing, found, nearest }, looked) {
  const here = [agreement.place, statement];
  const [deciding, ...others] = found;
  if (!deciding) {
    return el("section", { class: "provision" },
      el("p", {}, strengthChip(standing), ` in ${namesOfAgreements(looked)}`),
      statementCard(statementAt(here), { withAgreement: false }),
      nearest ? el("details", { class: "further" }, el("summary", {}, "The likest wording there, not alike enough to be called the same"), statementCard(statementAt(nearest), { brief: true })) : null);
  }
  return el("section", { class: "provision" }, sideBySide(deciding.left, here, deciding),
    others.length ? el("details", { class: "further" }, el("summary", {}, `${counted(others.length, "counterpart")} in further earlier agreements`),
      others.map((pair) => sideBySide(pair.left, here, pair))) : null);
}
