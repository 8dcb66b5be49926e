package org.tillmesh.app.setup;

/** Where head office is, a code, and how far the first Hard Sync is. */
interface ActivationView {
    /** Of head office, as HOST:PORT. */
    String relay();

    void relay(String address);

    String code();

    void code(String code);

    /** On the first field that is empty. */
    void focus();

    /** Whether it is under way, with a word to it. */
    void working(boolean now, String words);

    void progress(long done, long total);
}
