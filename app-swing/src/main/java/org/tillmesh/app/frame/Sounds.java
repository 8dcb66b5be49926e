package org.tillmesh.app.frame;

/** Short tones, each beside something on the screen. */
public interface Sounds {
    void found();

    void unknown();

    void blocked();

    void done();
}
