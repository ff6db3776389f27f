// Keys for reviewing (J, K, A, L, E, S, U, P), the paper kept in step, and the draft kept as it is typed.
const form = document.querySelector(".house-review");
const paper = form.querySelector(".house-review__paper");
const version = form.querySelector("[name=version]");
const kept = form.querySelector(".house-review__kept");
const proposals = () => [...form.querySelectorAll(".house-proposal")];
const typing = (element) => element.closest("textarea, select, input:not([type=radio]):not([type=checkbox])");
const here = () => document.activeElement.closest(".house-proposal");
let last = null;

function go(steps) {
  const all = proposals();
  const at = all.indexOf(here() ?? last);
  const next = all[Math.min(Math.max(at + steps, 0), all.length - 1)];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

function press(proposal, verb) {
  proposal?.querySelector(`button[value="${verb}:${proposal.id}"]`)?.click();
}

function accept(proposal) {
  const box = proposal?.querySelector("[name$=-accepted]");
  if (!box) return;
  box.checked = !box.checked;
  proposal.classList.toggle("house-proposal--accepted", box.checked);
  box.dispatchEvent(new Event("change", { bubbles: true }));
  if (box.checked) go(1);
}

function split(proposal) {
  const area = proposal?.querySelector("textarea");
  if (!area) return;
  const at = area.selectionStart;
  if (!/\n\s*\n/.test(area.value) && at > 0 && at < area.value.length) area.setRangeText("\n\n", at, at);
  press(proposal, "split");
}

const KEYS = {
  j: () => go(1),
  k: () => go(-1),
  a: (proposal) => accept(proposal),
  l: (proposal) => press(proposal, "drop"),
  e: (proposal) => proposal?.querySelector("textarea")?.focus(),
  s: (proposal) => split(proposal),
  u: (proposal) => press(proposal, "join"),
  p: (proposal) => show(proposal, true),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && here()) return here().focus();
  const key = KEYS[event.key.toLowerCase()];
  if (!key || typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  key(here() ?? last);
});

function show(proposal, move) {
  for (const line of paper.querySelectorAll(".house-paper__line--here")) line.classList.remove("house-paper__line--here");
  const line = proposal && document.getElementById(proposal.dataset.line);
  if (!line) return;
  line.classList.add("house-paper__line--here");
  paper.scrollTop = line.offsetTop - paper.offsetTop - 40;
  if (move) paper.focus();
}

form.addEventListener("focusin", () => {
  const proposal = here();
  if (proposal && proposal !== last) {
    last = proposal;
    show(proposal, false);
  }
});

let changed = false;
form.addEventListener("input", () => { changed = true; });
form.addEventListener("change", () => { changed = true; });
form.addEventListener("submit", () => { changed = false; });

async function keepDraft() {
  if (!changed) return;
  changed = false;
  const data = new FormData(form);
  data.set("do", "draft");
  try {
    const answer = await fetch(form.action, { method: "POST", body: data });
    if (answer.status === 204) version.value = answer.headers.get("X-Version");
    kept.textContent = answer.status === 204 ? "Draft kept just now."
      : answer.status === 409 ? "Somebody else has saved this review: save to see both." : "Not kept: sign in again.";
  } catch {
    changed = true;
    kept.textContent = "Not kept: no connection.";
  }
}
setInterval(keepDraft, Number(form.dataset.draftEvery) * 1000);
