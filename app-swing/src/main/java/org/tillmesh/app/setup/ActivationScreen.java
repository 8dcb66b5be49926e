package org.tillmesh.app.setup;

import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JProgressBar;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/** The first screen of a new till. */
public final class ActivationScreen extends Screen implements ActivationView {
    private static final long serialVersionUID = 1;

    private final transient ActivationPresenter presenter;
    private final JLabel title = Look.label("", Theme.semibold(22), "text");
    private final JLabel relayLabel = Look.label("", Theme.font(15), "second");
    private final Look.NumberField relay = new Look.NumberField(18);
    private final JLabel codeLabel = Look.label("", Theme.font(15), "second");
    private final Look.NumberField code = new Look.NumberField(22);
    private final JProgressBar progress = new JProgressBar();
    private final JLabel problem = Look.wrapped(" ", Theme.font(13), "danger", 430);
    private final JButton go = Theme.styled(Look.button("", "check"), "primary");
    private final JButton language = Look.button("", "language");

    public ActivationScreen(SwingDesk desk) {
        super(desk);
        setLayout(new MigLayout("fill, insets 24", "[center]", "[center]"));
        Look.Card card = Look.card("insets 24, gap 12, wrap 1, fillx", "[grow,fill]", "");
        card.add(title);
        card.add(relayLabel);
        card.add(relay, "h 52!");
        card.add(codeLabel);
        card.add(code, "h 56!");
        card.add(progress, "h 8!");
        card.add(problem);
        card.add(go, "h 64!");
        card.add(language, "h 48!");
        add(card, "w 480!");
        go.addActionListener(event -> desk.press(FunctionKey.ENTER));
        language.addActionListener(event -> desk.toggleLanguage());
        presenter = new ActivationPresenter(desk, this);
    }

    @Override
    public ActivationPresenter presenter() {
        return presenter;
    }

    @Override
    public void translate() {
        title.setText(text("activation"));
        relayLabel.setText(text("activationRelay"));
        codeLabel.setText(text("activationCode"));
        go.setText(text("activate") + "  Enter");
        language.setText(text("language"));
    }

    @Override
    public String relay() {
        return relay.getText();
    }

    @Override
    public void relay(String address) {
        relay.setText(address);
    }

    @Override
    public String code() {
        return code.getText();
    }

    @Override
    public void code(String given) {
        code.setText(given);
    }

    @Override
    public void focus() {
        (relay.getText().isEmpty() ? relay : code).requestFocusInWindow();
    }

    @Override
    public void working(boolean now, String words) {
        go.setEnabled(!now);
        progress.setIndeterminate(now);
        problem.setText(words.isEmpty() ? " " : words);
    }

    @Override
    public void progress(long done, long total) {
        progress.setIndeterminate(false);
        progress.setMaximum((int) Math.min(Integer.MAX_VALUE, Math.max(1, total)));
        progress.setValue((int) Math.min(Integer.MAX_VALUE, done));
    }
}
