package org.tillmesh.app.keys;

import java.util.ArrayList;
import java.util.List;
import javax.swing.SwingUtilities;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;

/**
 * Runs something after a field's text has changed. It never runs inside the document's notification: what changed a
 * document or an orientation there would make Swing lay the text out for ever.
 */
public record Typing(Runnable then) implements DocumentListener {
    private static final List<Typing> WAITING = new ArrayList<>();

    @Override
    public void insertUpdate(DocumentEvent event) {
        later();
    }

    @Override
    public void removeUpdate(DocumentEvent event) {
        later();
    }

    @Override
    public void changedUpdate(DocumentEvent event) {
        later();
    }

    private void later() {
        if (!WAITING.contains(this)) {
            WAITING.add(this);
            SwingUtilities.invokeLater(Typing::settle);
        }
    }

    /** Runs what waits now: before a key acts on what was typed. */
    public static void settle() {
        while (!WAITING.isEmpty()) {
            WAITING.remove(0).then.run();
        }
    }
}
