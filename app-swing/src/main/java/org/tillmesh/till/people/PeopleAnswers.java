package org.tillmesh.till.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.value.UserId;

/** What is answered about those who work here. */
public final class PeopleAnswers {
    private PeopleAnswers() {}

    /** @param roleName as head office has it @param changePin whether the user is to choose a new PIN */
    public record Session(
            UserId userId,
            String name,
            String nameAr,
            String role,
            String roleName,
            String roleNameAr,
            boolean changePin) {}

    /**
     * @param state {@code in} or {@code out}; @param since when it began
     * @param workedMinutes whole minutes between in and out; null while somebody is in
     */
    public record Clocked(UserId user, String state, Instant since, @Nullable Long workedMinutes) {}

    /** @param known whether this till holds the new PIN already; else it comes with head office's next records */
    public record NewPin(UserId user, boolean known) {}
}
