package org.tillmesh.app.login;

import com.formdev.flatlaf.FlatClientProperties;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPasswordField;
import javax.swing.SwingConstants;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Language;
import org.tillmesh.app.frame.Look;
import org.tillmesh.app.frame.NumberPad;
import org.tillmesh.app.frame.Theme;
import org.tillmesh.app.frame.Typing;
import org.tillmesh.retail.company.PinRule;
import org.tillmesh.till.people.PeopleAnswers;
import org.tillmesh.till.shop.TillException;

/** Offers a new PIN to a user whose old one is to be changed. Esc leaves it for later; what is wrong stands under the fields. */
public final class NewPinPanel {
    private final Desk desk;
    private final Language in;
    private final PinRule rule;
    private final String old;
    private final Runnable goOn;
    private final JPasswordField first = field("newPinFirst");
    private final JPasswordField again = field("newPinAgain");
    private final Look.ColoredLabel note = Look.wrapped(" ", Theme.font(13), "second", 400);
    private final JButton choose;
    private JPasswordField typing = first;
    private boolean busy;
    private boolean left;

    private NewPinPanel(Desk desk, PinRule rule, String old, Runnable goOn) {
        this.desk = desk;
        this.in = desk.language();
        this.rule = rule;
        this.old = old;
        this.goOn = goOn;
        choose = Theme.styled(Look.button(in.text("newPinChoose") + "  Enter", "check"), "primary");
    }

    /** @param old the PIN that let the user in a moment ago; @param goOn when a PIN is chosen, or left for later */
    public static void open(Desk desk, PinRule rule, String old, Runnable goOn) {
        new NewPinPanel(desk, rule, old, goOn).open();
    }

    private JPasswordField field(String name) {
        var field = new JPasswordField();
        field.setName(name);
        field.setFont(Theme.semibold(22));
        field.setHorizontalAlignment(SwingConstants.CENTER);
        field.getDocument().addDocumentListener(new Typing(() -> {
            if (!busy) {
                say(rules(), false);
            }
        }));
        field.addFocusListener(new FocusAdapter() {
            @Override
            public void focusGained(FocusEvent event) {
                typing = field;
            }
        });
        return field;
    }

    private void open() {
        var card = Look.card("insets 20, gap 0 10, wrap 1, fillx", "[grow,fill]", "");
        JLabel title = Look.label(in.text("newPin"), Theme.semibold(22), "text");
        title.setIcon(Theme.icon("lock", 24));
        card.add(title);
        card.add(Look.wrapped(in.text("newPinLead"), Theme.font(15), "second", 400));
        var fields = Look.transparent(
                "insets 0, gap 12 4, fillx, wrap 2, novisualpadding", "[grow,fill,sg f][grow,fill,sg f]", "[][56!]");
        fields.add(label("newPinFirst", first));
        fields.add(label("newPinAgain", again));
        fields.add(first);
        fields.add(again);
        card.add(fields);
        note.setName("newPinNote");
        card.add(note, "hmin 18");
        card.add(new NumberPad(false, this::pressed));
        var row = Look.transparent("insets 0, gap 8, fillx", "[grow,fill,sg b][grow,fill,sg b]", "[56!,fill]");
        JButton later = Look.button(in.text("newPinLater") + "  Esc", "x");
        later.setFocusable(false);
        later.addActionListener(event -> desk.overlay().escape());
        choose.addActionListener(event -> choose());
        row.add(later);
        row.add(choose);
        card.add(row);
        say(rules(), false);
        desk.overlay().open(card, first, in, this::enter, this::later);
    }

    private JLabel label(String key, JComponent of) {
        JLabel label = Look.label(in.text(key), Theme.font(13), "second");
        label.setLabelFor(of);
        return label;
    }

    private String rules() {
        return in.text("newPinRule", String.valueOf(rule.digitsMin()), String.valueOf(rule.digitsMax()));
    }

    private void pressed(String key) {
        typing.setText(NumberPad.after(new String(typing.getPassword()), key));
    }

    /** In the first field Enter goes on to the second, as long as that is empty. */
    private void enter() {
        if (typing == first && again.getPassword().length == 0 && isAllowed()) {
            again.requestFocusInWindow();
        } else {
            choose();
        }
    }

    /** Says under the fields what is wrong with the first one. */
    private boolean isAllowed() {
        String wanted = Look.asciiDigits(new String(first.getPassword()));
        if (!rule.allows(wanted)) {
            wrong(in.text("newPinDigits", String.valueOf(rule.digitsMin()), String.valueOf(rule.digitsMax())), first);
            return false;
        }
        if (wanted.equals(old)) {
            wrong(in.text("newPinSame"), first);
            return false;
        }
        return true;
    }

    private void choose() {
        if (busy || !isAllowed()) {
            return;
        }
        String wanted = Look.asciiDigits(new String(first.getPassword()));
        if (!wanted.equals(Look.asciiDigits(new String(again.getPassword())))) {
            again.setText("");
            wrong(in.text("newPinDiffers"), again);
            return;
        }
        busy(true);
        say(in.text("newPinAsking"), false);
        desk.aside(() -> desk.till().people().changePin(old, wanted), this::chosen, this::refused);
    }

    private void chosen(PeopleAnswers.NewPin answer) {
        desk.sounds().done();
        desk.say(in.text(answer.known() ? "newPinDone" : "newPinSoon"), false);
        if (!left) {
            desk.overlay().close();
            goOn.run();
        }
    }

    private void refused(TillException why) {
        String words =
                switch (why.code()) {
                    case OFFLINE -> in.text("newPinOffline");
                    case TIMEOUT -> in.text("newPinUnsure");
                    case LOCKED -> in.text("newPinLocked");
                    case BAD_VALUE -> in.text("newPinTaken");
                    default -> String.valueOf(why.getMessage());
                };
        if (left) {
            desk.sounds().blocked();
            desk.say(words, true);
            return;
        }
        busy(false);
        if (why.code() == TillException.Code.BAD_VALUE) {
            first.setText("");
            again.setText("");
        }
        wrong(words, first);
    }

    /** Without head office it can wait; else whoever does not choose one leaves. */
    private void later() {
        left = true;
        desk.run(desk.till().people()::isPinInTheWay, leaves -> {
            if (leaves) {
                desk.logOut();
            } else {
                goOn.run();
            }
        });
    }

    private void busy(boolean now) {
        busy = now;
        choose.setEnabled(!now);
        first.setEditable(!now);
        again.setEditable(!now);
    }

    private void wrong(String words, JPasswordField field) {
        Typing.settle(); // a field that was emptied for the next try is nobody's typing
        desk.sounds().blocked();
        say(words, true);
        field.putClientProperty(FlatClientProperties.OUTLINE, "error");
        field.requestFocusInWindow();
        field.selectAll();
    }

    private void say(String words, boolean bad) {
        note.setColor(bad ? "danger" : "second");
        note.setText(words);
        first.putClientProperty(FlatClientProperties.OUTLINE, null);
        again.putClientProperty(FlatClientProperties.OUTLINE, null);
    }
}
