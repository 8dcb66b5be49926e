package org.tillmesh.app.frame;

import java.util.ArrayList;
import java.util.List;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyAction;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/** The bar at the foot of a screen: what the keys mean here and now. A click does what the key does. */
public final class FunctionBar extends JPanel {
    private static final long serialVersionUID = 1;

    private final transient Desk desk;
    private final transient List<KeyButton> buttons = new ArrayList<>();

    public FunctionBar(Desk desk) {
        super(new MigLayout("insets 0 12 8 12, gap 8, fill", "", "[44!,fill]"));
        this.desk = desk;
        setOpaque(false);
    }

    public void show(KeyMap keys) {
        List<KeyAction> actions = keys.bar();
        List<FunctionKey> wanted = actions.stream().map(KeyAction::key).toList();
        if (!wanted.equals(buttons.stream().map(KeyButton::key).toList())) {
            build(wanted);
        }
        for (int i = 0; i < actions.size(); i++) {
            buttons.get(i).show(actions.get(i));
        }
        applyComponentOrientation(Look.orientation(desk.language()));
    }

    private void build(List<FunctionKey> keys) {
        removeAll();
        buttons.clear();
        for (FunctionKey key : keys) {
            var button = new KeyButton(desk, key);
            button.setName("key-" + key.label);
            button.setFont(Theme.font(13));
            add(button, "grow, pushx, sg f");
            buttons.add(button);
        }
        revalidate();
        repaint();
    }
}
