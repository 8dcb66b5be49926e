package org.tillmesh.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tillmesh.retail.words.Parameter;
import org.tillmesh.retail.words.Reader;
import org.tillmesh.retail.words.Sentence;
import org.tillmesh.retail.words.Wording;

/** Every kind of sentence that any room declares, in both languages. */
class WordsTest {
    private static final Locale ARABIC = Locale.forLanguageTag("ar");
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, ARABIC);

    /** Counts of every plural form of Arabic: zero, one, two, few, many, other. */
    private static final List<Integer> COUNTS = List.of(0, 1, 2, 3, 11, 100);

    private static final Pattern PLURAL = Pattern.compile("\\{(\\w+), plural, ");
    private static final Pattern CONSTANT = Pattern.compile("(?<![\\w.])([A-Z]\\w+\\.[A-Z][A-Z_]+)\\b");
    private static final Pattern REFUSES =
            Pattern.compile("TillException|ReportException|RetailException|RelayException|BadText|checkManager");

    private static final Pattern TEXT = Pattern.compile("\"(\\\\.|[^\"\\\\])*\"");
    private static final Pattern ISOLATED = Pattern.compile("\u2068[^\u2068\u2069]*\u2069");

    /** Says no word by itself, so that it can be told from the words around it. */
    private enum Nothing implements Wording {
        SAID;

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public String text(Locale language) {
            return "\u2068said\u2069";
        }
    }

    private static final List<Class<?>> ENUMS = House.CLASSES.stream()
            .filter(type -> type.isEnum() && type.isAssignableTo(Wording.class))
            .map(JavaClass::reflect)
            .filter(Class::isEnum)
            .collect(Collectors.toList());

    static List<Class<?>> everyEnum() {
        return ENUMS;
    }

    static Stream<Wording> everyKind() {
        return everyEnum().stream()
                .flatMap(type -> Stream.of(type.getEnumConstants()).map(Wording.class::cast));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void every_kind_says_its_arguments_in_both_languages(Wording kind) {
        for (Locale language : LANGUAGES) {
            for (Sentence sentence : samples(kind)) {
                String said = sentence.in(new Reader(language, ZoneOffset.UTC));
                assertThat(said).as("%s in %s", kind, language).isNotBlank().doesNotContain("{", "}", "null");
                for (int i = 0; i < kind.parameters().size(); i++) {
                    if (isShown(kind.parameters().get(i))) {
                        assertThat(said)
                                .as("%s in %s", kind, language)
                                .contains(text(sentence.arguments().get(i)));
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void arabic_holds_no_english_but_what_is_filled_in(Wording kind) {
        for (Sentence sentence : samples(kind)) {
            String said = sentence.in(new Reader(ARABIC, ZoneOffset.UTC));
            String own = said;
            for (String before = ""; !before.equals(own); ) {
                before = own;
                own = ISOLATED.matcher(own).replaceAll("");
            }
            assertThat(own)
                    .as("%s: %s", kind, said)
                    .doesNotContainPattern("[A-Za-z]")
                    .doesNotContain("\u2068", "\u2069");
            assertThat(said).as("%s", kind).containsPattern("\\p{InArabic}");
        }
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void a_count_that_chooses_a_form_has_all_six_in_arabic(Wording kind) {
        String text = kind.text(ARABIC);
        Matcher plural = PLURAL.matcher(text);
        while (plural.find()) {
            assertThat(cases(text, plural.end()))
                    .as("%s: %s", kind, plural.group(1))
                    .containsExactlyInAnyOrder("zero", "one", "two", "few", "many", "other");
        }
    }

    @ParameterizedTest
    @MethodSource("everyEnum")
    void no_text_is_left_over(Class<?> type) {
        var wanted = new TreeSet<String>();
        everyEnum().stream()
                .filter(other -> other.getPackage().equals(type.getPackage()))
                .forEach(other -> Stream.of(other.getEnumConstants())
                        .forEach(constant -> wanted.add(other.getSimpleName() + "." + ((Enum<?>) constant).name())));

        for (Locale language : LANGUAGES) {
            ResourceBundle bundle = ResourceBundle.getBundle(type.getPackageName() + ".words", language);
            assertThat(bundle.keySet()).as("%s", language).containsExactlyInAnyOrderElementsOf(wanted);
        }
    }

    /** A kind's arguments are checked when it is thrown, which a rare refusal is in nobody's test: so its places are read. */
    @Test
    void every_place_that_says_a_kind_gives_as_many_arguments_as_it_takes() throws IOException {
        var kinds = new TreeMap<String, Wording>();
        everyKind()
                .forEach(kind ->
                        kinds.put(((Enum<?>) kind).getDeclaringClass().getSimpleName() + "." + kind.name(), kind));
        var said = new TreeSet<String>();
        for (Path file : sources()) {
            String source = TEXT.matcher(Files.readString(file)).replaceAll("T");
            Matcher place = CONSTANT.matcher(source);
            while (place.find()) {
                Wording kind = kinds.get(place.group(1));
                int given = kind == null ? -1 : argumentsGiven(source, place);
                if (given >= 0) {
                    assertThat(given)
                            .as("%s in %s", place.group(1), file)
                            .isEqualTo(kind.parameters().size());
                    said.add(place.group(1));
                }
            }
        }
        assertThat(said).hasSizeGreaterThan(kinds.size() * 3 / 4);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            return files.filter(file ->
                            file.toString().endsWith(".java") && file.toString().contains("/src/main/"))
                    .toList();
        }
    }

    /** How many arguments follow a constant: of its {@code with}, or of the call that refuses; -1 where it does neither. */
    private static int argumentsGiven(String source, Matcher place) {
        int end = place.end();
        boolean isWith = source.startsWith(".with(", end);
        if (!isWith && !REFUSES.matcher(callee(source, place.start())).matches()) {
            return -1;
        }
        int commas = 0;
        boolean isEmpty = true;
        int at = isWith ? end + ".with(".length() : end;
        for (int depth = 0; depth >= 0; at++) {
            char c = source.charAt(at);
            depth += c == '(' || c == '{' ? 1 : c == ')' || c == '}' ? -1 : 0;
            commas += c == ',' && depth == 0 ? 1 : 0;
            isEmpty &= Character.isWhitespace(c) || depth < 0;
        }
        return isWith && !isEmpty ? commas + 1 : commas;
    }

    /** The name of the call that a place is an argument of. */
    private static String callee(String source, int place) {
        int at = place - 1;
        for (int depth = 0; at > 0 && depth >= 0; at--) {
            char c = source.charAt(at);
            depth += c == ')' || c == '}' ? 1 : c == '(' || c == '{' ? -1 : 0;
        }
        int from = at;
        while (from > 0 && Character.isJavaIdentifierPart(source.charAt(from))) {
            from--;
        }
        return source.substring(from + 1, at + 1);
    }

    /** One sentence a count and a choice, whatever its other arguments are. */
    private static List<Sentence> samples(Wording kind) {
        int most = kind.parameters().stream()
                .mapToInt(parameter -> values(parameter, 0).size())
                .max()
                .orElse(1);
        var samples = new ArrayList<Sentence>();
        for (int i = 0; i < most; i++) {
            var arguments = new ArrayList<Object>();
            for (int p = 0; p < kind.parameters().size(); p++) {
                List<?> values = values(kind.parameters().get(p), p);
                arguments.add(values.get(i % values.size()));
            }
            samples.add(kind.with(arguments.toArray()));
        }
        return samples;
    }

    private static List<?> values(Parameter parameter, int place) {
        return switch (parameter.type()) {
            case COUNT -> COUNTS;
            case CHOICE -> parameter.choices();
            case SENTENCE, WORDS -> List.of(Nothing.SAID.with());
            case MONEY, QUANTITY, PERCENT -> List.of("-71" + place + ".50");
            case DATE -> List.of("2027-01-1" + place);
            case CODE, NAME, FOREIGN -> List.of("Sample " + place);
        };
    }

    /** A count may be spelled out, a choice always is; other programs' words may be left out. */
    private static boolean isShown(Parameter parameter) {
        return switch (parameter.type()) {
            case COUNT, CHOICE, FOREIGN -> false;
            case MONEY, QUANTITY, PERCENT, DATE, CODE, NAME, SENTENCE, WORDS -> true;
        };
    }

    private static String text(Object argument) {
        return argument instanceof Sentence ? "said" : String.valueOf(argument);
    }

    private static List<String> cases(String text, int from) {
        var cases = new ArrayList<String>();
        int depth = 0;
        var name = new StringBuilder();
        for (int at = from; depth >= 0; at++) {
            char c = text.charAt(at);
            if (c == '{' && depth++ == 0) {
                cases.add(name.toString().strip());
                name.setLength(0);
            } else if (c == '}') {
                depth--;
            } else if (depth == 0) {
                name.append(c);
            }
        }
        return cases;
    }
}
