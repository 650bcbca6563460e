// Left out: every deontic word that made no statement, with its sentence and why.

function leftOutColumns(place) {
  return indexOf().leftOut[place];
}

function leftOutView(params, remember) {
  return facetedView({
    title: "Left out",
    lead: "Words such as shall and will that made no statement. Read them to see what the tables do not show.",
    noun: "word",
    empty: "No word left out fits these filters.",
    facets: [
      AGREEMENT_FACET,
      { name: "word", label: "Word", values: (place, number) => [indexOf().word[leftOutColumns(place).word[number]]] },
      { name: "why", label: "Why", values: (place, number) => [indexOf().why[leftOutColumns(place).why[number]]] },
    ],
    columns: leftOutColumns,
    sorts: [["", "date and place"]],
    card: (place, number) => leftOutCard(documentOf(place).leftOut[number]),
    height: 150,
  }, params, remember);
}

function leftOutCard(item) {
  const [start, end] = item.sentence;
  const quote = { start, end, citation: item.citation, page: item.page, marks: [[item.start, item.end]] };
  return textCard(item.place, quote, `“${words(item.place, item.start, item.end)}”: ${item.why}`, true);
}
