// Elements are made from text alone: nothing on this page is ever parsed as markup.

function el(name, properties, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(properties || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

function say(message) {
  document.getElementById("said").textContent = message;
}

async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Some browsers keep the clipboard from pages opened from disk; the older way still works there.
    const field = el("textarea", { class: "unseen", "aria-hidden": "true" }, text);
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
  say(`${what} copied`);
}

function copyButton(label, act) {
  return el("button", {
    type: "button",
    class: "quiet",
    onclick: async (event) => {
      const button = event.currentTarget;
      await act();
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = label; }, 1500);
    },
  }, label);
}

function choice(label, name, options, chosen) {
  const select = el("select", { name, id: `choose-${name}` });
  for (const [value, text] of options) select.append(el("option", { value, selected: value === chosen }, text));
  return el("div", { class: "field" }, el("label", { for: `choose-${name}` }, label), select);
}

function searchField(label, name, value, hint = "") {
  return el("div", { class: "field wide" }, el("label", { for: `choose-${name}` }, label),
    el("input", { type: "search", name, id: `choose-${name}`, value, placeholder: hint || null }));
}

const TYPING_PAUSE = 150;

// What a form chooses is drawn a moment after the last stroke, unless the form has gone from the page by then.
function redrawOnInput(form, draw) {
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (form.isConnected) draw(); }, TYPING_PAUSE);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
}

// A bar says again, for the eye, what stands in words beside it.
function bar(parts, total) {
  const strip = el("span", { class: "bar", "aria-hidden": "true" });
  for (const [name, count] of parts) {
    if (!count) continue;
    const piece = el("span", { class: `part ${name}` });
    piece.style.width = `${(100 * count) / total}%`;
    strip.append(piece);
  }
  return strip;
}

function counted(number, one, many) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many || `${one}s`}`;
}

function percent(part, whole) {
  return whole ? `${Math.round((100 * part) / whole)} %` : "–";
}
