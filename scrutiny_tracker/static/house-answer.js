// Shows only what the chosen answer needs. Without this script everything stands on the page.
const show = (element, wanted) => { element.hidden = !wanted; };

for (const row of document.querySelectorAll("[data-answer-row]")) {
  const select = row.querySelector("select");
  const details = row.querySelector("details");
  const reveals = [...row.querySelectorAll("[data-for]")];
  const settle = (opens) => {
    let any = false;
    for (const each of reveals) {
      const wanted = each.dataset.for.split(" ").includes(select.value);
      show(each, wanted || each.querySelector(".govuk-error-message"));
      any = any || wanted;
    }
    if (opens) details.open = any;
  };
  select.addEventListener("change", () => settle(true));
  settle(false);
}

const chosen = (name) => document.querySelector(`input[name="${name}"]:checked`)?.value;
const follow = (name, attribute) => {
  const parts = document.querySelectorAll(`[data-${attribute}]`);
  const buttons = document.querySelectorAll(`input[name="${name}"]`);
  if (!buttons.length) return;
  const settle = () => {
    for (const each of parts) {
      show(each, each.dataset[attribute] === chosen(name) || each.querySelector(".govuk-error-message"));
    }
  };
  for (const button of buttons) button.addEventListener("change", settle);
  settle();
};
follow("how", "how");
follow("source", "source");
