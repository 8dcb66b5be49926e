package org.tillmesh.app.look;

import java.awt.Component;
import java.awt.ComponentOrientation;
import java.util.function.Consumer;
import javax.swing.JButton;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;

/** 7 8 9 stays left to right in every language. Presses give a digit, {@code .}, {@code ⌫} or {@code C}. */
public final class NumberPad extends JPanel {
    private static final long serialVersionUID = 1;
    public static final String ERASE = "\u232B";
    public static final String CLEAR = "C";

    private static final int ROWS = 4;
    private static final int LEAST = 40;
    private static final int GAP = 4;

    public NumberPad(boolean withPoint, Consumer<String> pressed) {
        super(new MigLayout(
                "insets 0, gap 8 " + GAP + ", fill",
                "[grow,fill,sg n][grow,fill,sg n][grow,fill,sg n]",
                "[" + LEAST + ":64:,grow,fill]"));
        setOpaque(false);
        String[] keys = {"7", "8", "9", "4", "5", "6", "1", "2", "3", withPoint ? "." : CLEAR, "0", ERASE};
        for (int i = 0; i < keys.length; i++) {
            String key = keys[i];
            var button = new JButton(key.equals(ERASE) ? "" : key);
            if (key.equals(ERASE)) {
                button.setIcon(Theme.icon("backspace", 24));
            }
            button.setFont(Theme.semibold(22));
            button.setFocusable(false);
            button.addActionListener(event -> pressed.accept(key));
            add(button, i % 3 == 2 && i < keys.length - 1 ? "wrap" : "");
        }
    }

    /** Where large texts leave no room for four rows there are none: half a key can't be touched. */
    @Override
    public void doLayout() {
        boolean fits = getHeight() >= Theme.px(ROWS * LEAST + (ROWS - 1) * GAP);
        for (Component key : getComponents()) {
            if (key.isVisible() != fits) {
                key.setVisible(fits);
            }
        }
        super.doLayout();
    }

    @Override
    public void setComponentOrientation(ComponentOrientation orientation) {
        super.setComponentOrientation(ComponentOrientation.LEFT_TO_RIGHT);
    }

    @Override
    public void applyComponentOrientation(ComponentOrientation orientation) {
        super.applyComponentOrientation(ComponentOrientation.LEFT_TO_RIGHT);
    }

    /** A text after a press. */
    public static String after(String text, String key) {
        return switch (key) {
            case ERASE -> text.isEmpty() ? "" : text.substring(0, text.length() - 1);
            case CLEAR -> "";
            case "." -> text.contains(".") ? text : (text.isEmpty() ? "0." : text + ".");
            default -> text + key;
        };
    }
}
