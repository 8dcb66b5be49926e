package org.tillmesh.till.shop;

import java.util.EnumSet;
import java.util.Set;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.store.Change;
import org.tillmesh.store.Store;

/** What may have changed: a sale here or on a neighbour, stock, status … A screen that shows it looks again. */
public enum Topic {
    CATALOGUE,
    STOCK,
    SALES,
    CUSTOMERS,
    PARKED,
    SHIFT,
    STATUS,
    EXCEPTIONS;

    /** What a commit changes, each once. */
    public static Set<Topic> of(Store.Commit commit) {
        var topics = EnumSet.noneOf(Topic.class);
        for (Change change : commit.changes()) {
            DocType.named(change.ref().type()).map(Topic::of).ifPresent(topics::add);
        }
        return topics;
    }

    private static Topic of(DocType type) {
        return switch (type) {
            case PRODUCT, CATEGORY, PRICE_LIST, PROMOTION -> CATALOGUE;
            case MOVEMENT, COUNT, SHEET, PURCHASE_ORDER -> STOCK;
            case SALE, RETURN, INVOICE -> SALES;
            case CUSTOMER, CUSTOMER_MERGE -> CUSTOMERS;
            case PARKED -> PARKED;
            case SHIFT_OPENED, SHIFT_CLOSED, DAY_Z, X_REPORT, CASH -> SHIFT;
            case RESOLUTION -> EXCEPTIONS;
            default -> STATUS;
        };
    }
}
