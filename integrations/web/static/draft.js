// The draft workspace: saves while one writes, counts words, and shows where a finding rests.

import { calm, formToken, problemOf } from "./page.js";

const PAUSE_MS = 800;
const RETRY_MS = 4_000;

const workspace = document.querySelector(".workspace");
const draft = workspace.dataset.draft;

class Pane {
  constructor(section) {
    this.section = section;
    this.id = section.dataset.part;
    this.version = Number(section.dataset.version);
    this.area = section.querySelector("textarea");
    this.mirror = section.querySelector(".mirror");
    this.state = section.querySelector(".saved");
    this.count = section.querySelector(".words-count");
    this.key = `credcoach-unsaved-${draft}-${this.id}`;
    this.saving = null;
    if (!this.area) return;
    this.kept = this.area.value;
    this.recover();
    this.changed(false);
    this.area.addEventListener("input", () => this.changed(true));
    this.area.addEventListener("blur", () => this.save());
    section.querySelector("form.editor").addEventListener("submit", (event) => {
      event.preventDefault();
      this.save();
    });
    const upload = section.querySelector("form.upload");
    upload.querySelector("input[type=file]").addEventListener("change", async () => {
      this.say("Reading the file");
      await this.save();
      upload.submit();
    });
  }

  /** Words that were typed before the last tab was closed and never reached the server. */
  recover() {
    const left = localStorage.getItem(this.key);
    if (left !== null && left !== this.kept) {
      this.area.value = left;
      this.say("Brought back what was not saved last time");
      this.later();
    }
  }

  changed(typed) {
    this.mirror.textContent = this.area.value + "\n";
    const words = this.area.value.match(/\S*[\p{L}\p{N}]\S*/gu)?.length ?? 0;
    this.count.textContent = words === 1 ? "1 word" : `${words} words`;
    if (!typed) return;
    try {
      localStorage.setItem(this.key, this.area.value);
    } catch {
      // no room: the server keeps it in a moment
    }
    this.say("Not saved yet");
    this.later();
  }

  later(pause = PAUSE_MS) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  say(text, bad = false) {
    this.state.textContent = text;
    this.state.classList.toggle("bad", bad);
  }

  async save(leaving = false) {
    clearTimeout(this.timer);
    if (this.saving) await this.saving;
    if (this.area.value === this.kept || this.conflict) return;
    this.saving = this.send(this.area.value, leaving);
    await this.saving;
    this.saving = null;
  }

  async send(text, leaving) {
    this.say("Saving");
    try {
      const response = await fetch(`/api/v1/drafts/${draft}/parts/${encodeURIComponent(this.id)}`, {
        method: "PUT",
        keepalive: leaving && text.length < 50_000,
        headers: { "Content-Type": "application/json", "X-CSRF-Token": formToken() },
        body: JSON.stringify({ text, if_version: this.version }),
      });
      if (response.status === 409) return await this.clash(await problemOf(response));
      if (!response.ok) return this.say(`Not saved: ${await problemOf(response)}`, true);
      const kept = await response.json();
      this.version = kept.version;
      this.section.querySelector("[name=if_version]").value = kept.version;
      this.kept = text;
      if (this.area.value === text) localStorage.removeItem(this.key);
      else this.later();
      this.say(`Saved ${new Date().toLocaleTimeString([], { hour: "numeric", minute: "2-digit" })}`);
    } catch {
      this.say("Not saved: no connection. It is kept in this browser and tried again.", true);
      this.later(RETRY_MS);
    }
  }

  /** Somebody (another tab, most likely) changed the part: both texts are shown, she decides. */
  async clash(sentence) {
    this.conflict = true;
    this.say("Not saved: changed elsewhere", true);
    const response = await fetch(`/api/v1/drafts/${draft}`);
    if (!response.ok) return;
    const other = (await response.json()).parts.find((part) => part.part_id === this.id);
    const box = Object.assign(document.createElement("div"), { className: "conflict" });
    const told = Object.assign(document.createElement("p"), { textContent: sentence });
    const text = Object.assign(document.createElement("pre"), { textContent: other.text });
    const mine = Object.assign(document.createElement("button"), { type: "button", className: "small", textContent: "Keep what I wrote here" });
    const theirs = Object.assign(document.createElement("button"), { type: "button", className: "small quiet", textContent: "Take the other text" });
    const settle = (words) => {
      this.version = other.version;
      this.kept = other.text;
      this.area.value = words;
      this.conflict = false;
      box.remove();
      this.changed(false);
      this.say("Saved");
      this.save();
    };
    mine.addEventListener("click", () => settle(this.area.value));
    theirs.addEventListener("click", () => settle(other.text));
    box.append(told, text, mine, " ", theirs);
    this.section.querySelector(".pane-foot").after(box);
  }

  /** Marks a passage given in code points, and brings it into view. */
  show(start, end) {
    const text = this.area ? this.area.value : this.mirror.textContent;
    const points = Array.from(text);
    const mark = document.createElement("mark");
    mark.textContent = points.slice(start, end).join("");
    this.mirror.replaceChildren(points.slice(0, start).join(""), mark, points.slice(end).join("") + "\n");
    mark.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
    this.area?.focus({ preventScroll: true });
    const at = points.slice(0, start).join("").length;
    this.area?.setSelectionRange(at, at);
  }
}

const panes = new Map([...document.querySelectorAll(".pane")].map((section) => [section.dataset.part, new Pane(section)]));
const unsaved = () => [...panes.values()].filter((pane) => pane.area && pane.area.value !== pane.kept);

document.addEventListener("click", (event) => {
  const link = event.target.closest(".quote-link");
  if (!link) return;
  event.preventDefault();
  for (const pane of panes.values()) if (pane.area) pane.changed(false);
  panes.get(link.dataset.file.replace(/\.md$/, ""))?.show(Number(link.dataset.start), Number(link.dataset.end));
});

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") for (const pane of unsaved()) pane.save(true);
});
addEventListener("pagehide", () => {
  for (const pane of unsaved()) pane.save(true);
});

const check = document.getElementById("check");
check?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = check.querySelector("button");
  const state = document.getElementById("check-state");
  button.disabled = true;
  state.textContent = "Saving what you wrote";
  await Promise.all([...panes.values()].map((pane) => pane.area && pane.save()));
  state.textContent = "Reading your draft against each row";
  try {
    const response = await fetch(check.action, { method: "POST", headers: { "X-Fragment": "1", "X-CSRF-Token": formToken() } });
    if (!response.ok) {
      state.textContent = await problemOf(response);
      return;
    }
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const report = document.getElementById("report");
    report.replaceChildren(...page.body.childNodes);
    state.textContent = "";
    report.querySelector("h2")?.focus();
  } catch {
    state.textContent = "The server cannot be reached; what you wrote is kept.";
  } finally {
    button.disabled = false;
  }
});

// The list of names is made from what is kept, so what was just typed is kept first.
document.getElementById("replace-names")?.addEventListener("click", async (event) => {
  event.preventDefault();
  const target = event.currentTarget.href;
  await Promise.all([...panes.values()].map((pane) => pane.area && pane.save()));
  if (unsaved().length === 0) location.assign(target);
  else document.getElementById("check-state").textContent = "Not saved yet, so the names cannot be listed; try again in a moment.";
});
