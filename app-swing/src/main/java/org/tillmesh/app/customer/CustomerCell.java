package org.tillmesh.app.customer;

import java.awt.Component;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.ListCellRenderer;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.till.counter.CounterAnswers;

/** One found customer: the name and the first phone. One renderer is reused for all. */
final class CustomerCell extends JPanel implements ListCellRenderer<CounterAnswers.Customer> {
    private static final long serialVersionUID = 1;

    private final Language in;
    private final JLabel name = Look.label("", Theme.font(15), "text");
    private final JLabel phone = Look.label("", Theme.font(13), "second");

    CustomerCell(Language in) {
        super(new MigLayout("insets 2 12 2 12, fill, gap 12", "[grow][right]", "[]"));
        this.in = in;
        add(name, "wmin 0");
        add(phone);
    }

    @Override
    public Component getListCellRendererComponent(
            JList<? extends CounterAnswers.Customer> list,
            CounterAnswers.Customer customer,
            int index,
            boolean selected,
            boolean focused) {
        name.setText(in.name(customer.name(), customer.name()));
        phone.setText(
                customer.phones().isEmpty()
                        ? ""
                        : Language.code(customer.phones().get(0)));
        name.setIcon(customer.conflicts().isEmpty() ? null : Theme.icon("alert-triangle", 20));
        setBackground(Theme.color(selected ? "selected" : "surface"));
        setBorder(BorderFactory.createMatteBorder(0, 0, 1, 0, Theme.color("divider")));
        applyComponentOrientation(list.getComponentOrientation());
        return this;
    }
}
