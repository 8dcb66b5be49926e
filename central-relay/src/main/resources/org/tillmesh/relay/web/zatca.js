"use strict";
const age = (from, to) => {
  if (!from) return "–";
  const minutes = Math.max(0, Math.floor((new Date(to) - new Date(from)) / 60000));
  const rest = minutes % 60 + "\u00a0" + text("minutes");
  return minutes < 60 ? rest : Math.floor(minutes / 60) + "\u00a0" + text("hours") + " " + rest;
};
const urgency = deadline => deadline === "far" ? "on" : deadline === "watch" ? "note" : "off";

function words(...content) {
  const made = document.createElement("span");
  made.className = "reasons";
  made.append(...content);
  return made;
}

function standing(till) {
  if (till.hindrance) {
    const made = words(till.alarm ? "▲ " : "", ...phrase("hindrance_" + till.hindrance, till.till));
    made.title = till.alarm || till.trouble; // the details, in English, as the log has them
    return made;
  }
  if (till.missing > 0) return words(till.missing + " " + text("gaps"));
  if (till.refused > 0) return pill("off", till.refused + " " + text("needPerson"));
  return pill("on", text("fine"));
}

show = data => {
  last = data;
  const alarms = data.tills.filter(t => t.alarm).slice(0, 3);
  const said = data.api ? alarms.map(t => paragraph("▲ ", ...phrase("hindrance_" + t.hindrance, t.till))) : [paragraph("▲ ", ...phrase("noAddress"))];
  say("alarm", said.length ? language + said.map(p => p.textContent) : "", ...said);
  document.getElementById("waiting").textContent = data.waiting;
  document.getElementById("oldest").textContent = age(data.oldest, data.asOf);
  document.getElementById("deadline").replaceChildren(data.waiting ? pill(urgency(data.deadline), text(data.deadline)) : "");
  document.getElementById("refusedCount").textContent = data.refused.length;
  document.getElementById("api").textContent = data.api || "–";
  fill("reporting", data.tills, (row, t) => {
    cell(row, coded(t.till));
    cell(row, t.reported, "number");
    cell(row, t.waiting, "number");
    cell(row, t.waiting ? pill(urgency(t.deadline), age(t.oldest, data.asOf)) : "–");
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

look("/api/v1/zatca");
