// The worker that answers when there is no network. It keeps files that are the
// same for everybody (`files`, each with a hash of its content in its name) and one
// page that says that one is offline. It never keeps a page of a member: those are
// asked for anew each time, and what is asked for is passed on as it is.
//
// `version` and `files` are put before this text by the server.
"use strict";

const cacheName = "public-" + version;
const offline = "/offline";

self.addEventListener("install", (event) => {
	event.waitUntil((async () => {
		const cache = await caches.open(cacheName);
		await cache.addAll(files);
		await keep(cache, offline);
		await self.skipWaiting();
	})());
});

self.addEventListener("activate", (event) => {
	event.waitUntil((async () => {
		for (const name of await caches.keys()) {
			if (name !== cacheName) await caches.delete(name);
		}
		await self.registration.navigationPreload?.enable();
		await self.clients.claim();
	})());
});

self.addEventListener("fetch", (event) => {
	const { request } = event;
	if (request.mode === "navigate") {
		event.respondWith(navigate(event));
	} else if (request.method === "GET" && files.includes(new URL(request.url).pathname)) {
		event.respondWith(keptOr(request));
	}
});

async function navigate(event) {
	try {
		return (await event.preloadResponse) || (await fetch(event.request));
	} catch {
		return (await caches.match(offline)) || Response.error();
	}
}

async function keptOr(request) {
	return (await caches.match(request.url)) || fetch(request);
}

// Without credentials, so that nothing can be in it that is for one person only.
async function keep(cache, address) {
	const answer = await fetch(address, { credentials: "omit", cache: "reload" });
	if (answer.ok) await cache.put(offline, answer);
}

// A page tells its language; the page for being offline is kept in that.
self.addEventListener("message", (event) => {
	event.waitUntil((async () => {
		const kept = await caches.match(offline);
		if (kept && kept.headers.get("Content-Language") === event.data?.language) return;
		const language = encodeURIComponent(event.data?.language ?? "");
		await keep(await caches.open(cacheName), offline + "?language=" + language).catch(() => {});
	})());
});
