package org.tillmesh.app.mend;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.Component;
import org.tillmesh.app.frame.KeyButton;
import org.tillmesh.app.frame.Pane;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/** Says which receipt to scan, and takes the scan wherever the focus is. */
public final class LastReceiptPanel implements Pane, LastReceiptView {
    private final SwingDesk desk;
    private final LastReceiptPresenter presenter;
    private final Look.NumberField code = new Look.NumberField(15);
    private final Look.ColoredLabel note;
    private final Look.Card card = Look.card("insets 24, gap 12, wrap 1, fillx", "[grow,fill]", "");

    private LastReceiptPanel(SwingDesk desk, LastReceiptPresenter presenter, String why) {
        this.desk = desk;
        this.presenter = presenter;
        Language in = desk.language();
        card.add(Look.wrapped(in.text("lastReceiptTitle"), Theme.semibold(22), "text", 400));
        card.add(Look.wrapped(in.text("lastReceiptLead"), Theme.font(15), "text", 400));
        code.setName("last-receipt");
        code.putClientProperty(FlatClientProperties.PLACEHOLDER_TEXT, in.text("lastReceiptHint"));
        code.putClientProperty(FlatClientProperties.TEXT_FIELD_LEADING_ICON, Theme.icon("scan", 24));
        card.add(code, "h 52!, wmin 0");
        note = Look.wrapped(why.isEmpty() ? " " : why, Theme.font(13), "danger", 400);
        note.setName("last-receipt-note");
        card.add(note);
        var row = Look.transparent("insets 0, gap 8, fillx", "[grow,fill,sg b][grow,fill,sg b]", "[56!,fill]");
        row.add(button(FunctionKey.ESCAPE));
        row.add(button(FunctionKey.ENTER).in("primary"));
        card.add(row);
        presenter.open(this);
    }

    /** @param why what was refused for want of it; empty for nothing */
    public static void open(SwingDesk desk, LastReceiptPresenter presenter, String why) {
        desk.overlay().open(new LastReceiptPanel(desk, presenter, why), desk.language());
    }

    private KeyButton button(FunctionKey key) {
        var button = new KeyButton(desk, key);
        presenter.keys().get(key).ifPresent(button::show);
        return button;
    }

    @Override
    public Component component() {
        return card;
    }

    @Override
    public Component focus() {
        return code;
    }

    @Override
    public KeyMap keys() {
        return presenter.keys();
    }

    @Override
    public boolean scanned(String scan) {
        presenter.scanned(scan);
        return true;
    }

    @Override
    public String code() {
        return code.getText();
    }

    @Override
    public void wrong(String words) {
        note.setText(words);
        code.setText("");
        code.requestFocusInWindow();
        card.revalidate();
    }

    @Override
    public void close() {
        desk.overlay().close();
    }
}
