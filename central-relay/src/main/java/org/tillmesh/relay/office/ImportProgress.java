package org.tillmesh.relay.office;

/**
 * How far an import is.
 *
 * @param done rows read, or products written
 * @param of how many products are to be written; 0 while nobody knows
 */
public record ImportProgress(State state, int done, int of) {
    static final ImportProgress IDLE = new ImportProgress(State.IDLE, 0, 0);

    public enum State {
        /** Nothing is taken in. */
        IDLE,
        READING,
        WRITING
    }
}
