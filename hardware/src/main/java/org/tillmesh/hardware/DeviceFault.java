package org.tillmesh.hardware;

/** What can be wrong with a device, as far as a till can know it. Each has its words in the till. */
public enum DeviceFault {
    /** Nothing is there: wrong address, no power, no cable. */
    UNREACHABLE("can't be reached"),
    /** The machine doesn't let this user open it, or another program holds it. */
    FORBIDDEN("may not be opened"),
    /** It was there and went away. */
    LOST("hung up"),
    /** It takes no more bytes. */
    SLOW("takes no bytes"),
    NO_ANSWER("doesn't answer"),
    /** It answered what can't be understood. */
    GARBLED("answers what can't be understood"),
    /** It understood and said no. */
    REFUSED("refuses"),
    PAPER_OUT("is out of paper"),
    COVER_OPEN("stands open"),
    OFFLINE("is off line"),
    /** A scale that still swings. */
    UNSTABLE("doesn't come to rest"),
    OVERLOAD("bears more than it weighs"),
    BELOW_ZERO("shows less than nothing"),
    /** The driver has no such command. */
    CANT("can't do this");

    private final String says;

    DeviceFault(String says) {
        this.says = says;
    }

    String says() {
        return says;
    }
}
