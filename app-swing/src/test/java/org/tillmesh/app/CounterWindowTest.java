package org.tillmesh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.swing.JLabel;
import javax.swing.JList;
import org.assertj.swing.core.BasicComponentFinder;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.TillKey;
import org.tillmesh.app.sale.SaleScreen;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.counter.NewCustomer;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.shop.TillOptions;

/** The counter with a hasty cashier and a bad scanner: what they mean happens once, or is said. Needs a display. */
class CounterWindowTest {
    private static final Path PICTURES = Path.of("target", "screenshots-counter");
    private static final String UNKNOWN = "6289999222460";
    private static final String UNKNOWN_TOO = "6289999333332";

    @TempDir
    Path dir;

    private Till till;
    private TillWindow window;
    private Hands hands;

    @BeforeEach
    void open() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: the window is not tested here");
        FailOnThreadViolationRepaintManager.install();
        Files.createDirectories(PICTURES);
        till = Till.open(new TillOptions(dir.resolve("till"), true, "S001", "T01", null, List.of(), 0));
        till.people().login("cashier", "1111");
        till.backroom().openShift(Money.sar(20_000));
    }

    @AfterEach
    void close() {
        if (window != null) {
            window.close();
        }
        if (till != null) {
            till.close();
        }
    }

    private void begin(Language language) {
        window = TillWindow.open(till, new TillWindow.Options(language, false, new Dimension(1024, 728)));
        hands = new Hands(window);
        Tour.awaitLogin(window);
        hands.type("1111");
        hands.press(KeyEvent.VK_ENTER);
        Tour.await(
                "the sale is on the screen",
                () -> window.place() == Desk.Place.SALE && window.sale().cart() != null && search().isFocusOwner());
    }

    private javax.swing.JTextField search() {
        return hands.field("search");
    }

    private CounterAnswers.Cart cart() {
        var shown = new AtomicReference<CounterAnswers.Cart>();
        TillWindow.onSwing(() -> shown.set(window.sale().cart()));
        return shown.get();
    }

    private void sold(String code) {
        int before = cart().lines().size();
        hands.scan(code);
        Tour.await("it is in the cart", () -> window.sale().cart().lines().size() == before + 1);
    }

    private void pay() {
        hands.press(KeyEvent.VK_F12);
        Tour.await("payment is open", () -> side() == SaleScreen.Side.PAYMENT);
        Tour.await("the focus is in the sum", () -> hands.field("received").isFocusOwner());
    }

    private SaleScreen.Side side() {
        return window.sale().side();
    }

    private <T extends Component> T find(String name, Class<T> type) {
        return BasicComponentFinder.finderWithCurrentAwtHierarchy().findByName(window.frame(), name, type, false);
    }

    private void picture(String name) {
        Tour.settle();
        Tour.picture(window, PICTURES.resolve(name + ".png"));
    }

    // ---- unknown codes

    @ParameterizedTest
    @EnumSource(Language.class)
    void unknown_codes_are_a_list_that_keys_alone_settle_before_paying(Language language) {
        begin(language);
        sold(DemoBarcodes.PLAIN);
        hands.scan(UNKNOWN);
        hands.scan(UNKNOWN_TOO);
        Tour.await("both are there", () -> window.sale().cart().unknown().equals(List.of(UNKNOWN, UNKNOWN_TOO)));
        picture(language + "-unknown");

        hands.press(KeyEvent.VK_F12);
        Tour.await("they are asked about", () -> window.overlay().isOpen());
        picture(language + "-unknown-asked");
        hands.press(KeyEvent.VK_DOWN);
        hands.press(KeyEvent.VK_DELETE);
        Tour.await("one is dropped", () -> window.sale().cart().unknown().equals(List.of(UNKNOWN)));
        hands.press(KeyEvent.VK_DELETE);

        Tour.await("payment goes on", () -> side() == SaleScreen.Side.PAYMENT);
        assertThat(till.counter().cart().unknown()).isEmpty();
    }

    @Test
    void an_unknown_code_is_looked_up_by_its_name_and_is_settled_by_what_is_found() {
        begin(Language.ENGLISH);
        hands.scan(UNKNOWN);
        Tour.await("it is there", () -> !window.sale().cart().unknown().isEmpty());
        hands.press(KeyEvent.VK_INSERT);
        Tour.await("it is listed", () -> window.overlay().isOpen());
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("the search has the focus", () -> !window.overlay().isOpen() && search().isFocusOwner());
        hands.type("milk");
        hands.press(KeyEvent.VK_ENTER);

        Tour.await(
                "the goods are in the cart", () -> window.sale().cart().lines().size() == 1);
        assertThat(cart().unknown()).isEmpty();
    }

    /** Before the parked carts are there, the button that leads back has it. */
    private boolean aCardHasTheFocus() {
        Component focus = window.frame().getFocusOwner();
        return focus != null && "parked-cart".equals(focus.getName());
    }

    @Test
    void unknown_codes_stay_with_their_customer_when_the_cart_is_parked() {
        begin(Language.ENGLISH);
        sold(DemoBarcodes.PLAIN);
        hands.scan(UNKNOWN);
        Tour.await("it is there", () -> !window.sale().cart().unknown().isEmpty());
        hands.press(KeyEvent.VK_F6);
        Tour.await("the cart is parked", () -> window.sale().cart().lines().isEmpty());
        assertThat(window.sale().hasUnknown()).as("the next customer has none").isFalse();

        hands.press(KeyEvent.VK_F6);
        Tour.await("the parked carts are shown", () -> window.place() == Desk.Place.PARKED);
        Tour.await("the first has the focus", this::aCardHasTheFocus);
        hands.press(KeyEvent.VK_ENTER);
        Tour.await(
                "it came back",
                () -> window.place() == Desk.Place.SALE
                        && window.sale().cart().unknown().equals(List.of(UNKNOWN)));
    }

    @Test
    void a_code_without_a_cart_is_settled_before_another_customers_cart_is_recalled() {
        begin(Language.ENGLISH);
        hands.scan(UNKNOWN);
        Tour.await("it is there", () -> !window.sale().cart().unknown().isEmpty());
        hands.press(KeyEvent.VK_F6);

        Tour.await("it is asked about", () -> window.overlay().isOpen());
        assertThat(window.place()).isEqualTo(Desk.Place.SALE);
    }

    @Test
    void a_cart_whose_till_is_away_is_taken_only_by_who_was_told_that_it_may_be_open_there() {
        till.close();
        var away = new TillOptions(dir.resolve("away"), true, "S001", "T02", null, List.of(), 0);
        try (Till other = Till.open(away)) {
            other.people().login("cashier", "1111");
            other.counter().scan(DemoBarcodes.PLAIN, null, null);
            other.counter().park("Milk");
            till = Till.open(new TillOptions(
                    dir.resolve("till"),
                    true,
                    "S001",
                    "T01",
                    null,
                    List.of("127.0.0.1:" + other.ready().port()),
                    0));
            Tour.await("the cart is known here", () -> till.counter().parked().size() == 1);
        }
        begin(Language.ENGLISH);
        hands.press(KeyEvent.VK_F6);
        Tour.await("the parked carts are shown", () -> window.place() == Desk.Place.PARKED);
        Tour.await("it has the focus", this::aCardHasTheFocus);
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("it is asked", () -> window.overlay().isOpen());
        picture("recall-away");
        hands.press(KeyEvent.VK_ESCAPE);
        assertThat(till.counter().cart().lines()).isEmpty();

        Tour.await("it has the focus again", this::aCardHasTheFocus);
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("it is asked again", () -> window.overlay().isOpen());
        hands.press(KeyEvent.VK_ENTER);
        Tour.await(
                "it is here",
                () -> window.place() == Desk.Place.SALE
                        && window.sale().cart().lines().size() == 1);
    }

    // ---- Enter

    @Test
    void enter_takes_the_first_hit_of_what_stands_in_the_field_even_before_the_hits_came() throws Exception {
        begin(Language.ENGLISH);
        String wanted = till.counter().search("bread", 1).get(0).id();
        hands.type("milk");
        Tour.await("the older query's hits are there", () -> side() == SaleScreen.Side.HITS);
        hands.press(KeyEvent.VK_ESCAPE);
        Tour.await("the search is closed", () -> side() == SaleScreen.Side.KEYS);
        var slow = new CountDownLatch(1);
        TillWindow.onSwing(() -> window.aside(
                () -> {
                    try {
                        return slow.await(20, java.util.concurrent.TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                done -> {},
                refused -> {}));
        hands.type("milk");
        hands.press(KeyEvent.VK_ENTER);
        TillWindow.onSwing(() -> search().setText("bread"));
        hands.press(KeyEvent.VK_ENTER);
        assertThat(till.counter().cart().lines()).isEmpty();
        slow.countDown();

        Tour.await("one line came", () -> window.sale().cart().lines().size() == 1);
        assertThat(cart().lines()).singleElement().satisfies(line -> assertThat(line.productId())
                .isEqualTo(wanted));
        assertThat(cart().unknown()).isEmpty();
    }

    @Test
    void a_name_that_nothing_has_is_no_code() {
        begin(Language.ENGLISH);
        hands.type("xylophone");
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("it is said", () -> window.sale().told().contains("xylophone"));
        assertThat(till.counter().cart().unknown()).isEmpty();
        assertThat(search().getText()).as("it can be mended").isEqualTo("xylophone");
    }

    @Test
    void a_number_that_a_hand_types_is_a_product_or_an_unknown_code() {
        begin(Language.ARABIC);
        hands.type(DemoBarcodes.PLAIN);
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("it is in the cart", () -> window.sale().cart().lines().size() == 1);
        hands.type("٦٢٨٩٩٩٩٢٢٢٤٦٠");
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("it is kept", () -> window.sale().cart().unknown().equals(List.of(UNKNOWN)));
    }

    @Test
    void delete_in_the_search_edits_the_search() {
        begin(Language.ENGLISH);
        sold(DemoBarcodes.PLAIN);
        hands.type("m");
        Tour.await("it stands there", () -> search().getText().equals("m"));
        hands.press(KeyEvent.VK_HOME);
        hands.press(KeyEvent.VK_DELETE);
        Tour.await("the letter is gone", () -> search().getText().isEmpty());
        assertThat(cart().lines()).hasSize(1);
        hands.press(KeyEvent.VK_DELETE);
        Tour.await("now the line goes", () -> window.sale().cart().lines().isEmpty());
    }

    @Test
    void a_held_enter_neither_completes_a_sale_nor_skips_the_change() {
        begin(Language.ENGLISH);
        sold(DemoBarcodes.PLAIN);
        hands.hold(KeyEvent.VK_F12, 4);
        Tour.await("payment is open", () -> side() == SaleScreen.Side.PAYMENT);
        assertThat(till.backroom().sales(null).count()).as("F12 held").isZero();

        hands.hold(KeyEvent.VK_ENTER, 6);
        Tour.await("it is sold", () -> side() == SaleScreen.Side.DONE);
        assertThat(till.backroom().sales(null).count()).isOne();
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("the next sale begins", () -> side() == SaleScreen.Side.KEYS);
    }

    @Test
    void enter_chooses_the_customer_that_is_selected_and_the_control_that_has_the_focus() {
        till.counter().newCustomer(new NewCustomer("Aisha One", "0551110001", null, null, List.of()), null);
        CounterAnswers.Customer second =
                till.counter().newCustomer(new NewCustomer("Aisha Two", "0551110002", null, null, List.of()), null);
        begin(Language.ENGLISH);
        sold(DemoBarcodes.PLAIN);
        hands.press(KeyEvent.VK_F3);
        Tour.await("the panel is open", () -> window.overlay().isOpen());
        hands.type("aisha");
        Tour.await(
                "both are found",
                () -> find("customers", JList.class).getModel().getSize() == 2);
        JList<?> customers = find("customers", JList.class);
        TillWindow.onSwing(() -> {
            var model = customers.getModel();
            int at = ((CounterAnswers.Customer) model.getElementAt(0)).id().equals(second.id()) ? 0 : 1;
            if (at == 1) {
                Tour.send(window, KeyEvent.KEY_PRESSED, Tour.eventTime(), 0, KeyEvent.VK_DOWN, KeyEvent.CHAR_UNDEFINED);
            }
        });
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("a customer is there", () -> window.sale().cart().customer() != null);
        assertThat(cart().customer().id()).isEqualTo(second.id());

        hands.press(KeyEvent.VK_F3);
        Tour.await("the panel is open again", () -> window.overlay().isOpen());
        hands.type("aisha");
        Tour.await(
                "both are found again",
                () -> find("customers", JList.class).getModel().getSize() == 2);
        hands.press(KeyEvent.VK_TAB);
        hands.press(KeyEvent.VK_TAB);
        Tour.await(
                "\"No customer\" has the focus", () -> window.frame().getFocusOwner() instanceof javax.swing.JButton);
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("nobody is attached", () -> window.sale().cart().customer() == null);
    }

    // ---- scans

    @Test
    void a_torn_scan_is_one_scan_and_leaves_nothing_in_the_field() {
        begin(Language.ENGLISH);
        String code = DemoBarcodes.PLAIN;
        hands.scanTorn(code.substring(0, 7), code.substring(7), search());

        Tour.await("it is in the cart", () -> window.sale().cart().lines().size() == 1);
        assertThat(search().getText()).isEmpty();
        assertThat(cart().unknown()).isEmpty();
        hands.type("3*");
        hands.scanTorn(code.substring(0, 3), code.substring(3), search());
        Tour.await(
                "three more",
                () -> window.sale().cart().lines().get(0).qty().toString().equals("4"));
    }

    @Test
    void a_scanner_may_end_its_codes_with_tab() {
        begin(Language.ENGLISH);
        hands.scan(DemoBarcodes.PLAIN, KeyEvent.VK_TAB);
        Tour.await("it is in the cart", () -> window.sale().cart().lines().size() == 1);
        assertThat(search().isFocusOwner()).as("the focus stays").isTrue();
    }

    @Test
    void letters_of_a_code_come_out_right_under_an_arabic_layout_and_none_stays_in_the_field() {
        begin(Language.ARABIC);
        hands.scanInArabic("\u0634\uFEFB12-٣٤\u0643"); // a b 1 2 - 3 4 ;
        Tour.await("it is an unknown code", () -> window.sale().cart().unknown().equals(List.of("ab12-34;")));
        assertThat(search().getText()).isEmpty();
        hands.scanInArabic("\u0633001-\u064101-000012");
        Tour.await("the receipt is told", () -> window.notice().contains("s001-t01-000012"));
    }

    @Test
    void a_scan_while_paying_is_no_money_and_is_said_with_its_code() {
        begin(Language.ARABIC);
        sold(DemoBarcodes.PLAIN);
        pay();
        String due = hands.field("received").getText();
        hands.scan(UNKNOWN);
        Tour.await("it is said", () -> window.notice().contains(UNKNOWN));
        picture("scan-while-paying");
        hands.scanTorn("628999", "9222460", hands.field("received"));
        assertThat(hands.field("received").getText()).isEqualTo(due);
        assertThat(window.frame().getLayeredPane().getComponentsInLayer(javax.swing.JLayeredPane.POPUP_LAYER))
                .as("it covers little")
                .allSatisfy(notice -> assertThat(notice.getHeight()).isLessThan(150));

        hands.type(UNKNOWN);
        hands.press(KeyEvent.VK_ENTER);
        Tour.await(
                "it is refused",
                () -> find("payment-problem", JLabel.class).getText().contains("باركود"));
        picture("slow-scan-while-paying");
        assertThat(till.counter().cart().tenders()).isEmpty();
        assertThat(till.backroom().sales(null).count()).isZero();
    }

    @Test
    void a_scan_under_a_panel_and_on_a_screen_without_goods_is_said() {
        begin(Language.ENGLISH);
        hands.press(KeyEvent.VK_F3);
        Tour.await("the panel is open", () -> window.overlay().isOpen());
        hands.scan(DemoBarcodes.PLAIN);
        Tour.await("it is said", () -> window.notice().contains(DemoBarcodes.PLAIN));
        picture("scan-under-a-panel");
        hands.press(KeyEvent.VK_ESCAPE);
        hands.press(KeyEvent.VK_F10);
        Tour.await("the sync menu is shown", () -> window.place() == Desk.Place.SYNC);
        hands.scan(UNKNOWN);
        Tour.await("it is said there", () -> window.notice().contains(UNKNOWN));
        assertThat(till.counter().cart().lines()).isEmpty();
    }

    @Test
    void unknown_codes_of_an_empty_cart_are_settled_before_the_shift_ends() {
        begin(Language.ENGLISH);
        hands.scan(UNKNOWN);
        Tour.await("it is kept", () -> window.sale().cart().unknown().equals(List.of(UNKNOWN)));
        hands.press(KeyEvent.VK_F8);
        Tour.await("it is asked about", () -> window.overlay().isOpen());
        assertThat(window.place()).isEqualTo(Desk.Place.SALE);
        hands.press(KeyEvent.VK_DELETE);
        Tour.await("it is dropped", () -> window.sale().cart().unknown().isEmpty());
        hands.press(KeyEvent.VK_F8);
        Tour.await("the shift can be closed", () -> window.place() == Desk.Place.SHIFT);
    }

    // ---- help

    @ParameterizedTest
    @EnumSource(Language.class)
    void the_list_of_keys_names_every_key_that_works_here(Language language) {
        begin(language);
        sold(DemoBarcodes.PLAIN);
        assertThat(listed())
                .contains(Stream.of(TillKey.values()).map(key -> key.label).toArray(String[]::new));
        pay();
        assertThat(listed()).contains("F1", "F2", "F3", "F4", "F5", "F10", "F11", "F12", "Enter", "Esc");
        hands.press(KeyEvent.VK_ESCAPE);
        Tour.await("payment is left", () -> side() == SaleScreen.Side.KEYS);
        Tour.settle();
        hands.press(KeyEvent.VK_F7);
        Tour.await("returns are shown", () -> window.place() == Desk.Place.RETURN);
        assertThat(listed()).contains("F1", "F2", "F3", "F4", "F10", "F11", "Enter", "Esc");
    }

    /** The keys that F1 names. */
    private List<String> listed() {
        hands.press(KeyEvent.VK_F1);
        Tour.await("help is open", () -> window.overlay().isOpen());
        List<String> found =
                BasicComponentFinder.finderWithCurrentAwtHierarchy()
                        .findAll(window.overlay(), JLabel.class::isInstance)
                        .stream()
                        .map(label -> ((JLabel) label).getText().replace("\u200E", ""))
                        .toList();
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("help is closed", () -> !window.overlay().isOpen());
        Tour.settle();
        return found;
    }

    // ---- money

    @Test
    void a_card_needs_its_approval_code_and_much_too_much_cash_is_asked_about() {
        begin(Language.ENGLISH);
        sold(DemoBarcodes.PLAIN);
        pay();
        hands.type("99999");
        TillWindow.onSwing(() -> {
            hands.press(KeyEvent.VK_ENTER);
            hands.press(KeyEvent.VK_ENTER);
        });
        Tour.settle();
        assertThat(window.overlay().isOpen())
                .as("a double Enter answers nothing")
                .isTrue();
        picture("much-cash");
        hands.press(KeyEvent.VK_ESCAPE);
        assertThat(till.counter().cart().tenders()).isEmpty();

        hands.press(KeyEvent.VK_F3);
        Tour.await("the code is asked for", () -> hands.field("approval-code").isFocusOwner());
        hands.press(KeyEvent.VK_ENTER);
        Tour.await(
                "it is needed",
                () -> find("payment-problem", JLabel.class).getText().contains("code off the slip"));
        picture("card");
        hands.type("A1B2C3");
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("it is sold", () -> side() == SaleScreen.Side.DONE);
        assertThat(till.backroom().sales(null).count()).isOne();
    }

    @Test
    void a_cashiers_limit_asks_a_manager_before_money_is_taken_and_goes_on() {
        till.counter().scan(DemoBarcodes.PLAIN, org.tillmesh.retail.value.Quantity.of(10), null);
        till.counter().discount(1, null, Money.sar(1_000), null);
        till.counter().setQty(1, org.tillmesh.retail.value.Quantity.ONE, null);
        begin(Language.ENGLISH);
        pay();
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("a manager is asked", () -> window.overlay().isOpen());
        assertThat(till.counter().cart().tenders()).isEmpty();
        hands.type("9999");
        hands.press(KeyEvent.VK_ENTER);

        Tour.await("it is sold", () -> side() == SaleScreen.Side.DONE);
    }

    // ---- returns

    @Test
    void money_goes_back_the_way_it_came_and_another_way_asks_a_manager() {
        till.counter().scan(DemoBarcodes.PLAIN, null, null);
        till.counter().tender("card", till.counter().cart().due(), "A1B2C3");
        InvoiceAnswers.Receipt receipt = till.counter().complete(null);
        begin(Language.ARABIC);
        hands.press(KeyEvent.VK_F7);
        Tour.await("returns are shown", () -> window.place() == Desk.Place.RETURN);
        hands.scan(receipt.receipt());
        Tour.await("the lines have the focus", () -> find("return-lines", javax.swing.JPanel.class)
                .isFocusOwner());
        hands.press(KeyEvent.VK_F3);
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("a manager is asked", () -> window.overlay().isOpen());
        picture("return-in-cash");
        hands.press(KeyEvent.VK_ESCAPE);
        assertThat(till.backroom().sales(null).count()).isOne();

        hands.press(KeyEvent.VK_F2);
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("it is paid back", () -> window.place() == Desk.Place.SALE);
        assertThat(window.word()).contains(Language.ARABIC.text("card"));
    }

    @Test
    void line_eight_of_a_receipt_comes_back_by_keys_alone() {
        List<CounterAnswers.Product> ten = till.counter().search("", 400).stream()
                .filter(p -> !p.batchTracked() && p.ageLimit() == 0 && !p.weighed())
                .limit(10)
                .toList();
        ten.forEach(product -> till.counter().add(product.id(), null, null, null));
        till.counter().tender("cash", till.counter().cart().due(), null);
        InvoiceAnswers.Receipt receipt = till.counter().complete(null);
        begin(Language.ENGLISH);
        hands.press(KeyEvent.VK_F7);
        Tour.await("returns are shown", () -> window.place() == Desk.Place.RETURN);
        hands.scan(UNKNOWN);
        Tour.await("a receipt is asked for", () -> window.notice().contains(UNKNOWN));
        hands.scan(receipt.receipt());
        Tour.await("the lines have the focus", () -> find("return-lines", javax.swing.JPanel.class)
                .isFocusOwner());
        for (int i = 0; i < 7; i++) {
            hands.press(KeyEvent.VK_DOWN);
        }
        hands.type("+");
        picture("return-line-eight");
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("it is paid back", () -> window.place() == Desk.Place.SALE);

        assertThat(till.counter().returnable(receipt.receipt()).stream()
                        .filter(line -> line.returned().isPositive())
                        .map(CounterAnswers.ReturnableLine::productId))
                .containsExactly(ten.get(7).id());
    }
}
