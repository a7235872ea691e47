// Asks the server for one step of the queue: a code for the box, a form, or a path.
// Each answers with the part of the page to show, or with where to find it.

const patience = 20000; // milliseconds
const live = { "HX-Request": "true" };

// ask returns {html}, with led where the answer is another page's; {away} where that
// leads on; {locked} where the password comes first, as the desk is locked or the session has ended; null where no answer came, so that the step is to be tried again.
export async function ask(step) {
  try {
    let answer = step.body === undefined
      ? await get(step.path)
      : await fetch(step.path, { method: "POST", headers: { ...live, "Content-Type": "application/x-www-form-urlencoded" },
        body: step.body, signal: AbortSignal.timeout(patience) });
    const led = answer.headers.get("HX-Redirect");
    if (led) {
      answer = await get(led);
      if (answer.headers.get("HX-Redirect")) return { away: answer.headers.get("HX-Redirect") };
    }
    if (answer.status === 423) return { locked: true };
    if (answer.status >= 500 || answer.status === 429) return null;
    return { html: await answer.text(), led };
  } catch {
    return null; // the network is away, or the server is slow
  }
}

const get = (path) => fetch(path, { headers: live, signal: AbortSignal.timeout(patience) });
