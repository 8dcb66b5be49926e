package org.tillmesh.retail.shift;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.store.Document;

/**
 * Cash put into or taken from the drawer beside sales, or the drawer opened for nothing.
 *
 * @param amount signed: negative for what is taken out, zero for a drawer that is only opened
 * @param approvedBy who allowed it; null if the user did
 * @param key of the command that made it; null for none
 */
public record CashMovement(
        String uuid,
        TillId till,
        ShiftId shift,
        UserId user,
        Kind kind,
        Money amount,
        String reason,
        Instant at,
        @Nullable UserId approvedBy,
        @Nullable String key)
        implements RecordDocument {

    /** What cash is moved for. */
    public enum Kind {
        IN,
        OUT,
        /** Taken out, into the safe. */
        DROP,
        NO_SALE;

        /** {@code in}, {@code no-sale}: how it is stored and said. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        public static Optional<Kind> of(String code) {
            return Arrays.stream(values()).filter(k -> k.code().equals(code)).findFirst();
        }

        /** What an amount says of itself where no kind is known. */
        private static Kind of(Money amount) {
            return amount.isNegative() ? OUT : IN;
        }
    }

    @Override
    public DocRef ref() {
        return DocType.CASH.ref(uuid);
    }

    @Override
    public Value toValue() {
        return new Body()
                .put("till", till.toString())
                .put("shift", shift)
                .put("user", user)
                .put("kind", kind == Kind.of(amount) ? null : kind.code())
                .put("amount", amount)
                .put("reason", reason)
                .put("at", at)
                .put("approvedBy", approvedBy)
                .put("key", key)
                .toValue();
    }

    public static CashMovement of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        Money amount = in.money("amount");
        return new CashMovement(
                record.ref().id(),
                Read.checked(() -> TillId.parse(in.text("till"))),
                in.id("shift", ShiftId::new),
                in.id("user", UserId::new),
                Kind.of(in.text("kind", "")).orElse(Kind.of(amount)),
                amount,
                in.text("reason", ""),
                in.time("at"),
                in.idOrNull("approvedBy", UserId::new),
                in.textOrNull("key"));
    }
}
