package org.tillmesh.app.sale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Component;
import java.awt.GraphicsEnvironment;
import java.util.List;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.app.TillWindow;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.retail.value.Money;
import org.tillmesh.retail.value.ProductId;
import org.tillmesh.retail.value.Quantity;
import org.tillmesh.till.counter.CounterAnswers;

/** A discount beside a name that is too long for its cell. Needs a display for its fonts. */
class ItemCellTest {
    private static final int WIDTH = 280;

    @ParameterizedTest
    @EnumSource(Language.class)
    void a_long_name_and_its_discount_are_whole(Language language) {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: the cell is not tested here");
        String name = (language.isRightToLeft() ? "أرز بسمتي " : "Basmati rice ").repeat(8);
        var line = new CounterAnswers.Line(
                1,
                new ProductId("p1"),
                name,
                name,
                Quantity.ONE,
                "PCE",
                Money.sar(100_000),
                new CounterAnswers.PriceReason("shelf", null, null),
                List.of(new CounterAnswers.Deal("d", "Deal", "عرض", Money.sar(12_345))),
                false,
                Money.sar(12_345),
                "S",
                Money.sar(87_655),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Quantity.ONE,
                null);
        TillWindow.onSwing(() -> {
            Theme.install(false, 100);
            var table = new JTable(1, 1);
            table.getColumnModel().getColumn(0).setWidth(WIDTH);
            table.applyComponentOrientation(Look.orientation(language));
            var items = new ItemCell(() -> language);
            var cell = (JPanel) items.getTableCellRendererComponent(table, line, true, false, 0, 0);
            int height = items.height(line, WIDTH);
            assertThat(height).isGreaterThan(48);
            cell.setSize(WIDTH, height);
            cell.doLayout();
            JLabel discount = labelled(cell, "−123.45");
            assertThat(discount.getWidth()).isGreaterThanOrEqualTo(discount.getPreferredSize().width);
            assertThat(cell.getBounds().contains(discount.getBounds())).isTrue();
            assertThat(labelled(cell, language.name("Deal", "عرض")).isVisible()).isTrue();
            JLabel shown = labelled(cell, name.strip());
            assertThat(shown.getBounds().intersects(discount.getBounds())).isFalse();
            assertThat(shown.getWidth()).isGreaterThan(WIDTH / 2);
            int rows = Look.lines(shown.getText(), shown.getFontMetrics(shown.getFont()), shown.getWidth());
            assertThat(shown.getHeight())
                    .isGreaterThanOrEqualTo(
                            rows * shown.getFontMetrics(shown.getFont()).getHeight());
        });
    }

    private static JLabel labelled(JPanel cell, String text) {
        for (Component part : cell.getComponents()) {
            if (part instanceof JLabel label && label.getText().contains(text)) {
                return label;
            }
        }
        throw new AssertionError("Nothing says " + text);
    }
}
