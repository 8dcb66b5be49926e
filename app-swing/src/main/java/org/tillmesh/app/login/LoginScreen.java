package org.tillmesh.app.login;

import java.util.List;
import javax.swing.ButtonGroup;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JPasswordField;
import javax.swing.JScrollPane;
import javax.swing.JToggleButton;
import javax.swing.SwingConstants;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.SwingDesk;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Face;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.NumberPad;
import org.tillmesh.app.look.Theme;
import org.tillmesh.app.look.Typed;
import org.tillmesh.till.people.PeopleAnswers;

/** Tiles of users and a PIN pad. */
public final class LoginScreen extends Screen implements LoginView {
    private static final long serialVersionUID = 1;

    private final transient LoginPresenter presenter;
    private final JLabel title = Look.label("", Theme.semibold(22), "text");
    private final Look.Card tiles =
            Look.card("insets 16, gap 8, wrap 2, fillx", "[0:50%:,grow,fill][0:50%:,grow,fill]", "[96!,fill]");
    private final JLabel pinTitle = Look.wrapped("", Theme.semibold(18), "text", 380);
    private final JPasswordField pin = new JPasswordField();
    private final JLabel problem = Look.wrapped(" ", Theme.font(13), "danger", 380);
    private final JButton enter = Theme.styled(Look.button("", "check"), "primary");
    private final JButton language = Look.button("", "language");
    private final JButton light = Look.button("", "sun");
    private final JLabel note = Look.label("", Theme.font(13), "second");

    public LoginScreen(SwingDesk desk) {
        super(desk);
        setLayout(new MigLayout(
                "insets 24, gap 16, fill", "[0:58%:,grow,fill][340:420:480,fill]", "[]16[grow,fill]16[]"));
        add(title, "span 2, wrap");
        var scroll = new JScrollPane(new Look.Column(tiles));
        scroll.setBorder(null);
        scroll.setOpaque(false);
        scroll.getViewport().setOpaque(false);
        scroll.setHorizontalScrollBarPolicy(JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
        scroll.getVerticalScrollBar().setUnitIncrement(Theme.px(24));
        add(scroll, "aligny top, growy 0, w 0:58%:, hmin 0");
        add(pad(), "wrap, hmin 0, hmax 568, aligny top");
        var foot = Look.transparent("insets 0, gap 8, fillx", "[][][grow]", "[48!,fill]");
        foot.add(language);
        foot.add(light);
        foot.add(note, "gapleft 12");
        add(foot, "span 2, growx");
        enter.addActionListener(event -> desk.press(FunctionKey.ENTER));
        language.addActionListener(event -> desk.toggleLanguage());
        light.addActionListener(event -> desk.toggleDark());
        language.setFocusable(false);
        light.setFocusable(false);
        presenter = new LoginPresenter(desk, this);
    }

    private JPanel pad() {
        Look.Card pad = Look.card(
                "insets 16, gap 12, wrap 1, fill", "[grow,fill]", "[28!]4[56!,fill]4[20::]4[grow,fill]8[64!,fill]");
        pinTitle.setHorizontalAlignment(SwingConstants.CENTER);
        pin.setHorizontalAlignment(SwingConstants.CENTER);
        pin.setFont(Theme.semibold(22));
        problem.setName("pin-problem");
        pad.add(pinTitle);
        pad.add(pin, "h 56!");
        pad.add(problem);
        pad.add(new NumberPad(false, key -> pin.setText(NumberPad.after(new String(pin.getPassword()), key))));
        pad.add(enter, "h 64!");
        return pad;
    }

    @Override
    public LoginPresenter presenter() {
        return presenter;
    }

    @Override
    public void translate() {
        note.setText(text("offlineLogin"));
        enter.setText("Enter");
        language.setText(text("language"));
        light.setText(text(desk.isDark() ? "light" : "dark"));
        light.setIcon(Theme.icon(desk.isDark() ? "sun" : "moon", 20));
    }

    @Override
    public void users(
            List<PeopleAnswers.Session> users,
            PeopleAnswers.@Nullable Session chosen,
            boolean locked,
            boolean loading) {
        title.setText(text(locked ? "lockedTitle" : "who"));
        tiles.removeAll();
        var group = new ButtonGroup();
        for (PeopleAnswers.Session user : users) {
            JToggleButton tile = tile(user);
            tile.setSelected(user.equals(chosen));
            group.add(tile);
            tiles.add(tile);
        }
        if (users.isEmpty()) {
            tiles.add(Look.wrapped(text(loading ? "working" : "noUsers"), Theme.font(15), "second", 400), "span 2");
        }
        pinTitle.setText(chosen == null ? text("pinLead") : text("pinFor", name(chosen)));
        tiles.applyComponentOrientation(Look.orientation(desk.language()));
        revalidate();
        repaint();
        int index = chosen == null ? -1 : users.indexOf(chosen);
        if (index >= 0) {
            tiles.validate();
            tiles.scrollRectToVisible(tiles.getComponent(index).getBounds());
        }
    }

    private String name(PeopleAnswers.Session user) {
        return desk.language().isRightToLeft() ? user.nameAr() : user.name();
    }

    private String role(PeopleAnswers.Session user) {
        return switch (user.role()) {
            case "cashier", "manager" -> text("role_" + user.role());
            default -> desk.language().isRightToLeft() ? user.roleNameAr() : user.roleName();
        };
    }

    private JToggleButton tile(PeopleAnswers.Session user) {
        JToggleButton tile =
                Face.beside(new JToggleButton(), Theme.icon("user", 24), name(user), Theme.semibold(18), role(user));
        tile.setFocusable(false);
        tile.addActionListener(event -> presenter.choose(user));
        return tile;
    }

    @Override
    public String pin() {
        return Typed.asciiDigits(new String(pin.getPassword()));
    }

    @Override
    public void clearPin() {
        pin.setText("");
    }

    @Override
    public void focusPin() {
        pin.requestFocusInWindow();
    }

    @Override
    public void problem(String words) {
        problem.setText(words.isEmpty() ? " " : words);
        pin.putClientProperty("JComponent.outline", words.isEmpty() ? null : "error");
    }

    @Override
    public void offerNewPin(NewPinPresenter offered) {
        NewPinPanel.open(desk, offered);
    }
}
