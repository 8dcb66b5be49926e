package org.tillmesh.till.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tillmesh.zatca.sign.KeyFile;
import org.tillmesh.zatca.sign.SigningKey;

/** The key that signs invoices, in a file and its copy: rot of one must not stop the till. */
record SigningFiles(Path dir) {
    private static final Logger LOG = LoggerFactory.getLogger(SigningFiles.class);

    private static final List<String> NAMES = List.of("zatca.p12", "zatca-copy.p12");

    private static final char[] PASSWORD = "tillmesh".toCharArray();

    /** Few: the word is no secret, the file's permissions are its protection. */
    private static final int ITERATIONS = 1_000;

    /** The first that can be read; one that can't is put aside. */
    Optional<SigningKey> load() throws IOException {
        for (String name : NAMES) {
            if (Files.exists(dir.resolve(name))) {
                try {
                    return Optional.of(KeyFile.load(dir.resolve(name), PASSWORD));
                } catch (IOException e) {
                    LOG.error("The signing key {} can't be read; its copy or a new one takes its place", name, e);
                    Files.move(
                            dir.resolve(name), dir.resolve(name + ".damaged.p12"), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        return Optional.empty();
    }

    /** Writes the one that is missing. */
    void keep(SigningKey key) throws IOException {
        for (String name : NAMES) {
            if (!Files.exists(dir.resolve(name))) {
                KeyFile.save(key, dir.resolve(name), PASSWORD, ITERATIONS);
            }
        }
    }

    void replace(SigningKey key) throws IOException {
        for (String name : NAMES) {
            KeyFile.save(key, dir.resolve(name), PASSWORD, ITERATIONS);
        }
    }

    /** What another till signed with, whose keys are gone, signs nothing of the till that this folder becomes. */
    void putAside() throws IOException {
        for (String name : NAMES) {
            if (Files.exists(dir.resolve(name))) {
                Files.move(dir.resolve(name), dir.resolve(name + ".earlier.p12"), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
