/** The analysis itself. */
export function toJson(text, analysis) {
  return `${JSON.stringify(analysis, null, 2)}\n`;
}
