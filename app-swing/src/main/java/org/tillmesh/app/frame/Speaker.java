package org.tillmesh.app.frame;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.LineUnavailableException;
import javax.sound.sampled.SourceDataLine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The tones of the machine's own sound card. Without a sound card the till is silent and says so once. */
public final class Speaker implements Sounds {
    private static final Logger LOG = LoggerFactory.getLogger(Speaker.class);
    private static final int RATE = 22_050;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        var made = new Thread(task, "sounds");
        made.setDaemon(true);
        return made;
    });
    private volatile boolean silent;

    @Override
    public void found() {
        play(new int[] {1000, 60});
    }

    @Override
    public void unknown() {
        play(new int[] {220, 150, 0, 60, 220, 150});
    }

    @Override
    public void blocked() {
        play(new int[] {440, 250});
    }

    @Override
    public void done() {
        play(new int[] {880, 80, 1320, 80});
    }

    /** @param tones pairs of hertz and milliseconds */
    private void play(int[] tones) {
        if (silent) {
            return;
        }
        thread.execute(() -> {
            var format = new AudioFormat(RATE, 8, 1, true, false);
            try (SourceDataLine line = AudioSystem.getSourceDataLine(format)) {
                line.open(format);
                line.start();
                for (int i = 0; i < tones.length; i += 2) {
                    byte[] wave = wave(tones[i], tones[i + 1]);
                    line.write(wave, 0, wave.length);
                }
                line.drain();
            } catch (LineUnavailableException | IllegalArgumentException e) {
                silent = true;
                LOG.info("No sound here: {}", e.toString());
            }
        });
    }

    private static byte[] wave(int hertz, int millis) {
        byte[] wave = new byte[RATE * millis / 1000];
        for (int i = 0; i < wave.length; i++) {
            wave[i] = (byte) (Math.sin(2 * Math.PI * hertz * i / RATE) * 60);
        }
        return wave;
    }
}
