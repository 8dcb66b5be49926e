package org.tillmesh.retail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same work makes the same bytes on every machine, in every language and time zone, for ever. */
class SameBytesTest {
    private static final List<Long> SEEDS = List.of(1L, 2L, 3L, 4L);

    @TempDir
    Path dir;

    @Test
    void another_jvm_of_another_country_makes_the_same_bytes() throws Exception {
        var here = new ArrayList<String>();
        for (long seed : SEEDS) {
            here.add(SameBytes.of(dir.resolve("here-" + seed), seed).toString());
        }
        assertThat(there("ar", "SA", "Asia/Riyadh", "UTF-8")).isEqualTo(here);
        assertThat(there("tr", "TR", "Pacific/Apia", "ISO-8859-1")).isEqualTo(here);
    }

    private List<String> there(String language, String country, String zone, String encoding)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Duser.language=" + language,
                "-Duser.country=" + country,
                "-Duser.timezone=" + zone,
                "-Dfile.encoding=" + encoding,
                "-cp",
                System.getProperty("java.class.path"),
                SameBytes.class.getName(),
                dir.resolve("there-" + language).toString()));
        SEEDS.forEach(seed -> command.add(seed.toString()));
        Process other = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            String printed = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(other.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(other.exitValue()).isZero();
            return printed.lines().toList();
        } finally {
            other.destroyForcibly();
        }
    }

    /** What tills have written never changes: if this fails, documents or digests of before would read as others. */
    @Test
    void the_records_and_digests_of_a_day_are_settled() throws Exception {
        assertThat(SameBytes.of(dir.resolve("day"), 7).get(0))
                .isEqualTo("de4a5e5df0d9a654dad8ddfc498415b6b668262c163313899fccd6ec7ab27180");
    }
}
