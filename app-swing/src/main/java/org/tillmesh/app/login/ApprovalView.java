package org.tillmesh.app.login;

/** What is to be approved, and a field for a PIN. */
interface ApprovalView {
    /** @param what in a line; @param why the refusal with its limits; empty where it says no more; @param who asks for it */
    void asked(String what, String why, String who);

    /** With ASCII digits. */
    String pin();

    /** Why it is not approved yet; empty for nothing. The field is emptied for the next try. */
    void problem(String words);

    void busy(boolean now);

    void close();
}
