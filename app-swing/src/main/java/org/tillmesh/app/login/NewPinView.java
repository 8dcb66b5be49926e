package org.tillmesh.app.login;

/** Two fields for a new PIN. */
interface NewPinView {
    /** The fields. */
    enum Field {
        FIRST,
        AGAIN
    }

    /** With ASCII digits. */
    String typed(Field field);

    Field focused();

    void focus(Field field);

    void clear(Field field);

    /** What holds for the fields, or what is wrong with one, which gets the focus then. */
    void say(String words);

    void wrong(String words, Field field);

    /** Whether head office is being asked: nothing can be typed then. */
    void busy(boolean now);

    void close();
}
