package org.tillmesh.app.sale;

import java.awt.Component;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.ListCellRenderer;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.till.counter.CounterAnswers;

/** One found product: its name, its code and stock, its price. One renderer is reused for all. */
public final class HitCell extends JPanel implements ListCellRenderer<CounterAnswers.Product> {
    private static final long serialVersionUID = 1;

    private final transient Desk desk;
    private final JLabel name = Look.label("", Theme.font(15), "text");
    private final JLabel code = Look.label("", Theme.font(12), "second");
    private final JLabel price = Look.label("", Theme.semibold(15), "text");

    public HitCell(Desk desk) {
        super(new MigLayout("insets 2 12 2 12, fill, gap 0", "[grow][right]", "[][]"));
        this.desk = desk;
        add(name, "wmin 0");
        add(price, "spany 2, wmin pref, wrap");
        add(code, "wmin 0");
    }

    @Override
    public Component getListCellRendererComponent(
            JList<? extends CounterAnswers.Product> list,
            CounterAnswers.Product product,
            int index,
            boolean selected,
            boolean focused) {
        name.setText(desk.language().name(product.name(), product.nameAr()));
        code.setText(Language.code(product.barcode()) + " · "
                + desk.language()
                        .text("stockLow", Language.code(product.onHand().toString())));
        price.setText(Language.code(product.price().toString()));
        setBackground(Theme.color(selected ? "selected" : "surface"));
        setBorder(BorderFactory.createMatteBorder(0, 0, 1, 0, Theme.color("divider")));
        applyComponentOrientation(list.getComponentOrientation());
        return this;
    }
}
