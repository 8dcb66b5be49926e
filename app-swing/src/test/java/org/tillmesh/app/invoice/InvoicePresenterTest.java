package org.tillmesh.app.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.customer.BuyerPart;
import org.tillmesh.app.frame.RecordingDesk;
import org.tillmesh.app.frame.Shops;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.counter.NewCustomer;

/** Whom an invoice is for: what is wrong is said under its field, and Esc changes nothing. */
class InvoicePresenterTest implements InvoiceView {
    private static final String VAT = "399999999700003";

    @TempDir
    Path dir;

    private Till till;
    private RecordingDesk desk;
    private Map<BuyerPart, String> typed = new EnumMap<>(BuyerPart.class);
    private Map<BuyerPart, String> problems = Map.of();
    private InvoiceKey form = InvoiceKey.SIMPLIFIED;
    private boolean summary;
    private String problem = "";
    private boolean closed;
    private int left;
    private CounterAnswers.@Nullable Cart done;

    @BeforeEach
    void begin() {
        till = Shops.selling(dir.resolve("till"));
        desk = new RecordingDesk(till);
        till.counter().scan(DemoBarcodes.PLAIN, null, null);
    }

    @AfterEach
    void end() {
        desk.close();
    }

    private InvoicePresenter open() {
        InvoicePresenter presenter =
                InvoicePresenter.forCart(desk, till.counter().cart(), cart -> done = cart, () -> left++);
        desk.inFront = presenter;
        presenter.open(this);
        return presenter;
    }

    private void fill(String vat, String building, String postal) {
        typed.put(BuyerPart.NAME, "Dune Trading");
        typed.put(BuyerPart.VAT, vat);
        typed.put(BuyerPart.BUILDING, building);
        typed.put(BuyerPart.POSTAL, postal);
        typed.put(BuyerPart.STREET, "Palm Street");
        typed.put(BuyerPart.DISTRICT, "Al Olaya");
        typed.put(BuyerPart.CITY, "Riyadh");
    }

    @Test
    void a_simplified_invoice_for_nobody_needs_no_field() {
        open();
        desk.press(FunctionKey.ENTER);
        assertThat(done).isNotNull();
        assertThat(done.customer()).isNull();
        assertThat(closed).isTrue();
    }

    @Test
    void what_a_tax_invoice_needs_is_said_field_by_field_until_it_is_mended() {
        open();
        desk.press(FunctionKey.F3);
        desk.press(FunctionKey.ENTER);
        for (BuyerPart part : BuyerPart.values()) {
            assertThat(problems.get(part).isEmpty()).as("%s", part).isEqualTo(!part.needed);
        }
        fill("31012", "12a4", "1221");
        desk.press(FunctionKey.ENTER);
        assertThat(problems.get(BuyerPart.VAT)).isEqualTo("VAT number needs 15 digits; here are 5");
        assertThat(problems.get(BuyerPart.BUILDING)).isEqualTo("Building no. is 4 digits and nothing else");
        assertThat(problems.get(BuyerPart.POSTAL)).isEqualTo("Postal code needs 5 digits; here are 4");
        assertThat(problems.get(BuyerPart.CITY)).isEmpty();
        fill("199999999700003", "1234", "12211");
        desk.press(FunctionKey.ENTER);
        assertThat(problems.get(BuyerPart.VAT)).isEqualTo("VAT number begins and ends with 3");
        assertThat(done).isNull();
        fill(VAT, "1234", "12211");
        desk.press(FunctionKey.ENTER);
        assertThat(done.invoice()).isEqualTo("standard");
        assertThat(done.customer().vatNumber()).isEqualTo(VAT);
    }

    @Test
    void a_vat_number_that_is_known_brings_its_fields_and_makes_nobody_twice() {
        CounterAnswers.Customer known =
                till.counter().newCustomer(new NewCustomer("Sand Trading", "0512345678", VAT, null, List.of()), null);
        InvoicePresenter presenter = open();
        typed.put(BuyerPart.VAT, VAT);
        presenter.typingVat();
        assertThat(typed.get(BuyerPart.NAME)).isEqualTo("Sand Trading");
        fill(VAT, "1234", "12211");
        desk.press(FunctionKey.F6);
        desk.press(FunctionKey.ENTER);
        assertThat(till.counter().findCustomers(VAT)).singleElement().satisfies(customer -> assertThat(customer.id())
                .isEqualTo(known.id()));
        assertThat(done.chosen().marks()).containsExactly("summary");
    }

    @Test
    void esc_changes_nothing_and_a_double_enter_applies_once() {
        CounterAnswers.Cart before = till.counter().cart();
        open();
        typed.put(BuyerPart.VAT, "399");
        desk.press(FunctionKey.ESCAPE);
        assertThat(left).isEqualTo(1);
        assertThat(till.counter().cart()).isEqualTo(before);
        open();
        fill(VAT, "1234", "12211");
        desk.hold();
        desk.press(FunctionKey.ENTER);
        desk.press(FunctionKey.ENTER);
        desk.letGo();
        assertThat(till.counter().findCustomers(VAT)).hasSize(1);
        assertThat(left).isEqualTo(2);
        assertThat(problem).isEmpty();
    }

    @Override
    public void buyer(CounterAnswers.@Nullable Customer customer) {
        typed = new EnumMap<>(BuyerPart.class);
        for (BuyerPart part : BuyerPart.values()) {
            typed.put(part, "");
        }
        if (customer != null) {
            typed.put(BuyerPart.NAME, customer.name());
            typed.put(BuyerPart.VAT, String.valueOf(customer.vatNumber()));
        }
    }

    @Override
    public Map<BuyerPart, String> buyer() {
        return typed;
    }

    @Override
    public void problems(Map<BuyerPart, String> now) {
        problems = now;
    }

    @Override
    public boolean isStandard() {
        return form == InvoiceKey.STANDARD;
    }

    @Override
    public boolean needsBuyer() {
        return isStandard() || summary;
    }

    @Override
    public CounterAnswers.InvoiceChoice choice() {
        return new CounterAnswers.InvoiceChoice(
                form.name,
                summary ? List.of("summary") : List.of(),
                summary ? desk.today().withDayOfMonth(1) : null,
                summary ? desk.today() : null,
                null,
                false);
    }

    @Override
    public void choose(InvoiceKey key) {
        if (key == InvoiceKey.SUMMARY) {
            summary = !summary;
        } else {
            form = key;
        }
    }

    @Override
    public void problem(String words) {
        problem = words;
    }

    @Override
    public void close() {
        closed = true;
    }
}
