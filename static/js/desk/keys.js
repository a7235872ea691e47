// The keys of the counter. Each presses what carries its name (data-key), so that
// whatever a key does can also be done by mouse or touch.

import { chosen } from "./choices.js";
import { isField } from "./scanner.js";

const named = ["F2", "F3", "F4", "F9", "Escape"];

export function bindKeys(box) {
  const help = document.getElementById("keys");
  document.querySelector("[data-help]").addEventListener("click", () => help.showModal());
  help.querySelector("[data-close]").addEventListener("click", () => help.close());

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey && event.key !== "?" || event.repeat) return;
    if (document.querySelector("dialog:modal")) return;
    if (named.includes(event.key)) return press(event, box);
    if (event.key !== "/" && event.key !== "?" || isField(document.activeElement) || !chosen("letters", true)) return;
    event.preventDefault();
    if (event.key === "/") box.focus();
    else help.showModal();
  });
}

function press(event, box) {
  if (event.key === "Escape") { // first takes back what was typed, or leads back to the box
    if (document.activeElement !== box && isField(document.activeElement)) return box.focus();
    if (box.value) {
      box.value = "";
      return;
    }
  }
  event.preventDefault();
  document.querySelector(`[data-key="${event.key}"]`)?.click();
}
