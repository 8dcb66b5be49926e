package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.retail.demo.DemoBarcodes;

/** What a till carries: the build's list of its libraries, and this module's classes. */
@Timeout(120)
class TillClassPathTest {
    private static final long BYTES_MAX = 35_000_000;
    private static final Path LIST = Path.of("target", "till.classpath");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path dir;

    private static List<Path> libraries() throws IOException {
        assertThat(LIST)
                .as("mvn process-test-resources -pl tools -am writes it")
                .exists();
        return Stream.of(Files.readString(LIST).strip().split(File.pathSeparator))
                .map(Path::of)
                .toList();
    }

    /** Where this class's program was compiled to. */
    private static Path own() throws Exception {
        return Path.of(
                Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static String classPath() throws Exception {
        var all = new ArrayList<String>();
        all.add(own().toString());
        libraries().forEach(library -> all.add(library.toString()));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path folder = Path.of(entry);
            if (Files.isDirectory(folder) && Files.exists(folder.resolve("org/tillmesh")) && !folder.equals(own())) {
                all.add(entry); // a build that compiles every module into one folder has its resources elsewhere
            }
        }
        return String.join(File.pathSeparator, all);
    }

    private List<String> tillmesh(List<String> lines, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dtillmesh.nodiscovery=true",
                "-Dtillmesh.state=" + dir.resolve("state"),
                "-Dstdout.encoding=UTF-8",
                "-cp",
                classPath(),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Path in = Files.write(dir.resolve("in"), lines);
        Path out = dir.resolve("out");
        Path log = dir.resolve("log");
        Process till = new ProcessBuilder(command)
                .redirectInput(in.toFile())
                .redirectOutput(out.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            assertThat(till.waitFor(100, TimeUnit.SECONDS)).isTrue();
            assertThat(till.exitValue()).as(Files.readString(log)).isZero();
        } finally {
            till.destroyForcibly();
        }
        return Files.readAllLines(out, StandardCharsets.UTF_8);
    }

    @Test
    void a_till_is_small_and_carries_no_peer_and_no_validator() throws Exception {
        long bytes = 0;
        for (Path library : libraries()) {
            try (Stream<Path> files = Files.walk(library)) {
                bytes += files.mapToLong(
                                file -> file.toFile().isFile() ? file.toFile().length() : 0)
                        .sum();
            }
            assertThat(library.getFileName().toString())
                    .doesNotContain("sqlite", "mvstore", "automerge", "pekko", "scala", "Saxon", "phive", "ph-");
        }
        assertThat(bytes).isBetween(1_000_000L, BYTES_MAX);
    }

    @Test
    void it_sells_and_signs_and_prints_with_that_alone() throws Exception {
        List<String> answers = tillmesh(
                List.of(
                        "{\"do\":\"login\",\"pin\":\"1111\",\"user\":\"cashier\"}",
                        "{\"do\":\"shift-open\",\"float\":\"100.00\"}",
                        "{\"do\":\"scan\",\"code\":\"" + DemoBarcodes.PLAIN + "\"}",
                        "{\"do\":\"tender\",\"kind\":\"cash\",\"amount\":\"500.00\"}",
                        "{\"do\":\"complete\",\"key\":\"k1\"}",
                        "{\"do\":\"invoice\",\"receipt\":\"S001-T01-000001\",\"file\":\"" + dir.resolve("i.xml")
                                + "\"}",
                        "{\"do\":\"receipt-image\",\"receipt\":\"S001-T01-000001\",\"file\":\"" + dir.resolve("r.png")
                                + "\"}",
                        "{\"do\":\"verify\"}"),
                "till",
                "--script",
                "--demo",
                "--data",
                dir.resolve("till").toString());
        for (String answer : answers.subList(1, answers.size())) {
            JsonNode line = JSON.readTree(answer);
            assertThat(line.path("ok").asBoolean() || line.has("progress"))
                    .as(answer)
                    .isTrue();
        }
        assertThat(dir.resolve("i.xml")).content().contains("<Invoice");
        assertThat(dir.resolve("r.png")).isNotEmptyFile();
    }

    @Test
    void it_says_what_it_runs_with() throws Exception {
        assertThat(tillmesh(List.of(), "till", "--class-path")).containsExactly(classPath());
    }
}
