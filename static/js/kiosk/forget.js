// A page that has been left shows nothing when a button brings it back.

const visiting = "left" in document.body.dataset;

addEventListener("pagehide", () => {
  if (visiting) document.body.replaceChildren();
});

addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
