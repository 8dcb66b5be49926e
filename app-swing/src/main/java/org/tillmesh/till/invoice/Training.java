package org.tillmesh.till.invoice;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.cart.OpenCart;
import org.tillmesh.retail.sale.IssuedDocument;
import org.tillmesh.retail.value.ReceiptNumber;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.people.Act;
import org.tillmesh.till.people.Login;
import org.tillmesh.till.shop.Shop;

/**
 * Selling that is only played: it is priced, paid and answered as usual, and nothing of it is issued or kept. The training
 * goes on after a restart until somebody ends it; its receipts are gone then, and their numbers begin anew.
 */
public final class Training {
    /** What a played receipt's number begins with. */
    public static final String NUMBER = "TRAINING-";

    private static final int KEPT_MAX = 100;

    private final Shop shop;
    private final Login login;
    private final Map<String, IssuedDocument> played = new LinkedHashMap<>();
    private long counter;

    Training(Shop shop, Login login) {
        this.shop = shop;
        this.login = login;
    }

    /**
     * Begins or ends it, with nothing in the cart. Anybody may end it.
     *
     * @throws org.tillmesh.till.shop.TillException CART_OPEN, FORBIDDEN
     */
    boolean turn(boolean on, @Nullable String approve) {
        shop.requireUser();
        shop.refuseOpenCart(Shop.Next.TRAIN);
        if (on == shop.isTraining()) {
            return on;
        }
        UserId approver = on ? login.allow(false, Act.TRAIN.with(), approve) : null;
        shop.writeAnyway(tx -> {
            OpenCart.clear(tx);
            shop.folder().notes().keepTraining(tx, on, shop.clock().instant());
            shop.audit(tx, "training", on ? "on" : "off", approver);
            return true;
        });
        played.clear();
        counter = 0;
        return on;
    }

    /** The number of the next played receipt. */
    public ReceiptNumber next() {
        return new ReceiptNumber(shop.till(), counter + 1);
    }

    /** Plays that a sale is issued; the open cart is empty then. */
    public InvoiceAnswers.Receipt play(IssuedDocument sale, InvoiceForm form) {
        shop.write(tx -> {
            OpenCart.clear(tx);
            return true;
        });
        counter = sale.receipt().counter();
        String number = number(sale);
        played.put(number, sale);
        if (played.size() > KEPT_MAX) {
            played.remove(played.keySet().iterator().next());
        }
        return new InvoiceAnswers.Receipt(
                number,
                sale.uuid(),
                0,
                sale.total(),
                sale.vat(),
                sale.change(),
                false,
                form.name(),
                false,
                null,
                null,
                null,
                null);
    }

    /** A sale that was played since the training began, by the number or the uuid that was answered. */
    public Optional<IssuedDocument> find(@Nullable String receipt, @Nullable String uuid) {
        return played.entrySet().stream()
                .filter(each -> uuid == null
                        ? each.getKey().equals(receipt)
                        : each.getValue().uuid().value().equals(uuid))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** {@code TRAINING-000001}. */
    public static String number(IssuedDocument sale) {
        return NUMBER + String.format(Locale.ROOT, "%06d", sale.receipt().counter());
    }
}
