package org.tillmesh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.KeyboardFocusManager;
import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JList;
import org.assertj.swing.core.BasicComponentFinder;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Panels;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.sale.Side;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.counter.NewCustomer;
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
        till.people().login(new UserId("cashier"), "1111");
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
        Tour.await("payment is open", () -> side() == Side.PAYMENT);
        Tour.await("the focus is in the sum", () -> hands.field("received").isFocusOwner());
    }

    private Side side() {
        return window.sale().side();
    }

    private <T extends Component> T find(String name, Class<T> type) {
        return BasicComponentFinder.finderWithCurrentAwtHierarchy().findByName(window.frame(), name, type, false);
    }

    private void picture(String name) {
        Tour.settle();
        Tour.picture(window, PICTURES.resolve(name + ".png"));
    }

    // ---- Enter

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
        Tour.await("payment is open", () -> side() == Side.PAYMENT);
        assertThat(till.backroom().sales(null).count()).as("F12 held").isZero();

        hands.hold(KeyEvent.VK_ENTER, 6);
        Tour.await("it is sold", () -> side() == Side.DONE);
        assertThat(till.backroom().sales(null).count()).isOne();
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("the next sale begins", () -> side() == Side.KEYS);
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
    void what_was_not_taken_while_paying_does_not_cover_the_change() {
        begin(Language.ENGLISH);
        sold(DemoBarcodes.PLAIN);
        pay();
        hands.scan(UNKNOWN);
        Tour.await("it is said", () -> window.notice().contains(UNKNOWN));
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("the sale is done", () -> side() == Side.DONE);
        assertThat(window.notice()).isEmpty();
        TillWindow.onSwing(() -> window.unusable(UNKNOWN, "."));
        hands.press(KeyEvent.VK_F8);
        Tour.await("the shift is shown", () -> window.place() == Desk.Place.SHIFT);
        assertThat(window.notice()).as("it was about another screen").isEmpty();
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
        Tour.await("the menu is shown", () -> window.place() == Desk.Place.MENU);
        hands.scan(UNKNOWN);
        Tour.await("it is said there", () -> window.notice().contains(UNKNOWN));
        assertThat(till.counter().cart().lines()).isEmpty();
    }

    // ---- money

    @Test
    void a_part_that_is_paid_is_seen_at_the_sale_too() {
        Language language = Language.ARABIC;
        begin(language);
        sold(DemoBarcodes.PLAIN);
        assertThat(find("cart-pay", JLabel.class).getText()).isEqualTo(language.text("toPay"));
        pay();
        hands.type("5");
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("it is taken", () -> !window.sale().cart().tenders().isEmpty());
        hands.press(KeyEvent.VK_ESCAPE);
        Tour.await("the sale is back", () -> side() == Side.KEYS);
        picture(language + "-part-paid");
        assertThat(find("cart-pay", JLabel.class).getText()).isEqualTo(language.text("leftToPay"));
        assertThat(find("cart-counts", JLabel.class).getText()).contains("5.00");
        assertThat(find("cart-total", JLabel.class).getText())
                .contains(till.counter().cart().due().toString());
    }

    @Test
    void the_pad_goes_on_where_the_keyboard_stopped_and_replaces_what_is_selected() {
        begin(Language.ENGLISH);
        sold(DemoBarcodes.PLAIN);
        pay();
        hands.type("10");
        Tour.await("it stands there", () -> hands.field("received").getText().equals("10"));
        touch("0");
        Tour.await("it goes on", () -> hands.field("received").getText().equals("100"));
        hands.type("x");
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("it is refused", () -> hands.field("received").getSelectedText() != null);
        touch("5");
        Tour.await("it begins anew", () -> hands.field("received").getText().equals("5"));
    }

    private void touch(String key) {
        TillWindow.onSwing(() -> ((JButton) BasicComponentFinder.finderWithCurrentAwtHierarchy()
                        .find(
                                window.frame(),
                                c -> c instanceof JButton button
                                        && button.isShowing()
                                        && button.getText().equals(key)))
                .doClick(0));
    }

    @Test
    void what_takes_long_is_said_until_it_is_done() {
        begin(Language.ENGLISH);
        var lasts = new CountDownLatch(1);
        TillWindow.onSwing(() -> window.run(
                () -> {
                    try {
                        return lasts.await(60, TimeUnit.SECONDS);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                done -> {}));
        Tour.await("it is said", () -> window.word().equals(Language.ENGLISH.text("working")));
        lasts.countDown();
        Tour.await("it is over", () -> window.word().isBlank());
    }

    // ---- returns

    @Test
    void another_receipt_that_is_typed_over_the_lines_of_one_pays_nothing_back() {
        till.counter()
                .tender(
                        TenderKind.CASH,
                        till.counter()
                                .scan(DemoBarcodes.PLAIN, Quantity.of(5), null)
                                .total(),
                        null);
        String first = till.counter().complete(null).receipt();
        begin(Language.ENGLISH);
        hands.press(KeyEvent.VK_F7);
        Tour.await("the returns are shown", () -> window.place() == Desk.Place.RETURN);
        hands.type(first);
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("its lines have the focus", () -> find("return-lines", Component.class)
                .isFocusOwner());
        hands.type("S001-T01-000099");
        Tour.await(
                "it stands in its field",
                () -> hands.field("return-receipt").getText().equals("S001-T01-000099"));
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("it is not known", () -> !window.word().isBlank());
        assertThat(till.backroom().sales(null).sales()).hasSize(1);
        hands.type("1");
        hands.press(KeyEvent.VK_F7);
        Tour.await(
                "it begins anew", () -> hands.field("return-receipt").getText().isEmpty());
    }

    // ---- the focus

    @Test
    void a_panel_that_opens_with_a_new_screen_leaves_the_focus_on_it() {
        begin(Language.ENGLISH);
        TillWindow.onSwing(() -> {
            window.show(Desk.Place.SHIFT);
            Panels.question(window, "?", "?", "?", () -> {});
        });
        Tour.await("the panel is open", () -> window.overlay().isOpen());
        hands.press(KeyEvent.VK_ESCAPE);
        hands.type("250");
        Tour.await(
                "it is typed into the count",
                () -> hands.field("shift-amount").getText().equals("250"));
    }

    // ---- keys

    /** Its release goes to the field that Esc has just taken out of the window. */
    @Test
    void an_esc_whose_release_went_to_a_field_that_is_gone_does_not_swallow_the_next() {
        begin(Language.ENGLISH);
        hands.press(KeyEvent.VK_F12);
        hands.press(KeyEvent.VK_F3);
        Tour.await("the panel is open", () -> window.overlay().isOpen());
        Component field = find("customer-find", Component.class);
        long at = Tour.eventTime() + 5_000;
        TillWindow.onSwing(() -> {
            Tour.send(window, KeyEvent.KEY_PRESSED, at, 0, KeyEvent.VK_ESCAPE, KeyEvent.CHAR_UNDEFINED);
            field.dispatchEvent(new KeyEvent(
                    field, KeyEvent.KEY_RELEASED, at + 60, 0, KeyEvent.VK_ESCAPE, KeyEvent.CHAR_UNDEFINED));
            KeyboardFocusManager.getCurrentKeyboardFocusManager()
                    .dispatchEvent(new KeyEvent(
                            field, KeyEvent.KEY_RELEASED, at + 60, 0, KeyEvent.VK_ESCAPE, KeyEvent.CHAR_UNDEFINED));
        });
        Tour.await("it is closed", () -> !window.overlay().isOpen());
        TillWindow.onSwing(() -> {
            search().setText("milk");
            Tour.send(window, KeyEvent.KEY_PRESSED, at + 400, 0, KeyEvent.VK_ESCAPE, KeyEvent.CHAR_UNDEFINED);
        });
        Tour.await("the search is cleared", () -> search().getText().isEmpty());
    }

    @Test
    void help_and_bar_show_what_the_keys_mean_on_each_screen() {
        Language language = Language.ARABIC;
        begin(language);
        sold(DemoBarcodes.PLAIN);
        assertHelpAndBar();
        pay();
        assertHelpAndBar();
        hands.press(KeyEvent.VK_ESCAPE);
        hands.press(KeyEvent.VK_DELETE);
        Tour.await("the cart is empty", () -> window.sale().cart().lines().isEmpty());
        for (int key : new int[] {KeyEvent.VK_F6, KeyEvent.VK_F7, KeyEvent.VK_F8, KeyEvent.VK_F10}) {
            hands.press(key);
            Tour.await("another screen is shown", () -> window.place() != Desk.Place.SALE);
            assertHelpAndBar();
            if (key == KeyEvent.VK_F10) {
                hands.press(KeyEvent.VK_F9);
                Tour.await("the invoices are shown", () -> window.place() == Desk.Place.INVOICES);
                assertHelpAndBar();
            }
            hands.press(KeyEvent.VK_ESCAPE);
            Tour.await("the sale is back", () -> window.place() == Desk.Place.SALE);
        }
    }

    private void assertHelpAndBar() {
        Tour.settle();
        var keys = new AtomicReference<KeyMap>();
        TillWindow.onSwing(() -> keys.set(window.keysInFront()));
        assertThat(names(window.frame().getContentPane(), "key-"))
                .containsExactlyElementsOf(keys.get().bar().stream()
                        .map(action -> action.key().label)
                        .toList());
        hands.press(KeyEvent.VK_F1);
        Tour.await("help is open", () -> window.overlay().isOpen());
        picture("help-" + window.place() + "-" + side() + "-" + window.language());
        assertThat(String.join("", texts("help-key")))
                .contains(keys.get().all().stream()
                        .map(action -> action.key().label)
                        .toList());
        hands.press(KeyEvent.VK_ENTER);
        Tour.await("help is closed", () -> !window.overlay().isOpen());
    }

    private List<String> names(Container in, String prefix) {
        var found = new ArrayList<String>();
        TillWindow.onSwing(() -> BasicComponentFinder.finderWithCurrentAwtHierarchy()
                .findAll(in, c -> c.isShowing() && String.valueOf(c.getName()).startsWith(prefix))
                .forEach(c -> found.add(c.getName().substring(prefix.length()))));
        return found;
    }

    private List<String> texts(String name) {
        var found = new ArrayList<String>();
        TillWindow.onSwing(() -> BasicComponentFinder.finderWithCurrentAwtHierarchy()
                .findAll(window.overlay(), c -> name.equals(c.getName()))
                .forEach(c -> found.add(((JLabel) c).getText())));
        return found;
    }

    // ---- a neighbour

    @Test
    void the_open_screen_and_the_open_panel_follow_a_neighbour() {
        till.close();
        try (Till other = Shops.till(dir.resolve("other"), "T02")) {
            other.people().login(new UserId("cashier"), "1111");
            till = Shops.till(
                    dir.resolve("till"), "T01", "127.0.0.1:" + other.ready().port());
            till.people().login(new UserId("cashier"), "1111");
            begin(Language.ENGLISH);
            Tour.await(
                    "they know each other",
                    () -> !till.links().status().neighbours().isEmpty());
            hands.press(KeyEvent.VK_F6);
            Tour.await("the parked carts are shown", () -> window.place() == Desk.Place.PARKED);
            assertThat(cards()).isEmpty();
            other.counter().scan(DemoBarcodes.PLAIN, null, null);
            other.counter().park("Umm Fahad");
            Tour.await("the neighbour's cart is shown", () -> cards().size() == 1);

            hands.press(KeyEvent.VK_ESCAPE);
            Tour.await("the sale is back", () -> window.place() == Desk.Place.SALE);
            assertThat(find("cart-counts", JLabel.class).getText()).contains("Parked carts waiting: 1");
            hands.press(KeyEvent.VK_F3);
            Tour.await("the panel is open", () -> window.overlay().isOpen());
            hands.type("noura");
            other.counter().newCustomer(new NewCustomer("Noura", "0551110001", null, null, List.of()), null);
            Tour.await(
                    "who was added there is found here",
                    () -> find("customers", JList.class).getModel().getSize() == 1);
        }
    }

    private List<Component> cards() {
        return List.copyOf(BasicComponentFinder.finderWithCurrentAwtHierarchy()
                .findAll(window.frame(), c -> "parked-cart".equals(c.getName()) && c.isShowing()));
    }
}
