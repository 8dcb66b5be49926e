"use strict";
const PROOF = { "X-Proof": document.querySelector("meta[name=proof]").content }; // that a change comes from a page of the console
const root = document.documentElement;
const language = root.lang === "ar" ? "ar" : "en";
let last = null;
const text = key => TEXTS[language][key] || key;
let urgent = false; // whether a person must see to something: then nothing is green
let linked = null; // whether the relay answered last time; null before the first answer

/** A text with what stands in `…` as something to type, and {till} filled in. */
function phrase(key, till) {
  return text(key).split("`").map((part, i) => {
    const said = part.replaceAll("{till}", i % 2 ? till : "\u2068" + till + "\u2069");
    return i % 2 ? coded(said, "code typed") : said;
  });
}

function paragraph(...content) {
  const made = document.createElement("p");
  made.append(...content);
  return made;
}

function pill(kind, content) {
  const made = document.createElement("span");
  made.className = "pill " + kind;
  made.textContent = (kind === "on" ? "● " : kind === "off" ? "▲ " : "") + content;
  return made;
}

function sayLinked(is) {
  if (is !== undefined) linked = is;
  const live = document.getElementById("live");
  if (!live || linked === null) return;
  const good = linked && !urgent;
  live.className = "pill " + (good ? "on" : "off");
  live.textContent = (good ? "● " : "▲ ") + text(!linked ? "lost" : urgent ? "needsYou" : "live");
}

/** Replaces what a node says if that is something new, so that it is read out once. */
function say(id, key, ...content) {
  const node = document.getElementById(id);
  if (node.dataset.said === key) return;
  node.dataset.said = key;
  node.replaceChildren(...content);
}

/** 12345.60 as 12 345.60. */
const amount = decimal => decimal.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, "\u00a0");

function translate() {
  root.lang = language;
  root.dir = language === "ar" ? "rtl" : "ltr";
  for (const node of document.querySelectorAll("[data-t]")) {
    node.replaceChildren(...phrase(node.dataset.t, ""));
  }
  sayLinked();
  if (last) show(last);
}

function cell(row, content, kind) {
  const made = row.insertCell();
  if (kind) made.className = kind;
  if (content instanceof Node) made.append(content); else made.textContent = content;
}

function coded(content, kind) {
  const made = document.createElement("span");
  made.className = kind || "code";
  made.textContent = content;
  return made;
}

function fill(id, rows, each) {
  const table = document.getElementById(id);
  table.classList.toggle("none", rows.length === 0);
  const body = table.tBodies[0];
  body.replaceChildren();
  for (const row of rows) {
    const made = body.insertRow();
    each(made, row);
    [...made.cells].forEach((c, i) => { c.dataset.label = table.tHead.rows[0].cells[i].textContent; });
  }
}

const clock = at => at ? new Date(at).toLocaleTimeString("en-GB") : "–";

function state(till, awaited) {
  const key = till.revoked ? "revoked" : till.online ? "online" : till.activated || till.lastHeard ? "offline" : "waiting";
  const made = document.createElement("span");
  made.className = "pills";
  made.append(pill(key === "online" ? "on" : key === "waiting" ? "note" : "off", text(key)));
  if (awaited) made.append(pill("off", text("awaited")));
  return made;
}

function sayAwaited(tills) {
  const names = tills.flatMap((till, i) => i ? [" · ", coded(till)] : [coded(till)]);
  const heading = document.createElement("h2");
  heading.textContent = text("onHold");
  const all = tills.length ? [heading, paragraph(...phrase("onHoldWhy"), " ", ...names), paragraph(...phrase("onHoldMend", tills[0]))] : [];
  say("awaited", tills.length ? language + tills : "", ...all);
}

const STATES = { fine: "on", off: "note", look: "note", alarm: "off" };

/** How reporting to the authority stands, in a word. */
const zatcaPill = state => pill(STATES[state], text("state_" + state));

/** What a person must see to, of all tills: three of them, and how many more. */
function zatcaAlarms(zatca) {
  if (!zatca.api && zatca.state === "alarm") return [paragraph("▲ ", ...phrase("noAddress", ""))];
  const all = zatca.tills.filter(t => t.state === "alarm").flatMap(t => [
    ...(t.alarm ? [phrase("hindrance_" + t.hindrance, t.till)] : []),
    ...(t.refused ? [[...phrase("refusedAt", t.till), " " + t.refused]] : []),
    ...(t.deadline === "missed" ? [phrase("overdueMissed", t.till)] : t.deadline === "near" ? [phrase("overdueNear", t.till)] : [])
  ]);
  const said = all.slice(0, 3).map(words => paragraph("▲ ", ...words));
  if (all.length > 3) said.push(paragraph(text("more") + " " + (all.length - 3)));
  return said;
}

function sayAlarms(zatca, link) {
  urgent = zatca.state === "alarm";
  const said = zatcaAlarms(zatca);
  if (said.length && link) said.push(paragraph(link));
  say("alarm", said.length ? language + said.map(p => p.textContent) : "", ...said);
}

function toZatca() {
  const made = document.createElement("a");
  made.href = "/zatca";
  made.textContent = text("zatca");
  return made;
}

