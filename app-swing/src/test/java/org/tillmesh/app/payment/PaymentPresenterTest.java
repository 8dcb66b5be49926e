package org.tillmesh.app.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.shop.TillException;

/** Money is taken once, and what is no money is refused in words. */
class PaymentPresenterTest implements Paying, PaymentView {
    private static final long SECOND = 1_000_000_000L;

    @TempDir
    Path dir;

    private final Map<Field, String> fields = new EnumMap<>(Field.class);
    private final List<String> events = new ArrayList<>();
    private long nanos;
    private Till till;
    private RecordingDesk desk;
    private PaymentPresenter payment;
    private CounterAnswers.@Nullable Cart shown;
    private InvoiceAnswers.@Nullable Receipt receipt;
    private String problem = "";
    private String change = "";
    private String left = "";
    private String worth = "";
    private List<Way> ways = List.of();
    private @Nullable Way way;
    private List<InvoiceAnswers.Tender> taken = List.of();
    private @Nullable Field focus;

    @BeforeEach
    void open() {
        till = Shops.selling(dir.resolve("till"));
        desk = new RecordingDesk(till);
        payment = new PaymentPresenter(desk, this, this, () -> nanos);
        desk.inFront = payment;
        till.counter().scan(DemoBarcodes.PLAIN, null, null);
        payment.open(till.counter().cart());
    }

    @AfterEach
    void close() {
        desk.close();
    }

    private void type(Field field, String text) {
        fields.put(field, text);
        payment.typing();
    }

    private void press(FunctionKey key) {
        nanos += SECOND;
        desk.press(key);
    }

    private static List<String> sums(String due) {
        return PaymentPresenter.sums(Money.parse(due, Money.SAR)).stream()
                .map(Money::toString)
                .toList();
    }

    @Test
    void the_exact_sum_comes_first_then_what_a_customer_would_hand_over() {
        assertThat(sums("77.74")).containsExactly("77.74", "80.00", "100.00", "200.00");
        assertThat(sums("100.00")).containsExactly("100.00", "200.00", "500.00");
    }

    @Test
    void enter_alone_takes_the_exact_sum_in_cash_and_sells() {
        press(FunctionKey.ENTER);
        assertThat(receipt).isNotNull();
        assertThat(till.backroom().sales(null).count()).isOne();
    }

    @Test
    void what_opens_the_payment_completes_it_but_not_by_a_double_press() {
        desk.press(FunctionKey.F12);
        assertThat(receipt).isNull();
        press(FunctionKey.F12);
        assertThat(receipt).isNotNull();
    }

    @Test
    void a_second_enter_while_the_till_works_or_within_a_moment_counts_for_nothing() {
        type(Field.RECEIVED, "1");
        desk.hold();
        press(FunctionKey.ENTER);
        press(FunctionKey.ENTER);
        desk.letGo();
        assertThat(till.counter().cart().tenders()).as("while it works").hasSize(1);
        type(Field.RECEIVED, "1");
        press(FunctionKey.ENTER);
        desk.press(FunctionKey.ENTER);
        assertThat(till.counter().cart().tenders()).as("a double Enter").hasSize(2);
        assertThat(receipt).isNull();
    }

    @Test
    void a_card_needs_its_approval_code() {
        press(FunctionKey.F3);
        assertThat(focus).isEqualTo(Field.CODE);
        press(FunctionKey.ENTER);
        assertThat(problem).contains("code off the slip");
        type(Field.CODE, "A1B2C3");
        assertThat(problem).as("it goes while one mends it").isEmpty();
        press(FunctionKey.ENTER);
        assertThat(receipt).isNotNull();
    }

    @Test
    void the_companys_ways_stand_there_in_its_order_and_arrows_lead_to_all() {
        assertThat(ways)
                .extracting(each -> each.method().id())
                .containsExactly("cash", "card", "credit", "gift", "account", "bank", "points");
        assertThat(ways.get(6).key()).as("more ways than keys").isNull();
        press(FunctionKey.UP);
        assertThat(way).isEqualTo(ways.get(6));
        press(FunctionKey.DOWN);
        assertThat(way).isEqualTo(ways.get(0));
    }

    @Test
    void a_part_that_is_typed_before_a_way_is_chosen_is_paid_by_it_and_the_rest_is_left() {
        Money due = till.counter().cart().due();
        type(Field.RECEIVED, "1");
        assertThat(left).isEqualTo(due.minus(Money.sar(100)).toString());

        press(FunctionKey.F3);
        assertThat(fields.get(Field.RECEIVED)).isEqualTo("1");
        type(Field.CODE, "A1B2");
        press(FunctionKey.ENTER);

        assertThat(taken).hasSize(1);
        assertThat(fields.get(Field.CODE)).as("no slip pays twice").isEmpty();
        assertThat(fields.get(Field.RECEIVED))
                .isEqualTo(due.minus(Money.sar(100)).toString());
        assertThat(left).isEqualTo("0.00");
    }

