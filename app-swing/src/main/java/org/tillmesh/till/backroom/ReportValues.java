package org.tillmesh.till.backroom;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.tillmesh.crdt.Scope;
import org.tillmesh.reports.query.ReportParameter;
import org.tillmesh.retail.company.TillProfile;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.document.Read;
import org.tillmesh.retail.purchase.Supplier;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.store.Document;
import org.tillmesh.till.shop.Shop;

/** What a report of this till can be narrowed by, with names. */
public final class ReportValues {
    private static final int FOUND_MAX = 50;

    private final Shop shop;

    ReportValues(Shop shop) {
        this.shop = shop;
    }

    /** @param id by which a report is asked for it */
    public record Named(String id, String name, String nameAr) {
        boolean has(String text) {
            String wanted = text.toLowerCase(Locale.ROOT);
            return Stream.of(id, name, nameAr)
                    .anyMatch(each -> each.toLowerCase(Locale.ROOT).contains(wanted));
        }
    }

    /** Values that a typed text names; of few kinds of value all for an empty text. */
    List<Named> find(ReportParameter parameter, String typed) {
        return switch (parameter) {
            case PRODUCT ->
                shop.retail().catalogue().search(typed, FOUND_MAX).stream()
                        .map(product -> new Named(product.id().value(), product.name(), product.nameAr()))
                        .toList();
            case CUSTOMER ->
                shop.retail().customers().find(typed, FOUND_MAX).stream()
                        .map(customer -> new Named(customer.id().value(), customer.name(), customer.name()))
                        .toList();
            default -> all(parameter).stream().filter(each -> each.has(typed)).toList();
        };
    }

    private List<Named> all(ReportParameter parameter) {
        String branch = shop.scope().branchId();
        return switch (parameter) {
            case STORE -> List.of(of(branch));
            case TILL ->
                documents(DocType.TILL, document -> Read.state(document, TillProfile::of).stream()
                        .filter(till -> till.id().branch().equals(branch))
                        .map(till -> of(till.id().toString())));
            case CASHIER ->
                documents(DocType.USER, document -> Read.state(document, User::of).stream()
                        .filter(user -> user.mayWorkIn(branch))
                        .map(user -> new Named(user.id().value(), user.name(), user.nameAr())));
            case CATEGORY ->
                shop.retail().catalogue().categories().stream()
                        .map(category -> new Named(category.id(), category.name(), category.nameAr()))
                        .toList();
            case TENDER ->
                Arrays.stream(TenderKind.values()).map(kind -> of(kind.code())).toList();
            case SUPPLIER ->
                documents(DocType.SUPPLIER, document -> Read.state(document, Supplier::of).stream()
                        .map(supplier -> new Named(supplier.id(), supplier.name(), supplier.nameAr())));
            case PRODUCT, CUSTOMER -> throw new AssertionError(parameter + " is searched for");
        };
    }

    private static Named of(String id) {
        return new Named(id, id, id);
    }

    private List<Named> documents(DocType type, Function<Document, Stream<Named>> read) {
        return shop.store().read(view -> {
            try (Stream<Document> found = view.scan(Scope.COMPANY, type.typeName())) {
                return found.flatMap(read).toList();
            }
        });
    }
}
