package org.tillmesh.retail.issue;

import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.stock.Movement;
import org.tillmesh.store.Transaction;

/** How a sale or a return is written: all of it in one commit, so that no part of it is ever there alone. */
public final class SaleCommit {
    private SaleCommit() {}

    /** Writes the document, its invoice as the next of the till's chain, and its movements of stock. */
    public static void write(
            Transaction tx, Scope branch, IssuedDocument document, InvoiceChain chain, InvoiceRecord invoice) {
        document.appendTo(tx, branch);
        chain.giveOut(tx, branch, invoice);
        move(tx, branch, document);
    }

    /** Writes the document and its movements of stock, where no invoice belongs to it. */
    public static void write(Transaction tx, Scope branch, IssuedDocument document) {
        document.appendTo(tx, branch);
        move(tx, branch, document);
    }

    private static void move(Transaction tx, Scope branch, IssuedDocument document) {
        Movement.of(document).forEach(movement -> movement.appendTo(tx, branch));
    }
}
