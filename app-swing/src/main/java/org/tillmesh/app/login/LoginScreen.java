package org.tillmesh.app.login;

import java.util.ArrayList;
import java.util.List;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPasswordField;
import javax.swing.JScrollPane;
import javax.swing.JToggleButton;
import javax.swing.SwingConstants;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Face;
import org.tillmesh.app.frame.FunctionBar;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.NumberPad;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.Theme;
import org.tillmesh.retail.company.PinRule;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.people.PeopleAnswers;

/** Who is at the till: tiles of users and a PIN pad. Also the lock: the cart stays behind it. */
public final class LoginScreen extends Screen {
    private static final long serialVersionUID = 1;
    private static final int COLUMNS = 2;

    private final JLabel title = Look.label("", Theme.semibold(22), "text");
    private final Look.Card tiles =
            Look.card("insets 16, gap 8, wrap 2, fillx", "[0:50%:,grow,fill][0:50%:,grow,fill]", "[96!,fill]");
    private final JScrollPane scroll = new JScrollPane(new Look.Column(tiles));
    private final Look.Card pad = Look.card(
            "insets 16, gap 12, wrap 1, fill", "[grow,fill]", "[28!]4[56!,fill]4[20::]4[grow,fill]8[64!,fill]");
    private final JLabel pinTitle = Look.wrapped("", Theme.semibold(18), "text", 380);
    private final JPasswordField pin = new JPasswordField();
    private final JLabel problem = Look.wrapped(" ", Theme.font(13), "danger", 380);
    private final JButton enter = Theme.styled(Look.button("", "check"), "primary");
    private final JButton language = Look.button("", "language");
    private final JButton light = Look.button("", "sun");
    private final JLabel note = Look.label("", Theme.font(13), "second");
    private final transient List<PeopleAnswers.Session> users = new ArrayList<>();
    private transient PeopleAnswers.@Nullable Session chosen;

