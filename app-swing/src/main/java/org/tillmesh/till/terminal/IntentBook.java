package org.tillmesh.till.terminal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.hardware.terminal.Baseline;
import org.tillmesh.hardware.terminal.Charged;
import org.tillmesh.retail.cart.CardCharge;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.OpenCart;
import org.tillmesh.retail.cart.Tender;
import org.tillmesh.retail.sale.PaymentIntent;
import org.tillmesh.retail.sale.PaymentIntents;
import org.tillmesh.retail.shift.CardTotals;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.store.Transaction;
import org.tillmesh.store.bytes.Values;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** What the terminal was asked and what became of it, journaled; and what that does to the open cart, in the same commit. */
final class IntentBook {
    private static final String SETTLED = "terminal-settled";
    private static final String SUMS = "terminal-sums";

    private final Shop shop;

    IntentBook(Shop shop) {
        this.shop = shop;
    }

    /** @throws TillException BAD_VALUE */
    PaymentIntent needed(String id) {
        return shop.store()
                .read(view -> PaymentIntents.find(view, id))
                .orElseThrow(() -> new TillException(TerminalRefusal.UNKNOWN_INTENT, id));
    }

    List<PaymentIntent> all() {
        return shop.store().read(PaymentIntents::all);
    }

    /** When the terminal was last settled from here; null if it never was. */
    @Nullable Instant settledAt() {
        byte[] noted = shop.store().notes(SETTLED).get(SETTLED);
        return noted == null ? null : Instant.parse(new String(noted, StandardCharsets.UTF_8));
    }

    /** What was taken and given back since then. */
    List<PaymentIntent> takenSinceSettlement() {
        Instant settled = settledAt();
        Instant since = settled == null ? Instant.EPOCH : settled;
        return all().stream()
                .filter(intent -> intent.at().isAfter(since))
                .filter(intent -> intent.outcome() == PaymentIntent.Outcome.APPROVED)
                .filter(intent -> intent.kind() != PaymentIntent.Kind.REVERSAL)
                .toList();
    }

    /** The sums of settlements that no Z has yet; null for none. */
    @Nullable CardTotals settledSinceZ() {
        byte[] noted = shop.store().notes(SUMS).get(SUMS);
        return noted == null || noted.length == 0 ? null : CardTotals.of(Values.decode(noted));
    }

    /** A Z has them, in the same commit. */
    static void forgetSettlements(Transaction tx) {
        tx.note(SUMS, new byte[0]);
    }

    /** What was given back to a card for a sale, and stands on no credit note yet; the oldest first. */
    List<PaymentIntent> refundsWaiting(String sale) {
        return all().stream()
                .filter(intent -> intent.kind() == PaymentIntent.Kind.REFUND)
                .filter(intent -> intent.outcome() == PaymentIntent.Outcome.APPROVED && !intent.settled())
                .filter(intent -> intent.cart().equals(sale))
                .toList();
    }

    /** A refund is on its credit note, in the same commit; the note of what is open stays as it is. */
    void settled(Transaction tx, CardCharge charge) {
        PaymentIntents.find(tx, charge.intent())
                .ifPresent(intent -> intent.booked(charge, true).writeTo(tx, Scope.LOCAL));
    }

    /** The terminal has settled. @param sums of what was settled */
    void settled(Instant at, CardTotals sums) {
        CardTotals before = settledSinceZ();
        CardTotals all = before == null ? sums : before.plus(sums);
        shop.store()
                .note(Map.of(
                        SETTLED, at.toString().getBytes(StandardCharsets.UTF_8), SUMS, Values.encode(all.toValue())));
    }

    PaymentIntent keep(PaymentIntent intent) {
        shop.write(tx -> {
            PaymentIntents.keep(tx, intent);
            return true;
        });
        return intent;
    }

    PaymentIntent asked(PaymentIntent intent, Baseline last) {
        return keep(intent.with(new PaymentIntent.Asked(last.known(), last.receipt(), last.trace())));
    }

    PaymentIntent decided(PaymentIntent intent, PaymentIntent.Outcome outcome, @Nullable String said) {
        return keep(intent.with(outcome, said));
    }

    /** Whether a booking is what an intent asked for: the same amount, and the next one after it was asked. */
    static boolean isOf(PaymentIntent intent, Charged booked) {
        PaymentIntent.Asked before = intent.asked();
        return before != null
                && new Baseline(before.known(), before.receipt(), before.trace()).isFollowedBy(booked)
                && booked.amount() == intent.amount().minor()
                && (booked.kind() == Charged.Kind.UNSAID
                        || booked.kind().name().equals(intent.asks().name()));
    }

    static CardCharge charge(PaymentIntent intent, Charged booked) {
        return new CardCharge(
                intent.id(),
                booked.approval(),
                booked.scheme(),
                booked.pan(),
                booked.rrn(),
                booked.receipt(),
                booked.terminalId(),
                booked.offline());
    }

    /** What was booked takes effect. Between commands only: it changes the open cart. */
    PaymentIntent booked(PaymentIntent intent, CardCharge charge) {
        return shop.write(tx -> {
            PaymentIntent kept = intent.booked(charge, hasEffect(tx, intent, charge));
            PaymentIntents.keep(tx, kept);
            return kept;
        });
    }

    private boolean hasEffect(Transaction tx, PaymentIntent intent, CardCharge charge) {
        Cart open = OpenCart.read(tx).orElse(null);
        return switch (intent.kind()) {
            case REFUND -> false;
            case PAYMENT -> {
                if (open == null || !open.id().equals(intent.cart())) {
                    yield false;
                }
                try {
                    OpenCart.keep(tx, open.withTender(Tender.charged(intent.amount(), charge)));
                    yield true;
                } catch (RetailException e) {
                    yield false; // more than is due: it stays listed, to be reversed
                }
            }
            case REVERSAL -> {
                String of = Objects.requireNonNull(intent.of());
                PaymentIntents.find(tx, of).ifPresent(charged -> charged.with(PaymentIntent.Outcome.REVERSED, null)
                        .writeTo(tx, Scope.LOCAL));
                if (open != null) {
                    withoutCharge(open, of).ifPresent(cart -> OpenCart.keep(tx, cart));
                }
                yield true;
            }
        };
    }

    /** A payment that a manager says did not happen, after it was taken for one. */
    PaymentIntent takenBack(PaymentIntent intent) {
        return shop.write(tx -> {
            OpenCart.read(tx)
                    .flatMap(cart -> withoutCharge(cart, intent.id()))
                    .ifPresent(cart -> OpenCart.keep(tx, cart));
            PaymentIntent kept = intent.with(PaymentIntent.Outcome.DECLINED, null);
            PaymentIntents.keep(tx, kept);
            return kept;
        });
    }

    private static Optional<Cart> withoutCharge(Cart cart, String intent) {
        var tenders = new ArrayList<>(cart.tenders());
        for (int i = 0; i < tenders.size(); i++) {
            CardCharge charge = tenders.get(i).charge();
            if (charge != null && charge.intent().equals(intent)) {
                return Optional.of(cart.withoutTender(i));
            }
        }
        return Optional.empty();
    }
}
