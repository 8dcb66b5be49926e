package org.tillmesh.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.awt.Component;
import java.awt.Container;
import java.awt.GraphicsEnvironment;
import java.awt.Rectangle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.swing.AbstractButton;
import javax.swing.CellRendererPane;
import javax.swing.JScrollPane;
import javax.swing.JViewport;
import javax.swing.SwingUtilities;
import javax.swing.table.JTableHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tillmesh.app.frame.Language;

/** Names of sixty letters, seven digits and sixty of everything on the smallest screen. Needs a display. */
class FitsWindowTest {
    private static final Path PICTURES = Path.of("target", "screenshots-fits");
    private static final int TOUCH_MIN = 40;
    private static final int RING = 2; // a focus ring may lie outside

    @TempDir
    Path dir;

    @BeforeEach
    void needsADisplay() throws Exception {
        assumeFalse(GraphicsEnvironment.isHeadless(), "No display: the window is not tested here");
        Files.createDirectories(PICTURES);
    }

    @AfterEach
    void noPrinter() {
        System.clearProperty("tillmesh.printer");
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void nothing_leaves_its_parent_whatever_it_is_called(Language language) throws Exception {
        String name = (language.isRightToLeft() ? "بتثجحخدذرز" : "Abcdefghij").repeat(6);
        var left = new ArrayList<String>();
        System.setProperty("tillmesh.printer", "127.0.0.1:1"); // nobody there: the notice takes its room too
        try (Lab lab = Filled.lab(dir, language, name)) {
            Filled.everywhere(lab, where -> {
                Tour.picture(lab.window, PICTURES.resolve(language + "-" + where.replace(' ', '-') + ".png"));
                TillWindow.onSwing(() -> look(lab.window.frame().getRootPane(), where, left));
            });
        }
        assertThat(left).isEmpty();
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
