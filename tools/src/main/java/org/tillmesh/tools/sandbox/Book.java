package org.tillmesh.tools.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the sandbox gave and took, a JSON line each, durable before it is answered: whoever kills it finds it as it was. Of
 * secrets only hashes.
 */
final class Book implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * A document that came, in the order of coming.
     *
     * @param till unit name of the certificate
     * @param status what was answered: 200, 202 or 400
     * @param outOfOrder whether its counter is not above that of the document before it of this till
     */
    record Taken(
            String way,
            String till,
            String uuid,
            String number,
            String hash,
            long icv,
            String profile,
            int status,
            boolean outOfOrder,
            String at) {}

    /** @param requestId of the compliance certificate; @param stage compliance or production; @param csr as it came */
    record Given(String token, String secretHash, String requestId, String stage, String csr) {}

    private final FileChannel file;
    private final Map<String, Given> given = new HashMap<>();
    private final Map<String, Given> byRequest = new HashMap<>();
    private final List<Taken> taken = new ArrayList<>();
    private final Map<String, Taken> accepted = new HashMap<>();
    private final Map<String, Long> lastIcv = new TreeMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    private Book(FileChannel file) {
        this.file = file;
    }

    static Book open(Path folder) throws IOException {
        Path path = folder.resolve("book.jsonl");
        var book = new Book(
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        long whole = 0;
        for (String line : Files.readString(path).split("(?<=\n)")) {
            if (!line.endsWith("\n")) {
                break; // torn by a kill: what it said was never answered
            }
            whole += line.getBytes(StandardCharsets.UTF_8).length;
            book.read(JSON.readTree(line));
        }
        book.file.truncate(whole).position(whole);
        return book;
    }

    private void read(JsonNode line) {
        if (line.has("token")) {
            keep(JSON.convertValue(line, Given.class));
        } else {
            keep(JSON.convertValue(line, Taken.class));
        }
    }

    private void append(Object entry) {
        try {
            byte[] line = (JSON.writeValueAsString(entry) + "\n").getBytes(StandardCharsets.UTF_8);
            file.write(ByteBuffer.wrap(line));
            file.force(false);
        } catch (IOException e) {
            throw new UncheckedIOException("The sandbox's book can't be written", e);
        }
    }

    synchronized void give(Given one) {
        append(one);
        keep(one);
    }

    private void keep(Given one) {
        given.put(one.token(), one);
        if (one.stage().equals("compliance")) {
            byRequest.put(one.requestId(), one);
        }
    }

    synchronized Optional<Given> given(String token) {
        return Optional.ofNullable(given.get(token));
    }

    synchronized Optional<Given> request(String id) {
        return Optional.ofNullable(byRequest.get(id));
    }

    /** Whether this very document was accepted before. */
    synchronized boolean has(String hash) {
        return accepted.containsKey(hash);
    }

    synchronized void take(String way, String till, Facts facts, String hash, long icv, int status, String at) {
        boolean outOfOrder = icv <= lastIcv.getOrDefault(till, 0L);
        var one =
                new Taken(way, till, facts.uuid(), facts.number(), hash, icv, facts.profile(), status, outOfOrder, at);
        append(one);
        keep(one);
    }

    private void keep(Taken one) {
        taken.add(one);
        lastIcv.merge(one.till(), one.icv(), Math::max);
        if (one.status() < 300) {
            accepted.put(one.hash(), one);
        }
        count(String.valueOf(one.status()));
    }

    /** Counts an answer that is not kept. */
    synchronized void count(String what) {
        counts.merge(what, 1, Integer::sum);
    }

    synchronized List<Taken> taken() {
        return List.copyOf(taken);
    }

    /** @param faults as they are set */
    synchronized ObjectNode summary(@Nullable String faults) {
        ObjectNode all = JSON.createObjectNode().put("faults", faults);
        all.put("accepted", accepted.size());
        all.put("rejected", taken.stream().filter(t -> t.status() == 400).count());
        all.put("outOfOrder", taken.stream().filter(Taken::outOfOrder).count());
        all.put("doubled", taken.stream().filter(t -> t.status() < 300).count() - accepted.size());
        all.set("answers", JSON.valueToTree(counts));
        ObjectNode tills = all.putObject("tills");
        lastIcv.forEach((till, icv) -> tills.putObject(till)
                .put("lastIcv", icv)
                .put(
                        "documents",
                        taken.stream().filter(t -> t.till().equals(till)).count()));
        return all;
    }

    @Override
    public synchronized void close() throws IOException {
        file.close();
    }
}
