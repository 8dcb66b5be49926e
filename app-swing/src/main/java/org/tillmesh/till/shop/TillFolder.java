package org.tillmesh.till.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.crdt.Origin;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.crdt.Scope;
import org.tillmesh.crdt.Value;
import org.tillmesh.replication.Activation;
import org.tillmesh.replication.base.HostPort;
import org.tillmesh.replication.security.Certificates;
import org.tillmesh.replication.security.DemoCredentials;
import org.tillmesh.replication.security.Identity;
import org.tillmesh.replication.security.KeyNames;
import org.tillmesh.replication.security.KeyRing;
import org.tillmesh.replication.security.OwnerOnly;
import org.tillmesh.replication.session.Evidence;
import org.tillmesh.retail.RetailSchema;
import org.tillmesh.retail.company.BranchProfile;
import org.tillmesh.retail.company.Company;
import org.tillmesh.retail.demo.DemoSeed;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.escrow.Escrow;
import org.tillmesh.retail.value.TillId;
import org.tillmesh.store.Authority;
import org.tillmesh.store.Store;
import org.tillmesh.store.engine.Stores;

/** A till's folder: its store and its keys; made as a demo, activated, or opened as it was left. */
public final class TillFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TillFolder.class);

    private final Path dir;
    private final TillClock clock;
    private final FolderNotes notes = new FolderNotes(this::store);
    private Store store;
    private @Nullable KeyRing ring;
    private @Nullable Identity identity;

    private TillFolder(Path dir, TillClock clock) throws IOException {
        this.dir = dir;
        this.clock = clock;
        OwnerOnly.keep(dir);
        this.ring = KeyRing.exists(dir) ? tillKeys(dir) : null;
        this.store = openStore();
    }

    public static TillFolder open(TillOptions options, TillClock clock) {
        try {
            var folder = new TillFolder(options.folder(), clock);
            try {
                if (options.demo() && !folder.isActivated()) {
                    folder.makeDemo(options);
                } else if (options.demo() && !folder.isDemo()) {
                    throw new TillException(ShopRefusal.REAL_FOLDER, options.folder());
                }
                folder.load();
                if (options.demo()
                        && (folder.isLost() || folder.store.recovery().quarantined() > 0)) {
                    folder.seed(); // as far as it is gone
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
            throw new TillException(ShopRefusal.KEYS_OF_ANOTHER, dir, named.kind());
        }
        return keys;
    }

    /** Whoever the keys are of is who writes: what a folder says of itself may have rotted, or be of a life before. */
    private Store openStore() throws IOException {
        Stores.Options options = Stores.Options.judgedBy(
                        noted -> authority().by(noted), () -> clock.instant().toEpochMilli())
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

    private TillAuthority authority() {
        return new TillAuthority(ring, clock);
    }

    /** Which deltas have authority: what the store judges by, for those who list what has none. */
    public Authority judge() {
        return authority().by(store::noted);
    }

    /** Head office, by what it wrote of the company; the demo company's data is written by its seed. */
    public Optional<Origin> headOffice() {
        if (isDemo()) {
            return Optional.of(Escrow.home(DemoCredentials.relayReplica()));
        }
        return store().read(view -> view.state(Scope.COMPANY, DocType.COMPANY.ref(Company.ID)))
                .flatMap(state -> state.dots().rows().stream()
                        .map(row -> row.dot().origin())
                        .filter(this::isRelay)
                        .findFirst());
    }

    /** Whether head office writes under that name. */
    public boolean isRelay(Origin origin) {
        return authority().isRelay(store::noted, origin);
    }

    private void reopen() throws IOException {
        store.close();
        store = openStore();
    }

    private void makeDemo(TillOptions options) throws IOException {
        TillId till = DemoTill.named(options);
        store.becomeReplica(DemoSeed.replicaOf(till));
        chain().confirm();
        KeyRing demo = DemoTill.keys(till);
        demo.save(dir);
        ring = demo;
        reopen();
        identity = identity(demo);
        seed();
    }

    private void seed() {
        DemoTill.seed(store, identity().branch(), ownCertificate(ring()), clock.instant());
    }

    private Map<String, byte[]> ownCertificate(KeyRing keys) {
        return Evidence.note(identity(keys), keys.certificate(KeyNames.SELF));
    }

    private Identity identity(KeyRing keys) {
        return Certificates.identity(
                keys.certificate(KeyNames.SELF), keys.authority(KeyNames.SELF).getPublicKey(), clock.instant());
    }

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
            var noted = new HashMap<String, byte[]>(ownCertificate(keys));
            noted.putAll(Evidence.relayNote(activated.relay()));
            noted.putAll(notes.ofActivation(relay));
            store.note(noted);
            new SigningFiles(dir).putAside();
            keys.save(dir);
            ring = keys;
            reopen();
            load();
        } catch (IOException e) {
            throw new UncheckedIOException("The activation can't be kept in " + dir + ": " + e.getMessage(), e);
        }
    }

    private void load() {
        KeyRing keys = ring;
        if (keys == null) {
            return;
        }
        identity = identity(keys);
        Map<String, byte[]> own = ownCertificate(keys);
        if (own.keySet().stream().anyMatch(key -> store.noted(key).isEmpty())) {
            store.note(own); // gone with the records
        }
    }

    public Store store() {
        return store;
    }

    public Path dir() {
        return dir;
    }

    public FolderNotes notes() {
        return notes;
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
        return stranded()
                .map(stranded -> new TillException(RefusalCode.NOT_ACTIVATED, stranded.how()))
                .orElseGet(() -> new TillException(ShopRefusal.NOT_ACTIVATED));
    }

    /** Records of tills that this folder was before its keys were lost. */
    public Optional<Stranded> stranded() {
        return ring != null && !notes.hasEarlierTill() ? Optional.empty() : Stranded.in(store, ring == null);
    }

    /** Since when head office has refused this till for good, as far as it was heard. */
    public Optional<ShutOut> shutOut() {
        return notes.shutOutSince().map(since -> ShutOut.of(till(), since));
    }

    public TillId till() {
        return TillId.parse(identity().till());
    }

    public Scope scope() {
        return Scope.branch(identity().branch());
    }

    public Company company() {
        return store.read(view -> view.state(Scope.COMPANY, DocType.COMPANY.ref(Company.ID)))
                .map(Company::of)
                .orElseThrow(() -> new TillException(ShopRefusal.NO_DATA_OF_COMPANY));
    }

    public BranchProfile branchProfile() {
        return store.read(view ->
                        view.state(Scope.COMPANY, DocType.BRANCH.ref(identity().branch())))
                .map(BranchProfile::of)
                .orElseThrow(() -> new TillException(
                        ShopRefusal.NO_DATA_OF_STORE, identity().branch()));
    }

    public ChainConfirmation chain() {
        return new ChainConfirmation(store);
    }

    /** What to do where nothing but the keys is left: the users are gone, and mostly head office's address too. */
    public TillException onlyKeysLeft() {
        return new TillException(
                notes.relayAddress().isPresent() ? ShopRefusal.ONLY_KEYS_LEFT : ShopRefusal.ONLY_KEYS_AND_NO_ADDRESS,
                till());
    }

    /**
     * Whether this folder's records are gone and only its keys are left: no life of it ever knew its chain's head, which
     * making and activating a till note before there are keys.
     */
    public boolean isLost() {
        return ring != null && !chain().wasEverKnown();
    }

    @Override
    public void close() {
        store.close();
    }
}
