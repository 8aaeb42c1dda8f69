// What every page may count on: forms that ask first, selects that submit, the form token.

document.documentElement.classList.add("scripted");

export const formToken = () => document.querySelector('meta[name="csrf-token"]')?.content ?? "";

export const calm = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** The sentence of a problem that the server answered, or one of our own. */
export async function problemOf(response) {
  try {
    const body = await response.json();
    return body.detail || body.title || `The server answered ${response.status}.`;
  } catch {
    return `The server answered ${response.status}.`;
  }
}

document.addEventListener("submit", (event) => {
  const question = event.target.dataset?.confirm;
  if (question && !confirm(question)) event.preventDefault();
});

for (const select of document.querySelectorAll("select[data-submits]")) {
  select.addEventListener("change", () => select.form.requestSubmit());
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.menu[open]")) menu.open = false;
});
