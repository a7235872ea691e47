// Ends a visit that nobody goes on with, and asks first. The server ends it too,
// by its own clock; this only makes the screen agree with it.

const page = document.body.dataset;
const dialog = document.getElementById("leaving");
const count = dialog.querySelector("b");
const stay = document.getElementById("stay");
const noticeEvery = 10; // seconds between two words to the server that somebody is there

let since = performance.now(); // the last action the server knows of
let busy = false;

const seconds = (from) => (performance.now() - from) / 1000;

const leave = () => location.replace("/kiosk/end");

// Tells the server that somebody is there. It answers with the page this is,
// unless the visit has ended.
async function still() {
  if (busy) return;
  busy = true;
  const before = performance.now();
  try {
    const answer = await fetch(stay.action, { method: "POST", body: new URLSearchParams(new FormData(stay)) });
    if (!answer.ok || new URL(answer.url).pathname !== location.pathname) return leave();
    since = before;
  } catch {
    // The network is away: the time goes on.
  } finally {
    busy = false;
  }
}

// data-left and data-ask are read at every tick, so that a test can shorten them.
function tick() {
  const left = Number(page.left) - seconds(since);
  if (left <= 0) return leave();
  count.textContent = String(Math.ceil(left));
  if (left > Number(page.ask)) {
    if (dialog.open) dialog.close();
  } else if (!dialog.open) {
    dialog.showModal();
    document.dispatchEvent(new CustomEvent("kiosk:cue", { detail: "ask" }));
  }
}

for (const action of ["pointerdown", "keydown", "scroll", "wheel"]) {
  addEventListener(action, () => {
    if (!dialog.open && seconds(since) > noticeEvery) still();
  }, { passive: true });
}

stay.addEventListener("submit", (event) => {
  event.preventDefault();
  still().then(tick);
});

dialog.addEventListener("cancel", (event) => { // the Escape key is a sign of somebody too
  event.preventDefault();
  still().then(tick);
});

setInterval(tick, 250);
