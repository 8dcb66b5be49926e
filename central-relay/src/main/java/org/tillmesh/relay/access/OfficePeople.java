package org.tillmesh.relay.access;

import java.time.Clock;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.audit.OfficeAct;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.replication.security.PinHash;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;

/**
 * Who works at head office. All are kept in memory, for each request asks who it is from; a change is durable before it
 * counts.
 */
public final class OfficePeople {
    public static final int PASSWORD_MIN = 12;
    public static final int PASSWORD_MAX = 128;
    public static final int SECRET_BYTES = Totp.SECRET_BYTES;
    static final int NAME_MAX = 200;

    /** What the audit trail calls those who are no person. */
    private static final Set<String> TAKEN =
            Set.of(OfficeAct.CONSOLE, OfficeAct.API, OfficeAct.COMMAND_LINE, OfficeAct.CODE, OfficeAct.NIGHTLY);

    private final Store store;
    private final Supplier<byte[]> key;
    private final Clock clock;
    private volatile Map<String, Person> known;

    /** @param key the folder's, for passwords and secrets; asked for when the first one is needed */
    public OfficePeople(Store store, Supplier<byte[]> key, Clock clock) {
        this.store = store;
        this.key = key;
        this.clock = clock;
        this.known = store.read(view -> {
            try (Stream<Document> all = view.scan(Scope.LOCAL, DocType.OFFICE_PERSON.typeName())) {
                var read = new TreeMap<String, Person>();
                all.map(document -> Person.of((Document.State) document)).forEach(each -> read.put(each.id(), each));
                return Collections.unmodifiableMap(read);
            }
        });
    }

    /**
     * What a form says of a person.
     *
     * @param password null to leave it as it is; a new person needs one
     */
    public record Wanted(
            String id, String name, String nameAr, OfficeRights rights, boolean active, @Nullable String password) {}

    /** By id, those who left too. */
    public List<Person> all() {
        return List.copyOf(known.values());
    }

    public Optional<Person> find(String id) {
        return Optional.ofNullable(known.get(id));
    }

    /** @throws RelayException if there is nobody of that id */
    public Person person(String id) {
        return find(id).orElseThrow(() -> nobody(id));
    }

    /** Whether somebody can give rights already; before, the first token alone lets in. */
    public boolean hasAdministrator() {
        return known.values().stream().anyMatch(Person::isAdministrator);
    }

    /** Who somebody is who is logged in; empty for who has left. */
    public Optional<Caller> caller(String id) {
        return find(id).filter(Person::active).map(Caller::of);
    }

    /**
     * Adds a person, or changes one.
     *
     * @param by who does it
     * @throws RelayException naming what is wrong, and the mend; nothing changed
     */
    public synchronized Person put(Wanted wanted, Caller by) {
        Person before = known.get(wanted.id());
        if (!by.rights().covers(wanted.rights())
                || before != null && !by.rights().covers(before.rights())) {
            throw new RelayException(AccessRefusal.MORE_THAN_OWN);
        }
        String name = name(wanted.name());
        String nameAr = wanted.nameAr().isBlank() ? name : name(wanted.nameAr());
        if (before == null) {
            requireId(wanted.id());
        }
        if (before != null && before.isAdministrator()) {
            boolean stays = wanted.active() && wanted.rights().role() == OfficeRole.ADMINISTRATOR;
            boolean others = known.values().stream().anyMatch(p -> p.isAdministrator() && !p.id().equals(before.id()));
            if (!stays && !others) {
                throw new RelayException(AccessRefusal.LAST_ADMINISTRATOR);
            }
        }
        byte[] made = wanted.password() == null && before != null
                ? before.verifier()
                : verifier(wanted.id(), name, wanted.password() == null ? "" : wanted.password());
        Person put = before == null
                ? new Person(
                        wanted.id(), name, nameAr, made, wanted.rights(), wanted.active(), clock.instant(), null, 0)
                : before.with(name, nameAr, wanted.rights(), wanted.active());
        return write(wanted.password() == null ? put : put.withPassword(made, clock.instant()));
    }

    /** Chooses a new password for oneself. */
    public synchronized void choosePassword(String id, String now, String password) {
        Person person = person(id);
        if (!isPassword(person, now)) {
            throw new RelayException(AccessRefusal.PASSWORD_WRONG);
        }
        write(person.withPassword(verifier(id, person.name(), password), clock.instant()));
    }

