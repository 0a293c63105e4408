"use strict";

// The records and the words of the page come as data; everything is put in as text, never as markup.
const { citations, words, fields } = JSON.parse(document.getElementById("data").textContent);

const marks = [...document.querySelectorAll("main .c")];
const items = [...document.querySelectorAll(".documents li")];
const card = document.getElementById("card");
const filters = [...document.querySelectorAll("[data-filter]")];
const narrow = matchMedia("screen and (max-width: 48rem)");
const shown = document.getElementById("shown");
let here = -1;  // the citation that the reader is at

const firstOf = new Map();
for (const mark of marks) {
  const index = Number(mark.dataset.c);
  if (!firstOf.has(index)) firstOf.set(index, mark);
}
const order = [...firstOf.keys()].sort((a, b) => a - b);

function piecesOf(index) {
  return marks.filter((mark) => Number(mark.dataset.c) === index);
}

// Cards

function line(list, label, value) {
  const term = document.createElement("dt");
  term.textContent = label;
  const said = document.createElement("dd");
  if (value instanceof Node) said.append(value);
  else said.textContent = value;
  list.append(term, said);
}

function fill(index) {
  const record = citations[index];
  card.replaceChildren();
  const head = document.createElement("p");
  head.className = "head";
  head.textContent = [record.type, record.number || record.title].filter(Boolean).join(" ");
  const list = document.createElement("dl");
  const link = firstOf.get(index).href;
  if (link) {
    const anchor = document.createElement("a");
    anchor.href = link;
    anchor.textContent = link;
    anchor.rel = "noopener noreferrer";
    line(list, words.link, anchor);
  }
  for (const name of fields) {
    const value = record[name];
    if (value === undefined) continue;
    line(list, words[name] || name, Array.isArray(value) ? value.join("; ") : words[value] || value);
  }
  card.append(head, list);
}

function place(mark) {
  const box = mark.getClientRects()[0];
  card.style.maxHeight = "";
  if (narrow.matches) {
    // It stands at the edge of the screen that is further away from what it belongs to.
    const whole = mark.getBoundingClientRect();
    const [before, behind] = [whole.top, innerHeight - whole.bottom];
    card.classList.toggle("above", before > behind);
    card.style.maxHeight = `${Math.max(before, behind) - 16}px`;
    return;
  }
  const width = card.offsetWidth;
  const height = card.offsetHeight;
  const below = box.bottom + 8 + height < innerHeight || box.top < height + 8;
  card.style.top = `${scrollY + (below ? box.bottom + 8 : box.top - height - 8)}px`;
  card.style.left = `${scrollX + Math.max(16, Math.min(box.left, innerWidth - width - 16))}px`;
}

let hiding = 0;

function open(mark) {
  clearTimeout(hiding);
  if (mark.classList.contains("off")) return;
  fill(Number(mark.dataset.c));
  card.hidden = false;
  place(mark);
  mark.setAttribute("aria-describedby", "card");
}

function close() {
  card.hidden = true;
  for (const mark of document.querySelectorAll("[aria-describedby=card]")) {
    mark.removeAttribute("aria-describedby");
  }
}

function closeSoon() {
  clearTimeout(hiding);
  hiding = setTimeout(close, 250);
}

// Where the text is scrolled under a resting pointer, nothing has been pointed at.
let pointer = "";
const position = (event) => `${event.screenX} ${event.screenY}`;
document.addEventListener("mousemove", (event) => {
  pointer = position(event);
});
document.addEventListener("scroll", () => {
  if (!document.activeElement.matches("main .c")) close();
});

const text = document.querySelector("main");
text.addEventListener("mouseover", (event) => {
  const mark = event.target.closest(".c");
  if (mark && position(event) !== pointer) open(mark);
});
text.addEventListener("mouseout", (event) => {
  if (event.target.closest(".c") && position(event) !== pointer) closeSoon();
});
card.addEventListener("mouseenter", () => clearTimeout(hiding));
card.addEventListener("mouseleave", closeSoon);
text.addEventListener("focusin", (event) => {
  const mark = event.target.closest(".c");
  if (!mark) return;
  point(Number(mark.dataset.c));
  open(mark);
});
text.addEventListener("focusout", closeSoon);
text.addEventListener("click", (event) => {
  const mark = event.target.closest(".c");
  if (!mark || mark.classList.contains("off")) return;
  // A finger cannot hover: it opens the card, and the link is in that.
  const touched = matchMedia("(hover: none)").matches;
  if (touched) event.preventDefault();
  if (touched || !mark.href) open(mark);
});

// Going from one to the next

function point(index) {
  for (const mark of document.querySelectorAll(".c.here")) mark.classList.remove("here");
  here = index;
  for (const mark of piecesOf(index)) mark.classList.add("here");
}

function go(index) {
  const mark = firstOf.get(index);
  if (!mark) return;
  mark.scrollIntoView({ block: "center" });
  mark.focus({ preventScroll: true });
}

function wanted(index) {
  const mark = firstOf.get(index);  // None where others cover all of it.
  return mark !== undefined && !mark.classList.contains("off");
}

function step(by) {
  const all = order.filter(wanted);
  if (!all.length) return;
  if (by > 0) go(all.find((index) => index > here) ?? all[0]);
  else go(all.findLast((index) => index < here) ?? all[all.length - 1]);
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    close();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, select")) return;
  if (event.key === "n" || event.key === "j") step(1);
  else if (event.key === "p" || event.key === "k") step(-1);
  else if (event.key === "/") {
    document.querySelector("[data-filter=text]").focus();
    event.preventDefault();
  }
});

for (const item of items) {
  item.querySelector("button").addEventListener("click", () => {
    const all = JSON.parse(item.dataset.c).filter(wanted);
    go(all[(all.indexOf(here) + 1) % all.length]);
  });
}

// Filters

function bare(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/gi, "d").toLowerCase();
}

for (const item of items) item.search = bare(item.textContent);

function filter() {
  const chosen = Object.fromEntries(filters.map((one) => [one.dataset.filter, one.value]));
  const searched = bare(chosen.text.trim());
  const off = new Set();
  let count = 0;
  for (const item of items) {
    const fits =
      (!searched || item.search.includes(searched)) &&
      (!chosen.type || item.dataset.type === chosen.type) &&
      (!chosen.issuer || item.dataset.issuer.split("; ").includes(chosen.issuer)) &&
      (!chosen.year || item.dataset.year === chosen.year);
    item.hidden = !fits;
    if (fits) count += 1;
    else for (const index of JSON.parse(item.dataset.c)) off.add(index);
  }
  for (const mark of marks) mark.classList.toggle("off", off.has(Number(mark.dataset.c)));
  shown.textContent = count;
  close();
}

for (const one of filters) one.addEventListener("input", filter);
document.querySelector(".filters").addEventListener("reset", () => setTimeout(filter));
document.querySelector(".filters").addEventListener("submit", (event) => event.preventDefault());

if (narrow.matches) document.getElementById("panel").open = false;
