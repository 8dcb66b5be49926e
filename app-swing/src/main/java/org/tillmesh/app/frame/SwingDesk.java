package org.tillmesh.app.frame;

/** The desk as screens see it, who know Swing: with panels over the screen. */
public interface SwingDesk extends Desk {
    PanelOverlay overlay();
}
