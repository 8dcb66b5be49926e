package org.tillmesh.app.frame;

/** Tones with what is seen beside them: whatever is refused is heard, and seen in a room full of noise. */
public record Signals(Sounds tones, Runnable flash) implements Sounds {
    @Override
    public void found() {
        tones.found();
    }

    @Override
    public void unknown() {
        tones.unknown();
        flash.run();
    }

    @Override
    public void blocked() {
        tones.blocked();
        flash.run();
    }

    @Override
    public void done() {
        tones.done();
    }
}
