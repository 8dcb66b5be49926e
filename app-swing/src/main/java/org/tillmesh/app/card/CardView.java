package org.tillmesh.app.card;

/** How far the card terminal is. */
interface CardView {
    /**
     * @param stage in the cashier's language
     * @param said by the terminal, in its own words; empty for nothing
     * @param color of the stage
     */
    void shown(String title, String amount, String stage, String said, String color);

    /** What was refused; empty for nothing. */
    void problem(String words);

    /** Its keys mean something else. */
    void keysChanged();

    void closePanel();
}
