package org.tillmesh.zatca.model;

import java.util.Set;

/** The five digits after the profile in InvoiceTypeCode's name, in their order (KSA-2, BR-KSA-06). */
public enum TransactionFlag {
    THIRD_PARTY,
    NOMINAL,
    EXPORT,
    SUMMARY,
    SELF_BILLED;

    /** The name attribute: {@code 0200000} is a plain simplified document. */
    public static String typeName(Profile profile, Set<TransactionFlag> flags) {
        var name = new StringBuilder(profile.code());
        for (TransactionFlag flag : values()) {
            name.append(flags.contains(flag) ? '1' : '0');
        }
        return name.toString();
    }
}
