package org.tillmesh.store;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;

/**
 * What a store has to know of its documents: which types count in a digest, and by what else than their ids they are
 * found. Every method is a pure function: of the same documents every store makes the same rows.
 */
public interface Schema {

    /** Every type counts, nothing is indexed. */
    Schema PLAIN = new Schema() {
        @Override
        public int number() {
            return 1;
        }

        @Override
        public int indexes() {
            return 0;
        }

        @Override
        public boolean countsInDigest(String type) {
            return true;
        }

        @Override
        public void index(Document document, Rows rows) {}

        @Override
        public boolean isFolded(String index) {
            return false;
        }

        @Override
        public @Nullable Value fold(String index, List<Row> group) {
            return null;
        }

        @Override
        public @Nullable Folded grown(String index, String key, @Nullable Value fold, List<Row> added) {
            return null;
        }
    };

    /** Takes rows. */
    @FunctionalInterface
    interface Rows {
        /** @param index and {@code key} are not to hold U+0000 */
        void row(String index, String key, Value value);
    }

    /** What all rows of one key come to; null if there is nothing to say of them. */
    record Folded(String key, @Nullable Value value) {}

    /** Number of the set of types that count in a digest. */
    int number();

    /** Number of the set of indexes: base files made under another are not used. */
    int indexes();

    boolean countsInDigest(String type);

    /** Puts the rows that a document is found by. Must not throw for whatever document. */
    void index(Document document, Rows rows);

    /** Whether the rows of one key of this index are folded into one value. */
    boolean isFolded(String index);

    /**
     * The fold of all rows of one key, whatever their order; null if there is nothing to say.
     *
     * @param group at least one row, by type and id of their documents
     */
    @Nullable Value fold(String index, List<Row> group);

    /**
     * The same when rows were added to a key whose fold is known; null if that takes the whole group.
     *
     * @param fold of the rows before, null if there was nothing to say
     */
    @Nullable Folded grown(String index, String key, @Nullable Value fold, List<Row> added);
}
