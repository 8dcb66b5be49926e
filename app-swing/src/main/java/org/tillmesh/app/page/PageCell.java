package org.tillmesh.app.page;

import java.awt.Component;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.ListCellRenderer;
import javax.swing.SwingConstants;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/** Two lines of a row. One renderer is reused for all. */
final class PageCell extends JPanel implements ListCellRenderer<PageRow> {
    private static final long serialVersionUID = 1;

    private final JLabel name = Look.label("", Theme.font(15), "text");
    private final JLabel line = Look.label("", Theme.font(13), "second");
    private final JLabel amount = Look.label("", Theme.semibold(15), "text");
    private final Look.ColoredLabel mark = (Look.ColoredLabel) Look.label("", Theme.semibold(13), "second");

    PageCell() {
        super(new MigLayout("insets 2 12 2 12, fill, gap 12 0", "[grow,fill][]", "[][]"));
        amount.setHorizontalAlignment(SwingConstants.RIGHT);
        add(name, "wmin 0");
        add(amount, "wmin pref, alignx trailing, wrap");
        add(line, "wmin 0");
        add(mark, "wmin pref, alignx trailing");
    }

    @Override
    public Component getListCellRendererComponent(
            JList<? extends PageRow> list, PageRow row, int index, boolean selected, boolean focused) {
        name.setText(row.name());
        name.setFont(selected ? Theme.semibold(15) : Theme.font(15));
        line.setText(row.line());
        amount.setText(row.amount());
        mark.setText(row.mark());
        mark.setColor(row.tone().color);
        setBackground(Theme.color(selected ? "selected" : "surface"));
        setBorder(BorderFactory.createMatteBorder(0, 0, 1, 0, Theme.color("divider")));
        applyComponentOrientation(list.getComponentOrientation());
        return this;
    }
}
