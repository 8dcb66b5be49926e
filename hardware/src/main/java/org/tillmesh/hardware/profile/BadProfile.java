package org.tillmesh.hardware.profile;

/** A mistake in a file of profiles, with its line and field. */
public final class BadProfile extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String file;
    private final int line;
    private final String field;
    private final String value;
    private final String takes;

    /** @param line from 1 */
    public BadProfile(String file, int line, String field, String value, String takes) {
        super(file + ", line " + line + ": " + field + " is \"" + value + "\"; it takes " + takes + ".");
        this.file = file;
        this.line = line;
        this.field = field;
        this.value = value;
        this.takes = takes;
    }

    public String file() {
        return file;
    }

    public int line() {
        return line;
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
