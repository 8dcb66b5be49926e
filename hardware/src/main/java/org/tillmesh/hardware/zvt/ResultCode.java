package org.tillmesh.hardware.zvt;

import java.util.Locale;
import org.tillmesh.hardware.terminal.DeclineReason;
import org.tillmesh.hardware.terminal.TerminalStage;

/**
 * Result codes of ZVT (PA00P015, chapter 10): up to 63 hex they are the host's response code, as ISO 8583 has it in decimal.
 */
final class ResultCode {
    static final int OK = 0;
    static final int BUSY = 0x9C;
    private static final int HOST_MAX = 0x63;

    private ResultCode() {}

    static String of(int code) {
        return code <= HOST_MAX ? String.format(Locale.ROOT, "%02d", code) : String.format(Locale.ROOT, "%02X", code);
    }

    static DeclineReason reason(int code) {
        return switch (code) {
            case 51, 61, 0x71 -> DeclineReason.NO_FUNDS;
            case 55, 75 -> DeclineReason.WRONG_PIN;
            case 54, 33, 0x78, 0x79 -> DeclineReason.EXPIRED;
            case 4, 7, 36, 41, 43, 62, 0x6E -> DeclineReason.BLOCKED;
            case 0x6C -> DeclineReason.CANCELLED;
            case 0x64, 0x65, 0x72, 0x73, 0x7B, 0x7C, 0x7E -> DeclineReason.UNREADABLE;
            case 13, 0xC3, 0xC8, 0xC9 -> DeclineReason.AMOUNT;
            case 0x6F, 0xC6, 0xCB -> DeclineReason.CURRENCY;
            case 0x67, 0x68, 0x7A, 0xC5, 0xEA -> DeclineReason.NOT_ACCEPTED;
            case 91, 92, 96, 0x7D, 0x9B, 0xA1, 0xA3 -> DeclineReason.NO_HOST;
            case 0xB4 -> DeclineReason.ALREADY_REVERSED;
            default -> DeclineReason.OTHER;
        };
    }

    /** What an intermediate state (04 FF) tells the cashier. */
    static String intermediate(int state) {
        return switch (state) {
            case 0x00 -> "The terminal waits for the amount to be confirmed";
            case 0x01, 0x02 -> TerminalStage.PIN.words();
            case 0x03, 0x07 -> "This card is not accepted";
            case 0x04 -> TerminalStage.BANK.words();
            case 0x05 -> "The terminal reverses a payment";
            case 0x06 -> "The terminal sends what was booked before";
            case 0x08, 0x10 -> "This card is unknown";
            case 0x09 -> "This card has expired";
            case 0x0A -> TerminalStage.CARD.words();
            case 0x0B -> TerminalStage.TAKE_CARD.words();
            case 0x0C -> "The card can't be read";
            case 0x0D -> "The terminal has stopped the work";
            case 0x0E, 0x17 -> "Please wait";
            case 0x0F -> "The terminal settles";
            case 0x14 -> "Too little money on the card";
            case 0x15 -> "Wrong PIN";
            case 0x18 -> "Too many wrong PINs";
            case 0x1C -> "Approved";
            case 0x1D -> "Declined";
            default -> TerminalStage.WORKING.words();
        };
    }
}
