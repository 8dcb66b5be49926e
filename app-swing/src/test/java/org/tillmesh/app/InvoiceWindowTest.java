package org.tillmesh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.event.KeyEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.swing.AbstractButton;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.text.JTextComponent;
import org.assertj.swing.core.BasicComponentFinder;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.customer.BuyerPart;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.sale.Side;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.counter.NewCustomer;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.shop.TillOptions;

/** A tax invoice for a business at the counter, by keys. Needs a display. */
class InvoiceWindowTest {
    private static final Path PICTURES = Path.of("target", "screenshots-invoice");

    @TempDir
    Path dir;

    private Till till;
    private TillWindow window;

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
            picture("last");
            window.close();
        }
        if (till != null) {
            till.close();
        }
    }

    private void begin(Language language, boolean dark) {
        window = TillWindow.open(till, new TillWindow.Options(language, dark, new Dimension(1024, 768)));
        Tour.awaitLogin(window);
        Tour.settle();
        Tour.type(window, "1111");
        press(KeyEvent.VK_ENTER);
        Tour.await("the sale is on the screen", () -> window.place() == Desk.Place.SALE);
        sell();
    }

    private void sell() {
        till.counter().scan(DemoBarcodes.PLAIN, null, null);
        TillWindow.onSwing(() -> window.show(Desk.Place.SALE));
        Tour.await(
                "the line is in the cart",
                () -> window.sale().cart() != null
                        && !window.sale().cart().lines().isEmpty()
                        && window.sale().side() == Side.KEYS);
    }

    private void pay() {
        press(KeyEvent.VK_F12);
        Tour.await("payment is open", () -> window.sale().side() == Side.PAYMENT);
    }

    private void invoicePanel() {
        press(KeyEvent.VK_F5);
        Tour.await("the panel is open", () -> window.overlay().isOpen());
    }

    private void press(int key) {
        Tour.press(window, key);
    }

    /** Types into the field that has the focus, which must be this one, and goes on by Tab. */
    private void fill(BuyerPart part, String text) {
        Tour.await("the focus is in " + part, () -> field(part).isFocusOwner());
        Tour.settle(); // a key that follows another at once is a scanner's
        Tour.type(window, text);
        press(KeyEvent.VK_TAB);
    }

    private JTextComponent field(BuyerPart part) {
        return find(part.name(), JTextComponent.class);
    }

    private <T extends Component> T find(String name, Class<T> type) {
        return BasicComponentFinder.finderWithCurrentAwtHierarchy().findByName(window.frame(), name, type, false);
    }

    private <T extends Component> String told(String name, Class<T> type, Function<T, String> text) {
        return String.valueOf(GuiActionRunner.execute(() -> text.apply(find(name, type))));
    }

    private String note(String name) {
        return told(name, JLabel.class, JLabel::getText).replaceAll("<[^>]*>", "");
    }

    private void picture(String name) {
        Tour.picture(window, PICTURES.resolve(name + ".png"));
    }

    private InvoiceAnswers.Receipt complete() {
        var sold = new AtomicReference<InvoiceAnswers.Receipt>();
        TillWindow.onSwing(() -> window.sale().onSold(sold::set));
        press(KeyEvent.VK_ENTER);
        Tour.await("the sale is confirmed", () -> sold.get() != null);
        return sold.get();
    }

    @Test
    void a_business_gets_its_tax_invoice_by_keys_alone_and_what_is_wrong_is_said_under_its_field() throws Exception {
        begin(Language.ENGLISH, false);
        pay();
        assertThat(told("invoice", AbstractButton.class, AbstractButton::getText))
                .startsWith("Simplified");
        invoicePanel();
        picture("en-panel");
        press(KeyEvent.VK_ENTER);
        for (BuyerPart part : BuyerPart.values()) {
            assertThat(note("note-" + part).isBlank()).as("%s is needed", part).isEqualTo(!part.needed);
        }
        assertThat(note("note-VAT")).isEqualTo("VAT number is missing; a tax invoice needs it");
        picture("en-missing");

        fill(BuyerPart.NAME, "Dune Trading");
        fill(BuyerPart.VAT, "31012");
        fill(BuyerPart.BUILDING, "12a4");
        fill(BuyerPart.ADDITIONAL, "7890");
        fill(BuyerPart.POSTAL, "1221");
        fill(BuyerPart.STREET, "Palm Street");
        fill(BuyerPart.DISTRICT, "Al Olaya");
        fill(BuyerPart.CITY, "Riyadh");
        press(KeyEvent.VK_ENTER);
        assertThat(window.overlay().isOpen()).isTrue();
        assertThat(note("note-VAT")).isEqualTo("VAT number needs 15 digits; here are 5");
        assertThat(note("note-BUILDING")).isEqualTo("Building no. is 4 digits and nothing else");
        assertThat(note("note-POSTAL")).isEqualTo("Postal code needs 5 digits; here are 4");
        assertThat(note("note-CITY")).isBlank();
        picture("en-wrong");

        fill(BuyerPart.VAT, "199999999700003");
        assertThat(note("note-VAT")).as("it goes while one mends it").isBlank();
        fill(BuyerPart.BUILDING, "1234");
        press(KeyEvent.VK_TAB);
        fill(BuyerPart.POSTAL, "12211");
        press(KeyEvent.VK_ENTER);
        assertThat(note("note-VAT")).isEqualTo("VAT number begins and ends with 3");
        fill(BuyerPart.VAT, "399999999700003");
        press(KeyEvent.VK_ENTER);
        Tour.await("the panel is closed", () -> !window.overlay().isOpen());
        Tour.await(
                "the payment says what is issued",
                () -> find("invoice", AbstractButton.class).getText().startsWith("Tax invoice (B2B) · Dune Trading"));
        picture("en-payment");

        InvoiceAnswers.Receipt receipt = complete();
        assertThat(receipt.invoice()).isEqualTo("standard");
        assertThat(receipt.taxInvoice()).isFalse();
        Tour.await("it waits", () -> find("waits", JLabel.class).isShowing());
        picture("en-done");
        String xml = new String(till.papers().invoice(receipt.receipt(), null), StandardCharsets.UTF_8);
        assertThat(xml)
                .contains(
                        "name=\"0100000\"",
                        "<cbc:BuildingNumber>1234</cbc:BuildingNumber>",
                        "<cbc:PlotIdentification>7890</cbc:PlotIdentification>",
                        "<cbc:PostalZone>12211</cbc:PostalZone>",
                        "<cbc:CompanyID>399999999700003</cbc:CompanyID>");

        press(KeyEvent.VK_F10);
        press(KeyEvent.VK_F9);
        Tour.await(
                "it is listed",
                () -> window.place() == Desk.Place.INVOICES
                        && find("invoices", JTable.class).getRowCount() == 1);
        assertThat(told("invoices", JTable.class, table -> String.valueOf(table.getValueAt(0, 3))))
                .isEqualTo("Waits for clearance");
        picture("en-list");
    }

    @Test
    void a_business_that_is_known_comes_by_its_vat_number_in_arabic_with_arabic_digits_and_is_there_once() {
        CounterAnswers.Customer known = till.counter()
                .newCustomer(
                        new NewCustomer(
                                "شركة الرمال",
                                "0512345678",
                                "399999999700003",
                                null,
                                List.of(),
                                java.util.Map.of("street", "طريق الكثبان", "district", "العليا", "city", "الرياض")),
                        null);
        begin(Language.ARABIC, true);
        press(KeyEvent.VK_F3);
        Tour.await("the customer panel is open", () -> window.overlay().isOpen());
        invoicePanel();
        Tour.await("the focus is in the VAT number", () -> field(BuyerPart.VAT).isFocusOwner());
        Tour.settle();
        Tour.type(window, "٣٩٩٩٩٩٩٩٩٧٠٠٠٠٣");
        Tour.await("its fields came", () -> field(BuyerPart.CITY).getText().equals("الرياض"));
        picture("ar-known");
        press(KeyEvent.VK_ENTER);
        assertThat(note("note-POSTAL")).contains("الرمز البريدي");
        fill(BuyerPart.BUILDING, "٧٦٥٤");
        press(KeyEvent.VK_TAB);
        fill(BuyerPart.POSTAL, "١٢٢١١");
        press(KeyEvent.VK_F6); // a summary
        picture("ar-summary");
        press(KeyEvent.VK_ENTER);
        Tour.await("the panel is closed", () -> !window.overlay().isOpen());
        Tour.await(
                "the customer is attached",
                () -> window.sale().cart() != null && window.sale().cart().customer() != null);

        assertThat(till.counter().findCustomers("399999999700003"))
                .singleElement()
                .satisfies(customer -> {
                    assertThat(customer.id()).isEqualTo(known.id());
                    assertThat(customer.phones()).containsExactly("0512345678");
                    assertThat(customer.nationalAddress())
                            .containsEntry("building", "7654")
                            .containsEntry("postalCode", "12211");
                });
        assertThat(till.counter().cart().chosen().marks()).containsExactly("summary");
        String parked = till.counter().park("x");
        assertThat(till.counter().recall(parked, false).chosen().marks())
                .as("it goes with a parked cart")
                .containsExactly("summary");
        pay();
        picture("ar-payment");
        assertThat(new String(till.papers().invoice(complete().receipt(), null), StandardCharsets.UTF_8))
                .contains("name=\"0100010\"", "<cbc:LatestDeliveryDate>");
        picture("ar-done");
    }
}
