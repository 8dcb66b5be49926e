package org.tillmesh.relay.folder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Hash;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.relay.audit.Acts;
import org.tillmesh.relay.log.JournalLog;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.CompanyAuthority;
import org.tillmesh.replication.security.DemoCredentials;
import org.tillmesh.replication.security.Epoch;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.OwnerOnly;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.retail.AuthorityTable;
import org.tillmesh.retail.RetailSchema;
import org.tillmesh.retail.company.Party;
import org.tillmesh.retail.company.TillProfile;
import org.tillmesh.retail.demo.DemoSeed;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Authority;
import org.tillmesh.store.Document;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;

/** A relay's folder: its store, and the keys of the company. */
public final class RelayFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RelayFolder.class);
    private static final String TOKEN_NOTE = "api-token";
    private static final String OFFICE_KEY = "office";
    private static final String DEMO_NOTE = "demo";
    private static final String AUTHORITY_FILE = "ca.pem";
    private static final int DEMO_STORES = 9;

    private final Path dir;
    private final Clock clock;
    private final Store store;
    private final KeyRing ring;
    private final Acts acts;

    /** Empty while there is no token. */
    private volatile byte[] tokenHash;

    private RelayFolder(Path dir, KeyRing ring, Store store, Acts acts, Clock clock) {
        this.dir = dir;
        this.acts = acts;
        this.ring = ring;
        this.store = store;
        this.clock = clock;
        this.tokenHash = store.noted(TOKEN_NOTE).orElse(new byte[0]);
    }

    /** @throws RelayException if the folder was not set up, or is not what {@code demo} says */
    public static RelayFolder open(Path dir, boolean demo, Clock clock) throws IOException {
        if (!KeyRing.exists(dir)) {
            if (!demo && holdsRecords(dir)) {
                throw new RelayException(
                        "The folder " + dir + " holds records, but the keys of their head office are gone: a backup"
                                + " holds none. Put its keys.p12 (or keys-copy.p12) back into the folder,"
                                + " then start again. Without them nobody can be this company's head"
                                + " office; \"relay setup\" makes another company, of which no till is, in"
                                + " an empty folder");
            }
            if (!demo) {
                throw new RelayException(
                        "The folder " + dir + " is no relay yet. Set one up first: tools/tillmesh relay setup --data "
                                + dir + " --file company.json; or try --demo");
            }
            return makeDemo(dir, clock);
        }
        OwnerOnly.keep(dir);
        RelayFolder folder = opened(dir, KeyRing.load(dir), clock);
        if (!demo && folder.isDemo()) {
            folder.close();
            throw new RelayException("The folder " + dir
                    + " is the relay of the public demo company, whose keys everybody has; open it with"
                    + " --demo, or set up another folder");
        }
        if (demo && !folder.isDemo()) {
            folder.close();
            throw new RelayException(
                    "The folder " + dir + " is the relay of a real company and can't be a demo; name an empty folder");
        }
        return folder;
    }

    private static boolean holdsRecords(Path dir) {
        return Files.isDirectory(dir.resolve("journal"));
    }

    /** Whether a folder is a relay of the demo company. */
    public static boolean isDemo(Path dir) throws IOException {
        return KeyRing.exists(dir) && DemoCredentials.isDemo(KeyRing.load(dir).authority(KeyNames.SELF));
    }

    /** Whoever the keys are of is who writes: a folder made of a backup, which does not say, goes on as the same. */
    private static RelayFolder opened(Path dir, KeyRing ring, Clock clock) throws IOException {
        Identity self = Certificates.identity(
                ring.certificate(KeyNames.SELF), ring.authority(KeyNames.SELF).getPublicKey(), clock.instant());
        if (self.kind() != Identity.Kind.RELAY) {
            throw new RelayException("The folder " + dir + " is that of till " + self.till()
                    + ", not of a head office; name the relay's folder");
        }
        var acts = new Acts(clock);
        Stores.Options options = Stores.Options.judgedBy(notes -> authority(notes, ring, clock), clock::millis)
                .withSchema(RetailSchema.SHOP)
                .withClockError(() -> 0L)
                .withAtCommit(acts::atCommit)
                .withReplica(self.replica());
        Store store = Stores.open(dir, options);
        try {
            if (!store.self().replica().equals(self.replica())) {
                LOG.warn("The folder {} called itself {}; its keys are of {}", dir, store.self(), self.replica());
                store.becomeReplica(self.replica());
            }
            acts.recordIn(store);
            return new RelayFolder(dir, ring, store, acts, clock);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    private static Authority authority(Function<String, Optional<byte[]>> notes, KeyRing ring, Clock clock) {
        var evidence = new Evidence(notes, ring.authority(KeyNames.SELF).getPublicKey(), clock);
        return new AuthorityTable(origin -> party(evidence, origin));
    }

    /** Everyone whose certificate has been seen here, or stands in the records. */
    public Map<Identity, X509Certificate> known() {
        return known(replica -> true);
    }

    /** The same of some; a till that was activated by a later life of this folder is known by the records alone. */
    public Map<Identity, X509Certificate> known(Predicate<ReplicaId> whom) {
        var known = new LinkedHashMap<>(Evidence.known(store, companyKey(), clock, whom));
        List<TillProfile> profiles = store.read(view -> {
            try (Stream<Document> tills = view.scan(Scope.COMPANY, DocType.TILL.typeName())) {
                return tills.map(till -> TillProfile.of((Document.State) till)).toList();
            }
        });
        for (TillProfile till : profiles) {
            ReplicaId replica = till.replica();
            if (replica != null && till.certificate().length > 0 && whom.test(replica)) {
                X509Certificate certificate = Certificates.parse(till.certificate());
                known.putIfAbsent(identity(certificate), certificate);
            }
        }
        return known;
    }

    /** What the store judges by, for those who list what has no authority. */
    public Authority judge() {
        return authority(store::noted, ring, clock);
    }

    private static Party party(Evidence evidence, Origin origin) {
        Optional<Identity> who = evidence.identityOf(origin);
        if (who.isEmpty()) {
            return Party.UNKNOWN;
        }
        return who.get().hasRelayAuthority()
                ? Party.RELAY
                : Party.till(TillId.parse(who.get().till()));
    }

    // ---- made

    private static RelayFolder makeDemo(Path dir, Clock clock) throws IOException {
        OwnerOnly.keep(dir);
        KeyRing ring = DemoCredentials.relay();
        Path left = dir.resolve(AUTHORITY_FILE);
        if (holdsRecords(dir)
                && Files.exists(left)
                && !Files.readString(left).equals(Certificates.pem(ring.authority(KeyNames.SELF)))) {
            throw new RelayException(
                    "The folder " + dir + " holds records of another company than the demo, and the keys of"
                            + " its head office are gone; put its keys.p12 back, or name an empty folder for a demo");
        }
        RelayFolder folder = opened(dir, ring, clock);
        folder.beginLog();
        folder.store.note(Map.of(DEMO_NOTE, new byte[] {1}));
        folder.noteOwnCertificate();
        folder.seed();
        ring.save(dir);
        return folder;
    }

    /** A new company: its authority and the relay's own key. */
    public static RelayFolder make(Path dir, String company, Clock clock) throws IOException {
        if (KeyRing.exists(dir)) {
            throw new RelayException("The folder " + dir + " is a relay already; name an empty folder");
        }
        if (holdsRecords(dir)) {
            throw new RelayException("The folder " + dir
                    + " holds records already, and a new company would have no right to them; name an empty folder");
        }
        OwnerOnly.keep(dir);
        KeyRing ring = KeyRing.empty();
        CompanyAuthority authority = CompanyAuthority.create(company, ring, clock.instant());
        ReplicaId replica = new ReplicaId(new SecureRandom().nextLong());
        KeyPair own = KeyRing.newEd25519();
        var identity = new Identity(replica, company, "", "", Identity.Kind.RELAY);
        ring.put(
                KeyNames.SELF,
                own.getPrivate(),
                authority.issue(identity, own.getPublic(), clock.instant()),
                authority.certificate());
        RelayFolder folder = opened(dir, ring, clock);
        folder.beginLog();
        folder.noteOwnCertificate();
        ring.save(dir);
        return folder;
    }

    private void noteOwnCertificate() {
        X509Certificate own = ring.certificate(KeyNames.SELF);
        store.note(Evidence.note(identity(own), own));
    }

    /** @throws org.tillmesh.replication.security.SecurityFailure if it is not one of this company's */
    public Identity identity(X509Certificate certificate) {
        return Certificates.identity(certificate, companyKey(), clock.instant());
    }

    /** Its log begins as soon as the folder is there, so that no copy of it ever takes itself for a new one. */
    private void beginLog() {
        Epoch begun = new JournalLog(store, clock).epoch();
        LOG.info("The log of {} begins as {}", dir, begun);
    }

    private void seed() {
        X509Certificate seeder = DemoCredentials.seedCertificate(DemoSeed.REPLICA);
        var notes = new HashMap<String, byte[]>(
                Evidence.note(Certificates.identity(seeder, DemoCredentials.authorityKey(), clock.instant()), seeder));
        var changeSets = new ArrayList<ChangeSet>();
        var scopes = new ArrayList<Scope>(List.of(Scope.COMPANY));
        for (int i = 1; i <= DEMO_STORES; i++) {
            scopes.add(Scope.branch("S00" + i));
        }
        for (Scope scope : scopes) {
            List<ChangeSet> ofScope = DemoSeed.changeSets(scope, DemoCredentials::pinVerifier);
            ChangeSet last = ofScope.get(ofScope.size() - 1);
            notes.putAll(Evidence.note(Seal.of(last.stream(), last.head(), DemoCredentials.seedKey())));
            changeSets.addAll(ofScope);
        }
        store.receive(changeSets, notes);
    }

    // ---- as it is

    public boolean isDemo() {
        return store.noted(DEMO_NOTE).isPresent();
    }

    public Store store() {
        return store;
    }

    /** Who does what here. */
    public Acts acts() {
        return acts;
    }

    public KeyRing ring() {
        return ring;
    }

    public Path dir() {
        return dir;
    }

    public CompanyAuthority authority() {
        return CompanyAuthority.load(ring);
    }

    private java.security.PublicKey companyKey() {
        return ring.authority(KeyNames.SELF).getPublicKey();
    }

    /** What PINs of a store are hashed with; goes to its tills at activation. */
    public byte[] pepper(String branchId) {
        return isDemo() ? ring.secret(KeyNames.PEPPER) : ring.secret(pepperName(branchId));
    }

    public byte[] makePepper(String branchId) {
        byte[] pepper = new byte[32];
        new SecureRandom().nextBytes(pepper);
        ring.putSecret(pepperName(branchId), pepper);
        return pepper;
    }

    /** For passwords and secrets of head office's people: made when the first is needed, and in no backup. */
    public synchronized byte[] officeKey() {
        if (!ring.has(OFFICE_KEY)) {
            byte[] key = new byte[32];
            new SecureRandom().nextBytes(key);
            ring.putSecret(OFFICE_KEY, key);
            ring.save(dir);
        }
        return ring.secret(OFFICE_KEY);
    }

    private static String pepperName(String branchId) {
        return KeyNames.PEPPER + "-" + branchId.toLowerCase(java.util.Locale.ROOT);
    }

    /** The authority's certificate as a file for integrators and browsers. */
    public Path writeAuthority() throws IOException {
        Path file = dir.resolve(AUTHORITY_FILE);
        Files.writeString(file, Certificates.pem(ring.authority(KeyNames.SELF)));
        return file;
    }

    // ---- the API's token

    /** A new token; only its hash is kept. The one before is void. */
    public String newToken() {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        byte[] hash = hashed(token);
        store.note(Map.of(TOKEN_NOTE, hash));
        tokenHash = hash;
        return token;
    }

    public boolean hasToken() {
        return tokenHash.length > 0;
    }

    /** The token opens nothing any more; a new one can be made on this machine. */
    public void endToken() {
        store.note(Map.of(TOKEN_NOTE, new byte[0]));
        tokenHash = new byte[0];
    }

    /** Waits for nobody: asked of every request before its body is taken. */
    public boolean isToken(String token) {
        return MessageDigest.isEqual(tokenHash, hashed(token));
    }

    private static byte[] hashed(String token) {
        return Hash.sha256(token.getBytes(StandardCharsets.UTF_8)).bytes();
    }

    @Override
    public void close() {
        acts.close();
        store.close();
    }
}
