package org.tillmesh.till.people;

import org.tillmesh.retail.value.UserId;
/** What is answered about those who work here. */
public final class PeopleAnswers {
    private PeopleAnswers() {}

    /** @param changePin whether the user is to choose a new PIN */
    public record Session(UserId userId, String name, String nameAr, String role, boolean changePin) {}

    /** @param known whether this till holds the new PIN already; else it comes with head office's next records */
    public record NewPin(UserId user, boolean known) {}
}
