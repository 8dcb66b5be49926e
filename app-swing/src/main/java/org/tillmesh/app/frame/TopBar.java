package org.tillmesh.app.frame;

import java.awt.Color;
import java.awt.ComponentOrientation;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.SwingConstants;
import net.miginfocom.swing.MigLayout;
import org.jspecify.annotations.Nullable;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;
import org.tillmesh.till.backroom.BackroomAnswers;
import org.tillmesh.till.invoice.InvoiceAnswers;
import org.tillmesh.till.links.LinkAnswers;
import org.tillmesh.till.people.PeopleAnswers;

/**
 * The bar at the top. The connectivity indicator stands at the physical left in both languages, says how it is by colour,
 * shape and word, and opens the sync menu.
 */
public final class TopBar extends JPanel {
    private static final long serialVersionUID = 1;
    private static final Duration CLOCK_SHOWN = Duration.ofMinutes(2);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final transient Desk desk;
    private final Pill pill = new Pill();
    private final Look.ColoredLabel beside = (Look.ColoredLabel) Look.label("", Theme.font(13), "second");
    private final Look.ColoredLabel till = (Look.ColoredLabel) Look.label("", Theme.semibold(15), "text");
    private final Look.ColoredLabel place = (Look.ColoredLabel) Look.label("", Theme.semibold(15), "text");
    private final Look.ColoredLabel who = (Look.ColoredLabel) Look.label("", Theme.font(13), "second");
    private final Look.ColoredLabel clock = (Look.ColoredLabel) Look.label("", Theme.semibold(15), "text");
    private final JButton lock = new JButton();
    private final JButton touch = new JButton();

    public TopBar(Desk desk) {
        super(new MigLayout(
                "insets 2 12 2 12, gap 12, fill, ltr, hidemode 3",
                "[136!]8[0:0:,grow,fill][pref!][0:pref:,shrinkprio 300][0:pref:,shrinkprio 200][pref!][pref!]8[pref!]",
                "[44!,center]"));
        this.desk = desk;
        add(pill, "h 44!, w 136!");
        beside.setHorizontalAlignment(SwingConstants.LEFT);
        add(beside, "wmin 0");
        add(till, "wmin pref");
        add(place, "wmin 0, wmax 220");
        add(who, "wmin 0, wmax 240");
        add(clock, "wmin pref");
        lock.setIcon(Theme.icon("lock", 20));
        lock.setFocusable(false);
        lock.addActionListener(event -> desk.press(FunctionKey.F11));
        touch.setIcon(Theme.icon("keyboard", 20));
        touch.setName("touch-keys");
        touch.setFocusable(false);
        touch.addActionListener(event -> desk.toggleTouchKeys());
        add(touch, "w 44!, h 44!");
        add(lock, "w 44!, h 44!");
        pill.addActionListener(event -> toSync());
        setPreferredSize(new Dimension(Theme.px(100), Theme.px(48)));
    }

    private void toSync() {
        if (desk.isIn()) {
            desk.show(Desk.Place.SYNC);
        } else {
            desk.press(FunctionKey.F10); // which says that a PIN comes first
        }
    }

    @Override
    public Color getBackground() {
        return Theme.color("raised");
    }

    @Override
    public void applyComponentOrientation(ComponentOrientation orientation) {
        super.applyComponentOrientation(ComponentOrientation.LEFT_TO_RIGHT); // it never mirrors: the pill is top-left
    }

    public void show(LinkAnswers.@Nullable Status status, String tillName, String branch, String zone) {
        Language in = desk.language();
        boolean online = status != null && status.online();
        pill.show(online, in.text(online ? "online" : "offline"));
        beside.setColor(status != null && isBad(in, status.zatca()) ? "danger" : "second");
        beside.setText(status == null ? "" : direction(in, besideText(in, status)));
        till.setText(tillName);
        place.setText(direction(in, branch));
        PeopleAnswers.Session session = desk.session();
        String name = session == null ? "" : in.isRightToLeft() ? session.nameAr() : session.name();
        BackroomAnswers.Shift shift = status == null ? null : status.shift();
        String shiftText = shift == null ? in.text("noShift") : in.text("shift", String.valueOf(shift.number()));
        who.setText(session == null || !desk.isIn() ? "" : direction(in, name + " · " + shiftText));
        Duration ahead = Duration.ofMillis(status == null ? 0 : status.clockSkewMs());
        clock.setText(LocalTime.now(ZoneId.of(zone)).minus(ahead).format(CLOCK));
        lock.setVisible(desk.isIn());
        lock.setToolTipText(in.text("lock") + "  F11");
        lock.getAccessibleContext().setAccessibleName(in.text("lock"));
        touch.setToolTipText(in.text("touchKeys"));
        touch.getAccessibleContext().setAccessibleName(in.text("touchKeys"));
    }

