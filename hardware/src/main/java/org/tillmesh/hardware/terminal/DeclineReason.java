package org.tillmesh.hardware.terminal;

/** Why a terminal said no, in the few ways that a cashier can do something about. */
public enum DeclineReason {
    NO_FUNDS,
    WRONG_PIN,
    EXPIRED,
    BLOCKED,
    CANCELLED,
    UNREADABLE,
    AMOUNT,
    CURRENCY,
    NOT_ACCEPTED,
    NO_HOST,
    ALREADY_REVERSED,
    OTHER
}
