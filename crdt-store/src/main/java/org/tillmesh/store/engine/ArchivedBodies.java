package org.tillmesh.store.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.store.ArchivedException;
import org.tillmesh.store.Document;
import org.tillmesh.store.StoreException;
import org.tillmesh.store.bytes.DocumentCodec;
import org.tillmesh.store.bytes.Values;
import org.tillmesh.store.disk.Disk;
import org.tillmesh.store.disk.Folders;

/**
 * Bodies of archived records that are at hand: those that were brought ({@code archive/}, a file each, named by what a
 * digest counts of it), and those that the journal still has. Each is proven by the digest that is kept here.
 */
final class ArchivedBodies {
    private static final Logger LOG = LoggerFactory.getLogger(ArchivedBodies.class);

    private final Disk disk;
    private final Path dir;
    private final StreamReader reader;

    ArchivedBodies(Disk disk, Path dir, StreamReader reader) {
        this.disk = disk;
        this.dir = dir;
        this.reader = reader;
    }

    private Path file(Document.Archived archived) {
        return dir.resolve(archived.digest().toString());
    }

    /** The record whole, or null if its body is not here. */
    Document.@Nullable Record find(Document.Archived archived) {
        Document.Record brought = brought(archived);
        Document.Record found = brought != null ? brought : reader.appended(archived);
        return found != null && isBodyOf(archived, found) ? found : null;
    }

    private Document.@Nullable Record brought(Document.Archived archived) {
        Path file = file(archived);
        try {
            return disk.exists(file)
                            && DocumentCodec.document(archived.scope(), disk.read(file))
                                    instanceof Document.Record record
                    ? record
                    : null;
        } catch (IOException | StoreException e) {
            LOG.warn("{} can't be read; the record is brought again when it is asked for: {}", file, e.getMessage());
            return null;
        }
    }

    private static boolean isBodyOf(Document.Archived archived, Document.Record record) {
        return record.ref().equals(archived.ref())
                && record.dot().equals(archived.dot())
                && DocumentCodec.digest(record).equals(archived.digest());
    }

    /** A document as a reader is to see it. */
    Document whole(Document document) {
        if (document instanceof Document.Archived archived) {
            Document.Record record = find(archived);
            if (record == null) {
                throw new ArchivedException(archived);
            }
            return record;
        }
        return document;
    }

    /** What bytes are, read without trust. */
    static Document.Record record(Scope scope, byte[] bytes) {
        if (DocumentCodec.document(scope, bytes) instanceof Document.Record record) {
            return record;
        }
        throw Values.bad("what was brought for an archived record of " + scope + " is none");
    }

    /**
     * Keeps a body that was brought.
     *
     * @param present what stands here under its name
     */
    void keep(Document.Record record, @Nullable Document present, byte[] bytes) {
        DocRef ref = record.ref();
        if (!(present instanceof Document.Archived archived)) {
            throw Values.bad(ref + " of " + record.scope() + " is not archived here");
        }
        if (!isBodyOf(archived, record)) {
            throw Values.bad("what was brought as " + ref + " of " + record.scope()
                    + " is another record than the archived one");
        }
        try {
            disk.createFolders(dir);
            Folders.replace(disk, file(archived), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("The archived record " + ref + " can't be kept in " + dir, e);
        }
    }
}
