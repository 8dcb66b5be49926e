package org.tillmesh.hardware;

/** A setting of a device that can't be meant. */
public final class BadSetting extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String field;
    private final String value;
    private final String takes;

    /** @param takes what may stand there */
    public BadSetting(String field, String value, String takes) {
        super("Setting " + field + " is \"" + value + "\"; it takes " + takes + ".");
        this.field = field;
        this.value = value;
        this.takes = takes;
    }

    public String field() {
        return field;
    }

    public String value() {
        return value;
    }

    public String takes() {
        return takes;
    }
}
