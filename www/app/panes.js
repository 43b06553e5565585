/** Buttons that open a pane each under their row; one pane is open at a time. `onOpen` gets the id of each that opens. */

export function panes(buttons, onOpen) {
  const show = (button, open) => {
    button.setAttribute("aria-expanded", String(open));
    document.getElementById(button.getAttribute("aria-controls")).hidden = !open;
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") === "false";
      buttons.forEach((other) => show(other, other === button && open));
      if (open) {
        onOpen(button.getAttribute("aria-controls"));
      }
    });
  }
}
