package org.tillmesh.till.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.ChangeSet;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.Activation;
import org.tillmesh.replication.Unsent;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.DemoCredentials;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.OwnerOnly;
import org.tillmesh.replication.security.Seal;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.retail.AuthorityTable;
import org.tillmesh.retail.RetailSchema;
import org.tillmesh.retail.company.Company;
import org.tillmesh.retail.company.Party;
import org.tillmesh.retail.company.StoreProfile;
import org.tillmesh.retail.demo.DemoSeed;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Authority;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;
import org.tillmesh.till.Till;
import org.tillmesh.zatca.api.CsidCertificate;
import org.tillmesh.zatca.sign.DevelopmentAuthority;
import org.tillmesh.zatca.sign.KeyFile;
import org.tillmesh.zatca.sign.SigningKey;
import org.tillmesh.zatca.sign.TillRequest;

/** A till's folder: its store, its keys, its signing key; made as a demo, activated, or opened as it was left. */
public final class TillFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TillFolder.class);
    private static final List<String> ZATCA_FILES = List.of("zatca.p12", "zatca-copy.p12");
    private static final char[] ZATCA_PASSWORD = "tillmesh".toCharArray();

    /** Few: the word is no secret, the file's permissions are its protection. */
    private static final int ZATCA_ITERATIONS = 1_000;

    private static final String RELAY_NOTE = "relay-address";

    /** That another till's records may lie here, whose keys were lost. */
    private static final String EARLIER_NOTE = "earlier-till";

    private static final String SHUT_OUT_NOTE = "shut-out";
    private static final String DEMO_ZATCA = "TillMesh demo";
    private static final Duration ZATCA_LIFE = Duration.ofDays(1826);

    private final Path dir;
    private final TillClock clock;
    private Store store;
    private @Nullable KeyRing ring;
    private @Nullable Identity identity;
    private volatile @Nullable SigningKey signingKey;
    private volatile @Nullable CsidCertificate certificate;

    private TillFolder(Path dir, TillClock clock) throws IOException {
        this.dir = dir;
        this.clock = clock;
        OwnerOnly.keep(dir);
        this.ring = KeyRing.exists(dir) ? tillKeys(dir) : null;
        this.store = openStore();
    }

    public static TillFolder open(Till.Options options, TillClock clock) {
        try {
            var folder = new TillFolder(options.folder(), clock);
            try {
                if (options.demo() && !folder.isActivated()) {
                    folder.makeDemo(options);
                } else if (options.demo() && !folder.isDemo()) {
                    throw Refusals.badValue("The folder " + options.folder()
                            + " is an activated till of a real company and can't be a demo; name an empty folder");
                }
                folder.load();
                if (options.demo()
                        && (folder.isLost() || folder.store.recovery().quarantined() > 0)) {
                    folder.seed(folder.ring(), folder.identity().store()); // as far as it is gone
                }
                return folder;
            } catch (IOException | RuntimeException e) {
                folder.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + options.folder() + " can't be opened: " + e.getMessage(), e);
        }
    }

    private static KeyRing tillKeys(Path dir) {
        KeyRing keys = KeyRing.load(dir);
        Identity named = Certificates.claimed(keys.certificate(KeyNames.SELF));
        if (named.kind() != Identity.Kind.TILL) {
            throw Refusals.badValue("The folder " + dir + " holds the keys of a " + named.kind()
                    + ", not of a till; name a till's folder, or an empty one for a new till");
        }
        return keys;
    }

    /** Whoever the keys are of is who writes: what a folder says of itself may have rotted, or be of a life before. */
    private Store openStore() throws IOException {
        Stores.Options options = Stores.Options.judgedBy(
                        this::authority, () -> clock.instant().toEpochMilli())
                .withClockError(clock::errorMillis)
                .withFreeBytesMin(keepFree())
                .withSchema(RetailSchema.SHOP);
        KeyRing keys = ring;
        if (keys == null) {
            return Stores.open(dir, options);
        }
        ReplicaId own = Certificates.claimed(keys.certificate(KeyNames.SELF)).replica();
        Store opened = Stores.open(dir, options.withReplica(own));
        try {
            if (!opened.self().replica().equals(own)) {
                LOG.warn("The folder {} called itself {}; its keys are of {}", dir, opened.self(), own);
                opened.becomeReplica(own);
            }
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** What stays free on the disk; an installer may say otherwise in MiB by the property {@code tillmesh.keepfree}. */
    private static long keepFree() {
        Long mebibytes = Long.getLong("tillmesh.keepfree");
        return mebibytes == null ? Stores.Options.FREE_BYTES_AS_FITS : mebibytes << 20;
    }

    private Authority authority(Function<String, Optional<byte[]>> notes) {
        KeyRing keys = ring;
        if (keys == null) {
            return (scope, origin, delta) -> scope.equals(Scope.LOCAL);
        }
        var evidence = new Evidence(notes, keys.authority(KeyNames.SELF).getPublicKey(), clock);
        Identity own = Certificates.identity(
                keys.certificate(KeyNames.SELF), keys.authority(KeyNames.SELF).getPublicKey(), clock.instant());
        Party self = Party.till(TillId.parse(own.till())); // known though rot took every note
        return new AuthorityTable(origin -> origin.replica().equals(own.replica()) ? self : party(evidence, origin));
    }

    /** Which deltas have authority: what the store judges by, for those who list what has none. */
    public Authority judge() {
        return authority(store::noted);
    }

    /** Whether head office writes under that name. */
    public boolean isRelay(Origin origin) {
        KeyRing keys = ring;
        return keys != null
                && party(
                                new Evidence(
                                        store::noted,
                                        keys.authority(KeyNames.SELF).getPublicKey(),
                                        clock),
                                origin)
                        .equals(Party.RELAY);
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

    private void reopen() throws IOException {
        store.close();
        store = openStore();
    }

    // ---- demo

    private void makeDemo(Till.Options options) throws IOException {
        String name = options.store() == null ? "S001" : options.store();
        String number = options.till() == null ? "T01" : options.till();
        if (!DemoSeed.hasStore(name)) {
            throw Refusals.badValue("The demo company has no store \"" + name + "\"; its stores are S001 to S009");
        }
        if (!number.matches("T[0-9]{2}") || !DemoSeed.hasTill(new TillId(name, number))) {
            throw Refusals.badValue("The demo company has no till \"" + number + "\"; its tills are T01 to T20");
        }
        TillId till = new TillId(name, number);
        ReplicaId replica = DemoSeed.replicaOf(till);
        store.becomeReplica(replica);
        chain().confirm();
        KeyRing demo = DemoCredentials.till(name, till.toString(), replica);
        demo.save(dir);
        ring = demo;
        reopen();
        seed(demo, name);
    }

    private void seed(KeyRing demo, String storeName) {
        var notes = new HashMap<String, byte[]>(ownCertificate(demo, clock.instant()));
        X509Certificate seedCertificate = DemoCredentials.seedCertificate(DemoSeed.REPLICA);
        notes.putAll(Evidence.note(
                Certificates.identity(seedCertificate, DemoCredentials.authorityKey(), clock.instant()),
                seedCertificate));
        X509Certificate relay = DemoCredentials.relay().certificate(KeyNames.SELF);
        notes.putAll(Evidence.relayNote(relay));
        var changeSets = new ArrayList<ChangeSet>();
        for (Scope scope : List.of(Scope.COMPANY, Scope.store(storeName))) {
            List<ChangeSet> ofScope = DemoSeed.changeSets(scope, DemoCredentials::pinVerifier);
            ChangeSet last = ofScope.get(ofScope.size() - 1);
            notes.putAll(Evidence.note(Seal.of(last.stream(), last.head(), DemoCredentials.seedKey())));
            changeSets.addAll(ofScope);
        }
        store.receive(changeSets, notes);
    }

    private static Map<String, byte[]> ownCertificate(KeyRing ring, Instant now) {
        X509Certificate own = ring.certificate(KeyNames.SELF);
        return Evidence.note(
                Certificates.identity(own, ring.authority(KeyNames.SELF).getPublicKey(), now), own);
    }

    // ---- activation

    /**
     * Keeps what an activation brought; afterwards the folder is a till of the company, still without data. A code of a
     * demo relay makes a demo till, whose public authority no till of a real company ever trusts.
     */
    public void activated(Activation.Activated activated, HostPort relay) {
        try {
            KeyRing keys = activated.ring();
            Value extras = activated.extras();
            if (extras instanceof Value.MapOf map && map.entries().get("pepper") instanceof Value.Bytes pepper) {
                keys.putSecret(KeyNames.PEPPER, pepper.value());
            }
            store.becomeReplica(activated.identity().replica());
            var notes = new HashMap<String, byte[]>(ownCertificate(keys, clock.instant()));
            notes.putAll(Evidence.relayNote(activated.relay()));
            notes.put(RELAY_NOTE, relay.toString().getBytes(StandardCharsets.UTF_8));
            if (!Unsent.of(store).isEmpty()) {
                notes.put(EARLIER_NOTE, new byte[] {1});
            }
            notes.putAll(chain().known()); // a new till's chain has no invoice yet
            store.note(notes); // before the keys: who finds keys and no note knows that the records are gone
            putEarlierSigningKeyAside();
            keys.save(dir);
            ring = keys;
            reopen();
            load();
        } catch (IOException e) {
            throw new UncheckedIOException("The activation can't be kept in " + dir + ": " + e.getMessage(), e);
        }
    }

    // ---- as it is

    private void load() throws IOException {
        KeyRing keys = ring;
        if (keys == null) {
            return;
        }
        identity = Certificates.identity(
                keys.certificate(KeyNames.SELF), keys.authority(KeyNames.SELF).getPublicKey(), clock.instant());
        for (String name : ZATCA_FILES) {
            if (signingKey == null && Files.exists(dir.resolve(name))) {
                try {
                    signingKey = KeyFile.load(dir.resolve(name), ZATCA_PASSWORD);
                } catch (IOException e) {
                    LOG.error("The signing key {} can't be read; its copy or a new one takes its place", name, e);
                    Files.move(
                            dir.resolve(name), dir.resolve(name + ".damaged.p12"), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        SigningKey known = signingKey;
        if (known != null) {
            keep(known);
            certificate = CsidCertificate.of(known.certificateDer());
        }
        Map<String, byte[]> own = ownCertificate(keys, clock.instant());
        if (own.keySet().stream().anyMatch(key -> store.noted(key).isEmpty())) {
            store.note(own); // gone with the records
        }
    }

    /** What another till signed with, whose keys are gone, signs nothing of the till that this folder becomes. */
    private void putEarlierSigningKeyAside() throws IOException {
        for (String name : ZATCA_FILES) {
            if (Files.exists(dir.resolve(name))) {
                Files.move(dir.resolve(name), dir.resolve(name + ".earlier.p12"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /**
     * The key that signs invoices; made with a development certificate when the company's data is here. One at a time: the
     * printing desk asks for it at the start, while a quick cashier completes the first sale.
     */
    public synchronized SigningKey signingKey() {
        SigningKey known = signingKey;
        if (known != null) {
            return known;
        }
        try {
            SigningKey made = enrol();
            keep(made);
            certificate = CsidCertificate.of(made.certificateDer());
            signingKey = made;
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException("The signing key can't be kept in " + dir + ": " + e.getMessage(), e);
        }
    }

    /** What the signing key's certificate says; empty until there is a key. */
    public Optional<CsidCertificate> certificate() {
        return Optional.ofNullable(certificate);
    }

    /** A key with a new certificate takes the place of the one before: from the next document on, in the same chain. */
    public void signWith(SigningKey key) {
        try {
            for (String name : ZATCA_FILES) {
                KeyFile.save(key, dir.resolve(name), ZATCA_PASSWORD, ZATCA_ITERATIONS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The signing key can't be kept in " + dir + ": " + e.getMessage(), e);
        }
        certificate = CsidCertificate.of(key.certificateDer());
        signingKey = key;
    }

    /** In a file and its copy: rot of one must not stop the till. */
    private void keep(SigningKey key) throws IOException {
        for (String name : ZATCA_FILES) {
            if (!Files.exists(dir.resolve(name))) {
                KeyFile.save(key, dir.resolve(name), ZATCA_PASSWORD, ZATCA_ITERATIONS);
            }
        }
    }

    /** What this till says of itself when it asks for a certificate: it may issue standard and simplified documents. */
    public TillRequest request(TillRequest.Environment environment) {
        Company company = company();
        StoreProfile branch = storeProfile();
        return new TillRequest(
                environment,
                company.name(),
                branch.name(),
                till().toString(),
                new TillRequest.Solution(
                        "TillMesh", "Till", store.self().replica().toString()),
                company.vatNumber(),
                "1100",
                branch.address().street() + " " + branch.address().building() + ", "
                        + branch.address().city(),
                "Retail");
    }

    private SigningKey enrol() {
        TillRequest request = request(TillRequest.Environment.DEVELOPER);
        SigningKey.KeyPair pair = isDemo()
                ? SigningKey.KeyPair.fromPublicSeed(DEMO_ZATCA + " " + till())
                : SigningKey.KeyPair.generate(new SecureRandom());
        DevelopmentAuthority authority = isDemo()
                ? DevelopmentAuthority.fromPublicSeed(DEMO_ZATCA)
                : DevelopmentAuthority.random(new SecureRandom());
        Instant from = isDemo()
                ? Instant.parse("2026-01-01T00:00:00Z")
                : clock.instant().minus(Duration.ofDays(1));
        return authority.enrol(pair, request, from, from.plus(ZATCA_LIFE));
    }

    public Store store() {
        return store;
    }

    public Path dir() {
        return dir;
    }

    public boolean isActivated() {
        return ring != null;
    }

    public boolean isDemo() {
        return ring != null && DemoCredentials.isDemo(ring.authority(KeyNames.SELF));
    }

    public KeyRing ring() {
        if (ring == null) {
            throw notActivated();
        }
        return ring;
    }

    public Identity identity() {
        if (identity == null) {
            throw notActivated();
        }
        return identity;
    }

    public TillException notActivated() {
        return new TillException(
                TillException.Code.NOT_ACTIVATED,
                stranded()
                        .map(Answers.Stranded::how)
                        .orElse("This till is not activated yet; ask head office for an activation code and enter it"));
    }

    // ---- what an earlier till left here

    /**
     * Records of tills that this folder was before its keys were lost. What was sealed goes home with a new till; what was
     * not, nobody can seal any more, and head office takes it on that till's word once the earlier one is shut out.
     */
    public Optional<Answers.Stranded> stranded() {
        if (ring != null && store.noted(EARLIER_NOTE).isEmpty()) {
            return Optional.empty();
        }
        List<Unsent> unsent = Unsent.of(store).stream()
                .filter(of -> ring == null
                        || of.unsealed() > 0
                                && !of.stream()
                                        .origin()
                                        .replica()
                                        .equals(store.self().replica()))
                .toList();
        if (unsent.isEmpty()) {
            return Optional.empty();
        }
        List<String> tills =
                unsent.stream().map(Unsent::till).distinct().sorted().toList();
        long records = unsent.stream()
                .mapToLong(ring == null ? Unsent::count : Unsent::unsealed)
                .sum();
        String names = String.join(", ", tills);
        String home =
                "let head office shut out " + names + " (console, or tools/tillmesh relay revoke --till " + tills.get(0)
                        + "): then it takes on the new till's word what the lost keys had not sealed. Where " + names
                        + " still sells elsewhere, leave it alone: it sends them itself";
        return Optional.of(new Answers.Stranded(
                tills,
                records,
                ring == null
                        ? "The keys of " + names + " are gone from this folder, and " + records
                                + " of its records are not known to be at head office. Ask head office for an activation"
                                + " code and activate this folder: it becomes a new till and brings them. Then " + home
                                + ". (tools/tillmesh export-unsent DIR FILE writes a copy of them first)"
                        : records + " records of " + names + ", whose keys were lost here, are not at head office: "
                                + home));
    }

    /** @throws org.tillmesh.store.StoreException as any commit would */
    public void refuseIfUnwritable() {
        store.note(Map.of("activation-tried", text(clock.instant())));
    }

    // ---- shut out

    /** Since when head office has refused this till for good, as far as it was heard. */
    public Optional<Answers.ShutOut> shutOut() {
        return store.noted(SHUT_OUT_NOTE).map(since -> {
            Instant at = Instant.parse(new String(since, StandardCharsets.UTF_8));
            return new Answers.ShutOut(
                    at,
                    "Head office has shut out this till, " + till() + ", as was heard on "
                            + at.truncatedTo(ChronoUnit.SECONDS)
                            + ": what it sells reaches head office no more. Stop selling here, export what is not sent"
                            + " (export-unsent), and ask head office. With a new code this machine becomes a new till: move"
                            + " keys.p12 and keys-copy.p12 out of the folder and activate it; it brings what is not sent");
        });
    }

    public void keepShutOut(boolean isShutOut) {
        if (isShutOut != store.noted(SHUT_OUT_NOTE).isPresent()) {
            store.note(Map.of(SHUT_OUT_NOTE, isShutOut ? text(clock.instant()) : new byte[0]));
        }
    }

    private static byte[] text(Instant at) {
        return at.toString().getBytes(StandardCharsets.UTF_8);
    }

    public TillId till() {
        return TillId.parse(identity().till());
    }

    public Scope scope() {
        return Scope.store(identity().store());
    }

    public Company company() {
        return store.read(view -> view.state(Scope.COMPANY, DocType.COMPANY.ref(Company.ID)))
                .map(Company::of)
                .orElseThrow(() -> noData("the company"));
    }

    public StoreProfile storeProfile() {
        return store.read(view ->
                        view.state(Scope.COMPANY, DocType.STORE.ref(identity().store())))
                .map(StoreProfile::of)
                .orElseThrow(() -> noData("store " + identity().store()));
    }

    private static TillException noData(String what) {
        return new TillException(
                TillException.Code.NOT_ACTIVATED,
                "This till holds no data of " + what + " yet; run a Hard Sync while head office can be reached");
    }

    public Optional<HostPort> relayAddress() {
        return store.noted(RELAY_NOTE).map(b -> HostPort.parse(new String(b, StandardCharsets.UTF_8)));
    }

    public void rememberRelay(HostPort relay) {
        byte[] bytes = relay.toString().getBytes(StandardCharsets.UTF_8);
        if (store.noted(RELAY_NOTE).map(b -> !Arrays.equals(b, bytes)).orElse(true)) {
            store.note(Map.of(RELAY_NOTE, bytes));
        }
    }

    public ChainConfirmation chain() {
        return new ChainConfirmation(store);
    }

    /** Whether this life of the folder knows the head of its invoice chain. */
    public boolean isChainConfirmed() {
        return chain().isKnown();
    }

    /** What to do where nothing but the keys is left: the users are gone, and mostly head office's address too. */
    public TillException onlyKeysLeft() {
        return new TillException(
                TillException.Code.NOT_ACTIVATED,
                "The records of this folder are gone, only the keys of " + till() + " are left. "
                        + (relayAddress().isPresent()
                                ? "Head office brings its data back: connect to it, then try again"
                                : "The till does not know head office's address any more: start it with --relay HOST:PORT,"
                                        + " the address of head office's relay; it remembers it and brings its data back"));
    }

    /** Whether this folder's records are gone and only its keys are left. */
    public boolean isLost() {
        return ring != null && !chain().wasEverKnown();
    }

    @Override
    public void close() {
        store.close();
    }
}
