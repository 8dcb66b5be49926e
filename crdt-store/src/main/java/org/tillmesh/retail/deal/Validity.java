package org.tillmesh.retail.deal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;

/**
 * Where and when a price list or a promotion counts.
 *
 * @param from first moment; null for always before
 * @param until first moment at which it no longer counts; null for never
 * @param stores where, empty for everywhere
 */
public record Validity(boolean active, @Nullable Instant from, @Nullable Instant until, List<String> stores) {
    public static final Validity ALWAYS = new Validity(true, null, null, List.of());

    public Validity {
        stores = stores.stream().sorted().distinct().toList();
        if (from != null && until != null && !from.isBefore(until)) {
            throw new RetailException(Rule.ENDS_BEFORE_START, from, until);
        }
    }

    public boolean countsIn(String branch, Instant at) {
        return active
                && (from == null || !at.isBefore(from))
                && (until == null || at.isBefore(until))
                && (stores.isEmpty() || stores.contains(branch));
    }

    FieldMap into(FieldMap fields) {
        return fields.put("active", active)
                .put("from", from)
                .put("until", until)
                .putSet("stores", stores);
    }

    static Validity of(Fields in, List<String> stores) {
        return Read.checked(
                () -> new Validity(in.flag("active", true), in.timeOrNull("from"), in.timeOrNull("until"), stores));
    }
}
