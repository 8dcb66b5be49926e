package org.tillmesh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.GraphicsEnvironment;
import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.swing.JLabel;
import javax.swing.JList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;

/** The rooms behind the counter by keys alone, with a manager's word and with a wrong one. Needs a display. */
@Tag("window")
class BackRoomsWindowTest {
    private static final Path PICTURES = Path.of("target", "screenshots-rooms");

    @TempDir
    Path dir;

    @BeforeEach
    void needsADisplay() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: the window is not tested here");
        Files.createDirectories(PICTURES);
    }

    private static void picture(Lab lab, Language language, String name) {
        Tour.settle();
        Tour.picture(lab.window, PICTURES.resolve(language + "-" + name + ".png"));
    }

    private static boolean isFormInFront(Lab lab) {
        return lab.all(JLabel.class, label -> "form-problem".equals(label.getName())).size() == 1;
    }

    private static int rows(Lab lab) {
        return lab.all(JList.class, list -> "page-rows".equals(list.getName())).stream()
                .mapToInt(list -> list.getModel().getSize())
                .findFirst()
                .orElse(0);
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void goods_are_received_by_keys_alone_and_a_wrong_pin_takes_nothing_in(Language language) throws Exception {
        try (Lab lab = Lab.selling(dir.resolve("till"), language)) {
            Quantity before = lab.till.goods().stock(DemoBarcodes.PLAIN).onHand();
            lab.press(KeyEvent.VK_F10);
            lab.await(Desk.Place.MENU);
            picture(lab, language, "menu");
            for (int i = 0; i < 4; i++) {
                lab.press(KeyEvent.VK_DOWN);
            }
            lab.press(KeyEvent.VK_ENTER);
            lab.await(Desk.Place.STOCK);
            Tour.type(lab.window, DemoBarcodes.PLAIN);
            Tour.await("it is found", () -> rows(lab) == 1);
            picture(lab, language, "stock");
            lab.press(KeyEvent.VK_ENTER);
            Tour.await("the form is open", () -> lab.window.overlay().isOpen());
            Tour.type(lab.window, "7");
            picture(lab, language, "receive");
            lab.press(KeyEvent.VK_F12);
            Tour.settle();
            Tour.type(lab.window, "0000");
            lab.press(KeyEvent.VK_ENTER);
            Tour.settle();
            assertThat(lab.till.goods().stock(DemoBarcodes.PLAIN).onHand()).isEqualTo(before);
            picture(lab, language, "receive-refused");
            if (!isFormInFront(lab)) {
                lab.press(KeyEvent.VK_ESCAPE); // out of the approval
            }
            Tour.await("the form is as it was", () -> isFormInFront(lab));
            lab.press(KeyEvent.VK_F12);
            Tour.settle();
            Tour.type(lab.window, "9999");
            lab.press(KeyEvent.VK_ENTER);
            Tour.await(
                    "they are here",
                    () -> lab.till.goods().stock(DemoBarcodes.PLAIN).onHand().equals(before.plus(Quantity.of(7))));
            Tour.await("the form has closed", () -> !lab.window.overlay().isOpen());
            lab.press(KeyEvent.VK_ESCAPE);
            lab.await(Desk.Place.MENU);
            lab.press(KeyEvent.VK_ESCAPE);
            lab.await(Desk.Place.SALE);
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void every_room_fits_on_the_smallest_screen_and_a_receipt_is_shown_as_paper(Language language) throws Exception {
        try (Lab lab = Lab.selling(dir.resolve("till"), language)) {
            lab.till.counter().scan(DemoBarcodes.PLAIN, null, null);
            lab.till.counter().tender(TenderKind.CASH, Money.sar(10_000), null);
            String receipt = lab.till.counter().complete(null).receipt();
            var unfit = new ArrayList<String>();
            for (Desk.Place room : List.of(
                    Desk.Place.RECEIPTS,
                    Desk.Place.CUSTOMERS,
                    Desk.Place.STOCK,
                    Desk.Place.SHEETS,
                    Desk.Place.ORDERS,
                    Desk.Place.TRANSFERS,
                    Desk.Place.ME,
                    Desk.Place.EXCEPTIONS,
                    Desk.Place.SYNC_HISTORY,
                    Desk.Place.LOOSE_RETURN,
                    Desk.Place.DIAGNOSTICS,
                    Desk.Place.SYNC)) {
                TillWindow.onSwing(() -> lab.window.show(room));
                lab.await(room);
                picture(lab, language, room.name());
                TillWindow.onSwing(() -> unfit.addAll(Fits.unfit(lab.window.frame().getRootPane(), room.name())));
            }
            assertThat(unfit).isEmpty();
            TillWindow.onSwing(() -> lab.window.show(Desk.Place.RECEIPTS));
            lab.await(Desk.Place.RECEIPTS);
            Tour.await("it is listed", () -> rows(lab) == 1);
            lab.press(KeyEvent.VK_F7);
            lab.await(Desk.Place.RETURN);
            Tour.await(
                    "its lines are there",
                    () -> lab.all(JLabel.class, label -> "return-order".equals(label.getName())
                                    && !label.getText().isEmpty())
                            .size() == 1);
            picture(lab, language, "return-order");
            assertThat(receipt).isNotBlank();
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void today_is_shown_with_a_managers_word_alone(Language language) throws Exception {
        try (Lab lab = Lab.selling(dir.resolve("till"), language)) {
            lab.till.counter().scan(DemoBarcodes.PLAIN, null, null);
            lab.till.counter().tender(TenderKind.CASH, Money.sar(10_000), null);
            lab.till.counter().complete(null);
            TillWindow.onSwing(() -> lab.window.show(Desk.Place.TODAY));
            lab.await(Desk.Place.TODAY);
            Tour.await("it asks", () -> lab.window.overlay().isOpen());
            lab.press(KeyEvent.VK_ESCAPE);
            assertThat(rows(lab)).isZero();
            picture(lab, language, "today-refused");
            lab.press(KeyEvent.VK_F5);
            Tour.await("it asks again", () -> lab.window.overlay().isOpen());
            Tour.type(lab.window, "9999");
            lab.press(KeyEvent.VK_ENTER);
            Tour.await("it is shown", () -> rows(lab) == 7);
            picture(lab, language, "today");
        }
    }
}
