package org.tillmesh.app.invoice;

import java.util.Arrays;
import java.util.List;
import org.tillmesh.app.keys.FunctionKey;

/** What can be chosen of an invoice, each with its key: one of two forms, and marks besides. */
enum InvoiceKey {
    SIMPLIFIED("simplified", FunctionKey.F2, false),
    STANDARD("standard", FunctionKey.F3, false),
    THIRD_PARTY("third-party", FunctionKey.F4, true),
    NOMINAL("nominal", FunctionKey.F5, true),
    SUMMARY("summary", FunctionKey.F6, true);

    /** As the till names it. */
    final String name;

    final FunctionKey key;
    final boolean mark;

    InvoiceKey(String name, FunctionKey key, boolean mark) {
        this.name = name;
        this.key = key;
        this.mark = mark;
    }

    /** Key of its words. */
    String text() {
        return mark ? "mark_" + name : name;
    }

    static List<InvoiceKey> marks() {
        return Arrays.stream(values()).filter(choice -> choice.mark).toList();
    }
}
