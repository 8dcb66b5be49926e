package org.tillmesh.hardware.escpos;

import org.jspecify.annotations.Nullable;
import org.tillmesh.hardware.DeviceFault;

/**
 * What a printer answers to DLE EOT n, one byte each (Epson ESC/POS command reference): n 1 the printer, 2 why it is off
 * line, 4 the paper.
 */
record PrinterStatus(int printer, int cause, int paper) {
    /** Bits 0, 1, 4 and 7 of every status byte are fixed; a byte without them is something else. */
    private static final int FIXED = 0x93;

    private static final int FIXED_AS = 0x12;
    private static final int OFFLINE = 0x08;
    private static final int COVER_OPEN = 0x04;
    private static final int STOPPED_FOR_PAPER = 0x20;
    private static final int ERROR = 0x40;
    private static final int PAPER_END = 0x60;
    private static final int PAPER_NEAR_END = 0x0C;

    static boolean isStatus(int answer) {
        return (answer & FIXED) == FIXED_AS;
    }

    /** The worst first; null if it can print. */
    @Nullable DeviceFault fault() {
        if ((cause & COVER_OPEN) != 0) {
            return DeviceFault.COVER_OPEN;
        }
        if ((paper & PAPER_END) != 0 || (cause & STOPPED_FOR_PAPER) != 0) {
            return DeviceFault.PAPER_OUT;
        }
        return (printer & OFFLINE) != 0 || (cause & ERROR) != 0 ? DeviceFault.OFFLINE : null;
    }

    /** For a person who looks for the roll in time. */
    boolean isPaperNearEnd() {
        return (paper & PAPER_NEAR_END) != 0;
    }
}
