"use strict";
/*
 * A form over the settings of the company or of a store. Its fields are those of the API's own description, so a setting
 * that the API takes has its place here. An empty field is not decided there.
 */
let schema = null; // of what POST takes
let all = []; // the company's settings, then each store's

const resolved = (node, whole) => node && node.$ref
  ? resolved(node.$ref.slice(2).split("/").reduce((at, step) => at[step], whole), whole)
  : node;
const types = node => [].concat(node.type || (node.enum ? "string" : "object"));
const titled = name => TEXTS[language]["setting_" + name] || name;

/** An input for one value, with a function that reads it: undefined for what is no value, null for none. */
function input(node, now) {
  const kind = types(node);
  if (node.enum || kind.includes("boolean")) {
    const made = document.createElement("select");
    const options = node.enum ? node.enum.filter(each => each !== null) : ["true", "false"];
    made.add(new Option(text("notDecided"), ""));
    options.forEach(each => made.add(new Option(node.enum ? each : text(each === "true" ? "yes" : "no"), each)));
    made.value = now === null || now === undefined ? "" : String(now);
    return [made, () => made.value === "" ? null : node.enum ? made.value : made.value === "true"];
  }
  const made = document.createElement(node.maxLength > 100 ? "textarea" : "input");
  const isNumber = kind.includes("integer") || kind.includes("number");
  if (isNumber) made.inputMode = "numeric";
  made.value = now === null || now === undefined ? "" : String(now);
  made.placeholder = (node.examples || []).join(", ");
  return [made, () => {
    const typed = made.value.trim();
    return typed === "" ? null : isNumber && /^-?\d{1,15}$/.test(typed) ? Number(typed) : typed;
  }];
}

/** Texts, one a line. */
function lines(now) {
  const made = document.createElement("textarea");
  made.value = (now || []).join("\n");
  return [made, () => {
    const typed = made.value.split("\n").map(each => each.trim()).filter(each => each);
    return typed.length ? typed : null;
  }];
}

/** A list of things with fields of their own: a row each. */
function rows(node, now) {
  const box = document.createElement("div");
  box.className = "rows";
  const read = [];
  const add = thing => {
    const row = document.createElement("div");
    row.className = "line";
    const fields = Object.entries(node.properties).map(([name, each]) => {
      const [made, value] = input(each, thing[name]);
      const label = document.createElement("label");
      label.append(titled(name), made);
      row.append(label);
      return [name, value];
    });
    const drop = document.createElement("button");
    drop.type = "button";
    drop.className = "plain";
    drop.textContent = text("dropRow");
    drop.addEventListener("click", () => { row.remove(); read.splice(read.indexOf(fields), 1); });
    row.append(drop);
    read.push(fields);
    box.insertBefore(row, more);
  };
  const more = document.createElement("button");
  more.type = "button";
  more.className = "plain";
  more.textContent = text("addRow");
  more.addEventListener("click", () => add({}));
  box.append(more);
  (now || []).forEach(add);
  return [box, () => read.length === 0 ? null : read.map(fields => Object.fromEntries(
    fields.map(([name, value]) => [name, value()]).filter(each => each[1] !== null)))];
}

function control(node, now, whole) {
  const item = node.items && resolved(node.items, whole);
  if (!item) return input(node, now);
  return item.properties ? rows(item, now) : lines(now);
}

show = whole => {
  last = whole;
  const node = whole.paths["/api/v1/settings"].post.requestBody.content["application/json"].schema;
  schema = resolved(node, whole);
  const whose = document.getElementById("whose");
  const before = whose.value;
  whose.replaceChildren(...all.map(each => new Option(each.id === "company" ? text("wholeCompany") : each.id, each.id)));
  whose.value = before || "company";
  const chosen = all.find(each => each.id === whose.value) || all[0];
  const form = document.getElementById("form");
  const read = new Map();
  const parts = Object.entries(schema.properties).filter(([name]) => name !== "id").map(([name, described]) => {
    const field = resolved(described, whole);
    const [made, value] = control(field, chosen[name], whole);
    made.id = "setting-" + name;
    read.set(name, [value, JSON.stringify(chosen[name] === undefined ? null : chosen[name])]);
    const label = document.createElement(field.items ? "div" : "label");
    const title = document.createElement("span");
    title.textContent = titled(name);
    if (language === "en" && field.description) title.title = field.description;
    label.append(title, made);
    return label;
  });
  const save = document.createElement("button");
  save.className = "primary";
  save.textContent = text("save");
  form.replaceChildren(...parts, save);
  form.onsubmit = async event => {
    event.preventDefault();
    const change = { id: chosen.id };
    for (const [name, [value, was]] of read) if (JSON.stringify(value()) !== was) change[name] = value();
    document.getElementById("said").textContent = "";
    const saved = await askOffice("POST", "/api/v1/settings", JSON.stringify(change));
    if (saved) {
      all = all.map(each => each.id === saved.id ? saved : each);
      show(last);
      document.getElementById("said").textContent = text("saved");
    }
  };
};

document.getElementById("whose").addEventListener("change", () => show(last));
Promise.all([askOffice("GET", "/api/v1/settings"), askOffice("GET", "/api/v1/openapi.json")]).then(([found, whole]) => {
  if (!found || !whole) return;
  all = found.settings;
  show(whole);
});
