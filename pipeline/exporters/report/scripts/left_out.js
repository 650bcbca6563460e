// Left out: every deontic word that made no statement, with its sentence and why.

function leftOutView(params, remember) {
  const all = gathered("leftOut");
  const word = (item) => words(item.place, item.start, item.end).toLowerCase();
  const field = (label, name, options) => choice(label, name, options, params.get(name) || "");
  const form = el("form", { class: "filters", role: "search", "aria-label": "Filter the words left out" },
    searchField("Words", "words", params.get("words") || ""),
    field("Agreement", "agreement", [ANY, ...readAgreements().map((agreement) => [agreement.id, agreement.citeAs])]),
    field("Word", "word", [ANY, ...countedOptions(tally(all, (item) => [word(item)]))]),
    field("Why", "why", [ANY, ...countedOptions(tally(all, (item) => [item.why]))]),
    el("button", { type: "reset" }, "Clear"));
  const count = el("p", { class: "lead", role: "status" });
  const holder = el("div", {});
  const view = {
    title: "Left out",
    nodes: [el("h1", {}, "Left out"),
      el("p", { class: "lead" }, "Words such as shall and will that made no statement. Read them to see what the tables do not show."),
      form, count, holder],
    list: null,
  };
  const draw = () => {
    const wanted = Object.fromEntries(new FormData(form));
    const sought = wanted.words.toLowerCase().split(/\s+/).filter(Boolean);
    const found = all.filter((item) => (!wanted.agreement || run.agreements[item.place].id === wanted.agreement)
      && (!wanted.word || word(item) === wanted.word) && (!wanted.why || item.why === wanted.why)
      && sought.every((one) => searchable(item, ...item.sentence).includes(one)));
    if (view.list) view.list.close();
    view.list = new WindowedList(found, leftOutCard, { itemHeight: 150 });
    holder.replaceChildren(view.list.node);
    count.textContent = `${found.length.toLocaleString("en")} of ${counted(all.length, "word")} left out`;
    remember(wanted);
  };
  let timer = 0;
  form.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(draw, TYPING_PAUSE); });
  form.addEventListener("reset", (event) => { event.preventDefault(); clearForm(form); draw(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); draw(); });
  view.close = () => { clearTimeout(timer); view.list.close(); };
  draw();
  return view;
}

function leftOutCard(item) {
  const [start, end] = item.sentence;
  const quote = { start, end, citation: item.citation, page: item.page, marks: [[item.start, item.end]] };
  return textCard(item.place, quote, `“${words(item.place, item.start, item.end)}”: ${item.why}`, true);
}
