"use strict";
const form = document.getElementById("filter");
const questions = [...document.querySelectorAll(".question")];
const texts = questions.map((question) => question.textContent.toLowerCase());

function filter() {
  const why = form.elements.why.value;
  const words = form.elements.words.value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  questions.forEach((question, i) => {
    question.hidden = (why && question.dataset.why !== why) || !words.every((word) => texts[i].includes(word));
    shown += !question.hidden;
  });
  form.elements.shown.value = `${shown} shown`;
}

function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  if (target && target.matches(".question")) {
    target.hidden = false;
    target.open = true;
    target.scrollIntoView();
  }
}

form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", openTarget);
filter();
openTarget();
