package org.tillmesh.retail.hourly;

import java.time.Duration;
import java.time.Instant;
import org.tillmesh.retail.query.Index;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.KeyRange;

/**
 * Whose sums they are.
 *
 * @param at the hour's first moment; whole hours of UTC
 */
public record HourKey(Instant at, TillId till, UserId cashier) {
    /** What one key stands for. */
    public static final Duration HOUR = Duration.ofHours(1);

    private static final long MILLIS = HOUR.toMillis();

    static HourKey of(IssuedDocument document) {
        return new HourKey(floor(document.at()), document.till(), document.cashier());
    }

    /** The hour that a moment lies in. */
    public static Instant floor(Instant at) {
        return Instant.ofEpochMilli(Math.floorDiv(at.toEpochMilli(), MILLIS) * MILLIS);
    }

    String text() {
        return Index.key(hour(at), till.toString(), cashier.value());
    }

    private static String hour(Instant at) {
        return Index.ordered(Math.floorDiv(at.toEpochMilli(), MILLIS));
    }

    /** The key of an index. */
    public static HourKey parse(String key) {
        String[] parts = key.split(Index.SEP, -1);
        return new HourKey(
                Instant.ofEpochMilli(Index.number(parts[0]) * MILLIS), TillId.parse(parts[1]), new UserId(parts[2]));
    }

    /** @param from and {@code to} whole hours; {@code to} is not in it */
    public static KeyRange between(Instant from, Instant to) {
        return new KeyRange(hour(from), hour(to));
    }
}
