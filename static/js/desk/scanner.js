// A wedge scanner types like a keyboard, faster than any person, and ends with
// Enter. Wherever the focus is, what it types goes to the box.

const fast = 35; // milliseconds between two letters that no person keeps up
const enough = 5; // letters that are a code
const silence = 300; // milliseconds after which a scanner that sends no Enter has ended

// isField tells whether letters that are typed belong to an element.
export function isField(element) {
  return element?.matches?.("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=submit])") ?? false;
}

// watch leads what is typed to the box; take is given each code that ends without
// the box's own Enter. noEnter tells whether a pause may end a code.
export function watch(box, take, noEnter) {
  let burst = "", last = 0, pause;

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || document.querySelector("dialog:modal")) return;
    const at = document.activeElement, now = performance.now();
    if (event.key === "Enter") {
      if (at !== box && isField(at) && burst.length >= enough && now - last < 3 * fast) {
        event.preventDefault(); // scanned into a field of the page
        takeBack(at, burst);
        take(burst);
      }
      burst = "";
      return;
    }
    if (event.key.length !== 1) return;
    burst = now - last < fast ? burst + event.key : event.key;
    last = now;
    if (!isField(at) && event.key !== " " && event.key !== "/" && event.key !== "?") box.focus();
  }, { capture: true });

  box.addEventListener("input", () => {
    clearTimeout(pause);
    if (!noEnter() || burst.length < enough || !box.value.endsWith(burst)) return;
    pause = setTimeout(() => {
      if (!box.value) return;
      take(box.value);
      box.value = "";
    }, silence);
  });
  box.form.addEventListener("submit", () => clearTimeout(pause));
}

// takeBack takes out of a field what the scanner has typed into it.
function takeBack(field, text) {
  if (!field.value.endsWith(text)) return;
  field.value = field.value.slice(0, -text.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
