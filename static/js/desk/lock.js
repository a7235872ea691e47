// The lock of the screen. Without use, by F8 or by its button the page covers
// itself; what was typed stays as it is and is there again after the password. The
// server refuses everything meanwhile: this is only the curtain before it.
// Where the session has ended meanwhile, the same password signs in again.
//
// Scripts that ask by themselves send the header X-Desk-Script; where the answer
// is 423 they dispatch "desk:locked" on the document, and may try again at
// "desk:unlocked".
const dialog = document.getElementById("lock");
const form = dialog.querySelector("form");
const field = form.querySelector("[type=password]");
const wrong = form.querySelector("[role=alert]");
const second = form.querySelector("[data-second]"); // the one-time code, where it is asked for
const code = second.querySelector("input");
const root = document.documentElement;
const title = document.title;
const lockAfter = Number(dialog.dataset.minutes) * 60_000;
const tellEvery = Math.min(45_000, lockAfter / 4 || 45_000);
const tabs = new BroadcastChannel("desk"); // other windows of this browser are the same session

let used = Date.now();
let told = used;
let locked = false;

const ask = (path, body) => fetch(path, { method: "POST", body, redirect: "manual", keepalive: true, headers: { "X-Desk-Script": "1" } });

// hasEnded tells whether an answer leads to signing in: nobody is signed in any more.
const hasEnded = (answer) => answer.type === "opaqueredirect";

function cover() {
	if (locked) return;
	locked = true;
	root.classList.add("locked");
	document.title = dialog.dataset.title;
	wrong.textContent = "";
	field.value = "";
	askForCode(false);
	dialog.showModal();
	field.focus();
}

// askForCode shows the field for the code instead of the password's.
function askForCode(on) {
	second.hidden = !on;
	code.required = on;
	code.value = "";
	field.closest(".field").hidden = on;
	field.required = !on;
}

function uncover() {
	if (!locked) return;
	locked = false;
	used = told = Date.now();
	root.classList.remove("locked");
	document.title = title;
	field.value = "";
	dialog.close(); // gives the focus back
	document.dispatchEvent(new Event("desk:unlocked"));
}

function lock() {
	cover();
	tabs.postMessage("lock");
	ask("/desk/lock").catch(() => {}); // then the server locks by itself, a little later
}

async function stay() {
	told = Date.now();
	try {
		const answer = await ask("/desk/stay");
		if (answer.status === 423 || hasEnded(answer)) cover();
	} catch {
		// The next page will tell.
	}
}

function use() {
	if (locked) return;
	used = Date.now();
	tabs.postMessage("used");
	if (used - told >= tellEvery) stay();
}

function check() {
	const now = Date.now();
	if (locked) return;
	if (lockAfter > 0 && now - used >= lockAfter) {
		lock();
	} else if (used > told && now - told >= tellEvery) {
		stay();
	}
}

for (const kind of ["pointerdown", "keydown", "wheel"]) addEventListener(kind, use, { passive: true, capture: true });
setInterval(check, 5_000);
document.addEventListener("visibilitychange", check);
document.addEventListener("desk:locked", cover);
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
addEventListener("keydown", (event) => {
	if (event.key !== "F8" || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
	event.preventDefault();
	if (!locked) lock();
});
document.getElementById("lock-now")?.addEventListener("submit", (event) => {
	event.preventDefault();
	lock();
});

tabs.addEventListener("message", ({ data }) => {
	if (data === "lock") cover();
	if (data === "unlock") uncover();
	if (data === "used") used = Date.now();
});

dialog.addEventListener("cancel", (event) => event.preventDefault());
dialog.addEventListener("close", () => { if (locked) dialog.showModal(); });

form.addEventListener("submit", async (event) => {
	event.preventDefault();
	const button = form.querySelector("button");
	button.disabled = true;
	try {
		const answer = await prove(new URLSearchParams(new FormData(form)));
		if (answer.status === 204) {
			tabs.postMessage("unlock");
			uncover();
		} else if (answer.status === 202) {
			wrong.textContent = "";
			askForCode(true);
		} else if (hasEnded(answer)) {
			location.reload(); // of signing in: the code came too late
		} else {
			wrong.textContent = answer.status === 401 || answer.status === 429 ? await answer.text() : dialog.dataset.lost;
		}
	} catch {
		wrong.textContent = dialog.dataset.lost;
	}
	button.disabled = false;
	if (locked) (second.hidden ? field : code).select();
});

// prove gives the password or the code: to the session, and where it has ended, to
// begin another one.
async function prove(fields) {
	if (!second.hidden) return ask("/desk/code", fields);
	const answer = await ask(form.action, fields);
	return hasEnded(answer) ? ask("/desk/sign-in", fields) : answer;
}
