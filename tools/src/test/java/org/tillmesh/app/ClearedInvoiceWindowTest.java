package org.tillmesh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.event.KeyEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.text.JTextComponent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Language;
import org.tillmesh.relay.Relay;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.counter.NewCustomer;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.paper.PaperAnswers;
import org.tillmesh.till.shop.TillOptions;
import org.tillmesh.tools.sandbox.ZatcaSandbox;

/** The till's window hears from the tax authority's sandbox through the relay. Needs a display. */
@Tag("window")
class ClearedInvoiceWindowTest {
    private static final Path PICTURES = Path.of("target", "screenshots-cleared");

    @TempDir
    Path dir;

    private ZatcaSandbox sandbox;
    private Relay relay;
    private Till till;
    private TillWindow window;
    private CounterAnswers.Customer business;

    @BeforeEach
    void open() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: the window is not tested here");
        Files.createDirectories(PICTURES);
        sandbox = ZatcaSandbox.start(new ZatcaSandbox.Options(dir.resolve("sandbox"), 0, ""));
        relay = Relay.open(new Relay.Options(dir.resolve("relay"), 0, 0, true, sandbox.url()));
        till = Till.open(new TillOptions(
                dir.resolve("till"),
                true,
                "S001",
                "T01",
                "127.0.0.1:" + relay.ready().port(),
                List.of(),
                0));
        till.people().login(new UserId("cashier"), "1111");
        till.backroom().openShift(Money.sar(20_000));
        business = till.counter()
                .newCustomer(
                        new NewCustomer(
                                "Dune Trading",
                                null,
                                "399999999700003",
                                null,
                                List.of(),
                                Map.of(
                                        "street", "Dune Road",
                                        "building", "1234",
                                        "district", "Al Olaya",
                                        "city", "Riad",
                                        "postalCode", "12211")),
                        null);
    }

    @AfterEach
    void close() throws Exception {
        if (window != null) {
            picture("last");
            window.close();
        }
        if (till != null) {
            till.close();
        }
        if (relay != null) {
            relay.close();
        }
        if (sandbox != null) {
            sandbox.close();
        }
    }

    private InvoiceAnswers.Receipt sell() {
        till.counter().scan(DemoBarcodes.PLAIN, null, null);
        CounterAnswers.Cart cart = till.counter().attachCustomer(business.id());
        till.counter().tender(TenderKind.CASH, cart.due(), null);
        return till.counter().complete(null);
    }

    private void openWindow(Language language) {
        window = TillWindow.open(till, new TillWindow.Options(language, false, new Dimension(1024, 768)));
        Tour.awaitLogin(window);
        Tour.settle();
        Tour.type(window, "1111");
        Tour.press(window, KeyEvent.VK_ENTER);
        Tour.await("the sale is on the screen", () -> window.place() == Desk.Place.SALE);
        Tour.await("how all stands is known", () -> window.status() != null); // news are what came since
    }

    private void list() {
        Tour.press(window, KeyEvent.VK_F10);
        Tour.press(window, KeyEvent.VK_F9);
        Tour.await("the list is shown", () -> window.place() == Desk.Place.INVOICES && rows().getRowCount() > 0);
    }

    private JTable rows() {
        return (JTable) find(window.frame(), "invoices");
    }

    private static Component find(Container in, String name) {
        Component found = findOrNull(in, name);
        if (found == null) {
            throw new AssertionError("Nothing is named " + name);
        }
        return found;
    }

    private static @Nullable Component findOrNull(Container in, String name) {
        for (Component child : in.getComponents()) {
            if (name.equals(child.getName())) {
                return child;
            }
            Component deeper = child instanceof Container container ? findOrNull(container, name) : null;
            if (deeper != null) {
                return deeper;
            }
        }
        return null;
    }

    private void picture(String name) {
        Tour.picture(window, PICTURES.resolve(name + ".png"));
    }

    @Test
    void a_waiting_tax_invoice_is_told_when_it_is_cleared_and_its_print_is_the_tax_invoice() throws Exception {
        sandbox.faults("503");
        InvoiceAnswers.Receipt sale = sell();
        assertFalse(sale.taxInvoice());
        byte[] proforma = till.papers().receiptImage(null, sale.uuid());
        openWindow(Language.ENGLISH);
        list();
        assertEquals("Waits for clearance", rows().getValueAt(0, 3));

        sandbox.faults("");
        relay.retryReporting();
        Tour.await("the till says so", () -> window.word().equals(Language.ENGLISH.text("noticeCleared")));
        Tour.await("the list too", () -> "Cleared: print it".equals(rows().getValueAt(0, 3)));
        picture("en-cleared");
        assertEquals(1, till.links().status().zatca().toPrint());
        Tour.press(window, KeyEvent.VK_F9);
        Tour.await("it counts as printed", () -> "Cleared".equals(rows().getValueAt(0, 3)));
        assertEquals(0, till.links().status().zatca().toPrint());
        assertFalse(java.util.Arrays.equals(proforma, till.papers().receiptImage(null, sale.uuid())));
    }

    @Test
    void a_rejected_tax_invoice_shows_its_reasons_and_is_corrected_and_issued_anew() throws Exception {
        openWindow(Language.ARABIC);
        sandbox.faults("400:1");
        InvoiceAnswers.Receipt sale = sell();
        Tour.await("the till says so", () -> window.word().equals(Language.ARABIC.text("noticeRejected")));
        list();
        Tour.await(
                "its reasons are shown",
                () -> ((JLabel) find(window.frame(), "reasons")).getText().contains("Rejected on demand"));
        picture("ar-rejected");
        Tour.press(window, KeyEvent.VK_F5);
        Tour.await("the correction is open", () -> window.overlay().isOpen());
        TillWindow.onSwing(() -> ((JTextComponent) find(window.frame(), "CITY")).setText("Riyadh"));
        picture("ar-correct");
        Tour.press(window, KeyEvent.VK_ENTER);
        Tour.await(
                "a manager is asked",
                () -> findOrNull(window.frame(), "CITY") == null
                        && window.overlay().isOpen());
        Tour.settle();
        Tour.type(window, "9999");
        Tour.press(window, KeyEvent.VK_ENTER);
        Tour.await(
                "it is issued anew and cleared",
                () -> till.links().status().zatca().toPrint() == 1);
        Tour.await(
                "the list has it", () -> Language.code(sale.receipt() + "-R1").equals(rows().getValueAt(0, 0)));
        picture("ar-anew");
        assertEquals(0, till.links().status().zatca().rejected());
        assertEquals(1, rows().getRowCount(), "the rejected one is done with");
        PaperAnswers.Document anew = till.papers().invoiceDocument(null, sale.uuid());
        assertTrue(anew.cleared());
        assertTrue(new String(anew.xml(), StandardCharsets.UTF_8).contains("<cbc:CityName>Riyadh<"));
    }
}
