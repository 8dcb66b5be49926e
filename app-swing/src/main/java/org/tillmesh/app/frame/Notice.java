package org.tillmesh.app.frame;

import java.awt.Container;
import java.awt.Dimension;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import javax.swing.JLayeredPane;
import javax.swing.JTextArea;
import javax.swing.Timer;
import org.tillmesh.app.look.Look;
import org.tillmesh.app.look.Theme;

/** What went wrong just now, red and large, where the cashier looks; gone after a while or by a touch. */
public final class Notice extends Look.Card {
    private static final long serialVersionUID = 1;
    private static final int SHOWN_MILLIS = 8_000;
    static final int WIDTH = 520;
    private static final int BELOW_BAR = 56;

    private final JTextArea words = new JTextArea();
    private final Timer gone = new Timer(SHOWN_MILLIS, event -> clear());

    public Notice() {
        super("insets 12 16 12 16, fill", "[grow,fill]", "[]", "dangerTint");
        words.setEditable(false);
        words.setFocusable(false);
        words.setOpaque(false);
        words.setLineWrap(true);
        words.setWrapStyleWord(true);
        words.setFont(Theme.semibold(18));
        add(words, "wmin 0");
        var away = new MouseAdapter() {
            @Override
            public void mousePressed(MouseEvent event) {
                clear();
            }
        };
        words.addMouseListener(away);
        addMouseListener(away);
        gone.setRepeats(false);
        setVisible(false);
    }

    void say(String text) {
        words.setForeground(Theme.color("danger"));
        words.setText(text);
        setVisible(true);
        gone.restart();
        relayout();
    }

    /** The same over a window's upper middle. */
    public void sayOver(JLayeredPane window, String text) {
        if (getParent() != window) {
            window.add(this, JLayeredPane.POPUP_LAYER);
        }
        say(text);
        int width = Math.min(Theme.px(WIDTH), window.getWidth());
        setBounds((window.getWidth() - width) / 2, Theme.px(BELOW_BAR), width, getPreferredSize().height);
        validate();
    }

    /** As high as its words are in its width, which they don't know before they are laid out. */
    @Override
    public Dimension getPreferredSize() {
        words.setSize(Theme.px(WIDTH - 32), Short.MAX_VALUE);
        return new Dimension(Theme.px(WIDTH), words.getPreferredSize().height + Theme.px(24));
    }

    public void clear() {
        gone.stop();
        setVisible(false);
        relayout();
    }

    public String said() {
        return isVisible() ? words.getText() : "";
    }

    private void relayout() {
        Container parent = getParent();
        if (parent != null) {
            parent.revalidate();
            parent.repaint();
        }
    }
}
