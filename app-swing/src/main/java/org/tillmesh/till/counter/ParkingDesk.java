package org.tillmesh.till.counter;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.base.NoAnswerException;
import org.tillmesh.replication.base.OfflineException;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.cart.CartSplit;
import org.tillmesh.retail.cart.Deposit;
import org.tillmesh.retail.cart.OpenCart;
import org.tillmesh.retail.cart.ParkedCart;
import org.tillmesh.retail.cart.Quotation;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.sale.SalesBook;
import org.tillmesh.retail.value.BadText;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.RetailException;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.tender.EscrowDesk;
import org.tillmesh.till.tender.TillCart;

/** Carts that are put aside: every till of the store sees them, and the one that parked a cart hands it out once. */
final class ParkingDesk {
    static final String QUESTION = "recall";
    private static final String LOST_QUESTION = "deposit-cart";
    private static final int QUOTED_DAYS_MAX = 365;

    private final Shop shop;
    private final TillCart cart;
    private final EscrowDesk escrow;
    private final Mesh mesh;

    ParkingDesk(Shop shop, TillCart cart, EscrowDesk escrow, Mesh mesh) {
        this.shop = shop;
        this.cart = cart;
        this.escrow = escrow;
        this.mesh = mesh;
    }

    Cart park(String name) {
        User user = shop.requireUser();
        shop.refuseTraining();
        Cart aside = cart.current().withoutTenders();
        if (aside.isEmpty()) {
            throw new TillException(CounterRefusal.NOTHING_TO_PARK);
        }
        shop.write(tx -> {
            escrow.handBack(tx, OpenCart.read(tx).orElse(null), null);
            ParkedCart.parked(aside, shop.till(), name, user.id(), shop.clock().instant())
                    .writeTo(tx, shop.scope());
            OpenCart.clear(tx);
            return true;
        });
        return aside;
    }

    /** Parks the cart as a quotation: its prices are promised for so many days. */
    Cart quote(int days, String name) {
        User user = shop.requireUser();
        shop.refuseTraining();
        Cart open = cart.current().withoutTenders();
        if (open.isEmpty()) {
            throw new TillException(CounterRefusal.CART_EMPTY);
        }
        if (!open.backs().isEmpty()) {
            throw new TillException(CounterRefusal.CART_HAS_BACKS, open.backTotal());
        }
        if (!open.deposits().isEmpty()) {
            throw new TillException(CounterRefusal.CART_HAS_DEPOSIT, open.prepaid());
        }
        if (days < 1 || days > QUOTED_DAYS_MAX) {
            throw new TillException(CounterRefusal.QUOTED_DAYS, days, QUOTED_DAYS_MAX);
        }
        Instant now = shop.clock().instant();
        String number = shop.retail().parked().nextQuotation(shop.scope(), shop.till());
        Cart quoted = open.quoted(new Quotation(number, now, now.plus(Duration.ofDays(days))));
        shop.write(tx -> {
            escrow.handBack(tx, OpenCart.read(tx).orElse(null), null);
            ParkedCart.parked(quoted, shop.till(), name, user.id(), now).writeTo(tx, shop.scope());
            OpenCart.clear(tx);
            return true;
        });
        return quoted;
    }

    /** Parks some of the open cart as a cart of its own. */
    Cart split(List<CartSplit.Part> parts, String name) {
        User user = shop.requireUser();
        shop.refuseTraining();
        if (cart.current().isEmpty()) {
            throw new TillException(CounterRefusal.CART_EMPTY);
        }
        CartSplit split = CartSplit.of(cart.current(), parts, Shop.newId());
        Cart rest = cart.priced(split.rest());
        Cart aside = cart.priced(split.aside());
        if (rest.prepaid().compareTo(rest.total()) > 0) {
            throw new TillException(CounterRefusal.CART_HAS_DEPOSIT, rest.prepaid());
        }
        shop.write(tx -> {
            escrow.handBack(tx, OpenCart.read(tx).orElse(null), rest);
            ParkedCart.parked(aside, shop.till(), name, user.id(), shop.clock().instant())
                    .writeTo(tx, shop.scope());
            OpenCart.keep(tx, rest);
            return true;
        });
        return rest;
    }

    List<ParkedCart> parked() {
        return shop.retail().parked().waiting(shop.scope());
    }

