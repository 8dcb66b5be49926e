package org.tillmesh.till.people;

/** What is answered about those who work here. */
public final class PeopleAnswers {
    private PeopleAnswers() {}

    /** @param changePin whether the user is to choose a new PIN */
    public record Session(String userId, String name, String nameAr, String role, boolean changePin) {}

    /** @param known whether this till holds the new PIN already; else it comes with head office's next records */
    public record NewPin(String user, boolean known) {}
}
