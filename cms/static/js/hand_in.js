// Before an attempt is handed in, answers that other pages could not send are sent; handing in waits for them.

import { sendOthers } from "./answer_copies.js";

const form = document.querySelector("form[data-attempt]");
let ready = false;
let asked = false;

form.addEventListener("submit", (event) => {
  asked = true;
  if (ready) return;
  event.preventDefault();
  event.stopPropagation();
});

const count = await sendOthers(form.dataset.attempt, "", form.elements.csrfmiddlewaretoken.value);
ready = true;
if (asked) form.requestSubmit();
// The list of questions was made without these answers.
else if (count) location.reload();
