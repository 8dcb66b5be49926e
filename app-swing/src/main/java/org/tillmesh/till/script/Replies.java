package org.tillmesh.till.script;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.CustomerId;
import org.tillmesh.retail.value.DocumentId;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.ShiftId;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.till.backroom.BackroomAnswers;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.goods.GoodsAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.people.PeopleAnswers;
import org.tillmesh.till.tender.TenderAnswers;
import org.tillmesh.till.terminal.TerminalAnswers;

/** The answers that are no plain answer of the till: each a record of what stands beside {@code ok}. */
final class Replies {
    private Replies() {}

    record Nothing() {}

    record Help(JsonNode schema, Map<String, String> demoBarcodes, Map<String, String> commands) {}

    record LoggedIn(UserId user, String name, String nameAr, String role, @Nullable Boolean changePin) {
        static LoggedIn of(PeopleAnswers.Session session) {
            return new LoggedIn(
                    session.userId(),
                    session.name(),
                    session.nameAr(),
                    session.role(),
                    session.changePin() ? Boolean.TRUE : null);
        }
    }

    record ShiftOpened(ShiftId shift, int number, UserId user, Instant openedAt, Money openingFloat) {}

    /** What was expected, counted and differs: amounts of cash after a plain count, else by tender. */
    record ShiftClosed(
            ShiftId shift,
            int zNumber,
            Sums expected,
            Sums counted,
            Sums difference,
            Map<String, BackroomAnswers.Tally> byTender,
            Money cashIn,
            Money cashOut,
            Money cashDrop,
            int noSales,
            int parked,
            long unsent,
            TerminalAnswers.@Nullable Cards cards) {
        static ShiftClosed of(BackroomAnswers.ShiftClosed closed, boolean isPlain) {
            return new ShiftClosed(
                    closed.shift(),
                    closed.zNumber(),
                    Sums.of(closed.expected(), isPlain, closed, BackroomAnswers.Tally::expected),
                    Sums.of(closed.counted(), isPlain, closed, BackroomAnswers.Tally::counted),
                    Sums.of(closed.difference(), isPlain, closed, BackroomAnswers.Tally::difference),
                    closed.byTender(),
                    closed.cashIn(),
                    closed.cashOut(),
                    closed.cashDrop(),
                    closed.noSales(),
                    closed.parked(),
                    closed.unsent(),
                    closed.cards());
        }
    }

    record CashMoved(String kind, Money amount, Money expected, @Nullable Boolean again) {
        static CashMoved of(BackroomAnswers.CashMoved moved) {
            return new CashMoved(moved.kind(), moved.amount(), moved.expected(), moved.again() ? Boolean.TRUE : null);
        }
    }

    record Events(List<BackroomAnswers.Audited> events) {}

    record Scanned(CounterAnswers.Line line, Money total, List<Sentence> warnings) {}

    record Products(List<CounterAnswers.Product> products) {}

    record Cart(CounterAnswers.Cart cart) {}

    record Customer(
            CounterAnswers.@Nullable Customer customer,
            @Nullable List<CounterAnswers.Customer> customers,
            CounterAnswers.@Nullable Cart cart,
            @Nullable Boolean again) {}

    record Quotation(String cart, CounterAnswers.Quoted quotation, Money total) {}

    record Training(boolean training) {}

    record Parked(String cart) {}

    record Carts(List<CounterAnswers.ParkedCart> carts) {}

    /** @param n its number in the cart, 1, 2 … @param rounding what is let off with it; @param points that it is worth */
    record NumberedTender(
            int n,
            String kind,
            Money amount,
            @Nullable String card,
            @Nullable String method,
            @Nullable Money rounding,
            @Nullable Long points,
            TerminalAnswers.@Nullable Slip terminal) {
        static List<NumberedTender> all(CounterAnswers.Cart cart) {
            var all = new ArrayList<NumberedTender>();
            for (InvoiceAnswers.Tender each : cart.tenders()) {
                all.add(new NumberedTender(
                        all.size() + 1,
                        each.kind(),
                        each.amount(),
                        each.card(),
                        each.method(),
                        each.rounding(),
                        each.points(),
                        each.terminal()));
            }
            return all;
        }
    }

    /**
     * @param rounding what the buyer is let off because cash is rounded
     * @param terminal what the payment terminal booked for the tender that was taken; null for none
     */
    record Tendered(
            Money due,
            Money change,
            Money tendered,
            Money rounding,
            Money dueInCash,
            List<NumberedTender> tenders,
            TerminalAnswers.@Nullable Slip terminal) {
        static Tendered of(CounterAnswers.Cart cart) {
            List<NumberedTender> all = NumberedTender.all(cart);
            return new Tendered(
                    cart.due(),
                    cart.change(),
                    cart.tendered(),
                    cart.rounding(),
                    cart.dueInCash(),
                    all,
                    all.isEmpty() ? null : all.get(all.size() - 1).terminal());
        }
    }

    record Methods(List<TenderAnswers.Method> methods) {}

