package org.tillmesh.retail.escrow;

import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.BoundedCounter;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.BadDocument;
import org.tillmesh.retail.document.Body;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.document.RecordDocument;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Document;

/**
 * What happened to rights to spend a gift card, store credit or points: the company half of a commit whose store half is
 * the sale or return, or a movement of rights between origins.
 *
 * @param entry what a {@link BoundedCounter} counts, under this record's uuid
 * @param document uuid of the sale or return that a till's grant or spending belongs to; null for moves and head office
 * @param till who wrote it; null for head office
 */
public record EscrowRecord(
        EscrowAccount account,
        BoundedCounter.Entry entry,
        @Nullable DocumentId document,
        @Nullable TillId till,
        Instant at)
        implements RecordDocument {

    private static final String GRANT = "GRANT";
    private static final String MOVE = "MOVE";
    private static final String SPEND = "SPEND";

    public String uuid() {
        return entry.uuid();
    }

    public long amount() {
        return entry.amount();
    }

    public boolean isGrant() {
        return entry instanceof BoundedCounter.Grant;
    }

    public boolean isSpending() {
        return entry instanceof BoundedCounter.Spend;
    }

    /** The rights of one account, as its records tell. */
    public static BoundedCounter counter(Collection<EscrowRecord> ofAccount) {
        BoundedCounter counter = BoundedCounter.EMPTY;
        for (EscrowRecord record : ofAccount) {
            counter = counter.with(record.entry());
        }
        return counter;
    }

    @Override
    public DocRef ref() {
        return DocType.ESCROW.ref(uuid());
    }

    @Override
    public Value toValue() {
        var body = new Body()
                .put("account", account.toString())
                .put("amount", amount())
                .put("document", document)
                .put("till", till == null ? null : till.toString())
                .put("at", at);
        if (entry instanceof BoundedCounter.Grant grant) {
            body.put("kind", GRANT).put("to", grant.to().toString());
        } else if (entry instanceof BoundedCounter.Move move) {
            body.put("kind", MOVE)
                    .put("from", move.from().toString())
                    .put("to", move.to().toString())
                    .putList("sources", move.sources(), Value::of);
        } else if (entry instanceof BoundedCounter.Spend spend) {
            body.put("kind", SPEND).put("from", spend.by().toString()).putList("sources", spend.sources(), Value::of);
        } else {
            throw new AssertionError("No case for " + entry);
        }
        return body.toValue();
    }

    public static EscrowRecord of(Document.Record record) {
        Fields in = Fields.of(record.ref().toString(), record.body());
        return new EscrowRecord(
                Read.checked(() -> EscrowAccount.parse(in.text("account"))),
                entry(record.ref().id(), in),
                in.idOrNull("document", DocumentId::new),
                in.tillOrNull("till"),
                in.time("at"));
    }

    private static BoundedCounter.Entry entry(String uuid, Fields in) {
        long amount = in.number("amount");
        if (amount <= 0) {
            throw in.wrong("amount", "above 0");
        }
        String kind = in.text("kind");
        return switch (kind) {
            case GRANT -> new BoundedCounter.Grant(uuid, in.origin("to"), amount);
            case MOVE -> new BoundedCounter.Move(uuid, in.origin("from"), in.origin("to"), amount, in.texts("sources"));
            case SPEND -> new BoundedCounter.Spend(uuid, in.origin("from"), amount, in.texts("sources"));
            default -> throw in.wrong("kind", "a kind of this version: " + kind);
        };
    }

    /** Whether a till's origin may say this: granted for a document, handed on or spent out of its own hands. */
    public static boolean isWrittenBy(Origin origin, Value body) {
        try {
            Fields in = Fields.of("escrow", body);
            boolean own = origin.equals(in.originOrNull("from"));
            boolean forDocument = in.textOrNull("document") != null;
            return switch (in.text("kind")) {
                case GRANT -> forDocument;
                case MOVE -> own;
                case SPEND -> own && forDocument;
                default -> false;
            };
        } catch (BadDocument e) {
            return false;
        }
    }
}
