package org.tillmesh.relay.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.folder.RelayException;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;

/** The tokens of programs: named, with rights of their own, lasting so many days, taken back at once. */
public final class TokenDesk {
    public static final int DAYS_MAX = 730;
    private static final int TOKEN_BYTES = 32;
    private static final int ID_BYTES = 4;

    private final Store store;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Instant> lastUsed = new ConcurrentHashMap<>();
    private volatile Map<Hash, AccessToken> known;

    public TokenDesk(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.known = store.read(view -> {
            try (Stream<Document> all = view.scan(Scope.LOCAL, DocType.OFFICE_TOKEN.typeName())) {
                var read = new TreeMap<Hash, AccessToken>();
                all.map(document -> AccessToken.of((Document.State) document))
                        .forEach(each -> read.put(Hash.of(each.hash()), each));
                return Collections.unmodifiableMap(read);
            }
        });
    }

    /** @param text what a program shows; told once */
    public record Made(AccessToken token, String text) {}

    /** The newest first, those that don't count any more too. */
    public List<AccessToken> all() {
        return known.values().stream()
                .sorted((a, b) -> b.at().compareTo(a.at()))
                .toList();
    }

    /** When it was shown last since the start of the program; empty if it was not. */
    public Optional<Instant> lastUsed(AccessToken token) {
        return Optional.ofNullable(lastUsed.get(token.id()));
    }

    /** Whose it is; empty if it doesn't count. Asked of each request. */
    public Optional<Caller> caller(String text) {
        Instant now = clock.instant();
        AccessToken token = known.get(hashed(text)); // of what is hashed, the time of a look-up tells nothing
        if (token == null || !token.counts(now)) {
            return Optional.empty();
        }
        lastUsed.put(token.id(), now);
        return Optional.of(Caller.of(token));
    }

    /**
     * @param days as typed
     * @throws RelayException naming what is wrong, and the mend
     */
    public synchronized Made make(String name, OfficeRights rights, String days, Caller by) {
        if (!by.rights().covers(rights)) {
            throw new RelayException(AccessRefusal.MORE_THAN_OWN);
        }
        if (!days.matches("[1-9][0-9]{0,2}") || Integer.parseInt(days) > DAYS_MAX) {
            throw new RelayException(
                    AccessRefusal.BAD_DAYS, days.length() > 20 ? days.substring(0, 20) + "…" : days, DAYS_MAX);
        }
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Instant now = clock.instant();
        var token = new AccessToken(
                HexFormat.of().formatHex(id),
                OfficePeople.name(name),
                hashed(text).bytes(),
                rights,
                by.actor(),
                now,
                now.plus(Duration.ofDays(Integer.parseInt(days))),
                null);
        write(token);
        return new Made(token, text);
    }

    /** @throws RelayException if there is none that counts of that id */
    public synchronized void revoke(String id) {
        AccessToken token = known.values().stream()
                .filter(each -> each.id().equals(id) && each.counts(clock.instant()))
                .findFirst()
                .orElseThrow(() ->
                        new RelayException(AccessRefusal.NO_TOKEN, id.length() > 60 ? id.substring(0, 60) + "…" : id));
        write(token.revoked(clock.instant()));
    }

    private void write(AccessToken token) {
        store.write(tx -> {
            token.writeTo(tx, Scope.LOCAL);
            return true;
        });
        var next = new TreeMap<>(known);
        next.put(Hash.of(token.hash()), token);
        known = Collections.unmodifiableMap(next);
    }

    private static Hash hashed(String text) {
        return Hash.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
