// PouchDB replication of the same documents over loopback HTTP, as a peer of Hard Sync.
// Run in a folder with node_modules: node pouch-peer.js DOCUMENTS.jsonl DATADIR
// DOCUMENTS.jsonl: one JSON object a line, with "_id". Prints one JSON object.
'use strict';
const fs = require('fs');
const path = require('path');
const PouchDB = require('pouchdb');
const express = require('express');

const [documents, dir] = process.argv.slice(2);
const BATCH = 1000;

async function load(db) {
  let batch = [];
  let count = 0;
  for (const line of fs.readFileSync(documents, 'utf8').split('\n')) {
    if (line) batch.push(JSON.parse(line));
    if (batch.length === BATCH || (!line && batch.length)) {
      await db.bulkDocs(batch);
      count += batch.length;
      batch = [];
    }
  }
  return count;
}

function syncAll(folder) {
  for (const name of fs.readdirSync(folder)) {
    const file = path.join(folder, name);
    if (fs.statSync(file).isDirectory()) {
      syncAll(file);
    } else {
      const fd = fs.openSync(file, 'r+');
      fs.fsyncSync(fd);
      fs.closeSync(fd);
    }
  }
}

async function main() {
  const serverDir = path.join(dir, 'server') + path.sep;
  const clientDir = path.join(dir, 'client') + path.sep;
  fs.mkdirSync(serverDir, { recursive: true });
  fs.mkdirSync(clientDir, { recursive: true });
  const Served = PouchDB.defaults({ prefix: serverDir });
  const count = await load(new Served('shop'));
  const app = express();
  app.use('/', require('express-pouchdb')(Served, { mode: 'minimumForPouchDB', inMemoryConfig: true }));
  const server = app.listen(0, '127.0.0.1', async () => {
    const url = 'http://127.0.0.1:' + server.address().port + '/shop';
    const Client = PouchDB.defaults({ prefix: clientDir });
    const local = new Client('shop');
    const began = process.hrtime.bigint();
    await local.replicate.from(url, { batch_size: BATCH, batches_limit: 10 });
    syncAll(clientDir);
    const millis = Number(process.hrtime.bigint() - began) / 1e6;
    const info = await local.info();
    console.log(JSON.stringify({ documents: count, received: info.doc_count, millis }));
    process.exit(info.doc_count === count ? 0 : 1);
  });
}

main().catch((e) => {
  console.error(e);
  process.exit(1);
});
