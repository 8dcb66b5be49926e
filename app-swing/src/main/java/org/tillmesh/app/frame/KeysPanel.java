package org.tillmesh.app.frame;

import java.awt.Component;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.swing.JButton;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyAction;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/** The keys of the screen that is in front, as a list. Anybody may see it. */
public final class KeysPanel implements Pane {
    private final SwingDesk desk;
    private final Look.Card card = Look.card("insets 24, gap 12, wrap 1, fillx", "[grow,fill]", "");
    private final JButton back;

    private KeysPanel(SwingDesk desk, KeyMap keys) {
        this.desk = desk;
        Language in = desk.language();
        card.add(Look.label(in.text("keys"), Theme.semibold(22), "text"));
        var list =
                Look.transparent("insets 0, gap 4 12, wrap 4, fillx", "[56!][0:0:,grow,fill][56!][0:0:,grow,fill]", "");
        for (Map.Entry<String, KeyAction> line : lines(keys).entrySet()) {
            KeyAction action = line.getValue();
            var label = Look.label(Language.code(line.getKey()), Theme.semibold(15), "text");
            label.setName("help-key");
            list.add(label, "aligny top");
            String words = action.isEnabled() ? action.text() : action.text() + ": " + action.whyNot();
            list.add(
                    Look.wrapped(words, Theme.font(action.isEnabled() ? 15 : 13), "second", 190), "aligny top, wmin 0");
        }
        card.add(list);
        back = Theme.styled(Look.button(in.text("back") + "  Esc", "check"), "primary");
        back.addActionListener(event -> desk.overlay().escape());
        card.add(back, "h 56!");
    }

    public static void open(SwingDesk desk, KeyMap keys) {
        desk.overlay().openAlways(new KeysPanel(desk, keys), desk.language());
    }

    /** Keys with the same words, such as both arrows, are one line. */
    private static Map<String, KeyAction> lines(KeyMap keys) {
        var byWords = new LinkedHashMap<String, List<KeyAction>>();
        keys.all()
                .forEach(action -> byWords.computeIfAbsent(action.text() + action.whyNot(), words -> new ArrayList<>())
                        .add(action));
        var lines = new LinkedHashMap<String, KeyAction>();
        byWords.values().forEach(same -> {
            boolean arrows = same.stream().allMatch(action -> action.key().label.length() == 1);
            if (arrows) {
                lines.put(String.join("", same.stream().map(a -> a.key().label).toList()), same.get(0));
            } else {
                same.forEach(action -> lines.put(action.key().label, action));
            }
        });
        return lines;
    }

    @Override
    public Component component() {
        return card;
    }

    @Override
    public Component focus() {
        return back;
    }

    @Override
    public String width() {
        return "w 420:640:720";
    }

    @Override
    public KeyMap keys() {
        return new KeyMap(desk.language())
                .key(FunctionKey.ENTER, "back", () -> desk.overlay().escape())
                .key(FunctionKey.ESCAPE, "back", () -> {});
    }
}
