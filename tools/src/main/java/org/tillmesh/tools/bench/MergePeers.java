package org.tillmesh.tools.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.apache.pekko.actor.Address;
import org.apache.pekko.cluster.UniqueAddress;
import org.apache.pekko.cluster.ddata.LWWRegister;
import org.apache.pekko.cluster.ddata.ORMap;
import org.apache.pekko.cluster.ddata.SelfUniqueAddress;
import org.automerge.AmValue;
import org.automerge.ChangeHash;
import org.automerge.Document;
import org.automerge.ObjectId;
import org.automerge.ObjectType;
import org.automerge.Transaction;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Delta;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.store.Store;

/**
 * The field edits that our stores merged, merged by other CRDT libraries: the same customers, replicas, edits and batches.
 * They only merge, in memory; ours also decodes, checks chains and makes durable what it merges. Automerge and Yjs take
 * their edits encoded, Pekko as objects. Nothing but the benchmark uses these libraries.
 */
final class MergePeers {
    private static final String YJS = "yjs@13.6.33";
    private static final int INSTALL_SECONDS = 60;
    private static final int RUN_SECONDS = 180;
    private static final long PEKKO_NANOS = TimeUnit.SECONDS.toNanos(20);

    private record Edit(String customer, String field, String value) {}

    private final Measurements table;
    private final Path dir;
    private final int customers;
    private final List<List<List<Edit>>> replicas = new ArrayList<>();
    private final int edits;

