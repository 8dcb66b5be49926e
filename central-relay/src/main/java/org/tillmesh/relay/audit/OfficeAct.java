package org.tillmesh.relay.audit;

/**
 * What somebody does at head office.
 *
 * @param user {@link #CONSOLE}, {@link #API}, {@link #COMMAND_LINE}, {@link #CODE} or {@link #NIGHTLY}
 * @param what words of small letters with hyphens between, the resource first: {@code price-lists-put}
 * @param about what it is done to, without anything secret
 */
public record OfficeAct(String user, String what, String about) {
    public static final String CONSOLE = "console";
    public static final String API = "api";
    public static final String COMMAND_LINE = "command-line";

    /** Who brought an activation code. */
    public static final String CODE = "code";

    /** Nobody: what head office does by itself each night. */
    public static final String NIGHTLY = "nightly";

    private static final int ABOUT_MAX = 2_000;

    public OfficeAct {
        about = about.length() > ABOUT_MAX ? about.substring(0, ABOUT_MAX) + "…" : about;
    }
}
