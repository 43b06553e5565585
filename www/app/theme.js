/**
 * Light or dark, as the system has it or as the reader wants it. Runs before
 * the page is drawn, so that a choice made earlier does not flash.
 */
{
  const KEY = "whosaid-theme";
  const THEMES = ["system", "light", "dark"];

  // Storage throws where a reader has forbidden it; the choice then lasts as
  // long as the page.
  const recall = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const remember = (theme) => {
    try {
      localStorage.setItem(KEY, theme);
    } catch {}
  };

  let theme = THEMES.includes(recall()) ? recall() : "system";
  const apply = () => {
    document.documentElement.dataset.theme = theme;
  };
  apply();

  addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    const label = () => {
      button.textContent = `Theme: ${theme}`;
    };
    label();
    button.addEventListener("click", () => {
      theme = THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length];
      remember(theme);
      apply();
      label();
    });
    addEventListener("whosaid-forgotten", () => {
      theme = "system";
      apply();
      label();
    });
  });
}
