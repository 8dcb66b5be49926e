package org.tillmesh.app;

import java.awt.Component;
import java.awt.Container;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import javax.swing.AbstractButton;
import javax.swing.CellRendererPane;
import javax.swing.JScrollPane;
import javax.swing.JViewport;
import javax.swing.SwingUtilities;
import javax.swing.table.JTableHeader;

/** Whether everything on the window lies within its parent, and every button is large enough to touch. */
final class Fits {
    private static final int TOUCH_MIN = 40;
    private static final int RING = 2; // a focus ring may lie outside

    private Fits() {}

    /** What does not, each with the place where it was seen. */
    static List<String> unfit(Component root, String where) {
        var left = new ArrayList<String>();
        look(root, where, left);
        return left;
    }

    private static void look(Component component, String where, List<String> left) {
        if (!component.isShowing() || component instanceof CellRendererPane) {
            return;
        }
        Container parent = component.getParent();
        boolean empty = component.getWidth() == 0 || component.getHeight() == 0;
        boolean scrolls = SwingUtilities.getAncestorOfClass(JViewport.class, component) != null;
        if (!(parent instanceof JViewport)
                && !empty
                && !within(component.getBounds(), new Rectangle(parent.getSize()))) {
            left.add(where + ": " + told(component) + " " + component.getBounds() + " in " + told(parent) + " "
                    + parent.getSize());
        }
        if (parent instanceof JViewport port
                && !(component instanceof JTableHeader)
                && component.getWidth() > port.getWidth()
                && port.getParent() instanceof JScrollPane pane
                && !pane.getHorizontalScrollBar().isVisible()) {
            left.add(where + ": " + told(component) + " is wider than its window");
        }
        if (component instanceof AbstractButton button
                && !scrolls
                && button.getParent().getClass().getName().startsWith("javax.swing.JPanel")) {
            if (button.getHeight() < TOUCH_MIN
                    || !within(new Rectangle(component.getSize()), button.getVisibleRect())) {
                left.add(where + ": " + told(component) + " is not whole: " + component.getBounds());
            }
        }
        if (component instanceof Container container) {
            for (Component child : container.getComponents()) {
                look(child, where, left);
            }
        }
    }

    private static boolean within(Rectangle inner, Rectangle outer) {
        var wide = new Rectangle(outer);
        wide.grow(RING, RING);
        return wide.contains(inner);
    }

    private static String told(Component component) {
        String text = component instanceof AbstractButton button ? " \"" + button.getText() + "\"" : "";
        return component.getClass().getSimpleName()
                + (component.getName() == null ? "" : " " + component.getName())
                + text;
    }
}
