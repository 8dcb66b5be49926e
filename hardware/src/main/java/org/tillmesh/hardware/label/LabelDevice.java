package org.tillmesh.hardware.label;

import java.awt.image.BufferedImage;
import java.time.Duration;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;
import org.tillmesh.hardware.DeviceSettings;
import org.tillmesh.hardware.Dots;
import org.tillmesh.hardware.LabelPrinter;
import org.tillmesh.hardware.LabelStock;
import org.tillmesh.hardware.line.Deadline;
import org.tillmesh.hardware.line.KeptLine;
import org.tillmesh.hardware.line.Line;
import org.tillmesh.hardware.line.LineAddress;
import org.tillmesh.hardware.line.LineInput;

/**
 * A label printer on a line. Settings: {@code width}, {@code height} and {@code gap} of a label in millimetres,
 * {@code dots} a millimetre. It is asked how it is before each job; one that never answers is trusted.
 */
public final class LabelDevice implements LabelPrinter {
    private static final Duration JOB = Duration.ofSeconds(60);
    private static final int COPIES_MAX = 999;

    private final String address;
    private final LabelLanguage language;
    private final LabelStock stock;
    private final KeptLine line;
    private boolean silent;

    public LabelDevice(LineAddress address, LabelLanguage language, DeviceSettings settings) {
        this.address = address.toString();
        this.language = language;
        this.line = new KeptLine(address);
        this.stock = new LabelStock(
                settings.number("width", 20, 120, 60),
                settings.number("height", 15, 200, 40),
                settings.number("gap", 0, 20, 2),
                settings.number("dots", 6, 24, 8));
    }

    @Override
    public LabelStock stock() {
        return stock;
    }

    @Override
    public synchronized String check() throws DeviceException {
        silent = false;
        line.tryAtOnce();
        try {
            return ask(line.opened()) ? "ok" : "";
        } finally {
            line.release();
        }
    }

    @Override
    public synchronized void print(BufferedImage label, int copies) throws DeviceException {
        if (copies < 1 || copies > COPIES_MAX) {
            throw new IllegalArgumentException(copies + " copies");
        }
        line.tryAtOnce();
        try {
            Line open = line.opened();
            ask(open);
            open.write(language.job(Dots.of(label), stock, copies), JOB);
        } finally {
            line.release();
        }
    }

    /** @return whether it answered */
    private boolean ask(Line open) throws DeviceException {
        if (silent || !open.answers()) {
            return false;
        }
        var input = new LineInput(open);
        input.discard();
        open.write(language.question(), LabelLanguage.ANSWER);
        DeviceFault fault;
        try {
            fault = language.answered(input, Deadline.in(LabelLanguage.ANSWER), address);
        } catch (DeviceException e) {
            if (e.fault() != DeviceFault.NO_ANSWER) {
                throw e;
            }
            silent = true;
            return false;
        }
        if (fault != null) {
            throw new DeviceException(fault, address, "");
        }
        return true;
    }

    @Override
    public synchronized void close() {
        line.close();
    }
}
