package org.tillmesh.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;

/**
 * What a store has to know of its documents: which types count in a digest, and by what else than their ids they are
 * found. Every method is a pure function: of the same documents every store makes the same rows. What is not said
 * otherwise: every type counts, nothing is indexed, nothing is folded.
 */
public interface Schema {

    /** Every type counts, nothing is indexed. */
    Schema PLAIN = new Schema() {};

    /** Takes rows. */
    @FunctionalInterface
    interface Rows {
        /** @param index and {@code key} are not to hold U+0000 */
        void row(String index, String key, Value value);
    }

    /** What all rows of one key come to; null if there is nothing to say of them. */
    record Folded(String key, @Nullable Value value) {}

    /** Number of the set of types that count in a digest. */
    default int number() {
        return 1;
    }

    /**
     * Number of the set of indexes: base files made under another are not used. Archived records keep rows of the number
     * that they were archived under until a checkpoint brings others, so values of older rows must stay readable.
     */
    default int indexes() {
        return 0;
    }

    default boolean countsInDigest(String type) {
        return true;
    }

    /** Whether records of a type may go into an archive when they are old. */
    default boolean isArchivable(String type) {
        return false;
    }

    /** Whether this one may go now: nothing that is read without somebody asking for it. Asked of such types only. */
    default boolean isArchivable(View view, Document.Record record) {
        return false;
    }

    /** Puts the rows that a document is found by. Must not throw for whatever document. */
    default void index(Document document, Rows rows) {}

    /** Whether the rows of one key of this index are folded into one value. */
    default boolean isFolded(String index) {
        return false;
    }

    /**
     * The fold of all rows of one key, whatever their order; null if there is nothing to say.
     *
     * @param group at least one row, by type and id of their documents
     */
    default @Nullable Value fold(String index, List<Row> group) {
        return null;
    }

    /** Whether {@link #grown} may spare the whole group in this index; what is false here is folded anew when asked for. */
    default boolean isGrowing(String index) {
        return true;
    }

    /**
     * The same when rows were added to a key whose fold is known; null if that takes the whole group.
     *
     * @param fold of the rows before, null if there was nothing to say
     */
    default @Nullable Folded grown(String index, String key, @Nullable Value fold, List<Row> added) {
        return null;
    }
}
