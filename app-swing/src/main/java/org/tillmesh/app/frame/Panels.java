package org.tillmesh.app.frame;

import java.awt.Component;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.swing.JButton;
import javax.swing.JLabel;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.NumberPad;
import org.tillmesh.app.look.Theme;

/** The small panels that come up over a screen: a number, a yes. */
public final class Panels {
    private static final String YES_NO = "[grow,fill,sg b][grow,fill,sg b]";

    private Panels() {}

    private record Small(Component component, Component focus, KeyMap keys) implements Pane {}

    /** A number, typed or pressed. What {@code read} refuses is said under it, and it stays open. */
    public static <T> void number(
            SwingDesk desk, String title, String first, Function<String, T> read, Consumer<T> given) {
        Language in = desk.language();
        var card = Look.card("insets 24, gap 12, wrap 1, fillx", "[grow,fill]", "");
        card.add(Look.wrapped(title, Theme.semibold(22), "text", 400));
        var field = new Look.NumberField(22);
        field.setText(first);
        field.selectAll();
        card.add(field, "h 56!");
        JLabel problem = Look.label(" ", Theme.font(13), "danger");
        problem.setName("number-problem");
        card.add(problem, "wmin 0");
        card.add(new NumberPad(true, key -> {
            boolean all = field.getSelectedText() != null;
            field.setText(NumberPad.after(all ? "" : field.getText(), key));
        }));
        Runnable apply = () -> {
            T number;
            try {
                number = read.apply(field.plain());
            } catch (IllegalArgumentException e) {
                desk.sounds().blocked();
                problem.setText(e.getMessage());
                field.selectAll();
                field.requestFocusInWindow();
                return;
            }
            desk.overlay().close();
            given.accept(number);
        };
        addButtons(desk, card, in.text("cancel"), in.text("apply"), apply);
        KeyMap keys = new KeyMap(in).key(FunctionKey.ENTER, "apply", apply).key(FunctionKey.ESCAPE, "cancel", () -> {});
        desk.overlay().open(new Small(card, field, keys), in);
    }

    /** A question with its reason. */
    public static void question(SwingDesk desk, String title, String text, String yes, Runnable onYes) {
        desk.overlay().open(asked(desk, title, text, yes, onYes, () -> {}), desk.language());
    }

    /** The same, also over the lock. */
    public static void always(SwingDesk desk, String title, String text, String yes, Runnable onYes, Runnable onNo) {
        desk.overlay().openAlways(asked(desk, title, text, yes, onYes, onNo), desk.language());
    }

    private static Pane asked(SwingDesk desk, String title, String text, String yes, Runnable onYes, Runnable onNo) {
        Language in = desk.language();
        var card = Look.card("insets 24, gap 12, wrap 1, fillx", "[grow,fill]", "");
        card.add(Look.wrapped(title, Theme.semibold(22), "text", 400));
        card.add(Look.wrapped(text, Theme.font(15), "text", 400));
        Runnable go = () -> {
            desk.overlay().close();
            onYes.run();
        };
        JButton focus = addButtons(desk, card, in.text("cancel"), yes, go);
        KeyMap keys = new KeyMap(in).key(FunctionKey.ENTER, "apply", go).key(FunctionKey.ESCAPE, "cancel", onNo);
        return new Small(card, focus, keys);
    }

    private static JButton addButtons(SwingDesk desk, Look.Card card, String no, String yes, Runnable onYes) {
        var row = Look.transparent("insets 0, gap 8, fillx", YES_NO, "[56!,fill]");
        JButton refuse = Look.button(no + "  Esc", "x");
        refuse.setFocusable(false);
        refuse.addActionListener(event -> desk.overlay().escape());
        JButton approve = Theme.styled(Look.button(yes + "  Enter", "check"), "primary");
        approve.addActionListener(event -> onYes.run());
        row.add(refuse);
        row.add(approve);
        card.add(row);
        return approve;
    }
}
