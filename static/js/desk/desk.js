// What every page of the desk does beside its plain links and forms.
for (const button of document.querySelectorAll("[data-print]")) {
	button.hidden = false;
	button.addEventListener("click", () => print());
}

// Where a form was refused, the first field that is wrong has the focus, or what
// says why; where something was done, what says so: Tab goes on from there. The
// counter has its own order, as a scanner types into it.
const main = document.getElementById("content");

function wrongField() {
	const wrong = main.querySelector('[aria-invalid="true"], fieldset > .wrong');
	return wrong?.matches(".wrong") ? wrong.parentElement.querySelector("input, select") : wrong;
}

function lookAt(told) {
	if (!told) return;
	told.tabIndex = -1;
	told.focus();
}

if (!document.getElementById("box")) {
	const field = wrongField();
	if (field) field.focus();
	else if (main.querySelector("[role=alert]")) lookAt(main.querySelector("[role=alert]"));
	else if (!main.querySelector("[autofocus]") && !location.hash) lookAt(main.querySelector(".notice"));
}
