package org.tillmesh.retail.document;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.tillmesh.crdt.DocRef;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.value.Id;

/** Every type of document that this version knows: its name in the store, where it lives and how it changes. */
public enum DocType {
    COMPANY("company", Home.COMPANY, Kind.STATE),
    BRANCH("storeinfo", Home.COMPANY, Kind.STATE),
    TILL("till", Home.COMPANY, Kind.STATE),
    USER("user", Home.COMPANY, Kind.STATE),
    CATEGORY("category", Home.COMPANY, Kind.STATE),
    PRODUCT("product", Home.COMPANY, Kind.STATE),
    PRICE_LIST("pricelist", Home.COMPANY, Kind.STATE),
    PROMOTION("promotion", Home.COMPANY, Kind.STATE),
    TAX_PROFILE("taxprofile", Home.COMPANY, Kind.STATE),
    PAYMENT_METHOD("paymentmethod", Home.COMPANY, Kind.STATE),
    SETTINGS("settings", Home.COMPANY, Kind.STATE),
    REVOCATION("revocation", Home.COMPANY, Kind.RECORD),
    CUSTOMER("customer", Home.COMPANY, Kind.STATE),
    CUSTOMER_MERGE("customermerge", Home.COMPANY, Kind.STATE),
    ROLE("role", Home.COMPANY, Kind.STATE),
    GIFT_CARD("giftcard", Home.COMPANY, Kind.STATE),
    ESCROW("escrow", Home.COMPANY, Kind.RECORD),
    ACCOUNT("account", Home.COMPANY, Kind.RECORD),
    APPROVAL("approval", Home.COMPANY, Kind.STATE),
    SUPPLIER("supplier", Home.COMPANY, Kind.STATE),
    PIN("pin", Home.BRANCH, Kind.STATE),
    SALE("sale", Home.BRANCH, Kind.RECORD),
    RETURN("return", Home.BRANCH, Kind.RECORD),
    INVOICE("invoice", Home.BRANCH, Kind.RECORD),
    REPORTING("reporting", Home.BRANCH, Kind.STATE),
    MOVEMENT("movement", Home.BRANCH, Kind.RECORD),
    COUNT("count", Home.BRANCH, Kind.RECORD),
    SHIFT_OPENED("shift-open", Home.BRANCH, Kind.RECORD),
    SHIFT_CLOSED("shift-close", Home.BRANCH, Kind.RECORD),
    DAY_Z("day-z", Home.BRANCH, Kind.RECORD),
    X_REPORT("x-report", Home.BRANCH, Kind.RECORD),
    CASH("cash", Home.BRANCH, Kind.RECORD),
    PAYMENT("payment", Home.BRANCH, Kind.RECORD),
    CLOCK_FIX("clock-fix", Home.BRANCH, Kind.RECORD),
    APPROVAL_REQUEST("approval-request", Home.BRANCH, Kind.RECORD),
    GOODS_REQUEST("goods-request", Home.BRANCH, Kind.RECORD),
    TRANSFER("transfer", Home.BRANCH, Kind.STATE),
    PURCHASE_ORDER("order", Home.BRANCH, Kind.STATE),
    SHEET("sheet", Home.BRANCH, Kind.STATE),
    PARKED("parked", Home.BRANCH, Kind.STATE),
    AUDIT("audit", Home.BRANCH, Kind.RECORD),
    RESOLUTION("resolution", Home.BRANCH, Kind.RECORD),
    OPEN_CART("opencart", Home.LOCAL, Kind.STATE),
    INTENT("intent", Home.LOCAL, Kind.STATE),
    PRINT_JOB("printjob", Home.LOCAL, Kind.STATE),
    PIN_ATTEMPTS("pinattempts", Home.LOCAL, Kind.STATE),
    DEVICES("devices", Home.LOCAL, Kind.STATE),
    CLOCK("clock", Home.LOCAL, Kind.STATE),
    PREFERENCES("preferences", Home.LOCAL, Kind.STATE),
    OFFICE_AUDIT("office-audit", Home.LOCAL, Kind.RECORD),
    OFFICE_PERSON("office-person", Home.LOCAL, Kind.STATE),
    OFFICE_TOKEN("office-token", Home.LOCAL, Kind.STATE);

    /** Which scope holds documents of the type. */
    public enum Home {
        COMPANY,
        BRANCH,
        LOCAL;

        public boolean holds(Scope scope) {
            return switch (this) {
                case COMPANY -> scope.equals(Scope.COMPANY);
                case BRANCH -> scope.isBranch();
                case LOCAL -> scope.equals(Scope.LOCAL);
            };
        }
    }

    /** Mergeable state, or a record that is appended once. */
    public enum Kind {
        STATE,
        RECORD
    }

    /**
     * Number of the set of types that count in a store's digest: raised when a replicated type is added. 1: up to
     * {@code resolution}; 2: role, giftcard, escrow, account, approval, payment, clock-fix, approval-request,
     * goods-request, transfer; 3: customermerge; 4: supplier, order, sheet.
     */
    public static final int SCHEMA = 4;

    private static final Map<String, DocType> BY_NAME = byName();

    private final String typeName;
    private final Home home;
    private final Kind kind;

    DocType(String typeName, Home home, Kind kind) {
        this.typeName = typeName;
        this.home = home;
        this.kind = kind;
    }

    /** What stands as type in a {@link DocRef}. */
    public String typeName() {
        return typeName;
    }

    public Home home() {
        return home;
    }

    public Kind kind() {
        return kind;
    }

    public DocRef ref(String id) {
        return new DocRef(typeName, id);
    }

    public DocRef ref(Id<?> id) {
        return ref(id.value());
    }

    public boolean is(DocRef ref) {
        return ref.type().equals(typeName);
    }

    /** Empty for types of a newer version. */
    public static Optional<DocType> named(String typeName) {
        return Optional.ofNullable(BY_NAME.get(typeName));
    }

    /** Whether documents of a type are part of a digest of {@link #SCHEMA}: those that this version knows. */
    public static boolean countsInDigest(String typeName) {
        return BY_NAME.containsKey(typeName);
    }

    private static Map<String, DocType> byName() {
        var found = new TreeMap<String, DocType>();
        Arrays.stream(values()).forEach(type -> found.put(type.typeName, type));
        return Collections.unmodifiableMap(found);
    }
}
