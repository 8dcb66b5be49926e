package org.tillmesh.relay.access;

import java.util.function.LongSupplier;
import org.tillmesh.relay.folder.RelayException;

/** Who is let in by a password and a second factor; who guesses waits, by account and by address. */
public final class Logins {
    private static final int OF_ACCOUNT_FREE = 5;
    private static final int OF_ACCOUNT_SECONDS_MAX = 60;
    private static final int OF_ADDRESS_FREE = 20;
    private static final int OF_ADDRESS_SECONDS_MAX = 900;

    private final OfficePeople people;
    private final Throttle accounts;
    private final Throttle addresses;

    /** What becomes of a try. */
    public enum Outcome {
        IN,
        WRONG,
        /** The password is right; the second factor's code is missing or wrong. */
        CODE,
        /** Too many were wrong before: nothing was looked at. */
        WAIT
    }

    /** @param nanos a clock that only runs forward */
    public Logins(OfficePeople people, LongSupplier nanos) {
        this.people = people;
        this.accounts = new Throttle(OF_ACCOUNT_FREE, OF_ACCOUNT_SECONDS_MAX, nanos);
        this.addresses = new Throttle(OF_ADDRESS_FREE, OF_ADDRESS_SECONDS_MAX, nanos);
    }

    /** @param code empty if none was typed; @param from the caller's address */
    public Outcome look(String id, String password, String code, String from) {
        if (accounts.mustWait(id) || addresses.mustWait(from)) {
            return Outcome.WAIT;
        }
        Outcome outcome = judged(id, password, code);
        if (outcome == Outcome.IN) {
            accounts.right(id);
        } else if (outcome == Outcome.WRONG || !code.isEmpty()) {
            accounts.wrong(id);
            addresses.wrong(from);
        }
        return outcome;
    }

    private Outcome judged(String id, String password, String code) {
        Person person = people.find(id).filter(Person::active).orElse(null);
        if (person == null) {
            people.lookAsLong(password); // so that nobody hears from the time whether there is such a person
            return Outcome.WRONG;
        }
        if (!people.isPassword(person, password)) {
            return Outcome.WRONG;
        }
        if (person.hasSecondFactor() && (code.isEmpty() || !people.takesCode(id, code))) {
            return Outcome.CODE;
        }
        return Outcome.IN;
    }

    /** @throws RelayException if the two are not the same */
    public static String twice(String password, String again) {
        if (!password.equals(again)) {
            throw new RelayException(AccessRefusal.PASSWORDS_DIFFER);
        }
        return password;
    }
}
