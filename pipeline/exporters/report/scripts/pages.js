// Long tables and lists are shown a page at a time; the page stands in the address.

function pageOf(params, total, size, name = "page") {
  const pages = Math.max(1, Math.ceil(total / size));
  const page = Math.min(Math.max(Math.trunc(Number(params.get(name))) || 1, 1), pages);
  return { page, pages, first: (page - 1) * size, last: Math.min(page * size, total), total };
}

function pager({ page, pages, first, last, total }, turn, [back, on] = ["Previous", "Next"]) {
  if (pages < 2) return null;
  const step = (to, label) => el("button", { type: "button", disabled: to < 1 || to > pages, onclick: () => turn(String(to)) }, label);
  return el("p", { class: "pager" }, step(page - 1, back),
    el("span", {}, `${(first + 1).toLocaleString("en")} to ${last.toLocaleString("en")} of ${total.toLocaleString("en")}`), step(page + 1, on));
}
