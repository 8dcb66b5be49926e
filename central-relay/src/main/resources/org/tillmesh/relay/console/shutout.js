"use strict";
const part = id => document.getElementById(id);
let till = null; // what the file of a till holds

/** Sends the file that is chosen, with what is decided about it. */
const decide = wish => askOffice("POST", "/api/v1/shut-out?" + new URLSearchParams(wish), part("file").files[0]);

show = data => {
  last = data;
  fill("shutOutTills", data.tills, (row, each) => {
    cell(row, coded(each.till));
    cell(row, each.records, "number");
  });
  part("outcome").hidden = till === null;
  if (till === null) return;
  part("found").replaceChildren(coded(till.till), " · " + till.records + " " + text("recordsNotHere"));
  fill("has", till.sales, (row, sale) => {
    cell(row, coded(sale.at.replace("T", " ").slice(0, 19)));
    cell(row, coded(sale.receipt));
    cell(row, amount(sale.total), sale.kind === "return" ? "number return" : "number");
    cell(row, sale.known ? pill("on", text("hereAlready")) : pill("note", text("notHere")));
  });
  const chosen = part("upTo").value;
  part("upTo").replaceChildren(new Option(text("allOfIt"), ""), ...till.sales.filter(sale => !sale.known).map(sale => new Option(sale.receipt, sale.receipt)));
  part("upTo").value = till.sales.some(sale => sale.receipt === chosen && !sale.known) ? chosen : "";
  part("decide").hidden = till.records === 0;
};

part("file").addEventListener("change", () => { till = null; show(last || { tills: [] }); });
part("upload").addEventListener("submit", async event => {
  event.preventDefault();
  part("said").textContent = "";
  till = await decide({ decision: "preview" }) || null;
  show(last || { tills: [] });
});
part("decide").addEventListener("submit", async event => {
  event.preventDefault();
  const decision = event.submitter.value;
  const wish = { decision, reason: part("reason").value };
  if (decision === "accept" && part("upTo").value) wish.upTo = part("upTo").value;
  const answer = await decide(wish);
  if (!answer) return;
  till = answer;
  part("said").textContent = decision === "accept" ? answer.taken + " " + text("wereTaken") : text("wasRefused");
  show(await askOffice("GET", "/api/v1/shut-out") || last);
});
askOffice("GET", "/api/v1/shut-out").then(found => found && show(found));
