// Notes picked out as they are typed, saved every few seconds, kept on this device while there is no connection.
const form = document.querySelector(".house-notes");
const boxes = [...form.querySelectorAll(".house-box")];
const told = form.querySelector(".house-notes__kept");
const promised = form.querySelector(".house-notes__promised");
const place = `notes:${location.pathname}`;
const names = { Q: ["question", "Question"], A: ["answer", "Answer"], "!": ["promise", "They will send or do"] };
const area = (box) => box.querySelector("textarea");
const seen = (box) => box.querySelector("[name$=seen]");
let sent = new Map(boxes.map((box) => [box, area(box).value]));
let saving = false;

const marked = (text) => text.split("\n").map((line) => line.match(/^\s*(?:([QA])(?:[ \t]+|[:.][ \t]*)|(!)[ \t]*)(\S.*?)\s*$/)).filter(Boolean)
  .map((found) => ({ mark: found[1] ?? found[2], text: found[3] }));

function listItem(words, kind, name) {
  const item = document.createElement("li");
  if (name) {
    item.className = `house-marks__${kind}`;
    const strong = document.createElement("strong");
    strong.textContent = name;
    item.append(strong, " ");
  }
  item.append(words);
  return item;
}

function pickOut(box) {
  box.querySelector(".house-marks").replaceChildren(...marked(area(box).value).map(({ mark, text }) => listItem(text, ...names[mark])));
  const all = boxes.filter((one) => one.dataset.key !== ".rough").flatMap((one) => marked(area(one).value)).filter(({ mark }) => mark === "!");
  promised.replaceChildren(...(all.length ? all.map(({ text }) => listItem(text)) : [listItem("Nothing yet: begin a line with !")]));
}

const changed = () => boxes.filter((box) => area(box).value !== sent.get(box));
const hold = (list) => list.length
  ? localStorage.setItem(place, JSON.stringify(list.map((box) => [box.dataset.key, area(box).value])))
  : localStorage.removeItem(place);

function collide(box, words, digest) {
  seen(box).value = digest;
  const told = box.querySelector(".house-notes__theirs") ?? box.appendChild(document.createElement("div"));
  told.className = "govuk-inset-text house-lines house-notes__theirs";
  told.setAttribute("role", "status");
  told.textContent = `Somebody else wrote here meanwhile. Put both together; what stands in the box is saved next.\n\n${words}`;
  sent.set(box, words);
}

async function save() {
  const list = changed();
  if (!list.length || saving) return;
  saving = true;
  hold(list);
  const typed = new Map(list.map((box) => [box, area(box).value]));
  const data = new FormData();
  data.set("csrf_token", form.elements.csrf_token.value);
  data.set("do", "draft");
  list.forEach((box, number) => {
    data.set(`boxes-${number}-key`, box.dataset.key);
    data.set(`boxes-${number}-seen`, seen(box).value);
    data.set(`boxes-${number}-text`, typed.get(box));
  });
  try {
    const answer = await fetch(location.pathname, { method: "POST", body: data });
    if (!answer.headers.get("content-type")?.includes("json")) throw new Error("signed out");
    const { kept, theirs, sentence } = await answer.json();
    for (const box of list) {
      const key = box.dataset.key;
      if (key in theirs) collide(box, ...theirs[key]);
      else if (key in kept) { seen(box).value = kept[key]; sent.set(box, typed.get(box)); }
    }
    hold(changed());
    told.textContent = sentence ?? (Object.keys(theirs).length ? "Somebody else wrote in the same box: see above."
      : `Saved at ${new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" })}.`);
  } catch {
    told.textContent = "Kept on this device only: no connection, or you are signed out. It is saved as soon as it can be.";
  } finally { saving = false; }
}

for (const box of boxes) {
  area(box).addEventListener("input", () => pickOut(box));
  area(box).addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    const next = boxes[(boxes.indexOf(box) + 1) % boxes.length];
    area(next).focus();
    next.scrollIntoView({ block: "center" });
  });
  pickOut(box);
}
form.addEventListener("submit", () => localStorage.removeItem(place));
addEventListener("pagehide", () => hold(changed()));
setInterval(save, Number(form.dataset.saveEvery) * 1000);

const held = new Map(JSON.parse(localStorage.getItem(place) ?? "[]"));
const differing = boxes.filter((box) => held.has(box.dataset.key) && held.get(box.dataset.key) !== area(box).value);
if (differing.length) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "govuk-button govuk-button--secondary";
  button.textContent = "Put back what only this device kept";
  button.addEventListener("click", () => {
    for (const box of differing) {
      area(box).value = held.get(box.dataset.key);
      pickOut(box);
    }
    button.remove();
  });
  form.prepend(button);
}
