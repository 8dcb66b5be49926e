package org.tillmesh.retail.company;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.OrSet;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.store.Document;

/**
 * A way to pay that the company takes: a name for a kind of tender, with its limits.
 *
 * @param position display order, lower first
 * @param floorLimit up to what a card is taken when its issuer can't be asked; null for never
 * @param stores where it is taken, empty for everywhere
 */
public record PaymentMethod(
        String id,
        String name,
        String nameAr,
        TenderKind kind,
        int position,
        boolean active,
        boolean opensDrawer,
        @Nullable Money floorLimit,
        List<String> stores)
        implements StateDocument {
    public PaymentMethod {
        stores = stores.stream().sorted().distinct().toList();
    }

    public boolean isTakenIn(String branch) {
        return active && (stores.isEmpty() || stores.contains(branch));
    }

    @Override
    public DocRef ref() {
        return DocType.PAYMENT_METHOD.ref(id);
    }

    @Override
    public SortedMap<List<String>, Value> fields() {
        return new FieldMap()
                .put("name", name)
                .put("nameAr", nameAr)
                .put("kind", kind.code())
                .put("position", position)
                .put("active", active)
                .putIfTrue("drawer", opensDrawer)
                .put("floorLimit", floorLimit)
                .putSet("stores", stores)
                .toMap();
    }

    @Override
    public List<String> setFields() {
        return List.of("stores");
    }

    @Override
    public List<String> optionalFields() {
        return List.of("drawer", "floorLimit");
    }

    public static PaymentMethod of(Document.State state) {
        Fields in = Fields.of(state);
        String kind = in.text("kind");
        return new PaymentMethod(
                state.ref().id(),
                in.text("name"),
                in.text("nameAr", in.text("name")),
                TenderKind.of(kind).orElseThrow(() -> in.wrong("kind", "a tender of this version: " + kind)),
                in.smallNumber("position", 0),
                in.flag("active", true),
                in.flag("drawer"),
                in.moneyOrNull("floorLimit"),
                OrSet.at(state.dots(), "stores").elements());
    }
}