    private static boolean isBad(Language in, InvoiceAnswers.Zatca zatca) {
        return zatca.rejected() > 0 || !zatcaText(in, zatca).isEmpty();
    }

    private static String direction(Language in, String text) {
        return (in.isRightToLeft() ? '\u202B' : '\u202A') + text + '\u202C';
    }

    private static String besideText(Language in, LinkAnswers.Status status) {
        var parts = new StringBuilder();
        int near = status.neighbours().size();
        if (near > 0) {
            parts.append(in.text("neighbours", String.valueOf(near))).append(" · ");
        }
        parts.append(status.unsent() == 0 ? in.text("allSent") : in.text("toSend", String.valueOf(status.unsent())));
        if (!status.online() && status.via() != null) {
            parts.append(" · ").append(in.text("via", Language.code(status.via())));
        }
        if (status.zatca().rejected() > 0) {
            parts.append(" · ")
                    .append(in.text("barRejected", String.valueOf(status.zatca().rejected())));
        }
        if (status.zatca().toPrint() > 0) {
            parts.append(" · ")
                    .append(in.text("barToPrint", String.valueOf(status.zatca().toPrint())));
        }
        String zatca = zatcaText(in, status.zatca());
        if (!zatca.isEmpty()) {
            parts.append(" · ").append(zatca);
        }
        return parts.append(clockText(in, Duration.ofMillis(status.clockSkewMs())))
                .toString();
    }

    /** Says when the machine's clock is far off, in its greatest unit; documents bear the corrected time all the same. */
    static String clockText(Language in, Duration ahead) {
        Duration off = ahead.abs();
        if (off.compareTo(CLOCK_SHOWN) <= 0) {
            return "";
        }
        String amount = off.toDays() > 0
                ? in.text("days", String.valueOf(off.toDays()))
                : off.toHours() > 0
                        ? in.text("hours", String.valueOf(off.toHours()))
                        : in.text("minutes", String.valueOf(off.toMinutes()));
        return " · " + in.text(ahead.isNegative() ? "clockBehind" : "clockAhead", amount);
    }

    /** What keeps invoices from being reported in time, in a few words; empty while all is well. */
    private static String zatcaText(Language in, InvoiceAnswers.Zatca zatca) {
        return switch (zatca.deadline()) {
            case "missed" -> in.text("zatcaMissed");
            case "near" -> in.text("zatcaNear");
            case "watch" -> in.text("zatcaWatch");
            default -> // rejected ones are counted already
                zatca.alarm() == null || "rejected".equals(zatca.alarmKind()) ? "" : in.text("zatcaAlarm");
        };
    }

    /** Green with a cloud, or red with a struck one. */
    private static final class Pill extends JButton {
        private static final long serialVersionUID = 1;
        private boolean online;

        Pill() {
            setFont(Theme.semibold(15));
            setFocusable(false);
            setContentAreaFilled(false);
            setBorder(BorderFactory.createEmptyBorder(0, Theme.px(14), 0, Theme.px(14)));
            setPreferredSize(new Dimension(Theme.px(136), Theme.px(44)));
            show(false, "");
        }

        void show(boolean isOnline, String text) {
            online = isOnline;
            setIcon(Theme.icon(online ? "cloud" : "cloud-off", 20));
            setText(text);
            repaint();
        }

        @Override
        public Color getForeground() {
            return Theme.color(online ? "onSuccess" : "onDanger");
        }

        @Override
        protected void paintComponent(Graphics graphics) {
            var g = (Graphics2D) graphics.create();
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setColor(Theme.color(online ? "success" : "danger"));
            g.fillRoundRect(0, 3, getWidth(), getHeight() - 6, getHeight() - 6, getHeight() - 6);
            g.dispose();
            super.paintComponent(graphics);
        }
    }
}
