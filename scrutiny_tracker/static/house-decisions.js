// The committee's grid with the keyboard: arrows move between rows, Enter saves the row.
// Without this file every row has a Save button and one button records them all.
const form = document.querySelector(".house-grid")?.closest("form");

function showNeeds(row) {
  const decision = row.querySelector("select[name$='-decision']").value;
  const needs = row.querySelector(".house-grid__needs");
  let any = false;
  for (const part of needs.querySelectorAll("[data-for]")) {
    part.hidden = part.dataset.for !== decision;
    any ||= !part.hidden;
  }
  needs.hidden = !any;
  needs.open = any;
  row.classList.toggle("house-changed", decision !== "under-review");
}

async function saveRow(row) {
  const typed = new FormData(form);
  typed.set("save", row.dataset.row);
  const answer = await fetch(form.action, { method: "POST", body: typed });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const saved = page.querySelector(`[data-row="${CSS.escape(row.dataset.row)}"]`);
  if (!answer.ok || !saved || page.querySelector("#warnings, .govuk-error-summary")) {
    form.requestSubmit(row.querySelector("button[name=save]"));
    return;
  }
  row.querySelector("[data-house=row-saved]").replaceWith(saved.querySelector("[data-house=row-saved]"));
  form.querySelector("[data-house=saved]").textContent = page.querySelector("[data-house=saved]").textContent;
}

function moveFrom(field, step) {
  const rows = [...form.querySelectorAll("[data-row]")];
  const next = rows[rows.indexOf(field.closest("[data-row]")) + step];
  next?.querySelector(`[name$='${field.name.slice(field.name.lastIndexOf("-"))}']`)?.focus();
}

function showMode() {
  const mode = form.querySelector("[name=mode]:checked")?.value;
  form.querySelector("[data-house=item-by-item]").hidden = mode !== "item-by-item";
  form.querySelector("[data-house=record]").hidden = mode === "item-by-item";
}

if (form) {
  showMode();
  for (const radio of form.querySelectorAll("[name=mode]")) radio.addEventListener("change", showMode);
  for (const row of form.querySelectorAll("[data-row]")) showNeeds(row);
  form.addEventListener("change", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) showNeeds(row);
  });
  form.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row || !event.target.matches("input, select")) return;
    if (event.key === "Enter") {
      event.preventDefault();
      saveRow(row).then(() => moveFrom(event.target, 1));
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      moveFrom(event.target, event.key === "ArrowDown" ? 1 : -1);
    }
  });
}
