import { initAll } from "/assets/govuk/govuk-frontend.min.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
initAll();

// GOV.UK radios that reveal a field say aria-expanded, which ARIA does not allow on a radio.
const tidyRadios = () => {
  for (const radio of document.querySelectorAll("input[type=radio][aria-expanded]")) radio.removeAttribute("aria-expanded");
};
tidyRadios();
addEventListener("pageshow", tidyRadios);
document.addEventListener("click", tidyRadios);
