// The address says what is shown: #/view/agreement?choices.

const VIEWS = {
  overview: overviewView, matrix: matrixView, compare: findingsView, profile: profileView, alignment: alignmentView,
  novelty: noveltyView, drafts: draftsView, statements: statementsView, read: readingView, "left-out": leftOutView,
};

let current = null;

function route() {
  const [path, search] = location.hash.replace(/^#\/?/, "").split("?");
  const [name, ...rest] = path.split("/");
  return { name: VIEWS[name] ? name : "overview", id: decoded(rest.join("/")), params: new URLSearchParams(search || "") };
}

// An address cut short in a mail may hold half an escape.
function decoded(words) {
  try {
    return decodeURIComponent(words);
  } catch {
    return words;
  }
}

// Keep choices in the address without a new entry in the browser's history.
function rememberer(name, id) {
  return (choices, { redraw = false } = {}) => {
    const params = route().params;
    for (const [key, value] of Object.entries(choices)) {
      if (value) params.set(key, value);
      else params.delete(key);
    }
    const search = params.toString();
    const hash = `#/${name}${id ? `/${encodeURIComponent(id)}` : ""}${search ? `?${search}` : ""}`;
    history.replaceState(null, "", hash);
    if (redraw) draw();
  };
}

// Of hundreds of agreements the browser still reads the texts when the overview already stands.
function isThere(name) {
  return name === "overview" || document.readyState !== "loading";
}

function waitingView() {
  return { title: "One moment", nodes: [el("h1", {}, "One moment"), el("p", { class: "lead", role: "status" }, "The browser is still reading the agreements of this page.")] };
}

function draw() {
  const { name, id, params } = route();
  // What closing would remember belongs to the address that is being left.
  panel.onclose = null;
  closePanel({ giveBack: false });
  if (current && current.close) current.close();
  const main = document.getElementById("main");
  main.className = `view-${name}`;
  current = isThere(name) ? VIEWS[name](params, rememberer(name, id), id) : waitingView();
  main.replaceChildren(...current.nodes.filter(Boolean));
  document.title = `${current.title} – comparison of ${counted(run.agreements.length, "agreement")}`;
  for (const link of document.querySelectorAll(".masthead nav a")) {
    if (link.getAttribute("href") === `#/${name}`) {
      link.setAttribute("aria-current", "page");
      // On a narrow screen the bar of views is moved sideways; the page itself stays.
      link.closest("nav").scrollLeft = link.offsetLeft - link.closest("nav").clientWidth / 2;
    } else link.removeAttribute("aria-current");
  }
  scrollTo(0, 0);
  if (current.ready) current.ready();
}

document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  document.getElementById("main").focus();
});
addEventListener("hashchange", () => {
  draw();
  // A reader with a keyboard or a screen reader goes on at the new view, unless it has put the focus somewhere itself.
  if (!document.getElementById("main").contains(document.activeElement)) document.getElementById("main").focus({ preventScroll: true });
});
addEventListener("beforeprint", () => { if (current && current.list) current.list.fillForPrint(); });
addEventListener("DOMContentLoaded", () => { if (route().name !== "overview") draw(); });
draw();
