// A paper of the desk: prints, and then leads back to where one was.

const part = document.getElementById("printing");
const button = part.querySelector("[data-paper]"), back = part.querySelector("[data-back]");

button.hidden = false;
button.addEventListener("click", () => print());
addEventListener("keydown", (event) => {
  if (event.key === "Escape") back.click();
  if (event.key === "F9") {
    event.preventDefault();
    print();
  }
});
button.focus();
if ("now" in part.dataset) {
  addEventListener("afterprint", () => back.focus(), { once: true });
  print();
}
