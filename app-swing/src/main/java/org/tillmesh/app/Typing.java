package org.tillmesh.app;

import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;

/** Runs something whenever a field's text changes. */
record Typing(Runnable then) implements DocumentListener {
    @Override
    public void insertUpdate(DocumentEvent event) {
        then.run();
    }

    @Override
    public void removeUpdate(DocumentEvent event) {
        then.run();
    }

    @Override
    public void changedUpdate(DocumentEvent event) {
        then.run();
    }
}
