// The number pad types into the field at once, without a request for each key.

const pad = document.querySelector("[data-pad]");
const field = document.getElementById(pad.dataset.pad);
let letters = false;

for (const key of document.querySelectorAll(".script[hidden]")) key.hidden = false;

// The pad is the keyboard; the system's would cover the page.
field.inputMode = "none";

function press(key) {
  if (key === "letters") {
    letters = !letters;
    field.inputMode = letters ? "text" : "none";
    field.blur(); // so that the keyboard comes or goes
  } else if (key === "erase") {
    field.value = field.value.slice(0, -1);
  } else if (field.maxLength < 0 || field.value.length < field.maxLength) {
    field.value += key;
  }
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

pad.addEventListener("click", (event) => {
  const key = event.target.closest("[data-key]");
  if (!key) return;
  event.preventDefault();
  press(key.dataset.key);
  document.dispatchEvent(new CustomEvent("kiosk:cue", { detail: "key" }));
});

field.focus();
