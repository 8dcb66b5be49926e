package org.tillmesh.app.sale;

import java.util.function.Consumer;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.till.counter.CounterAnswers;

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
}
