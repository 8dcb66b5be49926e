package org.tillmesh.app.payment;

import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.retail.value.TenderKind;

/** The ways to pay at the window, each with its key. */
public enum TenderKey {
    CASH(TenderKind.CASH, FunctionKey.F2, "cash"),
    CARD(TenderKind.CARD, FunctionKey.F3, "credit-card"),
    ACCOUNT(TenderKind.ACCOUNT, FunctionKey.F4, "notes");

    final TenderKind tender;

    /** Key of its words. */
    final String kind;

    final FunctionKey key;
    final String icon;

    TenderKey(TenderKind tender, FunctionKey key, String icon) {
        this.tender = tender;
        this.kind = tender.code();
        this.key = key;
        this.icon = icon;
    }
}
