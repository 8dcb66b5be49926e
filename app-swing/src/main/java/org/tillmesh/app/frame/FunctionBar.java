package org.tillmesh.app.frame;

import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.keys.KeyAction;
import org.tillmesh.app.keys.KeyMap;

/** The bar at the foot of a screen: what the keys mean here and now. A click does what the key does. */
public final class FunctionBar extends JPanel {
    private static final long serialVersionUID = 1;

    private final transient Desk desk;

    public FunctionBar(Desk desk) {
        super(new MigLayout("insets 0 12 8 12, gap 8, fill", "", "[44!,fill]"));
        this.desk = desk;
        setOpaque(false);
    }

    public void show(KeyMap keys) {
        removeAll();
        for (KeyAction action : keys.bar()) {
            var button = new KeyButton(desk, action.key());
            button.setName("key-" + action.key().label);
            button.setFont(Theme.font(13));
            button.show(action);
            add(button, "grow, pushx, sg f");
        }
        applyComponentOrientation(Look.orientation(desk.language()));
        revalidate();
        repaint();
    }
}
