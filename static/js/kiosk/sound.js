import { play } from "../shared/sound.js";

document.addEventListener("kiosk:cue", (event) => play(event.detail));
play(document.body.dataset.cue);
