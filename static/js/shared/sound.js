// A few soft tones, for those who do not look at the screen. Browsers allow them
// once somebody has touched it; until then there is silence.

const tones = { // hertz and seconds, one after the other
  key: [[880, 0.04]],
  done: [[660, 0.12], [880, 0.18]],
  refused: [[330, 0.16], [262, 0.22]],
  ask: [[587, 0.12], [587, 0.12]],
  ok: [[880, 0.09]],
  warn: [[587, 0.1], [587, 0.1]],
  stop: [[294, 0.18], [220, 0.34]],
};

let audio;

// play plays a tune by its name; of another name, nothing.
export function play(name) {
  const tune = tones[name];
  if (!tune || !window.AudioContext) return;
  audio ??= new AudioContext();
  let at = audio.currentTime;
  for (const [pitch, length] of tune) {
    const tone = audio.createOscillator(), volume = audio.createGain();
    tone.frequency.value = pitch;
    volume.gain.setValueAtTime(0.12, at);
    volume.gain.exponentialRampToValueAtTime(0.001, at + length);
    tone.connect(volume).connect(audio.destination);
    tone.start(at);
    tone.stop(at + length);
    at += length + 0.03;
  }
}
