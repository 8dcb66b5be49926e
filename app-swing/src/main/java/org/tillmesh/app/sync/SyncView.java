package org.tillmesh.app.sync;

import java.util.List;

/** The three commands of the sync menu, how things stand, and how far a sync is. */
interface SyncView {
    /** What stands in the rows under the commands: sales out, proof, last sync, tills near, exceptions, time, last receipt. */
    void rows(List<String> values);

    /** Why no sync can be started, or that one is under way; empty for nothing. @param large whether nobody may overlook it */
    void note(String words, boolean large);

    /** @param total 0 while it is not known */
    void progress(long done, long total);

    void noProgress();

    void focus();
}
