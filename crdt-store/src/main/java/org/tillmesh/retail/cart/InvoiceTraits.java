package org.tillmesh.retail.cart;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.Rule;

/**
 * What makes an invoice special, whichever kind it is.
 *
 * @param from first day of what a summary invoice sums up, null for all others
 * @param until its last day
 */
public record InvoiceTraits(Set<Mark> marks, @Nullable LocalDate from, @Nullable LocalDate until) {
    /** A plain invoice. */
    public static final InvoiceTraits PLAIN = new InvoiceTraits(Set.of(), null, null);

    /** The marks that a sale over the counter may bear, simplified or standard (KSA-2, BR-KSA-31). */
    public enum Mark {
        /** Issued by somebody on the seller's behalf. */
        THIRD_PARTY,
        /** A supply that counts as one without a price: a gift, own use. */
        NOMINAL,
        /** Several supplies of one buyer in a period. */
        SUMMARY;

        /** As commands say it: {@code third-party}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Mark> of(String code) {
            return Arrays.stream(values()).filter(m -> m.code().equals(code)).findFirst();
        }
    }

    public InvoiceTraits {
        marks = Collections.unmodifiableSet(marks.isEmpty() ? EnumSet.noneOf(Mark.class) : EnumSet.copyOf(marks));
        if (marks.contains(Mark.SUMMARY) != (from != null) || marks.contains(Mark.SUMMARY) != (until != null)) {
            throw new RetailException(Rule.SUMMARY_DAYS, String.valueOf(from), String.valueOf(until));
        }
        if (from != null && until != null && until.isBefore(from)) {
            throw new RetailException(Rule.SUMMARY_DAYS_SWAPPED, from, until);
        }
    }

    public boolean isSummary() {
        return marks.contains(Mark.SUMMARY);
    }

    public List<String> codes() {
        return marks.stream().map(Mark::code).toList();
    }

    @Nullable public Value toValueUnlessPlain() {
        return equals(PLAIN)
                ? null
                : new Body()
                        .putList("marks", codes(), Value::of)
                        .put("from", from)
                        .put("until", until)
                        .toValue();
    }

    /** Marks of a newer version are left out. */
    public static InvoiceTraits of(@Nullable Value value) {
        if (value == null) {
            return PLAIN;
        }
        Fields in = Fields.of("traits", value);
        EnumSet<Mark> marks = EnumSet.noneOf(Mark.class);
        in.texts("marks").forEach(code -> Mark.of(code).ifPresent(marks::add));
        return Read.checked(() -> new InvoiceTraits(marks, in.dateOrNull("from"), in.dateOrNull("until")));
    }
}
