"use strict";
const field = id => document.getElementById(id);
let outcome = null; // the answer to the last file
let isSending = false;

/** Sends the file, to be checked or to be taken in, and shows what becomes of it. */
async function send(preview) {
  const file = field("file").files[0];
  if (!file || isSending) return;
  isSending = true;
  hold();
  const wish = new URLSearchParams({
    preview: String(preview), categories: field("categories").checked ? "new" : "known",
    charset: field("encoding").value, sheet: field("sheet").value
  });
  try {
    const answer = await fetch("/catalogue/import?" + wish, { method: "POST", body: file, headers: { "Content-Type": "application/octet-stream", ...PROOF } });
    if (answer.status === 401) { location.href = "/"; return; }
    outcome = await answer.json();
  } catch (problem) {
    outcome = null;
    sayLinked(false);
  }
  isSending = false;
  hold();
  showOutcome();
}

/** Nothing is taken in that was not looked at. */
function hold() {
  field("check").disabled = isSending;
  field("take").disabled = isSending || !(outcome && outcome.preview && outcome.imported > 0);
  field("progress").hidden = !isSending;
  if (isSending) field("said").textContent = "";
}

function forget() {
  outcome = null;
  hold();
  showOutcome();
}

function lines(id, problems) {
  fill(id, problems, (row, p) => {
    cell(row, p.row || "–", "number");
    cell(row, p.column ? coded(p.column) : "–");
    cell(row, p.value.length > 20 ? reason(p.value) : coded(p.value || "–"));
    cell(row, reason(language === "ar" ? p.messageAr : p.message));
  });
}

function reason(content) {
  const made = document.createElement("span");
  made.className = "reasons";
  made.textContent = content;
  return made;
}

function showSheets() {
  const sheets = outcome && outcome.sheets ? outcome.sheets : [];
  const chooser = field("sheet");
  if (outcome && sheets.length > 0) {
    const chosen = outcome.sheet;
    while (chooser.options.length > 1) chooser.remove(1);
    for (const name of sheets) chooser.add(new Option(name, name));
    chooser.value = chosen;
  }
  if (outcome) {
    field("sheetField").hidden = sheets.length < 2;
    field("encodingField").hidden = sheets.length > 0;
  }
}

function showFirst() {
  const body = field("first").tBodies[0];
  body.replaceChildren();
  for (const cells of outcome.first) {
    const row = body.insertRow();
    for (const content of cells) cell(row, reason(content));
  }
}

function showOutcome() {
  const isRead = Boolean(outcome && outcome.rows !== undefined);
  const isNothing = Boolean(outcome && outcome.error);
  const error = outcome && outcome.error;
  say("alarm", isNothing ? language + error.message : "", ...(isNothing
    ? [paragraph("▲ " + text("nothingTaken")), paragraph(language === "ar" && error.messageAr || error.message)] : []));
  field("outcome").hidden = !isRead;
  showSheets();
  if (!isRead) return;
  field("said").textContent = isNothing || isSending ? "" : text(outcome.preview ? "previewOnly" : "takenIn");
  for (const id of ["rows", "added", "changed", "unchanged"]) field(id).textContent = outcome[id];
  field("leftOut").textContent = outcome.refusedRows;
  field("manyLeftOut").hidden = outcome.refusedRows <= outcome.refused.length;
  const separator = outcome.separator === "\t" ? "⇥" : outcome.separator;
  field("read").replaceChildren(
    text("readAs"), " ", coded(outcome.encoding), ...(separator ? [" ", text("dividedBy"), " ", coded(separator)] : []),
    ...(outcome.sheet ? [" · ", text("chooseSheet"), ": ", coded(outcome.sheet)] : []),
    ...(outcome.newCategories.length ? [" · ", text("newCategories"), ": ", coded(outcome.newCategories.join(", "))] : []));
  lines("refused", outcome.refused);
  lines("warnings", outcome.warnings);
  showFirst();
}

/** How far the import is. */
show = progress => {
  last = progress;
  field("bar").removeAttribute("value");
  if (progress.of) {
    field("bar").max = progress.of;
    field("bar").value = progress.done;
  }
  const isWriting = progress.state === "writing";
  field("phase").textContent = text(isWriting ? "writing" : "checking") + (progress.done ? " " + progress.done + (progress.of ? " / " + progress.of : "") : "");
  showOutcome();
};

field("upload").addEventListener("submit", event => { event.preventDefault(); send(true); });
field("take").addEventListener("click", () => send(false));
field("file").addEventListener("change", () => {
  field("sheet").value = "";
  field("encoding").value = "";
  field("sheetField").hidden = field("encodingField").hidden = true;
  forget();
  send(true);
});
for (const id of ["sheet", "encoding", "categories"]) field(id).addEventListener("change", () => { forget(); send(true); });
hold();
look(() => "/api/v1/products/import");
