package org.tillmesh.hardware.terminal;

import org.jspecify.annotations.Nullable;

/**
 * What a terminal had booked last before it was asked: whatever is the next after it was asked for since.
 *
 * @param known whether the terminal could say it
 * @param receipt number of its last receipt; null with {@code trace} if it had booked nothing
 */
public record Baseline(boolean known, @Nullable String receipt, @Nullable String trace) {
    public static final Baseline UNKNOWN = new Baseline(false, null, null);

    private static final long RECEIPTS_MAX = 9_999;
    private static final long TRACES = 1_000_000;

    /**
     * Whether a booking is the next one. By the receipts' numbers, which have no gap: behind a gap another till may have
     * been served in between. By the traces, which have gaps, where there are no receipts.
     */
    public boolean isFollowedBy(Charged booked) {
        if (!known) {
            return false;
        }
        if (receipt == null && trace == null) {
            return true;
        }
        Long before = number(receipt);
        Long after = number(booked.receipt());
        if (before != null && after != null) {
            return after == before + 1 || before == RECEIPTS_MAX && after <= 1;
        }
        before = number(trace);
        after = number(booked.trace());
        if (before == null || after == null) {
            return false;
        }
        long ahead = (after - before + TRACES) % TRACES;
        return ahead > 0 && ahead < TRACES / 2;
    }

    private static @Nullable Long number(@Nullable String text) {
        return text == null || !text.matches("[0-9]{1,18}") ? null : Long.valueOf(text);
    }
}
