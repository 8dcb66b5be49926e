package org.tillmesh.hardware.zvt;

import org.jspecify.annotations.Nullable;

/**
 * How a ZVT terminal is spoken to.
 *
 * @param serial whether messages are framed for a serial line
 * @param password of the merchant, six digits
 * @param config the config byte of the registration: see PA00P015, chapter 2.1
 * @param currency ISO 4217 number
 * @param terminalId who must answer; null for anybody
 * @param ackMillis how long a request may go without acknowledgement (T3)
 * @param answerMillis how long the terminal may say nothing while it works (T4)
 */
public record ZvtSettings(
        boolean serial,
        String password,
        int config,
        int currency,
        @Nullable String terminalId,
        long ackMillis,
        long answerMillis) {
    /** The till prints all slips, hears intermediate states, and alone begins payments and settlements. */
    public static final int CONFIG = 0xBE;

    public static final int RIYAL = 682;
    public static final long ACK_MILLIS = 5_000;
    public static final long ANSWER_MILLIS = 180_000;

    /** The longest wait for what the terminal knows without card or host. */
    private static final long QUICK_MILLIS = 15_000;

    /** For questions that the terminal answers by itself. */
    ZvtSettings quick() {
        return new ZvtSettings(
                serial, password, config, currency, terminalId, ackMillis, Math.min(answerMillis, QUICK_MILLIS));
    }

    public static ZvtSettings usual() {
        return new ZvtSettings(false, "000000", CONFIG, RIYAL, null, ACK_MILLIS, ANSWER_MILLIS);
    }
}