    /** The cart after a card was sold, or what one is worth. */
    record Gift(
            CounterAnswers.@Nullable Cart cart,
            @Nullable String card,
            @Nullable Money value,
            @Nullable Boolean complete,
            @Nullable String state,
            @Nullable LocalDate expires) {
        static Gift of(CounterAnswers.Cart cart) {
            return new Gift(cart, null, null, null, null, null);
        }

        static Gift of(TenderAnswers.GiftValue known) {
            return new Gift(null, known.card(), known.value(), known.complete(), known.state(), known.expires());
        }
    }

    record PaidOnAccount(
            String payment, CustomerId customer, String kind, Money amount, Money balance, @Nullable Boolean again) {
        static PaidOnAccount of(TenderAnswers.PaidOnAccount paid) {
            return new PaidOnAccount(
                    paid.payment(),
                    paid.customer(),
                    paid.kind(),
                    paid.amount(),
                    paid.balance(),
                    paid.again() ? Boolean.TRUE : null);
        }
    }

    record Statement(
            CustomerId customer, String name, Money opening, List<TenderAnswers.AccountEvent> entries, Money balance) {
        Statement(TenderAnswers.Statement told) {
            this(told.customer(), told.name(), told.opening(), told.entries(), told.balance());
        }
    }

    record Intents(List<TerminalAnswers.Intent> intents) {}

    record TerminalSums(TerminalAnswers.Totals totals) {
        static TerminalSums of(TerminalAnswers.Totals totals) {
            return new TerminalSums(totals);
        }
    }

    record Intent(TerminalAnswers.Intent intent) {}

    record Receipt(
            String receipt,
            DocumentId uuid,
            long icv,
            Money total,
            Money vat,
            Money change,
            @Nullable Boolean again,
            String invoice,
            boolean taxInvoice,
            @Nullable String note,
            @Nullable List<InvoiceAnswers.Tender> tenders,
            @Nullable String creditNote,
            @Nullable List<InvoiceAnswers.CreditNote> creditNotes,
            @Nullable Money difference) {
        static Receipt of(InvoiceAnswers.Receipt issued) {
            List<InvoiceAnswers.CreditNote> credits = issued.creditNotes();
            return new Receipt(
                    issued.receipt(),
                    issued.uuid(),
                    issued.icv(),
                    issued.total(),
                    issued.vat(),
                    issued.change(),
                    issued.again() ? Boolean.TRUE : null,
                    issued.invoice(),
                    issued.taxInvoice(),
                    issued.note(),
                    issued.tenders(),
                    credits == null || credits.isEmpty() || issued.tenders() != null
                            ? null
                            : credits.get(0).receipt(),
                    credits,
                    issued.difference());
        }
    }

    record Invoice(String file, String number, String invoice, boolean taxInvoice, String state, boolean cleared) {}

    record Stock(
            ProductId product,
            Quantity onHand,
            List<GoodsAnswers.Batch> batches,
            Instant asOf,
            Map<String, Instant> heardFrom,
            boolean checkAgain,
            @Nullable Boolean again,
            GoodsAnswers.@Nullable PurchaseOrder order,
            @Nullable List<Sentence> warnings) {
        static Stock of(GoodsAnswers.Stock stock) {
            return new Stock(
                    stock.productId(),
                    stock.onHand(),
                    stock.batches(),
                    stock.asOf(),
                    stock.heardFrom(),
                    stock.checkAgain(),
                    stock.again() ? Boolean.TRUE : null,
                    stock.order(),
                    noneIfEmpty(stock.warnings()));
        }
    }

    private static @Nullable List<Sentence> noneIfEmpty(List<Sentence> warnings) {
        return warnings.isEmpty() ? null : warnings;
    }

    record Sheet(GoodsAnswers.Sheet sheet, @Nullable Boolean again, @Nullable List<Sentence> warnings) {
        static Sheet of(GoodsAnswers.SheetDone done) {
            return new Sheet(done.sheet(), done.again() ? Boolean.TRUE : null, noneIfEmpty(done.warnings()));
        }
    }

    record Sheets(List<GoodsAnswers.SheetHead> sheets) {}

    record Orders(List<GoodsAnswers.PurchaseOrder> orders) {}

    record Movements(List<GoodsAnswers.StockMove> movements) {}

    record Route(String state) {}

    record Clock(long offsetMs) {}

    record Time(Instant now) {}

    record Written(String file) {}

    record Kept(String file, long records) {}

    record ChainHead(String chain, long icv, long unreported) {}

    record Issues(List<BackroomAnswers.SyncIssue> exceptions) {}

    record Issue(BackroomAnswers.SyncIssue exception) {}

    record Digests(Map<String, LinkAnswers.ScopeDigest> scopes) {}

    record Verified(boolean clean, long segments, long records, long quarantined, List<String> problems) {}

    record Branches(List<BackroomAnswers.BranchStock> branches) {}

    record Transferred(String transfer, BackroomAnswers.@Nullable Transfer state) {}

    record Transfers(List<BackroomAnswers.Transfer> transfers) {}

    record Syncs(List<LinkAnswers.SyncRun> syncs) {}
}
