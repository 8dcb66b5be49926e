package org.tillmesh.app;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.event.WindowAdapter;
import java.awt.event.WindowEvent;
import java.util.Map;
import javax.swing.BorderFactory;
import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.Timer;
import javax.swing.WindowConstants;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.app.frame.Flash;
import org.tillmesh.app.frame.Notice;
import org.tillmesh.app.frame.Notices;
import org.tillmesh.app.frame.PanelOverlay;
import org.tillmesh.app.frame.Screen;
import org.tillmesh.app.frame.Toast;
import org.tillmesh.app.frame.TopBar;
import org.tillmesh.app.keys.FunctionKey;
import org.tillmesh.app.look.Language;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/** The window's parts: the bar and notices at the top, one screen of many, a word at the foot, panels over all of it. */
final class WindowFrame {
    private static final int WORD_MILLIS = 8_000;

    private final JFrame frame = new JFrame("TillMesh");
    private final CardLayout cards = new CardLayout();
    private final JPanel stage = new JPanel(cards);
    private final PanelOverlay overlay;
    private final TopBar bar;
    private final Notices notices = new Notices();
    private final Notice notice = new Notice();
    private final Look.ColoredLabel word = (Look.ColoredLabel) Look.label(" ", Theme.font(13), "second");
    private final Toast toast;
    private final Flash flash = new Flash(frame);
    private boolean wordIsBad;
    private final Timer wordTimer = new Timer(WORD_MILLIS, event -> word(" ", false));

    WindowFrame(Desk desk, PanelOverlay overlay) {
        this.overlay = overlay;
        overlay.onTurn(this::turned);
        bar = new TopBar(desk);
        toast = new Toast(desk);
    }

    /** @param size of the inside; @param kiosk without a frame, over the whole screen; @param closing what a click on the window's own cross does */
    void build(Map<Desk.Place, Screen> screens, Dimension size, boolean kiosk, Runnable closing) {
        screens.forEach((place, screen) -> stage.add(screen, place.name()));
        stage.setOpaque(false);
        word.setBorder(BorderFactory.createEmptyBorder(0, Theme.px(16), Theme.px(4), Theme.px(16)));
        var inside = new JPanel(new BorderLayout()) {
            private static final long serialVersionUID = 1;

            @Override
            public Color getBackground() {
                return Theme.color("bg");
            }
        };
        var head = new JPanel(new BorderLayout());
        head.setOpaque(false);
        head.add(bar, BorderLayout.NORTH);
        head.add(notices, BorderLayout.SOUTH);
        inside.add(head, BorderLayout.NORTH);
        inside.add(stage, BorderLayout.CENTER);
        inside.add(word, BorderLayout.SOUTH);
        inside.setPreferredSize(size);
        frame.setContentPane(inside);
        frame.setGlassPane(overlay);
        frame.setDefaultCloseOperation(WindowConstants.DO_NOTHING_ON_CLOSE);
        frame.addWindowListener(new WindowAdapter() {
            @Override
            public void windowClosing(WindowEvent event) {
                closing.run();
            }
        });
        frame.setUndecorated(kiosk);
        frame.pack();
        wordTimer.setRepeats(false);
    }

    JFrame frame() {
        return frame;
    }

    void open() {
        frame.setLocationRelativeTo(null);
        frame.setVisible(true);
    }

    void close() {
        wordTimer.stop();
        frame.dispose();
    }

    void show(Desk.Place place) {
        toast.clear();
        cards.show(stage, place.name());
    }

    void status(TillSnapshot now, Language in) {
        bar.show(now.status(), now.till(), now.store(in), now.zone());
        notices.show(in, now.status(), now.printing());
    }

    /** A word at the foot for a while. */
    void word(String text, boolean bad) {
        wordIsBad = bad;
        word.setColor(bad ? "danger" : "second");
        word.setText(text);
        wordTimer.restart();
    }

    String word() {
        return word.getText();
    }

    /** What is in front is about something else now: what was refused before is no news any more. What was done stays true. */
    void turned() {
        notice.clear();
        toast.clear();
        overlay.clearNotice();
        if (wordIsBad) {
            word(" ", false);
        }
    }

    /** What was done, with the key that undoes it. */
    void toast(String text, FunctionKey undo, Language in) {
        if (text.isEmpty()) {
            toast.clear();
        } else {
            toast.say(frame.getLayeredPane(), in, text, in.text("undo"), undo);
        }
    }

    /** Something was refused. */
    void flash() {
        flash.begin();
    }

    /** Something that must be seen now, over a panel or over the screen. */
    void notice(String words, Language in) {
        if (overlay.isOpen()) {
            overlay.notice(words);
        } else {
            notice.applyComponentOrientation(Look.orientation(in));
            notice.sayOver(frame.getLayeredPane(), words);
        }
    }

    void clearNotice() {
        notice.clear();
    }

    /** What such a notice says now; empty for none. */
    String notice() {
        return overlay.isOpen() ? overlay.said() : notice.said();
    }
}
