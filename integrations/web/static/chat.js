// The conversation: sends a message, shows the answer as it comes, comes back after a cut.

import { calm, formToken, problemOf } from "./page.js";
import { eventsOf } from "./sse.js";
import { showWords } from "./words.js";

const LOOK_AGAIN_MS = 700;
const PATIENCE_MS = 90_000;

const log = document.getElementById("log");
const steps = document.getElementById("steps");
const composer = document.getElementById("composer");
const message = document.getElementById("message");
const files = composer.querySelector('input[type="file"]');
const chosen = document.getElementById("chosen");
const send = document.getElementById("send");
const stop = document.getElementById("stop");

let conversation = log.dataset.conversation;
let running = null;

function article(role, who) {
  const box = document.createElement("article");
  box.className = `message ${role}`;
  const head = document.createElement("h2");
  head.className = "who";
  head.textContent = who;
  const words = document.createElement("div");
  words.className = role === "person" ? "words own" : "words";
  box.append(head, words);
  log.append(box);
  return { box, words };
}

function say(text, busy = false) {
  steps.textContent = text;
  steps.classList.toggle("busy", busy);
}

function toEnd(box) {
  box.scrollIntoView({ block: "nearest", behavior: calm() ? "auto" : "smooth" });
}

function busy(is) {
  stop.hidden = !is;
  send.disabled = is;
}

function named(id) {
  if (!id || id === conversation) return;
  conversation = id;
  composer.elements.conversation_id.value = id;
  history.replaceState(null, "", `/?conversation=${encodeURIComponent(id)}`);
}

/** One turn's events put on the page; true once the turn is over. */
class Answer {
  constructor() {
    this.text = "";
    this.own = null;
    this.shown = article("assistant", "Credcoach");
    this.shown.box.setAttribute("aria-busy", "true");
  }

  async take({ event, data }) {
    if (event === "start") {
      named(data.conversation_id);
      this.own = data.message_id;
    } else if (event === "step") {
      say(data.label, true);
    } else if (event === "delta") {
      this.text += data.text;
      showWords(this.shown.words, this.text);
      toEnd(this.shown.box);
    } else if (event === "done") {
      await this.whole(data.message_id);
      return true;
    } else if (event === "error") {
      this.failed(data.detail || data.title);
      return true;
    }
    return false;
  }

  async whole(id) {
    say("");
    this.shown.box.removeAttribute("aria-busy");
    const response = await fetch(`/conversations/${encodeURIComponent(conversation)}/messages/${encodeURIComponent(id)}`);
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const whole = page.querySelector("article");
    this.shown.box.replaceWith(whole);
    (whole.previousElementSibling ?? whole).scrollIntoView({ block: "start", behavior: calm() ? "auto" : "smooth" });
  }

  failed(sentence) {
    this.shown.box.removeAttribute("aria-busy");
    const p = document.createElement("p");
    p.className = "fault";
    p.textContent = sentence;
    this.shown.words.append(p);
    say("");
  }
}

async function turn(form) {
  const answer = new Answer();
  running = new AbortController();
  busy(true);
  say("Thinking", true);
  try {
    const response = await fetch("/api/v1/chat", {
      method: "POST",
      body: form,
      headers: { "X-CSRF-Token": formToken(), Accept: "text/event-stream" },
      signal: running.signal,
    });
    if (!response.ok) {
      answer.failed(await problemOf(response));
      return false;
    }
    for await (const event of eventsOf(response)) if (await answer.take(event)) return true;
    await comeBack(answer); // the stream ended before the turn did
  } catch (error) {
    if (error.name === "AbortError") answer.failed("Stopped. What comes after this will be here when you load the page again.");
    else if (answer.own) await comeBack(answer);
    else answer.failed("The server cannot be reached. Your message is still in the box below.");
    return Boolean(answer.own);
  } finally {
    running = null;
    busy(false);
    say("");
  }
  return true;
}

/** Ends the answer where it is; it is kept as far as it came. */
async function stopAnswer() {
  if (!running) return;
  say("Stopping", true);
  const here = conversation && `/api/v1/conversations/${encodeURIComponent(conversation)}/stop`;
  const asked = here ? await fetch(here, { method: "POST", headers: { "X-CSRF-Token": formToken() } }).catch(() => null) : null;
  // The stream ends by itself then; where the server does not hear us, we stop listening.
  if (!asked?.ok) running?.abort();
}

/** Follows a turn that goes on without us, by the events that were kept. */
async function comeBack(answer) {
  const until = Date.now() + PATIENCE_MS;
  let after = 0;
  say("The connection was cut; picking up where it was", true);
  answer.text = "";
  let mine = false;
  while (Date.now() < until) {
    try {
      const response = await fetch(`/api/v1/conversations/${encodeURIComponent(conversation)}/events?after=${after}`, { headers: { Accept: "application/json" } });
      if (response.ok) {
        for (const item of (await response.json()).items) {
          after = item.seq;
          if (item.event === "start") mine = item.data.message_id === answer.own;
          if (mine && (await answer.take(item))) return;
        }
      }
    } catch {
      // still away: looked for again below
    }
    await new Promise((go) => setTimeout(go, LOOK_AGAIN_MS));
  }
  answer.failed("The answer did not arrive. Load the page again in a moment.");
}

function showChosen() {
  chosen.hidden = !files.files.length;
  chosen.replaceChildren(
    ...[...files.files].map((file) => Object.assign(document.createElement("li"), { textContent: file.name })),
  );
}

async function submit() {
  const text = message.value;
  if (running || (!text.trim() && !files.files.length)) return;
  const form = new FormData(composer);
  if (!files.files.length) form.delete("files");
  form.set("conversation_id", conversation);
  document.getElementById("welcome")?.remove();
  document.querySelector("h1.hello")?.classList.replace("hello", "visually-hidden");
  const own = article("person", "You");
  own.words.textContent = text.trim() || [...files.files].map((file) => file.name).join(", ");
  message.value = "";
  toEnd(own.box);
  if (await turn(form)) {
    files.value = "";
    showChosen();
  } else {
    message.value = text;
  }
  message.focus({ preventScroll: true });
}

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  submit();
});
message.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    submit();
  }
});
files.addEventListener("change", showChosen);
stop.addEventListener("click", stopAnswer);
for (const starter of document.querySelectorAll(".starter")) {
  starter.addEventListener("click", (event) => {
    event.preventDefault();
    message.value = starter.value;
    submit();
  });
}

if (log.dataset.pending) {
  const answer = new Answer();
  answer.own = log.dataset.pending;
  busy(true);
  comeBack(answer).finally(() => busy(false));
} else if (log.lastElementChild) {
  log.lastElementChild.scrollIntoView({ block: "start" });
}
