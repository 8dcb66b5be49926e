package org.tillmesh.reports.reconcile;

import java.util.Locale;

/** What is compared with what. */
public enum Comparison {
    /** Tenders less change are the document's total. */
    PAYMENTS,
    /** The lines add up to the document's total and VAT. */
    LINES,
    /** A till's receipt numbers follow each other, each borne by one document. */
    RECEIPTS,
    /** Each document has an invoice that names its receipt and its total. */
    INVOICE,
    /** Each invoice names the hash of the one before it in its till's chain. */
    CHAIN,
    /** Each line that is goods moved them once, and nothing else moved in a document's name. */
    STOCK,
    /** A closed shift's Z is the sum of its documents. */
    SHIFT,
    /** What a Z expects in the drawer is float, cash sales and cash moved. */
    EXPECTED_CASH,
    /** What was counted in the drawer is what the Z expects. */
    DRAWER,
    /** A day's Z is the sum of its shifts. */
    DAY_Z,
    /** The tax authority took the invoice, or has time left to answer. */
    REPORTED,
    /** Head office has the document. */
    HEAD_OFFICE;

    /** {@code expected-cash}, for scripts and the API. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
