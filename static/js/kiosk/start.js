// The page that waits for a card. A scanner types like a keyboard and ends with
// Enter, so the field must have the focus whatever was touched before.

const field = document.getElementById("card");
const camera = document.getElementById("camera");
const forgetAfter = 45; // seconds until a number that nobody sends is forgotten

let typed = 0;
field.addEventListener("input", () => { typed = performance.now(); });
setInterval(() => {
  if (field.value && (performance.now() - typed) / 1000 > forgetAfter) field.value = "";
}, 1000);

addEventListener("keydown", (event) => {
  if (event.key.length === 1 && !event.ctrlKey && !event.altKey && !event.metaKey && document.activeElement !== field) field.focus();
});

// The camera is for those without a scanner, and its reader is fetched only
// when somebody asks for it.
if (navigator.mediaDevices?.getUserMedia) {
  camera.hidden = false;
  camera.querySelector("[data-open]").addEventListener("click", async () => {
    const { look } = await import(camera.dataset.module);
    const number = await look(camera);
    if (!number) return;
    field.value = number;
    document.dispatchEvent(new CustomEvent("kiosk:cue", { detail: "key" }));
    field.form.requestSubmit();
  });
}
