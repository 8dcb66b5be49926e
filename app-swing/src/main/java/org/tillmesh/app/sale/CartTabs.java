package org.tillmesh.app.sale;

import java.util.List;
import java.util.function.IntConsumer;
import javax.swing.ButtonGroup;
import javax.swing.JPanel;
import javax.swing.JToggleButton;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.look.Face;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.till.counter.CounterAnswers;

/** The open cart and those of this till that wait, beside each other; gone while none waits. */
final class CartTabs extends JPanel {
    private static final long serialVersionUID = 1;

    private final transient Desk desk;
    private transient IntConsumer opened = index -> {};
    private transient List<CounterAnswers.ParkedCart> shown = List.of();

    CartTabs(Desk desk) {
        super(new MigLayout("insets 0, gap 8, fillx", "", "[48!,fill]"));
        this.desk = desk;
        setOpaque(false);
        setVisible(false);
    }

    /** Told of the index of a cart that is to be opened. */
    void onOpen(IntConsumer listener) {
        opened = listener;
    }

    void show(List<CounterAnswers.ParkedCart> waiting) {
        shown = waiting;
        removeAll();
        var group = new ButtonGroup();
        JToggleButton open = tab(desk.language().text("cartOpen"), "");
        open.setSelected(true);
        group.add(open);
        for (int i = 0; i < waiting.size(); i++) {
            CounterAnswers.ParkedCart cart = waiting.get(i);
            int index = i;
            JToggleButton tab = tab(cart.name(), Language.code(cart.total().toString()));
            tab.addActionListener(event -> {
                open.setSelected(true); // the tabs are made anew once it is open
                opened.accept(index);
            });
            group.add(tab);
        }
        setVisible(!waiting.isEmpty());
        applyComponentOrientation(Look.orientation(desk.language()));
        revalidate();
        repaint();
    }

    void translate() {
        show(shown);
    }

    private JToggleButton tab(String name, String under) {
        JToggleButton tab = Face.over(new JToggleButton(), name, Theme.font(13), under);
        tab.setName("cart-tab");
        tab.setFocusable(false);
        add(tab, "w 60::, h 48!, growx, pushx, sg tab");
        return tab;
    }
}
