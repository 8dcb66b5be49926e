"use strict";
const age = (from, to) => {
  if (!from) return "–";
  const minutes = Math.max(0, Math.floor((new Date(to) - new Date(from)) / 60000));
  const rest = minutes % 60 + "\u00a0" + text("minutes");
  return minutes < 60 ? rest : Math.floor(minutes / 60) + "\u00a0" + text("hours") + " " + rest;
};
const urgency = (deadline, state) => deadline === "far" ? (state === "fine" ? "on" : "note") : deadline === "watch" ? "note" : "off";

function words(...content) {
  const made = document.createElement("span");
  made.className = "reasons";
  made.append(...content);
  return made;
}

function standing(till) {
  const made = document.createElement("span");
  made.className = "pills";
  if (till.hindrance) {
    const why = words(till.alarm ? "▲ " : "", ...phrase("hindrance_" + till.hindrance, till.till));
    why.title = [till.alarm, till.trouble].filter(Boolean).join("; "); // the details, in English, as the log has them
    made.append(why);
  } else if (till.missing > 0) {
    made.append(words(till.missing + " " + text("gaps")));
  } else if (till.state === "fine" || till.state === "off") {
    made.append(zatcaPill(till.state));
  }
  if (till.stuck > 0) made.append(pill("off", till.stuck + " " + text("stuckCount")));
  if (till.refused > 0) made.append(pill("off", till.refused + " " + text("needPerson")));
  if (!made.hasChildNodes()) made.append(zatcaPill(till.state));
  return made;
}

/** Of the refused ones: where each page shown so far begins. */
const pages = [""];

for (const [id, turn] of [["next", () => last && last.next && pages.push(last.next)], ["previous", () => pages.length > 1 && pages.pop()]]) {
  document.getElementById(id).addEventListener("click", async () => {
    turn();
    const answer = await fetch(page());
    if (answer.ok) show(await answer.json());
  });
}

const page = () => "/api/v1/zatca?limit=50&after=" + encodeURIComponent(pages[pages.length - 1]);

show = data => {
  last = data;
  sayAlarms(data);
  if (!data.api && data.state !== "alarm") say("alarm", language + "noAddress", paragraph("▲ ", ...phrase("noAddress", "")));
  document.getElementById("next").hidden = !data.next;
  document.getElementById("previous").hidden = pages.length < 2;
  document.getElementById("waiting").textContent = data.waiting;
  document.getElementById("oldest").textContent = age(data.oldest, data.asOf);
  document.getElementById("deadline").replaceChildren(data.waiting ? pill(urgency(data.deadline, data.state), text(data.deadline)) : "");
  document.getElementById("refusedCount").textContent = data.refusedCount;
  document.getElementById("api").textContent = data.api || "–";
  fill("reporting", data.tills, (row, t) => {
    cell(row, coded(t.till));
    cell(row, t.reported, "number");
    cell(row, t.waiting, "number");
    cell(row, t.waiting ? pill(urgency(t.deadline, t.state), age(t.oldest, data.asOf)) : "–");
    cell(row, standing(t));
    cell(row, t.certificate ? coded(t.certificate.until.slice(0, 10)) : text("development"));
  });
  fill("refused", data.refused, (row, r) => {
    cell(row, coded(r.receipt + " · " + r.icv));
    cell(row, text(r.state));
    cell(row, words(r.reasons));
    cell(row, words(text("mend_" + r.state)));
  });
};

look(page);
