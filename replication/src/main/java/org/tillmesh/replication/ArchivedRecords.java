package org.tillmesh.replication;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.store.ArchivedException;
import org.tillmesh.store.Store;
import org.tillmesh.store.StoreException;

/**
 * The question {@code archived}: whoever has a record whole hands out its body. What the asker kept of the record proves
 * the answer, so that it may come from anybody.
 */
public final class ArchivedRecords {
    public static final String QUESTION = "archived";

    private static final Logger LOG = LoggerFactory.getLogger(ArchivedRecords.class);

    private ArchivedRecords() {}

    /**
     * Answers with a record of the asker's store.
     *
     * @param body {@code [type, id]}
     * @throws IllegalArgumentException if it is not here, or the question is none
     */
    public static Value answer(Store store, Identity from, Value body) {
        if (!(body instanceof Value.ListOf list)
                || list.items().size() != 2
                || !(list.items().get(0) instanceof Value.Text type)
                || !(list.items().get(1) instanceof Value.Text id)) {
            throw new IllegalArgumentException("A question for an archived record names its type and its id");
        }
        var ref = new DocRef(type.value(), id.value());
        return store.whole(Scope.store(from.store()), ref)
                .map(Value::of)
                .orElseThrow(() -> new IllegalArgumentException(ref + " is not here"));
    }

    /**
     * Fetches a body from head office, or else from a neighbour.
     *
     * @throws OfflineException if nobody who can be reached has it
     */
    public static void bring(Store store, Replicator line, ArchivedException wanted) {
        DocRef ref = wanted.ref();
        Value question = Value.list(List.of(Value.of(ref.type()), Value.of(ref.id())));
        if (line.online() && isBrought(store, wanted, () -> line.askRelay(QUESTION, question))) {
            return;
        }
        for (String till : new ArrayList<>(line.neighbours())) {
            if (isBrought(store, wanted, () -> line.ask(till, QUESTION, question))) {
                return;
            }
        }
        throw new OfflineException(
                "Records of " + wanted.month() + " are archived, and nobody who has them can be reached now");
    }

    @FunctionalInterface
    private interface Question {
        Value ask();
    }

    private static boolean isBrought(Store store, ArchivedException wanted, Question question) {
        try {
            if (question.ask() instanceof Value.Bytes bytes) {
                store.bringBack(wanted.scope(), bytes.value());
                return true;
            }
        } catch (OfflineException | NoAnswerException | IllegalArgumentException | StoreException e) {
            LOG.info("{} is not brought: {}", wanted.ref(), e.getMessage());
        }
        return false;
    }
}
