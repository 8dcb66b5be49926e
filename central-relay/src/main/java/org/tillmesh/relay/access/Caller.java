package org.tillmesh.relay.access;

/**
 * Who asks something of head office.
 *
 * @param actor as the audit trail names it: a person's id, {@code token/} and a token's id, {@code api} or {@code console}
 * @param person the id of a person; empty for a program, and for whoever holds the first token
 */
public record Caller(String actor, String person, OfficeRights rights) {
    /** Whoever holds the first token, which may do everything. */
    public static Caller holder(String actor) {
        return new Caller(actor, "", OfficeRights.ALL);
    }

    static Caller of(Person person) {
        return new Caller(person.id(), person.id(), person.rights());
    }

    static Caller of(AccessToken token) {
        return new Caller("token/" + token.id(), "", token.rights());
    }

    public boolean may(Area area, boolean write) {
        return rights.may(area, write);
    }

    public boolean sees(String branch) {
        return rights.sees(branch);
    }
}
