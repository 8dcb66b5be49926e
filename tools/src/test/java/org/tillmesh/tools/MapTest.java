package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The pages of the project name only what is there, and the map names every room. */
class MapTest {
    private static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> MODULES =
            List.of("app-swing", "central-relay", "crdt-store", "hardware", "replication", "reports", "tools", "zatca");
    private static final int MAP_BYTES = 10_240;

    /** Names in backticks that stand in a library or a standard and not in a source of this project. */
    private static final Set<String> OF_OTHERS = Set.of("SortedTableMap", "Alternative");

    private static final Pattern QUOTED = Pattern.compile("`([^`\n]+)`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final String WORD = "[a-z][a-z|\\\\-]*";
    private static final Pattern COMMAND = Pattern.compile(
            "(?<![\\w.-])(?:tools/)?tillmesh (" + WORD + "(?: " + WORD + ")?)((?: [^`\n#;]*)?)(?=[`\n#;])");
    private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");
    private static final Pattern TYPE_NAME =
            Pattern.compile("((?:[a-z]\\w*\\.)*)([A-Z]\\w*[a-z]\\w*)((?:\\.\\w+)*)(?:\\([^)]*\\))?");
    private static final Pattern FENCED = Pattern.compile("^```.*?^```", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
    private static final Pattern LINKED = Pattern.compile("\\{@link (org\\.tillmesh[\\w.]+)}");
    private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);

    /** A source file: its package, and its text without comments. */
    private record Source(String room, String code) {
        static Source of(Path file) {
            String text = text(file);
            String room = PACKAGE.matcher(text)
                    .results()
                    .findFirst()
                    .map(m -> m.group(1))
                    .orElseThrow();
            return new Source(room, COMMENT.matcher(text).replaceAll(" "));
        }

        boolean declares(String prefix, String type, String members) {
            return ("." + room).endsWith(prefix.isEmpty() ? "" : "." + prefix.substring(0, prefix.length() - 1))
                    && has("\\b(?:class|record|interface|enum) " + type + "\\b")
                    && Stream.of(members.split("\\."))
                            .filter(member -> !member.isEmpty())
                            .allMatch(member -> has("\\b" + member + "\\s*[({=;,]"));
        }

        private boolean has(String pattern) {
            return Pattern.compile(pattern).matcher(code).find();
        }
    }

    @Test
    void every_type_and_method_that_a_page_names_is_there() {
        List<Source> sources = files(".java")
                .filter(file -> !file.endsWith("package-info.java"))
                .map(Source::of)
                .toList();
        var missing = new ArrayList<String>();
        pages((page, name) -> {
            MatchResult type = match(TYPE_NAME, name);
            if (type != null
                    && !OF_OTHERS.contains(name)
                    && sources.stream().noneMatch(s -> s.declares(type.group(1), type.group(2), type.group(3)))) {
                missing.add(page + ": " + name);
            }
        });

        assertThat(missing).isEmpty();
    }

    @Test
    void every_file_that_a_page_names_is_there() {
        var missing = new ArrayList<String>();
        files(".md").forEach(page -> LINK.matcher(prose(page)).results().forEach(link -> {
            String target = link.group(1).replaceFirst("#.*", "");
            if (!target.startsWith("http") && !target.isEmpty() && !Files.exists(page.resolveSibling(target))) {
                missing.add(HOUSE.relativize(page) + ": " + target);
            }
        }));
        pages((page, name) -> {
            boolean isPath = name.startsWith("src/") || MODULES.stream().anyMatch(m -> name.startsWith(m + "/"));
            String path = name.split(" ")[0];
            Path beside = HOUSE.resolve(page).resolveSibling(path);
            if (isPath && !Files.exists(HOUSE.resolve(path)) && !Files.exists(beside)) {
                missing.add(page + ": " + name);
            }
        });

        assertThat(missing).isEmpty();
    }

    @Test
    void every_command_and_option_that_a_page_shows_can_be_given() {
        CommandSpec program = CommandSpec.forAnnotatedObject(Main.class);
        var missing = new ArrayList<String>();
        var shown = new TreeSet<String>();
        files(".md").forEach(page -> COMMAND.matcher(text(page)).results().forEach(line -> {
            shown.add(line.group(1));
            commands(program, line.group(1))
                    .filter(command -> !knows(command, line.group(2)))
                    .forEach(command -> missing.add(HOUSE.relativize(page) + ": " + line.group()));
        }));

        assertThat(shown).contains("demo", "relay code");
        assertThat(missing).isEmpty();
    }

    /** The commands of words such as {@code relay code|token}; empty for one that is not known. */
    private static Stream<Optional<CommandSpec>> commands(CommandSpec program, String words) {
        Stream<Optional<CommandSpec>> found = Stream.of(Optional.of(program));
        for (String word : words.split(" ")) {
            String[] alternatives = word.replace("\\", "").split("\\|");
            found = found.flatMap(
                    of -> Stream.of(alternatives).map(name -> of.flatMap(command -> next(command, name))));
        }
        return found;
    }

    /** A word behind a command is one of its commands, or, where it has none, one of its parameters. */
    private static Optional<CommandSpec> next(CommandSpec command, String name) {
        return command.subcommands().isEmpty()
                        && !command.positionalParameters().isEmpty()
                ? Optional.of(command)
                : Optional.ofNullable(command.subcommands().get(name)).map(CommandLine::getCommandSpec);
    }

    private static boolean knows(Optional<CommandSpec> command, String rest) {
        return command.isPresent()
                && OPTION.matcher(rest)
                        .results()
                        .allMatch(option -> command.get().optionsMap().containsKey(option.group()));
    }

    @Test
    void names_of_others_are_excused_only_while_a_page_says_them() {
        var said = new TreeSet<String>();
        pages((page, name) -> said.add(name));

        assertThat(said).containsAll(OF_OTHERS);
    }

    @Test
    void the_map_names_every_room_and_stays_a_map() throws IOException {
        String map = Files.readString(HOUSE.resolve("ARCHITECTURE.md"));
        var missing = new TreeSet<String>();
        files(".java")
                .filter(file -> file.toString().contains("/src/main/"))
                .map(file -> Source.of(file).room().replace("org.tillmesh.", ""))
                .filter(room -> !isInPicture(map, room))
                .forEach(missing::add);

        assertThat(missing).isEmpty();
        assertThat(Files.size(HOUSE.resolve("ARCHITECTURE.md"))).isLessThanOrEqualTo(MAP_BYTES);
    }

    @Test
    void every_room_says_where_to_start_and_what_it_must_not_know() {
        var silent = new TreeSet<String>();
        files(".java")
                .filter(file -> file.toString().contains("/src/main/"))
                .map(file -> file.resolveSibling("package-info.java"))
                .distinct()
                .filter(page -> !Files.exists(page) || !saysAll(text(page)))
                .map(page -> HOUSE.relativize(page).toString())
                .forEach(silent::add);

        assertThat(silent).isEmpty();
    }

    private static boolean saysAll(String page) {
        String said = page.replaceAll("\\s+\\*?\\s*", " ");
        List<String> types =
                LINKED.matcher(said).results().map(link -> link.group(1)).toList();
        return said.contains("Start at {@link org.tillmesh.")
                && said.contains("Must not know: ")
                && said.contains("@NullMarked")
                && types.stream().allMatch(MapTest::isAFile);
    }

    private static boolean isAFile(String type) {
        return MODULES.stream()
                .map(module -> HOUSE.resolve(module).resolve("src/main/java").resolve(type.replace('.', '/') + ".java"))
                .anyMatch(Files::exists);
    }

    /** The picture has a line for each root, with its rooms and perhaps lines of more rooms below. */
    private static boolean isInPicture(String map, String room) {
        String root = room.replaceFirst("\\..*", "");
        String rest = room.substring(root.length());
        return Pattern.compile("^" + root + " .*(?:\n +\\..*)*", Pattern.MULTILINE)
                .matcher(map)
                .results()
                .anyMatch(lines -> rest.isEmpty()
                        || Pattern.compile(Pattern.quote(rest) + "(?!\\w)")
                                .matcher(lines.group())
                                .find());
    }

    /** What stands in backticks, page by page, but for blocks of code. */
    private static void pages(NameListener listener) {
        files(".md").forEach(page -> QUOTED.matcher(prose(page))
                .results()
                .forEach(name -> listener.named(HOUSE.relativize(page).toString(), name.group(1))));
    }

    @FunctionalInterface
    private interface NameListener {
        void named(String page, String name);
    }

    private static MatchResult match(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.matches() ? matcher.toMatchResult() : null;
    }

    private static String prose(Path page) {
        return FENCED.matcher(text(page)).replaceAll("");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(String ending) {
        var found = new ArrayList<Path>();
        found.addAll(walk(HOUSE, 1, ending));
        MODULES.forEach(module -> {
            found.addAll(walk(HOUSE.resolve(module), 1, ending));
            found.addAll(walk(HOUSE.resolve(module).resolve("src"), Integer.MAX_VALUE, ending));
        });
        return found.stream();
    }

    private static List<Path> walk(Path folder, int depth, String ending) {
        try (Stream<Path> files = Files.walk(folder, depth)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
