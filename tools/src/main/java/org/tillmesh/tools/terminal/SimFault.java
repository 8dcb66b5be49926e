package org.tillmesh.tools.terminal;

/** What goes wrong at a message. */
public enum SimFault {
    NONE,
    /** The line is cut. */
    CUT,
    /** The terminal loses its power. */
    DIE,
    /** It waits until it is told to go on. */
    PAUSE,
    /** It holds the line and says nothing any more. */
    SILENCE,
    /** It sends half of its next message, then nothing. */
    HALF,
    /** It sends bytes that mean nothing. */
    GARBAGE,
    /** It sends its next message twice. */
    TWICE,
    /** It floods the line with intermediate states. */
    FLOOD
}
