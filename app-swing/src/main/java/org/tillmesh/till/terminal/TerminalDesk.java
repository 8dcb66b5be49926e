package org.tillmesh.till.terminal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.hardware.driver.TerminalDevice;
import org.tillmesh.hardware.terminal.Charged;
import org.tillmesh.hardware.terminal.DeclineReason;
import org.tillmesh.hardware.terminal.PaymentTerminal;
import org.tillmesh.hardware.terminal.TerminalException;
import org.tillmesh.hardware.terminal.TerminalException.Kind;
import org.tillmesh.hardware.terminal.TerminalTotals;
import org.tillmesh.retail.cart.CardCharge;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.OpenCart;
import org.tillmesh.retail.sale.PaymentIntent;
import org.tillmesh.retail.sale.PaymentIntent.Outcome;
import org.tillmesh.retail.sale.PaymentIntents;
import org.tillmesh.retail.shift.CardTotals;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/**
 * Asks the payment terminal. What it is asked is durable before its first byte; after any silence the terminal is asked what
 * it booked last, before anybody may try again; what stays unknown a manager decides by the customer's slip. Other commands
 * go on while the terminal works.
 */
public final class TerminalDesk {
    private static final Logger LOG = LoggerFactory.getLogger(TerminalDesk.class);
    private static final long PAUSE_MILLIS = 500;
    private static final int LOOKS = 2;

    private final Shop shop;
    private final Mesh mesh;
    private final Login login;
    private final Supplier<Optional<TerminalDevice>> device;
    private final IntentBook book;
    private final Talk talks;

    /** One dialogue at a time. */
    private final Semaphore talk = new Semaphore(1);

    /** @param changed called on any thread when a dialogue is at another point */
    public TerminalDesk(
            Shop shop, Mesh mesh, Login login, Supplier<Optional<TerminalDevice>> device, Runnable changed) {
        this.shop = shop;
        this.mesh = mesh;
        this.login = login;
        this.device = device;
        this.book = new IntentBook(shop);
        this.talks = new Talk(changed);
    }

    /** Whether card payments go through a terminal. */
    public boolean isSet() {
        return device.get().isPresent();
    }

    IntentBook book() {
        return book;
    }

    private TerminalDevice needed() {
        return device.get().orElseThrow(() -> new TillException(TerminalRefusal.NOT_SET));
    }

    /** What a terminal answered, or how it failed. */
    private record Heard(@Nullable Charged booked, @Nullable TerminalException failed) {}

    /**
     * Takes an amount from a card for the open cart, and keeps it there as a tender.
     *
     * @return the cart with the tender
     * @throws TillException DECLINED, DEVICE or TERMINAL_BUSY: nothing was taken; TERMINAL_UNKNOWN
     */
    public Cart pay(Cart cart, Money amount, Consumer<String> said) {
        shop.refuseUndecided();
        TerminalDevice at = needed();
        carryOut(
                at,
                PaymentIntent.payment(
                        Shop.newId(), cart.id(), amount, shop.clock().instant()),
                said);
        return shop.store().read(OpenCart::read).orElse(cart);
    }

    /**
     * Takes back what a terminal booked: the tender goes with it.
     *
     * @throws TillException as {@link #pay}; BAD_VALUE if no receipt of the terminal is known
     */
    public PaymentIntent reverse(String cart, Money amount, CardCharge charge, Consumer<String> said) {
        shop.refuseUndecided();
        TerminalDevice at = needed();
        if (charge.receipt() == null) {
            throw new TillException(TerminalRefusal.NO_RECEIPT, amount);
        }
        return carryOut(
                at,
                PaymentIntent.reversal(
                        Shop.newId(),
                        cart,
                        amount,
                        charge.intent(),
                        charge.receipt(),
                        shop.clock().instant()),
                said);
    }

    /**
     * Gives an amount to a card; the credit note that it is for takes it afterwards.
     *
     * @param sale that is paid back
     * @param sold what is reversed where the terminal can give nothing back; null for nothing
     * @throws TillException as {@link #pay}
     */
    PaymentIntent refund(String sale, Money amount, @Nullable CardCharge sold, Consumer<String> said) {
        shop.refuseUndecided();
        TerminalDevice at = needed();
        try {
            return carryOut(at, refundOf(sale, amount, null), said);
        } catch (TillException e) {
            boolean isUnable = e.getCause() instanceof TerminalException t && t.kind() == Kind.REFUSED;
            if (sold == null || !isUnable) {
                throw e;
            }
            return carryOut(at, refundOf(sale, amount, sold), said);
        }
    }

