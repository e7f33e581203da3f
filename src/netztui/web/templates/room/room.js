// The digit keys answer, and Enter goes on. Everything works without this.
"use strict";
let sent = false;
addEventListener("pageshow", () => { sent = false; });
addEventListener("submit", (event) => {
  // What is pressed until the next page is there was not meant for this one.
  if (sent) event.preventDefault();
  sent = true;
});
addEventListener("keydown", (event) => {
  const typing = event.target.matches?.("textarea, input:not([type=checkbox])");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const goesOn = event.key === "Enter" && event.target === document.body;
  const key = goesOn ? ".asked .first" : `[data-key="${CSS.escape(event.key)}"]`;
  const chosen = document.querySelector(key);
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
