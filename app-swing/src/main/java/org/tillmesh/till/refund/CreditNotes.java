package org.tillmesh.till.refund;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.IssuedLine;
import org.tillmesh.retail.sale.PaidBack;
import org.tillmesh.retail.sale.Refund;
import org.tillmesh.retail.sale.Returns;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.invoice.Headings;
import org.tillmesh.till.invoice.InvoiceForm;
import org.tillmesh.till.invoice.IssuedBook;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.tender.ReturnedRights;

/** From receipts to the credit notes for what comes back by them, a credit note each. */
final class CreditNotes {
    private final ReturnTerms terms;
    private final RefundDesk promises;
    private final ReturnedRights rights;
    private final IssuedBook book;

    CreditNotes(ReturnTerms terms, RefundDesk promises, ReturnedRights rights, IssuedBook book) {
        this.terms = terms;
        this.promises = promises;
        this.rights = rights;
        this.book = book;
    }

    /**
     * What comes back of a sale.
     *
     * @param id uuid of the credit note to be
     * @param promised refunds that the till which issued the receipt knows of
     */
    record Part(
            IssuedDocument sale, InvoiceForm form, DocumentId id, List<Returns.Wanted> wanted, List<Refund> promised) {}

    /**
     * Finds the sales, judges what is known here and asks the tills that issued them, while other commands go on.
     *
     * @param kind how it is to be paid back; null for the way it was paid
     */
    List<Part> asked(
            List<ReturnOf> receipts, @Nullable String key, @Nullable TenderKind kind, @Nullable UserId approver) {
        receipts.forEach(receipt -> checkSerials(book.document(receipt.receipt(), receipt.uuid()), receipt.lines()));
        List<Part> parts = parts(receipts, key);
        parts.forEach(part -> judge(part, kind, approver));
        return askedAll(parts);
    }

    /** The piece that comes back is the one that was sold. */
    static void checkSerials(IssuedDocument sale, List<ReturnLine> lines) {
        for (ReturnLine back : lines) {
            for (IssuedLine sold : sale.lines()) {
                if (sold.line() != back.line() || sold.serial() == null) {
                    continue;
                }
                if (back.serial() == null) {
                    throw new TillException(RefundRefusal.SERIAL_MISSING, sold.line(), sold.name());
                }
                if (!sold.serial().equals(back.serial().strip())) {
                    throw new TillException(RefundRefusal.SERIAL_OTHER, sold.line(), sold.name(), back.serial());
                }
            }
        }
    }

    /** How it would be paid back as far as it is known here; nobody is asked, and nothing promised. */
    List<Tender> preview(ReturnOf receipt, @Nullable TenderKind kind) {
        Part part = parts(List.of(receipt), null).get(0);
        IssuedDocument sale = part.sale();
        List<IssuedDocument> earlier = promises.creditsOf(sale);
        List<Refund> known = earlier.stream().map(Refund::of).toList();
        return waysBack(sale, earlier, kind, total(sale, known, part.wanted()));
    }

    private static Money total(IssuedDocument sale, List<Refund> known, List<Returns.Wanted> wanted) {
        return Returns.lines(sale, known, wanted).stream().map(IssuedLine::total).reduce(Money.ZERO, Money::plus);
    }

    private static List<Tender> waysBack(
            IssuedDocument sale, List<IssuedDocument> earlier, @Nullable TenderKind kind, Money total) {
        return kind == null || PaidBack.isOnly(sale, kind)
                ? PaidBack.asPaid(sale, earlier, total)
                : List.of(new Tender(kind, total, null));
    }

    /** The same of what was judged when it was scanned. */
    List<Part> promised(List<ReturnOf> receipts, @Nullable String key) {
        return askedAll(parts(receipts, key));
    }

    private List<Part> parts(List<ReturnOf> receipts, @Nullable String key) {
        var sales = new LinkedHashMap<DocumentId, IssuedDocument>();
        var wanted = new LinkedHashMap<DocumentId, List<Returns.Wanted>>();
        for (ReturnOf receipt : receipts) {
            IssuedDocument sale = book.document(receipt.receipt(), receipt.uuid());
            if (sale.isPrepayment()) {
                throw new TillException(RefundRefusal.DEPOSIT_BY_CART, sale.receipt());
            }
            sales.put(sale.uuid(), sale);
            List<Returns.Wanted> lines = wanted.computeIfAbsent(sale.uuid(), uuid -> new ArrayList<>());
            receipt.lines().forEach(line -> lines.add(new Returns.Wanted(line.line(), line.qty())));
        }
        var parts = new ArrayList<Part>();
        for (IssuedDocument sale : sales.values()) {
            String ofSale = key == null || sales.size() == 1 ? key : key + " " + sale.uuid();
            parts.add(new Part(
                    sale,
                    book.formOf(sale),
                    new DocumentId(promises.newId(ofSale)),
                    wanted.getOrDefault(sale.uuid(), List.of()),
                    List.of()));
        }
        return parts;
    }

    /** Asks the tills that issued the receipts, while other commands go on. */
    private List<Part> askedAll(List<Part> parts) {
        return parts.stream()
                .map(part -> new Part(part.sale(), part.form(), part.id(), part.wanted(), promisedAndFetched(part)))
                .toList();
    }

    private List<Refund> promisedAndFetched(Part part) {
        List<Refund> promised = promises.promised(part.sale(), part.id(), part.wanted());
        rights.fetch(
                part.sale(), part.wanted().stream().map(Returns.Wanted::line).toList());
        return promised;
    }

    private void judge(Part part, @Nullable TenderKind kind, @Nullable UserId approver) {
        IssuedDocument sale = part.sale();
        terms.checkPolicy(sale, part.wanted(), approver);
        List<Refund> known = promises.creditsOf(sale).stream().map(Refund::of).toList();
        terms.checkWayBack(sale, total(sale, known, part.wanted()), kind, approver);
    }

    /**
     * The credit notes, beside all refunds of their sales that are known; none is promised away meanwhile.
     *
     * @param key of the command, for the first of them; null if another document bears it
     * @param issue issues them
     */
    <T> T made(
            List<Part> parts,
            Headings headings,
            @Nullable UserId approver,
            @Nullable String key,
            String reason,
            @Nullable TenderKind kind,
            boolean restock,
            Function<List<Credit>, T> issue) {
        return promises.judging(() -> {
            var credits = new ArrayList<Credit>();
            for (Part part : parts) {
                IssuedDocument sale = part.sale();
                List<IssuedDocument> earlier = promises.creditsOf(sale);
                IssuedDocument credit = Returns.ofWhatIsLeft(
                        headings.next(part.id(), approver, credits.isEmpty() ? key : null),
                        sale,
                        promises.known(sale, part.promised()),
                        part.wanted(),
                        reason.isBlank() ? "Goods returned" : reason,
                        total -> waysBack(sale, earlier, kind, total),
                        restock);
                credits.add(new Credit(credit, sale, part.form(), earlier));
            }
            return issue.apply(credits);
        });
    }
}
