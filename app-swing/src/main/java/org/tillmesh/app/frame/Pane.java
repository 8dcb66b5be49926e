package org.tillmesh.app.frame;

import java.awt.Component;
import org.tillmesh.app.keys.KeyMap;
import org.tillmesh.till.shop.Topic;

/** A panel over a screen: what it shows, where its focus begins, what keys do in it. */
public interface Pane {
    Component component();

    Component focus();

    /** Width as a MigLayout constraint. */
    default String width() {
        return "w 420:460:560";
    }

    /** Its keys; Enter is one of them, Esc is what happens after it has closed. */
    KeyMap keys();

    /** A code was scanned while it is in front. @return whether it can use scans */
    default boolean scanned(String code) {
        return false;
    }

    /** Something has changed here or at a neighbour. */
    default void changed(Topic topic) {}
}
