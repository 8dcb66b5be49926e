package org.tillmesh.app.sync;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JProgressBar;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.FunctionBar;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.Panels;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.Theme;
import org.tillmesh.app.frame.TillKey;
import org.tillmesh.till.backroom.BackroomAnswers;
import org.tillmesh.till.links.LinkAnswers;

/** Push Offline Records, Soft Sync, Hard Sync; how things stand; the proof; what does not fit together. */
public final class SyncScreen extends Screen {
    private static final long serialVersionUID = 1;
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final JLabel title = Look.label("", Theme.semibold(22), "text");
    private final JButton push = Theme.styled(Look.button("", "upload"), "primary");
    private final JButton soft = Look.button("", "refresh");
    private final JButton hard = Look.button("", "download");
    private final JLabel why = Look.label("", Theme.font(13), "warning");
    private final JProgressBar progress = new JProgressBar();
    private final String[] keys = {"salesOut", "proof", "lastSync", "neighboursRow", "exceptions"};
    private final JLabel[] names = new JLabel[keys.length];
    private final JLabel[] values = new JLabel[keys.length];
    private final JButton back = Look.button("", "arrow-back");
    private final JButton invoices = Look.button("", "receipt");
    private transient LinkAnswers.@Nullable Synced last;
    private transient List<BackroomAnswers.SyncIssue> issues = List.of();
    private boolean working;

    public SyncScreen(Desk desk) {
        super(desk);
        setOpaque(false);
        setLayout(new MigLayout(
                "insets 24, gap 12, fill, wrap 1, hidemode 2", "[grow,fill]", "[][64!][][8!][][grow][48!,fill]"));
        add(title);
        var commands = Look.transparent(
                "insets 0, gap 8, fill", "[grow,fill,sg c][grow,fill,sg c][grow,fill,sg c]", "[64!,fill]");
        for (JButton button : List.of(push, soft, hard)) {
            button.setFont(Theme.semibold(15));
            commands.add(button);
        }
        push.addActionListener(event -> sync("push"));
        soft.addActionListener(event -> sync("soft"));
        hard.addActionListener(event -> askHard());
        add(commands);
        add(why);
        add(progress, "h 8!");
        Look.Card rows = Look.card("insets 16, gap 12, wrap 2, fillx", "[180!][grow]", "");
        for (int i = 0; i < keys.length; i++) {
            names[i] = Look.label("", Theme.font(15), "second");
            values[i] = Look.label("", Theme.semibold(15), "text");
            rows.add(names[i]);
            rows.add(values[i], "wmin 0");
        }
        add(rows);
        add(new JLabel(), "grow");
        var foot = Look.transparent("insets 0, gap 12", "[200!,fill][260!,fill]", "[48!,fill]");
        foot.add(back);
        foot.add(invoices);
        add(foot);
        invoices.addActionListener(event -> desk.show(Desk.Place.INVOICES));
        back.addActionListener(event -> escape());
        progress.setVisible(false);
    }

    @Override
    public void shown() {
        translate();
        push.requestFocusInWindow();
        desk.aside(
                desk.till().backroom()::exceptions,
                found -> {
                    issues = found;
                    translate();
                },
                refused -> desk.say(String.valueOf(refused.getMessage()), true));
    }

    @Override
    public void translate() {
        LinkAnswers.Status status = desk.status();
        boolean online = status != null && status.online();
        title.setText(text("syncTitle"));
        push.setText(text("push"));
        soft.setText(text("soft"));
        hard.setText(text("hard"));
        for (JButton button : List.of(push, soft, hard)) {
            button.setEnabled(online && !working);
        }
        why.setText(online ? (working ? text("working") : " ") : text("needsOffice"));
        back.setText(text("back") + "  Esc");
        invoices.setText(text("invoicesTitle") + "  F9");
        for (int i = 0; i < keys.length; i++) {
            names[i].setText(text(keys[i]));
        }
        if (status != null) {
            String via =
                    status.online() || status.via() == null ? "" : " · " + text("via", Language.code(status.via()));
            values[0].setText(
                    text("salesOutText", String.valueOf(status.unsent()), String.valueOf(status.unprotected())) + via);
            values[2].setText(
                    status.lastSync() == null
                            ? text("never")
                            : Language.code(CLOCK.format(status.lastSync().atZone(ZoneId.of(desk.zone())))));
            values[3].setText(
                    status.neighbours().isEmpty()
                            ? text("none")
                            : Language.code(String.join(", ", status.neighbours())));
        }
        LinkAnswers.Synced done = last;
        values[1].setText(
                done == null
                        ? "–"
                        : text(
                                "proofText",
                                String.valueOf(done.sent()),
                                String.valueOf(done.acknowledged()),
                                String.valueOf(done.left()),
                                text(done.headsEqual() ? "equal" : "notEqual")));
        long open = issues.stream().filter(issue -> !issue.resolved()).count();
        values[4].setText(open == 0 ? text("noExceptions") : exceptionsText(open));
    }

    public boolean isWorking() {
        return working;
    }

    /** How many, and of which kinds. */
    private String exceptionsText(long open) {
        String kinds = issues.stream()
                .filter(issue -> !issue.resolved())
                .map(issue -> text("exception_" + issue.kind()))
                .distinct()
                .collect(Collectors.joining(" · "));
        return open + " · " + kinds;
    }

    private void askHard() {
        LinkAnswers.Status status = desk.status();
        String unsent = status == null ? "0" : String.valueOf(status.unsent());
        Panels.question(desk, text("hard"), text("hardSure", unsent), text("start"), () -> sync("hard"));
    }

    private void sync(String mode) {
        working = true;
        progress.setVisible(true);
        progress.setIndeterminate(true);
        translate();
        desk.aside(
                () -> desk.till()
                        .links()
                        .sync(
                                mode,
                                (done, total) -> javax.swing.SwingUtilities.invokeLater(() -> {
                                    progress.setIndeterminate(total <= 0);
                                    progress.setMaximum((int) Math.max(1, total));
                                    progress.setValue((int) done);
                                })),
                done -> {
                    last = done;
                    ended();
                },
                refused -> {
                    ended();
                    desk.say(String.valueOf(refused.getMessage()), true);
                });
    }

    private void ended() {
        working = false;
        progress.setVisible(false);
        translate();
    }

    @Override
    public void statusChanged(LinkAnswers.Status status) {
        translate();
    }

    @Override
    public List<FunctionBar.Hint> keys() {
        return List.of(hint(TillKey.REPRINT, "invoicesTitle"), hint("Esc", "back"));
    }

    @Override
    public boolean pressed(TillKey key) {
        if (key == TillKey.REPRINT) {
            desk.show(Desk.Place.INVOICES);
            return true;
        }
        return false;
    }

    @Override
    public void escape() {
        desk.show(Desk.Place.SALE);
    }
}
