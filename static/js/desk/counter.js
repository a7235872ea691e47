// The counter: takes codes as fast as they come and handles them one after the
// other, in their order. Every step is a form or a link that works without this.

import { play } from "../shared/sound.js";
import { chosen, offer } from "./choices.js";
import { bindKeys } from "./keys.js";
import { place, show } from "./place.js";
import { Queue } from "./queue.js";
import { watch } from "./scanner.js";
import { ask } from "./send.js";
import { stop, stopped, waiting } from "./stop.js";

const form = document.getElementById("box"), box = document.getElementById("code");
const line = document.getElementById("queue"), camera = document.getElementById("camera");
const queue = new Queue();
let busy = false, failed = false;

const say = (id, text) => { document.getElementById(id).textContent = text; };
const sound = (tone) => { if (chosen("sound", true)) play(tone); };

// take puts a code into the queue; an empty one is the second Enter of a scanner.
function take(text) {
  const code = text.trim();
  if (!code) return;
  if (queue.scan(code)) pump();
  else say("say", line.dataset.echo);
  draw();
}

// then puts a link or a form into the queue, so that it comes after what was scanned before.
function then(step) {
  queue.add(step);
  pump();
}

async function pump() {
  draw();
  if (busy || failed || stopped()) return;
  const step = queue.first();
  if (!step) return;
  busy = true;
  draw();
  if (step.code && step.body === undefined) { // as it stands when it is first sent, however often
    const fields = new FormData(form);
    fields.set("code", step.code);
    step.path = form.getAttribute("action");
    step.body = new URLSearchParams(fields).toString();
    queue.note();
  }
  const answer = await ask(step);
  busy = false;
  if (!answer) {
    failed = true;
    sound("warn");
    say("say-stop", line.dataset.failed);
    return draw();
  }
  if (answer.locked) { // it is asked again once the desk is unlocked
    failed = true;
    draw();
    return document.dispatchEvent(new Event("desk:locked"));
  }
  queue.done();
  if (answer.away) return location.assign(answer.away);
  const shown = show(answer.html);
  if (!shown) return answer.led ? location.assign(answer.led) : unknownAnswer(answer.html);
  tell(shown);
}

// tell makes heard what an answer says, and holds on where it is an error.
async function tell(shown) {
  const told = shown.querySelector("[data-tone]");
  if (!told) {
    lookAtWrong(shown);
    return pump();
  }
  const heading = told.querySelector("h2").textContent.trim();
  sound(told.dataset.tone);
  if (told.dataset.tone !== "stop" && !("ask" in told.dataset)) {
    say("say", heading);
    return pump();
  }
  say("say-stop", heading);
  await acknowledged(heading, [...told.querySelectorAll("[data-line]")].map((p) => p.textContent.trim()), told.dataset.tone);
}

// lookAtWrong leads to a field that was refused, and tells why.
function lookAtWrong(shown) {
  const field = shown.querySelector('[aria-invalid="true"]');
  if (!field) return;
  sound("stop");
  say("say-stop", document.getElementById(`${field.id}-wrong`)?.textContent.trim() ?? "");
  field.focus();
}

// wayPast is the form that passes over what has just been refused, where there is one.
function wayPast() {
  const forms = place().querySelectorAll(".band + .override, tr.refused .override");
  return forms.length === 1 ? forms[0] : null;
}

async function acknowledged(heading, lines, tone = "stop") {
  draw();
  const begun = box.value; // a code may be half typed
  box.value = "";
  const past = wayPast();
  const { word, typed } = await stop(heading, lines, tone, begun, past !== null, (code) => {
    if (queue.scan(code.trim())) sound("key");
    draw();
  });
  if (word === "drop") queue.clear();
  box.value = typed + box.value;
  if (word === "past") {
    past.open = true;
    return past.querySelector("input:not([type=hidden]), textarea").focus();
  }
  box.focus();
  pump();
}

// unknownAnswer tells of an answer that is a page of another kind: a refusal.
function unknownAnswer(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  sound("stop");
  acknowledged(page.querySelector("main h1")?.textContent.trim() ?? line.dataset.failed,
    [...page.querySelectorAll("main p")].slice(0, 2).map((p) => p.textContent.trim()));
}

// mask hides all but the end of a number that looks like a national ID.
const mask = (code) => (/^\d{16}$/.test(code) ? "•".repeat(12) + code.slice(-4) : code);

function draw() {
  const codes = queue.codes().map(mask);
  waiting(codes);
  line.hidden = codes.length === 0 || codes.length === 1 && busy;
  line.classList.toggle("failed", failed);
  line.querySelector("[data-again]").hidden = !failed;
  line.querySelector("[data-failed]").hidden = !failed;
  line.querySelector("ol").replaceChildren(...codes.map((code) => {
    const item = document.createElement("li");
    item.textContent = code;
    return item;
  }));
}

function again() {
  if (!failed) return;
  failed = false;
  pump();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  take(box.value);
  box.value = "";
});
line.querySelector("[data-again]").addEventListener("click", () => { again(); box.focus(); });
addEventListener("online", again);
document.addEventListener("desk:unlocked", () => {
  document.title = place().dataset.title;
  again();
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-live]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  then({ path: link.getAttribute("href") });
  box.focus();
});

document.addEventListener("submit", (event) => {
  const sent = event.target;
  if (!sent.matches("form[data-live]")) return;
  event.preventDefault();
  then({ path: sent.getAttribute("action"), body: new URLSearchParams(new FormData(sent, event.submitter)).toString() });
  box.focus();
});

watch(box, take, () => chosen("no-enter", false));
bindKeys(box);
offer(document.getElementById("keys"));

if (navigator.mediaDevices?.getUserMedia) {
  camera.hidden = false;
  camera.querySelector("[data-open]").addEventListener("click", async () => {
    const { look } = await import(camera.dataset.module);
    const code = await look(camera);
    if (code) take(code);
    box.focus();
  });
}

box.value = "";
box.focus();
if (queue.first()) acknowledged(line.dataset.left, []);
else if (place().querySelector("[data-tone=stop], [data-ask]")) tell(place());
