// What the page does better with a script: answers come as they grow, and sentences open beside them.
"use strict";

const conversation = document.getElementById("conversation");
const words = document.body.dataset;
const PART = { "newsdesk-part": "1" };

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!conversation || !form.matches("[data-ask]")) return;
  event.preventDefault();
  ask(form);
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-source]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  event.preventDefault();
  openSource(link);
});

window.addEventListener("popstate", () => location.reload());

async function ask(form) {
  const fields = [...new FormData(form)].filter(([, value]) => value.trim());
  const address = `/?${new URLSearchParams(fields)}`;
  const question = fields.find(([name]) => name === "q")[1];
  for (const gone of document.querySelectorAll("[data-start], [data-ask]")) gone.remove();
  history.pushState(null, "", address);
  document.title = `${question} – newsdesk`;
  const said = addExchange(question);
  const stopped = new AbortController();
  const wait = waiting(said, stopped);
  try {
    await stream(address, stopped.signal, (name, value) => {
      if (name === "waiting") wait(value.text);
      if (name === "failed") fail(said, value.text);
      if (name === "answer") said.innerHTML = value.html;
    });
    if (!said.querySelector("[data-ask], .problem")) fail(said, words.brokeOff);
  } catch (error) {
    fail(said, stopped.signal.aborted ? words.stop : words.brokeOff);
  }
  said.removeAttribute("aria-busy");
  const next = said.querySelector("[name=q]");
  if (next && matchMedia("(hover: hover)").matches) next.focus({ preventScroll: true });
}

function addExchange(question) {
  const exchange = document.createElement("section");
  const title = document.createElement(document.querySelector("h1") ? "h2" : "h1");
  const said = document.createElement("div");
  exchange.className = "exchange fresh";
  title.className = "question";
  title.textContent = question;
  said.className = "said";
  said.setAttribute("aria-live", "polite");
  said.setAttribute("aria-busy", "true");
  exchange.append(title, said);
  conversation.append(exchange);
  title.scrollIntoView({ block: "start" });
  return said;
}

function waiting(said, stopped) {
  const line = document.createElement("p");
  const text = document.createElement("span");
  const stop = document.createElement("button");
  line.className = "waiting";
  text.textContent = words.thinking;
  stop.type = "button";
  stop.textContent = words.stop;
  stop.addEventListener("click", () => stopped.abort());
  line.append(text, stop);
  said.append(line);
  return (told) => { text.textContent = told; };
}

function fail(said, text) {
  const problem = document.createElement("p");
  const again = document.createElement("a");
  problem.className = "problem";
  problem.setAttribute("role", "alert");
  again.href = location.href;
  again.textContent = text;
  problem.append(again);
  said.replaceChildren(problem);
}

// Calls `take` with the name and value of each server-sent event.
async function stream(address, signal, take) {
  const response = await fetch(address, { headers: { Accept: "text/event-stream" }, signal });
  if (!response.headers.get("content-type").startsWith("text/event-stream")) {
    location.reload();  // the address is that of the question by now: it shows what went wrong
    return new Promise(() => {});
  }
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (let got = await reader.read(); !got.done; got = await reader.read()) {
    const events = (rest + got.value).split("\n\n");
    rest = events.pop();
    for (const one of events) {
      const [, name, data] = one.match(/^event: (\w+)\ndata: (.*)$/) || [];
      if (name) take(name, JSON.parse(data));
    }
  }
}

const dialog = document.createElement("dialog");
let opener = null;
dialog.addEventListener("close", () => {
  document.body.classList.remove("with-source");
  if (opener) {
    opener.removeAttribute("aria-expanded");
    if (document.contains(opener)) opener.focus();
  }
  opener = null;
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && dialog.open) dialog.close();
});
document.body.append(dialog);

async function openSource(link) {
  let response;
  try {
    response = await fetch(link.href, { headers: PART });
  } catch {
    response = { ok: false };
  }
  if (!response.ok) {
    location.assign(link.href);
    return;
  }
  const html = await response.text();
  if (dialog.open) dialog.close();
  const close = document.createElement("button");
  const inside = document.createElement("div");
  close.type = "button";
  close.className = "close";
  close.textContent = words.close;
  close.addEventListener("click", () => dialog.close());
  inside.className = "inside";
  inside.innerHTML = html;
  dialog.replaceChildren(close, inside);
  dialog.setAttribute("aria-label", inside.querySelector("h2").textContent);
  opener = link;
  link.setAttribute("aria-expanded", "true");
  if (matchMedia("(min-width: 64rem)").matches) {
    document.body.classList.add("with-source");
    dialog.show();
  } else {
    dialog.showModal();
  }
  dialog.scrollTop = 0;
}
