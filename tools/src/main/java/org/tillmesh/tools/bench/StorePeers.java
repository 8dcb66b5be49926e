package org.tillmesh.tools.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.mapdb.BTreeMap;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.Serializer;

/** Others that keep bytes under a key, each at its durable setting. */
final class StorePeers {
    private StorePeers() {}

    /** Keeps documents; durable when {@link #commit} has returned. */
    interface Keeper extends AutoCloseable {
        void put(String key, byte[] value) throws Exception;

        void commit() throws Exception;
    }

    /** The least that durability costs: an append to a zero-filled file and one fdatasync. */
    static final class Bare implements Keeper {
        private static final int SIZE = 256 << 20;
        private final FileChannel file;
        private long at;

        Bare(Path path) throws IOException {
            file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            ByteBuffer zeros = ByteBuffer.allocate(1 << 20);
            for (int i = 0; i < SIZE >> 20; i++) {
                file.write(zeros.clear(), (long) i << 20);
            }
            file.force(true);
        }

        @Override
        public void put(String key, byte[] value) throws IOException {
            at = at + value.length > SIZE ? 0 : at;
            at += file.write(ByteBuffer.wrap(value), at);
        }

        @Override
        public void commit() throws IOException {
            file.force(false);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    static final class Mv implements Keeper {
        private final MVStore store;
        private final MVMap<String, byte[]> map;

        Mv(Path path) {
            store = new MVStore.Builder()
                    .fileName(path.toString())
                    .autoCommitDisabled()
                    .open();
            map = store.openMap("documents");
        }

        @Override
        public void put(String key, byte[] value) {
            map.put(key, value);
        }

        @Override
        public void commit() {
            store.commit();
            store.sync();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    static final class Sqlite implements Keeper {
        private final Connection connection;
        private final PreparedStatement insert;

        Sqlite(Path path) throws SQLException {
            connection = DriverManager.getConnection("jdbc:sqlite:" + path);
            try (Statement set = connection.createStatement()) {
                set.execute("PRAGMA journal_mode=WAL");
                set.execute("PRAGMA synchronous=FULL");
                set.execute("CREATE TABLE documents(id TEXT PRIMARY KEY, body BLOB) WITHOUT ROWID");
            }
            connection.setAutoCommit(false);
            insert = connection.prepareStatement("INSERT OR REPLACE INTO documents VALUES(?, ?)");
        }

        @Override
        public void put(String key, byte[] value) throws SQLException {
            insert.setString(1, key);
            insert.setBytes(2, value);
            insert.executeUpdate();
        }

        @Override
        public void commit() throws SQLException {
            connection.commit();
        }

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }

    static final class Map implements Keeper {
        private final DB db;
        private final BTreeMap<String, byte[]> map;

        Map(Path path) {
            db = DBMaker.fileDB(path.toFile()).transactionEnable().make();
            map = db.treeMap("documents", Serializer.STRING, Serializer.BYTE_ARRAY)
                    .create();
        }

        @Override
        public void put(String key, byte[] value) {
            map.put(key, value);
        }

        @Override
        public void commit() {
            db.commit();
        }

        @Override
        public void close() {
            db.close();
        }
    }
}
