// Borders move by words; a mark of punctuation counts as a word of its own.

const WORD = /[\p{L}\p{N}]+(?:[-'’./][\p{L}\p{N}]+)*|[^\s\p{L}\p{N}]/gu;

function wordsOf(text) {
  const starts = [];
  const ends = [];
  for (const match of text.matchAll(WORD)) {
    starts.push(match.index);
    ends.push(match.index + match[0].length);
  }
  return { starts, ends };
}

// The first place in a sorted list whose value is greater than `value`.
function placeAfter(sorted, value) {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

// The word that an offset lies in, or the next one behind it.
function wordAt(words, offset) {
  return Math.min(placeAfter(words.ends, offset), words.ends.length - 1);
}

// The border of a span moved by one word; it never passes the other border.
function movedBorder(words, span, border, step) {
  if (border === "end") {
    const last = wordAt(words, span.end - 1) + step;
    if (last < 0 || last >= words.ends.length || words.ends[last] <= span.start) return span;
    return { ...span, end: words.ends[last] };
  }
  const first = wordAt(words, span.start) + step;
  if (first < 0 || first >= words.starts.length || words.starts[first] >= span.end) return span;
  return { ...span, start: words.starts[first] };
}

// The whole words that two offsets touch.
function wholeWords(words, from, to) {
  const [low, high] = from < to ? [from, to] : [to, from];
  const first = wordAt(words, low);
  const last = Math.max(first, placeAfter(words.starts, high - 1) - 1);
  return { start: words.starts[first], end: words.ends[last] };
}
