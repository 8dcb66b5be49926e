package org.tillmesh.app.frame;

import java.util.List;
import javax.swing.JButton;

/** The keys of the screen that is in front, as a list. Anybody may see it. */
public final class KeysPanel {
    private KeysPanel() {}

    public static void open(Desk desk, List<FunctionBar.Hint> hints) {
        Language in = desk.language();
        var card = Look.card("insets 24, gap 12, wrap 1, fillx", "[grow,fill]", "");
        card.add(Look.label(in.text("keys"), Theme.semibold(22), "text"));
        var list = Look.transparent("insets 0, gap 8 12, wrap 4, fillx", "[56!][grow,fill][56!][grow,fill]", "[28!]");
        for (FunctionBar.Hint hint : hints) {
            list.add(Look.label(Language.code(hint.label()), Theme.semibold(15), "text"));
            list.add(Look.label(hint.text(), Theme.font(15), "second"));
        }
        card.add(list);
        JButton back = Theme.styled(Look.button(in.text("back") + "  Esc", "check"), "primary");
        back.addActionListener(event -> desk.overlay().escape());
        card.add(back, "h 56!");
        Runnable close = () -> desk.overlay().close();
        desk.overlay().openAlways(card, back, in, "w 420:520:640", close, () -> {}, key -> false);
    }
}
