package org.tillmesh.retail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.tillmesh.retail.document.DocType;
import org.tillmesh.retail.query.Index;

/** DOCUMENTS.md says of every type where it lives, how it changes, who writes it, and of every index whose it is. */
class DocumentsPageTest {
    private static final Path PAGE = Path.of("../crdt-store/DOCUMENTS.md");

    @Test
    void every_type_has_a_row_with_its_scope_and_kind() throws IOException {
        var written = new TreeMap<String, String>();
        typeRows().forEach(cells -> Arrays.stream(cells[1].split(","))
                .forEach(name -> written.put(name.strip(), cells[2] + " " + cells[3])));

        var expected = new TreeMap<String, String>();
        for (DocType type : DocType.values()) {
            expected.put(type.typeName(), type.home().name().charAt(0) + " " + type.kind());
        }
        assertThat(written).isEqualTo(expected);
    }

    @Test
    void every_row_says_who_may_write_its_types() throws IOException {
        for (String[] cells : typeRows()) {
            for (String name : cells[1].split(",")) {
                DocType type = DocType.named(name.strip()).orElseThrow();
                assertThat(cells[6]).as(name).matches(writers(type));
            }
        }
    }

    @Test
    void fields_that_name_or_limit_a_writer_stand_in_their_row() throws IOException {
        for (String[] cells : typeRows()) {
            AuthorityTable.Rule rule = AuthorityTable.rule(
                    DocType.named(cells[1].split(",")[0].strip()).orElseThrow());
            if (rule instanceof AuthorityTable.Rule.RelayAndTillFields limited) {
                assertThat(cells[5]).contains(limited.fields());
            } else if (rule instanceof AuthorityTable.Rule.ActorFields acted) {
                assertThat(cells[5]).contains(acted.fieldToActor().keySet());
                assertThat(cells[6]).contains(acted.fieldToActor().values());
            }
        }
    }

    @Test
    void every_index_has_a_row_with_its_types_and_says_whether_it_is_folded() throws IOException {
        var written = new TreeMap<String, Boolean>();
        for (String[] cells : rows("## Indexes")) {
            written.put(cells[1], !cells[4].isEmpty());
            for (String type :
                    cells[3].replaceAll("\\([^)]*\\)|that replaces one", "").split(",")) {
                assertThat(DocType.named(type.strip()))
                        .as(cells[1] + ": " + type)
                        .isPresent();
            }
        }

        var expected = new TreeMap<String, Boolean>();
        for (String index : indexes()) {
            expected.put(index, RetailSchema.SHOP.isFolded(index));
        }
        assertThat(written).isEqualTo(expected);
    }

    /** How the last cell of a type's row begins, or is. */
    private static String writers(DocType type) {
        AuthorityTable.Rule rule = AuthorityTable.rule(type);
        if (rule instanceof AuthorityTable.Rule.RelayOnly) {
            return "R";
        }
        if (rule instanceof AuthorityTable.Rule.RelayAndTillFields) {
            return "R, T \\(not .*\\)";
        }
        if (rule instanceof AuthorityTable.Rule.Actor actor) {
            return actor.relayToo() ? "T \\(own\\), R" : "T \\(own\\)";
        }
        if (rule instanceof AuthorityTable.Rule.ActorFields) {
            return "T \\(.* its own id\\), R";
        }
        if (rule instanceof AuthorityTable.Rule.Rights) {
            return "R, T \\(own: .*GRANT.*MOVE.*SPEND.*\\)";
        }
        if (rule instanceof AuthorityTable.Rule.Own) {
            return "the till itself";
        }
        throw new AssertionError("No words for " + rule);
    }

    private static List<String> indexes() {
        return Stream.of(Index.class.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(DocumentsPageTest::text)
                .filter(index -> !index.equals(Index.SEP))
                .toList();
    }

    private static String text(java.lang.reflect.Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String[]> typeRows() throws IOException {
        List<String[]> rows = rows("## Types");
        assertThat(rows).isNotEmpty();
        return rows;
    }

    /** Cells of the table below a heading, each stripped; the first cell stands before the first bar. */
    private static List<String[]> rows(String heading) throws IOException {
        return Files.readAllLines(PAGE).stream()
                .dropWhile(line -> !line.equals(heading))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("|"))
                .skip(2)
                .map(line -> Stream.of(line.split("(?<!\\\\)\\|", -1))
                        .map(String::strip)
                        .toArray(String[]::new))
                .toList();
    }
}
