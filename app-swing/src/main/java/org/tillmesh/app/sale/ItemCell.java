package org.tillmesh.app.sale;

import java.awt.Component;
import java.awt.FontMetrics;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Supplier;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTable;
import javax.swing.table.TableCellRenderer;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.retail.value.Money;
import org.tillmesh.till.counter.CounterAnswers;

/**
 * A line's goods: the whole name, smaller and in several lines where it is long, and its discount. Under it stands what
 * explains the price: batch, price list, promotions, note. One renderer is reused for all.
 */
final class ItemCell extends JPanel implements TableCellRenderer {
    private static final long serialVersionUID = 1;

    private static final int NAME = 200;
    private static final int INSET = 12;
    private static final int GAP = 8;

    private final transient Supplier<Language> language;
    private final JLabel name = Look.wrapped("", Theme.font(15), "text", NAME);
    private final JLabel under = Look.wrapped("", Theme.font(12), "second", NAME);
    private transient Map<String, String> people = Map.of();
    private final JLabel discount = Look.label("", Theme.semibold(13), "success");

    ItemCell(Supplier<Language> language) {
        super(new MigLayout(
                "insets 2 " + INSET + " 2 " + INSET + ", fill, aligny center, gap 0, hidemode 3, novisualpadding",
                "[0:0:,grow,fill]" + GAP + "[pref!]",
                ""));
        this.language = language;
        add(name, "wmin 0, cell 0 0");
        add(under, "wmin 0, cell 0 1 2 1, growx");
        add(discount, "cell 1 0");
    }

    @Override
    public Component getTableCellRendererComponent(
            JTable table, Object value, boolean selected, boolean focused, int row, int column) {
        var line = (CounterAnswers.Line) value;
        int width = table.getColumnModel().getColumn(column).getWidth();
        float size = size(line, width);
        name.setFont(selected ? Theme.semibold(size) : Theme.font(size));
        name.setText(named(line));
        name.setSize(width - taken(line), 1); // asks for the height of this width
        String explained = explained(line);
        under.setText(explained);
        under.setSize(width - 2 * Theme.px(INSET), 1);
        under.setVisible(!explained.isEmpty());
        discount.setText(discounted(line));
        discount.setVisible(line.discount().isPositive());
        setBackground(selected ? table.getSelectionBackground() : table.getBackground());
        setBorder(BorderFactory.createEmptyBorder());
        applyComponentOrientation(table.getComponentOrientation());
        return this;
    }

    private String named(CounterAnswers.Line line) {
        return language.get().name(line.name(), line.nameAr());
    }

    private static String discounted(CounterAnswers.Line line) {
        return line.discount().isPositive() ? Language.code("−" + line.discount()) : "";
    }

    /** What the name has no part in of the cell's width. */
    private int taken(CounterAnswers.Line line) {
        int taken = 2 * Theme.px(INSET) + Theme.px(GAP);
        if (line.discount().isPositive()) {
            taken += discount.getFontMetrics(discount.getFont()).stringWidth(discounted(line));
        }
        return taken;
    }

    /** In how many lines the name stands, at the width that its selected form needs. */
    private int lines(CounterAnswers.Line line, float size, int width) {
        return Look.lines(named(line), getFontMetrics(Theme.semibold(size)), width - taken(line));
    }

    private float size(CounterAnswers.Line line, int width) {
        return lines(line, 15, width) == 1 ? 15 : 13;
    }

    /** The height that shows all of a line's name where the column is so wide. */
    int height(CounterAnswers.Line line, int width) {
        float size = size(line, width);
        int names =
                lines(line, size, width) * getFontMetrics(Theme.semibold(size)).getHeight();
        String explained = explained(line);
        FontMetrics small = getFontMetrics(under.getFont());
        int below =
                explained.isEmpty() ? 0 : Look.lines(explained, small, width - 2 * Theme.px(INSET)) * small.getHeight();
        return names + below + 2 * Theme.px(4);
    }

    /** @param names of users by their ids */
    void people(Map<String, String> names) {
        people = names;
    }

    /** What was taken off beside promotions. */
    private static Money ownDiscount(CounterAnswers.Line line) {
        return line.discount()
                .minus(line.deals().stream().map(CounterAnswers.Deal::off).reduce(Money.ZERO, Money::plus));
    }

    private String explained(CounterAnswers.Line line) {
        var parts = new ArrayList<String>();
        if (line.batch() != null) {
            parts.add(Language.code(line.batch())
                    + (line.expiry() == null
                            ? ""
                            : " " + Language.code(line.expiry().toString())));
        }
        if (line.serial() != null) {
            parts.add(Language.code("# " + line.serial()));
        }
        if (line.back() != null) {
            parts.add(language.get().text("lineBack", Language.code(line.back().receipt())));
        }
        Money own = ownDiscount(line);
        if (own.isPositive() && !line.deals().isEmpty()) {
            parts.add(language.get().text("ownDiscount", Language.code("−" + own)));
        }
        CounterAnswers.PriceReason reason = line.priceReason();
        if (reason.name() != null) {
            parts.add(language.get().name(reason.name(), reason.nameAr() == null ? "" : reason.nameAr()));
        }
        parts.addAll(DealWords.of(language.get(), line.deals()));
        if (line.seller() != null) {
            parts.add(language.get().text("soldBy", people.getOrDefault(line.seller(), line.seller())));
        }
        if (line.note() != null) {
            parts.add(line.note());
        }
        return String.join(" · ", parts);
    }
}
