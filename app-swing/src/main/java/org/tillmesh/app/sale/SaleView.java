package org.tillmesh.app.sale;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.cart.CartActs;
import org.tillmesh.app.cart.LinePresenter;
import org.tillmesh.app.cart.SplitPresenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.tender.TenderAnswers;

/** What the sale shows. */
interface SaleView {
    /** @param selected index of the selected line, -1 for none; @param parked how many carts wait */
    void cart(CounterAnswers.Cart cart, int selected, long parked);

    /** The strip over the cart: the last item, or what was wrong. */
    void tell(String words, String amount, boolean bad);

    void side(Side side);

    /** The large button, and the key that stands on it. */
    void pay(String words, FunctionKey key, boolean enabled);

    /** The text in the search. */
    String typed();

    void clearSearch();

    void selectSearch();

    void focusSearch();

    /** Panels over the sale. */
    void askCustomer(Consumer<CounterAnswers.Cart> attached, Runnable business);

    /** @param closed after Esc too */
    void askInvoice(CounterAnswers.Cart cart, Consumer<CounterAnswers.Cart> chosen, Runnable closed);

    void openUnknown(UnknownPresenter unknown);

    void editLine(LinePresenter line);

    void openCart(CartActs acts);

    void openSplit(SplitPresenter split);

    /** Carts of this till that wait, beside the open one; empty for none. */
    void tabs(List<CounterAnswers.ParkedCart> waiting);

    /** Whom the cart is for, with what a customer has to pay with; null for nobody, or while it is not known. */
    void customer(CounterAnswers.@Nullable Customer customer, TenderAnswers.@Nullable Wallet wallet);

    /** Names of users by their ids. */
    void people(Map<String, String> names);
}
