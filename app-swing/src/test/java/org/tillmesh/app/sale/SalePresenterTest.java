package org.tillmesh.app.sale;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.app.cart.RecordingSplit;
import org.tillmesh.app.frame.Changes;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.payment.PaymentView.Field;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.counter.NewCustomer;

/** The sale with a hasty cashier: what they mean happens once, or is said. */
class SalePresenterTest {
    private static final String UNKNOWN = "6289999222460";
    private static final String UNKNOWN_TOO = "6289999333332";

    @TempDir
    Path dir;

    private final RecordingSale view = new RecordingSale();
    private long nanos;
    private Till till;
    private RecordingDesk desk;
    private SalePresenter sale;

    @BeforeEach
    void open() {
        begin(Shops.selling(dir.resolve("till")));
    }

    private void begin(Till with) {
        till = with;
        desk = new RecordingDesk(till);
        sale = new SalePresenter(desk, view, view, view, view, view, () -> nanos);
        desk.inFront = sale;
        sale.shown();
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

    private void type(String text) {
        view.typed = text;
        sale.search().typing();
    }

    private CounterAnswers.Cart cart() {
        CounterAnswers.Cart now = view.cart;
        assertThat(now.lines()).isEqualTo(till.counter().cart().lines());
        assertThat(now.tenders()).isEqualTo(till.counter().cart().tenders());
        assertThat(now.unknown()).isEqualTo(till.counter().cart().unknown());
        return now;
    }

    // ---- pay, before the till has answered

    @Test
    void what_was_scanned_before_pay_was_pressed_is_paid_too() {
        desk.hold();
        sale.scanned(DemoBarcodes.PLAIN);
        press(FunctionKey.F12);
        assertThat(view.side).isEqualTo(Side.KEYS);
        desk.letGo();
        assertThat(desk.said).isEmpty();
        assertThat(cart().lines()).hasSize(1);
        assertThat(view.side).isEqualTo(Side.PAYMENT);
    }

    @Test
    void what_does_not_come_into_the_cart_is_seen_before_it_is_paid() {
        sale.scanned(DemoBarcodes.PLAIN);
        desk.hold();
        sale.scanned(DemoBarcodes.EXPIRED);
        press(FunctionKey.F12);
        desk.letGo();
        assertThat(cart().lines()).hasSize(1);
        assertThat(view.side).isEqualTo(Side.KEYS);

        desk.hold();
        sale.scanned(UNKNOWN);
        press(FunctionKey.F12);
        desk.letGo();
        assertThat(view.unknown).as("it is settled first").isNotNull();
        assertThat(view.side).isEqualTo(Side.KEYS);
    }

    // ---- a scanner that stops in the middle

    @Test
    void the_head_of_a_code_in_the_search_and_its_tail_are_one_code() {
        type(DemoBarcodes.PLAIN.substring(0, 6));
        sale.scanned(DemoBarcodes.PLAIN.substring(6));
        assertThat(cart().lines()).hasSize(1);
        assertThat(cart().unknown()).isEmpty();
        assertThat(view.typed).isEmpty();
    }

    @Test
    void other_digits_in_the_search_are_no_part_of_what_is_scanned() {
        type("12");
        sale.scanned(DemoBarcodes.PLAIN);
        assertThat(cart().lines()).hasSize(1);
        type("12");
        sale.scanned(UNKNOWN);
        assertThat(cart().unknown()).containsExactly(UNKNOWN);
    }

    // ---- unknown codes

    @ParameterizedTest
    @EnumSource(Language.class)
    void unknown_codes_are_a_list_that_keys_alone_settle_before_paying(Language language) {
        desk.language = language;
        sale.scanned(DemoBarcodes.PLAIN);
        sale.scanned(UNKNOWN);
        sale.scanned(UNKNOWN_TOO);
        assertThat(cart().unknown()).containsExactly(UNKNOWN, UNKNOWN_TOO);
        assertThat(view.told).contains(UNKNOWN_TOO);

        press(FunctionKey.F12);
        assertThat(view.side).isEqualTo(Side.KEYS);
        desk.inFront = view.unknown;
        press(FunctionKey.DELETE);
        assertThat(cart().unknown()).containsExactly(UNKNOWN_TOO);
        press(FunctionKey.F8);

        assertThat(view.unknown).isNull();
        assertThat(cart().unknown()).isEmpty();
        assertThat(view.side).as("payment goes on").isEqualTo(Side.PAYMENT);
    }

    @Test
    void an_unknown_code_is_looked_up_by_its_name_and_is_settled_by_what_is_found() {
        sale.scanned(UNKNOWN);
        press(FunctionKey.INSERT);
        desk.inFront = view.unknown;
        press(FunctionKey.ENTER);
        assertThat(view.unknown).isNull();
        desk.inFront = sale;
        type("milk");
        press(FunctionKey.ENTER);

        assertThat(cart().lines()).hasSize(1);
        assertThat(cart().unknown()).isEmpty();
    }

    @Test
    void esc_ends_the_looking_up_and_the_code_stays_in_the_cart() {
        sale.scanned(UNKNOWN);
        press(FunctionKey.INSERT);
        desk.inFront = view.unknown;
        press(FunctionKey.ENTER);
        desk.inFront = sale;
        press(FunctionKey.ESCAPE);
        type("milk");
        press(FunctionKey.ENTER);

        assertThat(cart().unknown()).containsExactly(UNKNOWN);
    }

    @Test
    void unknown_codes_stay_with_their_customer_when_the_cart_is_parked() {
        sale.scanned(DemoBarcodes.PLAIN);
        sale.scanned(UNKNOWN);
        press(FunctionKey.F6);
        assertThat(cart().unknown()).isEmpty();

        String parked = till.counter().parked().get(0).id();
        assertThat(till.counter().recall(parked, false).unknown()).containsExactly(UNKNOWN);
    }

    @Test
    void a_code_without_a_cart_is_settled_before_another_customers_cart_is_recalled_and_before_the_shift_ends() {
        sale.scanned(UNKNOWN);
        press(FunctionKey.F6);
        assertThat(desk.shown).isEmpty();
        assertThat(view.codes).containsExactly(UNKNOWN);

        press(FunctionKey.F8);
        assertThat(desk.shown).isEmpty();
        till.counter().dropUnknown(null);
        sale.shown();
        press(FunctionKey.F8);
        assertThat(desk.shown).containsExactly(Desk.Place.SHIFT);
    }

    // ---- what is typed

    @Test
    void enter_takes_the_first_hit_of_what_stands_in_the_field_even_before_the_hits_came() {
        ProductId wanted = till.counter().search("bread", 1).get(0).id();
        type("milk");
        desk.hold();
        type("mil");
        press(FunctionKey.ENTER);
        type("bread");
        press(FunctionKey.ENTER);
        assertThat(till.counter().cart().lines()).isEmpty();
        desk.letGo();

        assertThat(cart().lines()).singleElement().satisfies(line -> assertThat(line.productId())
                .isEqualTo(wanted));
    }

    @Test
    void a_name_that_nothing_has_is_no_code_and_can_be_mended() {
        type("xylophone");
        press(FunctionKey.ENTER);
        assertThat(view.told).contains("xylophone");
        assertThat(view.toldBad).isTrue();
        assertThat(till.counter().cart().unknown()).isEmpty();
        assertThat(view.typed).isEqualTo("xylophone");
    }

    @Test
    void a_number_that_a_hand_types_is_a_product_or_an_unknown_code() {
        type(DemoBarcodes.PLAIN);
        press(FunctionKey.ENTER);
        assertThat(cart().lines()).hasSize(1);
        type("٦٢٨٩٩٩٩٢٢٢٤٦٠");
        press(FunctionKey.ENTER);
        assertThat(cart().unknown()).containsExactly(UNKNOWN);
    }

    @Test
    void arrows_choose_a_hit_and_so_many_are_sold_as_were_typed_before() {
        view.typed = "٣*";
        sale.scanned(DemoBarcodes.PLAIN);
        assertThat(cart().lines().get(0).qty()).isEqualTo(Quantity.of(3));
        type("milk");
        press(FunctionKey.DOWN);
        ProductId second = view.hits.get(1).id();
        press(FunctionKey.ENTER);
        assertThat(cart().lines()).extracting(CounterAnswers.Line::productId).contains(second);
        assertThat(view.typed).isEmpty();
    }

    @Test
    void receipts_and_endless_codes_are_no_goods() {
        sale.scanned("S001-T01-000001");
        sale.scanned("9".repeat(200));
        assertThat(desk.unusable).hasSize(2);
        assertThat(till.counter().cart().unknown()).isEmpty();
    }

    // ---- keys

    @Test
    void a_key_that_can_do_nothing_says_why_in_the_language_of_the_screen() {
        desk.language = Language.ARABIC;
        for (FunctionKey key : List.of(
                FunctionKey.F4,
                FunctionKey.F5,
                FunctionKey.F9,
                FunctionKey.F12,
                FunctionKey.INSERT,
                FunctionKey.DELETE)) {
            desk.said.clear();
            press(key);
            assertThat(desk.lastSaid()).as(key.label).matches("(?s).*\\p{InArabic}.*");
        }
        assertThat(till.counter().cart().lines()).isEmpty();
        sale.scanned(DemoBarcodes.PLAIN);
        press(FunctionKey.F8);
        assertThat(desk.shown).as("a shift does not end over an open cart").isEmpty();
        assertThat(desk.lastSaid()).contains(cart().total().toString());
    }

    @ParameterizedTest
    @EnumSource(Side.class)
    void every_side_names_its_keys_in_both_languages(Side side) {
        sale.scanned(DemoBarcodes.PLAIN);
        sale.go(side);
        for (Language language : Language.values()) {
            desk.language = language;
            assertThat(sale.keys().all()).hasSizeGreaterThan(6).allSatisfy(action -> assertThat(action.text())
                    .isNotBlank());
            assertThat(sale.keys().bar()).hasSizeBetween(3, 8);
        }
    }

    @Test
    void a_key_with_two_meanings_is_a_fault_of_the_screen() {
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> sale.keys().key(FunctionKey.F5, "invoice", () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("F5");
    }

    // ---- what is paid

    private void payInPart(String sum) {
        press(FunctionKey.F12);
        view.fields.put(Field.RECEIVED, sum);
        press(FunctionKey.ENTER);
        assertThat(cart().tendered()).isEqualTo(Money.parse(sum, Money.SAR));
        press(FunctionKey.ESCAPE);
        assertThat(view.side).isEqualTo(Side.KEYS);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void the_last_line_does_not_take_what_is_paid_with_it_unasked(Language language) {
        desk.language = language;
        sale.scanned(DemoBarcodes.PLAIN);
        payInPart("1.00");
        press(FunctionKey.DELETE);
        assertThat(desk.asked).singleElement().asString().contains("1.00");
        assertThat(till.counter().cart().tendered()).isEqualTo(Money.sar(100));

        desk.yes();
        assertThat(cart().lines()).isEmpty();
        assertThat(cart().tenders()).isEmpty();
        assertThat(view.told).as("what is to be given back stays said").contains("1.00");
        assertThat(view.toldBad).isTrue();
    }

    @Test
    void a_line_that_leaves_enough_for_what_is_paid_goes_unasked() {
        sale.scanned(DemoBarcodes.PLAIN);
        type("bread");
        press(FunctionKey.ENTER);
        payInPart("1.00");
        press(FunctionKey.DELETE);
        assertThat(desk.asked).isEmpty();
        assertThat(cart().lines()).hasSize(1);
        assertThat(cart().tendered()).isEqualTo(Money.sar(100));
    }

    @Test
    void a_sale_by_keys_alone_shows_its_change_until_the_next_one() {
        sale.scanned(DemoBarcodes.PLAIN);
        press(FunctionKey.F12);
        view.fields.put(Field.RECEIVED, "50");
        nanos += 1_000_000_000L;
        press(FunctionKey.ENTER);
        assertThat(view.side).isEqualTo(Side.DONE);
        assertThat(view.receipt).isNotNull();
        assertThat(till.backroom().sales(null).count()).isOne();
        press(FunctionKey.ENTER);
        assertThat(view.side).as("a double Enter counts once").isEqualTo(Side.DONE);
        nanos += 1_000_000_000L;
        press(FunctionKey.ENTER);
        assertThat(view.side).isEqualTo(Side.KEYS);
        press(FunctionKey.F9);
        assertThat(desk.lastSaid()).contains(view.receipt.receipt());
    }

    // ---- what changes by itself

    @Test
    void the_sale_follows_a_neighbour_and_its_own_till() throws Exception {
        desk.close();
        try (Till other = Shops.till(dir.resolve("other"), "T02")) {
            other.people().login(new UserId("cashier"), "1111");
            begin(Shops.till(
                    dir.resolve("till"), "T01", "127.0.0.1:" + other.ready().port()));
            till.people().login(new UserId("cashier"), "1111");
            sale.shown();
            var work = new LinkedBlockingQueue<Runnable>();
            till.listen(new Changes(work::add, topics -> topics.forEach(sale::changed)));
            assertThat(view.parked).isZero();

            other.counter().scan(DemoBarcodes.PLAIN, null, null);
            other.counter().park("Milk");
            await(work, () -> view.parked == 1);

            CounterAnswers.Customer made =
                    other.counter().newCustomer(new NewCustomer("Noura", "0551110001", null, null, List.of()), null);
            await(work, () -> !till.counter().findCustomers("0551110001").isEmpty());
            till.counter().attachCustomer(made.id());
            sale.shown();
            other.counter().editCustomer(made.id(), java.util.Map.of("name", "Noura A."));
            await(
                    work,
                    () -> view.cart != null
                            && view.cart.customer() != null
                            && view.cart.customer().name().equals("Noura A."));
        }
    }

    private static void await(LinkedBlockingQueue<Runnable> work, BooleanSupplier holds) throws InterruptedException {
        for (int waits = 0; !holds.getAsBoolean() && waits < 400; waits++) {
            Runnable next = work.poll(50, TimeUnit.MILLISECONDS);
            if (next != null) {
                next.run();
            }
        }
        assertThat(holds.getAsBoolean()).isTrue();
    }

    // ---- what was taken out comes back

    @Test
    void a_removed_line_comes_back_as_it_was_with_its_price_its_discount_and_its_note() {
        sale.scanned(DemoBarcodes.PLAIN);
        sale.scanned(DemoBarcodes.ZERO_RATED);
        till.counter().note(1, "ripe");
        till.counter().discount(1, "5", null, null);
        sale.shown();
        List<CounterAnswers.Line> before = cart().lines();

        press(FunctionKey.UP, FunctionKey.DELETE);
        assertThat(cart().lines()).hasSize(1);
        assertThat(desk.undoable).hasSize(1);
        press(FunctionKey.BACKSPACE);

        assertThat(cart().lines()).isEqualTo(before);
        press(FunctionKey.BACKSPACE);
        assertThat(desk.lastSaid()).as("once").isEqualTo("Nothing was taken out of the cart");
    }

    @Test
    void the_only_line_comes_back_too_and_not_into_the_next_customers_cart() {
        sale.scanned(DemoBarcodes.PLAIN);
        press(FunctionKey.DELETE, FunctionKey.BACKSPACE);
        assertThat(cart().lines()).hasSize(1);

        press(FunctionKey.DELETE);
        sale.scanned(DemoBarcodes.ZERO_RATED);
        press(FunctionKey.BACKSPACE);
        assertThat(cart().lines()).as("another cart is open").hasSize(1);
        assertThat(view.toldBad).isTrue();
    }

    @Test
    void a_cleared_cart_comes_back_whole_and_can_be_parked_and_found_again() {
        sale.scanned(DemoBarcodes.PLAIN);
        sale.scanned(DemoBarcodes.ZERO_RATED);
        press(FunctionKey.F6);
        till.counter().recall(till.counter().parked().get(0).id(), false);
        sale.shown();

        press(FunctionKey.PAGE_UP);
        acts(FunctionKey.F8);
        assertThat(cart().lines()).isEmpty();
        press(FunctionKey.BACKSPACE);
        assertThat(cart().lines()).hasSize(2);

        press(FunctionKey.F6);
        assertThat(till.counter().parked()).hasSize(1);
        assertThat(till.counter()
                        .recall(till.counter().parked().get(0).id(), false)
                        .lines())
                .hasSize(2);
    }

    private void acts(FunctionKey key) {
        view.acts.keys().get(key).orElseThrow().run().run();
    }

    @Test
    void what_is_paid_of_a_cart_keeps_it_from_being_cleared_and_is_told_before_it_is_parked() {
        sale.scanned(DemoBarcodes.PLAIN);
        sale.scanned(DemoBarcodes.ZERO_RATED);
        till.counter().tender(TenderKind.CASH, Money.sar(100), null);
        sale.shown();

        press(FunctionKey.PAGE_UP);
        assertThat(view.acts.keys().get(FunctionKey.F8).orElseThrow().whyNot()).contains("1.00");
        press(FunctionKey.F6);
        assertThat(till.counter().parked()).isEmpty();
        assertThat(desk.asked).anyMatch(asked -> asked.contains("1.00"));
        desk.yes();
        assertThat(till.counter().parked()).hasSize(1);
    }

    // ---- several carts

    @Test
    void carts_that_wait_at_this_till_stand_beside_the_open_one_and_change_places_with_it() {
        sale.scanned(DemoBarcodes.PLAIN);
        press(FunctionKey.F6);
        assertThat(view.waiting).hasSize(1);
        sale.scanned(DemoBarcodes.ZERO_RATED);
        CounterAnswers.Cart open = cart();

        sale.switchTo(0);

        assertThat(cart().lines().get(0).productId())
                .isNotEqualTo(open.lines().get(0).productId());
        assertThat(view.waiting).hasSize(1);
        sale.switchTo(0);
        assertThat(cart().lines()).isEqualTo(open.lines());
    }

    @Test
    void chosen_lines_become_a_cart_of_their_own_and_the_rest_stays_open() {
        sale.scanned(DemoBarcodes.PLAIN);
        sale.scanned(DemoBarcodes.ZERO_RATED);
        press(FunctionKey.PAGE_UP);
        acts(FunctionKey.F6);
        RecordingSplit.open(view.split);

        desk.inFront = view.split;
        press(FunctionKey.F6);
        assertThat(desk.lastSaid()).contains("Choose a line");
        press(FunctionKey.DOWN, FunctionKey.ENTER, FunctionKey.F6);

        assertThat(cart().lines()).hasSize(1);
        assertThat(till.counter().parked()).hasSize(1);
        assertThat(view.waiting).hasSize(1);
    }

    @Test
    void the_customers_points_and_credit_stand_at_the_cart() {
        sale.scanned(DemoBarcodes.PLAIN);
        var made = till.counter().newCustomer(new NewCustomer("Huda", "0500000001", null, null, List.of("vip")), null);
        till.counter().attachCustomer(made.id());
        sale.shown();

        assertThat(view.wallet).isNotNull();
        assertThat(view.wallet.customer()).isEqualTo(made.id());
        assertThat(view.names).containsKey("cashier");
    }
}
