"use strict";
const value = id => document.getElementById(id).value.trim();
const pages = [""]; // where each page shown so far begins
let asked = new URLSearchParams({ limit: "50" });

/** What is asked for, in the words of the API; a time is of this browser's zone. */
function wish() {
  const made = new URLSearchParams({ limit: "50" });
  for (const name of ["store", "user", "kind"]) if (value(name)) made.set(name, value(name));
  for (const name of ["from", "to"]) if (value(name)) made.set(name, new Date(value(name)).toISOString());
  return made;
}

async function find() {
  const page = new URLSearchParams(asked);
  if (pages[pages.length - 1]) page.set("after", pages[pages.length - 1]);
  const found = await askOffice("GET", "/api/v1/audit?" + page);
  if (found) show(found);
}

show = data => {
  last = data;
  document.getElementById("next").hidden = !data.next;
  document.getElementById("previous").hidden = pages.length < 2;
  fill("events", data.events, (row, e) => {
    cell(row, coded(e.at.replace("T", " ").slice(0, 19)));
    cell(row, e.store ? coded(e.till || e.store) : text("headOffice"));
    cell(row, e.user ? coded(e.user) : "–");
    cell(row, coded(e.kind));
    cell(row, coded(e.about, "about"));
    cell(row, e.approvedBy ? coded(e.approvedBy) : "–");
  });
};

document.getElementById("asked").addEventListener("submit", event => {
  event.preventDefault();
  asked = wish();
  pages.length = 1;
  find();
});
for (const [id, turn] of [["next", () => last.next && pages.push(last.next)], ["previous", () => pages.length > 1 && pages.pop()]]) {
  document.getElementById(id).addEventListener("click", () => { turn(); find(); });
}
askOffice("GET", "/api/v1/settings").then(found => found && found.settings.slice(1).forEach(each => document.getElementById("store").add(new Option(each.id, each.id))));
find();
