package org.tillmesh.app.payment;

import org.tillmesh.app.keys.FunctionKey;

/** The ways to pay at the window, each with its key. */
public enum TenderKey {
    CASH("cash", FunctionKey.F2, "cash"),
    CARD("card", FunctionKey.F3, "credit-card"),
    ACCOUNT("account", FunctionKey.F4, "notes");

    /** As the till names it; key of its words too. */
    final String kind;

    final FunctionKey key;
    final String icon;

    TenderKey(String kind, FunctionKey key, String icon) {
        this.kind = kind;
        this.key = key;
        this.icon = icon;
    }
}
