package org.tillmesh.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Dimension;
import java.awt.GraphicsEnvironment;
import java.awt.event.KeyEvent;
import java.awt.event.WindowEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.sale.Side;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;
import org.tillmesh.till.counter.CounterAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.shop.TillOptions;

/** The real window, driven by keys through every screen in both languages, light and dark. Needs a display. */
class WindowTest {
    @TempDir
    Path dir;

    @Test
    void a_cashier_gets_through_the_day_by_keys_alone_in_both_languages() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: the window is not tested here");
        FailOnThreadViolationRepaintManager.install();
        var sold = new ArrayList<InvoiceAnswers.Receipt>();
        Path pictures = Path.of("target", "screenshots");
        try (Till till = Till.open(new TillOptions(dir.resolve("till"), true, "S001", "T01", null, List.of(), 0))) {
            try (EdtWatch watch = EdtWatch.install()) {
                Tour.run(till, pictures, "1111", receipt -> {
                    sold.add(receipt);
                    if (sold.size() == 2) {
                        watch.begin();
                    }
                });
                assertTrue(watch.slow().isEmpty(), () -> String.join("\n\n", watch.slow()));
            }
            assertEquals(4, sold.size());
            assertEquals(4, till.backroom().sales(null).count());
            assertTrue(till.keeper().verify().clean());
        }
        try (var files = Files.list(pictures)) {
            assertTrue(files.count() >= 60);
        }
        ContactSheet.of(pictures, pictures.resolve("contact-sheet.png"));
    }

    @Test
    void a_window_closed_in_mid_payment_leaves_the_cart_and_what_was_tendered() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: the window is not tested here");
        var options = new TillOptions(dir.resolve("till"), true, "S001", "T01", null, List.of(), 0);
        CounterAnswers.Cart before;
        try (Till till = Till.open(options)) {
            till.people().login(new UserId("cashier"), "1111");
            till.backroom().openShift(Money.sar(20_000));
            till.counter().scan(DemoBarcodes.PLAIN, Quantity.of(3), null);
            before = till.counter().tender(TenderKind.CASH, Money.sar(100), null);
            var window =
                    TillWindow.open(till, new TillWindow.Options(Language.ENGLISH, false, new Dimension(1024, 768)));
            Tour.awaitLogin(window);
            Tour.type(window, "1111");
            Tour.press(window, KeyEvent.VK_ENTER);
            Tour.await(
                    "the cart is on the screen",
                    () -> window.place() == Desk.Place.SALE
                            && window.sale().cart() != null
                            && !window.sale().cart().lines().isEmpty());
            Tour.press(window, KeyEvent.VK_F12);
            Tour.await("payment is open", () -> window.sale().side() == Side.PAYMENT);
            Tour.type(window, "5");
            TillWindow.onSwing(
                    () -> window.frame().dispatchEvent(new WindowEvent(window.frame(), WindowEvent.WINDOW_CLOSING)));
            Tour.await("it asks", () -> window.overlay().isOpen());
            Tour.press(window, KeyEvent.VK_ENTER);
            window.awaitClosed();
            assertEquals(0, till.backroom().sales(null).count());
        }
        try (Till till = Till.open(options)) {
            assertTrue(till.ready().recovered().openCart());
            till.people().login(new UserId("cashier"), "1111");
            assertEquals(before.lines(), till.counter().cart().lines());
            assertEquals(before.due(), till.counter().cart().due());
        }
    }
}
