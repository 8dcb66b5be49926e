package org.tillmesh.app.sale;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.cart.CartActs;
import org.tillmesh.app.cart.LinePresenter;
import org.tillmesh.app.cart.SplitPresenter;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.payment.DoneView;
import org.tillmesh.app.payment.PaymentView;
import org.tillmesh.app.payment.Way;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.tender.TenderAnswers;

/** What a sale shows, kept instead of painted. */
final class RecordingSale implements SaleView, HitsView, QuickKeysView, PaymentView, DoneView, UnknownView {
    CounterAnswers.@Nullable Cart cart;
    int selected = -1;
    long parked;
    String told = "";
    boolean toldBad;
    Side side = Side.KEYS;
    String typed = "";
    List<CounterAnswers.Product> hits = List.of();
    int selectedHit = -1;
    List<QuickKeysView.Tab> tabs = List.of();
    List<CounterAnswers.Product> tiles = List.of();
    final Map<Field, String> fields = new EnumMap<>(Field.class);
    String problem = "";

    @Nullable UnknownPresenter unknown;

    List<String> codes = List.of();

    @Nullable Consumer<CounterAnswers.Cart> invoiceChosen;

    InvoiceAnswers.@Nullable Receipt receipt;

    @Nullable LinePresenter line;

    @Nullable CartActs acts;

    @Nullable SplitPresenter split;

    List<CounterAnswers.ParkedCart> waiting = List.of();
    TenderAnswers.@Nullable Wallet wallet;
    Map<String, String> names = Map.of();
    final List<String> focused = new ArrayList<>();

    @Override
    public void cart(CounterAnswers.Cart now, int at, long waiting) {
        cart = now;
        selected = at;
        parked = waiting;
    }

    @Override
    public void tell(String words, String amount, boolean bad) {
        told = words;
        toldBad = bad;
    }

    @Override
    public void side(Side wanted) {
        side = wanted;
    }

    @Override
    public void pay(String words, FunctionKey key, boolean enabled) {}

    @Override
    public String typed() {
        return typed;
    }

    @Override
    public void clearSearch() {
        typed = "";
    }

    @Override
    public void selectSearch() {
        focused.add("search, selected");
    }

    @Override
    public void focusSearch() {
        focused.add("search");
    }

    @Override
    public void askCustomer(Consumer<CounterAnswers.Cart> attached, Runnable business) {
        focused.add("customer");
    }

    @Override
    public void askInvoice(CounterAnswers.Cart now, Consumer<CounterAnswers.Cart> chosen, Runnable closed) {
        invoiceChosen = chosen;
    }

    @Override
    public void openUnknown(UnknownPresenter opened) {
        unknown = opened;
        opened.open(this);
    }

    @Override
    public void editLine(LinePresenter opened) {
        line = opened;
    }

    @Override
    public void openCart(CartActs opened) {
        acts = opened;
    }

    @Override
    public void openSplit(SplitPresenter opened) {
        split = opened;
    }

    @Override
    public void tabs(List<CounterAnswers.ParkedCart> now) {
        waiting = now;
    }

    @Override
    public void customer(CounterAnswers.@Nullable Customer who, TenderAnswers.@Nullable Wallet has) {
        wallet = has;
    }

    @Override
    public void people(Map<String, String> now) {
        names = now;
    }

    @Override
    public void hits(List<CounterAnswers.Product> found, int at) {
        hits = found;
        selectedHit = at;
    }

    @Override
    public void show(List<QuickKeysView.Tab> now, List<CounterAnswers.Product> products) {
        tabs = now;
        tiles = products;
    }

    @Override
    public void codes(List<String> now) {
        codes = now;
    }

    @Override
    public @Nullable String selected() {
        return codes.isEmpty() ? null : codes.get(0);
    }

    @Override
    public void close() {
        unknown = null;
    }

    @Override
    public void ways(List<Way> offered, Way chosen) {}

    @Override
    public void worth(String words, boolean bad) {}

    @Override
    public void left(String sum) {}

    @Override
    public void sums(List<Money> sums, Money due) {}

    @Override
    public void taken(List<InvoiceAnswers.Tender> tenders) {}

    @Override
    public void invoice(String what, String note) {}

    @Override
    public void change(String sum) {}

    @Override
    public void begin(Money sum) {
        fields.put(Field.RECEIVED, sum.toString());
    }

    @Override
    public void code(String text) {
        fields.put(Field.CODE, text);
    }

    @Override
    public String typed(Field field) {
        return fields.getOrDefault(field, "");
    }

    @Override
    public void focus(Field field) {
        focused.add(field.name());
    }

    @Override
    public void problem(String words, Field field) {
        problem = words;
    }

    @Override
    public void sale(InvoiceAnswers.Receipt done) {
        receipt = done;
    }

    @Override
    public void paper(byte[] png) {}
}
