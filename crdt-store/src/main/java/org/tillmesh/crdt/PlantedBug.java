package org.tillmesh.crdt;

/**
 * Known ways to lose money, planted on purpose to show that the simulation finds them. None is there unless the process
 * was started with {@code -Dtillmesh.plant=NAME}; nothing but {@code tillmesh simulate --plant} does that.
 */
public enum PlantedBug {
    /** A record that arrives again counts again. */
    DOUBLE_APPLY,
    /** A value whose replacement came first comes back to life. */
    LOST_PENDING_DOT,
    /** A commit is confirmed before it is on the disk. */
    ACK_BEFORE_FSYNC,
    /** A count is taken as the difference to what was known here, not as a fact. */
    COUNT_AS_ADJUSTMENT,
    /** A copied folder goes on under the name of the original. */
    REUSED_INCARNATION,
    /** A checkpoint leaves out what was removed before it came: behind it the removed thing shows. */
    REMOVAL_LEFT_OUT,
    /** The durable mark says that a record is durable before it is synced: after a power cut its loss is taken for rot. */
    MARK_BEFORE_SYNC,
    /** What is gone at the journal's end is taken for a torn tail though it was known to be durable. */
    TAIL_ROT_IS_TORN,
    /** An opening over a base does not go on at the base's time: what is written next is older than what was before. */
    CLOCK_FORGOTTEN,
    /** An opening over a base forgets which documents wait for what was replaced in them. */
    PENDING_FORGOTTEN,
    /** Head office acknowledges a batch before it has taken it. */
    ACK_BEFORE_TAKEN,
    /** Of a revoked till's records those under the cut are not taken from others. */
    CUT_IGNORED,
    /** Of a revoked till its own seals still vouch for what others carry, also behind the cut. */
    REVOKED_SEAL_COUNTS,
    /** What head office acknowledged in an earlier life of its log counts as acknowledged. */
    OLD_EPOCH_COUNTS,
    /** A neighbour's head of another branch counts as protection of this one. */
    OTHER_BRANCH_PROTECTS,
    /** What got lost on a link that stands is never sent again. */
    NEVER_RESENT,
    /** What an adopted checkpoint does not cover is laid over it whoever wrote it. */
    UNJUDGED_OVER_CHECKPOINT,
    /** A Pull begins one position behind the cursor. */
    PULL_TOO_LATE;

    private static final String PLANTED = System.getProperty("tillmesh.plant", "");

    public boolean isPlanted() {
        return name().equals(PLANTED);
    }
}
