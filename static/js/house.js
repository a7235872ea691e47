// What every page does beside its plain links and forms. All of it is extra:
// without this file everything works, only less smoothly.
(() => {
	"use strict";

	// Offline, the browser shows a page of ours instead of its own. The worker is
	// told the language of this page, so that the page it keeps is in that too.
	if ("serviceWorker" in navigator) {
		addEventListener("load", async () => {
			try {
				await navigator.serviceWorker.register("/sw.js");
				const registration = await navigator.serviceWorker.ready;
				registration.active.postMessage({ language: document.documentElement.lang });
			} catch {
				// Then the browser shows its own page.
			}
		});
	}

	// A paper can be printed by a button where a script can do it; else words say how.
	const offerPrinting = () => {
		for (const button of document.querySelectorAll("[data-print]")) button.hidden = false;
	};
	offerPrinting();
	document.addEventListener("htmx:after:swap", offerPrinting);
	document.addEventListener("click", (event) => {
		if (event.target.closest("[data-print]")) print();
	});

	// A result has come into the page: whoever pressed the button hears and sees
	// it, wherever on the page they are.
	const result = () => document.getElementById("renewal") || document.getElementById("summary");

	document.addEventListener("htmx:after:swap", () => {
		const region = result();
		if (region && region.childElementCount > 0) {
			region.focus({ preventScroll: true });
			region.scrollIntoView({ block: "nearest" });
		}
	});

	// The answer did not come: say so in the same place. Whether the renewal was
	// made is not known here; pressing again is safe.
	document.addEventListener("htmx:error", () => {
		const region = document.getElementById("renewal");
		const text = document.getElementById("renewal-lost");
		if (!region || !text) return;
		region.replaceChildren(text.content.cloneNode(true));
		region.focus();
	});

	const busy = (event, is) => {
		const form = event.detail.ctx?.sourceElement;
		if (!(form instanceof Element)) return;
		if (is) {
			form.setAttribute("aria-busy", "true");
		} else {
			form.removeAttribute("aria-busy");
		}
	};
	document.addEventListener("htmx:before:request", (event) => busy(event, true));
	document.addEventListener("htmx:finally:request", (event) => busy(event, false));
})();
