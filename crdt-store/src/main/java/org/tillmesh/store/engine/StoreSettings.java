package org.tillmesh.store.engine;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.tillmesh.crdt.ReplicaId;
import org.tillmesh.store.Authority;
import org.tillmesh.store.Schema;
import org.tillmesh.store.Transaction;
import org.tillmesh.store.disk.Disk;

/** What a folder is opened with, as the parts of a store ask for it. {@code Stores.Options} says what each means. */
interface StoreSettings {
    ReplicaId replica();

    Function<Function<String, Optional<byte[]>>, Authority> authority();

    Schema schema();

    LongSupplier nowMillis();

    LongSupplier clockErrorMs();

    int segmentBytes();

    /** Bytes that must stay free on the disk of a folder. */
    long freeBytesMin(Path dir);

    Disk disk();

    LongSupplier random();

    long memoryBytes();

    @Nullable Path stateFolder();

    boolean upkeep();

    /** Adds to each own commit. */
    Consumer<Transaction> atCommit();
}