    @Test
    void a_gift_card_that_is_scanned_says_what_it_is_worth_and_pays_no_more() {
        till.counter().clear(null);
        till.counter().sellGiftCard("GC-7001", Money.sar(500));
        till.counter().tender(TenderKind.CASH, Money.sar(500), null);
        till.counter().complete(null);
        till.counter().scan(DemoBarcodes.PLAIN, null, null);
        payment.open(till.counter().cart());

        payment.scanned("GC-7001");

        assertThat(way).isEqualTo(ways.get(3));
        assertThat(worth).contains("5.00");
        assertThat(fields.get(Field.CODE)).isEqualTo("GC-7001");
        payment.scanned("6289999222460");
        assertThat(worth).as("another card").contains("Nothing is known");
    }

    @Test
    void an_unknown_code_is_no_gift_card_while_cash_is_taken() {
        payment.scanned("6289999222460");

        assertThat(desk.unusable).hasSize(1);
        assertThat(way).isEqualTo(ways.get(0));
    }

    @Test
    void what_needs_a_customer_says_so_and_takes_nothing_without_one() {
        press(FunctionKey.F4);
        assertThat(worth).contains("needs a customer");
        press(FunctionKey.ENTER);

        assertThat(problem).contains("needs a customer");
        assertThat(till.counter().cart().tenders()).isEmpty();
    }

    @Test
    void much_too_much_cash_is_asked_about_and_a_double_enter_answers_nothing() {
        type(Field.RECEIVED, "900");
        press(FunctionKey.ENTER);
        desk.yes();
        assertThat(desk.asked).as("asked again").hasSize(2);
        assertThat(till.counter().cart().tenders()).isEmpty();
        nanos += SECOND;
        desk.yes();
        assertThat(events).isEmpty();
        assertThat(receipt).isNotNull();
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_barcode_is_no_money(Language language) {
        desk.language = language;
        type(Field.RECEIVED, "6289999222460");
        assertThat(change).isEqualTo("–");
        press(FunctionKey.ENTER);
        assertThat(problem).contains(language == Language.ARABIC ? "باركود" : "barcode");
        assertThat(till.counter().cart().tenders()).isEmpty();
    }

    @Test
    void a_part_is_taken_back_by_its_key_and_without_one_the_key_says_so() {
        press(FunctionKey.F8);
        assertThat(desk.lastSaid()).isEqualTo("No money has been taken yet");
        type(Field.RECEIVED, "1");
        press(FunctionKey.ENTER);
        assertThat(taken).hasSize(1);
        press(FunctionKey.F8);
        assertThat(taken).isEmpty();
        assertThat(fields.get(Field.RECEIVED))
                .isEqualTo(till.counter().cart().total().toString());
    }

    @Test
    void a_cashiers_limit_asks_a_manager_before_money_is_taken_and_goes_on() {
        till.counter().setQty(1, Quantity.of(10), null);
        till.counter().discount(1, null, Money.sar(1_000), null);
        payment.open(till.counter().setQty(1, Quantity.ONE, null));
        press(FunctionKey.ENTER);
        assertThat(desk.asked).containsExactly("approval");
        assertThat(till.counter().cart().tenders()).isEmpty();
        assertThat(events).containsExactly("refused FORBIDDEN");
        desk.managersPin = "9999";
        press(FunctionKey.ENTER);
        assertThat(receipt).isNotNull();
    }

    @Test
    void only_cash_gives_change() {
        type(Field.RECEIVED, "50");
        assertThat(change)
                .isEqualTo(Money.sar(5_000).minus(till.counter().cart().due()).toString());
        press(FunctionKey.F4);
        type(Field.RECEIVED, "50");
        assertThat(change).isEqualTo("0.00");
    }

    @Override
    public void paid(CounterAnswers.Cart now) {
        shown = now;
    }

    @Override
    public void notPaid(TillException refused) {
        events.add("refused " + refused.code());
    }

    @Override
    public void sold(InvoiceAnswers.Receipt done, CounterAnswers.Cart next) {
        receipt = done;
        shown = next;
    }

    @Override
    public void invoice() {
        events.add("invoice");
    }

    @Override
    public void back() {
        events.add("back");
    }

    @Override
    public void ways(List<Way> offered, Way now) {
        ways = offered;
        way = now;
    }

    @Override
    public void worth(String words, boolean bad) {
        worth = words;
    }

    @Override
    public void left(String sum) {
        left = sum;
    }

    @Override
    public void sums(List<Money> offered, Money due) {}

    @Override
    public void taken(List<InvoiceAnswers.Tender> tenders) {
        taken = tenders;
    }

    @Override
    public void invoice(String what, String note) {}

    @Override
    public void change(String sum) {
        change = sum;
    }

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
        focus = field;
    }

    @Override
    public void problem(String words, Field field) {
        problem = words;
    }
}
