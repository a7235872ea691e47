// What somebody has chosen for this device: sounds, keys, how its scanner ends a code.

const prefix = "desk.";

// chosen tells whether a choice is on; usual is what it is until somebody chooses.
export function chosen(name, usual) {
  try {
    return (localStorage.getItem(prefix + name) ?? (usual ? "on" : "off")) === "on";
  } catch { // storage is switched off
    return usual;
  }
}

// offer ties the tick boxes of an element to their choices.
export function offer(element) {
  for (const box of element.querySelectorAll("input[data-choice]")) {
    box.checked = chosen(box.dataset.choice, box.defaultChecked);
    box.addEventListener("change", () => {
      try {
        localStorage.setItem(prefix + box.dataset.choice, box.checked ? "on" : "off");
      } catch { /* then it holds until the page is left */ }
    });
  }
}
