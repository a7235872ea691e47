// The lock of the screen. Without use, by F8 or by its button the page covers
// itself; what was typed stays as it is and is there again after the password. The
// server refuses everything meanwhile: this is only the curtain before it.
//
// Scripts that ask by themselves send the header X-Desk-Script; where the answer
// is 423 they dispatch "desk:locked" on the document, and may try again at
// "desk:unlocked".
const dialog = document.getElementById("lock");
const form = dialog.querySelector("form");
const field = form.querySelector("[type=password]");
const wrong = form.querySelector("[role=alert]");
const root = document.documentElement;
const title = document.title;
const lockAfter = Number(dialog.dataset.minutes) * 60_000;
const tellEvery = Math.min(45_000, lockAfter / 4 || 45_000);
const tabs = new BroadcastChannel("desk"); // other windows of this browser are the same session

let used = Date.now();
let told = used;
let locked = false;

const ask = (path, body) => fetch(path, { method: "POST", body, redirect: "manual", keepalive: true, headers: { "X-Desk-Script": "1" } });

function cover() {
	if (locked) return;
	locked = true;
	root.classList.add("locked");
	document.title = dialog.dataset.title;
	wrong.textContent = "";
	field.value = "";
	dialog.showModal();
	field.focus();
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
		if ((await ask("/desk/stay")).status === 423) cover();
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
		const answer = await ask(form.action, new URLSearchParams(new FormData(form)));
		if (answer.status === 204) {
			tabs.postMessage("unlock");
			uncover();
		} else if (answer.type === "opaqueredirect") {
			location.reload(); // the session has ended
		} else {
			wrong.textContent = answer.status === 401 || answer.status === 429 ? await answer.text() : dialog.dataset.lost;
		}
	} catch {
		wrong.textContent = dialog.dataset.lost;
	}
	button.disabled = false;
	if (locked) field.select();
});
