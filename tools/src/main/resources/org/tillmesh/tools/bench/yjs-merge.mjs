// Merges the edits of edits.json (made by MergePeers) with Yjs; prints one line of JSON.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import * as Y from 'yjs';

const { customers, replicas } = JSON.parse(readFileSync(process.argv[2], 'utf8'));

function edited(base, batches) {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, base);
  const updates = [];
  doc.on('update', (update) => updates.push(update));
  const all = doc.getMap('customers');
  for (const batch of batches) {
    doc.transact(() => {
      for (const [customer, field, value] of batch) {
        all.get(customer).set(field, value);
      }
    });
  }
  return updates;
}

const first = new Y.Doc();
const made = first.getMap('customers');
first.transact(() => {
  for (let i = 0; i < customers; i++) {
    const customer = new Y.Map();
    customer.set('name', 'Name ' + i);
    customer.set('phone', '05' + i);
    made.set('c' + i, customer);
  }
});
const base = Y.encodeStateAsUpdate(first);
const updates = replicas.map((batches) => edited(base, batches));
let best = Infinity;
let into;
for (let round = 0; round < 3; round++) {
  into = new Y.Doc();
  Y.applyUpdate(into, base);
  into.getMap('customers').size;
  const began = performance.now();
  for (const ofReplica of updates) {
    for (const update of ofReplica) {
      Y.applyUpdate(into, update);
    }
  }
  best = Math.min(best, performance.now() - began);
}
const values = {};
for (const [id, customer] of into.getMap('customers')) {
  values[id] = customer.toJSON();
}
const bytes = Y.encodeStateAsUpdate(into).length;
const check = values;
let heap = 0;
if (global.gc) {
  into = null;
  gc();
  const before = process.memoryUsage().heapUsed;
  const again = new Y.Doc();
  Y.applyUpdate(again, base);
  updates.forEach((ofReplica) => ofReplica.forEach((update) => Y.applyUpdate(again, update)));
  gc();
  heap = process.memoryUsage().heapUsed - before + again.clientID * 0;
}
console.log(JSON.stringify({ millis: best, bytes, heap, values: check }));
