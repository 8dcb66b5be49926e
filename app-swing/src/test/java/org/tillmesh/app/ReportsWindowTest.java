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
import java.util.function.Function;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JTable;
import org.assertj.swing.core.BasicComponentFinder;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Language;
import org.tillmesh.retail.demo.DemoBarcodes;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.retail.value.TenderKind;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.Till;
import org.tillmesh.till.shop.TillOptions;

/** Reports in the window, by keys. Needs a display. */
class ReportsWindowTest {
    private static final Path PICTURES = Path.of("target", "screenshots-reports");

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
        till.people().login(new UserId("manager"), "9999");
        till.backroom().openShift(Money.sar(20_000));
        for (String code : List.of(DemoBarcodes.PLAIN, DemoBarcodes.ZERO_RATED, DemoBarcodes.WEIGHED)) {
            till.counter().scan(code, code.equals(DemoBarcodes.PLAIN) ? Quantity.of(3) : null, null);
            till.counter().tender(TenderKind.CASH, till.counter().cart().due(), null);
            till.counter().complete(null);
        }
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

    private void begin(Language language, boolean dark, Dimension size) {
        window = TillWindow.open(till, new TillWindow.Options(language, dark, size));
        Tour.awaitLogin(window);
        Tour.settle();
        press(language.isRightToLeft() ? KeyEvent.VK_LEFT : KeyEvent.VK_RIGHT); // the manager stands behind the cashier
        Tour.type(window, "9999");
        press(KeyEvent.VK_ENTER);
        Tour.await("the sale is on the screen", () -> window.place() == Desk.Place.SALE);
        press(KeyEvent.VK_F10);
        Tour.await("the menu is shown", () -> window.place() == Desk.Place.MENU);
        press(KeyEvent.VK_F12);
        Tour.await("the reports are shown", () -> window.place() == Desk.Place.REPORTS);
        Tour.await("a report is there", () -> table().getRowCount() > 0);
    }

    private void press(int key) {
        Tour.press(window, key);
    }

    private JTable table() {
        return find("report", JTable.class);
    }

    private <T extends Component> T find(String name, Class<T> type) {
        return BasicComponentFinder.finderWithCurrentAwtHierarchy().findByName(window.frame(), name, type, false);
    }

    private <T extends Component> String told(String name, Class<T> type, Function<T, String> text) {
        return String.valueOf(GuiActionRunner.execute(() -> text.apply(find(name, type))))
                .replaceAll("[\u200E\u200F]", "");
    }

    /** Types a part of a name over the list in front, and takes the first that has it. */
    private void choose(int key, String part) {
        press(key);
        Tour.await("the list is open", () -> window.overlay().isOpen());
        Tour.type(window, part);
        Tour.await("it is found", () -> find("choices", JList.class).getModel().getSize() > 0);
        press(KeyEvent.VK_ENTER);
        Tour.await("it is chosen", () -> !window.overlay().isOpen());
        Tour.settle();
    }

    private void picture(String name) {
        Tour.picture(window, PICTURES.resolve(name + ".png"));
    }

    @Test
    void a_day_is_followed_down_to_a_receipt_by_keys_alone() {
        begin(Language.ENGLISH, false, new Dimension(1024, 768));
        picture("en-hours");
        choose(KeyEvent.VK_F2, "by day");
        Tour.await("the day is there", () -> table().getRowCount() == 1);
        picture("en-days");
        press(KeyEvent.VK_ENTER);
        Tour.await("its receipts are there", () -> table().getRowCount() == 3);
        picture("en-receipts");
        press(KeyEvent.VK_DOWN);
        press(KeyEvent.VK_ENTER);
        Tour.await("the paper is there", () -> window.overlay().isOpen());
        picture("en-paper");
        press(KeyEvent.VK_ESCAPE);
        Tour.await("the paper is gone", () -> !window.overlay().isOpen());
        Tour.settle();
        press(KeyEvent.VK_ESCAPE);
        Tour.await("the day is back", () -> table().getRowCount() == 1);
        choose(KeyEvent.VK_F2, "by product");
        Tour.await("products are there", () -> table().getRowCount() == 3);
        picture("en-products");
        press(KeyEvent.VK_F6);
        Tour.settle();
        picture("en-chart");
        choose(KeyEvent.VK_F3, "yest");
        Tour.await(
                "nothing was sold", () -> find("report-problem", JLabel.class).isShowing());
        assertThat(told("report-problem", JLabel.class, JLabel::getText))
                .isEqualTo(Language.ENGLISH.text("reportEmpty"));
        picture("en-empty");
        press(KeyEvent.VK_ESCAPE);
        Tour.await("the menu is back", () -> window.place() == Desk.Place.MENU);
    }

    @Test
    void in_arabic_columns_run_from_the_right_and_what_cannot_be_asked_is_told_in_place() {
        begin(Language.ARABIC, true, new Dimension(1920, 1080));
        choose(KeyEvent.VK_F2, "حسب المنتج");
        Tour.await("products are there", () -> table().getRowCount() == 3);
        assertThat(GuiActionRunner.execute(
                        () -> table().getComponentOrientation().isLeftToRight()))
                .isFalse();
        picture("ar-products");
        press(KeyEvent.VK_F6);
        Tour.settle();
        picture("ar-chart");
        press(KeyEvent.VK_F6);
        press(KeyEvent.VK_F3);
        Tour.type(window, "من يوم");
        press(KeyEvent.VK_ENTER);
        Tour.settle();
        Tour.await("the first day is asked", () -> find("number-problem", JLabel.class)
                .isShowing());
        Tour.type(window, "20261102");
        press(KeyEvent.VK_ENTER);
        Tour.settle();
        Tour.await("the last day is asked", () -> window.overlay().isOpen());
        Tour.type(window, "20261101");
        press(KeyEvent.VK_ENTER);
        Tour.await("it is refused", () -> find("report-problem", JLabel.class).isShowing());
        assertThat(told("report-problem", JLabel.class, JLabel::getText))
                .contains("2026-11-02")
                .containsPattern("\\p{InArabic}");
        picture("ar-refused");
    }
}
