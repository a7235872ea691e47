// An error takes the focus until somebody has seen it. What a scanner sends
// meanwhile is held, and the Enter at its end acknowledges nothing.

const still = 250; // milliseconds without a key: whoever presses Enter then is a person

const dialog = document.getElementById("stop");
const way = dialog.querySelector("[data-past]");
let buffer = "", last = 0, settle = null, hold = null, open = false;

export const stopped = () => dialog.open;

// stop shows what is wrong and resolves to {word, typed}: "go", or "drop" for what
// waits, or "past" for the form that passes over it, which past says there is, and
// what was typed and not ended. begun is what a scanner had typed before; holding is
// given each code that comes meanwhile.
export function stop(heading, lines, tone, begun, past, holding) {
  dialog.dataset.tone = tone;
  dialog.querySelector("h2").textContent = heading;
  dialog.querySelector("[data-lines]").replaceChildren(...lines.map((line) => {
    const p = document.createElement("p");
    p.textContent = line;
    return p;
  }));
  buffer = begun;
  hold = holding;
  open = past;
  way.hidden = !past || !dialog.querySelector("[data-held]").hidden;
  last = performance.now();
  if (!dialog.open) dialog.showModal();
  dialog.querySelector("[data-go]").focus();
  return new Promise((done) => {
    settle = (word) => {
      settle = null;
      dialog.close();
      done({ word, typed: buffer });
    };
  });
}

// waiting tells which codes wait behind the error.
export function waiting(codes) {
  dialog.querySelector("[data-held]").hidden = dialog.querySelector("[data-drop]").hidden = codes.length === 0;
  way.hidden = !open || codes.length > 0; // first what waits
  dialog.querySelector("[data-count]").textContent = String(codes.length);
  dialog.querySelector("[data-codes]").replaceChildren(...codes.map((code) => {
    const item = document.createElement("li");
    item.textContent = code;
    return item;
  }));
}

function key(event) {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const pause = event.timeStamp - last;
  if (event.key === "Enter") {
    event.preventDefault();
    event.stopPropagation();
    last = event.timeStamp;
    if (event.repeat) return;
    if (buffer) {
      hold(buffer);
      buffer = "";
    } else if (pause >= still) { // else it is a scanner's second one
      const at = document.activeElement;
      settle(at?.hasAttribute("data-drop") ? "drop" : at === way ? "past" : "go");
    }
  } else if (event.key.length === 1 && (event.key !== " " || buffer)) {
    event.preventDefault();
    event.stopPropagation();
    buffer += event.key;
    last = event.timeStamp;
  }
}

const locked = () => document.documentElement.classList.contains("locked"); // the password is being typed

addEventListener("keydown", (event) => { if (settle && !locked()) key(event); }, { capture: true });
addEventListener("keypress", (event) => { // by it a button would be pressed
  if (settle && !locked() && event.key === "Enter") event.preventDefault();
}, { capture: true });
dialog.querySelector("[data-go]").addEventListener("click", () => settle?.("go"));
way.addEventListener("click", () => settle?.("past"));
dialog.querySelector("[data-drop]").addEventListener("click", () => settle?.("drop"));
dialog.addEventListener("cancel", (event) => { // Escape
  event.preventDefault();
  settle?.("go");
});
