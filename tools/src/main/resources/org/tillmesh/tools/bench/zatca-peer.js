// Signs documents with zatca-xml-js as its own example does. A line with a number: makes as many; answers nanoseconds
// by the clock, and microseconds of the processor.
const { generateKeyPairSync } = require("crypto");
const { readFileSync } = require("fs");
const { ZATCASimplifiedTaxInvoice } = require("zatca-xml-js/lib/zatca/ZATCASimplifiedTaxInvoice.js");

const certificate = readFileSync(process.argv[2], "utf8");
const key = generateKeyPairSync("ec", { namedCurve: "secp256k1" }).privateKey.export({ type: "sec1", format: "pem" });
const egs_info = {
    uuid: "6f4d20e0-6bfe-4a80-9389-7dabe6620f12", custom_id: "T01", model: "till", CRN_number: "1010000001",
    VAT_name: "Oasis Store Trading", VAT_number: "310000000000003",
    location: { city: "Riyadh", city_subdivision: "Murabba", street: "Palm Road", plot_identification: "0000",
        building: "2322", postal_zone: "12345" },
    branch_name: "Riyadh", branch_industry: "Retail"
};
const lines = [["Milk", 3, 5.65], ["Tomatoes", 1.24, 6.04], ["Water", 12, 0.87]].map(([name, quantity, price], i) => (
    { id: String(i + 1), name, quantity, tax_exclusive_price: price, VAT_percent: 0.15 }));
let previous = "NWZlY2ViNjZmZmM4NmYzOGQ5NTI3ODZjNmQ2OTZjNzljMmRiYzIzOWRkNGU5MWI0NjcyOWQ3M2EyN2ZiNTdlOQ==";
let counter = 0;

function one() {
    counter++;
    const invoice = new ZATCASimplifiedTaxInvoice({ props: {
        egs_info, invoice_counter_number: counter, invoice_serial_number: "S001-T01-" + counter,
        issue_date: "2026-01-15", issue_time: "09:30:05", previous_invoice_hash: previous, line_items: lines
    } });
    previous = invoice.sign(certificate, key).invoice_hash;
}

require("readline").createInterface({ input: process.stdin }).on("line", line => {
    const cpu = process.cpuUsage();
    const begin = process.hrtime.bigint();
    for (let i = 0; i < Number(line); i++) one();
    const wall = process.hrtime.bigint() - begin;
    const used = process.cpuUsage(cpu);
    console.log(wall + " " + (used.user + used.system));
}).on("close", () => process.exit(0));
