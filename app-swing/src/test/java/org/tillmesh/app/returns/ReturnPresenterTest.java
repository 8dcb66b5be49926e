package org.tillmesh.app.returns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.refund.RefundAnswers;
import org.tillmesh.till.refund.ReturnLine;
import org.tillmesh.till.shop.Topic;

/** Goods come back once, and the money goes the way it came. */
class ReturnPresenterTest implements ReturnView {
    @TempDir
    Path dir;

    private Till till;
    private RecordingDesk desk;
    private ReturnPresenter returns;
    private List<Row> rows = List.of();
    private int selected;
    private boolean inCash;
    private String paidBack = "";
    private String order = "";
    private String number = "";

    @BeforeEach
    void open() {
        till = Shops.selling(dir.resolve("till"));
        desk = new RecordingDesk(till);
        returns = new ReturnPresenter(desk, this);
        desk.inFront = returns;
        returns.shown();
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void press(FunctionKey... keys) {
        for (FunctionKey key : keys) {
            desk.press(key);
        }
    }

    @Override
    public void order(String words) {
        order = words;
    }

    @Test
    void what_is_given_back_stands_there_before_it_is_confirmed_with_reason_and_where_the_goods_go() {
        InvoiceAnswers.Receipt sale = sold(TenderKind.CASH, Quantity.of(2));
        returns.scanned(sale.receipt());
        assertThat(order).contains(sale.total().toString(), "Cash", "To stock");
        press(FunctionKey.MINUS);
        assertThat(order).doesNotContain(sale.total().toString());
        press(FunctionKey.F5, FunctionKey.F5, FunctionKey.F6);
        assertThat(order).contains("Faulty", "To waste");
        Quantity before = till.goods().stock(DemoBarcodes.PLAIN).onHand();
        press(FunctionKey.ENTER);
        assertThat(till.goods().stock(DemoBarcodes.PLAIN).onHand()).isEqualTo(before);
        assertThat(till.backroom()
                        .audit(null, null, null, "return", 5, "9999")
                        .get(0)
                        .about())
                .contains("Faulty");
    }

    @Test
    void an_exchange_puts_what_comes_back_into_the_open_cart() {
        InvoiceAnswers.Receipt sale = sold(TenderKind.CASH, Quantity.of(2));
        press(FunctionKey.F8);
        assertThat(desk.lastSaid()).isNotBlank();
        returns.scanned(sale.receipt());
        press(FunctionKey.F8);
        assertThat(desk.shown).containsExactly(Desk.Place.SALE);
        assertThat(till.counter().cart().lines()).singleElement().satisfies(line -> assertThat(line.back())
                .isNotNull());
    }

    private InvoiceAnswers.Receipt sold(TenderKind tender, Quantity qty) {
        till.counter().scan(DemoBarcodes.PLAIN, qty, null);
        till.counter().tender(tender, till.counter().cart().due(), tender == TenderKind.CARD ? "A1B2C3" : null);
        return till.counter().complete(null);
    }

    @Test
    void money_goes_back_the_way_it_came_and_another_way_asks_a_manager() {
        desk.language = Language.ARABIC;
        InvoiceAnswers.Receipt receipt = sold(TenderKind.CARD, Quantity.ONE);
        returns.scanned(receipt.receipt());
        assertThat(rows).singleElement().satisfies(row -> assertThat(row.now()).isEqualTo(Quantity.ONE));
        press(FunctionKey.F3);
        assertThat(inCash).isTrue();
        press(FunctionKey.ENTER);
        assertThat(desk.asked).containsExactly("approval");
        assertThat(till.backroom().sales(null).count()).isOne();

        press(FunctionKey.F2, FunctionKey.ENTER);
        assertThat(paidBack)
                .contains(Language.ARABIC.text("card"), receipt.total().toString(), "S001-T01-000002");
        assertThat(rows).isEmpty();
        returns.scanned(DemoBarcodes.PLAIN);
        assertThat(desk.shown).as("it stays until it is read").isEmpty();
        press(FunctionKey.ENTER);
        assertThat(desk.shown).containsExactly(Desk.Place.SALE);
        assertThat(till.backroom().sales(null).count()).isEqualTo(2);
    }

    @Test
    void line_eight_of_a_receipt_comes_back_by_keys_alone() {
        List<CounterAnswers.Product> ten = till.counter().search("", 400).stream()
                .filter(p -> !p.batchTracked() && p.ageLimit() == 0 && !p.weighed())
                .limit(10)
                .toList();
        ten.forEach(product -> till.counter().add(product.id(), null, null, null));
        till.counter().tender(TenderKind.CASH, till.counter().cart().due(), null);
        InvoiceAnswers.Receipt receipt = till.counter().complete(null);
        returns.scanned("6289999222460");
        assertThat(desk.unusable).singleElement().asString().contains("First scan the receipt");
        number = receipt.receipt().toLowerCase(java.util.Locale.ROOT);
        press(FunctionKey.ENTER);
        assertThat(rows).hasSize(10);
        press(FunctionKey.ENTER);
        assertThat(desk.lastSaid()).isEqualTo(Language.ENGLISH.text("nothingBack"));
        for (int i = 0; i < 7; i++) {
            press(FunctionKey.DOWN);
        }
        press(FunctionKey.PLUS, FunctionKey.ENTER);

        assertThat(till.refunds().returnable(receipt.receipt()).stream()
                        .filter(line -> line.returned().isPositive())
                        .map(RefundAnswers.ReturnableLine::productId))
                .containsExactly(ten.get(7).id());
    }

    @Test
    void no_more_comes_back_than_is_left() {
        InvoiceAnswers.Receipt receipt = sold(TenderKind.CASH, Quantity.of(3));
        returns.scanned(receipt.receipt());
        press(FunctionKey.SPACE);
        assertThat(rows.get(0).now()).isEqualTo(Quantity.ZERO);
        returns.scanned(DemoBarcodes.PLAIN);
        returns.scanned(DemoBarcodes.PLAIN);
        press(FunctionKey.MINUS);
        assertThat(rows.get(0).now()).isEqualTo(Quantity.ONE);
        press(FunctionKey.F4);
        desk.number("4");
        assertThat(desk.lastSaid()).contains("3");
        assertThat(rows.get(0).now()).isEqualTo(Quantity.ONE);
    }

    @Test
    void what_a_neighbour_has_taken_back_meanwhile_is_not_offered_any_more() {
        InvoiceAnswers.Receipt receipt = sold(TenderKind.CASH, Quantity.of(3));
        returns.scanned(receipt.receipt());
        assertThat(rows.get(0).now()).isEqualTo(Quantity.of(3));
        till.refunds()
                .returnGoods(
                        receipt.receipt(),
                        null,
                        List.of(new ReturnLine(rows.get(0).line().line(), Quantity.of(2))),
                        "",
                        null,
                        true,
                        null,
                        null);
        returns.changed(Topic.SALES);
        assertThat(rows.get(0).left()).isEqualTo(Quantity.ONE);
        assertThat(rows.get(0).now()).isEqualTo(Quantity.ONE);
    }

    @Test
    void keys_before_a_receipt_say_what_is_missing() {
        press(FunctionKey.F4);
        assertThat(desk.lastSaid()).isEqualTo(Language.ENGLISH.text("receiptFirst"));
        press(FunctionKey.ENTER);
        assertThat(desk.sounds).containsExactly("blocked", "blocked");
        number = "S001-T01-999999";
        press(FunctionKey.ENTER);
        assertThat(rows).isEmpty();
        assertThat(desk.sounds).hasSize(3);
    }

    @Override
    public void lines(List<Row> now, int at, boolean any) {
        rows = now;
        selected = at;
        assertThat(selected).isLessThanOrEqualTo(Math.max(0, now.size() - 1));
    }

    @Override
    public void paidBack(String sums, String document) {
        paidBack = sums + " " + document;
    }

    @Override
    public void way(boolean cash) {
        inCash = cash;
    }

    @Override
    public String number() {
        return number;
    }

    @Override
    public void number(String now) {
        number = now;
    }

    @Override
    public void focusNumber() {}

    @Override
    public void focusLines() {}
}