    /** Customer and field to value, of fields that one replica alone edited: there every library must agree. */
    private final Map<List<String>, String> settled =
            new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));

    /** @param changes the edits: one ChangeSet a batch, one stream a replica */
    MergePeers(Measurements table, Path dir, int customers, List<ChangeSet> changes) {
        this.table = table;
        this.dir = dir;
        this.customers = customers;
        var byReplica = new LinkedHashMap<Origin, List<List<Edit>>>();
        for (ChangeSet changeSet : changes) {
            var batch = new ArrayList<Edit>();
            for (Delta delta : changeSet.deltas()) {
                if (delta instanceof Delta.Put put && put.value() instanceof Value.Text text) {
                    batch.add(new Edit(put.doc().id(), put.path().get(0), text.value()));
                }
            }
            byReplica
                    .computeIfAbsent(changeSet.origin(), o -> new ArrayList<>())
                    .add(batch);
        }
        replicas.addAll(byReplica.values());
        edits = replicas.stream().flatMap(List::stream).mapToInt(List::size).sum();
        settle();
    }

    private void settle() {
        var shared = new TreeSet<String>();
        for (List<List<Edit>> replica : replicas) {
            var mine = new LinkedHashMap<List<String>, String>();
            replica.forEach(batch -> batch.forEach(e -> mine.put(List.of(e.customer(), e.field()), e.value())));
            mine.forEach((key, value) -> {
                if (settled.put(key, value) != null) {
                    shared.add(key.toString());
                }
            });
        }
        settled.keySet().removeIf(key -> shared.contains(key.toString()));
    }

    /** @param ours the store that merged them */
    void run(Store ours) throws IOException, InterruptedException {
        Path snapshot = Files.createDirectories(dir.resolve("merged"));
        ours.snapshot(Scope.COMPANY, snapshot);
        long bytes = 0;
        try (Stream<Path> chunks = Files.walk(snapshot)) {
            for (Path chunk : chunks.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(chunk);
            }
        }
        table.row("what our store keeps of them", "", "bytesPerDocument", bytes / customers);
        try {
            automerge();
        } catch (LinkageError | RuntimeException e) {
            absent("automerge", e);
        }
        try {
            pekko();
        } catch (LinkageError e) {
            absent("pekko ddata", e);
        }
        yjs();
    }

    private void absent(String name, Throwable why) {
        absent(name, String.valueOf(why));
    }

    private void absent(String name, String why) {
        table.row("merge of field edits: " + name, "peer", "absent", why);
    }

    private void tell(String name, long nanos, Object... more) {
        var figures = new ArrayList<>(List.<Object>of("editsPerSecond", Math.round(edits * 1e9 / nanos)));
        figures.addAll(List.of(more));
        table.row("merge of field edits: " + name, "peer", figures.toArray());
    }

    /** A benchmark of a merge that does not merge tells nothing. */
    private void check(String name, BiFunction<String, String, String> read) {
        settled.forEach((key, value) -> {
            String found = read.apply(key.get(0), key.get(1));
            if (!value.equals(found)) {
                throw new AssertionError(name + " has \"" + found + "\" at " + key + ", not \"" + value + "\"");
            }
        });
    }

    private static long heap() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    // ---- Automerge

    private void automerge() {
        Document first = new Document();
        Map<String, ObjectId> ids = new LinkedHashMap<>();
        try (Transaction tx = first.startTransaction()) {
            for (int i = 0; i < customers; i++) {
                ObjectId customer = tx.set(ObjectId.ROOT, "c" + i, ObjectType.MAP);
                tx.set(customer, "name", "Name " + i);
                tx.set(customer, "phone", "05" + i);
                ids.put("c" + i, customer);
            }
            tx.commit();
        }
        ChangeHash[] shared = first.getHeads();
        var encoded = new ArrayList<byte[]>();
        for (List<List<Edit>> replica : replicas) {
            Document mine = first.fork();
            ChangeHash[] before = shared;
            for (List<Edit> batch : replica) {
                try (Transaction tx = mine.startTransaction()) {
                    batch.forEach(e -> tx.set(Objects.requireNonNull(ids.get(e.customer())), e.field(), e.value()));
                    tx.commit();
                }
                encoded.add(mine.encodeChangesSince(before));
                before = mine.getHeads();
            }
            mine.free();
        }
        Document into = first.fork();
        long began = System.nanoTime();
        encoded.forEach(into::applyEncodedChanges);
        long took = System.nanoTime() - began;
        check("Automerge", (customer, field) -> into.get(Objects.requireNonNull(ids.get(customer)), field)
                .map(value -> ((AmValue.Str) value).getValue())
                .orElse(""));
        tell("automerge", took, "bytesPerDocument", into.save().length / customers);
        into.free();
        first.free();
    }

    // ---- Pekko Distributed Data

    private void pekko() {
        ORMap<String, ORMap<String, LWWRegister<String>>> first = ORMap.create();
        SelfUniqueAddress maker = node(0);
        for (int i = 0; i < customers; i++) {
            ORMap<String, LWWRegister<String>> customer = ORMap.create();
            first = first.put(
                    maker,
                    "c" + i,
                    customer.put(maker, "name", LWWRegister.create(maker, "Name " + i))
                            .put(maker, "phone", LWWRegister.create(maker, "05" + i)));
        }
        first = first.resetDelta();
        var deltas = new ArrayList<ORMap.DeltaOp>();
        for (int r = 0; r < replicas.size(); r++) {
            SelfUniqueAddress self = node(r + 1);
            ORMap<String, ORMap<String, LWWRegister<String>>> mine = first;
            for (List<Edit> batch : replicas.get(r)) {
                for (Edit edit : batch) {
                    mine = mine.update(self, edit.customer(), ORMap.create(), customer -> edited(self, customer, edit));
                }
                deltas.add(mine.delta().get());
                mine = mine.resetDelta();
            }
        }
        long before = heap();
        ORMap<String, ORMap<String, LWWRegister<String>>> into = first;
        int merged = 0;
        long began = System.nanoTime();
        // Each of its deltas looks at every key, so that many customers take their time: what is through by then tells.
        while (merged < deltas.size() && System.nanoTime() - began < PEKKO_NANOS) {
            into = into.mergeDelta(deltas.get(merged++));
        }
        long took = System.nanoTime() - began;
        long added = heap() - before;
        ORMap<String, ORMap<String, LWWRegister<String>>> result = into;
        if (merged == deltas.size()) {
            check(
                    "Pekko",
                    (customer, field) ->
                            result.get(customer).get().get(field).get().value());
        }
        tell(
                "pekko ddata",
                took * deltas.size() / merged,
                "heapBytesAddedPerDocument",
                Math.max(0, added) / result.size(),
                "percentMerged",
                100 * merged / deltas.size());
    }

    private static ORMap<String, LWWRegister<String>> edited(
            SelfUniqueAddress self, ORMap<String, LWWRegister<String>> customer, Edit edit) {
        LWWRegister<String> register = customer.contains(edit.field())
                ? customer.get(edit.field()).get().withValue(self, edit.value())
                : LWWRegister.create(self, edit.value());
        return customer.put(self, edit.field(), register);
    }

    private static SelfUniqueAddress node(int number) {
        return new SelfUniqueAddress(new UniqueAddress(new Address("pekko", "bench"), (long) number));
    }

    // ---- Yjs

    private void yjs() throws IOException, InterruptedException {
        ObjectMapper mapper = new ObjectMapper();
        Path cache = cache();
        Path script = cache.resolve("yjs-merge.mjs");
        try (InputStream in = MergePeers.class.getResourceAsStream("yjs-merge.mjs")) {
            Files.write(script, Objects.requireNonNull(in, "yjs-merge.mjs").readAllBytes());
        }
        try {
            if (!Files.exists(cache.resolve("node_modules/yjs"))) {
                ran(cache, INSTALL_SECONDS, "npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", YJS);
            }
            ObjectNode data = mapper.createObjectNode().put("customers", customers);
            data.set(
                    "replicas",
                    mapper.valueToTree(replicas.stream()
                            .map(replica -> replica.stream()
                                    .map(batch -> batch.stream()
                                            .map(e -> List.of(e.customer(), e.field(), e.value()))
                                            .toList())
                                    .toList())
                            .toList()));
            Path file = dir.resolve("edits.json");
            mapper.writeValue(file.toFile(), data);
            JsonNode answer = mapper.readTree(ran(
                    cache,
                    RUN_SECONDS,
                    "node",
                    "--expose-gc",
                    "--max-old-space-size=2048",
                    script.toString(),
                    file.toString()));
            check(
                    "Yjs",
                    (customer, field) ->
                            answer.path("values").path(customer).path(field).asText());
            tell(
                    "yjs",
                    Math.round(answer.path("millis").asDouble() * 1e6),
                    "bytesPerDocument",
                    answer.path("bytes").asLong() / customers,
                    "heapBytesPerDocument",
                    answer.path("heap").asLong() / customers);
        } catch (IOException e) {
            absent("yjs", String.valueOf(e.getMessage()));
        }
    }

    /** Beside the built tools, so that it is fetched once and cleaned away with them. */
    private Path cache() throws IOException {
        String home = System.getProperty("tillmesh.home");
        Path cache = home == null ? dir.resolve("peers") : Path.of(home, "tools", "target", "peers");
        return Files.createDirectories(cache);
    }

    /** What a program prints. @throws IOException if it is not here, fails or takes too long */
    private static String ran(Path in, int seconds, String... command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(in, "out", ".txt");
        Path err = Files.createTempFile(in, "err", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(in.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command[0] + " took more than " + seconds + " s");
            }
            if (process.exitValue() != 0) {
                String said = Files.readString(err, StandardCharsets.UTF_8).strip();
                throw new IOException(
                        command[0] + " failed: " + said.lines().findFirst().orElse("no word"));
            }
            return Files.readString(out, StandardCharsets.UTF_8);
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }
}