    public LoginScreen(Desk desk) {
        super(desk);
        setLayout(new MigLayout(
                "insets 24, gap 16, fill", "[0:58%:,grow,fill][340:420:480,fill]", "[]16[grow,fill]16[]"));
        setOpaque(false);
        add(title, "span 2, wrap");
        scroll.setBorder(null);
        scroll.setOpaque(false);
        scroll.getViewport().setOpaque(false);
        scroll.setHorizontalScrollBarPolicy(JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
        scroll.getVerticalScrollBar().setUnitIncrement(24);
        add(scroll, "aligny top, growy 0, w 0:58%:, hmin 0");
        pinTitle.setHorizontalAlignment(SwingConstants.CENTER);
        pin.setHorizontalAlignment(SwingConstants.CENTER);
        pin.setFont(Theme.semibold(22));
        pad.add(pinTitle);
        pad.add(pin, "h 56!");
        pad.add(problem);
        pad.add(new NumberPad(false, key -> pin.setText(NumberPad.after(new String(pin.getPassword()), key))));
        pad.add(enter, "h 64!");
        add(pad, "wrap, hmin 0, hmax 568, aligny top");
        var foot = Look.transparent("insets 0, gap 8, fillx", "[][][grow]", "[48!,fill]");
        foot.add(language);
        foot.add(light);
        foot.add(note, "gapleft 12");
        add(foot, "span 2, growx");
        enter.addActionListener(event -> enter());
        language.addActionListener(event -> desk.toggleLanguage());
        light.addActionListener(event -> desk.toggleDark());
        language.setFocusable(false);
        light.setFocusable(false);
    }

    @Override
    public void shown() {
        pin.setText("");
        pin.putClientProperty("JComponent.outline", null);
        problem.setText(" ");
        desk.run(desk.till().people()::users, found -> {
            users.clear();
            users.addAll(found);
            PeopleAnswers.Session wanted = desk.session() == null ? chosen : desk.session();
            chosen = users.stream()
                    .filter(u -> wanted != null && u.userId().equals(wanted.userId()))
                    .findFirst()
                    .orElse(users.isEmpty() ? null : users.get(0));
            translate();
        });
        pin.requestFocusInWindow();
    }

    @Override
    public void translate() {
        title.setText(text(desk.session() == null ? "who" : "lockedTitle"));
        note.setText(text("offlineLogin"));
        enter.setText("Enter");
        language.setText(text("language"));
        light.setText(text(desk.isDark() ? "light" : "dark"));
        light.setIcon(Theme.icon(desk.isDark() ? "sun" : "moon", 20));
        tiles.removeAll();
        var group = new ButtonGroup();
        for (PeopleAnswers.Session user : users) {
            String name = desk.language().isRightToLeft() ? user.nameAr() : user.name();
            JToggleButton tile = Face.beside(
                    new JToggleButton(), Theme.icon("user", 24), name, Theme.semibold(18), text("role_" + user.role()));
            tile.setFocusable(false);
            boolean same = chosen != null && chosen.userId().equals(user.userId());
            tile.setSelected(same);
            tile.addActionListener(event -> choose(user));
            group.add(tile);
            tiles.add(tile);
        }
        if (users.isEmpty()) {
            tiles.add(Look.wrapped(text("noUsers"), Theme.font(15), "second", 400), "span 2");
        }
        PeopleAnswers.Session user = chosen;
        pinTitle.setText(
                user == null
                        ? text("pinLead")
                        : text("pinFor", desk.language().isRightToLeft() ? user.nameAr() : user.name()));
        tiles.applyComponentOrientation(desk.language().orientation());
        revalidate();
        repaint();
    }

    public boolean hasUsers() {
        return !users.isEmpty();
    }

    private void choose(PeopleAnswers.Session user) {
        chosen = user;
        pin.setText(""); // what was typed was meant for another
        translate();
        pin.requestFocusInWindow();
        tiles.validate();
        int index = users.indexOf(user);
        if (index >= 0) {
            tiles.scrollRectToVisible(tiles.getComponent(index).getBounds());
        }
    }

    @Override
    public boolean sideways(int by) {
        return move(by);
    }

    @Override
    public boolean arrow(int by) {
        return move(by * COLUMNS);
    }

    private boolean move(int by) {
        int to = users.indexOf(chosen) + by;
        if (to >= 0 && to < users.size()) {
            choose(users.get(to));
        }
        return true;
    }

    @Override
    public List<FunctionBar.Hint> keys() {
        return List.of(hint("←↑↓→", "chooseUser"), hint("Enter", "logIn"));
    }

    @Override
    public void enter() {
        String typed = Look.asciiDigits(new String(pin.getPassword()));
        PeopleAnswers.Session user = chosen;
        if (typed.isEmpty() || user == null) {
            pin.requestFocusInWindow();
            return;
        }
        desk.run(
                () -> new Entered(
                        desk.till().people().login(user.userId(), typed),
                        desk.till().links().status(),
                        desk.till().people().pinRule(),
                        desk.till().people().isPinInTheWay()),
                entered -> {
                    pin.setText("");
                    letIn(entered, typed);
                },
                refused -> {
                    pin.setText("");
                    pin.putClientProperty("JComponent.outline", "error");
                    problem.setText(refused.getMessage());
                    desk.sounds().blocked();
                });
    }

    private record Entered(
            PeopleAnswers.Session session, LinkAnswers.Status status, PinRule rule, boolean pinInTheWay) {}

    /** A new PIN is offered to whoever comes; whoever only unlocks the till again is asked where nothing goes on without. */
    private void letIn(Entered entered, String typed) {
        boolean comes = desk.entered(entered.session(), entered.status());
        if (entered.session().changePin() && (comes || entered.pinInTheWay())) {
            NewPinPanel.open(desk, entered.rule(), typed, () -> {});
        }
    }
}