    private PaymentIntent refundOf(String sale, Money amount, @Nullable CardCharge sold) {
        return PaymentIntent.refund(
                Shop.newId(), sale, amount, sold, shop.clock().instant());
    }

    private PaymentIntent carryOut(TerminalDevice at, PaymentIntent fresh, Consumer<String> said) {
        return alone(() -> {
            book.keep(fresh);
            Consumer<String> heardBy = talks.begins(fresh, said);
            try {
                Heard heard = mesh.aside(() -> ask(at, fresh, heardBy));
                return settled(book.needed(fresh.id()), heard);
            } finally {
                talks.ends(book.needed(fresh.id()));
            }
        });
    }

    private Heard ask(TerminalDevice at, PaymentIntent intent, Consumer<String> said) {
        try {
            return new Heard(asked(at.terminal(), intent, said), null);
        } catch (TerminalException e) {
            LOG.info("Card {} {}: {}", intent.kind(), intent.id(), e.getMessage());
            return e.kind() == Kind.UNKNOWN ? lookAgain(at, book.needed(intent.id()), e) : new Heard(null, e);
        }
    }

    private Charged asked(PaymentTerminal terminal, PaymentIntent intent, Consumer<String> said)
            throws TerminalException {
        long amount = intent.amount().minor();
        PaymentTerminal.Before before = last -> book.asked(intent, last);
        return switch (intent.asks()) {
            case PAYMENT -> terminal.pay(amount, before, said);
            case REFUND -> terminal.refund(amount, before, said);
            case REVERSAL -> terminal.reverse(String.valueOf(intent.receipt()), amount, before, said);
        };
    }

    /** Never sends again: asks what the terminal booked last, until it answers or the time is over. */
    private Heard lookAgain(TerminalDevice at, PaymentIntent intent, TerminalException first) {
        long until = System.nanoTime() + at.recoveryMillis() * 1_000_000;
        TerminalException failed = first;
        int looks = 0;
        while (true) {
            try {
                Heard heard = look(at, intent);
                looks++;
                if (heard.booked() != null || looks == LOOKS) {
                    return heard;
                }
            } catch (TerminalException e) {
                failed = e;
                if (e.kind() != Kind.UNREACHABLE && e.kind() != Kind.BUSY) {
                    return new Heard(null, e.asUnknown());
                }
            }
            if (System.nanoTime() > until || !isPaused()) {
                return new Heard(null, failed);
            }
        }
    }

