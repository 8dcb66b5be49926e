"use strict";
const PARTS = ["store", "till", "cashier", "product", "category", "customer", "tender", "supplier"];
const input = id => document.getElementById(id);
let known = new Map(); // by name

const words = each => language === "ar" ? each.titleAr : each.title;

/** What is asked for stands behind the # of this page's address: the browser's way back is the way back here. */
const wish = () => new URLSearchParams(location.hash.slice(1));

function refill(select, options, chosen) {
  select.replaceChildren(...options.map(([id, title]) => new Option(title, id)));
  select.value = chosen;
  if (select.selectedIndex < 0) select.selectedIndex = 0;
}

/** The form says what is asked for. */
function sayForm() {
  const now = wish();
  refill(input("name"), [...known.values()].map(each => [each.name, words(each)]), now.get("name"));
  const day = now.get("day");
  input("from").value = day || now.get("from") || "";
  input("to").value = day || now.get("to") || "";
  input("period").value = day || now.get("from") ? "" : now.get("period") || "today";
  for (const part of PARTS) input(part).value = now.get(part) || "";
  sayParts(now.get("by"));
}

/** Only what a report takes can be typed. */
function sayParts(by) {
  const report = known.get(input("name").value);
  if (!report) return;
  for (const label of document.querySelectorAll("[data-only]")) label.hidden = !report.parameters.includes(label.dataset.only);
  for (const label of document.querySelectorAll(".days")) label.hidden = input("period").value !== "";
  input("byPart").hidden = report.groups.length === 0;
  refill(input("by"), report.groups.map(each => [each.code, words(each)]), by);
}

/** What the form says, in the words of the API. */
function typed() {
  const made = new URLSearchParams({ name: input("name").value });
  const report = known.get(made.get("name"));
  if (input("period").value) made.set("period", input("period").value);
  else for (const end of ["from", "to"]) if (input(end).value) made.set(end, input(end).value);
  if (report.groups.length) made.set("by", input("by").value);
  for (const part of PARTS) if (report.parameters.includes(part) && input(part).value.trim()) made.set(part, input(part).value.trim());
  return made;
}

function address(more) {
  const asked = wish();
  const name = asked.get("name");
  asked.delete("name");
  for (const [key, value] of Object.entries(more || {})) asked.set(key, value);
  return "/api/v1/reports/" + encodeURIComponent(name) + "?" + asked;
}

async function run() {
  if (!wish().get("name")) { location.replace("#name=sales-by-day&period=month"); return; }
  sayForm();
  const asked = location.hash;
  const found = await askOffice("GET", address());
  if (asked !== location.hash) return; // another one was asked for meanwhile
  if (found) show(found); else input("found").hidden = true;
}

/** Where a value leads to: the same period, narrowed by what the other report takes. */
function drillTo(drill, value) {
  const next = wish();
  const report = known.get(drill.report);
  next.set("name", drill.report);
  next.delete("by");
  for (const part of PARTS) if (!report.parameters.includes(part)) next.delete(part);
  if (drill.parameter === "day") for (const end of ["period", "from", "to"]) next.delete(end);
  next.set(drill.parameter, value);
  return "#" + next;
}

const figures = ["amount", "quantity", "number", "percent"];

function said(column, value) {
  if (column.kind === "time" && value) return coded(new Date(value).toLocaleString("sv-SE").slice(0, 16));
  if (column.kind === "amount") return amount(value);
  return figures.includes(column.kind) ? value : value ? coded(value, column.key.startsWith("name") ? "about" : "code") : "";
}

show = data => {
  last = data;
  sayForm();
  input("found").hidden = false;
  input("title").textContent = words(known.get(data.name) || { title: data.name, titleAr: data.name });
  const time = at => new Date(at).toLocaleString("sv-SE").slice(0, 16);
  input("asOf").replaceChildren(text("asOf") + " ", coded(time(Date.now())));
  input("lacks").replaceChildren(...(data.lacks.length ? [text("mayLack") + " "] : []),
    ...data.lacks.flatMap((lack, i) => [i ? ", " : "", coded(lack.till), " (", lack.heard ? coded(time(lack.heard)) : text("neverHeard"), ")"]));
  for (const format of ["csv", "xlsx", "pdf"]) input(format).href = address({ format, language, ...(format === "csv" ? { bom: "true" } : {}) });
  const summed = Object.keys(data.totals);
  const chart = input("chart");
  chart.hidden = !summed.length || !data.rows.length;
  if (!chart.hidden) chart.src = address({ format: "svg", language });
  const other = language === "ar" ? "name" : "nameAr"; // a name stands in one language
  const both = ["name", "nameAr"].every(key => data.columns.some(column => column.key === key));
  const columns = data.columns.filter(column => !both || column.key !== other);
  const table = input("rows");
  table.tHead.rows[0].replaceChildren(...columns.map(column => {
    const made = document.createElement("th");
    made.textContent = words(column);
    if (figures.includes(column.kind)) made.className = "number";
    return made;
  }));
  fill("rows", data.rows, (row, each) => {
    for (const column of columns) {
      const value = each[column.key];
      let content = said(column, value);
      if (column.drill && value) {
        const link = document.createElement("a");
        link.href = drillTo(column.drill, value);
        link.append(content);
        content = link;
      }
      cell(row, content, figures.includes(column.kind) ? "number" : "");
    }
  });
  table.tFoot.replaceChildren();
  if (summed.length && data.rows.length) {
    const row = table.tFoot.insertRow();
    columns.forEach((column, i) => cell(row, summed.includes(column.key) ? said(column, data.totals[column.key]) : i ? "" : text("total"), figures.includes(column.kind) ? "number" : ""));
  }
};

document.getElementById("asked").addEventListener("submit", event => {
  event.preventDefault();
  const next = "#" + typed();
  if (next === location.hash) run(); else location.hash = next;
});
input("name").addEventListener("change", () => sayParts(""));
input("period").addEventListener("change", () => sayParts(input("by").value));
window.addEventListener("hashchange", run);
askOffice("GET", "/api/v1/reports").then(answer => {
  if (!answer) return;
  known = new Map(answer.reports.map(each => [each.name, each]));
  answer.stores.forEach(store => input("store").add(new Option(store, store)));
  run();
});
