// Keys for the room (1-4, A, N), the difference to the print in words, and the draft kept as it is typed.
const form = document.querySelector(".house-log");
const typing = (element) => element.closest("textarea, select, input:not([type=radio]):not([type=checkbox])");

function choose(clause, number) {
  const radio = clause?.querySelectorAll(".house-outcomes input")[number - 1];
  if (!radio) return;
  radio.checked = true;
  radio.dispatchEvent(new Event("change", { bubbles: true }));
  const clauses = [...form.querySelectorAll(".house-clause")];
  const next = clauses[clauses.indexOf(clause) + 1];
  if (number === 2) {
    const details = clause.querySelector(".house-changed");
    if (details) details.open = true;
    clause.querySelector("textarea").focus();
  } else (next?.querySelector(".house-outcomes input") ?? radio).focus();
}

document.addEventListener("keydown", (event) => {
  if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if ("1234".includes(event.key)) {
    const clause = event.target.closest(".house-clause") ?? form.querySelector(".house-clause");
    event.preventDefault();
    choose(clause, Number(event.key));
  } else if (event.key.toLowerCase() === "a") {
    event.preventDefault();
    for (const clause of form.querySelectorAll(".house-clause")) {
      const radio = clause.querySelector(".house-outcomes input");
      if (radio) radio.checked = true;
    }
    form.querySelector(".house-foot [value=check]").focus();
  } else if (event.key.toLowerCase() === "n") {
    event.preventDefault();
    document.getElementById("pasted").focus();
  }
});

const kept = form.querySelector(".house-log__kept");
const place = `resolutions:${location.pathname}`;
let changed = false;
form.addEventListener("input", () => { changed = true; });
form.addEventListener("change", () => { changed = true; });
form.addEventListener("submit", () => { changed = false; localStorage.removeItem(place); });

async function keepDraft() {
  if (!changed) return;
  changed = false;
  const data = new FormData(form);
  data.set("do", "draft");
  const typed = [...data].filter(([name]) => !["csrf_token", "once", "do"].includes(name));
  const hold = (reached) => localStorage.setItem(place, JSON.stringify({ reached, typed }));
  hold(false);
  try {
    const answer = await fetch(location.pathname, { method: "POST", body: data });
    if (answer.status === 204) hold(true); // signed out, the answer is the sign-in page
    kept.textContent = answer.status === 204
      ? "Draft kept on this device and here just now." : "Draft kept on this device only.";
  } catch {
    kept.textContent = "Draft kept on this device only: no connection.";
  }
}

function putBack(typed) {
  const left = [...typed]; // the boxes of a date share a name: each takes the next value
  const isTyped = (field) => typed.some(([name, value]) => name === field.name && value === field.value);
  for (const field of form.elements) {
    if (["radio", "checkbox"].includes(field.type)) field.checked = isTyped(field);
    else if (field.type !== "submit") {
      const at = left.findIndex(([name]) => name === field.name);
      if (at >= 0) field.value = left.splice(at, 1)[0][1];
    }
  }
  changed = true;
}

const held = JSON.parse(localStorage.getItem(place) ?? "null");
if (held?.typed && !held.reached) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = "Put back what only this device kept";
  button.addEventListener("click", () => { putBack(held.typed); button.remove(); });
  kept.parentElement.after(button);
}
setInterval(keepDraft, Number(form.dataset.draftEvery) * 1000);

for (const area of form.querySelectorAll("textarea[data-printed]")) {
  const told = document.createElement("p");
  told.className = "govuk-hint";
  area.after(told);
  const words = (text) => text.split(/\s+/).filter(Boolean);
  const tell = () => {
    const before = words(area.dataset.printed);
    const after = words(area.value);
    const added = after.filter((word) => !before.includes(word));
    const removed = before.filter((word) => !after.includes(word));
    told.textContent = added.length || removed.length
      ? `added: ${added.join(" ") || "nothing"}; removed: ${removed.join(" ") || "nothing"}` : "";
  };
  area.addEventListener("input", tell);
  tell();
}
