package org.tillmesh.app.setup;

import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JProgressBar;
import net.miginfocom.swing.MigLayout;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.Theme;

/** First run: where head office is, the one-time code, and the first Hard Sync with its progress. */
public final class ActivationScreen extends Screen {
    private static final long serialVersionUID = 1;

    private final JLabel title = Look.label("", Theme.semibold(22), "text");
    private final JLabel relayLabel = Look.label("", Theme.font(15), "second");
    private final Look.NumberField relay = new Look.NumberField(18);
    private final JLabel codeLabel = Look.label("", Theme.font(15), "second");
    private final Look.NumberField code = new Look.NumberField(22);
    private final JProgressBar progress = new JProgressBar();
    private final JLabel problem = Look.wrapped(" ", Theme.font(13), "danger", 430);
    private final JButton go = Theme.styled(Look.button("", "check"), "primary");
    private final JButton language = Look.button("", "language");

    public ActivationScreen(Desk desk) {
        super(desk);
        setOpaque(false);
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
        String known = desk.till().options().relay();
        relay.setText(known == null ? "" : known);
        go.addActionListener(event -> enter());
        language.addActionListener(event -> desk.toggleLanguage());
    }

    @Override
    public void shown() {
        (relay.getText().isEmpty() ? relay : code).requestFocusInWindow();
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
    public void enter() {
        String host = relay.getText().strip();
        String typed = code.getText().strip();
        go.setEnabled(false);
        progress.setIndeterminate(true);
        problem.setText(text("working"));
        desk.aside(
                () -> desk.till()
                        .activate(
                                host,
                                typed,
                                (done, total) -> javax.swing.SwingUtilities.invokeLater(() -> {
                                    progress.setIndeterminate(false);
                                    progress.setMaximum((int) Math.max(1, total));
                                    progress.setValue((int) done);
                                })),
                activated -> {
                    go.setEnabled(true);
                    desk.activated();
                },
                refused -> {
                    go.setEnabled(true);
                    progress.setIndeterminate(false);
                    problem.setText(refused.getMessage());
                    desk.sounds().blocked();
                });
    }
}
