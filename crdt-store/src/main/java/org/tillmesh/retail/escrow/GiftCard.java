package org.tillmesh.retail.escrow;

import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.store.Document;

/**
 * What head office says of a gift card. Its value is not here: that is the {@link EscrowRecord}s of
 * {@code EscrowAccount.gift(number)}, and a card that was sold needs no document of its own.
 *
 * @param expires last day on which it pays; null for never
 */
public record GiftCard(String number, boolean blocked, @Nullable LocalDate expires, @Nullable String note)
        implements StateDocument {

    public boolean paysOn(LocalDate day) {
        return !blocked && (expires == null || !day.isAfter(expires));
    }

    public EscrowAccount account() {
        return EscrowAccount.gift(number);
    }

    @Override
    public DocRef ref() {
        return DocType.GIFT_CARD.ref(number);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("blocked", blocked)
                .put("expires", expires)
                .put("note", note)
                .toMap();
    }

    @Override
    public List<String> optionalFields() {
        return List.of("expires", "note");
    }

    public static GiftCard of(Document.State state) {
        Fields in = Fields.of(state);
        return new GiftCard(state.ref().id(), in.flag("blocked"), in.dateOrNull("expires"), in.textOrNull("note"));
    }
}
