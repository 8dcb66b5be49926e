package org.tillmesh.app.sale;

import java.awt.Component;
import java.util.ArrayList;
import java.util.function.Supplier;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTable;
import javax.swing.table.TableCellRenderer;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.Theme;
import org.tillmesh.till.counter.CounterAnswers;

/**
 * A line's goods: the name may be cut, its discount never is. Under it stands what explains the price: batch, price list,
 * promotions, note. One renderer is reused for all.
 */
final class ItemCell extends JPanel implements TableCellRenderer {
    private static final long serialVersionUID = 1;

    private final transient Supplier<Language> language;
    private final JLabel name = Look.label("", Theme.font(15), "text");
    private final JLabel under = Look.label("", Theme.font(12), "second");
    private final JLabel discount = Look.label("", Theme.semibold(13), "success");

    ItemCell(Supplier<Language> language) {
        super(new MigLayout(
                "insets 0 12 0 12, fill, gap 0, hidemode 3, novisualpadding", "[0:0:,grow,fill]8[pref!]", ""));
        this.language = language;
        add(name, "wmin 0, cell 0 0");
        add(under, "wmin 0, cell 0 1");
        add(discount, "cell 1 0, spany 2");
    }

    @Override
    public Component getTableCellRendererComponent(
            JTable table, Object value, boolean selected, boolean focused, int row, int column) {
        var line = (CounterAnswers.Line) value;
        name.setFont(selected ? Theme.semibold(15) : Theme.font(15));
        name.setText(language.get().name(line.name(), line.nameAr()));
        String explained = explained(line);
        under.setText(explained);
        under.setVisible(!explained.isEmpty());
        discount.setText(line.discount().isPositive() ? Language.code("−" + line.discount()) : "");
        discount.setVisible(line.discount().isPositive());
        setBackground(selected ? table.getSelectionBackground() : table.getBackground());
        setBorder(BorderFactory.createEmptyBorder());
        applyComponentOrientation(table.getComponentOrientation());
        return this;
    }

    private String explained(CounterAnswers.Line line) {
        var parts = new ArrayList<String>();
        if (line.batch() != null) {
            parts.add(Language.code(line.batch()));
        }
        CounterAnswers.PriceReason reason = line.priceReason();
        if (reason.name() != null) {
            parts.add(language.get().name(reason.name(), reason.nameAr() == null ? "" : reason.nameAr()));
        }
        parts.addAll(DealWords.of(language.get(), line.deals()));
        if (line.note() != null) {
            parts.add(line.note());
        }
        return String.join(" · ", parts);
    }
}
