package org.tillmesh.relay.console;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What is done with the company's keys from the console.
 *
 * @param newCode a new activation code for the next till of a branch
 * @param shutOut shuts a till out
 * @param hasFirstToken whether the token that may do everything counts
 * @param endFirstToken makes it void
 */
public record OfficeKeys(
        UnaryOperator<String> newCode,
        Consumer<String> shutOut,
        BooleanSupplier hasFirstToken,
        Runnable endFirstToken) {}
