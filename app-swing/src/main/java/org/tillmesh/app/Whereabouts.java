package org.tillmesh.app;

import org.jspecify.annotations.Nullable;
import org.tillmesh.app.frame.Desk;
import org.tillmesh.till.people.PeopleAnswers;

/**
 * Where the window stands and who is at it, as one machine that knows no Swing. Only login and activation are reached
 * without a session. A locked window keeps its session and its place, and a PIN alone opens it.
 */
public final class Whereabouts {
    /** How a PIN opened the window. */
    public enum Entry {
        /** Nobody was there before. */
        FRESH,
        /** The same user finds everything as it was. */
        AS_LEFT,
        /** Another user takes the session over; the open cart belongs to the till and stays. */
        TAKEN_OVER
    }

    private Desk.Place place;
    private PeopleAnswers.@Nullable Session session;
    private boolean locked;
    private Desk.Place behind = Desk.Place.LOGIN;
    private boolean shiftOpen;

    public Whereabouts(boolean activated) {
        place = activated ? Desk.Place.LOGIN : Desk.Place.ACTIVATION;
    }

    public Desk.Place place() {
        return place;
    }

    /** Who is logged in; behind the lock too. */
    public PeopleAnswers.@Nullable Session session() {
        return session;
    }

    /** Whether somebody is logged in and the window is not locked. */
    public boolean isIn() {
        return session != null && !locked;
    }

    boolean isLocked() {
        return locked;
    }

    public void shift(boolean open) {
        shiftOpen = open;
    }

    public void activated() {
        if (place == Desk.Place.ACTIVATION) {
            place = Desk.Place.LOGIN;
        }
    }

    /**
     * Goes to a place. Behind the lock the place is kept for whoever unlocks.
     *
     * @return whether it is shown now
     */
    public boolean go(Desk.Place wanted) {
        if (session == null || wanted == Desk.Place.LOGIN || wanted == Desk.Place.ACTIVATION) {
            return false;
        }
        Desk.Place allowed = wanted == Desk.Place.SALE ? home() : wanted;
        if (locked) {
            behind = allowed;
            return false;
        }
        place = allowed;
        return true;
    }

    private Desk.Place home() {
        return shiftOpen ? Desk.Place.SALE : Desk.Place.SHIFT;
    }

    /** @return whether it locks now; without a session there is nothing to lock */
    public boolean lock() {
        if (!isIn()) {
            return false;
        }
        locked = true;
        behind = place;
        place = Desk.Place.LOGIN;
        return true;
    }

    /** The till has let a user in. */
    public Entry enter(PeopleAnswers.Session who, boolean hasShift) {
        PeopleAnswers.Session before = session;
        boolean same = before != null && before.userId().equals(who.userId());
        session = who;
        shiftOpen = hasShift;
        place = locked && same ? behind : home();
        locked = false;
        return before == null ? Entry.FRESH : same ? Entry.AS_LEFT : Entry.TAKEN_OVER;
    }

    /** The till has let the user out. */
    public void leave() {
        session = null;
        locked = false;
        place = Desk.Place.LOGIN;
    }
}
