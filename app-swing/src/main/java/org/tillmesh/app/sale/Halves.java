package org.tillmesh.app.sale;

import java.awt.Component;
import java.util.function.Consumer;
import javax.swing.JPanel;
import net.miginfocom.layout.CC;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.look.Theme;

/** The cart and what stands beside it. From 1,600 wide on the keys get the larger half: more of them fit. */
final class Halves extends JPanel {
    private static final long serialVersionUID = 1;
    private static final int ROOMY = 1600;

    private final Component cart;
    private final Component keys;
    private final transient Consumer<Boolean> turned;
    private boolean roomy;
    private boolean keysFirst;

    /** @param turned told whether there is room */
    Halves(Component cart, Component keys, Consumer<Boolean> turned) {
        this.cart = cart;
        this.keys = keys;
        this.turned = turned;
        setOpaque(false);
        divide();
    }

    /** @param first whether the keys stand before the cart in the direction of reading */
    void keysFirst(boolean first) {
        if (first != keysFirst) {
            keysFirst = first;
            divide();
        }
    }

    private void divide() {
        removeAll();
        String wide = roomy ? "48%" : "58%";
        String rest = roomy ? "52%" : "42%";
        String ofCart = "[0:" + wide + ":,fill]";
        String ofKeys = "[0:" + rest + ":,grow,fill]";
        setLayout(new MigLayout(
                "insets 12 12 8 12, gap 12, fill", keysFirst ? ofKeys + ofCart : ofCart + ofKeys, "[grow,fill]"));
        if (keysFirst) {
            add(keys, new CC().width(rest));
            add(cart, new CC().width(wide));
        } else {
            add(cart, new CC().width(wide));
            add(keys, new CC().width(rest));
        }
        revalidate();
    }

    @Override
    public void setBounds(int x, int y, int width, int height) {
        boolean now = width >= Theme.px(ROOMY);
        if (now != roomy) {
            roomy = now;
            turned.accept(now);
            divide();
        }
        super.setBounds(x, y, width, height);
    }
}
