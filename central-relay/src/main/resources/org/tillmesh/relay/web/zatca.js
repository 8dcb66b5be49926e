"use strict";
const age = (from, to) => {
  if (!from) return "–";
  const minutes = Math.max(0, Math.floor((new Date(to) - new Date(from)) / 60000));
  return minutes < 60 ? minutes + " min" : Math.floor(minutes / 60) + " h " + (minutes % 60) + " min";
};

function pill(key, content) {
  const made = document.createElement("span");
  made.className = "pill " + (key === "far" || key === "fine" ? "on" : key === "watch" ? "note" : "off");
  made.textContent = (key === "far" || key === "fine" ? "● " : "▲ ") + content;
  return made;
}

function words(content) {
  const made = document.createElement("span");
  made.className = "reasons";
  made.textContent = content;
  return made;
}

function standing(till) {
  if (till.alarm) return words("▲ " + till.alarm);
  if (till.trouble) return words(till.trouble);
  if (till.missing > 0) return words(till.missing + " " + text("gaps"));
  return pill("fine", text("fine"));
}

show = data => {
  last = data;
  const alarms = data.tills.filter(t => t.alarm).map(t => t.alarm);
  document.getElementById("alarm").textContent = data.api ? alarms.slice(0, 3).join(" · ") : text("noAddress");
  document.getElementById("waiting").textContent = data.waiting;
  document.getElementById("oldest").textContent = age(data.oldest, data.asOf);
  document.getElementById("deadline").replaceChildren(data.waiting ? pill(data.deadline, text(data.deadline)) : "");
  document.getElementById("refusedCount").textContent = data.refused.length;
  document.getElementById("api").textContent = data.api || "–";
  fill("reporting", data.tills, (row, t) => {
    cell(row, coded(t.till));
    cell(row, t.reported, "number");
    cell(row, t.waiting, "number");
    cell(row, t.waiting ? pill(t.deadline, age(t.oldest, data.asOf)) : "–");
    cell(row, standing(t));
    cell(row, t.certificate ? coded(t.certificate.until.slice(0, 10)) : text("development"), "wide");
  });
  fill("refused", data.refused, (row, r) => {
    cell(row, coded(r.receipt + " · " + r.icv));
    cell(row, text(r.state));
    cell(row, words(r.reasons));
    cell(row, words(text("mend_" + r.state)));
    [...row.cells].forEach((c, i) => { c.dataset.label = text(["receipt", "standing", "reasons", "mend"][i]); });
  });
};

async function lookAtZatca() {
  const live = document.getElementById("live");
  try {
    const answer = await fetch("/api/v1/zatca");
    if (answer.status === 401) { location.href = "/"; return; }
    if (!answer.ok) throw new Error(String(answer.status));
    show(await answer.json());
    live.className = "pill on";
    live.textContent = "● " + text("live");
  } catch (problem) {
    live.className = "pill off";
    live.textContent = "▲ " + text("lost");
  }
  setTimeout(lookAtZatca, 2000);
}
lookAtZatca();