function zatcaCell(till) {
  if (!till) return "–";
  const made = document.createElement("span");
  const counts = [[till.refused, "refusedShort"], [till.stuck, "stuckCount"], [till.waiting, "waitingShort"]];
  const note = document.createElement("span");
  note.className = "note";
  note.textContent = counts.filter(c => c[0]).map(c => c[0] + "\u00a0" + text(c[1])).join(" · ");
  made.append(zatcaPill(till.state), " ", note);
  return made;
}

function storeName(branch) {
  const made = document.createElement("span");
  made.append(coded(branch.id), " · ", language === "ar" ? branch.nameAr : branch.name);
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

function drawn(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

/** A bar an hour, of all branches together; hours run from left to right in either language. */
function showHours(branches) {
  const sums = Array.from({ length: 24 }, (_, hour) =>
    branches.reduce((sum, b) => sum + Math.max(0, Math.round(Number(b.hours[hour]) * 100)), 0));
  const most = Math.max(1, ...sums);
  const chart = drawn("svg", { viewBox: "0 0 480 140", role: "img", class: "hours", "aria-label": text("byHour") });
  sums.forEach((sum, hour) => {
    const height = Math.round(110 * sum / most);
    const bar = drawn("rect", { x: hour * 20 + 2, y: 115 - height, width: 16, height });
    const title = drawn("title", {});
    title.textContent = String(hour).padStart(2, "0") + ":00 · " + (sum / 100).toFixed(2);
    bar.append(title);
    chart.append(bar);
    if (hour % 3 === 0) {
      const mark = drawn("text", { x: hour * 20 + 10, y: 132, "text-anchor": "middle" });
      mark.textContent = String(hour).padStart(2, "0");
      chart.append(mark);
    }
  });
  document.getElementById("hours").replaceChildren(chart);
}

function show(data) {
  last = data;
  const cents = data.branches.reduce((sum, b) => sum + Math.round(Number(b.gross) * 100), 0);
  document.getElementById("gross").textContent = amount((cents / 100).toFixed(2));
  document.getElementById("count").textContent = data.branches.reduce((sum, b) => sum + b.count, 0);
  document.getElementById("online").textContent = data.tills.filter(t => t.online).length + " / " + data.tills.length;
  sayAwaited(data.awaited);
  sayAlarms(data.zatca, toZatca());
  document.getElementById("zatcaState").replaceChildren(zatcaPill(data.zatca.state));
  document.getElementById("zatcaCounts").textContent =
    data.zatca.refusedCount + " " + text("refusedShort") + " · " + data.zatca.waiting + " " + text("waitingShort");
  const reporting = new Map(data.zatca.tills.map(t => [t.till, t]));
  fill("stores", data.branches, (row, b) => {
    cell(row, storeName(b));
    cell(row, b.count, "number");
    cell(row, amount(b.gross), "number");
    cell(row, amount(b.yesterday), "number wide");
  });
  showHours(data.branches);
  fill("tills", data.tills, (row, t) => {
    cell(row, coded(t.till));
    cell(row, state(t, data.awaited.includes(t.till)));
    cell(row, zatcaCell(reporting.get(t.till)));
    cell(row, t.unsent < 0 ? "–" : t.unsent, "number");
    cell(row, t.chainHead ? coded(t.chainHead.receipt) : "–", "wide");
    cell(row, coded(clock(t.lastHeard)), "wide");
  });
  fill("sales", data.latest, (row, s) => {
    cell(row, coded(clock(s.at)));
    cell(row, coded(s.receipt));
    const kind = s.kind === "return" ? "number return" : "number";
    cell(row, amount(s.total), kind);
    cell(row, amount(s.vat), kind + " wide");
  });
}

/** Asks the relay once, for a page with a place for its problem; undefined if it refuses. @param body what is sent along */
async function askOffice(method, address, body) {
  const problem = document.getElementById("problem");
  problem.textContent = "";
  try {
    const answer = await fetch(address, { method, body, headers: PROOF });
    if (answer.status === 401) { location.href = "/"; return undefined; }
    sayLinked(true);
    const said = await answer.json();
    if (answer.ok) return said;
    problem.textContent = language === "ar" && said.error.messageAr || said.error.message;
  } catch (lost) {
    sayLinked(false);
  }
  return undefined;
}

/** Asks the relay once and shows its answer; no person asks so. */
async function refresh(address) {
  try {
    const answer = await fetch(address(), { headers: { "X-Quiet": "1" } });
    if (answer.status === 401) { location.href = "/"; return; }
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.json());
    sayLinked(true);
  } catch (problem) {
    sayLinked(false);
  }
}

/** Asks again and again. @param address gives where to ask */
async function look(address, millis = 2000) {
  await refresh(address);
  setTimeout(look, millis, address, millis);
}

/** Shows a sale as soon as it is here; several at once are one look. */
function follow(address) {
  let waits = false;
  new EventSource("/api/v1/sales/events").addEventListener("sale", () => {
    if (waits) return;
    waits = true;
    setTimeout(() => { waits = false; refresh(address); }, 300);
  });
}

translate();
if (document.body.classList.contains("dashboard")) {
  look(() => "/api/v1/dashboard", 5000);
  follow(() => "/api/v1/dashboard");
}
