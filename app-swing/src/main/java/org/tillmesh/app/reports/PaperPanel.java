package org.tillmesh.app.reports;

import java.awt.Component;
import javax.swing.ImageIcon;
import javax.swing.JLabel;
import javax.swing.JScrollPane;
import org.tillmesh.app.frame.Pane;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/** A receipt as the printer would print it. */
final class PaperPanel implements Pane {
    private static final int STEP = 48;

    private final SwingDesk desk;
    private final Look.Card card = Look.card("insets 16, gap 12, wrap 1, fillx", "[grow,fill]", "");
    private final JScrollPane scroll;

    PaperPanel(SwingDesk desk, String title, byte[] png) {
        this.desk = desk;
        var paper = new JLabel(new ImageIcon(png));
        paper.setName("paper");
        scroll = new JScrollPane(paper);
        scroll.getVerticalScrollBar().setUnitIncrement(Theme.px(STEP));
        card.add(Look.label(title, Theme.semibold(18), "text"), "wmin 0");
        card.add(scroll, "h 200:560:560");
    }

    @Override
    public Component component() {
        return card;
    }

    @Override
    public Component focus() {
        return scroll;
    }

    @Override
    public String width() {
        return "w 560:640:680";
    }

    @Override
    public KeyMap keys() {
        return new KeyMap(desk.language())
                .key(FunctionKey.ENTER, "back", () -> desk.overlay().close())
                .key(FunctionKey.ESCAPE, "back", () -> {})
                .key(FunctionKey.UP, "scrollUp", () -> scroll(-1))
                .key(FunctionKey.DOWN, "scrollDown", () -> scroll(1));
    }

    private void scroll(int by) {
        var bar = scroll.getVerticalScrollBar();
        bar.setValue(bar.getValue() + by * 3 * Theme.px(STEP));
    }
}
