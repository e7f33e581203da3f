// The digit keys answer. Everything works without this.
"use strict";
addEventListener("keydown", (event) => {
  const typing = event.target.matches?.("textarea, input:not([type=checkbox])");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const chosen = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (chosen === null) return;
  event.preventDefault();
  chosen.click();
});
// “None of these” and the others exclude each other.
addEventListener("change", ({ target }) => {
  if (target.type !== "checkbox" || !target.checked) return;
  const others = target.name === "none" ? "[name=answer]" : "[name=none]";
  for (const other of document.querySelectorAll(`input${others}`)) other.checked = false;
});
