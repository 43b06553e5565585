/** The cells of a table, as RFC 4180 has it. */

/** `rows` of values as one string. */
export function tableOf(rows) {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value) {
  const words = String(value);
  return /[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words;
}

/**
 * `words` so that no spreadsheet takes them for a formula: an article may be
 * written so that its words run as one where the table is opened.
 */
export function guarded(words) {
  return /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/u.test(words) ? `'${words}` : words;
}
