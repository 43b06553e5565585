/** Style sheets that many elements share. */

/** A function that gives the style sheet with these rules for the window `view`, always the same. */
export function sheetOf(rules) {
  // A document takes style sheets of its own window alone.
  const sheets = new WeakMap();
  return (view) => {
    let sheet = sheets.get(view);
    if (!sheet) {
      sheet = new view.CSSStyleSheet();
      sheet.replaceSync(rules);
      sheets.set(view, sheet);
    }
    return sheet;
  };
}
