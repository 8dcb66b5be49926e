package org.tillmesh.hardware.escpos;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.CashDrawer;
import org.tillmesh.hardware.DeviceException;
import org.tillmesh.hardware.DeviceFault;
import org.tillmesh.hardware.Dots;
import org.tillmesh.hardware.PrintPage;
import org.tillmesh.hardware.ReceiptPrinter;
import org.tillmesh.hardware.line.Deadline;
import org.tillmesh.hardware.line.KeptLine;
import org.tillmesh.hardware.line.Line;
import org.tillmesh.hardware.line.LineAddress;
import org.tillmesh.hardware.line.LineInput;

/**
 * A receipt printer, and the drawer that hangs on it. It is asked how it is before a page and whether all is printed
 * after it; one that never answers is trusted, as silence says nothing. The connection ends after each page, because
 * most network printers serve one at a time.
 */
public final class EscPosPrinter implements ReceiptPrinter, CashDrawer {
    private static final int BAND_ROWS = 128;

    /** A band takes ten seconds at 9600 baud. */
    private static final Duration BAND = Duration.ofSeconds(30);

    private static final Duration ANSWER = Duration.ofMillis(700);
    private static final Duration PRINTED = Duration.ofSeconds(10);

    private final String address;
    private final PrinterProfile profile;
    private final KeptLine line;
    private boolean silent;
    private boolean ready;

    public EscPosPrinter(LineAddress address, PrinterProfile profile) {
        this.address = address.toString();
        this.profile = profile;
        this.line = new KeptLine(address);
        this.silent = profile.status() == PrinterProfile.Status.NONE;
    }

    @Override
    public int width() {
        return profile.dots();
    }

    @Override
    public synchronized String check() throws DeviceException {
        silent = profile.status() == PrinterProfile.Status.NONE;
        return asked();
    }

    @Override
    public synchronized void ready() throws DeviceException {
        asked();
    }

    private String asked() throws DeviceException {
        ready = false;
        line.tryAtOnce();
        PrinterStatus status = status(line.opened());
        if (status != null && status.fault() != null) {
            DeviceFault fault = status.fault();
            close();
            throw new DeviceException(fault, address, "");
        }
        ready = true;
        return status == null ? "" : status.isPaperNearEnd() ? "paper low" : "ok";
    }

    @Override
    public synchronized void print(PrintPage page) throws DeviceException {
        if (!ready || !line.isOpen()) {
            asked();
        }
        try {
            Line open = line.opened();
            open.write(EscPos.initialize(), BAND);
            raster(open, page);
            open.write(EscPos.cut(profile.cut()), BAND);
            confirm(open);
        } finally {
            ready = false;
            line.release();
        }
    }

    private void raster(Line open, PrintPage page) throws DeviceException {
        Dots dots = Dots.of(page.picture());
        PrintPage.QrSlot qr = profile.qr() == PrinterProfile.Qr.NATIVE ? page.qr() : null;
        if (qr == null) {
            rows(open, dots, 0, dots.height());
            return;
        }
        rows(open, dots, 0, qr.top());
        open.write(EscPos.align(1), BAND);
        open.write(EscPos.qr(qr.text(), Math.max(3, profile.dots() / 110)), BAND);
        open.write(EscPos.align(0), BAND);
        rows(open, dots, qr.top() + qr.height(), dots.height());
    }

    private static void rows(Line open, Dots dots, int from, int to) throws DeviceException {
        for (int row = from; row < to; row += BAND_ROWS) {
            open.write(EscPos.raster(dots, row, Math.min(BAND_ROWS, to - row)), BAND);
        }
    }

    /** Some printers answer for their sensors but not GS r: then the sensors must do. */
    private void confirm(Line open) throws DeviceException {
        if (silent || !open.answers()) {
            return;
        }
        open.write(EscPos.askPrinted(), BAND);
        if (new LineInput(open).next(Deadline.in(PRINTED)) != LineInput.NOTHING) {
            return;
        }
        PrinterStatus status = status(open);
        if (status == null) {
            throw new DeviceException(DeviceFault.NO_ANSWER, address, "");
        }
        DeviceFault fault = status.fault();
        if (fault != null) {
            throw new DeviceException(fault, address, "");
        }
    }

    /** Null of one that doesn't answer, which is not asked again. */
    private @Nullable PrinterStatus status(Line open) throws DeviceException {
        if (silent || !open.answers()) {
            return null;
        }
        var input = new LineInput(open);
        input.discard();
        int printer = answer(open, input, 1);
        if (printer == LineInput.NOTHING) {
            silent = true;
            return null;
        }
        return new PrinterStatus(printer, answer(open, input, 2), answer(open, input, 4));
    }

    /** Bytes that are no status are thrown away: what another till's job left on the line. */
    private int answer(Line open, LineInput input, int what) throws DeviceException {
        open.write(EscPos.askStatus(what), ANSWER);
        var until = Deadline.in(ANSWER);
        int thrown = 0;
        for (int next = input.next(until); next != LineInput.NOTHING; next = input.next(until)) {
            if (PrinterStatus.isStatus(next)) {
                return next;
            }
            if (++thrown > 256) {
                close();
                throw new DeviceException(DeviceFault.GARBLED, address, "bytes that are no status");
            }
        }
        if (what != 1) {
            close();
            throw new DeviceException(DeviceFault.NO_ANSWER, address, "");
        }
        return LineInput.NOTHING;
    }

    @Override
    public synchronized void open() throws DeviceException {
        line.tryAtOnce();
        Line open = line.opened();
        try {
            PrinterStatus status = status(open);
            boolean waits = status != null && status.fault() != null;
            open.write(
                    waits ? EscPos.kickDrawerNow(profile.drawerPin()) : EscPos.kickDrawer(profile.drawerPin()), BAND);
        } finally {
            line.release();
        }
    }

    @Override
    public synchronized void close() {
        ready = false;
        line.close();
    }
}
