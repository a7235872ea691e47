// An error takes the focus until somebody has seen it. What a scanner sends
// meanwhile is held, and the Enter at its end acknowledges nothing.

const still = 250; // milliseconds without a key: whoever presses Enter then is a person
const slowest = 150; // milliseconds between two letters of a scanner

const dialog = document.getElementById("stop");
let buffer = "", last = 0, settle = null;

export const stopped = () => dialog?.open ?? false;

// stop shows what is wrong and resolves to "go", or "drop" for what waits. hold is
// given each code that comes meanwhile.
export function stop(heading, lines, tone, hold) {
  dialog.dataset.tone = tone;
  dialog.querySelector("h2").textContent = heading;
  dialog.querySelector("[data-lines]").replaceChildren(...lines.map((line) => {
    const p = document.createElement("p");
    p.textContent = line;
    return p;
  }));
  buffer = "";
  last = performance.now();
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("[data-go]").focus();
  return new Promise((done) => {
    settle = (word) => {
      settle = null;
      dialog.close();
      done({ word, typed: buffer });
    };
    onKey = (event) => key(event, hold);
  });
}

// waiting tells how many codes wait behind the error, and which.
export function waiting(codes) {
  const sign = dialog.querySelector("[data-held]"), list = dialog.querySelector("[data-codes]");
  sign.hidden = dialog.querySelector("[data-drop]").hidden = codes.length === 0;
  dialog.querySelector("[data-count]").textContent = String(codes.length);
  list.replaceChildren(...codes.map((code) => {
    const item = document.createElement("li");
    item.textContent = code;
    return item;
  }));
}

let onKey = () => {};

function key(event, hold) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const now = performance.now(), pause = now - last;
  if (event.key === "Enter") {
    event.preventDefault();
    last = now;
    if (event.repeat) return;
    if (buffer && pause < slowest) {
      hold(buffer);
      buffer = "";
    } else if (pause >= still) {
      settle(document.activeElement?.hasAttribute("data-drop") ? "drop" : "go");
    }
  } else if (event.key.length === 1 && (event.key !== " " || buffer)) {
    event.preventDefault();
    event.stopPropagation();
    buffer += event.key;
    last = now;
  }
}

addEventListener("keydown", (event) => { if (settle) onKey(event); }, { capture: true });
dialog?.querySelector("[data-go]").addEventListener("click", () => settle?.("go"));
dialog?.querySelector("[data-drop]").addEventListener("click", () => settle?.("drop"));
dialog?.addEventListener("cancel", (event) => { // Escape
  event.preventDefault();
  settle?.("go");
});
