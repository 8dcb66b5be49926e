package org.tillmesh.retail.company;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.OrSet;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.FieldMap;
import org.tillmesh.retail.document.Fields;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.document.StateDocument;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.store.Document;
import org.tillmesh.store.View;

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
    private static final List<PaymentMethod> BUILT_IN = List.of(
            builtIn(TenderKind.CASH, "Cash", "نقدًا"),
            builtIn(TenderKind.CARD, "Card", "بطاقة"),
            builtIn(TenderKind.CREDIT, "Store credit", "رصيد المتجر"),
            builtIn(TenderKind.GIFT, "Gift card", "بطاقة هدايا"),
            builtIn(TenderKind.ACCOUNT, "On account", "على الحساب"),
            builtIn(TenderKind.BANK, "Bank transfer", "تحويل بنكي"),
            builtIn(TenderKind.POINTS, "Points", "نقاط"));

    public PaymentMethod {
        stores = stores.stream().sorted().distinct().toList();
    }

    /**
     * What is taken in a branch, in the order in which it is shown. Where head office has written no method at all, every kind of
     * tender is one of its own, by the kind's code.
     */
    public static List<PaymentMethod> inForce(View view, String branch) {
        List<PaymentMethod> written;
        try (Stream<Document> all = view.scan(Scope.COMPANY, DocType.PAYMENT_METHOD.typeName())) {
            written = all.flatMap(document -> Read.state(document, PaymentMethod::of).stream())
                    .toList();
        }
        return (written.isEmpty() ? BUILT_IN.stream() : written.stream())
                .filter(method -> method.isTakenIn(branch))
                .sorted(Comparator.comparingInt(PaymentMethod::position).thenComparing(PaymentMethod::id))
                .toList();
    }

    /** What head office has written under an id, if it can be read here. */
    public static Optional<PaymentMethod> known(View view, String id) {
        return Read.state(
                view.get(Scope.COMPANY, DocType.PAYMENT_METHOD.ref(id)).orElse(null), PaymentMethod::of);
    }

    private static PaymentMethod builtIn(TenderKind kind, String name, String nameAr) {
        return new PaymentMethod(
                kind.code(), name, nameAr, kind, kind.ordinal(), true, kind == TenderKind.CASH, null, List.of());
    }

    /** Whether it is there because head office has written none. */
    public boolean isBuiltIn() {
        return BUILT_IN.contains(this);
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

    /** @throws org.tillmesh.retail.document.BadDocument if it is none that this version can read */
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
