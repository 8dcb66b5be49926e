package org.tillmesh.hardware.terminal;

import java.util.Arrays;

/** How far a dialogue at a terminal is, as far as a protocol tells it; its words are what a driver says then. */
public enum TerminalStage {
    CARD("Insert or tap the card"),
    PIN("Watch the terminal"),
    BANK("The terminal waits for the bank"),
    TAKE_CARD("Take the card out"),
    /** Anything else that a terminal says while it works. */
    WORKING("The terminal is working");

    private final String words;

    TerminalStage(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /** What a terminal's words mean. */
    public static TerminalStage of(String said) {
        return Arrays.stream(values())
                .filter(stage -> stage.words.equals(said))
                .findFirst()
                .orElse(WORKING);
    }
}
