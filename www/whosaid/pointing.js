/** Where in an article the pointer is, and how to bring words before the reader. */

/** The offset in the text of `dom`, a DomText, of the character under the pointer; -1 where none is. */
export function offsetUnder(dom, { clientX, clientY }) {
  const caret = caretAt(dom.trees, clientX, clientY);
  if (caret?.node.nodeType !== Node.TEXT_NODE) {
    return -1;
  }
  // The caret stands before or after the character under the pointer.
  for (const offset of [caret.offset, caret.offset - 1]) {
    if (offset >= 0 && isUnder(caret.node, offset, clientX, clientY)) {
      return dom.offsetOf(caret.node, offset);
    }
  }
  return -1;
}

/** From where to where words can be seen in the window `view`: less what its author keeps free for bars that stand still. */
export function freeHeight(view) {
  const { documentElement } = view.document;
  const { scrollPaddingTop, scrollPaddingBottom } = view.getComputedStyle(documentElement);
  // "auto" is none.
  const [above, below] = [scrollPaddingTop, scrollPaddingBottom].map((padding) => Number.parseFloat(padding) || 0);
  return { top: above, bottom: documentElement.clientHeight - below };
}

/** Scrolls as little as shows the words from which `range` starts. */
export function bringIntoView(range) {
  const view = range.startContainer.ownerDocument.defaultView;
  const free = freeHeight(view);
  const distance = () => {
    const { top, bottom } = range.getBoundingClientRect();
    return top < free.top || bottom > free.bottom ? top : 0;
  };
  if (distance() !== 0) {
    range.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
  }
  // A long paragraph can be in view without the words.
  const left = distance();
  if (left !== 0) {
    view.scrollBy(0, left - view.innerHeight / 3);
  }
}

/** Scrolls so that the words from which each of `ranges` starts are in view; where they have no room together, those of the first. */
export function bringAllIntoView(ranges) {
  if (ranges.length === 0) {
    return;
  }
  ranges.forEach(scrollWithin);
  const view = ranges[0].startContainer.ownerDocument.defaultView;
  const free = freeHeight(view);
  const room = free.bottom - free.top;
  const rects = ranges.map((range) => range.getBoundingClientRect());
  const extent = (some) => ({ top: Math.min(...some.map((rect) => rect.top)), bottom: Math.max(...some.map((rect) => rect.bottom)) });
  const all = extent(rects);
  const { top, bottom } = all.bottom - all.top > room ? extent(rects.slice(0, 1)) : all;
  if (top < free.top || bottom > free.bottom) {
    view.scrollBy(0, top - free.top - Math.max(0, room - (bottom - top)) / 3);
  }
}

/** Scrolls what scrolls by itself around `range`, short of the page. */
function scrollWithin(range) {
  const { scrollingElement, body } = range.startContainer.ownerDocument;
  for (let around = range.startContainer.parentElement; around && around !== body && around !== scrollingElement; around = around.parentElement) {
    if (around.scrollHeight > around.clientHeight && /auto|scroll/.test(getComputedStyle(around).overflowY)) {
      const [inner, outer] = [range.getBoundingClientRect(), around.getBoundingClientRect()];
      if (inner.top < outer.top || inner.bottom > outer.bottom) {
        around.scrollTop += inner.top - outer.top - around.clientHeight / 3;
      }
    }
  }
}

// Two names for one thing; older Safari has only the second.
function caretAt(trees, x, y) {
  const [first] = trees;
  const document = first?.ownerDocument ?? first;
  if (!document) {
    return null;
  }
  if (document.caretPositionFromPoint) {
    const shadowRoots = [...trees].filter(({ nodeType, host }) => nodeType === Node.DOCUMENT_FRAGMENT_NODE && host);
    const position = document.caretPositionFromPoint(x, y, { shadowRoots });
    return position && { node: position.offsetNode, offset: position.offset };
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range && { node: range.startContainer, offset: range.startOffset };
}

function isUnder(node, offset, x, y) {
  if (offset >= node.length) {
    return false;
  }
  const range = node.ownerDocument.createRange();
  range.setStart(node, offset);
  range.setEnd(node, offset + 1);
  return [...range.getClientRects()].some(
    ({ left, right, top, bottom }) => left <= x && x <= right && top <= y && y <= bottom,
  );
}