    /**
     * Asks the till that parked it, if that is another; other commands go on meanwhile.
     *
     * @param paper the cart's id, or the number of a receipt for a deposit on it
     */
    Cart recall(String paper, boolean force) {
        User user = shop.requireUser();
        shop.refuseTraining();
        shop.refuseOpenCart(Shop.Next.RECALL);
        String cartId = cartOf(paper);
        ParkedCart parked = shop.retail()
                .parked()
                .find(shop.scope(), cartId)
                .filter(known -> known.isWaiting() || isStranded(known))
                .orElseThrow(() -> unknownCart(cartId));
        if (!parked.isWaiting()) {
            return kept(ofHeadOffice(parked, null), parked.name(), user);
        }
        if (parked.home().equals(shop.till())) {
            return take(parked, ParkedCart.State.HANDED);
        }
        try {
            return kept(
                    Cart.fromValue(mesh.ask(parked.home().toString(), QUESTION, Value.of(cartId))),
                    parked.name(),
                    user);
        } catch (OfflineException | NoAnswerException e) {
            if (parked.cart().prepaid().isPositive()) {
                return kept(ofHeadOffice(parked, e), parked.name(), user);
            }
            if (force) {
                shop.refuseOpenCart(Shop.Next.RECALL);
                return take(parked, ParkedCart.State.TAKEN);
            }
            throw new TillException(e, CounterRefusal.PARKED_ELSEWHERE, parked.name(), parked.home());
        } catch (IllegalArgumentException e) {
            throw unknownCart(cartId);
        }
    }

    /** The cart that a deposit was paid on, by the number of its receipt; what is no such number stands for a cart. */
    private String cartOf(String paper) {
        ReceiptNumber receipt;
        try {
            receipt = ReceiptNumber.parse(paper);
        } catch (RetailException | BadText e) {
            return paper;
        }
        return shop.store().read(view -> shop.retail().sales().byReceipt(shop.scope(), receipt).stream()
                .flatMap(sold -> SalesBook.document(view, shop.scope(), sold).stream())
                .filter(IssuedDocument::isPrepayment)
                .flatMap(prepayment -> prepayment.lines().stream())
                .flatMap(line -> Stream.ofNullable(line.deposit()))
                .findFirst()
                .orElse(paper));
    }

    /** A cart with a deposit that was handed to somebody and not sold: that till may be lost, or the answer to this one was. */
    private boolean isStranded(ParkedCart parked) {
        return parked.step().state() == ParkedCart.State.HANDED
                && parked.cart().prepaid().isPositive()
                && shop.retail().sales().ofCart(shop.scope(), parked.id()).isEmpty();
    }

    /**
     * Head office hands a cart with a deposit over in the place of a till that is shut out, to one till. What was paid back of
     * its deposits meanwhile stands on it no more.
     *
     * @param cause why its home did not; null if it does not wait there
     */
    private Cart ofHeadOffice(ParkedCart parked, @Nullable RuntimeException cause) {
        try {
            Cart handed = Cart.fromValue(mesh.askRelay(LOST_QUESTION, Value.of(parked.id())));
            List<Deposit> standing = handed.deposits().stream()
                    .filter(deposit -> shop.store()
                            .read(view -> shop.retail().sales().returnDocuments(view, shop.scope(), deposit.uuid()))
                            .isEmpty())
                    .toList();
            return handed.withDeposits(standing);
        } catch (OfflineException | NoAnswerException | IllegalArgumentException e) {
            throw cause == null
                    ? unknownCart(parked.id())
                    : new TillException(
                            cause,
                            CounterRefusal.DEPOSIT_ELSEWHERE,
                            parked.cart().prepaid(),
                            parked.home());
        }
    }

    /** It is this till's now, whatever was opened here while it came: it is open, or parked here. */
    private Cart kept(Cart recalled, String name, User by) {
        if (shop.filledCart().isPresent()) {
            shop.write(tx -> {
                ParkedCart.parked(
                                recalled,
                                shop.till(),
                                name,
                                by.id(),
                                shop.clock().instant())
                        .writeTo(tx, shop.scope());
                return true;
            });
            throw new TillException(CounterRefusal.RECALLED_TO_PARKED, name);
        }
        return cart.keep(cart.recalled(recalled));
    }

    private Cart take(ParkedCart parked, ParkedCart.State how) {
        Cart taken = cart.recalled(parked.cart());
        shop.write(tx -> {
            parked.with(new ParkedCart.Step(how, shop.till(), shop.till())).writeTo(tx, shop.scope());
            OpenCart.keep(tx, taken);
            return true;
        });
        return taken;
    }

    /** This till is the home of a parked cart, and a neighbour asks for it: handed out once, journaled before the answer. */
    Value handOver(Identity from, Value body) {
        if (!(body instanceof Value.Text cartId)) {
            throw new IllegalArgumentException("A question for a parked cart names it");
        }
        TillId to = TillId.parse(from.till());
        return shop.writeAnyway(tx -> {
            ParkedCart parked = tx.state(shop.scope(), DocType.PARKED.ref(cartId.value()))
                    .map(ParkedCart::of)
                    .filter(ParkedCart::isWaiting)
                    .orElseThrow(() -> new IllegalArgumentException("Cart " + cartId.value() + " does not wait here"));
            parked.with(new ParkedCart.Step(ParkedCart.State.HANDED, shop.till(), to))
                    .writeTo(tx, shop.scope());
            return parked.body();
        });
    }

    private static TillException unknownCart(String cartId) {
        return new TillException(CounterRefusal.UNKNOWN_CART, cartId);
    }
}
