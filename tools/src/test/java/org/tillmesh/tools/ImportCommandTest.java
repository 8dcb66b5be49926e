package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tillmesh.relay.RelaySetup;
import picocli.CommandLine;

class ImportCommandTest {
    private static final String CSV = "id;name;nameAr;price;category\nA1;Milk;حليب;6.25;shelf\nA2;Tea;شاي;six;\n";

    @TempDir
    Path dir;

    private record Said(int code, String out, String err) {}

    @BeforeEach
    void aRelay() throws Exception {
        try (InputStream in =
                Objects.requireNonNull(Main.class.getResourceAsStream("/org/tillmesh/tools/demo/demo-company.json"))) {
            Files.copy(in, dir.resolve("company.json"));
        }
        RelaySetup.run(dir.resolve("relay"), dir.resolve("company.json"));
    }

    private Said run(Path file, String... more) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        var told = new ByteArrayOutputStream();
        var complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(told, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            int code = new CommandLine(new ImportCommand())
                    .execute(Stream.concat(
                                    Stream.of("--data", dir.resolve("relay").toString(), "--file", file.toString()),
                                    Stream.of(more))
                            .toArray(String[]::new));
            return new Said(code, told.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    @Test
    void it_says_how_a_file_was_read_what_was_taken_and_which_row_was_left_out_and_why() throws Exception {
        Path file = Files.write(dir.resolve("shop.csv"), CSV.getBytes(Charset.forName("windows-1256")));
        Said seen = run(file, "--preview", "--new-categories");
        assertThat(seen.code()).isEqualTo(1);
        assertThat(seen.out().lines())
                .containsExactly(
                        "shop.csv was read as windows-1256, divided by \";\"",
                        "2 rows: 1 can be taken in (1 new, 0 changed, 0 as they were), 1 left out",
                        "New categories: shelf",
                        "Row 3, column price: \"six\" is no price; write it like 12.50");
        assertThat(run(file, "--new-categories").out()).contains("1 were taken in (1 new");
        assertThat(run(file, "--charset", "windows-1256").out()).contains("1 as they were");
        assertThat(run(file, "--json").out()).startsWith("{\"preview\":false,").contains("\"unchanged\":1");
    }

    @Test
    void a_file_that_can_not_be_read_is_said_in_one_line() throws Exception {
        Said none = run(dir.resolve("none.csv"));
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err().lines().filter(line -> line.contains("none.csv is not there")))
                .hasSize(1);
        Path page = Files.writeString(dir.resolve("page.xls"), "<html><table>");
        assertThat(run(page).err()).contains("a web page, whatever its name says");
    }
}
