package org.tillmesh.app.frame;

import java.awt.Graphics;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JLayeredPane;
import javax.swing.Timer;
import org.tillmesh.app.look.Theme;

/** A red frame around the window for a moment: a refusal is seen by whoever does not hear it. */
public final class Flash extends JComponent {
    private static final long serialVersionUID = 1;
    private static final int MILLIS = 350;
    private static final int WIDTH = 8;

    private final JFrame window;
    private final Timer gone = new Timer(MILLIS, event -> setVisible(false));

    public Flash(JFrame window) {
        this.window = window;
        gone.setRepeats(false);
        setVisible(false);
    }

    /** Shows it from now on for its moment. */
    public void begin() {
        JLayeredPane layers = window.getLayeredPane();
        if (getParent() == null) {
            layers.add(this, JLayeredPane.DRAG_LAYER);
        }
        setBounds(0, 0, layers.getWidth(), layers.getHeight());
        setVisible(true);
        gone.restart();
    }

    /** Nothing is clicked here. */
    @Override
    public boolean contains(int x, int y) {
        return false;
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        graphics.setColor(Theme.color("danger"));
        int width = Theme.px(WIDTH);
        graphics.fillRect(0, 0, getWidth(), width);
        graphics.fillRect(0, getHeight() - width, getWidth(), width);
        graphics.fillRect(0, 0, width, getHeight());
        graphics.fillRect(getWidth() - width, 0, width, getHeight());
    }
}
