// A long list of which only what is near the window is built. Items stand in blocks; a block far from the window is
// emptied and keeps its height.

const BLOCK_SIZE = 30;
const PRINTED_AT_MOST = 3000;

class WindowedList {
  constructor(items, makeItem, { scroller = null, itemHeight = 180 } = {}) {
    this.items = items;
    this.makeItem = makeItem;
    this.node = el("div", { class: "windowed" });
    this.blocks = [];
    this.watcher = new IntersectionObserver((entries) => this.watch(entries), { root: scroller, rootMargin: "1500px 0px" });
    for (let first = 0; first < items.length; first += BLOCK_SIZE) {
      const node = el("div", { class: "block" });
      const last = Math.min(first + BLOCK_SIZE, items.length);
      node.style.minHeight = `${(last - first) * itemHeight}px`;
      const entry = { node, first, last, filled: false };
      this.blocks.push(entry);
      this.node.append(node);
      this.watcher.observe(node);
    }
    if (this.blocks.length) this.fill(this.blocks[0]);
  }

  watch(entries) {
    for (const { target, isIntersecting } of entries) {
      const entry = this.blocks.find((candidate) => candidate.node === target);
      if (isIntersecting) this.fill(entry);
      else this.empty(entry);
    }
  }

  fill(entry) {
    if (entry.filled) return;
    entry.filled = true;
    const made = [];
    for (let place = entry.first; place < entry.last; place += 1) made.push(this.makeItem(this.items[place], place));
    entry.node.replaceChildren(...made);
    entry.node.style.minHeight = "";
  }

  empty(entry) {
    // What has the focus stays, or the keyboard would be thrown back to the top.
    if (!entry.filled || entry.node.contains(document.activeElement)) return;
    entry.node.style.minHeight = `${entry.node.offsetHeight}px`;
    entry.node.replaceChildren();
    entry.filled = false;
  }

  // The element of an item, built if need be.
  reveal(place) {
    const entry = this.blocks[Math.floor(place / BLOCK_SIZE)];
    this.fill(entry);
    return entry.node.children[place - entry.first];
  }

  fillForPrint() {
    for (const entry of this.blocks) if (entry.first < PRINTED_AT_MOST) this.fill(entry);
  }

  close() {
    this.watcher.disconnect();
  }
}
