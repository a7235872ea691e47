// The part of the page that an answer replaces: who is open, what was told, the
// tables. The box stands outside of it, so that it keeps what is being typed.

const kept = "input[id]:not([type=hidden]), textarea[id], select[id]";

export const place = () => document.getElementById("place");

// show puts an answer in place of what is shown; null where it holds no such part.
// What somebody was writing into a field that is still there stays.
export function show(html) {
  const fresh = new DOMParser().parseFromString(html, "text/html").getElementById("place");
  if (!fresh) return null;
  const old = place(), at = document.activeElement, focused = old.contains(at) ? at.id : "";
  const written = [...old.querySelectorAll(kept)].filter(touched);
  old.replaceWith(document.adoptNode(fresh));
  for (const field of written) {
    const now = document.getElementById(field.id);
    if (!now || now.type !== field.type || touched(now)) continue;
    now.value = field.value;
    if ("checked" in field) now.checked = field.checked;
  }
  if (focused) document.getElementById(focused)?.focus();
  const { path, title } = fresh.dataset;
  if (title) document.title = title;
  if (path && path !== location.pathname + location.search) history.pushState({ desk: true }, "", path);
  return fresh;
}

function touched(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  return "defaultValue" in field ? field.value !== field.defaultValue : false;
}

// What the history leads back to may be out of date: it is asked for again.
addEventListener("popstate", () => location.reload());
