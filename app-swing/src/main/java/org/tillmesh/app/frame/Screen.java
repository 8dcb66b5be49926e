package org.tillmesh.app.frame;

import javax.swing.JPanel;
import org.tillmesh.app.keys.KeyMap;

/** One screen of the till. Built once, reused. It builds components and shows; its presenter decides. */
public abstract class Screen extends JPanel {
    private static final long serialVersionUID = 1;

    protected final transient SwingDesk desk;

    protected Screen(SwingDesk desk) {
        this.desk = desk;
        setOpaque(false);
    }

    public abstract Presenter presenter();

    /** Writes its own words anew in the language of now. What it shows of the till comes anew by its presenter. */
    public abstract void translate();

    /** The bar and the buttons that keys stand on. */
    public void showKeys(KeyMap keys) {}

    protected final String text(String key, Object... values) {
        return desk.language().text(key, values);
    }
}
