package org.tillmesh.till.invoice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.invoice.InvoiceChain;
import org.tillmesh.retail.invoice.InvoiceRecord;
import org.tillmesh.retail.issue.SaleCommit;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.PrintJob;
import org.tillmesh.retail.shift.ShiftOpened;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.store.Transaction;
import org.tillmesh.till.shop.RefusalCode;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/**
 * Writes what is issued: the document, its invoice, its movements of stock and its print job in one commit, and makes sure
 * that it counts.
 */
public final class Issuing {
    private final Shop shop;
    private final Stamping stamping;

    /** Why nothing more is issued; null while all is well. */
    private @Nullable Sentence stopped;

    /** The counter of the last invoice that was issued since the start. */
    private long lastCounter;

    Issuing(Shop shop) {
        this.shop = shop;
        this.stamping = new Stamping(shop);
    }

    /**
     * Issues documents in one commit, in the order of the chain.
     *
     * @param beside what else belongs into the commit
     */
    public List<Issued> issue(List<DocumentDraft> drafts, Consumer<Transaction> beside) {
        var invoices = new ArrayList<InvoiceRecord>();
        Optional<InvoiceChain.Link> head = stamping.head();
        for (DocumentDraft draft : drafts) {
            InvoiceRecord invoice = stamping.stamp(draft, head);
            invoices.add(invoice);
            head = Optional.of(InvoiceChain.Link.of(invoice));
        }
        shop.write(tx -> {
            for (int i = 0; i < drafts.size(); i++) {
                IssuedDocument document = drafts.get(i).document();
                SaleCommit.write(tx, shop.scope(), document, shop.retail().invoices(), invoices.get(i));
                new PrintJob(
                                Shop.newId(),
                                document.uuid(),
                                false,
                                false,
                                shop.clock().instant())
                        .writeTo(tx, Scope.LOCAL);
            }
            beside.accept(tx);
            return true;
        });
        var issued = new ArrayList<Issued>();
        for (int i = 0; i < drafts.size(); i++) {
            IssuedDocument document = drafts.get(i).document();
            shop.clock().issued(document.at());
            check(document, invoices.get(i));
            issued.add(new Issued(document, invoices.get(i), null, false));
        }
        return issued;
    }

    /**
     * Another invoice for a sale or return, with the next counter.
     *
     * @param number that it bears
     * @param beside what else belongs into the commit
     */
    public Issued anew(
            IssuedDocument document,
            @Nullable IssuedDocument original,
            InvoiceForm form,
            String number,
            Consumer<Transaction> beside) {
        InvoiceRecord invoice =
                stamping.anew(document, original, form, number, shop.clock().issue());
        shop.write(tx -> {
            shop.retail().invoices().giveOut(tx, shop.scope(), invoice);
            beside.accept(tx);
            new PrintJob(
                            Shop.newId(),
                            document.uuid(),
                            false,
                            false,
                            shop.clock().instant())
                    .writeTo(tx, Scope.LOCAL);
            return true;
        });
        shop.clock().issued(invoice.at());
        check(document, invoice);
        return new Issued(document, invoice, null, false);
    }

    /** What the next documents of this till bear. */
    public Headings headings(User cashier, ShiftOpened shift) {
        return new Headings(
                cashier,
                shift,
                shop.retail().sales().nextReceipt(shop.scope(), shop.till()),
                shop.clock().issue());
    }

    /** @throws TillException CHAIN_UNCONFIRMED, or READ_ONLY after a document that did not count */
    public void refuseUnconfirmed() {
        Sentence why = stopped;
        if (why != null) {
            throw new TillException(RefusalCode.READ_ONLY, why);
        }
        if (!shop.folder().isDemo() && !shop.folder().chain().isKnown()) {
            throw new TillException(unconfirmed());
        }
    }

    private InvoiceRefusal unconfirmed() {
        if (shop.folder().isLost()) {
            return InvoiceRefusal.CHAIN_LOST;
        }
        return shop.folder().chain().needsReceipt()
                ? InvoiceRefusal.CHAIN_NEEDS_RECEIPT
                : InvoiceRefusal.CHAIN_UNCONFIRMED;
    }

    /**
     * What was committed must count: it stands in the lists, under a number and a counter that this till had not given
     * out. Whatever gets in between, a folder that writes under a name without rights say, stops the till instead of
     * costing it one sale after the other. (A number that came from elsewhere at the same moment is an exception, no stop.)
     */
    private void check(IssuedDocument document, InvoiceRecord invoice) {
        boolean isListed = shop.retail().sales().byReceipt(shop.scope(), document.receipt()).stream()
                .anyMatch(sold -> sold.uuid().equals(document.uuid()));
        if (!isListed || !isInChain(invoice) || invoice.icv() <= lastCounter) {
            var why = new TillException(
                    InvoiceRefusal.STOPPED,
                    document.receipt(),
                    document.uuid(),
                    invoice.icv(),
                    shop.folder().dir());
            stopped = why.sentence();
            throw why;
        }
        lastCounter = invoice.icv();
    }

    private boolean isInChain(InvoiceRecord invoice) {
        return shop.retail()
                .invoices()
                .head(shop.scope(), shop.till())
                .filter(head -> head.icv() >= invoice.icv())
                .isPresent();
    }
}
