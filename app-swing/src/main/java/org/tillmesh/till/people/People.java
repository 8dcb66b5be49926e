package org.tillmesh.till.people;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tillmesh.retail.company.PinRule;
import org.tillmesh.retail.company.User;
import org.tillmesh.retail.value.UserId;
import org.tillmesh.till.shop.Mesh;
import org.tillmesh.till.shop.Shop;
import org.tillmesh.till.shop.TillException;
import org.tillmesh.till.shop.TillLock;

/** Who works at this till: in, out, and by which PIN. */
public final class People {
    private final TillLock lock;
    private final Shop shop;
    private final Login login;
    private final PinDesk pins;
    private final TimeDesk clocks;

    public People(TillLock lock, Shop shop, Login login, Mesh mesh) {
        this.lock = lock;
        this.shop = shop;
        this.login = login;
        this.pins = new PinDesk(shop, login, mesh);
        this.clocks = new TimeDesk(shop);
    }

    /** Users who may log in here, for the tiles of the login screen. */
    public List<PeopleAnswers.Session> users() {
        return lock.doing(() -> shop.folder().isActivated()
                ? login.users().stream().map(this::session).toList()
                : List.of());
    }

    /**
     * Lets a user in.
     *
     * @param user whose PIN it is; null for anybody's
     */
    public PeopleAnswers.Session login(@Nullable UserId user, String pin) {
        return lock.doing(() -> {
            User known = login.login(user, pin);
            takeOver(known);
            return session(known);
        });
    }

    /** Lets a user in; an open cart of another belongs to the till, stays, and the audit says who took it over. */
    private void takeOver(User known) {
        User before = shop.user();
        shop.enter(known, login.isPinDue(known));
        shop.auditIfPossible("login", known.id().value());
        if (before != null && !before.id().equals(known.id())) {
            shop.filledCart()
                    .ifPresent(cart -> shop.write(tx -> {
                        shop.audit(tx, "take-over", "cart " + cart.id() + " of " + before.id(), null);
                        return true;
                    }));
        }
    }

    public void logout() {
        lock.doing(() -> {
            shop.loggedIn();
            if (!shop.isPinInTheWay()) {
                shop.refuseOpenCart(Shop.Next.LOG_OUT);
            }
            shop.auditIfPossible("logout", shop.loggedIn().id().value());
            shop.enter(null, false);
            return true;
        });
    }

    /** The window is locked: who is logged in stays so, and the audit trail has it. */
    public void locked() {
        lock.doing(() -> {
            shop.auditIfPossible("lock", shop.loggedIn().id().value());
            return true;
        });
    }

    /**
     * Clocks who is logged in in or out, at whichever till of the store.
     *
     * @throws TillException BAD_VALUE for who is in, or out, already
     */
    public PeopleAnswers.Clocked clock(boolean in) {
        return lock.doing(() -> clocks.clock(in));
    }

    /** Whether who is logged in can only choose a new PIN or leave. */
    public boolean isPinInTheWay() {
        return lock.doing(shop::isPinInTheWay);
    }

    /** Who is logged in; null for nobody. */
    public PeopleAnswers.@Nullable Session session() {
        User user = shop.user();
        return user == null ? null : session(user);
    }

    private PeopleAnswers.Session session(User user) {
        return new PeopleAnswers.Session(
                user.id(),
                user.name(),
                user.nameAr(),
                user.role().word(),
                login.rights().nameOf(user.role(), false),
                login.rights().nameOf(user.role(), true),
                login.isPinToBeChanged(user));
    }

    /**
     * Who is logged in chooses another PIN; it counts in the whole store as soon as head office has it.
     *
     * @param pin the one of now, which goes on working whenever this is refused
     * @throws TillException OFFLINE without head office, WRONG_PIN, LOCKED after too many tries, BAD_VALUE for a PIN that
     *     breaks the rules or is somebody else's, FORBIDDEN if head office refuses it, TIMEOUT if head office did not say whether it took it
     */
    public PeopleAnswers.NewPin changePin(String pin, String chosen) {
        PinDesk.Chosen made = lock.doing(() -> pins.choose(pin, chosen));
        return new PeopleAnswers.NewPin(made.user(), pins.awaitKnown(made)); // a cashier sells on while it comes
    }

    /** Since when who is logged in is clocked in; empty for who is not. */
    public Optional<Instant> clockedIn() {
        return lock.doing(clocks::clockedIn);
    }

    /** How the window is liked. @param user null for whoever has not logged in yet */
    public Preferences preferences(@Nullable UserId user) {
        return shop.store().read(view -> Preferences.of(view, user));
    }

    /** Keeps how the window is liked, for who is logged in and for whoever comes to the till next. */
    public Preferences prefer(Preferences liked) {
        return lock.doing(() -> shop.write(tx -> {
            liked.writeTo(tx, null);
            User user = shop.user();
            if (user != null) {
                liked.writeTo(tx, user.id());
            }
            return liked;
        }));
    }

    /** How long a PIN of whoever is logged in may be. */
    public PinRule pinRule() {
        return lock.doing(pins::rule);
    }
}
