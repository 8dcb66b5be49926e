package org.tillmesh.zatca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Expected files. {@code -Dgolden.update=true} rewrites them and still fails: a person reads the difference. */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    static void check(String name, byte[] actual) {
        Path file = FOLDER.resolve(name);
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(FOLDER);
                Files.write(file, actual);
                fail("Golden file " + file + " was rewritten; read the difference and run again without golden.update");
            }
            assertThat(new String(actual, StandardCharsets.UTF_8))
                    .as("golden file %s", file)
                    .isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Golden file " + file + " cannot be read", e);
        }
    }
}