    boolean isPassword(Person person, String password) {
        return PinHash.fits(person.verifier(), key.get(), password);
    }

    /** Takes as long as to look whether a password is right. */
    void lookAsLong(String password) {
        PinHash.make(key.get(), password);
    }

    // ---- second factor

    /** A new secret for an authenticator, as it is typed there; it counts once a code of it was shown. */
    public static byte[] newSecret() {
        return Totp.newSecret();
    }

    /** What an authenticator reads off a screen. */
    public static String address(byte[] secret, String id) {
        return "otpauth://totp/TillMesh:" + id + "?secret=" + typed(secret) + "&issuer=TillMesh";
    }

    public static String typed(byte[] secret) {
        return Totp.base32(secret);
    }

    /** @throws RelayException if the code is none of the secret's now */
    public synchronized void beginSecondFactor(String id, byte[] secret, String code) {
        long step = Totp.step(secret, code.strip(), clock.instant().getEpochSecond(), 0)
                .orElseThrow(() -> new RelayException(AccessRefusal.CODE_WRONG));
        write(person(id).withTotp(SealedSecret.seal(key.get(), id, secret), step));
    }

    /** @param by oneself, or who may give that person's rights: a lost phone */
    public synchronized void endSecondFactor(String id, Caller by) {
        Person person = person(id);
        if (!by.person().equals(id) && !by.rights().covers(person.rights())) {
            throw new RelayException(AccessRefusal.MORE_THAN_OWN);
        }
        write(person.withTotp(null, person.totpStep()));
    }

    /** Whether a code is right; it is taken once. */
    synchronized boolean takesCode(String id, String code) {
        Person person = person(id);
        byte[] sealed = person.totp();
        if (sealed == null) {
            return true;
        }
        var step = SealedSecret.open(key.get(), id, sealed)
                .map(secret -> Totp.step(secret, code.strip(), clock.instant().getEpochSecond(), person.totpStep()));
        if (step.isEmpty() || step.get().isEmpty()) {
            return false;
        }
        write(person.withTotp(sealed, step.get().getAsLong()));
        return true;
    }

    // ---- what is judged

    /** That somebody else has the id already. */
    public static RelayException taken(String id) {
        return new RelayException(AccessRefusal.TAKEN_ID, id);
    }

    /** That nobody has the id. */
    public static RelayException nobody(String id) {
        return new RelayException(AccessRefusal.NO_PERSON, id);
    }

    private void requireId(String id) {
        if (!id.matches("[a-z][a-z0-9._-]{1,39}")) {
            throw new RelayException(AccessRefusal.BAD_ID, id.length() > 60 ? id.substring(0, 60) + "…" : id);
        }
        if (TAKEN.contains(id)) {
            throw taken(id);
        }
    }

    static String name(String name) {
        String stripped = name.strip();
        if (stripped.isEmpty()
                || stripped.length() > NAME_MAX
                || stripped.codePoints().anyMatch(Character::isISOControl)) {
            throw new RelayException(AccessRefusal.BAD_NAME, NAME_MAX);
        }
        return stripped;
    }

    private byte[] verifier(String id, String name, String password) {
        int length = password.codePointCount(0, password.length());
        if (length < PASSWORD_MIN || length > PASSWORD_MAX) {
            throw new RelayException(AccessRefusal.PASSWORD_LENGTH, PASSWORD_MIN, PASSWORD_MAX);
        }
        UnaryOperator<String> plain = text -> text.toLowerCase(Locale.ROOT).replaceAll("\\s", "");
        String said = plain.apply(password);
        boolean isEasy = said.replace(plain.apply(id), "").length() < PASSWORD_MIN / 2
                || said.replace(plain.apply(name), "").length() < PASSWORD_MIN / 2
                || said.codePoints().distinct().count() < PASSWORD_MIN / 2
                || "0123456789".repeat(PASSWORD_MAX).contains(said)
                || "1234567890".repeat(PASSWORD_MAX).contains(said);
        if (isEasy) {
            throw new RelayException(AccessRefusal.PASSWORD_EASY);
        }
        return PinHash.make(key.get(), password);
    }

    private Person write(Person person) {
        store.write(tx -> {
            person.writeTo(tx, Scope.LOCAL);
            return true;
        });
        var next = new TreeMap<>(known);
        next.put(person.id(), person);
        known = Collections.unmodifiableMap(next);
        return person;
    }
}