    private static boolean isPaused() {
        try {
            Thread.sleep(PAUSE_MILLIS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @throws TerminalException if the terminal does not answer now */
    private Heard look(TerminalDevice at, PaymentIntent intent) throws TerminalException {
        Optional<Charged> last = at.terminal().last();
        if (last.isPresent() && !at.isShared() && IntentBook.isOf(intent, last.get())) {
            return new Heard(last.get(), null);
        }
        String said = last.map(TerminalDesk::saying).orElse("The terminal has booked nothing");
        return new Heard(null, new TerminalException(Kind.UNKNOWN, said));
    }

    private static String saying(Charged last) {
        return "The terminal's last booking is " + Money.sar(last.amount())
                + (last.receipt() == null ? "" : ", receipt " + last.receipt())
                + (last.pan() == null ? "" : ", card " + last.pan());
    }

    /** Journals what was heard. @throws TillException of everything but a booking */
    private PaymentIntent settled(PaymentIntent intent, Heard heard) {
        if (heard.booked() != null) {
            return book.booked(intent, IntentBook.charge(intent, heard.booked()));
        }
        TerminalException failed = heard.failed();
        if (failed == null) {
            throw new AssertionError("Nothing was heard of " + intent.id());
        }
        if (failed.kind() == Kind.DECLINED && isReversedAlready(intent, failed)) {
            return book.booked(intent, CardCharge.byHand(intent.id()));
        }
        boolean isAsked = intent.asked() != null;
        switch (failed.kind()) {
            case UNKNOWN -> book.decided(intent, Outcome.UNKNOWN, failed.said());
            case UNREACHABLE, BUSY ->
                book.decided(intent, isAsked ? intent.outcome() : Outcome.DECLINED, failed.said());
            case DECLINED, REFUSED -> book.decided(intent, Outcome.DECLINED, failed.said());
        }
        throw refusal(intent, failed, isAsked);
    }

    private static boolean isReversedAlready(PaymentIntent intent, TerminalException failed) {
        return intent.asks() == PaymentIntent.Kind.REVERSAL && failed.reason() == DeclineReason.ALREADY_REVERSED;
    }

    private static TillException refusal(PaymentIntent intent, TerminalException failed, boolean isAsked) {
        Money amount = intent.amount();
        boolean isRefund = intent.kind() == PaymentIntent.Kind.REFUND;
        return switch (failed.kind()) {
            case DECLINED ->
                new TillException(
                        failed,
                        isRefund ? TerminalRefusal.REFUND_DECLINED : TerminalRefusal.DECLINED,
                        amount,
                        failed.reason().name(),
                        failed.code());
            case REFUSED -> new TillException(failed, TerminalRefusal.CANT, failed.said());
            case UNKNOWN -> unknown(intent, failed);
            case BUSY -> isAsked ? unknown(intent, failed) : new TillException(failed, TerminalRefusal.BUSY);
            case UNREACHABLE ->
                isAsked
                        ? unknown(intent, failed)
                        : new TillException(failed, TerminalRefusal.UNREACHABLE, failed.said());
        };
    }

    private static TillException unknown(PaymentIntent intent, TerminalException failed) {
        TerminalRefusal kind = intent.kind() == PaymentIntent.Kind.REFUND
                ? TerminalRefusal.REFUND_UNKNOWN
                : TerminalRefusal.OUTCOME_UNKNOWN;
        return new TillException(failed, kind, intent.amount(), failed.said())
                .carrying(new Shop.Undecided(intent.id()));
    }

    // ---- what stayed open

    /**
     * Asks the terminal what became of what it was asked, if that is open.
     *
     * @param isPatient whether a terminal that does not answer is asked again for a while
     * @throws TillException TERMINAL_UNKNOWN, TERMINAL_BUSY
     */
    PaymentIntent query(PaymentIntent intent, boolean isPatient) {
        return alone(() -> queried(book.needed(intent.id()), isPatient));
    }

    private PaymentIntent queried(PaymentIntent intent, boolean isPatient) {
        if (!intent.isOpen()) {
            return intent;
        }
        if (intent.asked() == null) {
            return book.decided(intent, Outcome.DECLINED, null); // it was journaled, and the terminal never asked
        }
        TerminalDevice at = needed();
        var start = new TerminalException(Kind.UNREACHABLE, "The terminal was not asked yet");
        if (isPatient) {
            talks.asksAgain(intent);
        }
        try {
            Heard heard = mesh.aside(() -> isPatient ? lookAgain(at, intent, start) : lookOnce(at, intent));
            return settled(book.needed(intent.id()), heard);
        } finally {
            talks.ends(book.needed(intent.id()));
        }
    }

    /** While nobody else talks to the terminal. @throws TillException TERMINAL_BUSY */
    private <T> T alone(Supplier<T> work) {
        if (!talk.tryAcquire()) {
            throw new TillException(TerminalRefusal.BUSY);
        }
        try {
            return work.get();
        } finally {
            talk.release();
        }
    }

    private Heard lookOnce(TerminalDevice at, PaymentIntent intent) {
        try {
            return look(at, intent);
        } catch (TerminalException e) {
            return new Heard(null, e);
        }
    }

    /** A manager's word, by the customer's slip: it was taken. */
    PaymentIntent approve(PaymentIntent intent, @Nullable String approve) {
        return alone(() -> {
            if (!intent.isOpen()) {
                throw decided(intent);
            }
            answerFor(intent, "approved", approve);
            PaymentIntent booked = book.booked(intent, CardCharge.byHand(intent.id()));
            talks.ends(booked);
            return booked;
        });
    }

    private static TillException decided(PaymentIntent intent) {
        return new TillException(
                TerminalRefusal.DECIDED, intent.amount(), intent.outcome().name());
    }

    /** A manager's word: nothing was taken. */
    PaymentIntent decline(PaymentIntent intent, @Nullable String approve) {
        return alone(() -> {
            CardCharge charge = intent.charge();
            boolean isByHand = charge != null && charge.receipt() == null;
            boolean isTaken = intent.settled() && !isInOpenCart(intent);
            if (!intent.isOpen() && !(intent.outcome() == Outcome.APPROVED && isByHand && !isTaken)) {
                throw decided(intent);
            }
            answerFor(intent, "declined", approve);
            PaymentIntent decided =
                    intent.isOpen() ? book.decided(intent, Outcome.DECLINED, intent.said()) : book.takenBack(intent);
            talks.ends(decided);
            return decided;
        });
    }

    private void answerFor(PaymentIntent intent, String how, @Nullable String approve) {
        UserId approver = login.allow(false, Act.DECIDE_PAYMENT.with(intent.amount()), approve);
        shop.audit("card-payment", how + " " + intent.amount() + " " + intent.id(), approver);
    }

    /** What the terminal booked is taken back: what is open is asked for first. */
    PaymentIntent reverse(PaymentIntent intent, @Nullable String approve, Consumer<String> said) {
        PaymentIntent known = intent.isOpen() ? query(intent, true) : intent;
        CardCharge charge = known.charge();
        if (known.outcome() != Outcome.APPROVED || known.kind() == PaymentIntent.Kind.REVERSAL || charge == null) {
            throw decided(known);
        }
        if (known.settled() && !isInOpenCart(known)) {
            throw new TillException(TerminalRefusal.CART_GONE, known.amount());
        }
        login.allow(false, Act.DECIDE_PAYMENT.with(known.amount()), approve);
        reverse(known.cart(), known.amount(), charge, said);
        return book.needed(known.id());
    }

    private boolean isInOpenCart(PaymentIntent intent) {
        return shop.store().read(OpenCart::read).stream()
                .flatMap(cart -> cart.tenders().stream())
                .anyMatch(tender ->
                        tender.charge() != null && tender.charge().intent().equals(intent.id()));
    }

    /** The terminal's sums beside the till's own. @param settles whether it settles with the acquirer */
    CardTotals totals(boolean settles, Consumer<String> said) {
        TerminalDevice at = needed();
        return alone(() -> {
            List<PaymentIntent> taken = book.takenSinceSettlement();
            TerminalTotals heard = mesh.aside(() -> counted(at.terminal(), settles, said));
            CardTotals sums = TillTotals.counted(shop, book, heard, taken);
            if (settles) {
                book.settled(shop.clock().instant(), sums);
                shop.auditIfPossible(
                        "terminal-settle",
                        taken.size() + " payments, till " + sums.tillTotal() + ", terminal " + sums.terminalTotal());
            }
            return sums;
        });
    }

    /** The terminal's sums; null if it gives none now. */
    @Nullable TerminalTotals totalsIfPossible() {
        try {
            TerminalDevice at = needed();
            return alone(() -> mesh.aside(() -> counted(at.terminal(), false, text -> {})));
        } catch (TillException e) {
            LOG.info("The terminal gives no totals: {}", e.getMessage());
            return null;
        }
    }

    /** What waits for the host goes there before the settlement; a terminal that knows no such request settles without. */
    private static TerminalTotals counted(PaymentTerminal terminal, boolean settles, Consumer<String> said) {
        try {
            if (!settles) {
                return terminal.totals();
            }
            try {
                terminal.sendOffline(said);
            } catch (TerminalException e) {
                if (e.kind() != Kind.REFUSED) {
                    throw e;
                }
            }
            return terminal.settle(said);
        } catch (TerminalException e) {
            throw switch (e.kind()) {
                case BUSY -> new TillException(e, TerminalRefusal.BUSY);
                case UNREACHABLE -> new TillException(e, TerminalRefusal.UNREACHABLE, e.said());
                default -> new TillException(e, TerminalRefusal.NOT_COUNTED, e.said());
            };
        }
    }

    /** How far the dialogue is; what is open without one is not known. */
    TerminalAnswers.Live live() {
        TerminalAnswers.Live now = talks.now();
        return now.talking()
                ? now
                : open().map(intent -> TerminalAnswers.Live.of(
                                intent,
                                TerminalAnswers.Live.UNKNOWN,
                                intent.said() == null ? "" : String.valueOf(intent.said()),
                                false))
                        .orElse(now);
    }

    /** What is open. */
    Optional<PaymentIntent> open() {
        return PaymentIntents.open(shop.store());
    }
}
