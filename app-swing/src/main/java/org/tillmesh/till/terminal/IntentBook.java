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
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.store.Transaction;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** What the terminal was asked and what became of it, journaled; and what that does to the open cart, in the same commit. */
final class IntentBook {
    private static final String SETTLED = "terminal-settled";

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

    /** What was taken and given back since the terminal was last settled from here. */
    List<PaymentIntent> takenSinceSettlement() {
        byte[] noted = shop.store().notes(SETTLED).get(SETTLED);
        Instant since = noted == null ? Instant.EPOCH : Instant.parse(new String(noted, StandardCharsets.UTF_8));
        return all().stream()
                .filter(intent -> intent.at().isAfter(since))
                .filter(intent -> intent.outcome() == PaymentIntent.Outcome.APPROVED)
                .filter(intent -> intent.kind() != PaymentIntent.Kind.REVERSAL)
                .toList();
    }

    void settled(Instant at) {
        shop.store().note(Map.of(SETTLED, at.toString().getBytes(StandardCharsets.UTF_8)));
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
                        || booked.kind().name().equals(intent.kind().name()));
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
