// Small charts, drawn here as SVG. Each says again, for the eye, what stands in words or numbers beside it.

const SVG = "http://www.w3.org/2000/svg";

function svg(name, properties, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(properties || {})) node.setAttribute(key, String(value));
  node.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return node;
}

function chart(title, words, ...content) {
  return el("figure", { class: "chart" }, el("figcaption", {}, title, words ? el("span", { class: "sub" }, words) : null), content);
}

// Names with a bar and a number each, the longest bar first; `address` says where a name leads.
function barList(tallied, { className, address }) {
  const most = Math.max(...tallied.map(([, number]) => number), 1);
  return el("ul", { class: "bar-list" }, tallied.map(([name, number, title]) => {
    const strip = el("span", { class: `strip ${className || name}`, "aria-hidden": "true" });
    strip.style.width = `${(100 * number) / most}%`;
    return el("li", {}, el("a", { href: address(name) }, title || name), el("span", { class: "track" }, number ? strip : null),
      el("span", { class: "number" }, number.toLocaleString("en")));
  }));
}

const PLOT = { width: 460, height: 300, left: 46, right: 14, top: 14, bottom: 40 };

// Agreements as dots: two shares, from 0 to 1. The table below the charts holds the same numbers in words.
function scatter(dots, xWords, yWords) {
  const x = (share) => PLOT.left + share * (PLOT.width - PLOT.left - PLOT.right);
  const y = (share) => PLOT.height - PLOT.bottom - share * (PLOT.height - PLOT.top - PLOT.bottom);
  const ticks = [0, 0.25, 0.5, 0.75, 1];
  const text = (properties, words) => svg("text", properties, words);
  return svg("svg", { viewBox: `0 0 ${PLOT.width} ${PLOT.height}`, class: "scatter", role: "img", "aria-label": `${counted(dots.length, "agreement")} as dots: ${xWords}, against ${yWords}. The table below has the numbers.` },
    ticks.map((tick) => [
      svg("line", { x1: x(tick), x2: x(tick), y1: y(0), y2: y(1), class: "rule" }),
      svg("line", { x1: x(0), x2: x(1), y1: y(tick), y2: y(tick), class: "rule" }),
      text({ x: x(tick), y: y(0) + 16, "text-anchor": "middle" }, `${tick * 100} %`),
      text({ x: x(0) - 6, y: y(tick) + 4, "text-anchor": "end" }, `${tick * 100}`),
    ]),
    text({ x: x(0.5), y: PLOT.height - 6, "text-anchor": "middle", class: "axis" }, xWords),
    text({ x: 12, y: y(0.5), "text-anchor": "middle", class: "axis", transform: `rotate(-90 12 ${y(0.5)})` }, yWords),
    dots.map(({ place, across, up, size, words }) => {
      const dot = svg("circle", { cx: x(across), cy: y(up), r: size, class: "dot" }, svg("title", {}, words));
      dot.addEventListener("click", () => { location.hash = readingAddress(place, {}); });
      return dot;
    }));
}
