// What was scanned and is not answered yet, in its order. It outlives the page, so
// that a code is not lost when one is led away from it.

const place = "desk.queue";
const again = 1500; // milliseconds in which the same code is the scanner's echo

export class Queue {
  #list = [];
  #last = { code: "", at: -again };

  constructor() {
    try {
      this.#list = JSON.parse(sessionStorage.getItem(place)) ?? [];
    } catch { /* nothing was left, or nothing can be kept */ }
  }

  // scan adds a code; false where it is the last one once more within 1.5 seconds.
  scan(code) {
    const now = performance.now();
    const echo = code === this.#last.code && now - this.#last.at < again;
    this.#last = { code, at: now };
    if (!echo) this.add({ code });
    return !echo;
  }

  // add adds a step: a code, a path to go to, or a form to post.
  add(step) {
    this.#list.push(step);
    this.#keep();
  }

  // codes are the codes that wait, in their order.
  codes() { return this.#list.filter((step) => step.code).map((step) => step.code); }

  // first is what is to be done next; undefined where nothing is.
  first() { return this.#list[0]; }

  done() {
    this.#list.shift();
    this.#keep();
  }

  clear() {
    this.#list = [];
    this.#keep();
  }

  // note keeps what was written into the first step.
  note() { this.#keep(); }

  #keep() {
    try { // forms may hold what was typed for one page only, so they are not kept
      const codes = this.#list.filter((step) => step.code);
      if (codes.length) sessionStorage.setItem(place, JSON.stringify(codes));
      else sessionStorage.removeItem(place);
    } catch { /* then it lasts as long as the page */ }
  }
}
