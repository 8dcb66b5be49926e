package org.tillmesh.store.checkpoint;

import java.io.IOException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Hlc;
import org.tillmesh.crdt.Scope;
import org.tillmesh.store.Document;
import org.tillmesh.store.Schema;
import org.tillmesh.store.Store;
import org.tillmesh.store.base.BaseTables;
import org.tillmesh.store.bytes.DocumentCodec;
import org.tillmesh.store.bytes.Sum256;
import org.tillmesh.store.view.RowChange;

/**
 * Moves old records into archives while a checkpoint is written: the body goes into a chunk of its month, and what finds
 * and counts it stays. An archive is a place and not another state: the same documents have the same digest.
 */
public final class Archiving {
    /** A month is archived when it ended more than a year and a month ago. */
    private static final int MONTHS_KEPT = 13;

    /** Small, because one is fetched to read a few records; and one of each month is in the making at once. */
    private static final int CHUNK_BYTES = 256 << 10;

    /** Keeps a chunk's parts under their hash. */
    @FunctionalInterface
    public interface Keeper {
        Hash keep(List<byte[]> encodedParts) throws IOException;
    }

    private final Scope scope;
    private final Schema schema;
    private final String first;
    private final Predicate<Document.Record> mayGo;
    private final Function<Document.Archived, Optional<Document.Record>> bodies;
    private final Keeper keeper;
    private final TreeMap<String, Month> months = new TreeMap<>();
    private String type = "";

    /** What has been gathered of one month. */
    private static final class Month {
        final Sum256 digest = new Sum256();
        final List<Store.ArchiveChunk> chunks = new ArrayList<>();
        final List<byte[]> gathered = new ArrayList<>();
        String firstId = "";
        int bytes;
    }

    /**
     * @param nowMillis since 1970: says which months are old
     * @param mayGo whether an old record may be archived
     * @param bodies of records that are archived already; empty for one that is not here
     */
    public Archiving(
            Scope scope,
            Schema schema,
            long nowMillis,
            Predicate<Document.Record> mayGo,
            Function<Document.Archived, Optional<Document.Record>> bodies,
            Keeper keeper) {
        this.scope = scope;
        this.schema = schema;
        this.first = month(nowMillis).minusMonths(MONTHS_KEPT).toString();
        this.mayGo = mayGo;
        this.bodies = bodies;
        this.keeper = keeper;
    }

    private static YearMonth month(long millis) {
        return YearMonth.from(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
    }

    /** What of a document goes into the chunks of those that are not archived. Types come one after the other. */
    byte[] take(BaseTables.Encoded document) throws IOException {
        if (!schema.isArchivable(document.type())) {
            return document.bytes();
        }
        if (!document.type().equals(type)) {
            end();
            type = document.type();
        }
        Hlc time = DocumentCodec.timeOfRecord(document.bytes());
        if (time != null && month(time.millis()).toString().compareTo(first) >= 0) {
            return document.bytes();
        }
        Document found = DocumentCodec.document(scope, document.bytes());
        if (found instanceof Document.Record record && mayGo.test(record)) {
            return archive(archived(record, month(record.hlc().millis()).toString()), document.id(), document.bytes());
        }
        if (found instanceof Document.Archived archived) {
            byte[] body = bodies.apply(archived).map(DocumentCodec::encode).orElse(null);
            return archive(archived, document.id(), body);
        }
        return document.bytes();
    }

    private Document.Archived archived(Document.Record record, String month) {
        return new Document.Archived(
                record.scope(),
                record.ref(),
                month,
                record.dot(),
                record.hlc(),
                DocumentCodec.digest(record),
                RowChange.valuesOf(schema, scope, record));
    }

    private byte[] archive(Document.Archived archived, String id, byte @Nullable [] body) throws IOException {
        Month month = months.computeIfAbsent(archived.month(), m -> new Month());
        month.digest.add(archived.digest());
        if (body != null) {
            if (month.gathered.isEmpty()) {
                month.firstId = id;
            }
            month.gathered.add(body);
            month.bytes += body.length;
            if (month.bytes >= CHUNK_BYTES) {
                end(month);
            }
        }
        return DocumentCodec.encode(archived);
    }

    private void end(Month month) throws IOException {
        if (!month.gathered.isEmpty()) {
            month.chunks.add(new Store.ArchiveChunk(type, month.firstId, keeper.keep(month.gathered)));
            month.gathered.clear();
            month.bytes = 0;
        }
    }

    private void end() throws IOException {
        for (Month month : months.values()) {
            end(month);
        }
    }

    /** Every archive, by month; called behind the last document. */
    List<Store.Archive> archives() throws IOException {
        end();
        return months.entrySet().stream()
                .map(month -> new Store.Archive(
                        month.getKey(), month.getValue().digest.toHash(), List.copyOf(month.getValue().chunks)))
                .toList();
    }
}
