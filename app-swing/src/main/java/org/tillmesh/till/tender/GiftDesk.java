package org.tillmesh.till.tender;

import java.util.Optional;
import java.util.regex.Pattern;
import org.tillmesh.crdt.BoundedCounter;
import org.tillmesh.crdt.Scope;
import org.tillmesh.retail.cart.Cart;
import org.tillmesh.retail.catalogue.Product;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.escrow.EscrowAccount;
import org.tillmesh.retail.escrow.GiftCard;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;

/** Gift cards over the counter: sold as a line of the cart, whose sale loads them, and asked what they are worth. */
public final class GiftDesk {
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Za-z.-]{4,40}");
    private static final Money VALUE_MAX = Money.sar(1_000_000);

    private final Shop shop;
    private final TillCart cart;

    public GiftDesk(Shop shop, TillCart cart) {
        this.shop = shop;
        this.cart = cart;
    }

    /**
     * A line that loads a card. A value on a card is no supply, so the line bears no VAT; what the card pays for bears it.
     *
     * @throws TillException BAD_VALUE, DUPLICATE for a card that was sold before, NO_RIGHTS for one that pays nothing
     */
    public Cart sell(String number, Money amount) {
        shop.requireUser();
        shop.refuseTraining();
        String card = number.strip();
        if (!NUMBER.matcher(card).matches()) {
            throw new TillException(TenderRefusal.CARD_TO_SELL, card.length() <= 40 ? card : card.substring(0, 40));
        }
        if (!amount.isPositive() || amount.compareTo(VALUE_MAX) > 0) {
            throw new TillException(TenderRefusal.CARD_VALUE, amount, VALUE_MAX);
        }
        refuseUnfit(card);
        if (!shop.retail().escrow().records(EscrowAccount.gift(card)).isEmpty()) {
            throw new TillException(TenderRefusal.CARD_SOLD, card);
        }
        Cart before = cart.current();
        if (before.lines().stream().anyMatch(line -> card.equals(line.card()))) {
            throw new TillException(TenderRefusal.CARD_IN_CART, card);
        }
        return cart.change(before.addCard(product(amount), card));
    }

    private Product product(Money amount) {
        return shop.retail()
                .catalogue()
                .byId(Product.GIFT_CARD.id())
                .filter(Product::giftCard)
                .orElse(Product.GIFT_CARD)
                .withPrice(amount);
    }

    private Optional<GiftCard> written(String card) {
        return shop.store()
                .read(view -> view.state(Scope.COMPANY, DocType.GIFT_CARD.ref(card)))
                .map(GiftCard::of);
    }

    private void refuseUnfit(String card) {
        Optional<GiftCard> written = written(card);
        if (written.isPresent() && !written.get().paysOn(shop.today())) {
            throw new TillException(
                    written.get().blocked() ? TenderRefusal.GIFT_CARD_BLOCKED : TenderRefusal.GIFT_CARD_EXPIRED, card);
        }
    }

    /** What a card is worth as far as is known here. */
    public TenderAnswers.GiftValue balance(String number) {
        shop.requireUser();
        String card = number.strip();
        if (!NUMBER.matcher(card).matches()) {
            throw new TillException(TenderRefusal.CARD_TO_SELL, card.length() <= 40 ? card : card.substring(0, 40));
        }
        BoundedCounter rights = shop.retail().escrow().counter(EscrowAccount.gift(card));
        Optional<GiftCard> written = written(card);
        String state = written.map(GiftCard::blocked).orElse(false)
                ? "blocked"
                : written.filter(known -> !known.paysOn(shop.today())).isPresent()
                        ? "expired"
                        : rights.entries().isEmpty() ? "unknown" : "valid";
        return new TenderAnswers.GiftValue(
                card,
                Money.sar(Math.max(0, rights.balance())),
                rights.isComplete(),
                state,
                written.map(GiftCard::expires).orElse(null));
    }
}
