package org.tillmesh.app.mend;

/** Two fields for day and time, with what is wrong with one. */
interface TimeView {
    /** The fields. */
    enum Field {
        DAY,
        TIME
    }

    /** What the till says now, in sentence and fields; what is typed next replaces it. */
    void now(String sentence, String day, String time);

    /** With ASCII digits. */
    String typed(Field field);

    /** What is wrong with a field, which gets the focus. */
    void wrong(String words, Field field);

    void close();
}
